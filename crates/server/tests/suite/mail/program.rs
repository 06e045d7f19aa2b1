//! The program and a mail server beside it: encryption, a kill, a stop.

use std::{fs, path::Path};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use serde_json::json;
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::ring,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
};

use crate::{
    app::{complaint, uuid},
    program::Running,
    sink::{Line, Mood, Sink},
};

const FROM: [&str; 2] = ["--mail-from", "help@opora.example"];

fn start(folder: &Path, url: &str, variables: &[(&str, &str)]) -> Running {
    let arguments = [["--smtp-url", url], FROM].concat();
    Running::start_with(folder, &arguments, variables)
}

/// Sends a complaint; the number of the request.
fn send(server: &Running) -> String {
    let head = format!(
        "POST /api/v1/requests HTTP/1.1\r\ncontent-type: application/json\r\nidempotency-key: {}\r\n",
        uuid()
    );
    let reply = server.call(&head, &complaint().to_string());
    assert!(reply.starts_with("HTTP/1.1 201"), "{reply}");
    let (_, body) = reply.split_once("\r\n\r\n").unwrap();
    let receipt: serde_json::Value = serde_json::from_str(body).unwrap();
    assert_ne!(receipt["request"]["number"], json!(null));
    receipt["request"]["number"].as_str().unwrap().to_owned()
}

/// A certificate for `localhost`, and the file of the authority behind it.
fn certified(folder: &Path) -> (TlsAcceptor, String) {
    let mut authority = CertificateParams::default();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let names = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let certificate = names.signed_by(&key, &authority).unwrap();
    let path = folder.join("authority.pem");
    fs::write(&path, authority.pem()).unwrap();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(ring::default_provider().into())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(std::sync::Arc::new(config));
    (acceptor, path.to_str().unwrap().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_leave_over_encrypted_lines() {
    let folder = tempfile::tempdir().unwrap();
    let (acceptor, authority) = certified(folder.path());
    let trusting = [("SSL_CERT_FILE", authority.as_str())];
    for (line, scheme, query) in [
        (Line::Wrapped(acceptor.clone()), "smtps", ""),
        (Line::Upgraded(acceptor), "smtp", "?tls=required"),
    ] {
        let sink = Sink::start_with(line).await;
        let url = format!("{scheme}://localhost:{}{query}", sink.address.port());
        let server = start(folder.path(), &url, &trusting);
        let number = send(&server);
        let letter = &sink.arrived(1).await[0];
        assert!(letter.is_private);
        assert!(letter.text().contains(&number), "{}", letter.text());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_are_not_trusted_to_a_stranger() {
    let folder = tempfile::tempdir().unwrap();
    let (acceptor, _) = certified(folder.path());
    for (line, scheme, query) in [
        (Line::Wrapped(acceptor.clone()), "smtps", ""),
        (Line::Upgraded(acceptor), "smtp", "?tls=required"),
        // Offers no encryption at all.
        (Line::Plain, "smtp", "?tls=required"),
    ] {
        let sink = Sink::start_with(line).await;
        let url = format!("{scheme}://localhost:{}{query}", sink.address.port());
        let mut server = start(folder.path(), &url, &[]);
        send(&server);
        // It comes, looks and leaves.
        sink.visited().await;
        server.ask_to_stop();
        assert!(server.child.0.wait().unwrap().success());
        assert!(sink.received().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_program_sends_its_letters_when_it_starts_again() {
    let folder = tempfile::tempdir().unwrap();
    let sink = Sink::start().await;
    sink.be(Mood::Hesitates);
    let mut server = start(folder.path(), &sink.url(), &[]);
    // Four letters are under way, the fifth waits. Those four will be tried again after a minute.
    let numbers: Vec<_> = (0..5).map(|_| send(&server)).collect();
    let before = sink.arrived(4).await;
    server.child.0.kill().unwrap();
    server.child.0.wait().unwrap();
    sink.be(Mood::Friendly);
    let _server = start(folder.path(), &sink.url(), &[]);
    let letters = sink.arrived(before.len() + 1).await;
    for number in numbers {
        let told = letters
            .iter()
            .filter(|letter| letter.text().contains(&number));
        assert_eq!(told.count(), 1, "{number}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn program_that_is_stopped_finishes_the_letter_under_way() {
    let folder = tempfile::tempdir().unwrap();
    let sink = Sink::start().await;
    sink.be(Mood::Hesitates);
    let mut server = start(folder.path(), &sink.url(), &[]);
    send(&server);
    sink.arrived(1).await;
    server.ask_to_stop();
    sink.be(Mood::Friendly);
    assert!(server.child.0.wait().unwrap().success());
    // Nothing is left for the next one to send.
    let path = folder.path().join("data/opora.sqlite");
    let database = sea_orm::Database::connect(format!("sqlite://{}", path.display()));
    let database = database.await.unwrap();
    let left = sea_orm::Statement::from_string(
        sea_orm::DbBackend::Sqlite,
        "SELECT id FROM mail".to_owned(),
    );
    use sea_orm::ConnectionTrait;
    assert!(database.query_all_raw(left).await.unwrap().is_empty());
}
