//! Directions and sections as the API says them.

use opora_contract::{
    answer::AnswerLink,
    direction::{Direction, DirectionTopic},
    slug::Slug,
};

use super::guide;
use crate::content::{self, Edition};

/// Each with what belongs to it, in reading order.
pub fn list(edition: &Edition, found: &[content::Direction]) -> Vec<Direction> {
    let found = found.iter();
    found.map(|found| direction(edition, found)).collect()
}

fn direction(edition: &Edition, source: &content::Direction) -> Direction {
    let guides = source.guides.iter();
    let guides = guides.filter_map(|name| edition.guide(&name.value));
    let topics = edition.topics.iter().filter_map(|topic| {
        let held = topic
            .answers
            .iter()
            .filter(|article| source.holds(&article.topic, &article.slug));
        let answers: Vec<AnswerLink> = held
            .map(|article| AnswerLink {
                topic: article.topic.clone(),
                question: article.slug.clone(),
                title: article.title.clone(),
            })
            .collect();
        (!answers.is_empty()).then(|| DirectionTopic {
            topic: topic.slug.clone(),
            title: topic.title.clone(),
            answers,
        })
    });
    Direction {
        slug: source.slug.value.clone(),
        title: source.title.clone(),
        summary: source.summary.clone(),
        icon: source.icon.value.clone(),
        ready: source.ready.iter().map(|line| line.value.clone()).collect(),
        guides: guides.map(|found| guide::summary(edition, found)).collect(),
        topics: topics.collect(),
        form: source.form.value.clone(),
    }
}

/// Where to write when an answer did not help: the form of the direction that names it, else of the one that has its
/// topic.
pub fn form_of(edition: &Edition, topic: &Slug, question: &Slug) -> String {
    let name = format!("{topic}/{question}");
    let mut directions = edition.directions.directions.iter();
    let closest = directions.find(|found| found.answers.iter().any(|own| own.value == name));
    closest.map_or_else(|| form_of_topic(edition, topic), address)
}

/// Where to write when a topic did not help; empty where no direction has it.
pub fn form_of_topic(edition: &Edition, topic: &Slug) -> String {
    let mut directions = edition.directions.directions.iter();
    let holder = directions.find(|found| found.holds_topic(topic));
    holder.map(address).unwrap_or_default()
}

fn address(found: &content::Direction) -> String {
    found.form.value.clone()
}
