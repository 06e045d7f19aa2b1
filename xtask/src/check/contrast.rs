//! The contrast of every theme, computed from the tokens: WCAG 1.4.3 and 1.4.11, and 1.4.6 for high contrast.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};

use super::css::parts;
use super::{Finding, Subject};

const TOKENS: &str = "style/tokens.css";
/// What the block of the usual theme begins with, and those of high contrast: by the device and by choice.
const USUAL: &str = ":root";
const HIGH: [(&str, &str); 2] = [
    ("@media (prefers-contrast: more)", ":root"),
    ("", ":root[data-contrast=\"high\"]"),
];

/// Words on what they stand on.
const WORDS: [(&str, &[&str]); 9] = [
    (
        "--ink",
        &[
            "--canvas",
            "--surface",
            "--raised",
            "--mark",
            "--accent-soft",
            "--positive-soft",
            "--attention-soft",
            "--danger-soft",
        ],
    ),
    ("--ink-soft", &["--canvas", "--surface", "--raised"]),
    (
        "--accent",
        &["--canvas", "--surface", "--raised", "--accent-soft"],
    ),
    (
        "--accent-strong",
        &["--canvas", "--surface", "--raised", "--accent-soft"],
    ),
    ("--accent-ink", &["--accent", "--accent-strong"]),
    ("--positive", &["--canvas", "--positive-soft"]),
    ("--attention", &["--canvas", "--attention-soft"]),
    ("--danger", &["--canvas", "--danger-soft"]),
    ("--canvas", &["--ink"]),
];
/// Edges of what can be used, and the ring around what has the focus.
const SHAPES: [(&str, &[&str]); 2] = [
    ("--line-strong", &["--canvas", "--surface"]),
    ("--accent", &["--canvas", "--surface", "--raised"]),
];

/// Lowest ratios: words, shapes, words in high contrast.
const WORDS_MIN: f64 = 4.5;
const SHAPES_MIN: f64 = 3.0;
const HIGH_MIN: f64 = 7.0;

type Tokens = BTreeMap<String, String>;

/// Every pair of roles has its contrast, in light and dark.
pub fn check(subject: &Subject) -> Result<Vec<Finding>> {
    let tokens = subject
        .sources
        .iter()
        .find(|source| source.path.starts_with(TOKENS));
    let css = &tokens.context("no style/tokens.css")?.text;
    Ok(search(css)?
        .into_iter()
        .map(|message| Finding::new(TOKENS, 1, message))
        .collect())
}

fn search(css: &str) -> Result<Vec<String>> {
    let usual = block(css, "", USUAL);
    let mut found = judge("the usual theme", &usual, WORDS_MIN)?;
    for (around, selector) in HIGH {
        let own = block(css, around, selector);
        ensure!(!own.is_empty(), "no block {around} {selector}");
        let mut high = usual.clone();
        high.extend(own);
        let name = format!(
            "high contrast ({})",
            if around.is_empty() { selector } else { around }
        );
        found.extend(judge(&name, &high, HIGH_MIN)?);
    }
    Ok(found)
}

/// The tokens of one block.
fn block(css: &str, around: &str, selector: &str) -> Tokens {
    let is_within = |within: &[String]| match within {
        [only] => around.is_empty() && only == selector,
        [outer, inner] => outer == around && inner == selector,
        _ => false,
    };
    let declared = parts(css)
        .into_iter()
        .filter(|part| is_within(part.within()));
    let pair = |text: String| {
        let (name, value) = text.split_once(':')?;
        Some((name.trim().to_owned(), value.trim().to_owned()))
    };
    declared.filter_map(|part| pair(part.text)).collect()
}

fn judge(theme: &str, tokens: &Tokens, words: f64) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let pairs = WORDS
        .iter()
        .map(|pair| (pair, words))
        .chain(SHAPES.iter().map(|pair| (pair, SHAPES_MIN)));
    for ((front, backs), least) in pairs {
        for back in *backs {
            for (scheme, at) in [("light", 0), ("dark", 1)] {
                let ratio = ratio(colour(tokens, front, at)?, colour(tokens, back, at)?);
                if ratio < least {
                    found.push(format!(
                        "{theme}, {scheme}: {front} on {back} has {ratio:.2}, not {least}"
                    ));
                }
            }
        }
    }
    Ok(found)
}

/// Red, green and blue of a role, whatever names lead there. `at` is 0 for light, 1 for dark.
fn colour(tokens: &Tokens, name: &str, at: usize) -> Result<[f64; 3]> {
    let value = tokens
        .get(name)
        .with_context(|| format!("no token {name}"))?;
    let value = match value.strip_prefix("light-dark(") {
        Some(both) => {
            let both = both.strip_suffix(')').unwrap_or(both);
            both.split(", ")
                .nth(at)
                .with_context(|| format!("{name} has one colour"))?
        }
        None => value,
    };
    if let Some(other) = value.strip_prefix("var(") {
        return colour(tokens, other.trim_end_matches(')'), at);
    }
    let digits = value.strip_prefix('#').filter(|digits| digits.len() == 6);
    let digits = digits.with_context(|| format!("{name} is {value}, not such as #1d4ed8"))?;
    let part = |range: std::ops::Range<usize>| -> Result<f64> {
        let two = digits.get(range).context("six digits")?;
        Ok(f64::from(u8::from_str_radix(two, 16)?) / 255.0)
    };
    Ok([part(0..2)?, part(2..4)?, part(4..6)?])
}

/// WCAG 2.2, contrast ratio.
fn ratio(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// WCAG 2.2, relative luminance.
fn luminance(colour: [f64; 3]) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.0722f64.mul_add(blue, 0.2126f64.mul_add(red, 0.7152 * green))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_those_of_the_standard() {
        let black = [0.0; 3];
        let white = [1.0; 3];
        assert!((ratio(black, white) - 21.0).abs() < 0.001);
        let grey = colour(
            &Tokens::from([("--g".to_owned(), "#767676".to_owned())]),
            "--g",
            0,
        );
        let grey = ratio(grey.unwrap(), white);
        assert!((4.5..4.6).contains(&grey), "{grey}");
    }

    #[test]
    fn every_theme_of_the_product_is_legible() {
        let css = include_str!("../../../style/tokens.css");
        assert_eq!(search(css).unwrap(), Vec::<String>::new());
    }

    #[test]
    fn a_pale_theme_is_found() {
        let css = include_str!("../../../style/tokens.css");
        let pale = css.replacen("light-dark(#17212b,", "light-dark(#9aa4ad,", 1);
        let found = search(&pale).unwrap();
        assert!(
            found
                .iter()
                .any(|message| message.starts_with("the usual theme, light: --ink on")),
            "{found:?}"
        );
        let pale = css.replace("#0a5229", "#4c9a6c");
        let found = search(&pale).unwrap();
        assert!(
            found
                .iter()
                .any(|message| message.starts_with("high contrast")),
            "{found:?}"
        );
    }
}
