//! A screen for a browser that draws on nothing else: `Xvfb`, one for each browser, so that its window has the keyboard.

use std::process::Stdio;

use anyhow::{Context, Result};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

use crate::environment;

/// A screen that nobody sees; it ends with its browser.
pub struct Screen {
    display: String,
    _process: Child,
}

impl Screen {
    /// Opens the first free one.
    pub async fn open() -> Result<Self> {
        let program = environment::xvfb();
        let mut process = Command::new(&program)
            .args(["-displayfd", "1", "-screen", "0", "1280x1000x24"])
            .args(["-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("starting {}", program.display()))?;
        let output = process.stdout.take().context("Xvfb has no output")?;
        let number = BufReader::new(output).lines().next_line().await?;
        let number = number.context("Xvfb ended before it had a screen")?;
        Ok(Self {
            display: format!(":{number}"),
            _process: process,
        })
    }

    /// As programs find it: `DISPLAY`.
    pub fn display(&self) -> &str {
        &self.display
    }
}
