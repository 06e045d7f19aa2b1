//! What an exported request says, in the order in which it says it, before anybody decides how that looks.

use opora_contract::{
    language::Language,
    request::{Event, Message, Rating, Request, RequiredAction, SentField},
    status::Status,
};

use super::word::{self, Both, say};
use crate::clock::Moment;

pub struct Paper {
    pub language: Language,
    pub title: String,
    pub subject: String,
    pub status: String,
    pub tone: Tone,
    pub facts: Vec<Fact>,
    pub sections: Vec<Section>,
    /// When it was made.
    pub made: String,
}

/// How a status feels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Good,
    /// The applicant has something to do.
    Waiting,
    Bad,
}

pub struct Fact {
    pub label: String,
    pub value: String,
}

pub struct Section {
    pub title: &'static str,
    pub body: Body,
}

pub enum Body {
    Text(String),
    List(Vec<String>),
    Facts(Vec<Fact>),
    Letters(Vec<Letter>),
    Journal {
        head: [&'static str; 4],
        rows: Vec<[String; 4]>,
    },
}

pub struct Letter {
    /// Who, and when.
    pub head: String,
    pub text: String,
    pub files: Vec<String>,
}

impl Paper {
    #[must_use]
    pub fn of(request: &Request, language: Language, now: Moment) -> Self {
        Self {
            language,
            title: word::title(request.kind, &request.number.to_string(), language),
            subject: request.subject.clone(),
            status: request.status.label(request.kind, language).to_owned(),
            tone: tone(request.status),
            facts: facts(request, language),
            sections: sections(request, language),
            made: word::made(now, language),
        }
    }
}

const fn tone(status: Status) -> Tone {
    match status {
        Status::Approved | Status::Sent => Tone::Good,
        Status::WaitingDocuments => Tone::Waiting,
        Status::Refused => Tone::Bad,
        _ => Tone::Plain,
    }
}

fn facts(request: &Request, language: Language) -> Vec<Fact> {
    let when = |at| word::timestamp(at, language);
    let context = request.context.clone().unwrap_or_default();
    let facts = [
        (word::SENT, when(&request.sent_at)),
        (word::CHANGED, when(&request.changed_at)),
        (word::DEPARTMENT, request.department.clone()),
        (word::ASSIGNEE, request.assignee.clone()),
        (
            word::STAGE,
            request
                .stage
                .map(|stage| word::stage(stage, language).to_owned())
                .unwrap_or_default(),
        ),
        (
            word::LEVEL,
            word::level(request.level, language)
                .unwrap_or_default()
                .to_owned(),
        ),
        (
            word::TERM,
            request
                .term
                .as_ref()
                .map(|term| word::term(term, language))
                .unwrap_or_default(),
        ),
        (word::PORTAL, context.portal),
        (word::PORTAL_PAGE, context.page),
        (word::PORTAL_SERVICE, context.service),
    ];
    let known = facts.into_iter().filter(|(_, value)| !value.is_empty());
    known
        .map(|(label, value)| Fact {
            label: say(label, language).to_owned(),
            value,
        })
        .collect()
}

fn sections(request: &Request, language: Language) -> Vec<Section> {
    let list = |items: Vec<String>| (!items.is_empty()).then_some(Body::List(items));
    let answers = request.fields.iter().map(answer).collect::<Vec<_>>();
    let files = request.files.iter();
    let files = files.map(|file| word::file(file, language)).collect();
    let letters = request.messages.iter();
    let letters: Vec<_> = letters.map(|message| letter(message, language)).collect();
    let sections: [(Both, Option<Body>); 6] = [
        (word::NEXT, Some(actions(&request.actions, language))),
        (
            word::ANSWERS,
            (!answers.is_empty()).then_some(Body::Facts(answers)),
        ),
        (word::FILES, list(files)),
        (
            word::LETTERS,
            (!letters.is_empty()).then_some(Body::Letters(letters)),
        ),
        (
            word::RATING,
            request.rating.as_ref().map(|given| rating(given, language)),
        ),
        (word::JOURNAL, Some(journal(request, language))),
    ];
    let told = sections.into_iter().filter_map(|(title, body)| {
        let title = say(title, language);
        Some(Section { title, body: body? })
    });
    told.collect()
}

fn actions(actions: &[RequiredAction], language: Language) -> Body {
    let missing = actions.iter().filter(|action| action.is_missing());
    let actions = missing.map(|action| {
        let due = action.due.as_ref().map(|due| word::due(due, language));
        let told = [Some(action.text.clone()), due, Some(action.problem.clone())];
        let told: Vec<_> = told
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        told.join("; ")
    });
    match actions.collect::<Vec<_>>() {
        actions if actions.is_empty() => Body::Text(say(word::NOTHING, language).to_owned()),
        actions => Body::List(actions),
    }
}

fn answer(field: &SentField) -> Fact {
    let value = match field.shown.as_str() {
        "" => &field.value,
        _ => &field.shown,
    };
    Fact {
        label: field.label.clone(),
        value: value.clone(),
    }
}

fn letter(message: &Message, language: Language) -> Letter {
    let who = word::who(message.actor, &message.by, language);
    let files = message.files.iter();
    Letter {
        head: format!("{who}, {}", word::timestamp(&message.at, language)),
        text: message.text.clone(),
        files: files.map(|file| word::file(file, language)).collect(),
    }
}

fn rating(rating: &Rating, language: Language) -> Body {
    let stars = word::stars(rating.stars, language);
    match rating.comment.as_str() {
        "" => Body::Text(stars),
        comment => Body::Text(format!("{stars}\n{comment}")),
    }
}

fn journal(request: &Request, language: Language) -> Body {
    let row = |event: &Event| {
        [
            word::timestamp(&event.at, language),
            event.status.label(request.kind, language).to_owned(),
            event.reason.clone(),
            word::who(event.actor, &event.by, language),
        ]
    };
    Body::Journal {
        head: word::COLUMNS.map(|column| say(column, language)),
        rows: request.events.iter().map(row).collect(),
    }
}
