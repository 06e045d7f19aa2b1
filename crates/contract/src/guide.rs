//! Step-by-step guides as the API serves them, and what a person has done of one: [`Progress`].

mod picture;
mod progress;
mod trail;

use serde::{Deserialize, Serialize};

pub use self::{
    picture::{Frame, Part, PartKind, Picture},
    progress::{Progress, Proof, Refusal},
    trail::{Landing, State, Stop, Trail},
};
use crate::{
    answer::{AnswerLink, Block, GuideLink},
    home::Link,
    number::RequestNumber,
    rule,
    slug::Slug,
    timestamp::Day,
    upload::UploadProfile,
    violation::Violation,
};

/// Whom a guide is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    #[default]
    Everyone,
    /// Those who connect the systems of an organisation.
    Organisation,
    #[serde(other)]
    Unknown,
}

/// How much a guide asks of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Difficulty {
    #[default]
    Easy,
    Medium,
    Hard,
    #[serde(other)]
    Unknown,
}

/// What a visitor is in: the filter of the list of guides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Situation {
    pub name: Slug,
    pub title: String,
}

/// A guide as lists show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuideSummary {
    pub guide: Slug,
    pub title: String,
    pub summary: String,
    /// Steps of the longest way through.
    pub steps: usize,
    pub minutes: u32,
    pub difficulty: Difficulty,
    pub audience: Audience,
    pub situations: Vec<Slug>,
}

/// The guides of one topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuideTopic {
    pub slug: Slug,
    pub title: String,
    pub icon: String,
    pub guides: Vec<GuideSummary>,
}

/// The body of `GET /guides`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Guides {
    pub situations: Vec<Situation>,
    pub topics: Vec<GuideTopic>,
}

/// The body of `GET /guides/{guide}`: everything its page shows, pictures included, in one response. So no step waits
/// for the network, and a guide once opened works without one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Guide {
    pub guide: Slug,
    pub title: String,
    pub summary: String,
    pub topic: Slug,
    pub topic_title: String,
    /// Names this state of the content: another one means that the guide was changed (spec B05).
    pub version: String,
    pub minutes: u32,
    pub difficulty: Difficulty,
    pub audience: Audience,
    /// Somebody may be in danger when seen reading it: the page offers to leave quickly.
    #[serde(default)]
    pub sensitive: bool,
    pub checked: Day,
    /// What to have ready.
    #[serde(default)]
    pub needs: Vec<String>,
    #[serde(default)]
    pub intro: Vec<Block>,
    pub steps: Vec<Step>,
    /// What is reached and what comes next.
    pub finish: Vec<Block>,
    pub answers: Vec<AnswerLink>,
    #[serde(default)]
    pub guides: Vec<GuideLink>,
    /// The form for those whom the guide did not help.
    pub form: Link,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Step {
    /// Stays the same when the words change: progress and votes name it.
    pub id: Slug,
    pub title: String,
    pub blocks: Vec<Block>,
    pub picture: Picture,
    pub confirmation: Confirmation,
    /// The step after this one; none: the guide ends. An option of a choice has its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Slug>,
    /// A page to open from here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<Link>,
    /// What to do when it does not work.
    #[serde(default)]
    pub help: Vec<Help>,
}

/// A trouble and the way out of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Help {
    pub problem: String,
    pub blocks: Vec<Block>,
}

/// What opens the next step (spec B03).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Confirmation {
    /// The person says that it is done, having ticked every item.
    Done {
        label: String,
        #[serde(default)]
        items: Vec<String>,
    },
    Choice {
        question: String,
        options: Vec<Branch>,
    },
    /// The person tries it out, see [`Practice::check`].
    Practice {
        rule: Practice,
        label: String,
        #[serde(default)]
        hint: String,
        /// What a file must be, for [`Practice::File`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        profile: Option<UploadProfile>,
    },
    /// The device answers.
    Check(Check),
}

/// An option of a choice, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Branch {
    pub value: Slug,
    pub label: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hint: String,
    /// As in [`Step::next`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Slug>,
}

/// The rule that a try must meet. What is typed stays on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Practice {
    Password,
    /// The number of a request.
    Number,
    /// A day, year first.
    Date,
    Phone,
    Email,
    /// One question in one sentence.
    Question,
    /// A file that the profile takes; checked by [`UploadProfile::check`].
    File,
    /// A rule of a newer server: anything that is not empty passes.
    #[serde(other)]
    Unknown,
}

impl Practice {
    /// Judges what was typed and gives it as the real form would keep it.
    ///
    /// # Errors
    /// The rule broken.
    pub fn check(self, typed: &str) -> Result<String, Violation> {
        let line = rule::normalise_line(typed);
        if line.is_empty() {
            return Err(Violation::Required);
        }
        match self {
            Self::Password => rule::password(typed).map(|()| typed.to_owned()),
            Self::Number => match RequestNumber::parse(&line) {
                Ok(number) => Ok(number.to_string()),
                Err(_) => Err(Violation::Number),
            },
            Self::Date => rule::day(&line).map(|day| day.to_string()),
            Self::Phone => rule::phone(&line),
            Self::Email => rule::email(typed),
            Self::Question => rule::question(&line).map(|()| line),
            Self::File | Self::Unknown => Ok(line),
        }
    }
}

/// What a device can tell by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// The browser can do what the portal needs.
    Browser,
    Cookies,
    Javascript,
    /// The service answers.
    Connection,
    /// Notifications are permitted.
    Notifications,
    /// The status of a request kept on this device.
    Status,
    /// A check of a newer server: it passes by itself, nobody is sent away.
    #[serde(other)]
    Unknown,
}

impl Guide {
    /// Steps of the longest way through.
    #[must_use]
    pub fn length(&self) -> usize {
        Trail::new(self, &Progress::default()).stops().len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_are_judged_as_the_real_forms_judge() {
        for (rule, typed, kept) in [
            (Practice::Password, " Zima2026 ", " Zima2026 "),
            (Practice::Number, "7kq4 22h2", "7KQ4-22H2"),
            (Practice::Date, " 2026-03-14 ", "2026-03-14"),
            (Practice::Phone, "8 912 345-67-89", "+79123456789"),
            (Practice::Email, "anna@MAIL.ru ", "anna@mail.ru"),
            (
                Practice::Question,
                "Как  войти в кабинет?",
                "Как войти в кабинет?",
            ),
            (Practice::Unknown, " что угодно ", "что угодно"),
        ] {
            assert_eq!(rule.check(typed).as_deref(), Ok(kept), "{rule:?}");
            assert_eq!(
                rule.check(" \u{200b}"),
                Err(Violation::Required),
                "{rule:?}"
            );
        }
        let wrong = Practice::Number.check("7KQ4-22HM");
        assert_eq!(wrong, Err(Violation::Number));
    }
}
