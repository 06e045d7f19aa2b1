//! The files of a form: choose, describe, remove; uploads run meanwhile.

use std::sync::Arc;

use leptos::prelude::*;
use opora_contract::{
    form::Field,
    upload::{FileType, UploadProfile},
};

use super::super::Build;
use crate::{
    api::use_client,
    browser::{file, focus, live},
    form::{
        attachment,
        state::{FileState, FormState, Upload},
    },
    i18n::{Texts, use_texts},
    ui::{
        field::{described_by, field_error, input_id},
        icon::icon,
    },
};

/// A chunk of its own: the form can be filled while it loads. Goes on with uploads that a reload interrupted.
#[lazy]
pub fn files_field(state: FormState, question: Field) -> Build {
    Arc::new(move || view(state, question.clone()))
}

fn view(state: FormState, question: Field) -> AnyView {
    let texts = use_texts();
    let client = use_client();
    attachment::resume(state, &client);
    let Some(profile) = question.profile else {
        return ().into_any();
    };
    let name = question.name.to_string();
    let id = input_id(&name);
    let error_name = name.clone();
    let error = Signal::derive(move || state.error(&error_name));
    let described_name = name.clone();
    let described = move || described_by(&described_name, true, error.read().is_some());
    let limits = limits(&profile, texts);
    let accept: Vec<_> = profile
        .types
        .iter()
        .map(|file_type| file_type.media_type())
        .collect();
    let input = NodeRef::<leptos::html::Input>::new();
    let chosen = move |_| {
        let files = input
            .get_untracked()
            .map(|input| file::taken_from(&input))
            .unwrap_or_default();
        leptos::task::spawn_local(attachment::add(state, client.clone(), files));
    };
    let rows = rows(state, id.clone());
    let optional = (!question.required).then(
        || view! { <span class="field__optional">{format!(" ({})", texts.form().optional)}</span> },
    );
    view! {
        <div class="field files">
            <p class="field__label" id=format!("label-{name}")>{question.label}{optional}</p>
            <p class="field__hint" id=format!("hint-{name}")>{question.hint}" "{limits}</p>
            {field_error(&name, error)}
            <ul class="files__list">{rows}</ul>
            <div class="files__pick">
                <input
                    id=id.clone()
                    class="files__input"
                    type="file"
                    multiple
                    accept=accept.join(",")
                    node_ref=input
                    aria-describedby=described
                    aria-invalid=move || error.read().is_some().then_some("true")
                    on:change=chosen
                />
                <label class="button" data-rank="secondary" for=id>{icon("paperclip")}{texts.form().attach}</label>
            </div>
        </div>
    }
    .into_any()
}

/// The chosen files; the focus goes to `back` when one is removed.
fn rows(state: FormState, back: String) -> AnyView {
    view! {
        <For
            each=move || state.files.get()
            key=|file| file.id.clone()
            children=move |file| view! { <FileRow state=state file=file back=back.clone()/> }
        />
    }
    .into_any()
}

/// `JPG, PNG или PDF, до 5 МБ каждый, не больше 5 файлов`.
fn limits(profile: &UploadProfile, texts: Texts) -> String {
    let words = texts.form();
    let limit = (words.megabytes)(profile.max_bytes);
    (words.attach_hint)(
        &type_names(&profile.types, texts),
        &limit,
        profile.max_files,
    )
}

/// `JPG, PNG или PDF`.
fn type_names(types: &[FileType], texts: Texts) -> String {
    match types {
        [head @ .., last] if !head.is_empty() => {
            let head = head
                .iter()
                .map(|file_type| file_type.name())
                .collect::<Vec<_>>()
                .join(", ");
            format!("{head} {} {}", texts.form().or, last.name())
        }
        types => types.iter().map(|file_type| file_type.name()).collect(),
    }
}

#[component]
fn FileRow(
    state: FormState,
    file: FileState,
    /// Id that takes the focus when the row goes.
    back: String,
) -> impl IntoView {
    let texts = use_texts();
    let upload = file.upload;
    let description = file.description;
    let status = move || match upload.get() {
        Upload::Running(percent) => (texts.form().uploading)(percent),
        Upload::Done(_) => texts.form().uploaded.to_owned(),
        Upload::Waiting => texts.form().kept_local.to_owned(),
        Upload::Refused(reason) => reason,
    };
    let stage = move || match *upload.read() {
        Upload::Running(_) => "running",
        Upload::Done(_) => "done",
        Upload::Waiting => "waiting",
        Upload::Refused(_) => "refused",
    };
    let percent = move || match *upload.read() {
        Upload::Running(percent) => percent,
        _ => 100,
    };
    let name = file.file.name.clone();
    let spoken = name.clone();
    // That an upload begins and how it ends; its share would be said at every moment, what was there before again.
    Effect::new(move |before: Option<&'static str>| {
        let stage = stage();
        if before.map_or(stage == "running", |before| before != stage) {
            live::announce(&format!("{spoken}: {}", status()));
        }
        stage
    });
    let size = (texts.form().megabytes)(file.file.bytes);
    let input_id = format!("describe-{}", file.id);
    let hint_id = format!("{input_id}-hint");
    let remove = {
        let (id, name) = (file.id.clone(), name.clone());
        move |_| {
            attachment::remove(state, &id);
            live::announce(&(texts.form().removed)(&name));
            focus::by_id(&back);
        }
    };
    let describe = move |event| {
        description.set(event_target_value(&event));
        state.save();
    };
    view! {
        <li class="file" data-stage=stage>
            <div class="file__head">
                {icon("document")}
                <span class="file__name">{name.clone()}</span>
                <span class="file__size">{size}</span>
                <button type="button" class="button" data-rank="quiet" on:click=remove>
                    {texts.form().remove}<span class="visually-hidden">" "{name}</span>
                </button>
            </div>
            <progress class="file__progress" max="100" value=percent aria-hidden="true"></progress>
            <p class="file__status">{status}</p>
            <label class="file__label" for=input_id.clone()>{texts.form().describe}</label>
            <p class="field__hint" id=hint_id.clone()>{texts.form().describe_hint}</p>
            <input
                id=input_id
                class="field__input"
                type="text"
                maxlength="200"
                autocomplete="off"
                aria-describedby=hint_id
                prop:value=move || description.get()
                on:input=describe
            />
        </li>
    }
    .into_any()
}
