//! What an employee has typed for a request, and what of it can be sent.

use opora::ui::error_summary::Entry;
use opora_contract::{
    language::Language,
    problem::FieldProblem,
    request::{ActionState, RequiredAction, Term},
    rule,
    staff::NewTransition,
    standing::Stage,
    status::Status,
    timestamp::Day,
};
use serde::{Deserialize, Serialize};

use crate::words;

/// Names of the fields.
pub const REPLY: &str = "reply";
pub const CHOICE: &str = "choice";
pub const REASON: &str = "reason";
pub const FROM: &str = "term-from";
pub const TO: &str = "term-to";

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub reply: String,
    /// Of the reply as it stands: made when it is sent first, gone when it changes.
    pub key: String,
    pub step: Step,
}

impl Draft {
    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What may be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    To(Status),
    Stage(Stage),
    /// Only the term moves.
    Term,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub choice: Option<Choice>,
    pub reason: String,
    /// ISO days, or empty.
    pub from: String,
    pub to: String,
    /// What the applicant has to do; asked for when documents are.
    pub items: Vec<Item>,
}

/// A required action, as it was or as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Stays with the item while others come and go.
    pub id: usize,
    /// Asked for before: its words stay.
    pub is_old: bool,
    pub text: String,
    /// An ISO day, or empty.
    pub due: String,
    pub state: ActionState,
    pub problem: String,
}

impl Item {
    pub fn old(id: usize, action: &RequiredAction) -> Self {
        let due = action.due.as_ref().map(|day| day.as_str().to_owned());
        Self {
            id,
            is_old: true,
            text: action.text.clone(),
            due: due.unwrap_or_default(),
            state: action.state,
            problem: action.problem.clone(),
        }
    }

    /// The name of one of its fields.
    pub fn field(id: usize, field: &str) -> String {
        format!("{field}-{id}")
    }
}

impl Step {
    /// Begins to ask for documents: with what was asked for before, and with an empty item where there was nothing.
    pub fn ask(&mut self, actions: &[RequiredAction]) {
        if self.items.is_empty() {
            let old = actions.iter().enumerate();
            self.items = old.map(|(id, action)| Item::old(id, action)).collect();
        }
        if self.items.is_empty() {
            self.add();
        }
    }

    /// Adds an empty item; its id.
    pub fn add(&mut self) -> usize {
        let id = self.items.iter().map(|item| item.id + 1).max();
        let id = id.unwrap_or_default();
        self.items.push(Item {
            id,
            ..Item::default()
        });
        id
    }

    pub fn asks(&self) -> bool {
        self.choice == Some(Choice::To(Status::WaitingDocuments))
    }

    /// What the API gets, of a request that stands at `status`.
    pub fn transition(&self, status: Status) -> NewTransition {
        let (to, stage) = match self.choice {
            Some(Choice::To(to)) => (to, None),
            Some(Choice::Stage(stage)) => (status, Some(stage)),
            Some(Choice::Term) | None => (status, None),
        };
        let actions = self.items.iter().filter(|_| self.asks());
        NewTransition {
            to,
            reason: rule::normalise_text(&self.reason),
            actions: actions.map(Item::action).collect(),
            stage,
            term: self.term(),
        }
    }

    /// The days that are named; one is a range of one day.
    fn term(&self) -> Option<Term> {
        let to = Day::parse(&self.to)?;
        let from = Day::parse(&self.from).unwrap_or_else(|| to.clone());
        Some(Term { from, to })
    }

    /// What can be seen without the server, in the order of the page.
    pub fn mistakes(&self, language: Language) -> Vec<Entry> {
        let said = &words::of(language).step;
        let mut found: Vec<(String, String)> = Vec::new();
        let mut find = |name: &str, message: String| found.push((name.to_owned(), message));
        if self.choice.is_none() {
            find(CHOICE, said.choice_missing.to_owned());
        }
        if self.asks() {
            for (item, at) in self.items.iter().zip(1..) {
                if item.text.trim().is_empty() {
                    find(&Item::field(item.id, "text"), (said.document_missing)(at));
                }
                let is_returned = item.is_old && item.state == ActionState::Missing;
                if is_returned && item.problem.trim().is_empty() {
                    find(
                        &Item::field(item.id, "problem"),
                        said.problem_missing.to_owned(),
                    );
                }
            }
            let missing = |item: &Item| item.state == ActionState::Missing;
            if !self.items.iter().any(missing) {
                find(CHOICE, said.documents_missing.to_owned());
            }
        }
        if self.reason.trim().is_empty() {
            find(REASON, said.reason_missing.to_owned());
        }
        let has_term = !self.to.is_empty();
        let needs_term = self.choice == Some(Choice::Term) || !self.from.is_empty();
        if needs_term && !has_term {
            find(TO, said.term_missing.to_owned());
        } else if self.from > self.to {
            find(TO, said.term_order.to_owned());
        }
        found
    }

    /// Where on the page a mistake stands that the API has found.
    pub fn entry(&self, problem: &FieldProblem) -> Entry {
        let mut parts = problem.pointer.split('/').skip(1);
        let name = match (parts.next(), parts.next(), parts.next()) {
            (Some("reason"), ..) => REASON.to_owned(),
            (Some("term"), ..) => TO.to_owned(),
            (Some("actions"), Some(at), Some(field)) => {
                let item = at.parse().ok().and_then(|at: usize| self.items.get(at));
                item.map_or_else(|| CHOICE.to_owned(), |item| Item::field(item.id, field))
            }
            _ => CHOICE.to_owned(),
        };
        (name, problem.message.clone())
    }
}

impl Item {
    fn action(&self) -> RequiredAction {
        let is_returned = self.state == ActionState::Missing;
        RequiredAction {
            text: rule::normalise_text(&self.text),
            due: Day::parse(&self.due),
            state: self.state,
            problem: if is_returned {
                rule::normalise_text(&self.problem)
            } else {
                String::new()
            },
        }
    }
}
