//! From a fresh clone to a running help centre.

use std::os::unix::process::CommandExt;
use std::thread;

use anyhow::{Context, Result, bail, ensure};

use crate::dist::{self, Mode};
use crate::host::Host;
use crate::progress::Progress;
use crate::server::{self, Options};
use crate::workspace::Workspace;

/// Builds everything, then becomes the server; with the demo it stays beside the server, as a portal with Opora in its
/// pages.
///
/// # Errors
/// When a build fails or the server does not start; otherwise it does not return.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut progress = Progress::new(dist::INSTALL_STEPS + 1 + dist::ASSEMBLE_STEPS);
    let node = dist::install(workspace, &mut progress)?;
    let app = dist::compile(workspace, Mode::Release);
    let staff = dist::compile_staff(workspace, Mode::Release);
    let server = server::compile(workspace);
    // At the same time: each ends in a long stretch that keeps one core busy.
    progress.step("Compile the app, the staff page and the server", |step| {
        thread::scope(|scope| {
            let server = scope.spawn(|| step.run(server));
            step.run(app)?;
            step.run(staff)?;
            match server.join() {
                Ok(result) => result,
                Err(_) => bail!("a thread panicked"),
            }
        })
    })?;
    dist::assemble(workspace, Mode::Release, &node, &mut progress)?;

    eprintln!("Opora is at {}", options.url());
    let mut server = server::serve(workspace, options);
    if let Some(port) = options.host_port() {
        let host = Host::open(workspace, &options.url(), port)?;
        let origin = host.origin()?;
        eprintln!("Opora in the pages of another portal is at {origin}");
        host.serve();
        let status = server.arg("--demo-host").arg(origin).status();
        let status = status.context("the server does not start")?;
        ensure!(status.success(), "the server ended: {status}");
        return Ok(());
    }
    Err(server.exec()).context("the server does not start")
}
