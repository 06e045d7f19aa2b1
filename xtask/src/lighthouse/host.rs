//! What Opora costs the page of another portal: the same page with the loader and without it, in the same rounds.

use std::fmt::Write as _;

use anyhow::{Result, ensure};

use super::{Look, report::median};
use crate::host::{Host, WITHOUT};
use crate::workspace::Workspace;

/// Where the figures are told.
pub const DOCUMENT: &str = "docs/embedding.md";

/// The page as it is, and with Opora.
const NAMES: [&str; 2] = ["page of a portal", "the same with Opora"];

/// How many points of performance Opora may cost, and how many milliseconds of long tasks.
const POINTS: u32 = 1;
const BLOCKING: f64 = 20.0;

/// Opens the portal, as long as the program runs: its page without Opora and with it, as names and addresses.
///
/// # Errors
/// When it does not open.
pub fn pages(workspace: &Workspace, opora: &str) -> Result<Vec<String>> {
    let host = Host::open(workspace, opora, 0)?;
    let origin = host.origin()?;
    host.serve();
    let [without, with] = NAMES;
    Ok(vec![
        format!("{without}={origin}/index.html{WITHOUT}"),
        format!("{with}={origin}/index.html"),
    ])
}

/// Medians of one page.
#[derive(Debug)]
struct Page {
    performance: u32,
    fcp: f64,
    lcp: f64,
    tbt: f64,
    bytes: f64,
}

/// What the page is without Opora, and with it.
#[derive(Debug)]
pub struct Cost {
    without: Page,
    with: Page,
}

impl Cost {
    /// Of the looks at both.
    pub fn of(looks: &[Look]) -> Self {
        let page = |name: &str| {
            let of = |value: fn(&Look) -> f64| {
                median(looks.iter().filter(|look| look.name == name).map(value))
            };
            let scores = looks.iter().filter(|look| look.name == name);
            Page {
                performance: median(scores.map(|look| look.performance)),
                fcp: of(|look| look.fcp),
                lcp: of(|look| look.lcp),
                tbt: of(|look| look.tbt),
                bytes: of(|look| look.bytes),
            }
        };
        let [without, with] = NAMES.map(page);
        Self { without, with }
    }

    /// The table in Markdown.
    pub fn table(&self, rounds: usize) -> String {
        let mut text = format!(
            "Medians of {rounds} rounds, the two pages in turn.\n\n\
             | Page | Performance | First paint | Largest paint | Blocking | KB |\n|---|---|---|---|---|---|\n"
        );
        for (name, page) in NAMES.iter().zip([&self.without, &self.with]) {
            let Page {
                performance,
                fcp,
                lcp,
                tbt,
                bytes,
            } = page;
            let (fcp, lcp, bytes) = (fcp / 1000.0, lcp / 1000.0, bytes / 1000.0);
            let _ = writeln!(
                text,
                "| {name} | {performance} | {fcp:.2} s | {lcp:.2} s | {tbt:.0} ms | {bytes:.1} |"
            );
        }
        text
    }

    /// # Errors
    /// When Opora costs more than it may.
    pub fn judge(&self) -> Result<()> {
        let points = self
            .without
            .performance
            .saturating_sub(self.with.performance);
        let blocking = self.with.tbt - self.without.tbt;
        ensure!(
            points <= POINTS && blocking <= BLOCKING,
            "Opora costs the page of another portal {points} points and {blocking:.0} ms of blocking"
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks(performance: u32, tbt: f64) -> Vec<Look> {
        let look = |name: &str, performance: u32, tbt: f64| {
            let text = format!(
                r#"{{"name":"{name}","performance":{performance},"accessibility":100,"best-practices":100,"seo":100,
                    "fcp":900,"lcp":900,"tbt":{tbt},"cls":0,"bytes":9000,"failed":[]}}"#
            );
            serde_json::from_str(&text).unwrap()
        };
        let [without, with] = NAMES;
        vec![look(without, 100, 10.0), look(with, performance, tbt)]
    }

    #[test]
    fn a_point_and_twenty_milliseconds_may_be_lost_and_no_more() {
        assert!(Cost::of(&looks(99, 30.0)).judge().is_ok());
        assert!(Cost::of(&looks(98, 10.0)).judge().is_err());
        assert!(Cost::of(&looks(100, 31.0)).judge().is_err());
    }
}
