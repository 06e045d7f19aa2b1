//! Files that go along with documents or a message: judged and uploaded at once, claimed when they are sent.

use leptos::prelude::*;
use opora_contract::{
    upload::{Attachment, AttachmentClaim, UploadProfile},
    violation::Violation,
};

use crate::{
    api::{Client, use_client},
    browser::{
        file::{self, LocalFile},
        focus, live, random,
    },
    form::{
        attachment::{Trouble, judge},
        state::Upload,
    },
    i18n::{Texts, use_texts},
    ui::{
        field::{described_by, field_error, input_id},
        icon::icon,
        plain::{Rank, block, button, changing, nothing, words},
    },
};

/// A file on its way.
#[derive(Clone)]
struct Paper {
    id: String,
    file: LocalFile,
    upload: RwSignal<Upload>,
}

/// The files of one place.
#[derive(Clone, Copy)]
pub struct Papers {
    /// Makes the ids.
    name: &'static str,
    papers: RwSignal<Vec<Paper>, LocalStorage>,
    pub error: RwSignal<Option<String>>,
}

impl Papers {
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            papers: RwSignal::new_local(Vec::new()),
            error: RwSignal::new(None),
        }
    }

    /// What was uploaded, to be claimed; `None` while something is on its way or failed.
    pub fn claims(self) -> Option<Vec<AttachmentClaim>> {
        let claim = |paper: &Paper| match paper.upload.get_untracked() {
            Upload::Done(Attachment { id, key, .. }) => Some(AttachmentClaim {
                id,
                key,
                description: String::new(),
            }),
            _ => None,
        };
        self.papers.read_untracked().iter().map(claim).collect()
    }

    /// [`Self::claims`]; else says what is the matter, and leads there.
    pub fn claims_or(self, problem: &str) -> Option<Vec<AttachmentClaim>> {
        let claims = self.claims();
        if claims.is_none() {
            self.complain(problem);
        }
        claims
    }

    /// Says what is the matter, and leads there.
    pub fn complain(self, problem: &str) {
        self.error.set(Some(problem.to_owned()));
        live::announce(problem);
        focus::by_id_soon(input_id(self.name));
    }

    /// The attachments of these ids belong to the request now.
    pub fn leave(self, ids: &[String]) {
        let is_left = |paper: &Paper| match &*paper.upload.read_untracked() {
            Upload::Done(attachment) => ids.contains(&attachment.id),
            _ => false,
        };
        self.papers
            .update(|papers| papers.retain(|paper| !is_left(paper)));
        self.error.set(None);
    }
}

/// The picker with what was chosen.
pub fn picker(papers: Papers, profile: UploadProfile) -> AnyView {
    let texts = use_texts();
    let client = use_client();
    let said = texts.tracker();
    let types: Vec<_> = profile.types.iter().map(|one| one.name()).collect();
    let size = (texts.form().megabytes)(profile.max_bytes);
    let hint = (said.limits)(&types.join(", "), &size);
    let accept: Vec<_> = profile.types.iter().map(|one| one.media_type()).collect();
    let (name, error) = (papers.name, papers.error);
    let again = again(papers, client.clone(), profile.clone());
    let described = move || described_by(name, true, error.read().is_some());
    let chosen = move |event: leptos::ev::Event| {
        let (client, profile) = (client.clone(), profile.clone());
        let files = file::taken_from(&event_target(&event));
        leptos::task::spawn_local(async move {
            for file in files {
                add(papers, &client, &profile, file, texts).await;
            }
        });
    };
    let rows = changing(move || {
        let rows = papers.papers.read();
        let rows = rows.iter().map(|paper| row(papers, paper, again, texts));
        block("ul", "papers__list", rows.collect())
    });
    view! {
        <div class="papers">
            {rows}
            {field_error(name, error.into())}
            <div class="files__way">
                <input
                    id=input_id(name)
                    class="files__input"
                    type="file"
                    multiple
                    accept=accept.join(",")
                    aria-describedby=described
                    on:change=chosen
                />
                <label class="button" data-rank="secondary" for=input_id(name)>{icon("paperclip")}{said.attach}</label>
            </div>
            <p class="field__hint" id=format!("hint-{name}")>{hint}</p>
        </div>
    }
    .into_any()
}

async fn add(
    papers: Papers,
    client: &Client,
    profile: &UploadProfile,
    file: LocalFile,
    texts: Texts,
) {
    papers.error.try_set(None);
    if let Err(trouble) = judge(profile, &file).await {
        let violation = match trouble {
            Trouble::Unreadable => Violation::FileEmpty,
            Trouble::Against(violation) => violation,
        };
        let message = format!("{}: {}", file.name, violation.message(texts.language));
        live::announce(&message);
        papers.error.try_set(Some(message));
        return;
    }
    let paper = Paper {
        id: random::uuid(),
        file,
        upload: RwSignal::new(Upload::Waiting),
    };
    let own = paper.clone();
    if papers
        .papers
        .try_update(|papers| papers.push(own))
        .is_some()
    {
        send(client.clone(), profile.clone(), paper).await;
    }
}

/// Uploads a file once more, by its id.
fn again(papers: Papers, client: Client, profile: UploadProfile) -> Callback<String> {
    Callback::new(move |id: String| {
        let found = papers.papers.read_untracked();
        if let Some(paper) = found.iter().find(|paper| paper.id == id).cloned() {
            leptos::task::spawn_local(send(client.clone(), profile.clone(), paper));
        }
    })
}

async fn send(client: Client, profile: UploadProfile, paper: Paper) {
    let upload = paper.upload;
    upload.try_set(Upload::Running(0));
    let progress = move |percent| {
        upload.try_set(Upload::Running(percent));
    };
    let went = client.upload(&paper.file, &profile.name, progress).await;
    upload.try_set(went.map_or(Upload::Stopped, Upload::Done));
}

fn row(papers: Papers, paper: &Paper, again: Callback<String>, texts: Texts) -> AnyView {
    let said = texts.tracker();
    let upload = paper.upload;
    let id = paper.id.clone();
    let state = changing(move || match upload.get() {
        Upload::Done(_) => words("span", "papers__state", said.uploaded),
        Upload::Running(percent) => words("span", "papers__state", (said.uploading)(percent)),
        Upload::Waiting => nothing(),
        Upload::Stopped | Upload::Refused(_) => {
            let id = id.clone();
            let failed = words("span", "papers__state", said.upload_failed);
            let press = move || again.run(id.clone());
            block(
                "span",
                "",
                vec![failed, button(Rank::Quiet, said.again, press)],
            )
        }
    });
    let (id, name) = (paper.id.clone(), paper.file.name.clone());
    let remove = button(Rank::Quiet, (said.remove)(&name), move || {
        papers
            .papers
            .update(|papers| papers.retain(|paper| paper.id != id));
        focus::by_id(&input_id(papers.name));
    });
    block(
        "li",
        "papers__row",
        vec![words("span", "papers__name", name), state, remove],
    )
}
