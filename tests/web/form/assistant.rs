//! Files that are not taken as they are, and what becomes of them.

use leptos::prelude::*;
use opora::{
    api::Client,
    browser::file::{LocalFile, content},
    form::{
        assistant::{Offer, Unmended, Verdict, advice, assess, mend, words},
        attachment::{Desk, Refusal, Trouble},
        state::FormState,
    },
    i18n::Texts,
};
use opora_contract::{language::Language, upload::Nature};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Blob;

use crate::{
    device,
    network::{Answer, Network},
    picture::{bmp, painted, seen},
    sample,
    stage::Stage,
    wait::until,
};

/// A form that takes these types, each file up to so many bytes, two at most.
fn taking(types: &[&str], max_bytes: u64) -> (Stage, Desk) {
    opened(json!({ "name": "screenshot", "types": types, "max_bytes": max_bytes, "max_files": 2 }))
}

fn opened(profile: serde_json::Value) -> (Stage, Desk) {
    Stage::owning(move || desk(profile))
}

fn desk(profile: serde_json::Value) -> Desk {
    let draft = sample::draft();
    let form = FormState::new(
        sample::form_taking(profile),
        Language::Ru,
        &draft,
        Vec::new(),
    );
    let field = form.file_field().unwrap();
    Desk::open(form, Client::new(Language::Ru), &field).unwrap()
}

const ANY: [&str; 3] = ["jpg", "png", "pdf"];

async fn choose(desk: Desk, name: &str, blob: Blob) {
    desk.add(vec![sample::file(name, blob)]).await;
}

fn accepting() -> Network {
    Network::answering(|_| Answer::json(201, &sample::attachment("screen.png")))
}

fn refused(desk: Desk) -> Vec<Refusal> {
    desk.refused.get_untracked()
}

/// The only refused file, and what the assistant says of it.
async fn looked_at(desk: Desk) -> (Refusal, Verdict) {
    let mut all = refused(desk);
    // What could only be replaced makes room for the next.
    assert_eq!(all.len(), 1);
    let refusal = all.remove(0);
    let verdict = assess(desk, &refusal).await;
    (refusal, verdict)
}

fn taken(desk: Desk) -> Vec<LocalFile> {
    let files = desk.state.files.get_untracked();
    files.into_iter().map(|file| file.file).collect()
}

const TEXTS: Texts = Texts {
    language: Language::Ru,
};

#[wasm_bindgen_test]
async fn refused_file_says_what_it_is_what_is_wrong_and_what_can_be_done() {
    device::fresh().await;
    let network = accepting();
    let (_page, desk) = taking(&ANY, sample::MAX_BYTES);
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x14ispe\0\0\0\0\0\0\x02\0\0\0\x02\0";
    for (name, blob, is, wrong, helps) in [
        (
            "фото.heic",
            sample::blob(heic),
            "фотография HEIC",
            "Подойдут JPG, PNG или PDF",
            "на телефоне",
        ),
        (
            "отчёт.png",
            sample::blob(sample::PROGRAM),
            "Это программа",
            "Подойдут JPG, PNG или PDF",
            "снимок экрана",
        ),
        (
            "письмо.doc",
            sample::blob(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0"),
            "документ Word",
            "Подойдут JPG, PNG или PDF",
            "PDF",
        ),
        (
            "всё.zip",
            sample::blob(b"PK\x03\x04 and so on"),
            "Это архив",
            "Подойдут JPG, PNG или PDF",
            "Распакуйте",
        ),
    ] {
        is_told(desk, (name, blob), [is, wrong, helps]).await;
    }
    assert_eq!(taken(desk).len(), 0);
    assert_eq!(network.calls(), []);
}

#[wasm_bindgen_test]
async fn file_of_a_good_kind_is_refused_for_its_size() {
    device::fresh().await;
    let (_page, desk) = taking(&ANY, sample::MAX_BYTES);
    for (name, blob, is, wrong, helps) in [
        (
            "скан.pdf",
            sample::blob(&[b"%PDF-1.7 ".to_vec(), vec![b' '; 5_242_880]].concat()),
            "документ PDF",
            "5,1\u{a0}МБ при пределе 5\u{a0}МБ",
            "на части",
        ),
        (
            "огромный.png",
            sample::blob(sample::BOMB),
            "картинка PNG",
            "точек при пределе 100\u{a0}млн",
            "",
        ),
        ("пустой.png", sample::blob(b""), "", "Файл пустой", ""),
    ] {
        is_told(desk, (name, blob), [is, wrong, helps]).await;
    }
}

/// Chooses a file that is refused: what it is, what is wrong, what helps.
async fn is_told(desk: Desk, (name, blob): (&str, Blob), [is, wrong, helps]: [&str; 3]) {
    choose(desk, name, blob).await;
    let (refusal, verdict) = looked_at(desk).await;
    let said = words(&refusal, verdict.nature, TEXTS);
    assert!(said.contains(is) && said.contains(wrong), "{name}: {said}");
    let advice = advice(&refusal, verdict, TEXTS);
    assert!(advice.contains(helps), "{name}: {advice}");
    assert_eq!((refusal.file.name.as_str(), verdict.offer), (name, None));
}

#[wasm_bindgen_test]
async fn folder_is_told_from_an_empty_file() {
    device::fresh().await;
    let (_page, desk) = taking(&ANY, sample::MAX_BYTES);
    // What a browser gives for a folder, or for a file that was moved away after it had been chosen.
    let gone = js_sys::Function::new_no_args(
        "const gone = new Blob(['x']);
         gone.slice = () => ({ arrayBuffer: () => Promise.reject(new Error('NotFoundError')) });
         return gone;",
    );
    let gone = gone.call0(&wasm_bindgen::JsValue::NULL).unwrap();
    choose(desk, "Документы", gone.into()).await;
    assert_eq!(refused(desk)[0].trouble, Trouble::Unreadable);
    let (refusal, verdict) = looked_at(desk).await;
    assert!(words(&refusal, verdict.nature, TEXTS).contains("это папка"));
}

#[wasm_bindgen_test]
async fn good_file_is_taken_beside_a_bad_one() {
    device::fresh().await;
    let _network = accepting();
    let (_page, desk) = taking(&ANY, sample::MAX_BYTES);
    desk.add(vec![
        sample::file("плохой.png", sample::blob(sample::PROGRAM)),
        sample::file("снимок.png", sample::blob(sample::PNG)),
    ])
    .await;
    assert_eq!(taken(desk)[0].name, "снимок.png");
    assert_eq!(refused(desk)[0].file.name, "плохой.png");
    assert_eq!(desk.state.error("files"), None);
}

#[wasm_bindgen_test]
async fn picture_of_another_kind_is_turned_into_a_jpg_with_one_press() {
    device::fresh().await;
    let network = accepting();
    let (_page, desk) = taking(&ANY, sample::MAX_BYTES);
    let webp = painted("image/webp", 30, 20, "halves").await;
    for (name, blob) in [("Снимок.bmp", bmp(9, [0, 0, 200])), ("Снимок.webp", webp)] {
        choose(desk, name, blob).await;
        let (refusal, verdict) = looked_at(desk).await;
        assert_eq!(verdict.offer, Some(Offer::Jpg));
        let made = mend(desk, &refusal, Offer::Jpg).await.unwrap();
        assert_eq!(made.file.name, "Снимок.jpg");
        let bytes = content(&made.file.blob).await.unwrap();
        assert_eq!(Nature::of(&bytes), Nature::Jpg);
        assert!(seen(&made.file.blob, 2, 2).await.colour[0] > 120);
    }
    assert_eq!(refused(desk).len(), 0);
    until("both are on their way", || network.calls().len() == 2).await;
}

#[wasm_bindgen_test]
async fn picture_over_the_limit_is_made_smaller_with_one_press() {
    device::fresh().await;
    let _network = accepting();
    let (_page, desk) = taking(&ANY, 100_000);
    let large = painted("image/png", 500, 300, "noise").await;
    assert!(large.size() > 100_000.0);
    choose(desk, "Снимок.png", large).await;
    let (refusal, verdict) = looked_at(desk).await;
    assert_eq!(verdict.offer, Some(Offer::Smaller));
    let made = mend(desk, &refusal, Offer::Smaller).await.unwrap();
    assert_eq!(made.file.name, "Снимок.jpg");
    assert!(made.file.bytes <= 100_000);
}

#[wasm_bindgen_test]
async fn photo_becomes_a_page_where_only_pdf_is_taken() {
    device::fresh().await;
    let _network = accepting();
    let (_page, desk) = taking(&["pdf"], sample::MAX_BYTES);
    choose(
        desk,
        "Паспорт.png",
        painted("image/png", 30, 40, "halves").await,
    )
    .await;
    let (refusal, verdict) = looked_at(desk).await;
    assert_eq!(verdict.offer, Some(Offer::Pdf));
    let made = mend(desk, &refusal, Offer::Pdf).await.unwrap();
    assert_eq!(made.file.name, "Паспорт.pdf");
    let bytes = content(&made.file.blob).await.unwrap();
    assert_eq!(Nature::of(&bytes), Nature::Pdf);
    assert!(String::from_utf8_lossy(&bytes).contains("/MediaBox[0 0 631 842]"));
}

#[wasm_bindgen_test]
async fn what_cannot_be_mended_after_all_stays() {
    device::fresh().await;
    let (_page, desk) = taking(&ANY, 300);
    let large = painted("image/png", 400, 300, "noise").await;
    choose(desk, "Снимок.png", large).await;
    let (refusal, _) = looked_at(desk).await;
    let mended = mend(desk, &refusal, Offer::Smaller).await;
    assert_eq!(mended.map(|file| file.id), Err(Unmended::Failed));
    assert_eq!(refused(desk).len(), 1);
    assert_eq!(desk.dismiss(&refusal.id), None);
    assert_eq!(refused(desk).len(), 0);
    let mended = mend(desk, &refusal, Offer::Smaller).await;
    assert_eq!(mended.map(|file| file.id), Err(Unmended::Gone));
}

#[wasm_bindgen_test]
async fn mended_file_waits_for_a_free_place() {
    device::fresh().await;
    let _network = accepting();
    let (_page, desk) = taking(&ANY, sample::MAX_BYTES);
    choose(desk, "Снимок.bmp", bmp(9, [0, 0, 200])).await;
    let (refusal, _) = looked_at(desk).await;
    let png = || sample::file("снимок.png", sample::blob(sample::PNG));
    desk.add(vec![png(), png()]).await;
    // What can be mended stays in sight.
    let mended = mend(desk, &refusal, Offer::Jpg).await;
    assert_eq!(mended.map(|file| file.id), Err(Unmended::NoRoom));
    let error = desk.state.error("files").unwrap_or_default();
    assert!(
        error.starts_with("Снимок.jpg: ") && error.contains("можно 2"),
        "{error}"
    );
    let first = desk.state.files.get_untracked().remove(0);
    desk.remove(&first.id);
    assert_eq!(desk.state.error("files"), None);
    mend(desk, &refusal, Offer::Jpg).await.unwrap();
    assert_eq!(taken(desk).len(), 2);
    assert_eq!(refused(desk).len(), 0);
}

#[wasm_bindgen_test]
async fn slow_upload_is_made_quicker_in_its_place() {
    device::fresh().await;
    let _network = accepting();
    let (_page, desk) = opened(json!({
        "name": "supporting", "types": ["jpg", "pdf"], "max_bytes": sample::MAX_BYTES,
        "warn_bytes": 100_000, "max_files": 2,
    }));
    let large = painted("image/jpeg", 600, 400, "noise").await;
    let pdf = sample::file("Лист.pdf", sample::blob(b"%PDF-1.7 a page"));
    desk.add(vec![sample::file("Фото.jpg", large), pdf]).await;
    let slow = desk.state.files.get_untracked().remove(0);
    assert!(desk.is_slow(slow.file.bytes) && desk.may_shrink(Nature::Jpg));
    assert!(!desk.is_slow(100_000) && !desk.may_shrink(Nature::Pdf));
    slow.description.set("«Справка»".to_owned());
    let quick = desk.shrink(&slow.id).await.expect("it got smaller");
    assert!(quick.file.bytes <= 100_000);
    assert_eq!(quick.description.get_untracked(), "«Справка»");
    let names: Vec<_> = taken(desk).into_iter().map(|file| file.name).collect();
    assert_eq!(names, ["Фото.jpg", "Лист.pdf"]);
}
