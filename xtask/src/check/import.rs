//! Import directions of the app: who may name whom through `crate::`, and which outside crates
//! belong to one module alone. ARCHITECTURE.md draws the same picture.

use std::path::Path;

use anyhow::Result;

use super::{Finding, Source, Subject, line_of};

/// A module of `src/`, and the modules it may import.
const ALLOWED: [(&str, &[&str]); 13] = [
    ("lib", &["app", "browser"]),
    (
        "app",
        &[
            "layout", "pages", "form", "guide", "vote", "embed", "ui", "search", "api", "route",
            "i18n", "browser",
        ],
    ),
    (
        "layout",
        &[
            "form", "guide", "embed", "ui", "search", "api", "route", "i18n", "browser",
        ],
    ),
    (
        "pages",
        &[
            "form", "guide", "vote", "embed", "ui", "search", "api", "route", "i18n", "browser",
        ],
    ),
    ("form", &["embed", "ui", "api", "route", "i18n", "browser"]),
    ("embed", &["api", "i18n", "browser"]),
    ("guide", &["form", "ui", "api", "i18n", "browser"]),
    ("vote", &["form", "browser"]),
    // Domain-free: a component knows words and addresses, never what they are about.
    ("ui", &["route", "i18n", "browser"]),
    ("search", &["api", "i18n", "browser"]),
    ("api", &["route", "i18n", "browser"]),
    ("route", &["i18n", "browser"]),
    ("i18n", &["browser"]),
];

/// A module that imports no other.
const LEAF: &str = "browser";

/// A path outside of the app, and the modules that alone may name it.
const RESERVED: [(&str, &[&str]); 4] = [
    ("web_sys::window", &["browser"]),
    ("idb::", &["browser"]),
    ("gloo_net::", &["api"]),
    ("opora_search::", &["search"]),
];

/// A path outside of the app, and the modules that may not name it.
const FORBIDDEN: [(&str, &[&str]); 1] = [("opora_contract::", &["ui"])];

/// A path outside of the staff page, and the modules of it that alone may name it. The browser is reached through the
/// app's `browser`.
const RESERVED_OF_STAFF: [(&str, &[&str]); 2] = [("gloo_net::", &["api"]), ("web_sys::", &[])];

/// Every import goes in an allowed direction.
pub fn check(subject: &Subject) -> Result<Vec<Finding>> {
    let pages: Vec<_> = subject.under("src/pages", "rs").filter_map(page).collect();
    let mut findings = Vec::new();
    for source in subject.under("src", "rs") {
        for (offset, message) in search(source, &pages) {
            findings.push(Finding::new(
                &source.path,
                line_of(&source.text, offset),
                message,
            ));
        }
    }
    for source in subject.under("crates/staff/src", "rs") {
        let own = module(&source.path).into_iter().nth(2).unwrap_or_default();
        for (offset, message) in reserved(&source.text, &own, &RESERVED_OF_STAFF) {
            let line = line_of(&source.text, offset);
            findings.push(Finding::new(&source.path, line, message));
        }
    }
    Ok(findings)
}

fn search(source: &Source, pages: &[String]) -> Vec<(usize, String)> {
    let module = module(&source.path);
    let Some(own) = module.first() else {
        return Vec::new();
    };
    let code = without_comments(&source.text);
    let mut found = Vec::new();
    for import in imports(&code, &module) {
        if let Some(message) = mistake(&module, &import.path, pages) {
            found.push((import.offset, message));
        }
    }
    found.extend(reserved(&code, own, &RESERVED));
    for (path, modules) in FORBIDDEN {
        if modules.contains(&own.as_str()) {
            let message = format!("`{own}` may not name `{path}`");
            let offsets = code.match_indices(path).map(|(offset, _)| offset);
            found.extend(offsets.map(|offset| (offset, message.clone())));
        }
    }
    found
}

/// Where the module `own` names what belongs to others.
fn reserved(code: &str, own: &str, reserved: &[(&str, &[&str])]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (path, modules) in reserved {
        if !modules.contains(&own) {
            let owner = modules.first().unwrap_or(&LEAF);
            let message = format!("`{path}` belongs to `{owner}`, not to `{own}`");
            let offsets = code.match_indices(path).map(|(offset, _)| offset);
            found.extend(offsets.map(|offset| (offset, message.clone())));
        }
    }
    found
}

/// What is wrong with an import of `path` by `module`, both from the crate's root.
fn mistake(module: &[String], path: &[String], pages: &[String]) -> Option<String> {
    let (own, other) = (module.first()?.as_str(), path.first()?.as_str());
    if own == other {
        let page = path.get(1).filter(|page| pages.contains(page))?;
        let is_foreign = own == "pages" && module.get(1).is_some_and(|own| own != page);
        return is_foreign.then(|| format!("a page may not import the page `{page}`"));
    }
    let is_module = other == LEAF || ALLOWED.iter().any(|(module, _)| *module == other);
    let allowed = ALLOWED.iter().find(|(module, _)| *module == own);
    let allowed = allowed.map_or(&[][..], |(_, allowed)| allowed);
    let is_wrong = is_module && !allowed.contains(&other);
    is_wrong.then(|| format!("`{own}` may not import `{other}`"))
}

/// The name of the module, if this file makes it a page: it has something called `…Page`.
fn page(source: &Source) -> Option<String> {
    let words = source
        .text
        .split(|c: char| !(c.is_alphanumeric() || c == '_'));
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    let is_page = words.windows(2).any(
        |pair| matches!(pair, ["fn" | "struct", name] if name.ends_with("Page") && *name != "Page"),
    );
    module(&source.path).into_iter().nth(1).filter(|_| is_page)
}

/// The module path of a file: `src/pages/home.rs` is `pages::home`, `src/lib.rs` is `lib`.
fn module(path: &Path) -> Vec<String> {
    let path = path.with_extension("");
    let parts = path
        .iter()
        .skip(1)
        .map(|part| part.to_string_lossy().into_owned());
    parts.filter(|part| part != "mod").collect()
}

/// A path of the crate that code names, from the crate's root.
#[derive(Debug, PartialEq, Eq)]
struct Import {
    offset: usize,
    path: Vec<String>,
}

/// Every path that begins with `crate::` or `super::`.
fn imports(code: &str, module: &[String]) -> Vec<Import> {
    let mut imports = Vec::new();
    for (offset, head) in code
        .match_indices("crate::")
        .chain(code.match_indices("super::"))
    {
        let (before, rest) = code.split_at(offset);
        let is_whole = !before.ends_with(|c: char| c.is_alphanumeric() || "_:".contains(c));
        if !is_whole {
            continue;
        }
        let mut base = Vec::new();
        let mut rest = rest;
        if head == "super::" {
            base = module.to_vec();
            while let Some(after) = rest.strip_prefix("super::") {
                base.pop();
                rest = after;
            }
        }
        let rest = rest.strip_prefix("crate::").unwrap_or(rest);
        for path in leaves(rest) {
            let path = base.iter().cloned().chain(path).collect();
            imports.push(Import { offset, path });
        }
    }
    imports
}

/// The first two names of every path in a use tree: `a::{b, c::d}` is `a::b` and `a::c`.
fn leaves(tree: &str) -> Vec<Vec<String>> {
    let Some(group) = tree.strip_prefix('{') else {
        let end = tree.find(|c: char| !(c.is_alphanumeric() || c == '_'));
        let (name, rest) = tree.split_at(end.unwrap_or(tree.len()));
        let below = rest.strip_prefix("::").map(leaves).unwrap_or_default();
        if below.is_empty() {
            return vec![vec![name.to_owned()]];
        }
        let with_name = |path: Vec<String>| [vec![name.to_owned()], path].concat();
        return below.into_iter().map(with_name).collect();
    };
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, sign) in group.match_indices(['{', '}', ',']) {
        let ends = depth == 0 && sign != "{";
        if ends {
            let branch = group.get(start..at).unwrap_or_default().trim();
            if !branch.is_empty() {
                found.extend(leaves(branch));
            }
            start = at + 1;
        }
        match sign {
            "{" => depth += 1,
            "}" if depth == 0 => break,
            "}" => depth -= 1,
            _ => {}
        }
    }
    found
}

/// The code with line comments blanked; offsets stay.
fn without_comments(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let end = line.find("//").unwrap_or(line.len());
        let (kept, comment) = line.split_at(end);
        code.push_str(kept);
        code.extend(comment.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }));
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, expect: &[&str]) {
        let source = Source {
            path: path.into(),
            text: text.to_owned(),
        };
        let pages = ["home", "faq"].map(ToOwned::to_owned);
        let found = search(&source, &pages);
        let messages: Vec<_> = found.iter().map(|(_, message)| message.as_str()).collect();
        assert_eq!(messages, expect, "{path}: {text}");
    }

    #[test]
    fn imports_to_the_right_pass() {
        check(
            "src/app.rs",
            "use crate::{layout::Frame, pages::home};",
            &[],
        );
        check("src/pages/faq.rs", "use crate::ui::{Button, Page};", &[]);
        check("src/ui/button.rs", "use super::link::Link;", &[]);
        check(
            "src/lib.rs",
            "pub(crate) mod app;\nuse crate::app::App;",
            &[],
        );
    }

    #[test]
    fn imports_to_the_left_are_found_in_any_spelling() {
        let wrong = ["`ui` may not import `api`"];
        check("src/ui/page.rs", "use crate::api::home;", &wrong);
        check(
            "src/ui/page.rs",
            "use crate::{i18n::Words, api::{self, home}};",
            &wrong[..1].repeat(2),
        );
        check("src/ui/page.rs", "let x = crate::api::home();", &wrong);
        check("src/ui.rs", "use super::api::home;", &wrong);
        check("src/ui/page.rs", "use super::super::api;", &wrong);
        check(
            "src/browser.rs",
            "use crate::ui;",
            &["`browser` may not import `ui`"],
        );
    }

    #[test]
    fn a_page_imports_its_own_parts_and_shared_views_only() {
        let wrong = ["a page may not import the page `home`"];
        check(
            "src/pages/faq.rs",
            "use crate::pages::faq::answer::View;",
            &[],
        );
        check(
            "src/pages/faq.rs",
            "use super::{fetched, prose::prose};",
            &[],
        );
        check(
            "src/pages.rs",
            "use self::home::HomePage; use crate::pages::faq;",
            &[],
        );
        check("src/pages/faq.rs", "use crate::pages::home::Tile;", &wrong);
        check(
            "src/pages/faq/answer.rs",
            "use super::super::home::Tile;",
            &wrong,
        );
    }

    #[test]
    fn a_file_with_a_page_in_it_makes_a_page() {
        let named = |text: &str| {
            page(&Source {
                path: "src/pages/home.rs".into(),
                text: text.to_owned(),
            })
        };
        assert_eq!(
            named("pub fn HomePage() -> impl IntoView {"),
            Some("home".to_owned())
        );
        assert_eq!(named("pub struct HomePage;"), Some("home".to_owned()));
        assert_eq!(
            named("pub fn prose() -> AnyView { /* on a Page */ }\nPage::Home"),
            None
        );
    }

    #[test]
    fn reserved_crates_stay_with_their_module() {
        check("src/browser/focus.rs", "web_sys::window()", &[]);
        check(
            "src/ui/page.rs",
            "web_sys::window()",
            &["`web_sys::window` belongs to `browser`, not to `ui`"],
        );
        check(
            "src/ui/page.rs",
            "use opora_contract::slug::Slug;",
            &["`ui` may not name `opora_contract::`"],
        );
        check("src/api.rs", "use opora_contract::slug::Slug;", &[]);
    }

    #[test]
    fn the_staff_page_calls_from_one_module_and_reaches_the_browser_through_the_app() {
        let found = |own: &str, code: &str| reserved(code, own, &RESERVED_OF_STAFF).len();
        assert_eq!(found("api", "use gloo_net::http::Request;"), 0);
        assert_eq!(found("queue", "use gloo_net::http::Request;"), 1);
        assert_eq!(found("api", "web_sys::window()"), 1);
    }

    #[test]
    fn comments_and_longer_names_are_no_imports() {
        check("src/ui.rs", "//! See [`crate::api`].\n// crate::api", &[]);
        check("src/ui.rs", "use mycrate::api::x; use a::crate::api;", &[]);
    }
}
