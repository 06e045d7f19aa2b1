use std::{cell::Cell, rc::Rc};

use leptos::prelude::*;
use opora::{
    api::Client,
    browser::{
        database::{Store, get},
        file::LocalFile,
    },
    form::{
        attachment::{add, remove, restored, resume},
        draft::{self, Draft},
        state::{FormState, Upload},
    },
};
use opora_contract::language::Language;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    device,
    network::{Answer, Network},
    sample,
    stage::{REGIONS, Stage},
    wait::{eventually, silence, until},
};

fn opened() -> (Stage, FormState) {
    let draft = sample::draft();
    Stage::owning(move || FormState::new(sample::form(), Language::Ru, &draft, Vec::new()))
}

async fn choose(form: FormState, files: Vec<LocalFile>) {
    add(form, Client::new(Language::Ru), files).await;
}

fn screenshot() -> LocalFile {
    sample::file("Снимок экрана.png", sample::blob(sample::PNG))
}

/// How the upload of the only file goes.
fn upload(form: FormState) -> Upload {
    let files = form.files.get_untracked();
    assert_eq!(files.len(), 1);
    files[0].upload.get_untracked()
}

fn names(form: FormState) -> Vec<String> {
    form.files
        .with_untracked(|files| files.iter().map(|file| file.file.name.clone()).collect())
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
    let (_page, form) = opened();
    choose(form, vec![screenshot()]).await;
    let draft = kept("the upload is in the draft", |draft| {
        draft
            .files
            .first()
            .is_some_and(|file| file.uploaded.is_some())
    })
    .await;
    assert_eq!(upload(form), Upload::Done(sample::attachment("screen.png")));
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
async fn mislabelled_oversized_and_empty_files_are_refused_before_anything_leaves() {
    device::fresh().await;
    let network = accepting();
    let (_page, form) = opened();
    for (name, blob, words) in [
        (
            "отчёт.png",
            sample::blob(sample::PROGRAM),
            "Подойдут JPG, PNG или PDF",
        ),
        (
            "большой.png",
            sample::zeros(sample::MAX_BYTES + 1),
            "5,1\u{a0}МБ при пределе 5\u{a0}МБ",
        ),
        ("пустой.png", sample::blob(b""), "Файл пустой"),
        (
            "огромный.png",
            sample::blob(sample::BOMB),
            "точек при пределе 100\u{a0}млн",
        ),
    ] {
        choose(form, vec![sample::file(name, blob)]).await;
        let error = form.error("files").unwrap_or_default();
        assert!(
            error.starts_with(&format!("{name}: ")) && error.contains(words),
            "{error}"
        );
    }
    assert_eq!(names(form), Vec::<String>::new());
    assert_eq!(network.calls(), []);
}

#[wasm_bindgen_test]
async fn good_file_is_taken_beside_a_bad_one() {
    device::fresh().await;
    let _network = accepting();
    let (_page, form) = opened();
    choose(
        form,
        vec![
            sample::file("плохой.png", sample::blob(sample::PROGRAM)),
            screenshot(),
        ],
    )
    .await;
    assert_eq!(names(form), ["Снимок экрана.png"]);
    assert!(
        form.error("files")
            .unwrap_or_default()
            .starts_with("плохой.png: ")
    );
    // The next choice is judged by itself.
    choose(form, vec![screenshot()]).await;
    assert_eq!(form.error("files"), None);
}

#[wasm_bindgen_test]
async fn every_refused_file_of_one_choice_is_named() {
    device::fresh().await;
    let (_page, form) = opened();
    choose(
        form,
        vec![
            sample::file("первый.png", sample::blob(sample::PROGRAM)),
            sample::file("второй.png", sample::blob(b"")),
        ],
    )
    .await;
    let error = form.error("files").unwrap_or_default();
    assert!(
        error.contains("первый.png") && error.contains("второй.png"),
        "{error}"
    );
}

#[wasm_bindgen_test]
async fn refused_files_are_said() {
    device::fresh().await;
    silence().await;
    let (page, form) = Stage::with(|| {
        let draft = sample::draft();
        let form = FormState::new(sample::form(), Language::Ru, &draft, Vec::new());
        (form, REGIONS.map(|id| view! { <div id=id></div> }))
    });
    choose(
        form,
        vec![
            sample::file("первый.png", sample::blob(sample::PROGRAM)),
            sample::file("второй.png", sample::blob(b"")),
        ],
    )
    .await;
    let error = form.error("files").unwrap_or_default();
    let said = || REGIONS.map(|id| page.text(&format!("#{id}"))).concat();
    until("what stands at the field is said", || said() == error).await;
}

#[wasm_bindgen_test]
async fn file_beyond_the_allowed_number_is_refused() {
    device::fresh().await;
    let _network = accepting();
    let (_page, form) = opened();
    choose(form, vec![screenshot(), screenshot(), screenshot()]).await;
    assert_eq!(names(form).len(), 2);
    assert!(form.error("files").unwrap_or_default().contains("можно 2"));
}

#[wasm_bindgen_test]
async fn file_stays_on_the_device_while_there_is_no_line_and_goes_when_asked_again() {
    device::fresh().await;
    let (_page, form) = opened();
    let dead = Network::dead();
    choose(form, vec![screenshot()]).await;
    until("the upload waits", || upload(form) == Upload::Waiting).await;
    assert_eq!(dead.calls().len(), 1);
    drop(dead);
    let _network = accepting();
    resume(form, &Client::new(Language::Ru));
    until("the upload is done", || {
        matches!(upload(form), Upload::Done(_))
    })
    .await;
}

#[wasm_bindgen_test]
async fn server_that_is_busy_leaves_the_file_waiting() {
    device::fresh().await;
    let _network = Network::answering(|_| Answer::Says(503, "<html>503</html>".to_owned()));
    let (_page, form) = opened();
    choose(form, vec![screenshot()]).await;
    until("the upload waits", || upload(form) == Upload::Waiting).await;
}

#[wasm_bindgen_test]
async fn refusal_of_the_server_is_shown_at_the_file() {
    device::fresh().await;
    let refusal = sample::problem(422, &[("", "file_type", "Такой файл нельзя приложить")]);
    let _network = Network::answering(move |_| Answer::json(422, &refusal));
    let (_page, form) = opened();
    choose(form, vec![screenshot()]).await;
    let refused = Upload::Refused("Такой файл нельзя приложить".to_owned());
    until("the refusal shows", || upload(form) == refused).await;
}

#[wasm_bindgen_test]
async fn reload_loses_neither_files_nor_their_descriptions() {
    device::fresh().await;
    let dead = Network::dead();
    let (page, form) = opened();
    choose(form, vec![screenshot()]).await;
    until("the upload waits", || upload(form) == Upload::Waiting).await;
    form.files.get_untracked()[0]
        .description
        .set("Ошибка".to_owned());
    form.save();
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
    let (_page, form) = opened();
    choose(form, vec![screenshot()]).await;
    until("the upload is done", || {
        matches!(upload(form), Upload::Done(_))
    })
    .await;
    let id = form.files.get_untracked()[0].id.clone();
    remove(form, &id);
    assert_eq!(names(form), Vec::<String>::new());
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
    let (page, form) = opened();
    let done = Rc::new(Cell::new(false));
    let end = done.clone();
    wasm_bindgen_futures::spawn_local(async move {
        choose(form, vec![screenshot(), screenshot()]).await;
        end.set(true);
    });
    leptos::task::tick().await;
    drop(page);
    until("the work has ended without a panic", || done.get()).await;
}
