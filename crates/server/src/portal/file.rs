//! The file of portals: TOML, read key by key, so that all its mistakes are said at once, each with its line.

use std::path::Path;

use opora_contract::{
    slug::Slug,
    theme::{Colour, Theme},
};

use super::{
    Draft, Name, Origin, Portals,
    key::{Key, algorithm},
};
use crate::content::{
    Content, Mistake,
    mistake::Report,
    source::Source,
    table::{Placed, Table},
};

/// Longest name of a portal, in characters.
const NAME_MAX: usize = 80;
const AUDIENCE_MAX: usize = 200;
const ORIGIN_MAX: usize = 260;
const ORIGINS_MAX: usize = 50;
const FORMS_MAX: usize = 100;
const PATH_MAX: usize = 500;

/// Reads a file of portals. `audience` is what tokens are for where the file does not say it.
///
/// # Errors
/// Every mistake, with its line.
pub fn load(
    path: &Path,
    audience: Option<&str>,
    content: &Content,
) -> Result<Portals, Vec<Mistake>> {
    let mut report = Report::default();
    let shown = path.display().to_string();
    let portals = match std::fs::read_to_string(path) {
        Ok(text) => {
            let folder = path.parent().unwrap_or(Path::new(""));
            let source = Source { path: shown, text };
            read(&source, folder, audience, content, &mut report)
        }
        Err(error) => {
            report.add(&shown, 1, format!("cannot be read: {error}"));
            None
        }
    };
    match portals {
        Some(portals) if report.is_empty() => Ok(portals),
        _ => Err(report.into_sorted()),
    }
}

/// What is known of the portals that stand above in the file.
#[derive(Default)]
struct Known {
    ids: Vec<Slug>,
    origins: Vec<Origin>,
    signs: bool,
}

fn read(
    source: &Source,
    folder: &Path,
    audience: Option<&str>,
    content: &Content,
    report: &mut Report,
) -> Option<Portals> {
    let mut table = Table::parse(source, 0..source.text.len(), report)?;
    let own = table.optional_text("audience", AUDIENCE_MAX);
    let audience = own.map(|own| own.value).or(audience.map(str::to_owned));
    let mut known = Known::default();
    let mut list = Vec::new();
    table.tables("portal", |mut table| {
        list.extend(portal(&mut table, folder, content, &mut known));
        table.finish();
    });
    if known.signs && audience.is_none() {
        let message = "`audience` is missing: tokens are for somebody. It may also be --public-url";
        table.mistake(1, message.to_owned());
    }
    table.finish();
    Some(Portals {
        list: list.into_iter().map(Draft::into).collect(),
        audience: audience.unwrap_or_default(),
    })
}

fn portal(
    table: &mut Table<'_>,
    folder: &Path,
    content: &Content,
    known: &mut Known,
) -> Option<Draft> {
    let id = id(table, known);
    let name = table.table("name", name).flatten();
    let origins = origins(table, known);
    let theme = match table.has("theme") {
        true => table.table("theme", theme).flatten(),
        false => None,
    };
    let context = match table.has("context") {
        true => table.words("context", 1..=2),
        false => Vec::new(),
    };
    let prefill = match table.has("prefill") {
        true => table.words("prefill", 1..=3),
        false => Vec::new(),
    };
    let forms = table.has("forms").then(|| forms(table, content));
    let key = match table.has("identity") {
        true => {
            known.signs = true;
            table
                .table("identity", |table| key(table, folder))
                .flatten()
        }
        false => None,
    };
    Some(Draft {
        id: id?,
        name: name?,
        origins,
        theme,
        context,
        prefill,
        forms,
        key,
    })
}

fn id(table: &mut Table<'_>, known: &mut Known) -> Option<Slug> {
    let Placed { value, line } = table.slug("id")?;
    if known.ids.contains(&value) {
        table.mistake(line, format!("`id` is `{value}`, as of another portal"));
    }
    known.ids.push(value.clone());
    Some(value)
}

fn name(table: &mut Table<'_>) -> Option<Name> {
    let ru = table.text("ru", NAME_MAX);
    let en = table.text("en", NAME_MAX);
    Some(Name {
        ru: ru?.value,
        en: en?.value,
    })
}

fn origins(table: &mut Table<'_>, known: &mut Known) -> Vec<Origin> {
    let mut origins = Vec::new();
    for Placed { value, line } in table.texts("origins", 1..=ORIGINS_MAX, ORIGIN_MAX) {
        match value.parse::<Origin>() {
            Err(fault) => table.mistake(line, format!("`origins` has `{value}`: {fault}")),
            Ok(origin) if known.origins.contains(&origin) => {
                let message = format!("`origins` has `{value}`, as another portal does");
                table.mistake(line, message);
            }
            Ok(origin) => origins.push(origin),
        }
    }
    known.origins.extend(origins.iter().cloned());
    origins
}

fn theme(table: &mut Table<'_>) -> Option<Theme> {
    let theme = Theme {
        accent: colour(table, "accent"),
        surface: colour(table, "surface"),
        text: colour(table, "text"),
        radius: table.number("radius", 0..=Theme::RADIUS_MAX),
    };
    if theme.colours().is_none() {
        let message =
            "`theme` is hard to read: text and accent need a contrast of 4.5 with the surface";
        table.mistake(table.line(), message.to_owned());
    }
    Some(theme)
}

fn colour(table: &mut Table<'_>, key: &str) -> Option<Colour> {
    let Placed { value, line } = table.optional_text(key, 20)?;
    let colour = Colour::parse(&value);
    if colour.is_none() {
        let message = format!("`{key}` is `{value}`, not a colour such as #0b5cad");
        table.mistake(line, message);
    }
    colour
}

fn forms(table: &mut Table<'_>, content: &Content) -> Vec<Slug> {
    let mut forms = Vec::new();
    for Placed { value, line } in table.texts("forms", 1..=FORMS_MAX, Slug::MAX) {
        let form = content.form(&value, Default::default());
        match form {
            Some(form) => forms.push(form.name.clone()),
            None => table.mistake(line, format!("`forms` has `{value}`, which is no form")),
        }
    }
    forms
}

fn key(table: &mut Table<'_>, folder: &Path) -> Option<Key> {
    let named = table.text("algorithm", 20);
    let file = table.optional_text("key_file", PATH_MAX);
    let variable = table.optional_text("key_env", PATH_MAX);
    let named = named?;
    let Some(algorithm) = algorithm(&named.value) else {
        let message = format!(
            "`algorithm` is `{}`: EdDSA, ES256, RS256 or HS256",
            named.value
        );
        table.mistake(named.line, message);
        return None;
    };
    let (key, line, text) = match (file, variable) {
        (Some(file), None) => {
            let text = std::fs::read_to_string(folder.join(&file.value));
            (
                "key_file",
                file.line,
                text.map_err(|error| format!("cannot be read: {error}")),
            )
        }
        (None, Some(variable)) => {
            let text = std::env::var(&variable.value);
            let unset = |_| format!("names `{}`, which is not set", variable.value);
            ("key_env", variable.line, text.map_err(unset))
        }
        _ => {
            let message = "`identity` has one key: `key_file` or `key_env`";
            table.mistake(table.line(), message.to_owned());
            return None;
        }
    };
    let read = text.and_then(|text| Key::read(algorithm, &text).map_err(str::to_owned));
    match read {
        Ok(key) => Some(key),
        Err(fault) => {
            table.mistake(line, format!("`{key}` {fault}"));
            None
        }
    }
}
