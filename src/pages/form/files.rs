//! The files of a form: choose, drop, paste or photograph, describe, arrange, remove; uploads run meanwhile.

mod item;
mod refused;
mod row;

use std::sync::Arc;

use leptos::prelude::*;
use opora_contract::{
    form::Field,
    upload::{FileType, UploadProfile},
    violation::Violation,
};

use self::{
    refused::{__preload_refused_files, refused_files},
    row::row,
};
use super::super::{Build, later};
use crate::{
    api::use_client,
    browser::{
        file::{self, LocalFile},
        format::{self, Style},
        transfer::{self, Drag},
    },
    form::{
        attachment::{Desk, Trouble},
        state::FormState,
    },
    i18n::{Texts, use_texts},
    ui::{
        field::{described_by, field_error, input_id},
        icon::icon,
        plain::{block, changing, element, nothing, words},
    },
};

/// What the picker offers beside what the form takes: it can be turned into that. Not HEIC: a phone that is not asked for
/// it hands over JPG.
const MENDABLE: &str = ",image/jpeg,image/png,image/webp,image/bmp,image/gif";

/// A chunk of its own: the form can be filled while it loads. Goes on with uploads that a reload interrupted.
#[lazy]
pub fn files_field(state: FormState, question: Field) -> Build {
    Arc::new(move || view(state, question.clone()))
}

fn view(state: FormState, question: Field) -> AnyView {
    let texts = use_texts();
    let Some(desk) = Desk::open(state, use_client(), &question) else {
        return nothing();
    };
    let Some(profile) = question.profile else {
        return nothing();
    };
    desk.look_after();
    let name = question.name.to_string();
    let place = format!("files-{name}");
    let drag = comes_in(desk, texts, &place);
    let error_name = name.clone();
    let error = Signal::derive(move || state.error(&error_name));
    let described = described(desk, name.clone(), error);
    let chosen = move |event| take(desk, file::taken_from(&event_target(&event)));
    let optional = (!question.required).then(|| {
        let optional = format!(" ({})", texts.form().optional);
        words("span", "field__optional", optional)
    });
    view! {
        <div class="field files" id=place data-drag=move || drag.get() on:change=chosen>
            <p class="field__label" id=format!("label-{name}")>{question.label}{optional}</p>
            <p class="field__hint" id=format!("hint-{name}")>{question.hint}" "{limits(&profile, texts)}</p>
            {field_error(&name, error)}
            <ul class="files__list">{rows(desk, input_id(&name))}</ul>
            {assistant(desk, input_id(&name))}
            <div class="files__ways">
                <div class="files__way">
                    <input
                        id=input_id(&name)
                        class="files__input"
                        type="file"
                        multiple
                        accept=accept(&profile)
                        aria-describedby=described
                        aria-invalid=move || error.read().is_some().then_some("true")
                    />
                    <label class="button" data-rank="secondary" for=input_id(&name)>
                        {icon("paperclip")}{texts.files().attach}
                    </label>
                </div>
                {camera(&profile, &name, texts)}
                {words("p", "files__hint", texts.files().ways)}
                {element("p", &[("class", "files__drop"), ("aria-hidden", "true")], vec![texts.files().drop.into_any()])}
            </div>
        </div>
    }
    .into_any()
}

/// A change of a line of text in the field brings none.
fn take(desk: Desk, files: Vec<LocalFile>) {
    if !files.is_empty() {
        leptos::task::spawn_local(desk.add(files));
    }
}

/// Takes what is dropped or pasted, and tells where files are dragged, for the style.
fn comes_in(desk: Desk, texts: Texts, place: &str) -> RwSignal<Option<String>> {
    let shown = RwSignal::new(None::<String>);
    let drag = move |drag| {
        let drag = match drag {
            Drag::Nowhere => None,
            Drag::Near => Some("near"),
            Drag::Over => Some("over"),
        };
        shown.try_set(drag.map(str::to_owned));
    };
    transfer::on_drop(place, drag, move |files| take(desk, files));
    transfer::on_paste(place.to_owned(), move |files| {
        let files = files.into_iter().map(|file| named(file, texts)).collect();
        take(desk, files);
    });
    shown
}

/// A picture from the clipboard has the browser's name, the same for all.
fn named(mut file: LocalFile, texts: Texts) -> LocalFile {
    if file.name == "image.png" {
        let time = format::date(&format::now(), texts.language.tag(), Style::Time);
        file.name = (texts.files().screenshot)(&time.replace(':', "-"));
    }
    file
}

/// What a screen reader says of the picker: the hint, the error, the files that were refused.
fn described(desk: Desk, name: String, error: Signal<Option<String>>) -> Signal<Option<String>> {
    Signal::derive(move || {
        let mut ids = described_by(&name, true, error.read().is_some())?;
        for refusal in &*desk.refused.read() {
            ids.push_str(" words-");
            ids.push_str(&refusal.id);
        }
        Some(ids)
    })
}

/// What the picker offers.
fn accept(profile: &UploadProfile) -> String {
    let types = profile.types.iter().map(|file_type| file_type.media_type());
    types.collect::<Vec<_>>().join(",") + MENDABLE
}

/// The camera of a phone. Style hides it where there is none.
fn camera(profile: &UploadProfile, name: &str, texts: Texts) -> AnyView {
    if !profile.types.contains(&FileType::Jpg) {
        return nothing();
    }
    let id = format!("camera-{name}");
    let input = element(
        "input",
        &[
            ("id", &id),
            ("class", "files__input"),
            ("type", "file"),
            ("accept", "image/*"),
            ("capture", "environment"),
        ],
        Vec::new(),
    );
    let label = element(
        "label",
        &[
            ("class", "button"),
            ("data-rank", "secondary"),
            ("for", &id),
        ],
        vec![texts.files().camera.into_any()],
    );
    block("div", "files__way files__camera", vec![input, label])
}

/// Files that were taken. `back` is the id that takes the focus when none is left.
fn rows(desk: Desk, back: String) -> AnyView {
    view! {
        <For
            each=move || desk.state.files.get()
            key=|file| file.id.clone()
            children=move |file| row(desk, &file, back.clone())
        />
    }
    .into_any()
}

/// Files that were not taken. Their code is fetched with the form, so that it is there when the line is not; until it is,
/// the rule that is broken stands in its place.
fn assistant(desk: Desk, back: String) -> AnyView {
    let is_there = RwSignal::new(false);
    leptos::task::spawn_local(async move {
        __preload_refused_files().await;
        is_there.try_set(true);
    });
    let any =
        Memo::new(move |any: Option<&bool>| any == Some(&true) || !desk.refused.read().is_empty());
    changing(move || match (any.get(), is_there.get()) {
        (false, _) => nothing(),
        (true, true) => later(refused_files(desk, back.clone())),
        (true, false) => broken_rules(desk),
    })
}

fn broken_rules(desk: Desk) -> AnyView {
    let said = desk.refused.get().into_iter().map(|refusal| {
        let violation = match refusal.trouble {
            Trouble::Unreadable => Violation::FileEmpty,
            Trouble::Against(violation) => violation,
        };
        let message = violation.message(desk.state.language);
        words(
            "p",
            "field__error",
            format!("{}: {message}", refusal.file.name),
        )
    });
    element("div", &[("role", "alert")], said.collect())
}

/// `JPG, PNG или PDF, до 5 МБ каждый, не больше 5 файлов`.
fn limits(profile: &UploadProfile, texts: Texts) -> String {
    let limit = (texts.form().megabytes)(profile.max_bytes);
    let types = type_names(&profile.types, texts);
    (texts.files().hint)(&types, &limit, profile.max_files)
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
            format!("{head} {} {}", texts.files().or, last.name())
        }
        types => types.iter().map(|file_type| file_type.name()).collect(),
    }
}
