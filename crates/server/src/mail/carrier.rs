//! What letters leave by: a mail server, or a folder for whoever has none.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::Context;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    transport::smtp::{self, extension::ClientId},
};
use tokio::{
    task,
    time::{self, Instant},
};
use url::Url;

use crate::folder;

/// How long a mail server may take over one letter. Less than the first pause of a letter, so that no other server of
/// ours tries it meanwhile.
const PATIENCE: Duration = Duration::from_secs(50);

pub enum Carrier {
    /// A connection for each letter. One that is kept would have to be thrown away whenever a server is given up, or
    /// its late answer would be taken for the answer about the next letter.
    Smtp {
        transport: Box<AsyncSmtpTransport<Tokio1Executor>>,
        patience: Duration,
    },
    Folder(PathBuf),
}

/// What became of an attempt. Causes never hold an address.
#[derive(Debug)]
pub enum Delivery {
    Taken,
    /// This letter will never be taken.
    Refused(String),
    /// This letter may be taken later.
    Postponed(String),
    /// No letter is taken now.
    Closed(String),
}

impl Carrier {
    /// Letters through the server that a URL names. Says `hello` to it, unless the URL has another name.
    ///
    /// # Errors
    /// When the URL makes no sense. It may hold a password and is not repeated.
    pub fn smtp(url: &str, hello: &str) -> anyhow::Result<Self> {
        let parsed = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).ok();
        let parsed = parsed.zip(Url::parse(url).ok());
        let (mut transport, url) = parsed.context(
            "the URL of a mail server is like smtps://user:password@host or \
             smtp://user:password@host?tls=required",
        )?;
        if url.path().trim_matches('/').is_empty() {
            transport = transport.hello_name(ClientId::Domain(hello.to_owned()));
        }
        if is_open_to_all(&url) {
            tracing::warn!(
                "letters leave unencrypted: use smtps://, or smtp:// with ?tls=required"
            );
        }
        Ok(Self::Smtp {
            transport: Box::new(transport.timeout(Some(PATIENCE)).build()),
            patience: PATIENCE,
        })
    }

    /// Letters as files of a folder, which is made if it is not there.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn folder(path: PathBuf) -> anyhow::Result<Self> {
        folder::make_private(&path)?;
        tracing::info!("no mail server is named: letters are kept as files");
        Ok(Self::Folder(path))
    }

    /// Tries to hand over a letter. A folder keeps it under `name`.
    pub async fn carry(&self, message: Message, name: String) -> Delivery {
        match self {
            Self::Smtp {
                transport,
                patience,
            } => hand_over(transport, message, *patience).await,
            Self::Folder(folder) => {
                let folder = folder.clone();
                let written = task::spawn_blocking(move || write(&folder, &message, &name));
                match written.await {
                    Ok(Ok(())) => Delivery::Taken,
                    Ok(Err(error)) => Delivery::Closed(format!("{error:#}")),
                    Err(error) => Delivery::Closed(error.to_string()),
                }
            }
        }
    }
}

/// Whether letters to this server can be read on their way: no TLS, and the way leaves this machine.
fn is_open_to_all(url: &Url) -> bool {
    let is_plain = url.scheme() == "smtp" && !url.query_pairs().any(|(key, _)| key == "tls");
    let is_near = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    is_plain && !is_near
}

async fn hand_over(
    transport: &AsyncSmtpTransport<Tokio1Executor>,
    message: Message,
    patience: Duration,
) -> Delivery {
    let until = Instant::now() + patience;
    let error = match time::timeout_at(until, transport.send(message)).await {
        Ok(Ok(_)) => return Delivery::Taken,
        Ok(Err(error)) => error,
        Err(_) => return Delivery::Closed(format!("no answer within {patience:?}")),
    };
    let cause = cause(&error);
    // It may be about us: a server that is down or serves nobody, a password that is wrong. It is about the letter only
    // if the server lets us in again.
    let welcome = time::timeout_at(until, transport.test_connection()).await;
    if !matches!(welcome, Ok(Ok(true))) {
        Delivery::Closed(cause)
    } else if error.is_permanent() || error.is_client() {
        // A client error is ours: this server cannot take this letter, for an address in letters it does not know.
        Delivery::Refused(cause)
    } else {
        Delivery::Postponed(cause)
    }
}

/// Why it failed, without the words of the server: they repeat addresses.
fn cause(error: &smtp::Error) -> String {
    match error.status() {
        Some(code) => format!("the mail server answered {code}"),
        None if error.is_response() => {
            "the mail server answered nothing that makes sense".to_owned()
        }
        None => error.to_string(),
    }
}

/// Writes a letter under its name. One that is there is the same letter.
fn write(folder: &Path, message: &Message, name: &str) -> anyhow::Result<()> {
    folder::write_private(&folder.join(format!("{name}.eml")), &message.formatted())
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    fn letter() -> Message {
        let to = "anna@example.ru".parse().unwrap();
        let builder = Message::builder().from("help@localhost".parse().unwrap());
        builder.to(to).body("…".to_owned()).unwrap()
    }

    #[tokio::test]
    async fn server_that_never_answers_is_given_up_and_not_asked_again() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let Carrier::Smtp { transport, .. } = Carrier::smtp(&url, "localhost").unwrap() else {
            panic!("no mail server");
        };
        let patience = Duration::from_millis(50);
        let carrier = Carrier::Smtp {
            transport,
            patience,
        };
        let delivery = carrier.carry(letter(), "a".to_owned()).await;
        assert!(matches!(delivery, Delivery::Closed(_)), "{delivery:?}");
    }

    #[tokio::test]
    async fn folder_keeps_letters_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mail");
        let carrier = Carrier::folder(path.clone()).unwrap();
        for _ in 0..2 {
            let delivery = carrier.carry(letter(), "a".to_owned()).await;
            assert!(matches!(delivery, Delivery::Taken), "{delivery:?}");
        }
        let names: Vec<_> = std::fs::read_dir(&path).unwrap().collect();
        assert_eq!(names.len(), 1, "{names:?}");
        #[cfg(unix)]
        for (path, mode) in [(path.clone(), 0o700), (path.join("a.eml"), 0o600)] {
            use std::os::unix::fs::PermissionsExt;
            let permissions = std::fs::metadata(&path).unwrap().permissions();
            assert_eq!(permissions.mode() & 0o777, mode, "{}", path.display());
        }
    }

    #[tokio::test]
    async fn folder_that_is_gone_takes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let carrier = Carrier::folder(folder.path().join("mail")).unwrap();
        std::fs::remove_dir(folder.path().join("mail")).unwrap();
        let delivery = carrier.carry(letter(), "a".to_owned()).await;
        assert!(matches!(delivery, Delivery::Closed(_)), "{delivery:?}");
    }

    #[test]
    fn mistaken_urls_are_refused_without_their_password() {
        for url in [
            "hunter2",
            "smtp:hunter2",
            "imap://user:hunter2@host",
            "smtp://user:hunter2@host?tls=perhaps",
        ] {
            let refused = Carrier::smtp(url, "localhost").err().unwrap();
            let message = format!("{refused:#}");
            assert!(!message.contains("hunter2"), "{message}");
        }
    }

    #[test]
    fn only_a_way_over_the_network_needs_encryption() {
        let is_open = |url| is_open_to_all(&Url::parse(url).unwrap());
        assert!(is_open("smtp://mail.example.ru"));
        for url in [
            "smtps://mail.example.ru",
            "smtp://mail.example.ru?tls=required",
            "smtp://localhost:1025",
            "smtp://127.0.0.1",
            "smtp://[::1]",
        ] {
            assert!(!is_open(url), "{url}");
        }
    }
}
