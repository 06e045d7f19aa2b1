use std::{cell::Cell, rc::Rc};

use leptos::prelude::*;
use opora::{
    api::Client,
    browser::{
        database::{Store, get},
        file::{self, LocalFile},
        image::Picture,
    },
    form::{
        attachment::{Desk, deliver, restored},
        draft::{self, Draft},
        state::{FileState, FormState, Upload},
    },
};
use opora_contract::language::Language;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    device,
    network::{Answer, Gate, Network},
    picture::photo,
    sample,
    stage::Stage,
    wait::{eventually, settled, sleep_millis, until},
};

fn opened() -> (Stage, Desk) {
    reopened(Vec::new())
}

/// The page of the form with what an earlier visit left.
fn reopened(files: Vec<FileState>) -> (Stage, Desk) {
    let draft = sample::draft();
    Stage::owning(move || {
        let form = FormState::new(sample::form(), Language::Ru, &draft, files);
        let field = form.file_field().unwrap();
        Desk::open(form, Client::new(Language::Ru), &field).unwrap()
    })
}

fn screenshot() -> LocalFile {
    sample::file("Снимок экрана.png", sample::blob(sample::PNG))
}

/// How the upload of the only file goes.
fn upload(desk: Desk) -> Upload {
    let files = desk.state.files.get_untracked();
    assert_eq!(files.len(), 1);
    files[0].upload.get_untracked()
}

fn names(desk: Desk) -> Vec<String> {
    let files = desk.state.files.get_untracked();
    files.into_iter().map(|file| file.file.name).collect()
}

fn only(desk: Desk) -> FileState {
    desk.state.files.get_untracked().remove(0)
}

async fn upload_is_done(desk: Desk) {
    until("the upload is done", || {
        matches!(upload(desk), Upload::Done(_))
    })
    .await;
}

/// Waits for a draft that has this to say.
async fn kept(what: &str, holds: impl Fn(&Draft) -> bool) -> Draft {
    let form = sample::form().name;
    eventually(what, async || {
        draft::load(&form, None).await.unwrap().filter(&holds)
    })
    .await
}

fn accepting() -> Network {
    Network::answering(|_| Answer::json(201, &sample::attachment("screen.png")))
}

#[wasm_bindgen_test]
async fn chosen_file_is_kept_and_uploaded_while_the_person_goes_on() {
    device::fresh().await;
    let network = accepting();
    let (_page, desk) = opened();
    desk.add(vec![screenshot()]).await;
    let draft = kept("the upload is in the draft", |draft| {
        draft
            .files
            .first()
            .is_some_and(|file| file.uploaded.is_some())
    })
    .await;
    assert_eq!(upload(desk), Upload::Done(sample::attachment("screen.png")));
    assert_eq!(draft.files[0].name, "Снимок экрана.png");
    assert!(
        get(Store::Files, &draft.files[0].id)
            .await
            .unwrap()
            .is_some()
    );
    let calls = network.calls();
    assert_eq!(calls.len(), 1);
    assert!(
        calls[0].url.contains("profile=screenshot"),
        "{}",
        calls[0].url
    );
    let disposition = calls[0].header("content-disposition");
    assert!(
        disposition.ends_with(
            "UTF-8''%D0%A1%D0%BD%D0%B8%D0%BC%D0%BE%D0%BA%20%D1%8D%D0%BA%D1%80%D0%B0%D0%BD%D0%B0.png"
        ),
        "{disposition}"
    );
}

#[wasm_bindgen_test]
async fn file_beyond_the_allowed_number_is_refused() {
    device::fresh().await;
    let _network = accepting();
    let (_page, desk) = opened();
    desk.add(vec![screenshot(), screenshot(), screenshot()])
        .await;
    assert_eq!(names(desk).len(), 2);
    assert!(
        desk.state
            .error("files")
            .unwrap_or_default()
            .contains("можно 2")
    );
}

#[wasm_bindgen_test]
async fn file_stays_on_the_device_while_there_is_no_line_and_goes_when_asked_again() {
    device::fresh().await;
    let (_page, desk) = opened();
    let dead = Network::dead();
    desk.add(vec![screenshot()]).await;
    until("the upload waits", || upload(desk) == Upload::Waiting).await;
    assert_eq!(dead.calls().len(), 1);
    drop(dead);
    let _network = accepting();
    desk.resume();
    upload_is_done(desk).await;
}

#[wasm_bindgen_test]
async fn server_that_is_busy_leaves_the_file_waiting() {
    device::fresh().await;
    let _network = Network::answering(|_| Answer::Says(503, "<html>503</html>".to_owned()));
    let (_page, desk) = opened();
    desk.add(vec![screenshot()]).await;
    until("the upload waits", || upload(desk) == Upload::Waiting).await;
}

#[wasm_bindgen_test]
async fn refusal_of_the_server_is_shown_at_the_file() {
    device::fresh().await;
    let refusal = sample::problem(422, &[("", "file_type", "Такой файл нельзя приложить")]);
    let _network = Network::answering(move |_| Answer::json(422, &refusal));
    let (_page, desk) = opened();
    desk.add(vec![screenshot()]).await;
    let refused = Upload::Refused("Такой файл нельзя приложить".to_owned());
    until("the refusal shows", || upload(desk) == refused).await;
}

#[wasm_bindgen_test]
async fn reload_loses_neither_files_nor_their_descriptions() {
    device::fresh().await;
    let dead = Network::dead();
    let (page, desk) = opened();
    desk.add(vec![screenshot()]).await;
    until("the upload waits", || upload(desk) == Upload::Waiting).await;
    desk.state.files.get_untracked()[0]
        .description
        .set("Ошибка".to_owned());
    desk.state.save();
    let draft = kept("the description is kept", |draft| {
        draft.files[0].description == "Ошибка"
    })
    .await;
    drop((page, dead));
    let mut lost = sample::draft_file("lost");
    lost.name = "стёрт браузером.png".to_owned();
    let files = [draft.files, vec![lost]].concat();
    let (_page, _) = Stage::owning(|| ());
    let files = restored(files).await;
    let shown: Vec<_> = files
        .iter()
        .map(|file| {
            (
                file.file.name.as_str(),
                file.description.get_untracked(),
                file.upload.get_untracked(),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [("Снимок экрана.png", "Ошибка".to_owned(), Upload::Waiting)]
    );
}

#[wasm_bindgen_test]
async fn removed_file_leaves_the_form_the_draft_and_the_device() {
    device::fresh().await;
    let _network = accepting();
    let (_page, desk) = opened();
    desk.add(vec![screenshot()]).await;
    upload_is_done(desk).await;
    let id = desk.state.files.get_untracked()[0].id.clone();
    desk.remove(&id);
    assert_eq!(names(desk), Vec::<String>::new());
    kept("the draft is without it", |draft| draft.files.is_empty()).await;
    eventually("the content is gone", async || {
        get(Store::Files, &id)
            .await
            .unwrap()
            .is_none()
            .then_some(())
    })
    .await;
}

#[wasm_bindgen_test]
async fn page_left_while_a_file_is_taken_harms_nothing() {
    device::fresh().await;
    let _network = accepting();
    let (page, desk) = opened();
    let done = Rc::new(Cell::new(false));
    let end = done.clone();
    wasm_bindgen_futures::spawn_local(async move {
        desk.add(vec![screenshot(), screenshot()]).await;
        end.set(true);
    });
    leptos::task::tick().await;
    drop(page);
    until("the work has ended without a panic", || done.get()).await;
}

#[wasm_bindgen_test]
async fn removed_file_leaves_the_server_too() {
    device::fresh().await;
    let network = accepting();
    let (_page, desk) = opened();
    desk.add(vec![screenshot()]).await;
    upload_is_done(desk).await;
    desk.remove(&only(desk).id);
    until("the server is told", || {
        network.calls().iter().any(|call| {
            call.method == "DELETE"
                && call.url.contains("/attachments/stored-screen.png")
                && call.header("authorization").starts_with("Bearer ")
        })
    })
    .await;
}

#[wasm_bindgen_test]
async fn upload_that_waits_goes_on_when_the_line_is_back() {
    device::fresh().await;
    let dead = Network::dead();
    let (page, desk) = opened();
    page.owner().with(|| desk.look_after());
    desk.add(vec![screenshot()]).await;
    until("the upload waits", || upload(desk) == Upload::Waiting).await;
    drop(dead);
    let _network = accepting();
    let online = web_sys::Event::new("online").unwrap();
    window().dispatch_event(&online).unwrap();
    upload_is_done(desk).await;
}

#[wasm_bindgen_test]
async fn stopped_upload_stays_stopped_until_it_is_asked_for_again() {
    device::fresh().await;
    let gate = Gate::closed();
    let kept_back = gate.clone();
    let network = Network::answering(move |_| {
        let accepted = Answer::json(201, &sample::attachment("screen.png"));
        Answer::Later(kept_back.clone(), Box::new(accepted))
    });
    let (_page, desk) = opened();
    desk.add(vec![screenshot()]).await;
    until("half of it has gone", || {
        upload(desk) == Upload::Running(50)
    })
    .await;
    desk.stop(&only(desk).id);
    gate.open();
    desk.resume();
    settled().await;
    assert_eq!(upload(desk), Upload::Stopped);
    assert_eq!(network.calls().len(), 1);
    desk.retry(&only(desk).id);
    upload_is_done(desk).await;
    assert_eq!(network.calls().len(), 2);
}

#[wasm_bindgen_test]
async fn another_language_and_sending_go_on_with_the_upload_that_runs() {
    device::fresh().await;
    let gate = Gate::closed();
    let kept_back = gate.clone();
    let network = Network::answering(move |_| {
        let accepted = Answer::json(201, &sample::attachment("screen.png"));
        Answer::Later(kept_back.clone(), Box::new(accepted))
    });
    let (page, desk) = opened();
    desk.add(vec![screenshot()]).await;
    let draft = kept("the file is in the draft", |draft| !draft.files.is_empty()).await;
    drop(page);
    let (_page, desk) = reopened(restored(draft.files.clone()).await);
    desk.resume();
    let sent = Rc::new(Cell::new(None));
    let (told, file) = (sent.clone(), draft.files[0].clone());
    wasm_bindgen_futures::spawn_local(async move {
        let client = Client::new(Language::Ru);
        let stored = deliver(&client, &file, &sample::slug("screenshot")).await;
        told.set(stored.ok());
    });
    // The request has read its file by then: it is on the way that runs.
    sleep_millis(200).await;
    gate.open();
    upload_is_done(desk).await;
    let mut stored = None;
    until("the request has its file", || {
        stored = sent.take();
        stored.is_some()
    })
    .await;
    assert_eq!(stored, Some(sample::attachment("screen.png")));
    assert_eq!(network.calls().len(), 1);
    // It is in the draft of the page that is open now.
    kept("the upload is in the draft", |draft| {
        draft.files[0].uploaded.is_some()
    })
    .await;
}

#[wasm_bindgen_test]
async fn whoever_comes_back_finds_what_has_been_uploaded_since() {
    device::fresh().await;
    let gate = Gate::closed();
    let kept_back = gate.clone();
    let network = Network::answering(move |_| {
        let accepted = Answer::json(201, &sample::attachment("screen.png"));
        Answer::Later(kept_back.clone(), Box::new(accepted))
    });
    let (page, desk) = opened();
    desk.add(vec![screenshot()]).await;
    let draft = kept("the file is in the draft", |draft| !draft.files.is_empty()).await;
    drop(page);
    gate.open();
    settled().await;
    let (_page, desk) = reopened(restored(draft.files).await);
    desk.resume();
    upload_is_done(desk).await;
    assert_eq!(network.calls().len(), 1);
}

#[wasm_bindgen_test]
async fn files_are_kept_in_the_order_that_they_were_put_in() {
    device::fresh().await;
    let _network = accepting();
    let (_page, desk) = opened();
    let pdf = sample::file("Лист.pdf", sample::blob(b"%PDF-1.7 a page"));
    desk.add(vec![screenshot(), pdf]).await;
    let ids: Vec<_> = desk.state.files.get_untracked();
    assert_eq!(desk.shift(&ids[0].id, true), None);
    assert_eq!(desk.shift(&ids[1].id, false), None);
    assert_eq!(names(desk), ["Снимок экрана.png", "Лист.pdf"]);
    assert_eq!(desk.shift(&ids[1].id, true), Some((1, 2)));
    assert_eq!(names(desk), ["Лист.pdf", "Снимок экрана.png"]);
    kept("the draft has the order", |draft| {
        draft
            .files
            .first()
            .is_some_and(|file| file.name == "Лист.pdf")
    })
    .await;
    // What stands in the place of a removed one comes next, or the last.
    assert_eq!(desk.remove(&ids[1].id), Some(ids[0].id.clone()));
    assert_eq!(desk.remove(&ids[0].id), None);
}

#[wasm_bindgen_test]
async fn photo_leaves_the_device_without_where_it_was_taken() {
    const PLACE: &str = "55.7539N 37.6208E";
    device::fresh().await;
    let network = accepting();
    let (_page, desk) = opened();
    let photo = photo(60, 40, "halves", 6, PLACE).await;
    let before = file::size(&photo);
    desk.add(vec![sample::file("Фото.jpg", photo)]).await;
    upload_is_done(desk).await;
    let calls = network.calls();
    assert!(!calls[0].body.contains(PLACE));
    let taken = only(desk);
    assert!(taken.file.bytes < before);
    let notes = desk.notes.get_untracked();
    assert_eq!(notes.len(), 1);
    assert!(
        notes[0].0 == taken.id && notes[0].1.contains("убраны"),
        "{notes:?}"
    );
    // Still the right side up.
    let picture = Picture::open(&taken.file.blob).await.unwrap();
    assert_eq!((picture.width, picture.height), (40, 60));
}
