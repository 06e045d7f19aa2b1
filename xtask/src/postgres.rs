//! A PostgreSQL cluster of the tests' own, gone when they are.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use xshell::cmd;

use crate::progress::Step;
use crate::workspace::Workspace;

/// A running cluster; dropping it stops it and removes its files.
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    owner: Option<u32>,
    port: u16,
}

impl Cluster {
    /// Makes and starts a cluster on a free port of the loopback interface.
    ///
    /// # Errors
    /// When PostgreSQL refuses.
    pub fn start(workspace: &Workspace, step: &Step, programs: PathBuf) -> Result<Self> {
        let name = format!("opora-postgres-{}", std::process::id());
        let cluster = Self {
            programs,
            // Not in the target folder: the owner below must be able to reach it.
            folder: std::env::temp_dir().join(name),
            owner: owner(workspace)?,
            port: free_port()?,
        };
        cluster.initialise(step)?;
        let folder = &cluster.folder;
        // Files of tests: they may be lost by a power cut, and so are not waited for.
        let options = format!(
            "-c listen_addresses=127.0.0.1 -c port={} -c unix_socket_directories={} \
             -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
             -c max_connections=200",
            cluster.port,
            folder.display()
        );
        let mut start = cluster.control("start");
        start.arg("--log").arg(folder.join("log"));
        start.args(["--wait", "-o", &options]);
        step.run(start)?;
        Ok(cluster)
    }

    /// The URL of its first database.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn initialise(&self, step: &Step) -> Result<()> {
        fs::create_dir_all(&self.folder)?;
        chown(&self.folder, self.owner, self.owner)
            .with_context(|| format!("can't hand {} over", self.folder.display()))?;
        let mut command = self.program("initdb");
        command.arg("--pgdata").arg(self.data());
        command.args(["--auth=trust", "--username=postgres", "--no-sync"]);
        command.args(["--encoding=UTF8", "--locale=C.UTF-8"]);
        step.run(command)?;
        Ok(())
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn control(&self, action: &str) -> Command {
        let mut command = self.program("pg_ctl");
        command.arg(action).arg("--pgdata").arg(self.data());
        command
    }

    /// One of PostgreSQL's programs, as the user that owns the cluster.
    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        command.current_dir(&self.folder);
        if let Some(owner) = self.owner {
            command.uid(owner).gid(owner);
        }
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = self.control("stop");
        stop.args(["--mode", "immediate"]).stdout(Stdio::null());
        // A cluster that never started has nothing to stop, and the files go either way.
        let _ = stop.stderr(Stdio::null()).status();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// PostgreSQL refuses to run as root: its packages bring a user for it.
fn owner(workspace: &Workspace) -> Result<Option<u32>> {
    let sh = &workspace.sh;
    if cmd!(sh, "id -u").quiet().read()? != "0" {
        return Ok(None);
    }
    let id = cmd!(sh, "id -u postgres").quiet().read();
    let id = id.context("the user postgres is missing: apt-get install postgresql")?;
    Ok(Some(id.parse().context("id printed no number")?))
}

/// A port that was free a moment ago.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tool::debian;

    #[test]
    fn a_cluster_answers_and_leaves_nothing_behind() {
        let workspace = Workspace::open().unwrap();
        let step = Step::default();
        // `cargo xtask test` installs it; a machine without it still tests the rest.
        let Some(programs) = debian::find_postgres() else {
            return;
        };
        let cluster = Cluster::start(&workspace, &step, programs).unwrap();
        let mut query = cluster.program("psql");
        query.args([&cluster.url(), "-tAc", "select 6 * 7"]);
        assert_eq!(step.run(query).unwrap(), "42\n");
        let folder = cluster.folder.clone();
        drop(cluster);
        assert!(!folder.exists());
    }
}
