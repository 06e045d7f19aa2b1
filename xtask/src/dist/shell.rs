//! What the static first page shows of the content: the same boxes as `src/pages/home` draws, in Russian, with the English
//! words beside them for `boot.js`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use toml::{Table, Value as Toml};

use super::page::{Value, escaped, table};

/// Popular answers, typical situations, guides and ways to write.
///
/// # Errors
/// When a file or a key of either language is missing, or an icon is not in the app's set.
pub fn values(root: &Path) -> Result<Vec<Value>> {
    let content = root.join("content");
    let icons = fs::read_to_string(root.join("src/ui/icon.rs")).context("can't read the icons")?;
    let homes = both(&content, "home.toml")?;
    let answers = names(&homes, "popular")?.into_iter().map(|name| {
        let titles = LANGUAGES.map(|language| {
            let path = content
                .join(language)
                .join("faq")
                .join(format!("{name}.md"));
            front(&path)
        });
        Ok(Row {
            href: format!("/faq/{name}"),
            titles: titles_of(titles)?,
            ..Row::default()
        })
    });
    let guides = |key: &'static str| -> Result<Value> {
        let rows = names(&homes, key)?.into_iter().map(|name| {
            let files = both(&content, &format!("guides/{name}.toml"))?;
            let minutes = files.first().and_then(|file| file.get("minutes"));
            let minutes = minutes.and_then(Toml::as_integer).unwrap_or_default();
            // Those of the account are a short list.
            let details = (key == "guides").then(|| {
                [
                    format!("По шагам, {minutes}\u{a0}мин"),
                    format!("Step by step, {minutes}\u{a0}min"),
                ]
            });
            let [russian, english] = files;
            Ok(Row {
                href: format!("/guides/{name}"),
                titles: titles_of([Ok(russian), Ok(english)])?,
                details,
                ..Row::default()
            })
        });
        rows_of(key, rows)
    };
    Ok(vec![
        rows_of("popular", answers)?,
        rows_of("situations", linked(&homes, "situations", &icons)?)?,
        guides("guides")?,
        guides("account")?,
        rows_of("entries", linked(&homes, "entries", &icons)?)?,
    ])
}

const LANGUAGES: [&str; 2] = ["ru", "en"];

/// A link as `ui/links.rs` draws it.
#[derive(Default)]
struct Row {
    href: String,
    /// Russian, then English; so are the details.
    titles: [String; 2],
    details: Option<[String; 2]>,
    /// The path of an icon, or empty.
    icon: String,
}

fn rows_of(name: &'static str, rows: impl IntoIterator<Item = Result<Row>>) -> Result<Value> {
    let mut html = String::new();
    for row in rows {
        html.push_str(&drawn(&row?));
    }
    Ok(Value { name, html })
}

fn drawn(row: &Row) -> String {
    let icon = if row.icon.is_empty() {
        String::new()
    } else {
        format!(
            "<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\"><path d=\"{}\"></path></svg>",
            row.icon
        )
    };
    let detail = row.details.as_ref().map_or_else(String::new, |details| {
        spoken("span class=\"link__detail\"", details)
    });
    // The words have an element of their own: those of another language take the place of all that it holds.
    let title = spoken("span", &row.titles);
    let href = escaped(&row.href);
    format!(
        "<li><a class=\"link\" href=\"{href}\">{icon}<span class=\"link__text\">{title}{detail}</span></a></li>"
    )
}

/// An element that says something in both languages; `tag` may have attributes.
fn spoken(tag: &str, [russian, english]: &[String; 2]) -> String {
    let name = tag.split(' ').next().unwrap_or(tag);
    let (russian, english) = (escaped(russian), escaped(english));
    format!("<{tag} data-en=\"{english}\">{russian}</{name}>")
}

fn both(content: &Path, name: &str) -> Result<[Table; 2]> {
    let [russian, english] = LANGUAGES.map(|language| table(&content.join(language).join(name)));
    Ok([russian?, english?])
}

/// The front matter of an answer.
fn front(path: &Path) -> Result<Table> {
    let text =
        fs::read_to_string(path).with_context(|| format!("can't read {}", path.display()))?;
    let front = text.split("+++").nth(1).unwrap_or_default();
    front
        .parse()
        .with_context(|| format!("{} has no front matter", path.display()))
}

fn titles_of(files: [Result<Table>; 2]) -> Result<[String; 2]> {
    let [russian, english] = files;
    Ok([text(&russian?, "title")?, text(&english?, "title")?])
}

fn text(table: &Table, key: &str) -> Result<String> {
    let text = table.get(key).and_then(Toml::as_str);
    Ok(text
        .with_context(|| format!("`{key}` must be text"))?
        .to_owned())
}

/// A list of names, which is the same in both languages.
fn names(homes: &[Table; 2], key: &str) -> Result<Vec<String>> {
    let [home, _] = homes;
    let names = home.get(key).and_then(Toml::as_array);
    let names = names.with_context(|| format!("home.toml: `{key}` must be a list"))?;
    let names = names.iter().filter_map(Toml::as_str);
    Ok(names.map(str::to_owned).collect())
}

/// Links that both files write in the same order.
fn linked(homes: &[Table; 2], key: &str, icons: &str) -> Result<Vec<Result<Row>>> {
    let [russian, english] = homes
        .each_ref()
        .map(|home| home.get(key).and_then(Toml::as_array));
    let rows = russian.zip(english);
    let (russian, english) = rows.with_context(|| format!("home.toml: `{key}` must be tables"))?;
    let row = |(ours, theirs): (&Toml, &Toml)| {
        let tables = ours.as_table().zip(theirs.as_table());
        let (ours, theirs) = tables.with_context(|| format!("`{key}` must be tables"))?;
        let name = ours.get("icon").and_then(Toml::as_str);
        Ok(Row {
            href: text(ours, "href")?,
            titles: [text(ours, "title")?, text(theirs, "title")?],
            details: None,
            icon: name.map_or(Ok(String::new()), |name| icon(icons, name))?,
        })
    };
    Ok(russian.iter().zip(english).map(row).collect())
}

/// The path of an icon, out of the source of the app's set.
fn icon(source: &str, name: &str) -> Result<String> {
    let (_, after) = source
        .split_once(&format!("\"{name}\" =>"))
        .with_context(|| format!("src/ui/icon.rs has no icon `{name}`"))?;
    let path = after.split('"').nth(1);
    Ok(path.context("an icon without a path")?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_has_its_icon_and_the_words_of_both_languages() {
        let row = Row {
            href: "/faq/a?b&c".to_owned(),
            titles: ["Не «войти»".to_owned(), "Can't \"sign in\"".to_owned()],
            details: None,
            icon: "M1 1".to_owned(),
        };
        assert_eq!(
            drawn(&row),
            "<li><a class=\"link\" href=\"/faq/a?b&amp;c\"><svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" \
             focusable=\"false\"><path d=\"M1 1\"></path></svg><span class=\"link__text\"><span data-en=\"Can't &quot;sign in&quot;\">\
             Не «войти»</span></span></a></li>"
        );
    }

    #[test]
    fn icons_are_those_of_the_app() {
        let source = "match name {\n \"key\" => \"M1\",\n \"form\" => {\n \"M2\"\n }\n";
        assert_eq!(icon(source, "key").unwrap(), "M1");
        assert_eq!(icon(source, "form").unwrap(), "M2");
        assert!(icon(source, "ghost").is_err());
    }

    #[test]
    fn the_content_of_the_repository_fills_the_page() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let values = values(&root).unwrap();
        for (name, least) in [
            ("popular", 3),
            ("situations", 7),
            ("guides", 4),
            ("account", 3),
        ] {
            let value = values.iter().find(|value| value.name == name).unwrap();
            let links = value.html.matches("<a class=\"link\"").count();
            assert!(links >= least, "{name}: {links}");
        }
    }
}
