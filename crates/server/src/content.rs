//! Everything that is said to people and may change without a release: answers, forms, hours, terms, as files.
//!
//! Loaded whole at start and never written. `content check` and the server use this one loader, so a tree that
//! passes the check is a tree that the server starts with.

mod about;
mod alias;
mod consent;
mod contact;
mod coverage;
mod department;
mod direction;
mod draft;
mod faq;
mod form;
mod guide;
mod home;
mod intake;
mod link;
mod mail;
mod markdown;
pub mod mistake;
mod page;
mod routing;
pub mod source;
mod synonym;
pub mod table;
mod template;
mod term;
mod twin;
mod upload;
mod vocabulary;

use std::{collections::BTreeMap, path::Path};

use opora_contract::{
    form::Form, guide::Situation, intake::Outage, language::Language, slug::Slug, staff,
    upload::UploadProfile,
};

pub use self::{
    about::About,
    contact::{Facts, Words, directory},
    department::Department,
    direction::{Direction, Directions},
    faq::{Article, Topic},
    guide::Guide,
    home::{Entry, Home},
    intake::Intake,
    mail::{Kind as LetterKind, Letter, Mail, Task, Value},
    markdown::plain_text,
    mistake::Mistake,
    page::PageEntry,
    routing::{GUESSED, Routing},
    table::Placed,
    term::{Terms, Waiting},
};
use self::{draft::Draft, mistake::Report};
use crate::edition::Editions;

/// All content, checked.
#[derive(Debug)]
pub struct Content {
    pub contact: Facts,
    pub terms: Terms,
    pub profiles: Vec<UploadProfile>,
    pub routing: Routing,
    pub editions: Editions<Edition>,
}

/// Content in one language.
#[derive(Debug)]
pub struct Edition {
    pub language: Language,
    pub contact: Words,
    pub home: Home,
    pub forms: Vec<Form>,
    /// Other words for each form.
    pub form_aliases: BTreeMap<Slug, Vec<Placed<String>>>,
    pub departments: Vec<Department>,
    pub directions: Directions,
    pub intake: Intake,
    /// Past, present and future ones.
    pub outages: Vec<Outage>,
    /// In reading order.
    pub topics: Vec<Topic>,
    /// By topic and their order within it.
    pub guides: Vec<Guide>,
    pub situations: Vec<Situation>,
    /// Pages that search offers too.
    pub pages: Vec<PageEntry>,
    /// Groups of phrases that mean the same.
    pub synonyms: Vec<Vec<String>>,
    pub mail: Mail,
    pub statements: Vec<About>,
}

impl Content {
    /// Reads the whole tree under `root`.
    ///
    /// # Errors
    /// Every mistake, in the order of files and lines.
    pub fn load(root: &Path) -> Result<Self, Vec<Mistake>> {
        let mut report = Report::default();
        let contact = contact::load(root, &mut report);
        let terms = term::load(root, &mut report);
        let profiles = upload::load(root, &mut report);
        let routing = routing::load(root, &mut report);
        let drafts = Editions::each(|language| {
            Draft::read(root, language, profiles.as_deref(), &mut report)
        });
        let first = drafts.first();
        for draft in drafts.iter() {
            draft.check_links(root, contact.as_ref(), &mut report);
            alias::check(draft, &mut report);
        }
        if let Some(routing) = &routing {
            let departments = first.departments.as_deref();
            routing::check(routing, &first.forms, departments, &mut report);
        }
        for other in drafts.iter().skip(1) {
            twin::check(first, other, &mut report);
        }
        coverage::check(root, &first.faq, &mut report);
        let editions: Option<Vec<_>> = drafts.into_iter().map(Draft::finish).collect();
        if let (Some(contact), Some(terms), Some(profiles), Some(routing)) =
            (contact, terms, profiles, routing)
            && let Some(editions) = editions.and_then(Editions::new)
            && report.is_empty()
        {
            return Ok(Self {
                contact,
                terms,
                profiles,
                routing,
                editions,
            });
        }
        Err(report.into_sorted())
    }

    #[must_use]
    pub fn edition(&self, language: Language) -> &Edition {
        self.editions.of(language)
    }

    #[must_use]
    pub fn form(&self, name: &str, language: Language) -> Option<&Form> {
        let forms = &self.edition(language).forms;
        forms.iter().find(|form| form.name.as_str() == name)
    }

    #[must_use]
    pub fn profile(&self, name: &str) -> Option<&UploadProfile> {
        self.profiles
            .iter()
            .find(|profile| profile.name.as_str() == name)
    }

    /// Whether the FAQ has this topic. Both languages have the same.
    #[must_use]
    pub fn has_topic(&self, topic: &Slug) -> bool {
        self.editions.first().topic(topic).is_some()
    }

    /// Whether the guide has this step.
    #[must_use]
    pub fn has_step(&self, guide: &Slug, step: &Slug) -> bool {
        let guide = self.editions.first().guide(guide.as_str());
        guide.is_some_and(|guide| guide.steps.iter().any(|known| known.value.id == *step))
    }

    /// Whether the FAQ has this answer.
    #[must_use]
    pub fn has_answer(&self, topic: &Slug, question: &Slug) -> bool {
        self.editions.first().answer(topic, question).is_some()
    }
}

impl Edition {
    /// How people call a department; `None` for one that is no more.
    #[must_use]
    pub fn department(&self, id: &str) -> Option<&str> {
        let mut departments = self.departments.iter();
        let found = departments.find(|known| known.id.value.as_str() == id)?;
        Some(&found.name)
    }

    /// Every department, for a choice of them.
    #[must_use]
    pub fn departments(&self) -> Vec<staff::Department> {
        let departments = self.departments.iter().map(|known| staff::Department {
            id: known.id.value.to_string(),
            name: known.name.clone(),
        });
        departments.collect()
    }

    #[must_use]
    pub fn guide(&self, name: &str) -> Option<&Guide> {
        self.guides.iter().find(|guide| guide.name.as_str() == name)
    }

    #[must_use]
    pub fn topic(&self, slug: &Slug) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.slug == *slug)
    }

    #[must_use]
    pub fn answer(&self, topic: &Slug, question: &Slug) -> Option<&Article> {
        let answers = &self.topic(topic)?.answers;
        answers.iter().find(|article| article.slug == *question)
    }
}
