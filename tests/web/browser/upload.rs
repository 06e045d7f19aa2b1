use leptos::prelude::Callable;
use opora::browser::upload::post;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    network::{self, Answer, Network},
    sample,
    told::Told,
    wait::until,
};

#[wasm_bindgen_test]
async fn progress_headers_and_answer_of_an_upload_arrive() {
    let network = Network::answering(|_| Answer::Says(201, "принято".to_owned()));
    let told = Told::new();
    let progress = told.callback();
    let headers = [("X-Name", "screen.png")];
    let reply = post(
        "/files",
        &headers,
        &sample::blob(sample::PNG),
        move |percent| progress.run(percent),
    )
    .await
    .unwrap();
    assert_eq!((reply.status, reply.body.as_str()), (201, "принято"));
    assert_eq!(told.all(), [50]);
    let calls = network.calls();
    assert_eq!((calls.len(), calls[0].method.as_str()), (1, "POST"));
    assert_eq!(calls[0].header("x-name"), "screen.png");
}

#[wasm_bindgen_test]
async fn refusal_is_an_answer_too() {
    network::restore();
    // The test runner's own server, which takes no files.
    let reply = post("/files", &[], &sample::blob(sample::PNG), |_| ())
        .await
        .unwrap();
    assert_eq!(reply.status, 404);
}

#[wasm_bindgen_test]
async fn dead_line_is_status_0() {
    network::restore();
    // Nobody listens there.
    let dead = "http://127.0.0.1:1/files";
    let reply = post(dead, &[], &sample::blob(sample::PNG), |_| ())
        .await
        .unwrap();
    assert_eq!((reply.status, reply.body.as_str()), (0, ""));
}

#[wasm_bindgen_test]
async fn transfer_that_stands_still_ends_as_a_dead_line_does() {
    let _network = Network::answering(|_| Answer::Silence);
    let told = Told::new();
    let end = told.callback();
    wasm_bindgen_futures::spawn_local(async move {
        let reply = post("/files", &[], &sample::blob(sample::PNG), |_| ()).await;
        end.run(reply.unwrap().status);
    });
    until("the transfer has ended", || told.all() == [0]).await;
}
