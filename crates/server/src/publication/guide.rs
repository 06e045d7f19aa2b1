//! Guides as the API says them.

use opora_contract::{
    answer::GuideLink,
    guide::{Guide, GuideSummary, GuideTopic, Guides},
    home::Link,
    page::Page,
    slug::Slug,
};

use super::links;
use crate::{
    content::{self, Content, Edition},
    prepared::Prepared,
};

/// Every guide in the order of the topics.
pub fn list(edition: &Edition) -> Guides {
    let topics = edition.topics.iter().filter_map(|topic| {
        let guides: Vec<GuideSummary> = edition
            .guides
            .iter()
            .filter(|guide| guide.topic.value == topic.slug.as_str())
            .map(|guide| summary(edition, guide))
            .collect();
        (!guides.is_empty()).then(|| GuideTopic {
            slug: topic.slug.clone(),
            title: topic.title.clone(),
            icon: topic.icon.value.clone(),
            guides,
        })
    });
    Guides {
        situations: edition.situations.clone(),
        topics: topics.collect(),
    }
}

pub fn summary(edition: &Edition, source: &content::Guide) -> GuideSummary {
    let situations = source.situations.iter();
    GuideSummary {
        guide: source.name.clone(),
        title: source.title.clone(),
        summary: source.summary.clone(),
        steps: unversioned(edition, source).length(),
        minutes: source.minutes,
        difficulty: source.difficulty,
        audience: source.audience,
        situations: situations
            .filter_map(|name| Slug::parse(&name.value))
            .collect(),
    }
}

/// The whole guide.
pub fn guide(content: &Content, edition: &Edition, source: &content::Guide) -> Guide {
    Guide {
        version: version(content, source.name.as_str()),
        ..unversioned(edition, source)
    }
}

/// Names what the guide says in all languages: who changes the language has the same guide. Titles of what it leads to
/// are not part of it.
fn version(content: &Content, name: &str) -> String {
    let own = content.editions.iter().filter_map(|edition| {
        let guide = unversioned(edition, edition.guide(name)?);
        let mut own = serde_json::to_value(&guide).ok()?;
        let fields = own.as_object_mut()?;
        // Checked once more is not changed.
        for foreign in ["checked", "topic_title", "answers", "guides"] {
            fields.remove(foreign);
        }
        fields.insert("form".to_owned(), guide.form.href.into());
        Some(own)
    });
    Prepared::json(&own.collect::<Vec<_>>()).name()
}

fn unversioned(edition: &Edition, source: &content::Guide) -> Guide {
    let topic = edition
        .topics
        .iter()
        .find(|topic| topic.slug.as_str() == source.topic.value);
    let answers = source.answers.iter().map(|answer| answer.value.as_str());
    let guides = source.guides.iter();
    Guide {
        guide: source.name.clone(),
        title: source.title.clone(),
        summary: source.summary.clone(),
        topic: topic.map_or_else(|| source.name.clone(), |topic| topic.slug.clone()),
        topic_title: topic.map(|topic| topic.title.clone()).unwrap_or_default(),
        version: String::new(),
        minutes: source.minutes,
        difficulty: source.difficulty,
        audience: source.audience,
        sensitive: source.sensitive,
        checked: source.checked.value.clone(),
        needs: source.needs.iter().map(|need| need.value.clone()).collect(),
        intro: source.intro.clone(),
        steps: source.steps.iter().map(|step| step.value.clone()).collect(),
        finish: source.finish.clone(),
        answers: links(edition, answers),
        guides: guides
            .filter_map(|name| link(edition, &name.value))
            .collect(),
        form: form(edition, &source.form.value),
    }
}

/// A line that leads to a guide. The content check has seen that it exists.
pub fn link(edition: &Edition, name: &str) -> Option<GuideLink> {
    edition.guide(name).map(|guide| GuideLink {
        guide: guide.name.clone(),
        title: guide.title.clone(),
    })
}

/// The form of an address, by its title.
fn form(edition: &Edition, href: &str) -> Link {
    let path = href.split('?').next().unwrap_or_default();
    let mut forms = edition.forms.iter();
    let form = forms.find(|form| Page::Form(form.name.clone()).path() == path);
    Link {
        title: form.map(|form| form.title.clone()).unwrap_or_default(),
        href: href.to_owned(),
        icon: String::new(),
    }
}
