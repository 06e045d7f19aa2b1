//! A file that was taken.

use leptos::prelude::*;

use super::item::{Press, head, item, item_id, lead_to, press, preview_id};
use crate::{
    browser::{focus, live, page},
    form::{
        attachment::{self, Desk},
        state::{FileState, Upload},
    },
    i18n::{Texts, use_texts},
    ui::plain::{block, changing, element, nothing, words},
};

/// Longest description, in characters. The server takes some more.
const DESCRIPTION_MAX: &str = "200";

/// One line: what it is, how its upload goes, what it shows, what can be done. `back` takes the focus when no line is
/// left.
pub fn row(desk: Desk, file: &FileState, back: String) -> AnyView {
    let texts = use_texts();
    let upload = file.upload;
    let can_shrink = RwSignal::new(false);
    let is_blurred = RwSignal::new(false);
    let (shown, place) = (file.file.clone(), preview_id(&file.id));
    let is_slow = desk.is_slow(file.file.bytes);
    leptos::task::spawn_local(async move {
        let look = attachment::look(&place, &shown).await;
        is_blurred.try_set(look.is_blurred);
        if is_slow && desk.may_shrink(look.nature) {
            can_shrink.try_set(true);
        }
    });
    tell(file, texts);
    let status = changing(move || status(texts, &upload.get()).into_any());
    item(
        &file.id,
        Signal::derive(move || stage(&upload.read()).to_owned()),
        vec![
            head(&file.id, "document", &file.file.name, file.file.bytes),
            progress(upload),
            block("p", "file__status", vec![status]),
            notes(desk, file, texts, is_blurred),
            description(desk, file, texts),
            actions(desk, file, can_shrink, back),
        ],
    )
}

const fn stage(upload: &Upload) -> &'static str {
    match upload {
        Upload::Running(_) => "running",
        Upload::Done(_) => "done",
        Upload::Waiting => "waiting",
        Upload::Stopped => "stopped",
        Upload::Refused(_) => "refused",
    }
}

fn status(texts: Texts, upload: &Upload) -> String {
    let words = texts.files();
    match upload {
        Upload::Running(percent) => (words.uploading)(*percent),
        Upload::Done(_) => words.uploaded.to_owned(),
        Upload::Waiting => words.kept_local.to_owned(),
        Upload::Stopped => words.stopped.to_owned(),
        Upload::Refused(reason) => reason.clone(),
    }
}

/// Id of the button that stops the upload or tries it again.
fn action_id(id: &str) -> String {
    format!("upload-{id}")
}

/// Says that an upload begins and how it ends. Its share would be said at every moment, what was there before again, and
/// attempts that nobody asked for each time.
fn tell(file: &FileState, texts: Texts) {
    let (id, name, upload) = (file.id.clone(), file.file.name.clone(), file.upload);
    Effect::new(move |told: Option<&'static str>| {
        let stage = stage(&upload.read());
        let is_news = match told {
            None => stage == "running",
            Some(told) => told != stage && stage != "running",
        };
        if is_news {
            let status = status(texts, &upload.get_untracked());
            live::announce(&format!("{name}: {status}"));
        }
        let action = page::element(&action_id(&id));
        if stage == "done" && action.is_some_and(|action| focus::is_at(&action)) {
            // The button goes.
            focus::again_soon(item_id(&id));
        }
        match told {
            Some(told) if !is_news => told,
            _ => stage,
        }
    });
}

fn progress(upload: RwSignal<Upload>) -> AnyView {
    let percent = move || match *upload.read() {
        Upload::Running(percent) => percent,
        _ => 100,
    };
    view! { <progress class="file__progress" max="100" value=percent aria-hidden="true"></progress> }
        .into_any()
}

/// What else there is to know of it.
fn notes(desk: Desk, file: &FileState, texts: Texts, is_blurred: RwSignal<bool>) -> AnyView {
    let (id, upload) = (file.id.clone(), file.upload);
    let is_slow = desk.is_slow(file.file.bytes);
    changing(move || {
        let mut said = Vec::new();
        let mut say = |note: &str| said.push(words("p", "file__note", note));
        if is_slow && matches!(*upload.read(), Upload::Running(_) | Upload::Waiting) {
            say(texts.files().slow);
        }
        if is_blurred.get() {
            say(texts.files().blurred);
        }
        for (about, note) in &*desk.notes.read() {
            if *about == id {
                say(note);
            }
        }
        said.into_any()
    })
}

/// What the file shows, in the person's words. Marks become those of the language when the field is left.
fn description(desk: Desk, file: &FileState, texts: Texts) -> AnyView {
    let (id, description) = (format!("describe-{}", file.id), file.description);
    let hint_id = format!("{id}-hint");
    let typed = move |event| {
        description.set(event_target_value(&event));
        desk.state.save();
    };
    let left = move |_| {
        // A page that goes takes the field away from under the cursor.
        let Some(typed) = description.try_get_untracked() else {
            return;
        };
        let quoted = attachment::quoted(&typed, texts.language);
        if quoted != typed {
            description.set(quoted);
            desk.state.save();
        }
    };
    let label = element(
        "label",
        &[("class", "file__label"), ("for", &id)],
        vec![texts.files().describe.into_any()],
    );
    let hint = element(
        "p",
        &[("class", "field__hint"), ("id", &hint_id)],
        vec![texts.files().describe_hint.into_any()],
    );
    let input = view! {
        <input
            id=id
            class="field__input"
            type="text"
            maxlength=DESCRIPTION_MAX
            autocomplete="off"
            aria-describedby=hint_id
            prop:value=move || description.get()
            on:input=typed
            on:blur=left
        />
    };
    vec![label, hint, input.into_any()].into_any()
}

fn actions(desk: Desk, file: &FileState, can_shrink: RwSignal<bool>, back: String) -> AnyView {
    let words = use_texts().files();
    let (id, name) = (file.id.clone(), file.file.name.clone());
    let remove = Callback::new(move |()| {
        let next = desk.remove(&id);
        live::announce(&(words.removed)(&name));
        lead_to(next, &back);
    });
    let remove = press(Press {
        id: format!("remove-{}", file.id),
        rank: "quiet",
        label: Signal::stored(words.remove.to_owned()),
        name: file.file.name.clone(),
        is_shown: Signal::stored(true),
        act: remove,
    });
    block(
        "div",
        "file__actions",
        vec![
            running(desk, file),
            shrinking(desk, file, can_shrink),
            shifting(desk, file, true),
            shifting(desk, file, false),
            remove,
        ],
    )
}

/// Stops the upload or tries it again: one button, so that the focus stays whatever happens meanwhile.
fn running(desk: Desk, file: &FileState) -> AnyView {
    let texts = use_texts();
    let words = texts.files();
    let upload = file.upload;
    let (id, name) = (file.id.clone(), file.file.name.clone());
    let act = move |()| {
        if matches!(upload.get_untracked(), Upload::Running(_)) {
            desk.stop(&id);
        } else {
            desk.retry(&id);
            let status = status(texts, &Upload::Running(0));
            live::announce(&format!("{name}: {status}"));
        }
    };
    press(Press {
        id: action_id(&file.id),
        rank: "quiet",
        label: Signal::derive(move || {
            let is_running = matches!(*upload.read(), Upload::Running(_));
            if is_running { words.stop } else { words.retry }.to_owned()
        }),
        name: file.file.name.clone(),
        is_shown: Signal::derive(move || {
            !matches!(*upload.read(), Upload::Done(_) | Upload::Refused(_))
        }),
        act: Callback::new(act),
    })
}

/// Puts a smaller picture in the place of a large one.
fn shrinking(desk: Desk, file: &FileState, can_shrink: RwSignal<bool>) -> AnyView {
    let words = use_texts().files();
    if !desk.is_slow(file.file.bytes) {
        return nothing();
    }
    let is_running = RwSignal::new(false);
    let id = file.id.clone();
    let act = move |()| {
        if is_running.get_untracked() {
            return;
        }
        is_running.set(true);
        let id = id.clone();
        leptos::task::spawn_local(async move {
            if let Some(taken) = desk.shrink(&id).await {
                live::announce(&(words.mended)(&taken.file.name));
                lead_to(Some(taken.id), "");
            } else {
                is_running.try_set(false);
                live::announce(words.not_mended);
            }
        });
    };
    press(Press {
        id: format!("shrink-{}", file.id),
        rank: "quiet",
        label: Signal::derive(move || {
            let is_running = is_running.get();
            if is_running {
                words.mending
            } else {
                words.smaller
            }
            .to_owned()
        }),
        name: file.file.name.clone(),
        is_shown: can_shrink.into(),
        act: Callback::new(act),
    })
}

/// Moves the line up or down.
fn shifting(desk: Desk, file: &FileState, up: bool) -> AnyView {
    let words = use_texts().files();
    let button = format!("{}-{}", if up { "up" } else { "down" }, file.id);
    let (id, name, own) = (file.id.clone(), file.file.name.clone(), button.clone());
    let act = move |()| match desk.shift(&id, up) {
        Some((place, count)) => {
            live::announce(&(words.moved)(&name, place, count));
            // Whatever is moved about loses the focus.
            focus::again_soon(own.clone());
        }
        None => live::announce(&(words.at_end)(&name)),
    };
    press(Press {
        id: button,
        rank: "quiet",
        label: Signal::stored(if up { words.earlier } else { words.later }.to_owned()),
        name: file.file.name.clone(),
        is_shown: Signal::derive(move || desk.state.files.read().len() > 1),
        act: Callback::new(act),
    })
}
