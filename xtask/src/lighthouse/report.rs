//! Medians of the looks, their limits, and the document that tells them.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::Look;

/// The figures stand between these lines.
const BEGIN: &str = "<!-- figures: cargo xtask lighthouse -->";
const END: &str = "<!-- end of figures -->";

/// What a page has to hold to. The other three scores are 100 everywhere.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Of 100, at least.
    performance: u32,
    /// Milliseconds until the first paint, at most.
    fcp: f64,
    /// Milliseconds until the largest paint, at most.
    lcp: f64,
    /// Milliseconds of long tasks, at most.
    tbt: f64,
}

impl Limits {
    /// The first page: its text is in its HTML.
    pub const HOME: Self = Self {
        performance: 97,
        fcp: 1_100.0,
        lcp: 1_800.0,
        tbt: 100.0,
    };
    /// Pages whose text comes with the app.
    pub const PAGE: Self = Self {
        performance: 95,
        lcp: 2_300.0,
        ..Self::HOME
    };
}

/// A page: medians of all its looks.
#[derive(Debug)]
pub struct Row {
    name: String,
    limits: Option<Limits>,
    /// Performance, accessibility, best practices, SEO.
    scores: [u32; 4],
    fcp: f64,
    lcp: f64,
    tbt: f64,
    cls: f64,
    bytes: f64,
    failed: Vec<String>,
}

impl Row {
    /// Of the looks at the page of this name.
    pub fn of(name: &str, limits: Option<Limits>, looks: &[Look]) -> Self {
        let looks: Vec<_> = looks.iter().filter(|look| look.name == name).collect();
        let of = |value: fn(&Look) -> f64| median(looks.iter().map(|look| value(look)));
        let score = |value: fn(&Look) -> u32| median(looks.iter().map(|look| value(look)));
        let failed = looks.first().map(|look| look.failed.clone());
        Self {
            name: name.to_owned(),
            limits,
            scores: [
                score(|look| look.performance),
                score(|look| look.accessibility),
                score(|look| look.best_practices),
                score(|look| look.seo),
            ],
            fcp: of(|look| look.fcp),
            lcp: of(|look| look.lcp),
            tbt: of(|look| look.tbt),
            cls: of(|look| look.cls),
            bytes: of(|look| look.bytes),
            failed: failed.unwrap_or_default(),
        }
    }

    /// What is beyond its limit, in words.
    pub fn broken(&self) -> Vec<String> {
        let Some(limits) = self.limits else {
            return Vec::new();
        };
        let mut broken = Vec::new();
        let [performance, rest @ ..] = self.scores;
        if performance < limits.performance {
            broken.push(format!(
                "performance {performance} of {}",
                limits.performance
            ));
        }
        if rest.iter().any(|score| *score < 100) {
            broken.push(format!("{rest:?} of 100: {}", self.failed.join(", ")));
        }
        for (what, value, limit) in [
            ("first paint", self.fcp, limits.fcp),
            ("largest paint", self.lcp, limits.lcp),
            ("blocking", self.tbt, limits.tbt),
        ] {
            if value > limit {
                broken.push(format!("{what} {value:.0} ms of {limit:.0}"));
            }
        }
        let told = |what: String| format!("{}: {what}", self.name);
        broken.into_iter().map(told).collect()
    }
}

/// The middle one; of an even number the lower of both.
pub fn median<T: PartialOrd + Copy + Default>(values: impl Iterator<Item = T>) -> T {
    let mut values: Vec<_> = values.collect();
    values.sort_by(|one, other| one.partial_cmp(other).unwrap_or(std::cmp::Ordering::Equal));
    let middle = values.len().saturating_sub(1) / 2;
    values.get(middle).copied().unwrap_or_default()
}

/// The table in Markdown. The last column is the largest paint against that of home, in the same rounds: on another
/// machine the milliseconds differ, the ratios hardly.
pub fn table(rows: &[Row], rounds: usize) -> String {
    let mut text = format!(
        "Medians of {rounds} rounds. Scores: performance, accessibility, best practices, SEO.\n\n\
         | Page | Scores | First paint | Largest paint | Blocking | Shift | KB | Largest paint, home = 1 |\n\
         |---|---|---|---|---|---|---|---|\n"
    );
    let home = rows.first().map_or(1.0, |row| row.lcp);
    for row in rows {
        let scores = row.scores.map(|score| score.to_string()).join(", ");
        let _ = writeln!(
            text,
            "| {} | {scores} | {:.2} s | {:.2} s | {:.0} ms | {:.3} | {:.0} | {:.2} |",
            row.name,
            row.fcp / 1000.0,
            row.lcp / 1000.0,
            row.tbt,
            row.cls,
            row.bytes / 1000.0,
            row.lcp / home,
        );
    }
    text
}

/// Puts the table into the document, in the place of the last one.
pub fn write(document: &Path, table: &str) -> Result<()> {
    let text = fs::read_to_string(document)
        .with_context(|| format!("can't read {}", document.display()))?;
    let text = replaced(&text, table)
        .with_context(|| format!("{} has no place for figures", document.display()))?;
    Ok(fs::write(document, text)?)
}

fn replaced(text: &str, table: &str) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{table}{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(name: &str, lcp: f64) -> Look {
        let text = format!(
            r#"{{"name":"{name}","performance":98,"accessibility":100,"best-practices":100,"seo":100,"fcp":900,"lcp":{lcp},
                "tbt":40,"cls":0,"bytes":120000,"failed":[]}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn a_page_is_judged_by_its_middle_look() {
        let looks = [1_900.0, 1_500.0, 1_700.0].map(|lcp| look("home", lcp));
        let row = Row::of("home", Some(Limits::HOME), &looks);
        assert!(row.broken().is_empty(), "{row:?}");
        let looks = [1_900.0, 1_500.0, 1_900.0].map(|lcp| look("home", lcp));
        let broken = Row::of("home", Some(Limits::HOME), &looks).broken();
        assert_eq!(broken, ["home: largest paint 1900 ms of 1800"]);
        assert!(Row::of("home", None, &looks).broken().is_empty());
    }

    #[test]
    fn the_figures_take_the_place_of_the_last_ones() {
        let text = format!("# Speed\n{BEGIN}\nold\n{END}\nEnd.\n");
        let text = replaced(&text, "new\n").unwrap();
        assert_eq!(text, format!("# Speed\n{BEGIN}\nnew\n{END}\nEnd.\n"));
        assert_eq!(replaced("# Speed\n", "new\n"), None);
    }
}
