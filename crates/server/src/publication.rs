//! Content as the API says it: every answer prepared once at start, in each language.

mod direction;
mod finder;
mod guide;
mod home;
mod intake;

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use opora_contract::{
    answer::{Answer, AnswerLink, AnswerSummary, Topic, TopicSummary, Topics},
    contact::{Contacts, Desk, Directory},
    language::Language,
    slug::Slug,
};

pub use self::finder::Finder;
use crate::{
    clock::Moment,
    content::{self, Article, Content, Edition},
    edition::Editions,
    prepared::Prepared,
    view::Ranking,
};

/// Said when no opening is known within a fortnight, which no real schedule leads to.
const NEVER: Desk = Desk::Closed {
    in_days: 14,
    weekday: 0,
    at: 0,
};

/// Everything that is public, ready to send.
pub struct Publication {
    content: Content,
    editions: Editions<Published>,
}

struct Published {
    topics: Prepared,
    topic: HashMap<Slug, Prepared>,
    answer: HashMap<(Slug, Slug), Prepared>,
    guides: Prepared,
    guide: HashMap<Slug, Prepared>,
    form: HashMap<Slug, Prepared>,
    statement: HashMap<&'static str, Prepared>,
    finder: Finder,
    /// Contacts say whether somebody answers right now.
    timely: RwLock<Option<Timely>>,
    board: home::Board,
    counter: intake::Counter,
}

/// What is right within one state of the desk.
#[derive(Clone)]
struct Timely {
    minute: i64,
    desk: Desk,
    directory: Arc<Prepared>,
}

impl Publication {
    #[must_use]
    pub fn new(content: Content) -> Self {
        let editions = Editions::each(|language| Published::new(&content, language));
        Self { content, editions }
    }

    #[must_use]
    pub fn content(&self) -> &Content {
        &self.content
    }

    fn edition(&self, language: Language) -> &Published {
        self.editions.of(language)
    }

    #[must_use]
    pub fn topics(&self, language: Language) -> &Prepared {
        &self.edition(language).topics
    }

    #[must_use]
    pub fn topic(&self, topic: &Slug, language: Language) -> Option<&Prepared> {
        self.edition(language).topic.get(topic)
    }

    #[must_use]
    pub fn answer(&self, name: &(Slug, Slug), language: Language) -> Option<&Prepared> {
        self.edition(language).answer.get(name)
    }

    #[must_use]
    pub fn guides(&self, language: Language) -> &Prepared {
        &self.edition(language).guides
    }

    #[must_use]
    pub fn guide(&self, guide: &Slug, language: Language) -> Option<&Prepared> {
        self.edition(language).guide.get(guide)
    }

    #[must_use]
    pub fn form(&self, form: &Slug, language: Language) -> Option<&Prepared> {
        self.edition(language).form.get(form)
    }

    #[must_use]
    pub fn statement(&self, page: &Slug, language: Language) -> Option<&Prepared> {
        self.edition(language).statement.get(page.as_str())
    }

    #[must_use]
    pub fn intake(&self, language: Language, now: Moment) -> Arc<Prepared> {
        let content = self.content.edition(language);
        let desk = self.content.contact.schedule.desk(&now.timestamp());
        let callback_first = desk.is_some_and(Desk::calls_back_first);
        let counter = &self.edition(language).counter;
        counter.answer(content, callback_first, now)
    }

    /// The first page, given what is popular.
    #[must_use]
    pub fn home(&self, language: Language, now: Moment, ranking: Arc<Ranking>) -> Arc<Prepared> {
        let edition = self.content.edition(language);
        let now = home::Now {
            contacts: self.contacts_at(language, self.desk(now)),
            outages: intake::current(&edition.outages, now),
            ranking,
        };
        self.edition(language).board.answer(edition, now)
    }

    #[must_use]
    pub fn contacts(&self, language: Language, now: Moment) -> Arc<Prepared> {
        self.timely(language, now).directory
    }

    fn desk(&self, now: Moment) -> Desk {
        let schedule = &self.content.contact.schedule;
        schedule.desk(&now.timestamp()).unwrap_or(NEVER)
    }

    /// Prepares contacts anew when the desk changes: a few times a day.
    fn timely(&self, language: Language, now: Moment) -> Timely {
        let kept = &self.edition(language).timely;
        let minute = now.minute();
        let known = kept.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(timely) = known.as_ref().filter(|timely| timely.minute == minute) {
            return timely.clone();
        }
        let desk = self.desk(now);
        let timely = match known.filter(|timely| timely.desk == desk) {
            Some(same) => Timely { minute, ..same },
            None => {
                let directory = self.directory_at(language, desk);
                Timely {
                    minute,
                    desk,
                    directory: Arc::new(Prepared::json(&directory)),
                }
            }
        };
        *kept.write().unwrap_or_else(PoisonError::into_inner) = Some(timely.clone());
        timely
    }

    fn directory_at(&self, language: Language, desk: Desk) -> Directory {
        let edition = self.content.edition(language);
        let elsewhere = &edition.intake.elsewhere;
        content::directory(&self.content.contact, &edition.contact, elsewhere, desk)
    }

    fn contacts_at(&self, language: Language, desk: Desk) -> Contacts {
        let facts = &self.content.contact;
        let words = &self.content.edition(language).contact;
        Contacts {
            phone: facts.phone.clone(),
            phone_link: facts.phone_link.clone(),
            phone_note: words.phone_note.clone(),
            hours: words.hours.clone(),
            desk,
        }
    }

    #[must_use]
    pub fn finder(&self, language: Language) -> &Finder {
        &self.edition(language).finder
    }

    /// A part of an index; its name is its own in all languages.
    #[must_use]
    pub fn shard(&self, name: &str) -> Option<&Prepared> {
        let mut editions = self.editions.iter();
        editions.find_map(|edition| edition.finder.shard(name))
    }
}

impl Published {
    fn new(content: &Content, language: Language) -> Self {
        let edition = content.edition(language);
        let topics = Topics {
            topics: summaries(edition),
            directions: direction::list(edition, &edition.directions.directions),
            sections: direction::list(edition, &edition.directions.sections),
        };
        let answers = || edition.topics.iter().flat_map(|topic| &topic.answers);
        let name = |article: &Article| (article.topic.clone(), article.slug.clone());
        Self {
            topics: Prepared::json(&topics),
            topic: edition
                .topics
                .iter()
                .map(|found| (found.slug.clone(), Prepared::json(&topic(edition, found))))
                .collect(),
            answer: answers()
                .map(|article| (name(article), Prepared::json(&answer(edition, article))))
                .collect(),
            guides: Prepared::json(&guide::list(edition)),
            guide: edition
                .guides
                .iter()
                .map(|source| {
                    let guide = guide::guide(content, edition, source);
                    (guide.guide.clone(), Prepared::json(&guide))
                })
                .collect(),
            form: edition
                .forms
                .iter()
                .map(|form| (form.name.clone(), Prepared::json(form)))
                .collect(),
            statement: edition
                .statements
                .iter()
                .map(|about| (about.page, Prepared::json(&about.statement)))
                .collect(),
            finder: Finder::new(content, language),
            timely: RwLock::new(None),
            board: home::Board::default(),
            counter: intake::Counter::default(),
        }
    }
}

fn summaries(edition: &Edition) -> Vec<TopicSummary> {
    let topics = edition.topics.iter().map(|topic| TopicSummary {
        slug: topic.slug.clone(),
        title: topic.title.clone(),
        summary: topic.summary.clone(),
        icon: topic.icon.value.clone(),
        answers: topic.answers.len(),
    });
    topics.collect()
}

fn topic(edition: &Edition, topic: &crate::content::Topic) -> Topic {
    let answers = topic.answers.iter().map(|article| AnswerSummary {
        question: article.slug.clone(),
        title: article.title.clone(),
        summary: article.summary.clone(),
    });
    Topic {
        slug: topic.slug.clone(),
        title: topic.title.clone(),
        summary: topic.summary.clone(),
        answers: answers.collect(),
        form: direction::form_of_topic(edition, &topic.slug),
    }
}

fn answer(edition: &Edition, article: &Article) -> Answer {
    let topic = edition.topic(&article.topic);
    let related = article.related.iter().map(|related| related.value.as_str());
    Answer {
        topic: article.topic.clone(),
        topic_title: topic.map(|topic| topic.title.clone()).unwrap_or_default(),
        question: article.slug.clone(),
        title: article.title.clone(),
        summary: article.summary.clone(),
        blocks: article.blocks.clone(),
        checked: article.checked.value.clone(),
        related: links(edition, related),
        guide: guide::link(edition, &article.guide.value),
        form: direction::form_of(edition, &article.topic, &article.slug),
    }
}

/// Links to answers named `topic/slug`. The content check has seen that they exist.
fn links<'a>(edition: &Edition, names: impl Iterator<Item = &'a str>) -> Vec<AnswerLink> {
    let links = names.filter_map(|name| {
        let (topic, question) = name.split_once('/')?;
        let article = edition.answer(&Slug::parse(topic)?, &Slug::parse(question)?)?;
        Some(AnswerLink {
            topic: article.topic.clone(),
            question: article.slug.clone(),
            title: article.title.clone(),
        })
    });
    links.collect()
}
