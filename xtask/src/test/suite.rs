//! The suites: which command runs each, and with what around it.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow, ensure};
use xshell::{Cmd, Shell, cmd};

use super::Suite;
use super::tally::Tally;
use crate::dist::{Mode, TARGET};
use crate::postgres::Cluster;
use crate::progress::Step;
use crate::server;
use crate::tool::browser::{Engine, Variables};
use crate::tool::debian::{self, Browser};
use crate::tool::node::Node;
use crate::tool::{find, rust};
use crate::workspace::Workspace;

/// The journeys' package: run after the site is built, not with the logic.
const JOURNEYS: &str = "opora-e2e";
const SERVER: &str = "opora-server";
/// The staff page's package: tested in a browser alone.
const STAFF: &str = "opora-staff";

/// What the wanted suites need from outside of cargo; what they do not need is not looked for.
#[derive(Default)]
pub struct Tools {
    browser: Option<Browser>,
    runner: Option<PathBuf>,
    postgres: Option<PathBuf>,
    axe: Option<PathBuf>,
    /// The browsers of the journeys, and why one could not be had.
    engines: Vec<(Engine, Result<Variables>)>,
}

impl Tools {
    /// Finds the tools, or installs them. A browser that journeys alone need fails with its own suite.
    ///
    /// # Errors
    /// When one is missing and can't be installed here.
    pub fn install(
        workspace: &Workspace,
        step: &Step,
        wanted: &impl Fn(Suite) -> bool,
        engines: &[Engine],
    ) -> Result<Self> {
        let mut tools = Self::default();
        if wanted(Suite::Unit) || wanted(Suite::Web) {
            rust::add_target(workspace, step)?;
        }
        if wanted(Suite::Server) {
            tools.postgres = Some(debian::postgres(workspace, step)?);
        }
        if wanted(Suite::Web) {
            tools.browser = Some(Browser::install(workspace, step)?);
        }
        if wanted(Suite::Web) {
            tools.runner = Some(rust::test_runner(workspace, step)?);
        }
        if wanted(Suite::E2e) || wanted(Suite::Language) {
            let node = Node::install(workspace, step)?;
            tools.axe = Some(node.file("axe-core/axe.min.js"));
            let is_wanted = |engine: &Engine| match engine {
                Engine::Chromium if wanted(Suite::Language) => true,
                engine => wanted(Suite::E2e) && engines.contains(engine),
            };
            let engines = super::Browser::All
                .engines()
                .iter()
                .copied()
                .filter(is_wanted);
            let install = |engine: Engine| (engine, engine.install(workspace, step));
            tools.engines = engines.map(install).collect();
        }
        Ok(tools)
    }

    /// The server's own suite once more, over a cluster that lives as long as it.
    pub fn postgres(&self, workspace: &Workspace, step: &Step) -> Result<Tally> {
        let programs = self
            .postgres
            .clone()
            .context("PostgreSQL was not looked for")?;
        let cluster = Cluster::start(workspace, step, programs)?;
        let suite = native(&workspace.sh, &["--package", SERVER, "--test", "suite"]);
        run(step, suite.env("OPORA_TEST_POSTGRES", cluster.url()))
    }

    /// Component tests: of the app, then of the staff page, each one binary in one browser.
    pub fn components(&self, workspace: &Workspace, step: &Step) -> Result<Tally> {
        let app = self.component(workspace, step, "opora")?;
        Ok(app + self.component(workspace, step, STAFF)?)
    }

    fn component(&self, workspace: &Workspace, step: &Step, package: &str) -> Result<Tally> {
        let browser = self.browser.as_ref().context("no browser was looked for")?;
        let runner = self.runner.as_ref().context("no runner was looked for")?;
        let sh = &workspace.sh;
        let target = ["--test", "web", "--target", TARGET];
        let suite = cmd!(sh, "cargo test --package {package} {target...}")
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
                Mode::Dev.flags(),
            )
            .env("CHROMEDRIVER", &browser.driver)
            .env(
                "WASM_BINDGEN_TEST_WEBDRIVER_JSON",
                workspace.root.join("xtask/asset/webdriver.json"),
            )
            .env("WASM_BINDGEN_TEST_TIMEOUT", "300");
        run(step, suite)
    }

    /// Journeys through the built site, each with a server and a browser of its own: all of them in Chromium, in
    /// others those that [`EVERYWHERE`] names. The rest is counted as skipped.
    pub fn journeys(&self, workspace: &Workspace, step: &Step, engine: Engine) -> Result<Tally> {
        let found = self.engines.iter().find(|(one, _)| *one == engine);
        let (_, variables) = found.context("this browser was not looked for")?;
        let variables = variables.as_ref().map_err(|error| anyhow!("{error:#}"))?;
        let axe = self.axe.as_ref().context("axe was not looked for")?;
        let page = workspace.dist().join("index.html");
        ensure!(page.exists(), "there is no site to walk through");
        let server = server::tested(workspace, step)?;
        let suite = native(&workspace.sh, &["--package", JOURNEYS])
            .env("OPORA_SERVER_BIN", server)
            .env("OPORA_DIST", workspace.dist())
            .env("OPORA_CONTENT", workspace.content())
            .env("OPORA_AXE", axe)
            .env_remove("OPORA_BROWSER")
            .envs(variables.iter().map(|(name, value)| (name, value)));
        if engine == Engine::Chromium {
            return run(step, suite);
        }
        let list = fs::read_to_string(workspace.root.join(EVERYWHERE))?;
        let names: Vec<_> = listed(&list).collect();
        let tally = run(step, suite.args(["--", "--exact"]).args(&names))?;
        ensure!(
            tally.passed + tally.failed >= names.len(),
            "{EVERYWHERE} names a journey that there is not"
        );
        Ok(tally)
    }

    /// The journeys that walk a site with a third language, by the server that [`third_language`] has built.
    pub fn journeys_aside(&self, other: &Workspace, step: &Step) -> Result<Tally> {
        let found = self
            .engines
            .iter()
            .find(|(one, _)| *one == Engine::Chromium);
        let (_, variables) = found.context("no browser was looked for")?;
        let variables = variables.as_ref().map_err(|error| anyhow!("{error:#}"))?;
        let axe = self.axe.as_ref().context("axe was not looked for")?;
        // The journeys themselves know nothing of languages: they are those of the other suites.
        let suite = ignored(&other.sh, &["--package", JOURNEYS], "pseudo::")
            .env_remove("OPORA_LANGUAGES")
            .env("OPORA_SERVER_BIN", other.dist().with_file_name("server"))
            .env("OPORA_DIST", other.dist())
            .env("OPORA_CONTENT", other.content())
            .env("OPORA_AXE", axe)
            .env_remove("OPORA_BROWSER")
            .envs(variables.iter().map(|(name, value)| (name, value)));
        run(step, suite)
    }
}

/// The journeys that run in every browser.
const EVERYWHERE: &str = "tests/e2e/everywhere.txt";

/// The names in a list: a line each, `#` begins a remark.
fn listed(list: &str) -> impl Iterator<Item = &str> {
    let lines = list.lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The packages that need nothing around them to be tested. The server is compiled by itself
/// everywhere: together with others, features unify otherwise and half of it compiles again. So
/// is the staff page, whose features of the app would leave the app's pages out.
const OTHERS: [&str; 7] = [
    "--workspace",
    "--exclude",
    SERVER,
    "--exclude",
    STAFF,
    "--exclude",
    JOURNEYS,
];

/// Unit tests of these packages.
pub fn logic(workspace: &Workspace, step: &Step) -> Result<Tally> {
    run(step, native(&workspace.sh, &OTHERS))
}

/// Examples in documentation, which nextest does not run.
pub fn docs(workspace: &Workspace, step: &Step) -> Result<Tally> {
    let sh = &workspace.sh;
    let mut sum = Tally::default();
    for packages in [&OTHERS[..], &["--package", SERVER]] {
        let outcome = step.show(cmd!(sh, "cargo test --doc --no-fail-fast {packages...}"))?;
        // There may be no example at all.
        sum = sum + Tally::of_run(&outcome);
    }
    Ok(sum)
}

/// Everything of the server, over its default database.
pub fn sqlite(workspace: &Workspace, step: &Step) -> Result<Tally> {
    let suite = native(&workspace.sh, &["--package", SERVER]);
    run(step, suite.env_remove("OPORA_TEST_POSTGRES"))
}

/// What the server's suite says of a content folder with a third language, built with it. Leaves the program beside.
pub fn third_language(other: &Workspace, step: &Step) -> Result<Tally> {
    let packages = [
        "--package",
        SERVER,
        "--test",
        "suite",
        "--features",
        "beside",
    ];
    let tally = run(step, ignored(&other.sh, &packages, "language::"))?;
    let program = other.target.join("debug/opora-server");
    fs::copy(&program, other.dist().with_file_name("server"))
        .with_context(|| format!("can't copy {}", program.display()))?;
    Ok(tally)
}

/// Native tests that are left out elsewhere.
fn ignored<'a>(sh: &'a Shell, packages: &[&str], name: &str) -> Cmd<'a> {
    match find("cargo-nextest") {
        Some(_) => cmd!(
            sh,
            "cargo nextest run --status-level slow --run-ignored only {name}"
        ),
        None => cmd!(sh, "cargo test --no-fail-fast"),
    }
    .args(packages)
    .args(match find("cargo-nextest") {
        Some(_) => Vec::new(),
        None => vec!["--", "--ignored", name],
    })
}

/// Native tests: by nextest, or by cargo alone where compiling nextest would take minutes.
fn native<'a>(sh: &'a Shell, packages: &[&str]) -> Cmd<'a> {
    let command = if find("cargo-nextest").is_some() {
        cmd!(sh, "cargo nextest run --status-level slow")
    } else if packages.contains(&"--test") {
        cmd!(sh, "cargo test --no-fail-fast")
    } else {
        cmd!(sh, "cargo test --no-fail-fast --lib --bins --tests")
    };
    command.args(packages)
}

/// Runs a suite and counts. A suite that ends well without a single test is a mistake.
fn run(step: &Step, suite: Cmd<'_>) -> Result<Tally> {
    let tally = Tally::of_run(&step.show(suite)?);
    ensure!(tally.passed + tally.failed > 0, "no test ran");
    Ok(tally)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_name_no_journey() {
        let list = "# The help section\nanswer::one\n\n  guide::two\n";
        assert_eq!(
            listed(list).collect::<Vec<_>>(),
            ["answer::one", "guide::two"]
        );
    }
}
