//! The command line.

use std::{io::Write, path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

use crate::{api, config::Config, content::Content, serve::serve};

/// The reference JSON API of Opora
#[derive(Parser)]
#[command(version)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API and the built app
    Serve(Box<Config>),
    /// Work with content
    Content {
        #[command(subcommand)]
        command: ContentCommand,
    },
    /// Print the description of the API (`OpenAPI` 3.1)
    Openapi,
}

#[derive(Subcommand)]
enum ContentCommand {
    /// Report every mistake as `path:line: message`
    Check {
        #[arg(env = "OPORA_CONTENT", default_value = "content")]
        folder: PathBuf,
    },
}

/// Runs the command that the arguments name.
pub fn main() -> ExitCode {
    let outcome = match Line::parse().command {
        Command::Serve(config) => start(*config),
        Command::Content {
            command: ContentCommand::Check { folder },
        } => load(&folder).map(|content| content.is_some()),
        Command::Openapi => openapi().map(|()| true),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            writeln!(std::io::stderr(), "opora-server: {error:#}").ok();
            ExitCode::FAILURE
        }
    }
}

/// The content, or `None` once every mistake has been written to standard error.
fn load(folder: &std::path::Path) -> anyhow::Result<Option<Content>> {
    match Content::load(folder) {
        Ok(content) => Ok(Some(content)),
        Err(mistakes) => {
            let mut out = std::io::stderr().lock();
            for mistake in mistakes {
                writeln!(out, "{}/{mistake}", folder.display())?;
            }
            Ok(None)
        }
    }
}

fn start(config: Config) -> anyhow::Result<bool> {
    let Some(content) = load(&config.content)? else {
        return Ok(false);
    };
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(serve(config, content)).map(|()| true)
}

fn openapi() -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", api::description().to_pretty_json()?)?;
    Ok(())
}
