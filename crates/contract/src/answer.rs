//! Topics and answers of the FAQ. Rich text travels as typed blocks, so no client ever needs to trust markup.

use serde::{Deserialize, Serialize};

use crate::{direction::Direction, slug::Slug, timestamp::Day};

/// A piece of text inside a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    Text(String),
    Strong(String),
    /// `href` is a path of this app or a `tel:` address: the content check admits nothing else.
    Link {
        href: String,
        text: String,
    },
}

/// A block of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Block {
    Paragraph(Vec<Inline>),
    Heading(String),
    List(Vec<Vec<Inline>>),
    /// Numbered: the order matters.
    Steps(Vec<Vec<Inline>>),
    Note(Vec<Inline>),
}

/// A line that leads to an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnswerLink {
    pub topic: Slug,
    pub question: Slug,
    pub title: String,
}

/// A topic as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TopicSummary {
    pub slug: Slug,
    pub title: String,
    pub summary: String,
    /// Name of an icon of the app's set; an unknown one shows a neutral sign.
    pub icon: String,
    /// How many answers the topic holds.
    pub answers: usize,
}

/// The body of `GET /topics`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Topics {
    pub topics: Vec<TopicSummary>,
    /// What people come for, before they know the name of a topic.
    #[serde(default)]
    pub directions: Vec<Direction>,
    /// The sections of the support.
    #[serde(default)]
    pub sections: Vec<Direction>,
}

/// A question with the first words of its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnswerSummary {
    pub question: Slug,
    pub title: String,
    pub summary: String,
}

/// The body of `GET /faq/{topic}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Topic {
    pub slug: Slug,
    pub title: String,
    pub summary: String,
    pub answers: Vec<AnswerSummary>,
    /// Address of a form for whom no answer helped, with its topic chosen; empty means the choice of forms.
    #[serde(default)]
    pub form: String,
}

/// A guide that an answer leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuideLink {
    pub guide: Slug,
    pub title: String,
}

/// The body of `GET /faq/{topic}/{question}`: everything its page shows, in one response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answer {
    pub topic: Slug,
    pub topic_title: String,
    pub question: Slug,
    pub title: String,
    /// The answer in one or two sentences.
    pub summary: String,
    pub blocks: Vec<Block>,
    /// The day on which an editor last checked the facts.
    pub checked: Day,
    pub related: Vec<AnswerLink>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guide: Option<GuideLink>,
    /// Address of a form for whom the answer did not help, with its topic chosen; empty means the choice of forms.
    #[serde(default)]
    pub form: String,
}
