//! The server's program: how it is compiled and started.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use xshell::cmd;

use crate::progress::Step;
use crate::workspace::Workspace;

/// How a person starts the server.
#[derive(clap::Args)]
pub struct Options {
    /// Fills an empty database with requests in every status
    #[arg(long)]
    demo: bool,
    /// The port to listen on; `run --demo` takes the one ten further, too, for a portal with Opora in its pages
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

impl Options {
    /// The port of a portal with Opora in its pages, where one is wanted.
    pub fn host_port(&self) -> Option<u16> {
        self.demo.then(|| self.port.saturating_add(10))
    }

    /// Where the server will answer.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

/// The command that compiles the server as a person runs it: in minutes, not for the last percent
/// of speed.
pub fn compile(workspace: &Workspace) -> Command {
    let program = ["--package", "opora-server", "--bin", "opora-server"];
    cmd!(workspace.sh, "cargo build --profile quick {program...}").into()
}

/// The command that serves the built site with the program of [`compile`]. Demo requests have a
/// database of their own, since the server fills an empty one only.
pub fn serve(workspace: &Workspace, options: &Options) -> Command {
    let data = if options.demo {
        "opora-demo"
    } else {
        "opora-data"
    };
    let address = format!("127.0.0.1:{}", options.port);
    let mut command = serve_at(workspace, &address, &workspace.target.join(data));
    if options.demo {
        command.arg("--demo");
    }
    command
}

/// The same at an address, where port 0 is any free one, and with data of its own.
pub fn serve_at(workspace: &Workspace, address: &str, data: &Path) -> Command {
    let mut command = Command::new(workspace.target.join("quick/opora-server"));
    command.args(["serve", "--listen", address]);
    command.arg("--dist").arg(workspace.dist());
    command.arg("--content").arg(workspace.root.join("content"));
    command.arg("--data").arg(data);
    command
}

/// Compiles the program as its tests do, and returns it. A plain build would unify features
/// without those of the tests, and compile half of the dependencies once more.
///
/// # Errors
/// When it does not compile.
pub fn tested(workspace: &Workspace, step: &Step) -> Result<PathBuf> {
    let sh = &workspace.sh;
    step.run(cmd!(sh, "cargo test --no-run --package opora-server"))?;
    Ok(workspace.target.join("debug/opora-server"))
}
