//! The command line.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context;
use clap::{Parser, Subcommand};
use opora_contract::language::Language;

use crate::{
    api,
    config::{Config, PublicUrl},
    content::Content,
    encoding::Encoding,
    portal,
    publication::Publication,
    serve::serve,
};

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
    /// Work with the file of portals
    Portals {
        #[command(subcommand)]
        command: PortalsCommand,
    },
    /// Print the description of the API (`OpenAPI` 3.1)
    Openapi,
    /// Write the search of each language as files named by their content, and print their sizes
    SearchIndex {
        /// Folder to write to, one folder a language in it
        #[arg(long)]
        out: PathBuf,

        /// Folder of answers, forms and other texts
        #[arg(long, env = "OPORA_CONTENT", default_value = "content")]
        content: PathBuf,
    },
}

#[derive(Subcommand)]
enum ContentCommand {
    /// Report every mistake as `path:line: message`
    Check {
        #[arg(env = "OPORA_CONTENT", default_value = "content")]
        folder: PathBuf,
    },
}

#[derive(Subcommand)]
enum PortalsCommand {
    /// Report every mistake as `path:line: message`
    Check {
        #[arg(env = "OPORA_PORTALS")]
        file: PathBuf,

        /// Folder of answers, forms and other texts
        #[arg(long, env = "OPORA_CONTENT", default_value = "content")]
        content: PathBuf,

        /// What tokens are for, unless the file says it
        #[arg(long, env = "OPORA_PUBLIC_URL")]
        public_url: Option<PublicUrl>,
    },
}

/// Runs the command that the arguments name.
pub fn main() -> ExitCode {
    let outcome = match Line::parse().command {
        Command::Serve(config) => start(*config),
        Command::Content {
            command: ContentCommand::Check { folder },
        } => load(&folder).map(|content| content.is_some()),
        Command::Portals {
            command:
                PortalsCommand::Check {
                    file,
                    content,
                    public_url,
                },
        } => check_portals(&file, &content, public_url.as_ref()),
        Command::Openapi => openapi().map(|()| true),
        Command::SearchIndex { out, content } => search_index(&content, &out),
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
fn load(folder: &Path) -> anyhow::Result<Option<Content>> {
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

fn check_portals(
    file: &Path,
    content: &Path,
    public_url: Option<&PublicUrl>,
) -> anyhow::Result<bool> {
    let Some(content) = load(content)? else {
        return Ok(false);
    };
    let audience = public_url.map(PublicUrl::origin);
    let Err(mistakes) = portal::load(file, audience.as_deref(), &content) else {
        return Ok(true);
    };
    let mut out = std::io::stderr().lock();
    for mistake in mistakes {
        writeln!(out, "{mistake}")?;
    }
    Ok(false)
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

fn search_index(content: &Path, folder: &Path) -> anyhow::Result<bool> {
    let Some(content) = load(content)? else {
        return Ok(false);
    };
    let publication = Publication::new(content);
    let mut out = std::io::stdout().lock();
    writeln!(out, "{:>10} {:>10}", "bytes", "brotli")?;
    for language in Language::ALL {
        let folder = folder.join(language.tag());
        fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        for (name, file) in publication.finder(language).files() {
            let path = folder.join(name);
            fs::write(&path, file.plain())
                .with_context(|| format!("writing {}", path.display()))?;
            let (plain, brotli) = (file.plain().len(), file.encoded(Encoding::Brotli).len());
            writeln!(out, "{plain:>10} {brotli:>10} {}", path.display())?;
        }
    }
    Ok(true)
}
