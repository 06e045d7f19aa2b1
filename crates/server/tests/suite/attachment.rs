//! Files: what is taken, who may read them, when they go.

use std::time::{Duration, Instant};

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use bytes::Bytes;
use futures_util::{StreamExt, future::join_all};
use opora_contract::{
    path,
    problem::ProblemCode,
    request::Receipt,
    upload::{Attachment, FileType, MEGABYTE},
};
use serde_json::json;

use crate::{
    app::{TestApp, complaint, flaws, uuid},
    fixture::{pdf, png},
};

fn of(file: &Attachment) -> String {
    path::fill(path::ATTACHMENT, &[&file.id])
}

async fn claimed(app: &TestApp) -> (Attachment, Receipt) {
    let file = app.uploaded("screenshot", png(700)).await;
    let mut body = complaint();
    body["attachments"] = json!([{"id": file.id, "key": file.key}]);
    (file, app.send_form(&body).await)
}

#[tokio::test]
async fn good_file_is_stored_and_read_back_with_its_key() {
    let app = TestApp::new().await;
    let reply = app.upload("screenshot", "x", png(2_000)).header(
        "content-disposition",
        "attachment; filename*=UTF-8''%D1%81%D0%BD%D0%B8%D0%BC%D0%BE%D0%BA%201.png",
    );
    let reply = reply.send().await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
    assert_eq!(reply.header("cache-control"), "no-store");
    let file: Attachment = reply.json();
    assert_eq!(
        (file.name.as_str(), file.file_type, file.bytes),
        ("снимок 1.png", FileType::Png, 2_000)
    );
    assert_eq!(
        app.contents(),
        std::slice::from_ref(&file.id),
        "stored under a random name"
    );

    let read = app.get(&of(&file)).key(&file.key).send().await;
    assert_eq!(read.status, StatusCode::OK);
    assert_eq!(read.body, png(2_000));
    assert_eq!(read.header("content-type"), "image/png");
    assert_eq!(
        read.header("content-disposition"),
        "attachment; filename*=UTF-8''%D1%81%D0%BD%D0%B8%D0%BC%D0%BE%D0%BA%201.png"
    );
    assert_eq!(
        read.header("content-security-policy"),
        "default-src 'none'; sandbox"
    );
    assert_eq!(read.header("x-content-type-options"), "nosniff");
    assert_eq!(read.header("cache-control"), "no-store");
    assert_eq!(read.header("content-length"), "2000");
}

#[tokio::test]
async fn exact_limit_is_taken_and_one_byte_more_is_not() {
    let app = TestApp::new().await;
    let limit = usize::try_from(2 * MEGABYTE).unwrap();
    let exact = app
        .upload("identity-scan", "скан.pdf", pdf(limit))
        .send()
        .await;
    assert_eq!(exact.status, StatusCode::CREATED);
    let announced = app
        .upload("identity-scan", "a.pdf", pdf(limit + 1))
        .header("content-length", &(limit + 1).to_string());
    let streamed = app.upload("identity-scan", "a.pdf", pdf(limit + 1));
    for call in [announced, streamed] {
        let reply = call.send().await;
        assert_eq!(
            reply.refused(413, ProblemCode::TooLarge),
            flaws(&[("", "file_too_large")])
        );
        assert!(
            reply.problem().errors[0]
                .message
                .contains("2,1\u{a0}МБ при пределе 2\u{a0}МБ")
        );
    }
    assert_eq!(app.contents().len(), 1);
}

#[tokio::test]
async fn endless_body_is_cut_at_the_limit() {
    let app = TestApp::new().await;
    let mut first = true;
    let endless = futures_util::stream::repeat_with(move || {
        let chunk = if std::mem::take(&mut first) {
            pdf(65_536)
        } else {
            vec![b' '; 65_536]
        };
        Ok::<_, std::io::Error>(Bytes::from(chunk))
    });
    let reply = app
        .upload("document", "a.pdf", Vec::new())
        .body(Body::from_stream(endless))
        .send()
        .await;
    reply.refused(413, ProblemCode::TooLarge);
    assert!(app.contents().is_empty());
}

#[tokio::test]
async fn broken_off_upload_leaves_nothing() {
    let app = TestApp::new().await;
    let chunks = [
        Ok(Bytes::from(pdf(10_000))),
        Err(std::io::Error::other("the connection is gone")),
    ];
    let body = Body::from_stream(futures_util::stream::iter(chunks));
    let reply = app
        .upload("document", "a.pdf", Vec::new())
        .body(body)
        .send()
        .await;
    reply.refused(400, ProblemCode::Malformed);
    assert!(app.contents().is_empty());
}

#[tokio::test]
async fn type_is_judged_by_content_whatever_the_name_says() {
    let app = TestApp::new().await;
    for (profile, name, bytes) in [
        (
            "screenshot",
            "снимок.png",
            b"MZ\x90\0\x03\0\0\0 program".to_vec(),
        ),
        (
            "screenshot",
            "a.png",
            b"<svg onload=alert(1)></svg>".to_vec(),
        ),
        ("screenshot", "a.png", b"%PD".to_vec()),
        ("document", "a.pdf", png(100)),
        ("identity-scan", "a.jpg", png(100)),
    ] {
        let reply = app
            .upload(profile, name, bytes)
            .header("content-type", "image/png")
            .send()
            .await;
        assert_eq!(
            reply.refused(415, ProblemCode::UnsupportedType),
            flaws(&[("", "file_type")]),
            "{profile} {name}"
        );
    }
    let reply = app.upload("screenshot", "wrong.exe", png(100)).send().await;
    assert_eq!(reply.json::<Attachment>().file_type, FileType::Png);
    assert_eq!(app.contents().len(), 1);
}

/// Bytes that differ from place to place.
fn varied(bytes: usize) -> Vec<u8> {
    let mut file = png(bytes);
    for (at, byte) in file.iter_mut().enumerate().skip(24) {
        *byte = u8::try_from(at % 251).unwrap();
    }
    file
}

#[tokio::test]
async fn long_file_goes_to_the_disk_while_it_arrives() {
    let app = TestApp::new().await;
    let file = varied(700_000);
    let folder = app.folder.path().join("data/files");
    let staged = move || -> u64 {
        let entries = std::fs::read_dir(&folder).unwrap();
        entries
            .map(|entry| entry.unwrap().metadata().unwrap().len())
            .sum()
    };
    let (first, second) = (
        Bytes::from(file[..300_000].to_vec()),
        Bytes::from(file[300_000..].to_vec()),
    );
    let rest = async move {
        let deadline = Instant::now() + Duration::from_secs(10);
        while staged() < 256 * 1024 {
            if Instant::now() > deadline {
                return Err(std::io::Error::other("nothing was written"));
            }
            tokio::task::yield_now().await;
        }
        Ok(second)
    };
    let body = futures_util::stream::iter([Ok(first)]).chain(futures_util::stream::once(rest));
    let call = app.upload("screenshot", "a.png", Vec::new());
    let reply = call.body(Body::from_stream(body)).send().await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
    let stored: Attachment = reply.json();
    let read = app.get(&of(&stored)).key(&stored.key).send().await;
    assert!(read.body == file, "another content");
}

#[tokio::test]
async fn empty_file_is_refused() {
    let app = TestApp::new().await;
    let reply = app.upload("document", "a.pdf", Vec::new()).send().await;
    assert_eq!(
        reply.refused(422, ProblemCode::Invalid),
        flaws(&[("", "file_empty")])
    );
    assert!(app.contents().is_empty());
}

#[tokio::test]
async fn unknown_profile_is_refused() {
    let app = TestApp::new().await;
    for path in [
        "/attachments",
        "/attachments?profile=video",
        "/attachments?profile=..%2F",
    ] {
        let reply = app.call(Method::POST, path).bytes(pdf(10)).send().await;
        reply.refused(400, ProblemCode::Malformed);
    }
}

#[tokio::test]
async fn hostile_names_are_made_harmless() {
    let app = TestApp::new().await;
    for (said, kept) in [
        ("attachment; filename=\"../../../etc/passwd\"", "passwd.png"),
        (
            "attachment; filename*=UTF-8''a%0d%0aSet-Cookie%3a%20x.png",
            "a Set-Cookie: x.png",
        ),
        ("attachment", "file.png"),
        ("nonsense", "file.png"),
    ] {
        let reply = app
            .upload("screenshot", "x", png(50))
            .header("content-disposition", said)
            .send()
            .await;
        assert_eq!(reply.json::<Attachment>().name, kept);
    }
}

#[tokio::test]
async fn only_its_key_opens_a_file_and_after_a_claim_the_key_of_the_request() {
    let app = TestApp::new().await;
    let waiting = app.uploaded("screenshot", png(50)).await;
    let (file, receipt) = claimed(&app).await;
    app.get(&of(&file))
        .send()
        .await
        .refused(401, ProblemCode::Unauthorised);
    for key in [&file.key, &waiting.key] {
        let reply = app.get(&of(&file)).key(key).send().await;
        reply.refused(401, ProblemCode::Unauthorised);
    }
    let reply = app.get(&of(&waiting)).key(&receipt.key).send().await;
    reply.refused(401, ProblemCode::Unauthorised);
    let reply = app
        .get("/attachments/absent")
        .key(&receipt.key)
        .send()
        .await;
    reply.refused(401, ProblemCode::Unauthorised);
    assert_eq!(
        app.get(&of(&file)).key(&receipt.key).send().await.status,
        StatusCode::OK
    );
    assert_eq!(
        app.get(&of(&waiting)).key(&waiting.key).send().await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn waiting_file_is_deleted_by_its_key() {
    let app = TestApp::new().await;
    let file = app.uploaded("screenshot", png(50)).await;
    let wrong = app
        .call(Method::DELETE, &of(&file))
        .token(&"a".repeat(26))
        .send()
        .await;
    wrong.refused(401, ProblemCode::Unauthorised);
    let reply = app
        .call(Method::DELETE, &of(&file))
        .key(&file.key)
        .send()
        .await;
    assert_eq!(reply.status, StatusCode::NO_CONTENT);
    assert!(app.contents().is_empty());
    let again = app
        .call(Method::DELETE, &of(&file))
        .key(&file.key)
        .send()
        .await;
    again.refused(401, ProblemCode::Unauthorised);
}

#[tokio::test]
async fn file_of_a_request_is_taken_out_within_the_edit_window() {
    let app = TestApp::new().await;
    let (file, receipt) = claimed(&app).await;
    let reply = app
        .call(Method::DELETE, &of(&file))
        .key(&receipt.key)
        .send()
        .await;
    assert_eq!(reply.status, StatusCode::NO_CONTENT);
    let request = app.read(&receipt).await;
    assert!(request.files.is_empty());
    assert_eq!(request.events.len(), 2);
    let gone = app.get(&of(&file)).key(&receipt.key).send().await;
    gone.refused(401, ProblemCode::Unauthorised);
    let gone = app.get(&of(&file)).key(&file.key).send().await;
    gone.refused(401, ProblemCode::Unauthorised);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_parallel_deletions_of_a_file_of_a_request_one_is_recorded() {
    let app = TestApp::new().await;
    let (file, receipt) = claimed(&app).await;
    let deletions = (0..8).map(|_| {
        let call = app.call(Method::DELETE, &of(&file)).key(&receipt.key);
        tokio::spawn(call.send())
    });
    let mut deleted = 0;
    for reply in join_all(deletions).await {
        match reply.unwrap().status {
            StatusCode::NO_CONTENT => deleted += 1,
            status => assert_eq!(status, StatusCode::UNAUTHORIZED),
        }
    }
    assert_eq!(deleted, 1);
    let request = app.read(&receipt).await;
    assert!(request.files.is_empty());
    assert_eq!(request.events.len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn file_that_is_deleted_and_claimed_at_once_is_never_claimed_without_its_content() {
    let app = TestApp::new().await;
    for _ in 0..8 {
        let file = app.uploaded("screenshot", png(700)).await;
        let mut body = complaint();
        body["attachments"] = json!([{"id": file.id, "key": file.key}]);
        let deletion = app.call(Method::DELETE, &of(&file)).key(&file.key);
        let claim = app.post(path::REQUESTS, &body).idempotent(&uuid());
        let (deletion, claim) =
            tokio::join!(tokio::spawn(deletion.send()), tokio::spawn(claim.send()));
        let (deletion, claim) = (deletion.unwrap(), claim.unwrap());
        let is_claimed = claim.status == StatusCode::CREATED;
        assert_ne!(deletion.status == StatusCode::NO_CONTENT, is_claimed);
        assert_eq!(app.contents().contains(&file.id), is_claimed);
    }
}

#[tokio::test]
async fn file_of_a_request_stays_after_the_edit_window() {
    let app = TestApp::new().await;
    let (file, receipt) = claimed(&app).await;
    app.pass_minutes(30);
    let reply = app
        .call(Method::DELETE, &of(&file))
        .key(&receipt.key)
        .send()
        .await;
    reply.refused(409, ProblemCode::NotAllowed);
    assert_eq!(app.read(&receipt).await.files.len(), 1);
}
