//! Accessibility by axe-core: WCAG 2.0 to 2.2, levels A and AA, and its best practices.

use std::fmt::Write as _;

use anyhow::Result;
use serde::Deserialize;

use crate::{browser::Browser, environment};

const RUN: &str = r"
const done = arguments[arguments.length - 1];
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// A colour on its way from one theme to the other is nobody's choice. What moves for ever changes no colour.
// Asked again and again: Chromium does not settle `finished` of what moves out of sight.
const moves = ({ effect, playState }) => playState === 'running' && effect.getComputedTiming().iterations < Infinity;
const settled = (then) => document.getAnimations().some(moves) ? setTimeout(settled, 50, then) : then();
new Promise(settled)
  .then(() => axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }))
  .then(({ violations }) => done(violations.map(({ id, help, nodes }) => ({
    id, help, nodes: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
  }))))
  .catch((error) => done([{ id: 'axe', help: String(error), nodes: [] }]));
";

/// Something a person cannot use.
#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    help: String,
    nodes: Vec<String>,
}

/// axe-core, read once a journey.
pub struct Axe(String);

impl Axe {
    /// Reads the script.
    ///
    /// # Errors
    /// When it is not there.
    pub fn read() -> Result<Self> {
        Ok(Self(std::fs::read_to_string(environment::axe()?)?))
    }

    /// What axe finds on the page as it is, in lines; empty when all is well.
    pub(crate) async fn look(&self, browser: &Browser) -> Result<String> {
        if !browser
            .run::<bool>("return typeof axe === 'object'", &[])
            .await?
        {
            browser.client.execute(&self.0, Vec::new()).await?;
        }
        let violations: Vec<Violation> = browser.run_async(RUN, &[]).await?;
        let mut report = String::new();
        for Violation { id, help, nodes } in violations {
            writeln!(report, "{id}: {help}")?;
            for node in nodes {
                writeln!(report, "  {}", node.replace('\n', "\n    "))?;
            }
        }
        Ok(report)
    }
}
