//! In which letters a page speaks, and whether there is room for what it says.

use anyhow::{Result, ensure};
use opora_e2e::Citizen;

/// What no text of a page may hold.
#[derive(Clone, Copy, Debug)]
pub struct Speech {
    /// A JavaScript expression of letters.
    foreign: &'static str,
}

impl Speech {
    /// English: nothing in Russian.
    pub const ENGLISH: Self = Self {
        foreign: "/[А-Яа-яЁё]+/g",
    };

    /// The pseudo-language: every letter has an accent.
    pub const ACCENTED: Self = Self {
        foreign: "/[A-Za-zА-Яа-яЁё]{2,}/g",
    };

    /// Labels of the portal stay as they are, in «…», which an excerpt may cut; names of languages, of formats, of registers
    /// and of numbers, examples, too.
    pub async fn holds(self, citizen: &Citizen, what: &str) -> Result<()> {
        let script = format!(
            r#"
            const names = new Set(["JPG", "PNG", "PDF", "JSON", "TXT", "CSV", "GMT", "ru", "ФЗ", "ЕГРН", "Русский", "English"]);
            const found = new Set();
            const judge = (text, where) => {{
              const plain = text.replace(/(«|^…)[^«»]*(»|…$)/g, "").replace(/[\w.]+@[\w.]+/g, "").replace(/[A-Z0-9]{{4}}-[A-Z0-9]{{4}}/g, "");
              for (const word of plain.match({foreign}) || []) if (!names.has(word)) found.add(`${{word}} in “${{text.trim().slice(0, 60)}}” (${{where}})`);
            }};
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {{
              const at = walk.currentNode.parentElement;
              if (at.closest("script, style, noscript, [hidden], #language, [data-verbatim]") || !at.checkVisibility()) continue;
              judge(walk.currentNode.data, at.className || at.localName);
            }}
            for (const at of document.body.querySelectorAll("[aria-label], [placeholder], [alt], [title]")) {{
              if (at.closest("[hidden]") || !at.checkVisibility()) continue;
              for (const name of ["aria-label", "placeholder", "alt", "title"]) judge(at.getAttribute(name) || "", name);
            }}
            judge(document.title, "title");
            return [...found];
            "#,
            foreign = self.foreign
        );
        let found: Vec<String> = citizen.probes(&script).await?;
        ensure!(found.is_empty(), "{what} says\n{}", found.join("\n"));
        Ok(())
    }
}

/// Nothing is cut off, nothing stands beside the page.
pub async fn fits(citizen: &Citizen, what: &str) -> Result<()> {
    let script = r#"
        const found = [];
        const page = document.documentElement;
        if (page.scrollWidth > page.clientWidth) found.push(`the page is ${page.scrollWidth} px wide in ${page.clientWidth}`);
        for (const at of document.body.querySelectorAll("*")) {
          if (!at.checkVisibility() || at.closest("svg, .visually-hidden, .table, option")) continue;
          const said = [...at.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
          const box = at.getBoundingClientRect();
          if (!said || box.width < 2) continue;
          const name = `${at.localName}.${at.className}: ${at.textContent.trim().slice(0, 40)}`;
          if (box.left < -1 || box.right > page.clientWidth + 1) found.push(`beside the page: ${name}`);
          const style = getComputedStyle(at);
          const hides = style.overflowX !== "visible" && style.overflowX !== "auto";
          if (hides && at.scrollWidth > at.clientWidth + 1) found.push(`cut off: ${name}`);
        }
        return found;
    "#;
    let found: Vec<String> = citizen.probes(script).await?;
    ensure!(found.is_empty(), "{what}:\n{}", found.join("\n"));
    Ok(())
}
