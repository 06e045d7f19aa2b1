//! Pictures of steps as data: small enough to travel with the guide, drawn by the app, told in words by `alt`.

use serde::{Deserialize, Serialize};

/// A mock of a screen with one target that the person has to find.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Picture {
    /// What is to be seen, for those who do not see it.
    pub alt: String,
    pub frame: Frame,
    pub title: String,
    /// From top to bottom; parts of a row stand side by side.
    pub rows: Vec<Vec<Part>>,
}

impl Picture {
    /// The part to find.
    #[must_use]
    pub fn target(&self) -> Option<&Part> {
        self.rows.iter().flatten().find(|part| part.target)
    }
}

/// What stands around the parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Frame {
    Browser,
    Phone,
    Letter,
    Paper,
    Call,
    /// A frame of a newer server: a plain border.
    #[serde(other)]
    Unknown,
}

/// One part of a screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Part {
    pub kind: PartKind,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// What a field holds, or the size of a file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub target: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    Heading,
    /// A rule between parts.
    Line,
    Tab,
    Field,
    Button,
    Link,
    /// A row of a list that opens something.
    Item,
    /// A box to tick, empty.
    Box,
    /// A box that is ticked.
    Check,
    Radio,
    Chosen,
    /// A switch that is on.
    Switch,
    /// A switch that is off.
    Off,
    /// A box a symbol.
    Code,
    File,
    Drop,
    Photo,
    Status,
    Error,
    Good,
    /// A message to the person.
    Bubble,
    /// A message of the person.
    Mine,
    Key,
    /// Plain words; also what a newer server draws otherwise.
    #[serde(other)]
    Text,
}
