//! A request as a file to keep: a PDF for people, plain text for any device, JSON for programs (spec N38). None of them
//! holds the key.

mod paper;
mod pdf;
#[cfg(test)]
mod tests;
mod text;
pub mod word;

use opora_contract::{language::Language, request::Request};
use serde::Deserialize;
use utoipa::ToSchema;

use self::paper::Paper;
use crate::{clock::Moment, error::Result};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    Pdf,
    Txt,
    Json,
}

impl Format {
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Txt => "text/plain; charset=utf-8",
            Self::Json => "application/json",
        }
    }

    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Txt => "txt",
            Self::Json => "json",
        }
    }
}

/// Writes the file. Takes tens of milliseconds for a long journal as a PDF: not for the threads that answer calls.
///
/// # Errors
/// When the writer of PDFs finds fault with what we tell it to write.
pub fn write(
    request: &Request,
    format: Format,
    language: Language,
    now: Moment,
) -> Result<Vec<u8>> {
    match format {
        Format::Json => {
            serde_json::to_vec_pretty(request).map_err(|error| anyhow::Error::from(error).into())
        }
        Format::Txt => Ok(text::write(&Paper::of(request, language, now)).into_bytes()),
        Format::Pdf => Ok(pdf::write(&Paper::of(request, language, now), now)?),
    }
}
