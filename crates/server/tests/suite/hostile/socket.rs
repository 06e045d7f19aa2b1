//! Bodies over a real connection: lengths that lie, pieces that never end, callers who leave.

use std::{
    io::{Read, Write},
    net::{Shutdown, SocketAddr, TcpStream},
    time::{Duration, Instant},
};

use opora_contract::{path::PREFIX, upload::MEGABYTE};
use tokio::net::TcpListener;

use super::goes_on;
use crate::{app::TestApp, fixture::pdf};

/// The most that the profile `identity-scan` takes.
const MAX: usize = 2 * MEGABYTE as usize;
const PATIENCE: Duration = Duration::from_secs(30);

async fn listen(app: &TestApp) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let service = app
        .router
        .clone()
        .into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    address
}

/// The head of an upload with these headers.
fn head(headers: &str) -> Vec<u8> {
    let path = format!("{PREFIX}/attachments?profile=identity-scan");
    format!("POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{headers}\r\n\r\n")
        .into_bytes()
}

fn chunk(bytes: &[u8]) -> Vec<u8> {
    [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat()
}

/// Says all of it and listens to the end; with `leaves`, says that nothing more will come.
async fn call(address: SocketAddr, said: Vec<u8>, leaves: bool) -> String {
    let conversation = move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(&said).unwrap();
        if leaves {
            stream.shutdown(Shutdown::Write).unwrap();
        }
        let mut reply = String::new();
        // Whoever is cut off still has what was answered before.
        stream.read_to_string(&mut reply).ok();
        reply
    };
    tokio::task::spawn_blocking(conversation).await.unwrap()
}

#[tokio::test]
async fn chunks_are_counted_while_they_come() {
    let app = TestApp::new().await;
    let address = listen(&app).await;
    let within = [
        head("transfer-encoding: chunked"),
        chunk(&pdf(MAX)),
        chunk(b""),
    ]
    .concat();
    let reply = call(address, within, false).await;
    assert!(reply.starts_with("HTTP/1.1 201"), "{reply}");
    // The end never comes: the answer does not wait for it.
    let beyond = [
        head("transfer-encoding: chunked"),
        chunk(&pdf(MAX)),
        b"1\r\n ".to_vec(),
    ]
    .concat();
    let reply = call(address, beyond, false).await;
    assert!(
        reply.starts_with("HTTP/1.1 413") && reply.contains("file_too_large"),
        "{reply}"
    );
    assert_eq!(app.contents().len(), 1);
    goes_on(&app).await;
}

#[tokio::test]
async fn length_that_is_too_much_is_refused_before_the_file_comes() {
    let app = TestApp::new().await;
    let address = listen(&app).await;
    for length in ["2097153", "99999999999999"] {
        let reply = call(address, head(&format!("content-length: {length}")), false).await;
        assert!(
            reply.starts_with("HTTP/1.1 413") && reply.contains("file_too_large"),
            "{reply}"
        );
    }
    for nonsense in [
        "content-length: -1",
        "content-length: 99999999999999999999999999",
        "content-length: 10\r\ncontent-length: 11",
    ] {
        let reply = call(address, [head(nonsense), pdf(11)].concat(), true).await;
        assert!(reply.starts_with("HTTP/1.1 400"), "{nonsense}: {reply}");
    }
    assert!(app.contents().is_empty());
    goes_on(&app).await;
}

#[tokio::test]
async fn length_that_is_too_small_ends_the_file() {
    let app = TestApp::new().await;
    let address = listen(&app).await;
    let said = [head("content-length: 30"), pdf(300)].concat();
    let reply = call(address, said, true).await;
    assert!(
        reply.starts_with("HTTP/1.1 201") && reply.contains("\"bytes\":30"),
        "{reply}"
    );
    goes_on(&app).await;
}

#[tokio::test]
async fn length_that_is_a_lie_beside_the_body_changes_nothing() {
    let app = TestApp::new().await;
    let call = app.upload("identity-scan", "a.pdf", pdf(MAX + 1));
    let reply = call.header("content-length", "10").send().await;
    reply.refused(413, opora_contract::problem::ProblemCode::TooLarge);
    assert!(app.contents().is_empty());
}

#[tokio::test]
async fn file_of_a_caller_who_left_is_not_kept() {
    let app = TestApp::new().await;
    let address = listen(&app).await;
    for (headers, body) in [
        ("content-length: 1000", pdf(500)),
        ("transfer-encoding: chunked", chunk(&pdf(500))),
        ("transfer-encoding: chunked", b"zz\r\n%PDF-1.7".to_vec()),
    ] {
        let reply = call(address, [head(headers), body].concat(), true).await;
        assert!(!reply.starts_with("HTTP/1.1 2"), "{reply}");
    }
    let deadline = Instant::now() + PATIENCE;
    while !app.contents().is_empty() {
        assert!(Instant::now() < deadline, "{:?}", app.contents());
        tokio::task::yield_now().await;
    }
    goes_on(&app).await;
}
