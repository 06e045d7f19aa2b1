//! What a portal may do, as its frame is told; and portals that other tests start from.

use axum::http::StatusCode;
use opora_contract::{
    path,
    portal::{ContextField, Portal, PrefillField},
    problem::ProblemCode,
    theme::Colour,
};

use crate::{
    app::{Settings, TestApp},
    program::Running,
};

/// Two portals, neither of which says who its visitors are.
pub const TWO: &str = r##"
[[portal]]
id = "city"
name = { ru = "Портал города", en = "City portal" }
origins = ["https://city.example.ru", "https://www.city.example.ru"]
context = ["page", "service"]
prefill = ["email"]
forms = ["feedback"]
theme = { accent = "#0B5CAD", surface = "#ffffff", radius = 0 }

[[portal]]
id = "school"
name = { ru = "Школа", en = "School" }
origins = ["http://127.0.0.1:4711"]
"##;

pub fn settings() -> Settings {
    Settings {
        portals: Some(TWO.to_owned()),
        ..Settings::default()
    }
}

/// The query for an origin.
pub fn query(origin: &str) -> String {
    let origin: String = form_urlencoded::byte_serialize(origin.as_bytes()).collect();
    format!("{}?origin={origin}", path::PORTAL)
}

#[tokio::test]
async fn frame_is_told_what_its_portal_may_do() {
    let app = TestApp::with(settings()).await;
    for (origin, language, name) in [
        ("https://city.example.ru", "en", "City portal"),
        ("https://www.city.example.ru", "ru", "Портал города"),
    ] {
        let call = app.get(&query(origin)).header("accept-language", language);
        let portal: Portal = call.send().await.json();
        assert_eq!((portal.id.as_str(), portal.name.as_str()), ("city", name));
        assert_eq!(portal.context, [ContextField::Page, ContextField::Service]);
        assert_eq!(portal.prefill, [PrefillField::Email]);
        let theme = portal.theme.unwrap();
        assert_eq!(theme.accent, Colour::parse("#0b5cad"));
        assert_eq!((theme.text, theme.radius), (None, Some(0)));
        let forms = portal.forms.unwrap();
        assert_eq!(forms.len(), 1);
        assert!(!portal.identity);
    }
    let school: Portal = app.get(&query("http://127.0.0.1:4711")).send().await.json();
    assert_eq!(school.id.as_str(), "school");
    assert_eq!((school.forms, school.theme), (None, None));
    assert!(school.context.is_empty() && school.prefill.is_empty());
}

#[tokio::test]
async fn nobody_else_is_a_portal() {
    let app = TestApp::with(settings()).await;
    for origin in [
        "https://other.example.ru",
        "https://city.example.ru/",
        "https://City.example.ru",
        "https://city.example.ru:443",
        "http://city.example.ru",
        "https://city.example.ru.evil.example",
        "https://evil.example/https://city.example.ru",
        "null",
        "",
    ] {
        let reply = app.get(&query(origin)).send().await;
        reply.refused(404, ProblemCode::NotFound);
    }
    let reply = app.get(path::PORTAL).send().await;
    reply.refused(400, ProblemCode::Malformed);
    let none = TestApp::new().await;
    let reply = none.get(&query("https://city.example.ru")).send().await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
}

#[test]
fn demo_has_a_portal_for_the_page_that_shows_it() {
    let folder = tempfile::tempdir().unwrap();
    let host = "http://127.0.0.1:4711";
    let server = Running::start(folder.path(), &["--demo", "--demo-host", host]);
    let path = format!("{}{}", path::PREFIX, query(host));
    let reply = server.call(&format!("GET {path} HTTP/1.1\r\n"), "");
    let (head, body) = reply.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200"), "{reply}");
    let portal: Portal = serde_json::from_str(body).unwrap();
    assert_eq!(portal.id.as_str(), "demo");
    assert_eq!((portal.identity, portal.forms), (true, None));
}
