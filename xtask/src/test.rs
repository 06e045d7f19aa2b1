//! All suites in their order, on a machine that may be new: rules, logic, server over both
//! databases, components in a browser, the built site's size, journeys in three browsers.

mod suite;
mod tally;

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};

use crate::dist::{self, Mode};
use crate::progress::{Progress, Step, seconds};
use crate::tool::browser::Engine;
use crate::workspace::Workspace;
use crate::{check, pseudo, size};
use suite::Tools;
use tally::Tally;

/// A part of the tests that can be run by itself.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Suite {
    /// House rules, then logic, natively, doc tests included
    Unit,
    /// The server over SQLite, then over PostgreSQL
    Server,
    /// Components in a browser
    Web,
    /// The site is built and weighed, then journeys through it
    E2e,
    /// Server and site are built once more, fast, with a third language, and walked through
    Language,
}

/// Where journeys run.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Browser {
    /// All journeys
    Chromium,
    /// The main journeys
    Firefox,
    /// The main journeys, in `WebKitGTK`
    Webkit,
    /// One after the other
    All,
}

impl Browser {
    const fn engines(self) -> &'static [Engine] {
        match self {
            Self::Chromium => &[Engine::Chromium],
            Self::Firefox => &[Engine::Firefox],
            Self::Webkit => &[Engine::Webkit],
            Self::All => &[Engine::Chromium, Engine::Firefox, Engine::Webkit],
        }
    }
}

/// A line of the closing table.
struct Row {
    title: &'static str,
    tally: Tally,
    time: Duration,
}

/// The run so far.
struct Run<'a> {
    workspace: &'a Workspace,
    progress: Progress,
    rows: Vec<Row>,
}

/// Runs these suites, or all. One that fails does not keep the others from running.
///
/// # Errors
/// When a tool can't be installed or a test failed.
pub fn test(workspace: &Workspace, suites: &[Suite], browser: Browser) -> Result<()> {
    let wanted = |suite| suites.is_empty() || suites.contains(&suite);
    let steps = [
        (Suite::Unit, 3),
        (Suite::Server, 2),
        (Suite::Web, 1),
        (Suite::E2e, dist::STEPS + 1 + browser.engines().len()),
        (Suite::Language, dist::STEPS + 3),
    ];
    let steps = steps.iter().filter(|(suite, _)| wanted(*suite));
    let mut run = Run {
        workspace,
        progress: Progress::new(1 + steps.map(|(_, steps)| steps).sum::<usize>()),
        rows: Vec::new(),
    };
    let tools = run
        .progress
        .step("Find the test tools, install what is missing", |step| {
            Tools::install(workspace, step, &wanted, browser.engines())
        })?;
    if wanted(Suite::Unit) {
        run.suite("house rules", |step| rules(workspace, step));
        run.suite("logic", |step| suite::logic(workspace, step));
        run.suite("examples in docs", |step| suite::docs(workspace, step));
    }
    if wanted(Suite::Server) {
        run.suite("server over SQLite", |step| suite::sqlite(workspace, step));
        run.suite("server over PostgreSQL", |step| {
            tools.postgres(workspace, step)
        });
    }
    if wanted(Suite::Web) {
        run.suite("components in Chromium", |step| {
            tools.components(workspace, step)
        });
    }
    if wanted(Suite::E2e) {
        run.site();
        for &engine in browser.engines() {
            run.suite(engine.suite(), |step| {
                tools.journeys(workspace, step, engine)
            });
        }
    }
    if wanted(Suite::Language) {
        let other = run.third_language()?;
        run.suite("server with a third language", |step| {
            suite::third_language(&other, step)
        });
        run.suite("journeys in a third language", |step| {
            tools.journeys_aside(&other, step)
        });
    }
    conclude(&run.rows)
}

impl Run<'_> {
    fn suite(&mut self, title: &'static str, work: impl FnOnce(&Step) -> Result<Tally>) {
        let start = Instant::now();
        let tally = self.progress.step(title, work).unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            Tally::FAILED
        });
        self.rows.push(Row {
            title,
            tally,
            time: start.elapsed(),
        });
    }

    /// Makes a content folder with a third language and a fast build of the site with it, beside everything else.
    fn third_language(&mut self) -> Result<Workspace> {
        let other = Workspace::aside("pseudo")?;
        let content = other.content();
        self.suite("texts of a third language", |_| {
            pseudo::write(&other, &content)?;
            let count = pseudo::texts(&other)?.len();
            ensure!(count > 0, "there is nothing to translate");
            Ok(Tally {
                passed: 1,
                ..Tally::default()
            })
        });
        dist::build(&other, Mode::Dev, &mut self.progress)?;
        Ok(other)
    }

    /// Builds the site as people download it, then weighs it. A site that can't be built fails
    /// once, here: the journeys then fail by themselves.
    fn site(&mut self) {
        let start = Instant::now();
        if let Err(error) = dist::build(self.workspace, Mode::Release, &mut self.progress) {
            eprintln!("error: {error:#}");
            self.rows.push(Row {
                title: "build of the site",
                tally: Tally::FAILED,
                time: start.elapsed(),
            });
        }
        let workspace = self.workspace;
        self.suite("size of the site", |_| {
            let report = size::size(workspace)?;
            eprint!("{}", report.table);
            report.broken.iter().for_each(|line| eprintln!("{line}"));
            Ok(Tally {
                passed: report.kept,
                failed: report.broken.len(),
                skipped: 0,
            })
        });
    }
}

fn rules(workspace: &Workspace, step: &Step) -> Result<Tally> {
    let report = check::check(workspace, step, &[])?;
    Ok(Tally {
        passed: report.kept,
        failed: report.broken,
        skipped: 0,
    })
}

/// Prints the table and, alone on the last line, the sum.
fn conclude(rows: &[Row]) -> Result<()> {
    let (report, sum) = report(rows);
    std::io::stdout().write_all(report.as_bytes())?;
    if sum.failed > 0 {
        bail!("{} of the tests failed", sum.failed);
    }
    Ok(())
}

fn report(rows: &[Row]) -> (String, Tally) {
    let mut text = String::from("\n");
    let width = rows
        .iter()
        .map(|row| row.title.chars().count())
        .max()
        .unwrap_or(0);
    for Row { title, tally, time } in rows {
        let Tally {
            passed,
            failed,
            skipped,
        } = tally;
        let time = seconds(*time);
        let _ = writeln!(
            text,
            "{title:width$} {passed:>5} passed {failed:>3} failed {skipped:>3} skipped  {time}"
        );
    }
    let sum = rows
        .iter()
        .map(|row| row.tally)
        .fold(Tally::default(), |sum, tally| sum + tally);
    let _ = write!(text, "\n{} passed, {} failed", sum.passed, sum.failed);
    if sum.skipped > 0 {
        let _ = write!(text, ", {} skipped", sum.skipped);
    }
    text.push('\n');
    (text, sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_stands_alone_on_the_last_line() {
        let row = |title, passed, failed, skipped| Row {
            title,
            tally: Tally {
                passed,
                failed,
                skipped,
            },
            time: Duration::from_secs(3),
        };
        let (text, sum) = report(&[row("logic", 12, 0, 0), row("journeys", 3, 1, 0)]);
        assert_eq!(
            text,
            "\nlogic       12 passed   0 failed   0 skipped  3 s\n\
             journeys     3 passed   1 failed   0 skipped  3 s\n\n15 passed, 1 failed\n"
        );
        assert_eq!(sum.failed, 1);
        let (text, _) = report(&[row("logic", 1, 0, 2)]);
        assert!(text.ends_with("\n1 passed, 0 failed, 2 skipped\n"));
    }
}
