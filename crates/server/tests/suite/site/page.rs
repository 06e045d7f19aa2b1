//! Pages with words of their own before the app is there.

use axum::http::{Method, StatusCode};

use super::get;
use crate::{
    app::{Settings, TestApp},
    fixture,
};

const INDEX: &str = r#"<!doctype html>
<html lang="ru">
<head>
<meta name="description" content="Помощь.">
<title>Помощь</title>
<link rel="stylesheet" href="/assets/later-1.css" id="later" disabled>
</head>
<body>
<header>Опора</header>
<main id="main"><div id="shell"><div class="hero"><h1>Чем помочь?</h1></div></div></main>
<footer>8 800</footer>
</body>
</html>
"#;

async fn built() -> TestApp {
    with(Vec::new()).await
}

async fn with(content: Vec<(String, String)>) -> TestApp {
    TestApp::with(Settings {
        dist: vec![
            ("index.html", INDEX.into()),
            ("index.html.br", "brotli of the first page".into()),
        ],
        content,
        ..Settings::default()
    })
    .await
}

#[tokio::test]
async fn answer_can_be_read_before_the_app_is_there() {
    let app = built().await;
    let reply = get(&app, "/faq/account/sign-in?lang=ru").await;
    assert_eq!(reply.status, StatusCode::OK);
    let page = reply.text();
    for expected in [
        "<html lang=\"ru\" data-first>",
        "<title>Как войти в кабинет? — Помощь и поддержка</title>",
        "<meta name=\"description\" content=\"Как войти в кабинет? Коротко.\">",
        "href=\"/assets/later-1.css\" id=\"later\">",
        "<main id=\"main\"><div id=\"first\" class=\"first\"><div class=\"frame page\" lang=\"ru\"><nav class=\"breadcrumb\" \
         aria-label=\"Вы здесь\"><ol><li><a href=\"/\">Помощь и поддержка</a></li><li><a href=\"/faq\">Ответы на \
         вопросы</a></li><li><a href=\"/faq/account\">Вход и пароль</a></li></ol></nav><article class=\"answer\">\
         <h1 class=\"heading\">Как войти в кабинет?</h1><p class=\"answer__summary\">Как войти в кабинет? Коротко.</p>",
        "<p>Нажмите <strong>«Войти»</strong>, затем посмотрите <a href=\"/requests\">статус</a>.</p><h2>Дальше</h2>\
         <ol><li>Раз</li><li>Два</li></ol><ul><li>Пункт</li></ul><div class=\"prose__note\" role=\"note\" \
         aria-label=\"Обратите внимание\"><p>Звоните: <a href=\"tel:+78005553535\">",
        "</noscript></div></div></main>\n<footer>8 800</footer>",
    ] {
        assert!(page.contains(expected), "{expected}\n{page}");
    }
    assert!(!page.contains("Чем помочь?") && !page.contains("id=\"shell\""));
}

#[tokio::test]
async fn page_without_a_language_asked_for_has_every_one() {
    let app = built().await;
    let both = get(&app, "/guides/login").await.text();
    let [russian, english] = [
        "<div class=\"guide\"><h1 class=\"heading\">Вход по шагам</h1><p class=\"lead\">Пройдём весь путь вместе.</p></div>",
        "<div class=\"guide\"><h1 class=\"heading\">Signing in step by step</h1>\
         <p class=\"lead\">We go all the way together.</p></div>",
    ];
    assert!(both.contains("lang=\"ru\"><nav") && both.contains("lang=\"en\"><nav"));
    assert!(both.contains(russian) && both.contains(english));
    assert!(both.contains("<title>Вход по шагам — Помощь и поддержка</title>"));
    let one = get(&app, "/guides/login?lang=en").await.text();
    assert!(!one.contains(russian) && one.contains(english));
    assert!(one.contains("<title>Signing in step by step — Help and support</title>"));
    assert!(one.contains("content=\"We go all the way together.\""));
    // A language that nobody speaks here is none.
    let unknown = get(&app, "/guides/login?lang=tlh").await.text();
    assert_eq!(unknown, both);
}

#[tokio::test]
async fn form_and_topic_have_their_title_and_lead() {
    let app = built().await;
    let form = get(&app, "/requests/new/feedback?category=error").await;
    let form = form.text();
    assert!(form.contains(
        "<h1 class=\"heading\">Форма обратной связи</h1><p class=\"lead\">Задайте вопрос,"
    ));
    assert!(form.contains("<li><a href=\"/requests/new\">Написать обращение</a></li>"));
    let topic = get(&app, "/faq/account").await.text();
    assert!(topic.contains("<h1 class=\"heading\">Вход и пароль</h1><p class=\"lead\">"));
    assert!(topic.contains(
        "<li><a class=\"link\" href=\"/faq/account/sign-in\"><span class=\"link__text\">Как войти в кабинет?\
         <span class=\"link__detail\">Как войти в кабинет? Коротко.</span></span></a></li>"
    ));
}

#[tokio::test]
async fn text_of_the_content_never_becomes_markup() {
    let path = "ru/faq/account/sign-in.md";
    let mut files = fixture::files();
    files.retain(|(known, _)| known == path);
    for (_, text) in &mut files {
        *text = text.replace(
            "title = \"Как войти в кабинет?\"",
            "title = 'Что \"а\" & <b>?'",
        );
    }
    let app = with(files).await;
    let page = get(&app, "/faq/account/sign-in").await.text();
    let safe = "Что &quot;а&quot; &amp; &lt;b&gt;?";
    assert!(
        page.contains(&format!("<h1 class=\"heading\">{safe}</h1>")),
        "{page}"
    );
    assert!(page.contains(&format!("<title>{safe} — Помощь и поддержка</title>")));
    assert!(!page.contains("<b>"));
}

#[tokio::test]
async fn page_that_is_known_is_not_sent_again() {
    let app = built().await;
    let path = "/faq/account/sign-in";
    let page = get(&app, path).await;
    assert_eq!(page.header("cache-control"), "public, no-cache");
    assert_eq!(page.header("vary"), "accept-encoding");
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    let policy = page.header("content-security-policy");
    assert!(policy.contains("default-src 'none'"));
    let tag = page.header("etag").to_owned();
    let ask = |method, path| app.call_site(method, path).header("if-none-match", &tag);
    let again = ask(Method::GET, path).send().await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert!(again.body.is_empty());
    for other in [
        "/",
        "/faq/account/reset-password",
        "/faq/account/sign-in?lang=en",
    ] {
        let reply = ask(Method::GET, other).send().await;
        assert_eq!(reply.status, StatusCode::OK, "{other}");
    }
    let head = app.call_site(Method::HEAD, path).send().await;
    assert_eq!(head.header("content-length"), page.body.len().to_string());
    assert!(head.body.is_empty());
}

#[tokio::test]
async fn page_is_compressed_for_those_who_take_it() {
    let app = built().await;
    for encoding in ["br", "gzip"] {
        let call = app.call_site(Method::GET, "/guides/login");
        let reply = call.header("accept-encoding", encoding).send().await;
        assert_eq!(reply.header("content-encoding"), encoding);
        assert_eq!(reply.header("content-length"), reply.body.len().to_string());
        let plain = get(&app, "/guides/login").await;
        assert!(reply.body.len() < plain.body.len());
    }
}

#[tokio::test]
async fn other_pages_begin_as_they_did() {
    let app = built().await;
    for (path, status) in [
        ("/", StatusCode::OK),
        ("/search?q=1", StatusCode::OK),
        ("/contacts", StatusCode::OK),
        // What these show is another page.
        ("/guides/login?step=2", StatusCode::OK),
        ("/requests/new/feedback?edit=7KQ4-22HM", StatusCode::OK),
        ("/requests/new/feedback?review", StatusCode::OK),
        // A sensitive one: the way out stands above its heading.
        ("/guides/wait", StatusCode::OK),
        ("/faq/account/absent", StatusCode::NOT_FOUND),
        ("/guides/absent", StatusCode::NOT_FOUND),
        ("/nothing", StatusCode::NOT_FOUND),
    ] {
        let reply = get(&app, path).await;
        assert_eq!(
            (reply.status, reply.text().as_str()),
            (status, INDEX),
            "{path}"
        );
    }
}
