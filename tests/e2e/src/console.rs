//! The browser's console. It stays empty, but for what a journey provokes and says so.

use anyhow::Result;
use fantoccini::{Client, wd::WebDriverCompatibleCommand};
use hyper::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// Browsers fetch icons when they please, also in the moment in which a journey restarts its portal. Nobody misses them.
const ICON: &str = "/icon.svg";

/// What was heard, and what may be.
#[derive(Default)]
pub struct Console {
    heard: Vec<String>,
    allowed: Vec<String>,
}

/// Chromium only: the standard of drivers knows no console.
#[derive(Debug)]
struct ReadLog;

impl WebDriverCompatibleCommand for ReadLog {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}

impl Console {
    /// The lines since the last reading, of all tabs: errors of scripts, failed loads, broken policies, messages.
    pub async fn read(client: &Client) -> Result<Vec<String>> {
        let entries = client.issue_cmd(ReadLog).await?;
        let text = |entry: &Value, key: &str| {
            entry
                .get(key)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let line = |entry: &Value| format!("{} {}", text(entry, "level"), text(entry, "message"));
        Ok(entries
            .as_array()
            .map(|entries| entries.iter().map(line).collect())
            .unwrap_or_default())
    }

    pub fn hear(&mut self, lines: Vec<String>) {
        self.heard.extend(lines);
    }

    /// From now on and before, lines that hold `text` are no surprise.
    pub fn allow(&mut self, text: &str) {
        self.allowed.push(text.to_owned());
    }

    /// What nobody expected.
    pub fn surprises(&self) -> Vec<&str> {
        let allowed = || self.allowed.iter().map(String::as_str).chain([ICON]);
        let is_allowed = |line: &str| allowed().any(|allowed| line.contains(allowed));
        self.heard
            .iter()
            .map(String::as_str)
            .filter(|line| !is_allowed(line))
            .collect()
    }

    pub fn all(&self) -> String {
        self.heard.join("\n")
    }
}
