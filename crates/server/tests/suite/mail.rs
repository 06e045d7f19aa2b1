//! Letters: a registered request is confirmed by one, whatever the mail server and the machine do (spec D51).

mod again;
mod change;
mod deadline;
mod preference;
mod program;

use std::{fs, time::Duration};

use axum::http::{Method, StatusCode};
use opora_contract::{path, request::Receipt, status::Status};
use opora_server::{Round, deliver};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use tokio::{task::JoinSet, time::timeout};

use crate::{
    app::{NOON, Settings, TestApp, complaint, uuid},
    fixture::png,
    log::logged,
    sink::{Mood, Sink},
};

/// Of [`complaint`], the domain in lower case.
const ANNA: &str = "Anna.P@example.ru";
const HOUR: i64 = 60;

async fn app(sink: &Sink) -> TestApp {
    app_with(sink, Settings::default()).await
}

async fn app_with(sink: &Sink, settings: Settings) -> TestApp {
    TestApp::with(Settings {
        smtp_url: Some(sink.url()),
        public_url: Some("https://help.example.ru"),
        ..settings
    })
    .await
}

/// A complaint to be answered at this address.
fn complaint_of(email: &str) -> Value {
    let mut body = complaint();
    body["fields"]["email"] = json!(email);
    body
}

/// One round that ends well.
async fn round(app: &TestApp) {
    assert_eq!(deliver(&app.app).await.unwrap(), Round::Done);
}

/// One round that ends because no letter is taken.
async fn vain_round(app: &TestApp) {
    let round = deliver(&app.app).await.unwrap();
    assert!(matches!(round, Round::Closed(_)), "{round:?}");
}

/// How many letters wait.
async fn waiting(app: &TestApp) -> i64 {
    let database = app.database().await;
    let count = Statement::from_string(
        database.get_database_backend(),
        "SELECT COUNT(*) FROM mail".to_owned(),
    );
    let row = database.query_one_raw(count).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

async fn execute(app: &TestApp, statement: &str) {
    let database = app.database().await;
    database.execute_unprepared(statement).await.unwrap();
}

/// Letters counted with this outcome so far.
async fn counted(app: &TestApp, outcome: &str) -> u64 {
    let reply = app.call_site(Method::GET, "/metrics").send().await;
    let name = format!("opora_letters_total{{outcome=\"{outcome}\"}} ");
    let text = reply.text();
    let line = text.lines().find_map(|line| line.strip_prefix(&name));
    line.map_or(0, |count| count.parse().unwrap())
}

#[tokio::test]
async fn letter_tells_what_was_registered_and_how_to_follow_it() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = app.send_complaint().await;
    round(&app).await;
    let number = receipt.request.number;
    let letter = sink.only();
    assert_eq!(letter.to, [ANNA]);
    assert_eq!(letter.from, "help@opora.example");
    assert_eq!(letter.hello, "opora.example");
    assert_eq!(
        letter.header("subject"),
        format!("Обращение {number} зарегистрировано")
    );
    assert_eq!(letter.header("from"), "Центр помощи <help@opora.example>");
    assert_eq!(letter.header("to"), ANNA);
    assert_eq!(letter.header("date"), "Fri, 20 Nov 2026 09:00:00 +0000");
    assert_eq!(letter.header("auto-submitted"), "auto-generated");
    assert_eq!(letter.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(letter.header("mime-version"), "1.0");
    let text = letter.text();
    for told in [
        number.to_string(),
        "20 ноября 2026 года".to_owned(),
        // The fifth working day after that Friday.
        "не позднее 27 ноября 2026 года".to_owned(),
        format!(
            "https://help.example.ru/requests/{number}?lang=ru#key={}",
            receipt.key.reveal()
        ),
        "«Мои обращения»".to_owned(),
    ] {
        assert!(text.contains(&told), "{told} is not in\n{text}");
    }
    assert!(!text.contains(['{', '}']), "{text}");
    assert_eq!(waiting(&app).await, 0);
    round(&app).await;
    sink.only();
}

#[tokio::test]
async fn letter_speaks_the_language_of_the_request() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let path = format!("{}?lang=en", path::REQUESTS);
    let reply = app
        .post(&path, &complaint())
        .idempotent(&uuid())
        .send()
        .await;
    let receipt: Receipt = reply.json();
    round(&app).await;
    let number = receipt.request.number;
    let letter = sink.only();
    assert_eq!(
        letter.header("subject"),
        format!("Your request {number} is registered")
    );
    let text = letter.text();
    assert!(text.contains("by 27 November 2026"), "{text}");
    assert!(
        text.contains(&format!("/requests/{number}?lang=en")),
        "{text}"
    );
}

#[tokio::test]
async fn site_without_an_address_sends_letters_without_a_link() {
    let sink = Sink::start().await;
    let app = TestApp::with(Settings {
        smtp_url: Some(sink.url()),
        ..Settings::default()
    })
    .await;
    app.send_complaint().await;
    round(&app).await;
    let text = sink.only().text();
    assert!(
        !text.contains("http") && !text.contains("Страница"),
        "{text}"
    );
    assert!(text.contains("«Мои обращения»"), "{text}");
}

#[tokio::test]
async fn everybody_gets_one_letter_however_requests_are_registered() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    // Side by side: they are written together.
    let mut calls = JoinSet::new();
    for at in 0..20 {
        let body = complaint_of(&format!("citizen-{at}@example.ru"));
        let call = app.post(path::REQUESTS, &body).idempotent(&uuid());
        calls.spawn(call.send());
    }
    while let Some(reply) = calls.join_next().await {
        assert_eq!(reply.unwrap().status, StatusCode::CREATED);
    }
    // With a file a request is written alone.
    let file = app.uploaded("screenshot", png(50)).await;
    let mut body = complaint_of("citizen-20@example.ru");
    body["attachments"] = json!([{"id": file.id, "key": file.key}]);
    app.send_form(&body).await;
    round(&app).await;
    let mut recipients: Vec<_> = sink
        .received()
        .into_iter()
        .flat_map(|letter| letter.to)
        .collect();
    recipients.sort();
    let mut expected: Vec<_> = (0..=20)
        .map(|at| format!("citizen-{at}@example.ru"))
        .collect();
    expected.sort();
    assert_eq!(recipients, expected);
}

#[tokio::test]
async fn no_address_no_letter_and_a_retry_makes_no_second_one() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let mut body = complaint();
    body["fields"].as_object_mut().unwrap().remove("email");
    app.send_form(&body).await;
    assert_eq!(waiting(&app).await, 0);
    let key = uuid();
    for _ in 0..3 {
        let call = app.post(path::REQUESTS, &complaint()).idempotent(&key);
        assert_eq!(call.send().await.status, StatusCode::CREATED);
    }
    round(&app).await;
    sink.only();
}

#[tokio::test]
async fn nobody_waits_for_a_letter_and_it_leaves_by_itself() {
    let sink = Sink::start().await;
    sink.be(Mood::Hesitates);
    let app = app(&sink).await;
    let post = tokio::spawn(opora_server::keep_delivering(app.app.clone()));
    for count in 1..=2 {
        let sent = timeout(Duration::from_secs(10), app.send_complaint());
        sent.await.expect("registered while a letter is under way");
        sink.arrived(count).await;
    }
    sink.be(Mood::Friendly);
    app.send_complaint().await;
    sink.arrived(3).await;
    post.abort();
}

#[tokio::test]
async fn letters_wait_for_a_server_that_is_down() {
    let mut sink = Sink::down();
    let app = app(&sink).await;
    let first = app.send_complaint().await;
    app.send_form(&complaint_of("ivan@example.ru")).await;
    vain_round(&app).await;
    assert_eq!(waiting(&app).await, 2);
    sink.open();
    app.pass_minutes(1);
    round(&app).await;
    assert_eq!(sink.received().len(), 2);
    let number = first.request.number.to_string();
    let told = |letter: &crate::sink::Received| letter.text().contains(&number);
    assert_eq!(
        sink.received().iter().filter(|letter| told(letter)).count(),
        1
    );
    assert_eq!(waiting(&app).await, 0);
}

#[tokio::test]
async fn pauses_grow_until_the_letter_is_too_old() {
    let sink = Sink::start().await;
    sink.be(Mood::Greets("421 come back later"));
    let app = app(&sink).await;
    let before = counted(&app, "expired").await;
    app.send_complaint().await;
    // Tried when these many minutes have passed since the last time, and not a minute before.
    for pause in [1, 2, 4, 8, 15, 15] {
        vain_round(&app).await;
        app.pass_minutes(pause - 1);
        round(&app).await;
        app.pass_minutes(1);
    }
    app.pass_minutes(47 * HOUR);
    vain_round(&app).await;
    assert_eq!(waiting(&app).await, 1);
    app.pass_minutes(HOUR);
    vain_round(&app).await;
    assert_eq!(waiting(&app).await, 0);
    assert!(counted(&app, "expired").await > before);
}

#[tokio::test]
async fn letter_is_tried_once_more_however_late_a_server_starts() {
    let sink = Sink::start().await;
    let mut app = app(&sink).await;
    app.send_complaint().await;
    app.pass_minutes(30 * 24 * HOUR);
    app.restart().await;
    round(&app).await;
    sink.only();
}

#[tokio::test]
async fn passing_refusal_delays_that_letter_alone() {
    let sink = Sink::start().await;
    sink.be(Mood::AboutRecipient(ANNA, "450 4.2.0 try again"));
    let app = app(&sink).await;
    app.send_complaint().await;
    app.send_form(&complaint_of("ivan@example.ru")).await;
    round(&app).await;
    assert_eq!(sink.only().to, ["ivan@example.ru"]);
    sink.be(Mood::Friendly);
    round(&app).await;
    sink.only();
    app.pass_minutes(1);
    round(&app).await;
    assert_eq!(sink.received()[1].to, [ANNA]);
}

#[tokio::test]
async fn refusal_for_good_ends_it_and_is_counted() {
    let sink = Sink::start().await;
    sink.be(Mood::AboutRecipient(ANNA, "550 5.1.1 no such user"));
    let app = app(&sink).await;
    let before = counted(&app, "refused").await;
    app.send_complaint().await;
    app.send_form(&complaint_of("ivan@example.ru")).await;
    round(&app).await;
    assert_eq!(sink.only().to, ["ivan@example.ru"]);
    assert_eq!(waiting(&app).await, 0);
    assert!(counted(&app, "refused").await > before);
    let log = logged();
    assert!(
        log.contains("a letter was given up") && log.contains("550"),
        "{log}"
    );
    assert!(
        !log.contains("nna.") && !log.contains("no such user"),
        "{log}"
    );
}

#[tokio::test]
async fn refusal_of_ourselves_loses_no_letter() {
    let sink = Sink::start().await;
    let mut app = TestApp::with(Settings {
        smtp_url: Some(format!("smtp://opora:right@{}", sink.address)),
        ..Settings::default()
    })
    .await;
    app.send_complaint().await;
    for mood in [
        Mood::Greets("554 we serve nobody"),
        // The user `opora` with the password `wrong`.
        Mood::Asks("AG9wb3JhAHdyb25n"),
        Mood::Greets("421 too busy"),
        Mood::Greets("nonsense"),
    ] {
        sink.be(mood);
        vain_round(&app).await;
        assert_eq!(waiting(&app).await, 1, "{mood:?}");
        app.pass_minutes(15);
    }
    sink.be(Mood::Asks("AG9wb3JhAHJpZ2h0"));
    app.restart().await;
    round(&app).await;
    sink.only();
}

#[tokio::test]
async fn letter_that_goes_twice_is_known_by_its_id() {
    let sink = Sink::start().await;
    sink.be(Mood::HangsUp);
    let app = app(&sink).await;
    let receipt = app.send_complaint().await;
    round(&app).await;
    assert_eq!(waiting(&app).await, 1);
    sink.be(Mood::Friendly);
    app.pass_minutes(1);
    round(&app).await;
    let [first, second] = &sink.received()[..] else {
        panic!("the letter was taken twice");
    };
    let number = receipt.request.number.compact();
    let id = format!("<{number}.received.1.{NOON}@opora.example>");
    assert_eq!(first.header("message-id"), id);
    assert_eq!(first.data, second.data);
}

#[tokio::test]
async fn server_that_is_killed_loses_no_letter() {
    let sink = Sink::start().await;
    let mut app = app(&sink).await;
    // Before the first attempt.
    app.send_complaint().await;
    app.restart().await;
    round(&app).await;
    sink.only();
    // Amid an attempt.
    sink.be(Mood::Hesitates);
    app.send_complaint().await;
    let attempt = tokio::spawn({
        let app = app.app.clone();
        async move { deliver(&app).await }
    });
    sink.arrived(2).await;
    attempt.abort();
    assert!(attempt.await.unwrap_err().is_cancelled());
    sink.be(Mood::Friendly);
    app.restart().await;
    app.pass_minutes(1);
    round(&app).await;
    let received = sink.received();
    assert_eq!(received.len(), 3);
    assert_eq!(received[1].data, received[2].data);
    assert_eq!(waiting(&app).await, 0);
}

#[tokio::test]
async fn servers_over_one_database_send_a_letter_once() {
    let sink = Sink::start().await;
    let mut app = app(&sink).await;
    for at in 0..30 {
        app.send_form(&complaint_of(&format!("citizen-{at}@example.ru")))
            .await;
    }
    let other = app.app.clone();
    app.restart().await;
    let (one, two) = tokio::join!(deliver(&app.app), deliver(&other));
    assert_eq!((one.unwrap(), two.unwrap()), (Round::Done, Round::Done));
    assert_eq!(sink.received().len(), 30);
    assert_eq!(waiting(&app).await, 0);
}

#[tokio::test]
async fn letters_are_files_where_there_is_no_mail_server() {
    let app = TestApp::new().await;
    let first = app.send_complaint().await;
    app.pass_minutes(1);
    let second = app.send_complaint().await;
    round(&app).await;
    let folder = app.folder.path().join("data/mail");
    let mut names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "20261120T090000Z-0000000001.eml",
            "20261120T090100Z-0000000002.eml"
        ]
    );
    for (name, receipt) in names.iter().zip([first, second]) {
        let data = fs::read(folder.join(name)).unwrap();
        let mail = mailparse::parse_mail(&data).unwrap();
        let text = mail.get_body().unwrap();
        assert!(text.contains(&receipt.request.number.to_string()), "{text}");
    }
}

#[tokio::test]
async fn hostile_words_stay_in_their_header() {
    let sink = Sink::start().await;
    let mail = include_str!("../../../../content/ru/mail.toml");
    let number = "Обращение {number} зарегистрировано";
    assert!(mail.contains(number));
    let quoting = mail.replace(number, "{number}: {subject}");
    let app = app_with(
        &sink,
        Settings {
            content: vec![("ru/mail.toml".to_owned(), quoting)],
            ..Settings::default()
        },
    )
    .await;
    let mut body = complaint();
    body["fields"]["subject"] = json!(
        "Тема\r\nBcc: evil@example.ru\r\n\r\n<script>\u{202e}\u{0}{number}=?utf-8?q?=0D=0A?="
    );
    app.send_form(&body).await;
    round(&app).await;
    // What got into the database by another way is not trusted either.
    let hostile = "Subject\r\nBcc: evil@example.ru\r\n\r\nDear friend";
    body["fields"]["email"] = json!("ivan@example.ru");
    app.send_form(&body).await;
    execute(&app, &format!("UPDATE request SET subject = '{hostile}'")).await;
    round(&app).await;
    let received = sink.received();
    assert_eq!(received.len(), 2);
    for letter in received {
        assert_eq!(letter.to.len(), 1);
        let mail = letter.mail();
        let mut names: Vec<_> = mail.headers.iter().map(|header| header.get_key()).collect();
        names.sort();
        let expected = [
            "Auto-Submitted",
            "Content-Transfer-Encoding",
            "Content-Type",
            "Date",
            "From",
            "MIME-Version",
            "Message-ID",
            "Subject",
            "To",
        ];
        assert_eq!(names, expected);
        let subject = letter.header("subject");
        assert!(subject.contains("Bcc: evil@example.ru"), "{subject}");
        assert!(
            !subject.contains(['\r', '\n', '\u{202e}', '\u{0}']),
            "{subject:?}"
        );
        assert!(letter.text().starts_with("Мы получили ваше обращение"));
    }
}

#[tokio::test]
async fn address_that_no_server_takes_is_given_up() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let before = counted(&app, "unfit").await;
    app.send_form(&complaint_of("anna..p@example.ru")).await;
    app.send_complaint().await;
    let hostile = "anna@example.ru>\r\nRCPT TO:<evil@example.ru";
    execute(
        &app,
        &format!("UPDATE mail SET recipient = '{hostile}' WHERE id = 2"),
    )
    .await;
    round(&app).await;
    assert!(sink.received().is_empty());
    assert_eq!(waiting(&app).await, 0);
    assert!(counted(&app, "unfit").await > before);
    assert!(!logged().contains("example.ru"), "{}", logged());
}

#[tokio::test]
async fn addresses_of_other_scripts_are_reached() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    app.send_form(&complaint_of("анна@пример.рф")).await;
    round(&app).await;
    assert_eq!(sink.only().to, ["анна@xn--e1afmkfd.xn--p1ai"]);
    // An old server takes what it can.
    sink.be(Mood::IsOld);
    for email in ["анна@пример.рф", "anna@пример.рф"] {
        app.send_form(&complaint_of(email)).await;
    }
    round(&app).await;
    assert_eq!(sink.received()[1].to, ["anna@xn--e1afmkfd.xn--p1ai"]);
    assert_eq!(waiting(&app).await, 0);
}

#[tokio::test]
async fn neither_letter_nor_log_holds_a_secret() {
    let mut sink = Sink::down();
    let app = app(&sink).await;
    let receipt = app.send_complaint().await;
    vain_round(&app).await;
    sink.open();
    app.pass_minutes(1);
    round(&app).await;
    let letter = sink.only();
    let whole = format!("{}{}", String::from_utf8_lossy(&letter.data), letter.text());
    let key = receipt.key.reveal();
    for secret in ["79123456789", "Не приходит код", "три раза"] {
        assert!(
            !whole.contains(secret),
            "the letter holds {secret}:\n{whole}"
        );
    }
    let log = logged();
    assert!(log.contains("\"call\""), "{log}");
    let number = receipt.request.number;
    for secret in [
        "nna.",
        "example.ru",
        key,
        &number.to_string(),
        &number.compact(),
    ] {
        assert!(!log.contains(secret), "the log holds {secret}:\n{log}");
    }
    let metrics = app.call_site(Method::GET, "/metrics").send().await.text();
    assert!(!metrics.contains("example.ru"), "{metrics}");
}

#[tokio::test]
async fn letter_follows_the_applicant_who_mends_the_address() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let edit = async |receipt: &Receipt, email: &str| {
        let call = app.of(Method::PATCH, path::REQUEST, receipt);
        let body = json!({"fields": {"email": email}});
        let reply = call.header("if-match", "*").json(&body).send().await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    };
    let mended = app.send_complaint().await;
    edit(&mended, "anna@example.ru").await;
    let silent = app.send_form(&complaint_of("ivan@example.ru")).await;
    edit(&silent, "").await;
    round(&app).await;
    assert_eq!(sink.only().to, ["anna@example.ru"]);
}

#[tokio::test]
async fn request_that_was_taken_back_is_not_confirmed() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = app.send_complaint().await;
    let withdrawn = app
        .of(Method::POST, path::WITHDRAWAL, &receipt)
        .send()
        .await;
    assert_eq!(withdrawn.status, StatusCode::OK);
    assert_eq!(waiting(&app).await, 0);
    round(&app).await;
    assert!(sink.received().is_empty());
}

#[tokio::test]
async fn late_letter_promises_nothing_that_is_decided() {
    use Status::{Approved, InProgress};
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = app.send_complaint().await;
    app.advance(&receipt, &[InProgress, Approved]).await;
    round(&app).await;
    let received = sink.received();
    let confirms = |letter: &&crate::sink::Received| letter.header("subject").contains("регистр");
    let text = received.iter().find(confirms).unwrap().text();
    assert!(text.contains("20 ноября 2026 года"), "{text}");
    assert!(!text.contains("не позднее"), "{text}");
}

#[tokio::test]
async fn nobody_is_buried_under_letters() {
    let sink = Sink::start().await;
    let app = app_with(
        &sink,
        Settings {
            rate_limit: 1_000,
            ..Settings::default()
        },
    )
    .await;
    let before = counted(&app, "withheld").await;
    for at in 0..15 {
        let same = if at % 2 == 0 {
            ANNA
        } else {
            "anna.p@EXAMPLE.ru"
        };
        app.send_form(&complaint_of(same)).await;
    }
    app.send_form(&complaint_of("ivan@example.ru")).await;
    round(&app).await;
    assert_eq!(sink.received().len(), 12 + 1);
    assert_eq!(waiting(&app).await, 0);
    assert!(counted(&app, "withheld").await > before);
}

#[tokio::test]
async fn letter_that_matters_waits_until_its_address_may_have_one_more() {
    let sink = Sink::start().await;
    let limited = Settings {
        rate_limit: 1_000,
        ..Settings::default()
    };
    let mut app = app_with(&sink, limited).await;
    let receipt = app.send_form(&complaint_of(ANNA)).await;
    for _ in 1..12 {
        app.send_form(&complaint_of(ANNA)).await;
    }
    round(&app).await;
    app.advance(&receipt, &[Status::WaitingDocuments]).await;
    round(&app).await;
    assert_eq!((sink.received().len(), waiting(&app).await), (12, 1));
    // Another server has sent her nothing yet.
    app.restart().await;
    app.pass_minutes(4);
    round(&app).await;
    assert_eq!(sink.received().len(), 12);
    app.pass_minutes(1);
    round(&app).await;
    assert_eq!((sink.received().len(), waiting(&app).await), (13, 0));
    let last = sink.received().pop().unwrap();
    assert!(last.header("subject").contains("нужны ваши материалы"));
}

#[tokio::test]
async fn samples_of_the_demo_write_to_nobody() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    opora_server::demo::fill(&app.app).await.unwrap();
    assert_eq!(waiting(&app).await, 0);
    assert_eq!(NOON, app.app.now().0);
}
