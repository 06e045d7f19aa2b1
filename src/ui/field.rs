//! A labelled control with its hint, its error and its counter.

use leptos::prelude::*;

use super::icon::icon;

/// What to draw for one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    Line,
    Text,
    Phone,
    Email,
    /// Mostly digits: a day, the number of a document.
    Digits,
    /// Letters and digits that are no word.
    Code,
}

/// What a field says around its control.
#[derive(Clone, Debug, Default)]
pub struct FieldWords {
    pub label: String,
    pub hint: String,
    /// Stands after the label of a question that may be left empty.
    pub optional: Option<&'static str>,
}

/// Ids that tie a field together; the error summary links to [`input_id`].
pub fn input_id(name: &str) -> String {
    format!("field-{name}")
}

/// The value of `aria-describedby`: the hint, if there is one, and the error, if there is one.
pub fn described_by(name: &str, has_hint: bool, has_error: bool) -> Option<String> {
    let hint = has_hint.then(|| format!("hint-{name}"));
    let error = has_error.then(|| format!("error-{name}"));
    match (hint, error) {
        (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
        (hint, error) => hint.or(error),
    }
}

/// The error under the field `name`, with its icon.
pub fn field_error(name: &str, error: Signal<Option<String>>) -> AnyView {
    let id = format!("error-{name}");
    let text = move || {
        let id = id.clone();
        let message = error.get()?;
        Some(view! { <p class="field__error" id=id>{icon("alert")}<span>{message}</span></p> })
    };
    text.into_any()
}

/// A line or a text. The value is the caller's; typing and leaving are told to it.
#[component]
pub fn Field(
    /// Name of the value; ids are made of it.
    #[prop(into)]
    name: String,
    control: Control,
    words: FieldWords,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] error: Signal<Option<String>>,
    on_input: Callback<String>,
    on_leave: Callback<()>,
) -> impl IntoView {
    let id = input_id(&name);
    let hint = (!words.hint.is_empty()).then(
        || view! { <p class="field__hint" id=format!("hint-{name}")>{words.hint.clone()}</p> },
    );
    let has_hint = hint.is_some();
    let described = {
        let name = name.clone();
        Signal::derive(move || described_by(&name, has_hint, error.read().is_some()))
    };
    let invalid = Signal::derive(move || error.read().is_some().then_some("true"));
    let message = field_error(&name, error);
    let input = control_view(
        control,
        id.clone(),
        name,
        value,
        described,
        invalid,
        on_input,
        on_leave,
    );
    let optional = words
        .optional
        .map(|word| view! { <span class="field__optional">{format!(" ({word})")}</span> });
    view! {
        <div class="field" data-control=if control == Control::Text { "text" } else { "line" }>
            <label class="field__label" for=id>{words.label}{optional}</label>
            {hint}
            {message}
            {input}
        </div>
    }
    .into_any()
}

#[expect(
    clippy::too_many_arguments,
    reason = "one private function draws what the component above has gathered"
)]
fn control_view(
    control: Control,
    id: String,
    name: String,
    value: Signal<String>,
    described: Signal<Option<String>>,
    invalid: Signal<Option<&'static str>>,
    on_input: Callback<String>,
    on_leave: Callback<()>,
) -> AnyView {
    let typed = move |event| on_input.run(event_target_value(&event));
    // A page that goes takes the control away from under the cursor: then nobody is there to be told.
    let left = move |_| {
        on_leave.try_run(());
    };
    if control == Control::Text {
        return view! {
            <textarea
                id=id
                class="field__input"
                name=name
                rows="6"
                prop:value=move || value.get()
                aria-describedby=move || described.get()
                aria-invalid=move || invalid.get()
                on:input=typed
                on:blur=left
            ></textarea>
        }
        .into_any();
    }
    let (kind, mode, complete) = match control {
        Control::Phone => ("tel", "tel", "tel"),
        Control::Email => ("email", "email", "email"),
        Control::Digits => ("text", "numeric", "off"),
        Control::Line | Control::Text | Control::Code => ("text", "text", "off"),
    };
    let is_code = matches!(control, Control::Digits | Control::Code);
    view! {
        <input
            id=id
            class="field__input"
            name=name
            type=kind
            inputmode=mode
            autocomplete=complete
            autocapitalize=is_code.then_some("off")
            spellcheck=is_code.then_some("false")
            prop:value=move || value.get()
            aria-describedby=move || described.get()
            aria-invalid=move || invalid.get()
            on:input=typed
            on:blur=left
        />
    }
    .into_any()
}
