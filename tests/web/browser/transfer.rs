use leptos::prelude::*;
use opora::browser::transfer::{Drag, on_drop, on_paste};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{picture::drags, stage::Stage, stage::document, told::Told, wait::settled};

/// A page with a form that takes files, beside it a search box.
struct Page {
    stage: Stage,
    drag: RwSignal<Drag>,
    taken: Told<Vec<String>>,
}

fn page() -> Page {
    let taken = Told::new();
    let told = taken.callback();
    let (stage, drag) = Stage::with(move || {
        let drag = RwSignal::new(Drag::Nowhere);
        let take = move |files: Vec<opora::browser::file::LocalFile>| {
            told.run(files.into_iter().map(|file| file.name).collect());
        };
        on_drop("place", move |now| drag.set(now), take);
        on_paste("place".to_owned(), take);
        let view = view! {
            <form class="other"><input type="search"/></form>
            <h1>"Обращение"</h1>
            <form class="own">
                <textarea></textarea>
                <div id="place"><p>"Файлы"</p></div>
            </form>
        };
        (drag, view)
    });
    Page { stage, drag, taken }
}

#[wasm_bindgen_test]
fn file_is_taken_where_it_is_dropped_and_opens_nowhere() {
    let page = page();
    let (inside, beside) = (page.stage.the("#place p"), page.stage.the("h1"));
    assert!(drags("dragover", &beside, &["снимок.png"], ""));
    assert_eq!(page.drag.get_untracked(), Drag::Near);
    assert!(drags("dragover", &inside, &["снимок.png"], ""));
    assert_eq!(page.drag.get_untracked(), Drag::Over);
    assert!(drags("drop", &inside, &["снимок.png", "лист.pdf"], ""));
    assert_eq!(page.drag.get_untracked(), Drag::Nowhere);
    assert_eq!(page.taken.all(), [["снимок.png", "лист.pdf"]]);
    // Beside the field: the page stays, nothing is attached.
    assert!(drags("drop", &beside, &["снимок.png"], ""));
    assert_eq!(page.taken.all().len(), 1);
}

#[wasm_bindgen_test]
fn file_that_is_dragged_away_leaves_no_trace() {
    let page = page();
    drags("dragover", &page.stage.the("h1"), &["снимок.png"], "");
    drags("dragleave", &page.stage.the("h1"), &["снимок.png"], "");
    assert_eq!(page.drag.get_untracked(), Drag::Nowhere);
}

#[wasm_bindgen_test]
fn text_that_is_dragged_is_the_browsers_affair() {
    let page = page();
    for kind in ["dragover", "drop", "paste"] {
        assert!(!drags(kind, &page.stage.the("#place"), &[], "слова"));
    }
    assert_eq!(page.drag.get_untracked(), Drag::Nowhere);
    assert!(page.taken.all().is_empty());
}

#[wasm_bindgen_test]
fn screenshot_is_pasted_anywhere_but_in_another_form() {
    let page = page();
    let body = document().body().unwrap();
    for place in ["textarea", "#place", "h1"] {
        assert!(drags("paste", &page.stage.the(place), &["image.png"], ""));
    }
    assert!(drags("paste", &body, &["image.png"], ""));
    assert_eq!(page.taken.all().len(), 4);
    assert!(!drags(
        "paste",
        &page.stage.the("input"),
        &["image.png"],
        ""
    ));
    assert_eq!(page.taken.all().len(), 4);
}

#[wasm_bindgen_test]
fn pasted_text_stays_text_where_one_types_whatever_picture_it_brings() {
    let page = page();
    assert!(!drags(
        "paste",
        &page.stage.the("textarea"),
        &["image.png"],
        "слова"
    ));
    assert!(page.taken.all().is_empty());
    // A file copied from a folder brings its name along.
    assert!(drags(
        "paste",
        &page.stage.the("h1"),
        &["лист.pdf"],
        "лист.pdf"
    ));
    assert_eq!(page.taken.all(), [["лист.pdf"]]);
}

#[wasm_bindgen_test]
async fn page_that_is_gone_takes_nothing() {
    let Page { stage, taken, .. } = page();
    drop(stage);
    settled().await;
    let body = document().body().unwrap();
    assert!(!drags("paste", &body, &["image.png"], ""));
    assert!(!drags("drop", &body, &["image.png"], ""));
    assert!(taken.all().is_empty());
}
