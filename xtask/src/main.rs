//! Everything a person or CI does with Opora: `cargo xtask <command>`.

mod bench;
mod check;
mod dev;
mod dist;
mod host;
mod lighthouse;
mod parallel;
mod postgres;
mod progress;
mod pseudo;
mod run;
mod server;
mod size;
mod source;
mod test;
mod tool;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail, ensure};
use clap::{Parser, Subcommand};

use dist::Mode;
use progress::Progress;
use test::{Browser, Suite};
use workspace::Workspace;

/// Everything a person or CI does with Opora
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds everything and serves it: the way to see Opora
    Run(server::Options),
    /// Serves a fast build and rebuilds what a saved file affects
    Dev(server::Options),
    /// Installs what tests need and runs all suites, or the named ones
    Test {
        suites: Vec<Suite>,
        /// Where journeys run
        #[arg(long, value_enum, default_value = "all")]
        browser: Browser,
    },
    /// Checks the house rules, or the named ones
    Check { rules: Vec<String> },
    /// Builds the site into dist/
    Dist {
        /// Compiles faster: nothing is optimised or compressed
        #[arg(long)]
        dev: bool,
    },
    /// Writes a content folder with a language made to test languages: longer, accented, from right to left
    Pseudo { out: PathBuf },
    /// Weighs dist/ against its byte budget
    Size,
    /// Looks at pages as a cheap phone does and holds them to their limits
    Lighthouse(lighthouse::Options),
    /// Measures the server under load, or what is named
    Bench {
        #[command(subcommand)]
        what: Option<bench::Bench>,
    },
}

fn main() -> ExitCode {
    match execute(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Not by returning it: where RUST_BACKTRACE is set, a page of frames would follow.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn execute(command: Command) -> Result<()> {
    let workspace = Workspace::open()?;
    match command {
        Command::Run(options) => run::run(&workspace, &options),
        Command::Dev(options) => dev::dev(&workspace, &options),
        Command::Test { suites, browser } => test::test(&workspace, &suites, browser),
        Command::Check { rules } => check(&workspace, &rules),
        Command::Dist { dev } => {
            let mode = if dev { Mode::Dev } else { Mode::Release };
            dist::build(&workspace, mode, &mut Progress::new(dist::STEPS))
        }
        Command::Pseudo { out } => pseudo::write(&workspace, &out),
        Command::Size => size(&workspace),
        Command::Lighthouse(options) => lighthouse::lighthouse(&workspace, &options),
        Command::Bench { what } => bench::bench(&workspace, what.as_ref()),
    }
}

fn check(workspace: &Workspace, rules: &[String]) -> Result<()> {
    let report = Progress::new(1).step("Check the house rules", |step| {
        check::check(workspace, step, rules)
    })?;
    eprintln!("{} rules kept, {} broken", report.kept, report.broken);
    ensure!(report.broken == 0, "a rule is broken: see above");
    Ok(())
}

fn size(workspace: &Workspace) -> Result<()> {
    let report = size::size(workspace)?;
    eprint!("{}", report.table);
    match report.broken.as_slice() {
        [] => Ok(()),
        broken => bail!("{}", broken.join("; ")),
    }
}
