//! «Ответ помог?» under an answer or a step.

use leptos::prelude::*;
use opora_contract::vote::{About, COMMENT_MAX, Reason, Vote};

use crate::{
    api::use_client,
    browser::focus,
    i18n::use_texts,
    ui::{
        check::{Tick, tick},
        field::{Control, Field, FieldWords},
        plain::{Rank, block, button, changing, words},
    },
    vote::{self, Ballot, Note},
};

/// Id of the thanks and of the question, for the focus.
const THANKS: &str = "helpful-thanks";
const QUESTION: &str = "helpful-question";
const COMMENT: &str = "comment";
/// The reasons are rounds of this group.
const GROUP: &str = "reason";

/// How far a vote is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Open,
    /// «Нет» was pressed and counted: why?
    Asking,
    Done,
    /// It was said on an earlier visit.
    Before,
}

/// What is voted on, and how far the vote is.
#[derive(Clone, Copy)]
struct Voting {
    about: StoredValue<About>,
    stage: RwSignal<Stage>,
    is_helpful: RwSignal<bool>,
    reason: RwSignal<Option<Reason>>,
    comment: RwSignal<String>,
    failed: RwSignal<bool>,
    running: StoredValue<bool>,
    send: StoredValue<Callback<(bool, Stage)>>,
    /// Why it did not help, for the way to a person.
    told: RwSignal<String>,
}

/// The question whether something helped. A press counts at once; «Нет» then asks why, which may be left out. What was
/// said can be changed: it counts once.
pub fn helpful(about: About, question: &'static str) -> AnyView {
    helpful_telling(about, question, RwSignal::new(String::new()))
}

/// The same; `told` becomes what the person gave as a reason.
pub fn helpful_telling(about: About, question: &'static str, told: RwSignal<String>) -> AnyView {
    let said = vote::said(&about);
    let comment = Note::Comment.read(&about);
    let stage = match said {
        // Somebody was interrupted amid a comment.
        Some(false) if !comment.is_empty() => Stage::Asking,
        Some(_) => Stage::Before,
        None => Stage::Open,
    };
    let voting = Voting {
        about: StoredValue::new(about),
        stage: RwSignal::new(stage),
        is_helpful: RwSignal::new(said.unwrap_or_default()),
        reason: RwSignal::new(None),
        comment: RwSignal::new(comment),
        failed: RwSignal::new(false),
        running: StoredValue::new(false),
        send: StoredValue::new(Callback::new(|_| ())),
        told,
    };
    voting.send.set_value(sender(voting));
    let shown = changing(move || match voting.stage.get() {
        Stage::Open => ask(voting, question),
        Stage::Asking => why(voting),
        stage => done(voting, stage),
    });
    block("section", "helpful", vec![shown])
}

impl Voting {
    fn send(self, is_helpful: bool, next: Stage) {
        self.send.get_value().run((is_helpful, next));
    }

    /// The vote as it is now.
    fn vote(self, is_helpful: bool, ballot: &Ballot) -> Vote {
        let comment = self.comment.get_untracked();
        let (reason, comment) = if is_helpful {
            (None, String::new())
        } else {
            let comment = comment.chars().take(COMMENT_MAX).collect();
            (self.reason.get_untracked(), comment)
        };
        Vote {
            about: self.about.get_value(),
            helpful: is_helpful,
            reason,
            comment,
            ballot: Some(ballot.id.clone()),
        }
    }
}

/// Counts a vote and goes on to a stage, once at a time. What was pressed is gone then, so the focus goes on, too.
fn sender(voting: Voting) -> Callback<(bool, Stage)> {
    let client = use_client();
    let words = use_texts().care();
    Callback::new(move |(is_helpful, next): (bool, Stage)| {
        if voting.running.get_value() {
            return;
        }
        voting.running.set_value(true);
        voting.failed.set(false);
        let about = voting.about.get_value();
        let ballot = vote::ballot(&about);
        let vote = voting.vote(is_helpful, &ballot);
        let client = client.clone();
        leptos::task::spawn_local(async move {
            let sent = client.vote(&vote).await;
            voting.running.try_set_value(false);
            if sent.is_err() {
                voting.failed.try_set(true);
                return;
            }
            let said = Some(is_helpful);
            vote::keep(&about, &Ballot { said, ..ballot });
            if next == Stage::Done {
                Note::Comment.keep(&about, "");
            }
            let reason = vote
                .reason
                .map(|reason| (words.reason_line)((words.reason)(reason)));
            let told = [reason.unwrap_or_default(), vote.comment];
            voting.told.try_set(told.join("\n").trim().to_owned());
            voting.is_helpful.try_set(is_helpful);
            if voting.stage.try_set(next).is_none() {
                focus::by_id_soon(match next {
                    Stage::Asking => reason_id(Reason::Unclear),
                    _ => THANKS.to_owned(),
                });
            }
        });
    })
}

fn ask(voting: Voting, question: &'static str) -> AnyView {
    let texts = use_texts().faq();
    let title = view! { <h2 class="helpful__title" id=QUESTION tabindex="-1">{question}</h2> };
    let yes = move || voting.send(true, Stage::Done);
    let no = move || voting.send(false, Stage::Asking);
    let inner = vec![
        title.into_any(),
        button(Rank::Secondary, texts.yes, yes),
        button(Rank::Secondary, texts.no, no),
        failed(voting),
    ];
    block("div", "helpful__ask", inner)
}

fn reason_id(reason: Reason) -> String {
    format!("{GROUP}-{}", reason.word())
}

/// Why it did not help.
fn why(voting: Voting) -> AnyView {
    let (texts, care) = (use_texts().faq(), use_texts().care());
    let is_step = voting
        .about
        .with_value(|about| matches!(about, About::Step { .. }));
    // Nobody comes to a step with a question.
    let fitting = move |reason: &Reason| !is_step || *reason != Reason::NotMyQuestion;
    let round = |reason: Reason| {
        let words = Tick {
            id: reason_id(reason),
            label: (care.reason)(reason).to_owned(),
            hint: String::new(),
        };
        let is_on = Signal::derive(move || voting.reason.get() == Some(reason));
        let chosen = Callback::new(move |_| voting.reason.set(Some(reason)));
        tick(words, Some(GROUP), is_on, chosen)
    };
    let rounds: Vec<AnyView> = Reason::ALL.into_iter().filter(fitting).map(round).collect();
    let typed = move |text: String| {
        let kept = |about: &About| Note::Comment.keep(about, &text);
        voting.about.with_value(kept);
        voting.comment.set(text);
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        voting.send(false, Stage::Done);
    };
    view! {
        <form class="helpful__form" novalidate on:submit=submit>
            <fieldset>
                <legend class="helpful__title">{care.why}</legend>
                <p class="field__hint">{care.why_hint}</p>
                {rounds}
            </fieldset>
            <Field
                name=COMMENT
                control=Control::Text
                words=FieldWords { label: texts.what_is_missing.into(), hint: texts.what_is_missing_hint.into(), optional: None }
                value=voting.comment
                error=Signal::stored(None::<String>)
                on_input=Callback::new(typed)
                on_leave=Callback::new(|()| ())
            />
            <button type="submit" class="button" data-rank="secondary">{texts.send_comment}</button>
            {failed(voting)}
        </form>
    }
    .into_any()
}

/// Thanks, or what was said before; and a way back.
fn done(voting: Voting, stage: Stage) -> AnyView {
    let texts = use_texts();
    let is_helpful = voting.is_helpful.get_untracked();
    let sentence = if stage == Stage::Done {
        texts.faq().thanks
    } else {
        (texts.care().said)(is_helpful)
    };
    let again = move || {
        voting.reason.set(None);
        voting.stage.set(Stage::Open);
        focus::by_id_soon(QUESTION);
    };
    let inner = vec![
        view! { <p id=THANKS tabindex="-1">{sentence}</p> }.into_any(),
        button(Rank::Quiet, texts.care().change, again),
    ];
    block("div", "helpful__ask", inner)
}

fn failed(voting: Voting) -> AnyView {
    let sentence = use_texts().faq().vote_failed;
    let text = move || if voting.failed.get() { sentence } else { "" };
    let place = changing(move || words("span", "", text()));
    view! { <p role="alert">{place}</p> }.into_any()
}
