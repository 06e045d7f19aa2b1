//! The first page as the API says it: made anew when what it is made of becomes another.

use std::{
    collections::BTreeSet,
    sync::{Arc, PoisonError, RwLock},
};

use opora_contract::{
    contact::Contacts,
    home::{GuideCard, Home, Link, Update},
    intake::Outage,
    page::Page,
};

use super::guide;
use crate::{
    content::{Edition, Entry},
    prepared::Prepared,
    view::Ranking,
};

/// How many popular pages are offered.
const POPULAR: usize = 5;
/// How many of the latest checks are shown.
const UPDATES: usize = 4;

/// What a first page is made of besides the files.
#[derive(Clone, PartialEq)]
pub struct Now {
    pub contacts: Contacts,
    pub outages: Vec<Outage>,
    pub ranking: Arc<Ranking>,
}

/// The answer that is right now.
#[derive(Default)]
pub struct Board(RwLock<Option<(Now, Arc<Prepared>)>>);

impl Board {
    pub fn answer(&self, edition: &Edition, now: Now) -> Arc<Prepared> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, answer)) = kept.as_ref()
            && *known == now
        {
            return answer.clone();
        }
        drop(kept);
        let answer = Arc::new(Prepared::json(&home(edition, &now)));
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        *kept = Some((now, answer.clone()));
        answer
    }
}

fn home(edition: &Edition, now: &Now) -> Home {
    let home = &edition.home;
    Home {
        outages: now.outages.clone(),
        situations: home.situations.iter().map(Entry::link).collect(),
        popular: popular(edition, &now.ranking),
        directions: directions(edition),
        guides: cards(edition, &home.guides),
        account: cards(edition, &home.account),
        entries: home.entries.iter().map(Entry::link).collect(),
        updates: updates(edition),
        contacts: now.contacts.clone(),
    }
}

fn directions(edition: &Edition) -> Vec<Link> {
    let directions = edition.directions.directions.iter();
    let links = directions.map(|direction| Link {
        title: direction.title.clone(),
        href: format!("{}?direction={}", Page::Faq.path(), direction.slug.value),
        icon: direction.icon.value.clone(),
    });
    links.collect()
}

/// What many read, then what the editors name, until all places are taken.
fn popular(edition: &Edition, ranking: &Ranking) -> Vec<Link> {
    let named = edition.home.popular.iter();
    let named = named.filter_map(|name| Page::parse(&format!("/faq/{name}")));
    let mut seen = BTreeSet::new();
    let pages = ranking.0.iter().cloned().chain(named);
    let links = pages.filter_map(|page| {
        let href = page.path();
        let title = title(edition, &page)?;
        let is_new = seen.insert(href.clone());
        is_new.then(|| Link {
            title,
            href,
            icon: String::new(),
        })
    });
    links.take(POPULAR).collect()
}

/// The title of an answer or a guide that the first page may name. A sensitive guide is none: whoever needs it may be
/// watched, and others would only wonder.
fn title(edition: &Edition, page: &Page) -> Option<String> {
    match page {
        Page::Question(topic, question) => {
            let article = edition.answer(topic, question)?;
            Some(article.title.clone())
        }
        Page::Guide(name) => {
            let guide = edition.guide(name.as_str())?;
            (!guide.sensitive).then(|| guide.title.clone())
        }
        _ => None,
    }
}

/// Guides by their names. The content check has seen that they exist.
fn cards(edition: &Edition, names: &[String]) -> Vec<GuideCard> {
    let guides = names.iter().filter_map(|name| edition.guide(name));
    let cards = guides.map(|source| {
        let summary = guide::summary(edition, source);
        GuideCard {
            guide: summary.guide,
            title: summary.title,
            steps: summary.steps,
            minutes: summary.minutes,
        }
    });
    cards.collect()
}

/// The answer of each topic that was checked last, the latest first.
fn updates(edition: &Edition) -> Vec<Update> {
    let latest = edition.topics.iter().filter_map(|topic| {
        // Of the latest the first in reading order.
        let answers = topic.answers.iter().rev();
        answers.max_by_key(|article| article.checked.value.as_str())
    });
    let mut updates: Vec<_> = latest
        .map(|article| Update {
            title: article.title.clone(),
            href: Page::Question(article.topic.clone(), article.slug.clone()).path(),
            checked: article.checked.value.clone(),
        })
        .collect();
    updates.sort_by(|a, b| b.checked.as_str().cmp(a.checked.as_str()));
    updates.truncate(UPDATES);
    updates
}
