//! A request as a file to keep.

use axum::http::{Method, StatusCode};
use opora_contract::{path, problem::ProblemCode, request::Request, status::Status};

use crate::app::TestApp;

fn formatted(format: &str) -> String {
    format!("{}?format={format}", path::EXPORT)
}

#[tokio::test]
async fn owner_saves_the_request_in_every_format() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    app.advance(&receipt, &[Status::InProgress, Status::Approved])
        .await;
    let number = receipt.request.number.compact();
    for (format, media_type) in [
        ("pdf", "application/pdf"),
        ("txt", "text/plain; charset=utf-8"),
        ("json", "application/json"),
    ] {
        let reply = app
            .of(Method::GET, &formatted(format), &receipt)
            .send()
            .await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
        assert_eq!(reply.header("content-type"), media_type);
        let name = format!("attachment; filename=\"{number}.{format}\"");
        assert_eq!(reply.header("content-disposition"), name);
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        assert_eq!(reply.header("cache-control"), "no-store");
        assert!(!reply.text().contains(receipt.key.reveal()), "{format}");
        match format {
            "pdf" => assert!(reply.body.starts_with(b"%PDF-1.7")),
            "txt" => assert!(reply.text().contains("Статус: Одобрено")),
            _ => assert_eq!(reply.json::<Request>(), app.read(&receipt).await),
        }
    }
    let path = format!("{}&lang=en", formatted("txt"));
    let english = app.of(Method::GET, &path, &receipt).send().await;
    assert!(english.text().contains("Status: Approved"));
}

#[tokio::test]
async fn nobody_else_does() {
    let app = TestApp::new().await;
    let (receipt, other) = (app.send_complaint().await, app.send_complaint().await);
    let path = path::fill(&formatted("pdf"), &[&receipt.request.number.compact()]);
    for call in [app.get(&path), app.get(&path).key(&other.key)] {
        call.send().await.refused(401, ProblemCode::Unauthorised);
    }
    for format in ["docx", ""] {
        let reply = app
            .of(Method::GET, &formatted(format), &receipt)
            .send()
            .await;
        reply.refused(400, ProblemCode::Malformed);
    }
}
