//! Calls of the API from pages of other origins: those of portals may, others may not, and nobody calls for employees.

use axum::http::{Method, StatusCode};
use opora_contract::path;
use serde_json::json;

use crate::{
    app::{Reply, STAFF, TestApp, complaint, uuid},
    portal::settings,
};

const PORTAL: &str = "https://city.example.ru";
const OTHERS: [&str; 5] = [
    "https://evil.example",
    "https://city.example.ru.evil.example",
    "http://city.example.ru",
    "https://city.example.ru:8443",
    "null",
];

async fn ask(app: &TestApp, path: &str, origin: &str) -> Reply {
    let call = app.call(Method::OPTIONS, path).header("origin", origin);
    let call = call.header("access-control-request-method", "POST");
    let asked = "authorization, content-type, idempotency-key";
    call.header("access-control-request-headers", asked)
        .send()
        .await
}

fn allowed(reply: &Reply) -> &str {
    reply.header("access-control-allow-origin")
}

#[tokio::test]
async fn page_of_a_portal_may_call() {
    let app = TestApp::with(settings()).await;
    let reply = ask(&app, path::REQUESTS, PORTAL).await;
    assert_eq!((reply.status, allowed(&reply)), (StatusCode::OK, PORTAL));
    let methods = reply.header("access-control-allow-methods");
    for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
        assert!(methods.contains(method), "{methods}");
    }
    let headers = reply.header("access-control-allow-headers");
    for name in [
        "authorization",
        "content-type",
        "content-disposition",
        "idempotency-key",
        "if-match",
        "if-none-match",
        "accept-language",
        "last-event-id",
    ] {
        assert!(headers.contains(name), "{headers}");
    }
    assert_eq!(reply.header("access-control-max-age"), "600");

    let call = app.post(path::REQUESTS, &complaint()).idempotent(&uuid());
    let sent = call.header("origin", PORTAL).send().await;
    assert_eq!((sent.status, allowed(&sent)), (StatusCode::CREATED, PORTAL));
    let exposed = sent.header("access-control-expose-headers");
    for name in [
        "etag",
        "location",
        "retry-after",
        "content-disposition",
        "date",
    ] {
        assert!(exposed.contains(name), "{exposed}");
    }
    // A page has to be able to read why not.
    let refused = app.post(path::REQUESTS, &json!({}));
    let refused = refused.header("origin", PORTAL).send().await;
    assert!(refused.status.is_client_error());
    assert_eq!(allowed(&refused), PORTAL);
}

#[tokio::test]
async fn pages_of_others_may_not() {
    let app = TestApp::with(settings()).await;
    for origin in OTHERS {
        for path in [path::HOME, path::REQUESTS, path::PORTAL] {
            assert_eq!(
                allowed(&ask(&app, path, origin).await),
                "",
                "{origin} {path}"
            );
        }
        let reply = app.get(path::HOME).header("origin", origin).send().await;
        assert_eq!((reply.status, allowed(&reply)), (StatusCode::OK, ""));
    }
}

#[tokio::test]
async fn nobody_is_asked_for_cookies_and_caches_tell_origins_apart() {
    let app = TestApp::with(settings()).await;
    for reply in [
        ask(&app, path::HOME, PORTAL).await,
        app.get(path::HOME).header("origin", PORTAL).send().await,
        app.get(path::HOME).send().await,
    ] {
        assert_eq!(reply.header("access-control-allow-credentials"), "");
        let mut vary = reply.headers.get_all("vary").iter();
        assert!(vary.any(|value| value == "origin"), "{:?}", reply.headers);
    }
}

#[tokio::test]
async fn what_is_for_employees_is_for_no_other_page() {
    let app = TestApp::with(settings()).await;
    for path in [
        path::STAFF_REQUESTS,
        path::STAFF_MISSES,
        path::STAFF_QUALITY,
        "/staff/requests/7KQ4-22HM/assignment",
        "/staff/anything",
    ] {
        assert_eq!(allowed(&ask(&app, path, PORTAL).await), "", "{path}");
        let call = app.get(path).token(STAFF).header("origin", PORTAL);
        assert_eq!(allowed(&call.send().await), "", "{path}");
    }
}

#[tokio::test]
async fn without_portals_no_page_of_another_origin_may_call() {
    let app = TestApp::new().await;
    assert_eq!(allowed(&ask(&app, path::HOME, PORTAL).await), "");
    let reply = app.get(path::HOME).header("origin", PORTAL).send().await;
    assert_eq!(allowed(&reply), "");
}
