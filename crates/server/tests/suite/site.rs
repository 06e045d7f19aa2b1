//! The built app: pages, files, and what is neither. Pages with words of their own: `page`.

mod page;

use axum::http::{Method, StatusCode};

use crate::app::{Reply, Settings, TestApp};

const HTML: &str = "<!doctype html><title>Опора</title>";
const STAFF: &str = "<!doctype html><title>Опора для сотрудников</title>";

async fn built() -> TestApp {
    let file = |path, content: &str| (path, content.as_bytes().to_vec());
    TestApp::with(Settings {
        dist: vec![
            file("index.html", HTML),
            file("index.html.br", "brotli of the page"),
            file("staff.html", STAFF),
            file("boot.js", "boot()"),
            file("robots.txt", "User-agent: *"),
            file("manifest.webmanifest", "{}"),
            file("assets/app-1a2b.js", "app()"),
            file("assets/app-1a2b.js.br", "brotli of the script"),
            file("assets/app-1a2b.js.gz", "gzip of the script"),
            file("assets/app-1a2b.wasm", "\0asm"),
        ],
        ..Settings::default()
    })
    .await
}

async fn get(app: &TestApp, path: &str) -> Reply {
    let call = app.call_site(Method::GET, path);
    call.header("accept", "text/html,*/*;q=0.8").send().await
}

#[tokio::test]
async fn page_of_something_that_exists_is_found() {
    let app = built().await;
    for path in [
        "/",
        "/search",
        "/search?q=%D0%BF",
        "/faq",
        "/faq/account",
        "/faq/account/sign-in",
        "/guides",
        "/guides/login",
        "/guides/login?step=2",
        "/requests",
        "/requests/new",
        "/requests/new/feedback?category=error",
        "/requests/7KQ4-22HM",
        "/contacts",
        "/contacts/?lang=en",
    ] {
        let path = match path {
            "/requests/7KQ4-22HM" => {
                format!(
                    "/requests/{}",
                    opora_contract::number::RequestNumber::from_random([1; 7])
                )
            }
            path => path.to_owned(),
        };
        let reply = get(&app, &path).await;
        assert_eq!(
            (reply.status, reply.text().as_str()),
            (StatusCode::OK, HTML),
            "{path}"
        );
        assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
    }
}

#[tokio::test]
async fn employees_have_a_page_of_their_own_which_no_search_engine_keeps() {
    let app = built().await;
    for path in ["/staff", "/staff/", "/staff?request=7KQ422H2"] {
        let reply = get(&app, path).await;
        assert_eq!(
            (reply.status, reply.text().as_str()),
            (StatusCode::OK, STAFF),
            "{path}"
        );
        assert_eq!(reply.header("x-robots-tag"), "noindex, nofollow");
        assert_eq!(reply.header("cache-control"), "public, no-cache");
        let policy = reply.header("content-security-policy");
        assert!(policy.contains("require-trusted-types-for 'script'"));
    }
    for path in ["/staff.html", "/staff/requests"] {
        assert_eq!(
            get(&app, path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    assert_eq!(get(&app, "/").await.header("x-robots-tag"), "");
}

#[tokio::test]
async fn page_of_nothing_is_the_app_with_404() {
    let app = built().await;
    for path in [
        "/nothing",
        "/faq/money",
        "/faq/account/absent",
        "/guides/absent",
        "/guides/login/2",
        "/requests/new/absent",
        "/requests/7KQ4-22HZ",
        "/faq/a/b/c",
    ] {
        let reply = get(&app, path).await;
        assert_eq!(
            (reply.status, reply.text().as_str()),
            (StatusCode::NOT_FOUND, HTML),
            "{path}"
        );
        assert!(
            reply
                .header("content-security-policy")
                .contains("default-src 'none'")
        );
    }
}

#[tokio::test]
async fn missing_file_is_never_the_page() {
    let app = built().await;
    for path in [
        "/assets/app-0000.js",
        "/assets/app-0000.wasm",
        "/favicon.ico",
        "/index.html",
        "/a/b.css",
        "/index.html.br",
    ] {
        let reply = get(&app, path).await;
        assert_eq!(
            (reply.status, reply.text().as_str()),
            (StatusCode::NOT_FOUND, "Not found\n"),
            "{path}"
        );
        assert_eq!(reply.header("content-type"), "text/plain; charset=utf-8");
    }
    // A script asks with another Accept than a browser's address bar.
    let reply = app
        .call_site(Method::GET, "/nothing")
        .header("accept", "*/*")
        .send()
        .await;
    assert_eq!(
        (reply.status, reply.text().as_str()),
        (StatusCode::NOT_FOUND, "Not found\n")
    );
}

#[tokio::test]
async fn pages_carry_the_security_headers() {
    let app = built().await;
    let reply = get(&app, "/").await;
    assert_eq!(
        reply.header("content-security-policy"),
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
         connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default"
    );
    assert_eq!(
        reply.header("referrer-policy"),
        "strict-origin-when-cross-origin"
    );
    assert_eq!(reply.header("cross-origin-opener-policy"), "same-origin");
    assert!(reply.header("permissions-policy").contains("camera=()"));
    assert_eq!(reply.header("cache-control"), "public, no-cache");
}

#[tokio::test]
async fn deployment_says_who_may_frame_the_app() {
    let settings = Settings {
        dist: vec![("index.html", HTML.into())],
        frame_ancestors: Some("'self' https://portal.example.ru"),
        ..Settings::default()
    };
    let app = TestApp::with(settings).await;
    let policy = get(&app, "/")
        .await
        .header("content-security-policy")
        .to_owned();
    assert!(
        policy.contains("; frame-ancestors 'self' https://portal.example.ru;"),
        "{policy}"
    );
}

#[tokio::test]
async fn deployment_can_take_the_service_worker_off_every_device() {
    for (worker_off, expected) in [(false, "worker()"), (true, "off()")] {
        let settings = Settings {
            dist: vec![
                ("index.html", HTML.into()),
                ("worker.js", "worker()".into()),
                ("worker.js.br", "brotli of the worker".into()),
                ("worker-off.js", "off()".into()),
            ],
            worker_off,
            ..Settings::default()
        };
        let app = TestApp::with(settings).await;
        let call = app.call_site(Method::GET, "/worker.js");
        let reply = call.header("accept", "*/*").send().await;
        assert_eq!(
            (reply.status, reply.text().as_str()),
            (StatusCode::OK, expected)
        );
        // A browser looks for a new one at every visit.
        assert_eq!(reply.header("cache-control"), "public, no-cache");
        assert_eq!(
            reply.header("content-type"),
            "text/javascript; charset=utf-8"
        );
    }
}

#[tokio::test]
async fn hashed_files_are_kept_for_ever_and_others_are_asked_about() {
    let app = built().await;
    let script = get(&app, "/assets/app-1a2b.js").await;
    assert_eq!(
        script.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(
        script.header("content-type"),
        "text/javascript; charset=utf-8"
    );
    assert_eq!(
        get(&app, "/assets/app-1a2b.wasm")
            .await
            .header("content-type"),
        "application/wasm"
    );
    for (path, media_type) in [
        ("/boot.js", "text/javascript; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/manifest.webmanifest", "application/manifest+json"),
    ] {
        let reply = get(&app, path).await;
        assert_eq!(reply.header("cache-control"), "public, no-cache", "{path}");
        assert_eq!(reply.header("content-type"), media_type);
        let tag = reply.header("etag").to_owned();
        let again = app
            .call_site(Method::GET, path)
            .header("if-none-match", &tag)
            .send()
            .await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path}");
    }
}

#[tokio::test]
async fn prepared_encodings_are_served_to_those_who_take_them() {
    let app = built().await;
    let get = async |accept: &str| {
        let call = app.call_site(Method::GET, "/assets/app-1a2b.js");
        let reply = call.header("accept-encoding", accept).send().await;
        assert_eq!(reply.header("vary"), "accept-encoding");
        assert_eq!(reply.header("content-length"), reply.body.len().to_string());
        (reply.header("content-encoding").to_owned(), reply.text())
    };
    assert_eq!(
        get("gzip, br").await,
        ("br".to_owned(), "brotli of the script".to_owned())
    );
    assert_eq!(
        get("gzip").await,
        ("gzip".to_owned(), "gzip of the script".to_owned())
    );
    assert_eq!(get("br;q=0").await, (String::new(), "app()".to_owned()));
    let page = app
        .call_site(Method::GET, "/")
        .header("accept-encoding", "br")
        .send()
        .await;
    assert_eq!(page.text(), "brotli of the page");
}

#[tokio::test]
async fn no_path_leads_out_of_the_folder() {
    let app = built().await;
    std::fs::write(app.folder.path().join("secret.txt"), "secret").unwrap();
    for path in [
        "/../secret.txt",
        "/assets/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/assets/%2e%2e%2f%2e%2e%2fsecret.txt",
        "//secret.txt",
    ] {
        let reply = get(&app, path).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!reply.text().contains("secret"));
    }
}

#[tokio::test]
async fn head_is_get_without_a_body_and_other_methods_are_refused() {
    let app = built().await;
    let head = app.call_site(Method::HEAD, "/boot.js").send().await;
    assert_eq!(
        (head.status, head.header("content-length")),
        (StatusCode::OK, "6")
    );
    assert!(head.body.is_empty());
    let post = app.call_site(Method::POST, "/").send().await;
    assert_eq!(
        (post.status, post.header("allow")),
        (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD")
    );
}

#[tokio::test]
async fn server_without_the_app_says_how_to_build_it() {
    let app = TestApp::new().await;
    let reply = get(&app, "/").await;
    assert_eq!(reply.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(reply.text().contains("cargo xtask dist"));
    assert_eq!(app.get("/home").send().await.status, StatusCode::OK);
}
