//! The server's load bench, with its report passed through.

use anyhow::Result;
use xshell::cmd;

use crate::workspace::Workspace;

/// Runs the bench of `crates/server/benches/load.rs`, compiled as `run` compiles the server.
///
/// # Errors
/// When it can't be compiled or fails.
pub fn bench(workspace: &Workspace) -> Result<()> {
    cmd!(
        workspace.sh,
        "cargo bench --profile quick --package opora-server --bench load"
    )
    .quiet()
    .run()?;
    Ok(())
}
