//! Pictures of steps: a frame in the first line, then a row of parts a line.

use opora_contract::guide::{Frame, Part, PartKind, Picture};

use crate::{content::table::Table, word};

/// Most rows under the frame.
const ROWS_MAX: usize = 8;
/// Longest text by the number of parts in its row, in characters.
const TEXT_MAX: [usize; 4] = [60, 24, 16, 12];
/// Longest code: more boxes do not fit into a row.
const CODE_MAX: usize = 8;

/// Reads `picture` and `alt`.
pub fn read(table: &mut Table<'_>) -> Option<Picture> {
    let alt = table.text("alt", 300);
    let (text, range) = table.lines("picture")?;
    let first = table.line_at(range.start);
    let mut lines = text.lines().enumerate();
    let mut mistakes = Vec::new();
    let (_, head) = lines.next().unwrap_or_default();
    let (frame, title) = head.split_once(' ').unwrap_or((head, ""));
    let frame: Option<Frame> = word::exact(frame);
    if frame.is_none() || title.trim().is_empty() || title.chars().count() > 40 {
        let message = "the first line must be a frame with a title of at most 40 characters";
        mistakes.push((first, message.to_owned()));
    }
    let mut rows = Vec::new();
    for (at, line) in lines {
        match row(line) {
            Ok(row) => rows.push(row),
            Err(message) => mistakes.push((first + at, message)),
        }
    }
    if !(1..=ROWS_MAX).contains(&rows.len()) {
        let message = format!("a picture has 1 to {ROWS_MAX} rows, not {}", rows.len());
        mistakes.push((first, message));
    }
    let targets = rows.iter().flatten().filter(|part| part.target).count();
    if targets != 1 && mistakes.is_empty() {
        let message = format!("a picture has exactly one target, `> `, not {targets}");
        mistakes.push((first, message));
    }
    for (line, message) in mistakes {
        table.mistake(line, message);
    }
    Some(Picture {
        alt: alt?.value,
        frame: frame?,
        title: title.trim().to_owned(),
        rows,
    })
}

fn row(line: &str) -> Result<Vec<Part>, String> {
    let parts: Vec<&str> = line.split(" | ").collect();
    let Some(max) = TEXT_MAX.get(parts.len() - 1) else {
        let most = TEXT_MAX.len();
        return Err(format!(
            "a row has at most {most} parts, not {}",
            parts.len()
        ));
    };
    parts.into_iter().map(|text| part(text, *max)).collect()
}

fn part(text: &str, max: usize) -> Result<Part, String> {
    let (target, text) = match text.trim().strip_prefix("> ") {
        Some(rest) => (true, rest),
        None => (false, text.trim()),
    };
    let (kind, text) = text.split_once(' ').unwrap_or((text, ""));
    let Some(found) = word::exact::<PartKind>(kind) else {
        return Err(format!("`{kind}` is no part of a picture"));
    };
    let valued = matches!(found, PartKind::Field | PartKind::File);
    let (text, value) = match text.split_once(" = ") {
        Some((text, value)) if valued => (text, value),
        _ => (text, ""),
    };
    let (text, value) = (text.trim(), value.trim());
    let is_bare = found == PartKind::Line;
    if text.is_empty() != is_bare {
        let needs = if is_bare { "takes no" } else { "needs a" };
        return Err(format!("`{kind}` {needs} text"));
    }
    if found == PartKind::Code && text.chars().count() > CODE_MAX {
        return Err(format!("a code has at most {CODE_MAX} symbols"));
    }
    for text in [text, value] {
        let length = text.chars().count();
        if length > max {
            return Err(format!(
                "`{text}` has {length} characters, at most {max} fit"
            ));
        }
    }
    Ok(Part {
        kind: found,
        text: text.to_owned(),
        value: value.to_owned(),
        target,
    })
}
