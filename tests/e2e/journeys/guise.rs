//! Every page in every guise: two languages, four looks, a narrow and a wide screen; large text, wide spacing, a finger.

use anyhow::{Result, ensure};
use opora_e2e::{Axe, Citizen, Outcome, Viewport, journey};

use crate::layout::{PAGES, every_page, in_language, look, note};

const SCREENS: [Viewport; 2] = [Viewport::NARROW, Viewport::DESKTOP];

/// A look as the settings keep it.
struct Look {
    name: &'static str,
    /// Names and values in the storage, as `public/boot.js` reads them.
    settings: &'static [(&'static str, &'static str)],
}

const LOOKS: [Look; 4] = [
    Look {
        name: "light",
        settings: &[("theme", "light")],
    },
    Look {
        name: "dark",
        settings: &[("theme", "dark")],
    },
    Look {
        name: "high contrast",
        settings: &[("theme", "dark"), ("contrast", "high")],
    },
    Look {
        name: "simple",
        settings: &[("theme", "light"), ("simple", "on")],
    },
];

/// What WCAG 2.2 lets a person set without loss (1.4.12), by a style sheet of their own.
const SPACING: &str = r"
const own = new CSSStyleSheet();
own.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }');
document.adoptedStyleSheets.push(own);
";

/// Texts that their own box cuts off.
const CUT: &str = r"
const cuts = (element) => ['hidden', 'clip'].includes(getComputedStyle(element).overflowX) || ['hidden', 'clip'].includes(getComputedStyle(element).overflowY);
const hidden = (element) => element.closest('.skip-link, [aria-hidden=true], svg') || element.offsetWidth <= 1;
return [...document.querySelectorAll('body *')]
  .filter((element) => element.checkVisibility() && !hidden(element) && element.innerText?.trim() && cuts(element)
    && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1))
  .map((element) => `${element.localName}.${element.className} cuts «${element.innerText.trim().slice(0, 40)}»`);
";

/// What a finger would miss: less than 44 px, or 24 within a text (WCAG 2.5.8 and 2.5.5).
const SMALL: &str = r"
const block = (element) => { let one = element.parentElement; while (getComputedStyle(one).display === 'inline') one = one.parentElement; return one; };
const inText = (element) => element.localName === 'a' && getComputedStyle(element).display === 'inline' && block(element).innerText.trim() !== element.innerText.trim();
const target = (element) => element.labels?.length ? [element, ...element.labels] : [element];
const size = (element) => target(element).reduce((best, one) => { const { width, height } = one.getBoundingClientRect(); return Math.max(best, Math.min(width, height)); }, 0);
return [...document.querySelectorAll('a[href], button, summary, input, textarea, select')]
  .filter((element) => element.checkVisibility() && !element.closest('.skip-link') && size(element) + 0.5 < (inText(element) ? 24 : 44))
  .map((element) => `${element.localName}.${element.className} «${(element.innerText || element.name || '').slice(0, 40)}» ${Math.round(size(element))} px`)";

#[test]
fn axe_finds_nothing_in_any_guise_in_russian() -> Outcome {
    journey(async |stage| examine(&stage.citizen().await?, "ru").await)
}

#[test]
fn axe_finds_nothing_in_any_guise_in_english() -> Outcome {
    journey(async |stage| examine(&stage.citizen().await?, "en").await)
}

async fn examine(citizen: &Citizen, language: &str) -> Result<()> {
    let axe = Axe::read()?;
    let mut found = Vec::new();
    citizen.opens("/").await?;
    for guise in &LOOKS {
        wear(citizen, guise).await?;
        for path in PAGES {
            citizen.opens(&in_language(path, language)).await?;
            for viewport in SCREENS {
                citizen.uses(viewport).await?;
                let report = citizen.examines(&axe).await?;
                if !report.is_empty() {
                    let width = viewport.width;
                    found.push(format!("{path}, {}, {width} px:\n{report}", guise.name));
                }
            }
        }
    }
    ensure!(found.is_empty(), "axe found\n{}", found.join("\n"));
    Ok(())
}

#[test]
fn no_guise_sticks_out_of_a_narrow_screen() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/").await?;
        citizen.uses(Viewport::NARROW).await?;
        let mut found = Vec::new();
        for guise in &LOOKS {
            wear(&citizen, guise).await?;
            for path in PAGES {
                citizen.opens(path).await?;
                look(&citizen, &format!("{path}, {}", guise.name), &mut found).await?;
            }
        }
        ensure!(found.is_empty(), "at 320 px:\n{}", found.join("\n"));
        Ok(())
    })
}

#[test]
fn text_of_any_spacing_loses_nothing() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let mut found = Vec::new();
        every_page(&citizen, &SCREENS, async |page| {
            citizen.probes::<()>(SPACING).await?;
            look(&citizen, page, &mut found).await?;
            note(&citizen, CUT, page, &mut found).await
        })
        .await?;
        ensure!(found.is_empty(), "lost:\n{}", found.join("\n"));
        Ok(())
    })
}

/// 1280 px at 400 % are 320 px, and of the height a quarter is left.
#[test]
fn at_four_hundred_percent_nothing_is_cut() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let mut found = Vec::new();
        every_page(&citizen, &[Viewport::ZOOMED], async |page| {
            look(&citizen, page, &mut found).await?;
            note(&citizen, CUT, page, &mut found).await
        })
        .await?;
        ensure!(found.is_empty(), "lost:\n{}", found.join("\n"));
        Ok(())
    })
}

#[test]
fn everything_that_is_pressed_is_large_enough_for_a_finger() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let mut found = Vec::new();
        every_page(&citizen, &SCREENS, async |page| {
            note(&citizen, SMALL, page, &mut found).await
        })
        .await?;
        ensure!(found.is_empty(), "too small:\n{}", found.join("\n"));
        Ok(())
    })
}

/// Puts on a look for the pages that are opened from now on.
async fn wear(citizen: &Citizen, guise: &Look) -> Result<()> {
    let set: String = guise
        .settings
        .iter()
        .map(|(name, value)| format!("localStorage.setItem('opora.{name}', '{value}');"))
        .collect();
    let clear = "Object.keys(localStorage).filter((name) => /^opora\\.(theme|contrast|simple)$/.test(name)).forEach((name) => localStorage.removeItem(name));";
    citizen.probes::<()>(&format!("{clear}{set}")).await
}
