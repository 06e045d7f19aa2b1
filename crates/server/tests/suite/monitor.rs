//! Health, readiness and metrics.

use axum::http::{Method, StatusCode};

use crate::app::TestApp;

#[tokio::test]
async fn server_is_alive_and_ready() {
    let app = TestApp::new().await;
    for path in ["/healthz", "/readyz"] {
        let reply = app.call_site(Method::GET, path).send().await;
        assert_eq!(reply.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn metrics_count_calls_by_pattern_requests_and_uploads() {
    let app = TestApp::new().await;
    // The recorder starts with the first look.
    app.call_site(Method::GET, "/metrics").send().await;
    let receipt = app.send_complaint().await;
    app.read(&receipt).await;
    app.uploaded("screenshot", crate::fixture::png(50)).await;
    let reply = app.call_site(Method::GET, "/metrics").send().await;
    assert!(reply.header("content-type").starts_with("text/plain"));
    let text = reply.text();
    for line in [
        "opora_http_requests_total{method=\"POST\",route=\"/api/v1/requests\",status=\"201\"}",
        "opora_http_requests_total{method=\"GET\",route=\"/api/v1/requests/{number}\",status=\"200\"}",
        "opora_http_request_duration_seconds_bucket{route=\"/api/v1/requests\",le=\"0.1\"}",
        "opora_requests_created_total{kind=\"complaint\"}",
        "opora_uploads_total{type=\"PNG\"}",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    assert!(!text.contains(&receipt.request.number.compact()));
}
