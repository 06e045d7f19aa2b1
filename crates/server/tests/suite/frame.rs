//! Who may show a page in a frame, and what portals load from us.

use axum::http::{Method, StatusCode};

use crate::{
    app::{Reply, Settings, TestApp},
    portal::TWO,
};

const HTML: &str = "<!doctype html><title>Опора</title>";

async fn built() -> TestApp {
    let file = |path, content: &str| (path, content.as_bytes().to_vec());
    TestApp::with(Settings {
        dist: vec![
            file("index.html", HTML),
            file("staff.html", HTML),
            file("assets/app-1a2b.js", "app()"),
            file("embed/v1.js", "embed()"),
            file("embed/v1.js.br", "brotli of the loader"),
            file("embed/embed-0a1b2c.js", "embed()"),
            file("embed/embed.json", "{}"),
        ],
        portals: Some(TWO.to_owned()),
        frame_ancestors: Some("'self'"),
        ..Settings::default()
    })
    .await
}

async fn get(app: &TestApp, path: &str) -> Reply {
    let call = app.call_site(Method::GET, path);
    call.header("accept", "text/html,*/*;q=0.8").send().await
}

/// The directive of a page; the rest of its policy is always the same.
async fn ancestors(app: &TestApp, path: &str) -> String {
    let reply = get(app, path).await;
    let policy = reply.header("content-security-policy");
    let (before, behind) = policy.split_once("frame-ancestors ").unwrap();
    assert!(before.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"));
    let (ancestors, rest) = behind.split_once(';').unwrap();
    assert_eq!(
        rest,
        " require-trusted-types-for 'script'; trusted-types default"
    );
    assert_eq!(reply.header("x-frame-options"), "");
    ancestors.to_owned()
}

/// Every kind of page, one that does not exist included.
const PAGES: [&str; 13] = [
    "/",
    "/search",
    "/faq",
    "/faq/account",
    "/faq/account/sign-in",
    "/guides",
    "/guides/login",
    "/requests",
    "/requests/new",
    "/requests/new/feedback",
    "/contacts",
    "/settings",
    "/nothing",
];

#[tokio::test]
async fn page_is_shown_by_the_portal_that_its_address_names() {
    let app = built().await;
    for page in PAGES {
        for (host, origin) in [
            ("https%3A%2F%2Fcity.example.ru", "https://city.example.ru"),
            ("https://www.city.example.ru", "https://www.city.example.ru"),
            ("http%3a%2f%2f127.0.0.1%3a4711", "http://127.0.0.1:4711"),
        ] {
            let path = format!("{page}?lang=ru&embed=1&host={host}&theme=dark");
            assert_eq!(ancestors(&app, &path).await, origin, "{path}");
        }
        assert_eq!(ancestors(&app, page).await, "'self'", "{page}");
    }
}

#[tokio::test]
async fn any_other_address_is_for_whom_the_deployment_says() {
    let app = built().await;
    for query in [
        "embed=1",
        "embed=1&host=",
        "host=https%3A%2F%2Fcity.example.ru",
        "embed=0&host=https%3A%2F%2Fcity.example.ru",
        "embed=true&host=https%3A%2F%2Fcity.example.ru",
        "embed=1&host=https%3A%2F%2Fevil.example",
        "embed=1&host=https%3A%2F%2Fcity.example.ru.evil.example",
        "embed=1&host=https%3A%2F%2Fcity.example.ru%2F",
        "embed=1&host=http%3A%2F%2Fcity.example.ru",
        "embed=1&host=https%3A%2F%2Fcity.example.ru%3A8443",
        "embed=1&host=HTTPS%3A%2F%2FCITY.EXAMPLE.RU",
        "embed=1&host=*",
        "embed=1&host=null",
        "embed=1&host=https%3A%2F%2Fcity.example.ru&host=https%3A%2F%2Fevil.example",
        "embed=1&host=https%3A%2F%2Fcity.example.ru%20https%3A%2F%2Fevil.example",
        // What would end the directive, the header or the answer.
        "embed=1&host=https%3A%2F%2Fcity.example.ru%3B%20script-src%20*",
        "embed=1&host=https%3A%2F%2Fcity.example.ru%0D%0Aset-cookie%3A%20a%3Db",
        "embed=1&host=https%3A%2F%2Fcity.example.ru%00",
        "embed=1&host=%FF%FE",
        "embed=1&host=%",
    ] {
        let path = format!("/faq?{query}");
        assert_eq!(ancestors(&app, &path).await, "'self'", "{query}");
        assert_eq!(get(&app, &path).await.header("set-cookie"), "");
    }
}

#[tokio::test]
async fn page_that_the_browser_has_is_still_for_the_same_portal() {
    let app = built().await;
    let path = "/faq?embed=1&host=https%3A%2F%2Fcity.example.ru";
    let tag = get(&app, path).await.header("etag").to_owned();
    let call = app.call_site(Method::GET, path);
    let reply = call.header("if-none-match", &tag).send().await;
    assert_eq!(reply.status, StatusCode::NOT_MODIFIED);
    let policy = reply.header("content-security-policy");
    assert!(
        policy.contains("frame-ancestors https://city.example.ru;"),
        "{policy}"
    );
}

#[tokio::test]
async fn page_of_employees_is_in_no_portal() {
    let app = built().await;
    for path in ["/staff", "/staff/"] {
        let path = format!("{path}?embed=1&host=https%3A%2F%2Fcity.example.ru");
        assert_eq!(ancestors(&app, &path).await, "'self'", "{path}");
    }
}

#[tokio::test]
async fn without_portals_no_address_opens_a_frame() {
    let app = TestApp::with(Settings {
        dist: vec![("index.html", HTML.into())],
        ..Settings::default()
    })
    .await;
    let path = "/?embed=1&host=https%3A%2F%2Fcity.example.ru";
    assert_eq!(ancestors(&app, path).await, "'none'");
}

#[tokio::test]
async fn loader_is_anybodys_to_load_and_to_check() {
    let app = built().await;
    for (path, kept) in [
        ("/embed/v1.js", "public, max-age=300"),
        ("/embed/embed.json", "public, max-age=300"),
        (
            "/embed/embed-0a1b2c.js",
            "public, max-age=31536000, immutable",
        ),
    ] {
        let call = app.call_site(Method::GET, path);
        let reply = call
            .header("origin", "https://anybody.example")
            .send()
            .await;
        assert_eq!(reply.status, StatusCode::OK);
        assert_eq!(reply.header("cache-control"), kept, "{path}");
        assert_eq!(reply.header("access-control-allow-origin"), "*");
        assert_eq!(reply.header("cross-origin-resource-policy"), "cross-origin");
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
    }
    let script = get(&app, "/embed/v1.js").await;
    assert_eq!(
        script.header("content-type"),
        "text/javascript; charset=utf-8"
    );
    let packed = app.call_site(Method::GET, "/embed/v1.js");
    let packed = packed.header("accept-encoding", "br").send().await;
    assert_eq!(packed.text(), "brotli of the loader");
    assert_eq!(packed.header("access-control-allow-origin"), "*");
    for path in ["/assets/app-1a2b.js", "/", "/embed/none.js"] {
        let reply = get(&app, path).await;
        assert_eq!(reply.header("access-control-allow-origin"), "", "{path}");
        assert_eq!(reply.header("cross-origin-resource-policy"), "", "{path}");
    }
    let missing = get(&app, "/embed/embed-ffff.js").await;
    assert_eq!(
        (missing.status, missing.text().as_str()),
        (StatusCode::NOT_FOUND, "Not found\n")
    );
}
