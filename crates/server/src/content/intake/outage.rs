//! What does not work and is known: `{language}/outages.toml`. Shown from `since` until `until`, by the server's clock.

use std::path::Path;

use opora_contract::{intake::Outage, language::Language, timestamp::Timestamp};
use time::{PrimitiveDateTime, macros::format_description};

use super::{DETAIL_MAX, TITLE_MAX, words};
use crate::content::{
    mistake::Report,
    source::Source,
    table::{Placed, Table},
};

/// The file of a language.
#[must_use]
pub fn path(language: Language) -> String {
    format!("{}/outages.toml", language.tag())
}

/// Reads the outages; a file may hold none.
pub fn load(root: &Path, language: Language, report: &mut Report) -> Option<Vec<Outage>> {
    let source = Source::read(root, &path(language), report)?;
    let mut table = Table::parse(&source, 0..source.text.len(), report)?;
    let mut outages = Vec::new();
    if table.has("outage") {
        table.tables("outage", |mut table| {
            outages.extend(outage(&mut table));
            table.finish();
        });
    }
    table.finish();
    Some(outages)
}

fn outage(table: &mut Table<'_>) -> Option<Outage> {
    let title = table.text("title", TITLE_MAX);
    let detail = table.text("detail", DETAIL_MAX);
    let since = moment(table, "since");
    let until = match table.has("until") {
        true => moment(table, "until"),
        false => None,
    };
    if let (Some(since), Some(until)) = (&since, &until)
        && since.value >= until.value
    {
        table.mistake(until.line, "it ends before it begins".to_owned());
    }
    let words = words(table);
    Some(Outage {
        title: title?.value,
        detail: detail?.value,
        since: since?.value,
        until: until.map(|until| until.value),
        words: words.into_iter().map(|word| word.value).collect(),
    })
}

fn moment(table: &mut Table<'_>, key: &str) -> Option<Placed<Timestamp>> {
    let text = table.text(key, 20)?;
    let shape = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z");
    let is_real = PrimitiveDateTime::parse(&text.value, &shape).is_ok();
    let moment = Timestamp::parse(&text.value).filter(|_| is_real);
    if moment.is_none() {
        let message = format!(
            "`{key}` is `{}`, not a moment in UTC such as 2026-11-20T09:30:00Z",
            text.value
        );
        table.mistake(text.line, message);
    }
    moment.map(|value| Placed {
        value,
        line: text.line,
    })
}
