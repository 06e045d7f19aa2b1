//! What is measured: the server under load, the search beside other engines.

mod browser;
mod search;

use anyhow::Result;
use xshell::cmd;

use crate::workspace::Workspace;

/// What to measure instead of the server.
#[derive(clap::Subcommand)]
pub enum Bench {
    /// The search: finding, size and time, beside libraries one could take instead
    Search(search::Options),
}

/// Runs the bench of `crates/server/benches/load.rs`, compiled as `run` compiles the server, with
/// its report passed through; or what was asked for.
///
/// # Errors
/// When it can't be compiled or fails.
pub fn bench(workspace: &Workspace, what: Option<&Bench>) -> Result<()> {
    match what {
        Some(Bench::Search(options)) => search::search(workspace, options),
        None => {
            cmd!(
                workspace.sh,
                "cargo bench --profile quick --package opora-server --bench load"
            )
            .quiet()
            .run()?;
            Ok(())
        }
    }
}
