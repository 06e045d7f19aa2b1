//! Names of files: shown and offered as harmless ones, in the list of a request and when the file is saved.

use axum::http::StatusCode;
use opora_contract::{path, upload::Attachment};
use serde_json::json;

use super::{corpus::texts, goes_on};
use crate::{
    app::{TestApp, complaint},
    fixture::{pdf, png},
};

/// A name as RFC 8187 sends it.
fn said(name: &str) -> String {
    let encoded: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("attachment; filename*=UTF-8''{encoded}")
}

async fn upload(app: &TestApp, bytes: Vec<u8>, disposition: &str) -> Attachment {
    let call = app.upload("screenshot", "x", bytes);
    let reply = call.header("content-disposition", disposition).send().await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
    reply.json()
}

/// The name that a browser offers for saving.
async fn offered(app: &TestApp, file: &Attachment) -> String {
    let path = path::fill(path::ATTACHMENT, &[&file.id]);
    let reply = app.get(&path).key(&file.key).send().await;
    let value = reply.header("content-disposition");
    let encoded = value.strip_prefix("attachment; filename*=UTF-8''").unwrap();
    let mut bytes = Vec::new();
    let mut rest = encoded.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        if first == b'%' {
            let digits = std::str::from_utf8(&rest[..2]).unwrap();
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
            rest = &rest[2..];
        } else {
            assert!(
                first.is_ascii_alphanumeric() || b".-_".contains(&first),
                "{value}"
            );
            bytes.push(first);
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn names_with_a_purpose_lose_it() {
    let app = TestApp::new().await;
    for (disposition, kept, saved) in [
        (said("../../etc/passwd"), "passwd.pdf", "passwd.pdf"),
        (said("C:\\CON"), "_CON.pdf", "_CON.pdf"),
        (said("a/b"), "b.pdf", "b.pdf"),
        (said("счёт.exe"), "счёт.exe.pdf", "счёт.exe.pdf"),
        (said("счёт.pdf.lnk"), "счёт.pdf.lnk.pdf", "счёт.pdf.lnk.pdf"),
        (
            said("счёт\u{202e}fdp.exe"),
            "счёт fdp.exe.pdf",
            "счёт fdp.exe.pdf",
        ),
        (
            said("счёт.pdf\0.exe"),
            "счёт.pdf .exe.pdf",
            "счёт.pdf .exe.pdf",
        ),
        (said(".bashrc"), "bashrc.pdf", "bashrc.pdf"),
        (
            said("%2e%2e%2fпароль"),
            "%2e%2e%2fпароль.pdf",
            "%2e%2e%2fпароль.pdf",
        ),
        (
            said("=cmd|' /C calc'!A0"),
            "C calc'!A0.pdf",
            "C calc'!A0.pdf",
        ),
        (
            said("<b onclick=x>.pdf"),
            "<b onclick=x>.pdf",
            "_b onclick=x_.pdf",
        ),
        (
            said("a.pdf:evil.exe"),
            "a.pdf:evil.exe.pdf",
            "a.pdf_evil.exe.pdf",
        ),
        (
            said("a\";filename=b.exe"),
            "a\";filename=b.exe.pdf",
            "a_;filename=b.exe.pdf",
        ),
    ] {
        let file = upload(&app, pdf(20), &disposition).await;
        assert_eq!(file.name, kept, "{disposition}");
        assert_eq!(offered(&app, &file).await, saved, "{disposition}");
    }
    goes_on(&app).await;
}

#[tokio::test]
async fn name_that_cannot_be_read_is_none() {
    let app = TestApp::new().await;
    for (disposition, kept) in [
        // Overlong and cut UTF-8.
        (
            "attachment; filename*=UTF-8''..%C0%AF..%C0%AFetc",
            "file.pdf",
        ),
        ("attachment; filename*=UTF-8''%D0", "file.pdf"),
        ("attachment; filename*=UTF-8''%D0; filename=a", "a.pdf"),
        ("attachment; filename=\"C:\\temp\\CON.txt\"", "_CON.txt.pdf"),
        ("attachment; filename=\"a;b.txt\"", "a;b.txt.pdf"),
        ("attachment; filename=\"\"", "file.pdf"),
        ("attachment; filename", "file.pdf"),
    ] {
        let file = upload(&app, pdf(20), disposition).await;
        assert_eq!(file.name, kept, "{disposition}");
    }
}

#[tokio::test]
async fn every_name_is_one_that_can_be_saved_and_shown() {
    let app = TestApp::new().await;
    for text in texts() {
        // A header has no room for the longest ones.
        let text: String = text.chars().take(2_000).collect();
        let file = upload(&app, png(40), &said(&text)).await;
        let saved = offered(&app, &file).await;
        for name in [&file.name, &saved] {
            assert!(name.len() <= 255 && name.ends_with(".png"), "{name:?}");
            assert!(!name.starts_with(['.', ' ']), "{name:?}");
            let is_active = |c: char| {
                c.is_control()
                    || matches!(c, '/' | '\\' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            };
            assert!(!name.contains(is_active), "{name:?}");
        }
        assert!(
            !saved.contains(['<', '>', ':', '"', '|', '?', '*']),
            "{saved:?}"
        );
    }
    goes_on(&app).await;
}

#[tokio::test]
async fn name_in_a_request_is_the_one_that_the_upload_answered() {
    let app = TestApp::new().await;
    let mut body = complaint();
    let mut names = Vec::new();
    let mut claims = Vec::new();
    for name in [
        "<script>alert(1)</script>.exe",
        "отчёт\u{202e}gnp.png",
        "...",
    ] {
        let file = upload(&app, png(40), &said(name)).await;
        claims.push(json!({"id": file.id, "key": file.key}));
        names.push(file.name);
    }
    assert_eq!(names, ["script>.exe.png", "отчёт gnp.png", "file.png"]);
    body["attachments"] = json!(claims);
    let receipt = app.send_form(&body).await;
    let mut shown: Vec<_> = app
        .read(&receipt)
        .await
        .files
        .into_iter()
        .map(|file| file.name)
        .collect();
    shown.sort();
    names.sort();
    assert_eq!(shown, names);
}
