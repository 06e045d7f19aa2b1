use leptos::prelude::*;
use opora::ui::field::{Control, Field, FieldWords, field_error};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    stage::{Stage, focused_id},
    told::Told,
    wait::{settled, until},
};

const INPUT: &str = ".field__input";

/// A field and the hands of its caller.
struct Drawn {
    stage: Stage,
    value: RwSignal<String>,
    error: RwSignal<Option<String>>,
    typed: Told<String>,
    left: Told<()>,
}

fn drawn(control: Control, words: FieldWords) -> Drawn {
    let (typed, left) = (Told::new(), Told::new());
    let (told, on_leave) = (typed.callback(), left.callback());
    let (stage, (value, error)) = Stage::with(move || {
        let (value, error) = (RwSignal::new(String::new()), RwSignal::new(None));
        let on_input = Callback::new(move |text: String| {
            value.set(text.clone());
            told.run(text);
        });
        let view = view! {
            <Field
                name="email"
                control=control
                words=words
                value=value
                error=error
                on_input=on_input
                on_leave=on_leave
            />
        };
        ((value, error), view)
    });
    Drawn {
        stage,
        value,
        error,
        typed,
        left,
    }
}

fn words(hint: &str) -> FieldWords {
    FieldWords {
        label: "Электронная почта".to_owned(),
        hint: hint.to_owned(),
        optional: None,
    }
}

#[wasm_bindgen_test]
fn label_names_the_control_and_says_what_may_stay_empty() {
    let field = drawn(Control::Email, words("")).stage;
    let control = field.labelled("Электронная почта");
    assert_eq!(control.id(), "field-email");
    assert_eq!(control.get_attribute("name").as_deref(), Some("email"));
    drop(field);
    let optional = FieldWords {
        optional: Some("необязательно"),
        ..words("")
    };
    let field = drawn(Control::Email, optional).stage;
    field.labelled("Электронная почта (необязательно)");
}

#[wasm_bindgen_test]
fn control_asks_for_the_fitting_keyboard_and_autofill() {
    for (control, kind, mode, autocomplete) in [
        (Control::Line, "text", "text", "off"),
        (Control::Phone, "tel", "tel", "tel"),
        (Control::Email, "email", "email", "email"),
        (Control::Digits, "text", "numeric", "off"),
        (Control::Code, "text", "text", "off"),
    ] {
        let field = drawn(control, words("")).stage;
        let attribute = |name| field.attribute(INPUT, name).unwrap_or_default();
        assert_eq!(
            [
                attribute("type"),
                attribute("inputmode"),
                attribute("autocomplete")
            ],
            [kind, mode, autocomplete]
        );
    }
    let text = drawn(Control::Text, words("")).stage;
    assert_eq!(text.the(INPUT).tag_name(), "TEXTAREA");
}

#[wasm_bindgen_test]
fn what_is_no_word_is_neither_capitalised_nor_looked_up() {
    for (control, expected) in [
        (Control::Digits, Some("off")),
        (Control::Code, Some("off")),
        (Control::Line, None),
        (Control::Email, None),
    ] {
        let field = drawn(control, words("")).stage;
        let capitals = field.attribute(INPUT, "autocapitalize");
        assert_eq!(capitals.as_deref(), expected, "{control:?}");
        let spelling = field.attribute(INPUT, "spellcheck");
        assert_eq!(
            spelling.as_deref(),
            expected.map(|_| "false"),
            "{control:?}"
        );
    }
}

#[wasm_bindgen_test]
fn hint_describes_the_control() {
    let field = drawn(Control::Line, words("Например, name@example.ru")).stage;
    assert_eq!(field.description(INPUT), ["Например, name@example.ru"]);
    assert_eq!(field.attribute(INPUT, "aria-invalid"), None);
}

#[wasm_bindgen_test]
fn field_without_hint_and_error_is_described_by_nothing() {
    for control in [Control::Line, Control::Text] {
        let field = drawn(control, words("")).stage;
        assert_eq!(field.attribute(INPUT, "aria-describedby"), None);
        assert!(!field.has(".field__hint"));
    }
}

#[wasm_bindgen_test]
async fn error_describes_the_control_after_the_hint_and_goes_without_a_trace() {
    for control in [Control::Line, Control::Text] {
        let field = drawn(control, words("Подсказка"));
        field.error.set(Some("Ошибка: неверный адрес".to_owned()));
        until("the error shows", || field.stage.has(".field__error")).await;
        assert_eq!(
            field.stage.description(INPUT),
            ["Подсказка", "Ошибка: неверный адрес"]
        );
        assert_eq!(
            field.stage.attribute(INPUT, "aria-invalid").as_deref(),
            Some("true")
        );
        field.error.set(None);
        until("the error goes", || !field.stage.has(".field__error")).await;
        assert_eq!(field.stage.description(INPUT), ["Подсказка"]);
        assert_eq!(field.stage.attribute(INPUT, "aria-invalid"), None);
    }
}

#[wasm_bindgen_test]
async fn error_that_appears_leaves_the_control_its_focus_and_text() {
    let field = drawn(Control::Email, words(""));
    field.stage.the(INPUT).focus().unwrap();
    field.stage.type_into(INPUT, "иван@");
    field.error.set(Some("Ошибка".to_owned()));
    until("the error shows", || field.stage.has(".field__error")).await;
    assert_eq!(focused_id(), "field-email");
    assert_eq!(field.stage.value(INPUT), "иван@");
}

#[wasm_bindgen_test]
fn typing_and_leaving_are_told_apart() {
    for control in [Control::Line, Control::Text] {
        let field = drawn(control, words(""));
        field.stage.type_into(INPUT, "a");
        field.stage.type_into(INPUT, "ab");
        assert_eq!(field.typed.all(), ["a", "ab"]);
        assert_eq!(field.left.all(), []);
        field.stage.send(INPUT, "blur");
        assert_eq!(field.left.all(), [()]);
    }
}

#[wasm_bindgen_test]
fn page_that_goes_from_under_the_cursor_breaks_nothing() {
    let broken = Told::new();
    let report = broken.callback();
    let listener = window_event_listener_untyped("error", move |event| {
        event.prevent_default();
        report.run(());
    });
    for control in [Control::Line, Control::Text] {
        let stage = Stage::new(move || {
            // The page's own, unlike those of a test: they go with it.
            let value = RwSignal::new(String::new());
            let (on_input, on_leave) = (Callback::new(|_| ()), Callback::new(|()| ()));
            let words = words("");
            view! { <Field name="email" control=control words=words value=value error=Signal::stored(None::<String>) on_input=on_input on_leave=on_leave/> }
        });
        stage.the(INPUT).focus().unwrap();
        assert_eq!(focused_id(), "field-email");
        drop(stage);
    }
    listener.remove();
    assert_eq!(broken.all(), []);
}

#[wasm_bindgen_test]
async fn value_of_the_caller_stands_in_the_control() {
    for control in [Control::Line, Control::Text] {
        let field = drawn(control, words(""));
        field.value.set("из черновика".to_owned());
        until("the value shows", || {
            field.stage.value(INPUT) == "из черновика"
        })
        .await;
        // An answer that was typed over is replaced too: «Начать заново» empties the form.
        field.stage.type_into(INPUT, "другое");
        field.value.set(String::new());
        until("the field is empty", || field.stage.value(INPUT).is_empty()).await;
    }
}

#[wasm_bindgen_test]
async fn markup_in_words_and_errors_stays_text() {
    let said = "<img src=x onerror=alert(1)>";
    let markup = FieldWords {
        label: said.to_owned(),
        hint: said.to_owned(),
        optional: None,
    };
    let field = drawn(Control::Text, markup);
    field.value.set(said.to_owned());
    field.error.set(Some(said.to_owned()));
    until("the error shows", || field.stage.has(".field__error")).await;
    assert!(!field.stage.has("img"));
    assert_eq!(field.stage.description(INPUT), [said, said]);
    assert_eq!(field.stage.value(INPUT), said);
}

#[wasm_bindgen_test]
async fn error_of_a_group_stands_alone_until_there_is_one() {
    let (stage, error) = Stage::with(|| {
        let error = RwSignal::new(None::<String>);
        (error, field_error("category", error.into()))
    });
    settled().await;
    assert!(!stage.has("p"));
    error.set(Some("Выберите один из вариантов".to_owned()));
    until("the error shows", || stage.has("#error-category")).await;
    assert_eq!(stage.text("#error-category"), "Выберите один из вариантов");
    assert!(stage.has("#error-category svg[aria-hidden=true]"));
}
