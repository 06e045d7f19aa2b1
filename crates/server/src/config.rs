//! What a deployment decides. Every flag has an environment variable; flags win.

mod public_url;

use std::{ffi::OsStr, fmt, net::SocketAddr, path::PathBuf};

use anyhow::Context;
use clap::{Arg, Args, Command, builder::TypedValueParser, error::ErrorKind};
use lettre::message::Mailbox;

pub use self::public_url::PublicUrl;
use crate::{
    mail,
    portal::Origin,
    secret::{self, LENGTH_MIN, Secret},
};

/// Settings of `opora-server serve`.
#[derive(Args, Clone, Debug)]
pub struct Config {
    /// Address to listen on; port 0 takes a free one
    #[arg(long, env = "OPORA_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// `sqlite://path` or `postgres://…`; by default opora.sqlite in the data folder
    #[arg(long, env = "OPORA_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,

    /// Folder of the database, the uploaded files, the secret and letters that have no mail server
    #[arg(long, env = "OPORA_DATA", default_value = "data")]
    pub data: PathBuf,

    /// Folder of answers, forms and other texts
    #[arg(long, env = "OPORA_CONTENT", default_value = "content")]
    pub content: PathBuf,

    /// Folder of the built app
    #[arg(long, env = "OPORA_DIST", default_value = "dist")]
    pub dist: PathBuf,

    /// Key of all access keys, 16 characters or more; by default a file in the data folder, made at the first start.
    /// Changing it takes away every access key that was ever handed out, and nobody can read the sealed numbers of
    /// personal documents any more
    #[arg(long, env = "OPORA_SECRET", hide_env_values = true)]
    pub secret: Option<String>,

    /// `NAME:TOKEN` of an employee, the token of 16 characters or more; repeatable, in the variable separated by commas
    #[arg(
        long = "staff-token",
        env = "OPORA_STAFF_TOKENS",
        hide_env_values = true,
        value_delimiter = ',',
        value_parser = StaffTokenParser
    )]
    pub staff_tokens: Vec<StaffToken>,

    /// Who may show the app in a frame: a value of the CSP directive `frame-ancestors`
    #[arg(long, env = "OPORA_FRAME_ANCESTORS", default_value = "'none'")]
    pub frame_ancestors: String,

    /// File of the portals that may show the app in a frame, see docs/portals.md; without it there are none
    #[arg(long, env = "OPORA_PORTALS")]
    pub portals: Option<PathBuf>,

    /// With --demo: origin of a page that shows the app in a frame, as a portal of the name demo
    #[arg(long, env = "OPORA_DEMO_HOST")]
    pub demo_host: Option<Origin>,

    /// Take the service worker, and what it keeps, off every device: `/worker.js` is then a worker that removes itself
    #[arg(long, env = "OPORA_WORKER_OFF")]
    pub worker_off: bool,

    /// Where people find the site, without a path, for links in letters: `https://help.example.ru`
    #[arg(long, env = "OPORA_PUBLIC_URL")]
    pub public_url: Option<PublicUrl>,

    /// Mail server for letters to applicants: `smtps://user:password@host`, or `smtp://user:password@host?tls=required`
    /// for STARTTLS; by default letters are files in the folder mail of the data folder
    #[arg(long, env = "OPORA_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,

    /// Sender of letters, an address or `Name <address>`; a mail server needs one
    #[arg(long, env = "OPORA_MAIL_FROM", value_parser = mail::mailbox)]
    pub mail_from: Option<Mailbox>,

    /// Take the address of a visitor, for limits, from the last entry of X-Forwarded-For. Only behind a proxy that sets it
    #[arg(long, env = "OPORA_TRUST_PROXY")]
    pub trust_proxy: bool,

    /// Creating calls a minute from one address; 0 lifts this limit and those of the look-up
    #[arg(long, env = "OPORA_RATE_LIMIT", default_value_t = 120)]
    pub rate_limit: u32,

    /// Open streams of changes at once; whoever comes then asks now and again instead
    #[arg(long, env = "OPORA_STREAM_LIMIT", default_value_t = 5_000)]
    pub stream_limit: usize,

    /// Open streams of one request; when another comes, the oldest ends
    #[arg(long, env = "OPORA_STREAM_LIMIT_BY_REQUEST", default_value_t = 20)]
    pub stream_limit_by_request: usize,

    /// Months that a closed request is kept, 6 or more; then it is deleted with everything that belongs to it
    #[arg(
        long,
        env = "OPORA_KEEP_CLOSED",
        value_name = "MONTHS",
        default_value_t = 36,
        value_parser = clap::value_parser!(u16).range(6..=1_200)
    )]
    pub keep_closed: u16,

    /// Fill an empty database with sample requests, say their keys, and accept the staff token `demo`
    #[arg(long, env = "OPORA_DEMO")]
    pub demo: bool,
}

impl Config {
    /// Where the database is.
    #[must_use]
    pub fn database_url(&self) -> String {
        self.database_url.clone().unwrap_or_else(|| {
            let path = self.data.join("opora.sqlite");
            format!("sqlite://{}", path.display())
        })
    }

    /// Where uploaded files are.
    #[must_use]
    pub fn files(&self) -> PathBuf {
        self.data.join("files")
    }

    /// What tokens of portals are for, where the file of portals does not say it.
    #[must_use]
    pub fn audience(&self) -> Option<String> {
        self.public_url.as_ref().map(PublicUrl::origin)
    }

    /// Where letters are kept that have no mail server.
    #[must_use]
    pub fn mail(&self) -> PathBuf {
        self.data.join("mail")
    }

    /// The secret from the configuration or from its file.
    ///
    /// # Errors
    /// When it is too short, or its file can be neither read nor made.
    pub fn secret(&self) -> anyhow::Result<Secret> {
        match &self.secret {
            Some(text) => Secret::new(text),
            None => Secret::load_or_create(&self.data.join("secret")).context("the secret"),
        }
    }
}

/// An employee and the token that proves who calls.
#[derive(Clone)]
pub struct StaffToken {
    pub name: String,
    token: String,
}

impl StaffToken {
    #[must_use]
    pub fn new(name: &str, token: &str) -> Self {
        Self {
            name: name.to_owned(),
            token: token.to_owned(),
        }
    }

    #[must_use]
    pub fn is(&self, token: &str) -> bool {
        secret::same(&self.token, token)
    }
}

/// Reads `NAME:TOKEN`. A mistyped one is not repeated, as clap would by itself: it may hold a good token.
#[derive(Clone)]
struct StaffTokenParser;

impl TypedValueParser for StaffTokenParser {
    type Value = StaffToken;

    fn parse_ref(
        &self,
        command: &Command,
        _: Option<&Arg>,
        value: &OsStr,
    ) -> Result<StaffToken, clap::Error> {
        let parts = value.to_str().and_then(|text| text.rsplit_once(':'));
        let sound = parts.filter(|(name, token)| !name.is_empty() && token.len() >= LENGTH_MIN);
        sound
            .map(|(name, token)| StaffToken::new(name, token))
            .ok_or_else(|| {
                let message = format!(
                    "a staff token is NAME:TOKEN, the token of {LENGTH_MIN} characters or more"
                );
                command.clone().error(ErrorKind::ValueValidation, message)
            })
    }
}

impl fmt::Debug for StaffToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StaffToken({}, hidden)", self.name)
    }
}
