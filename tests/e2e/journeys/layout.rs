//! Boxes: nothing sticks out of a narrow screen, nothing jumps.

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Outcome, Viewport, journey};

use crate::letter::{CHECK, FORM, Letter, SAVED, SEND, SUBJECT, number_on_receipt, reviews};

/// What sticks out to the right, by its selector; the page as a whole comes first.
const OVERFLOW: &str = r"
const width = document.documentElement.clientWidth;
const page = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth);
if (page <= width) return [];
const path = (element) => `${element.localName}${element.className ? '.' + String(element.className.baseVal ?? element.className).trim().replaceAll(' ', '.') : ''}`;
const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > width + 0.5);
return [`the page is ${page} wide on ${width}`, ...wide.slice(0, 8).map((element) => `${path(element)} to ${Math.round(element.getBoundingClientRect().right)}`)];
";

/// Chromium only: how far boxes jumped since the first paint, without what the visitor did.
const SHIFT: &str = r"
const done = arguments[arguments.length - 1];
let sum = 0;
const seen = [];
const take = (list) => {
  for (const entry of list) {
    if (entry.hadRecentInput) continue;
    sum += entry.value;
    for (const { node, previousRect: from, currentRect: to } of entry.sources ?? []) {
      seen.push(`${entry.value.toFixed(4)} ${node?.className || node?.localName || node?.nodeName}: ${from.y}+${from.height} to ${to.y}+${to.height}`);
    }
  }
};
const observer = new PerformanceObserver((list) => take(list.getEntries()));
observer.observe({ type: 'layout-shift', buffered: true });
requestIdleCallback(() => setTimeout(() => { take(observer.takeRecords()); done([sum, seen.join('\n')]); }, 300), { timeout: 3000 });
";

/// Every kind of page.
pub const PAGES: [&str; 19] = [
    "/",
    "/faq",
    "/faq?direction=technical",
    "/faq/account",
    "/faq/account/reset-password",
    "/guides",
    "/guides/password-reset",
    "/search?q=пароль",
    "/search?q=кракозябра",
    "/requests/new",
    FORM,
    "/requests/new/application",
    "/requests/new/dispute",
    "/requests/new/callback",
    "/requests",
    "/contacts",
    "/settings",
    "/about/privacy",
    "/about/accessibility",
];

#[test]
fn nothing_sticks_out_of_a_narrow_screen() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.uses(Viewport::NARROW).await?;
        let mut found = Vec::new();
        for language in ["ru", "en"] {
            for path in PAGES {
                citizen.opens(&in_language(path, language)).await?;
                look(&citizen, &in_language(path, language), &mut found).await?;
            }
        }
        states(&citizen, &mut found).await?;
        ensure!(found.is_empty(), "at 320 px:\n{}", found.join("\n"));
        Ok(())
    })
}

#[test]
fn text_of_twice_the_size_stays_on_the_screen() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let mut found = Vec::new();
        let twice = "document.documentElement.style.fontSize = '200%'";
        let screens = [Viewport::DESKTOP, Viewport::PHONE];
        every_page(&citizen, &screens, async |page| {
            citizen.probes::<()>(twice).await?;
            look(&citizen, page, &mut found).await
        })
        .await?;
        ensure!(
            found.is_empty(),
            "with text of 200 %:\n{}",
            found.join("\n")
        );
        Ok(())
    })
}

#[test]
fn the_first_page_does_not_jump_while_it_loads() -> Outcome {
    journey(async |stage| {
        let mut found = Vec::new();
        for viewport in [Viewport::DESKTOP, Viewport::PHONE] {
            for path in ["/", "/?lang=en"] {
                // A new browser: nothing is in its cache.
                let citizen = stage.citizen().await?;
                citizen.uses(viewport).await?;
                citizen.opens(path).await?;
                let (shift, boxes): (f64, String) = citizen.probes_later(SHIFT).await?;
                if shift > 0.01 {
                    found.push(format!(
                        "{path} at {} px by {shift:.4}:\n{boxes}",
                        viewport.width
                    ));
                }
            }
        }
        ensure!(found.is_empty(), "shifted:\n{}", found.join("\n"));
        Ok(())
    })
}

/// The states that no address leads to.
async fn states(citizen: &Citizen, found: &mut Vec<String>) -> Result<()> {
    citizen.opens(&in_language(FORM, "ru")).await?;
    citizen.presses(CHECK).await?;
    citizen.is_focused_on("error-summary").await?;
    look(citizen, "form with errors", found).await?;
    Letter::ERROR.fill(citizen).await?;
    reviews(citizen).await?;
    look(citizen, "review", found).await?;
    citizen.presses(SEND).await?;
    number_on_receipt(citizen).await?;
    look(citizen, "receipt", found).await?;
    citizen.presses("Журнал обращения").await?;
    citizen.presses("Что вы отправили").await?;
    look(citizen, "tracker with its journal", found).await?;
    citizen.opens("/requests").await?;
    look(citizen, "requests with one", found).await?;
    citizen.opens(FORM).await?;
    citizen.types(SUBJECT, "Начатое").await?;
    citizen.sees(SAVED).await?;
    citizen.opens("/requests").await?;
    look(citizen, "requests with a draft", found).await?;
    citizen.presses("Помощь").await?;
    look(citizen, "the help menu", found).await
}

/// Opens every page on every screen and looks at it.
pub async fn every_page(
    citizen: &Citizen,
    screens: &[Viewport],
    mut look: impl AsyncFnMut(&str) -> Result<()>,
) -> Result<()> {
    for screen in screens {
        citizen.uses(*screen).await?;
        for path in PAGES {
            citizen.opens(path).await?;
            look(&format!("{path} at {} px", screen.width)).await?;
        }
    }
    Ok(())
}

/// Adds what sticks out of the screen to `found`.
pub async fn look(citizen: &Citizen, what: &str, found: &mut Vec<String>) -> Result<()> {
    note(citizen, OVERFLOW, what, found).await
}

/// Adds every line that a script finds to `found`.
pub async fn note(
    citizen: &Citizen,
    script: &str,
    what: &str,
    found: &mut Vec<String>,
) -> Result<()> {
    let lines: Vec<String> = citizen.probes(script).await?;
    found.extend(lines.into_iter().map(|line| format!("{what}: {line}")));
    Ok(())
}

pub fn in_language(path: &str, language: &str) -> String {
    let joint = if path.contains('?') { '&' } else { '?' };
    format!("{path}{joint}lang={language}")
}
