//! Whom a portal has signed in: what their sessions open, and what becomes of them. Attacks on tokens: `forgery`.

mod forgery;

use axum::http::{Method, StatusCode};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use opora_contract::{
    path,
    problem::ProblemCode,
    request::Receipt,
    session::{OwnRequests, Session},
};
use rcgen::{KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_ED25519};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::{
    app::{Call, NOON, Reply, STAFF, Settings, TestApp, complaint, uuid},
    log::logged,
};

const RSA: &str = include_str!("fixture/portal.rsa.pem");
const RSA_PUBLIC: &str = include_str!("fixture/portal.rsa.public.pem");
const SECRET: &str = "a secret of thirty-two characters";
const AUDIENCE: &str = "https://help.example.ru";
const CITY: &str = "https://city.example.ru";
const SCHOOL: &str = "https://school.example.ru";

/// The portal of each algorithm; `city` is the one that most tests use.
const PORTALS: &str = r##"
[[portal]]
id = "city"
name = { ru = "Портал города", en = "City portal" }
origins = ["https://city.example.ru"]
prefill = ["name", "email"]
context = ["page", "service"]
identity = { algorithm = "EdDSA", key_file = "ed.pem" }

[[portal]]
id = "school"
name = { ru = "Школа", en = "School" }
origins = ["https://school.example.ru"]
prefill = ["phone"]
identity = { algorithm = "HS256", key_file = "secret" }

[[portal]]
id = "clinic"
name = { ru = "Поликлиника", en = "Clinic" }
origins = ["https://clinic.example.ru"]
identity = { algorithm = "ES256", key_file = "ec.pem" }

[[portal]]
id = "library"
name = { ru = "Библиотека", en = "Library" }
origins = ["https://library.example.ru"]
identity = { algorithm = "RS256", key_file = "rsa.pem" }

[[portal]]
id = "museum"
name = { ru = "Музей", en = "Museum" }
origins = ["https://museum.example.ru"]
"##;

/// A server with portals that sign people in, and their keys.
struct Stage {
    app: TestApp,
    ed: EncodingKey,
    ed_public: String,
    ec: EncodingKey,
}

impl Stage {
    async fn new() -> Self {
        Self::with(Settings::default()).await
    }

    async fn with(settings: Settings) -> Self {
        let ed = KeyPair::generate_for(&PKCS_ED25519).unwrap();
        let ec = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
        let app = TestApp::with(Settings {
            portals: Some(PORTALS.to_owned()),
            beside: vec![
                ("ed.pem", ed.public_key_pem()),
                ("ec.pem", ec.public_key_pem()),
                ("rsa.pem", RSA_PUBLIC.to_owned()),
                ("secret", SECRET.to_owned()),
            ],
            public_url: Some(AUDIENCE),
            ..settings
        });
        Self {
            app: app.await,
            ed: EncodingKey::from_ed_pem(ed.serialize_pem().as_bytes()).unwrap(),
            ed_public: ed.public_key_pem(),
            ec: EncodingKey::from_ec_pem(ec.serialize_pem().as_bytes()).unwrap(),
        }
    }

    /// A token of the city portal.
    fn token(&self, claims: &Value) -> String {
        sign(Algorithm::EdDSA, &self.ed, claims)
    }

    /// Hands a token over from a page of an origin.
    fn hand_over(&self, token: &str, origin: &str) -> Call {
        let body = json!({"token": token, "origin": origin});
        self.app.post(path::SESSIONS, &body)
    }

    /// A session of a person of the city portal.
    async fn sign_in(&self, subject: &str) -> Session {
        let token = self.token(&claims(subject));
        let reply = self.hand_over(&token, CITY).send().await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        reply.json()
    }

    /// Sends a complaint in a session.
    async fn send(&self, session: &Session) -> Receipt {
        let call = self.app.post(path::REQUESTS, &complaint());
        let call = call.idempotent(&uuid()).token(session.session.reveal());
        let reply = call.send().await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        reply.json()
    }

    fn own(&self, session: &Session) -> Call {
        let call = self.app.get(path::SESSION_REQUESTS);
        call.token(session.session.reveal())
    }

    /// Numbers of the person's requests.
    async fn numbers(&self, session: &Session) -> Vec<String> {
        let reply = self.own(session).send().await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
        let own: OwnRequests = reply.json();
        let numbers = own.requests.iter();
        numbers.map(|own| own.request.number.compact()).collect()
    }
}

fn sign(algorithm: Algorithm, key: &EncodingKey, claims: &Value) -> String {
    jsonwebtoken::encode(&Header::new(algorithm), claims, key).unwrap()
}

/// Good claims of the city portal, made at noon.
fn claims(subject: &str) -> Value {
    json!({
        "iss": "city",
        "aud": AUDIENCE,
        "sub": subject,
        "iat": NOON,
        "exp": NOON + 300,
        "jti": uuid(),
        "name": " Анна Петрова ",
        "email": "Anna.P@Example.RU",
        "phone": "8 (912) 345-67-89",
    })
}

/// Claims with some that are other; `null` takes one away.
fn but(changes: &Value) -> Value {
    let mut claims = claims("anna");
    let all = claims.as_object_mut().unwrap();
    for (name, value) in changes.as_object().unwrap() {
        match value {
            Value::Null => all.remove(name),
            value => all.insert(name.clone(), value.clone()),
        };
    }
    claims
}

#[tokio::test]
async fn portal_signs_its_visitors_in_with_the_algorithm_it_has() {
    let stage = Stage::new().await;
    let rsa = EncodingKey::from_rsa_pem(RSA.as_bytes()).unwrap();
    let secret = EncodingKey::from_secret(SECRET.as_bytes());
    for (portal, algorithm, key, profile) in [
        (
            "city",
            Algorithm::EdDSA,
            &stage.ed,
            ["Анна Петрова", "anna.p@example.ru", ""],
        ),
        (
            "school",
            Algorithm::HS256,
            &secret,
            ["", "", "+79123456789"],
        ),
        ("clinic", Algorithm::ES256, &stage.ec, ["", "", ""]),
        ("library", Algorithm::RS256, &rsa, ["", "", ""]),
    ] {
        let token = sign(algorithm, key, &but(&json!({"iss": portal})));
        let origin = format!("https://{portal}.example.ru");
        let reply = stage.hand_over(&token, &origin).send().await;
        assert_eq!(
            reply.status,
            StatusCode::CREATED,
            "{portal}: {}",
            reply.text()
        );
        assert_eq!(reply.header("cache-control"), "no-store");
        let session: Session = reply.json();
        assert_eq!(session.session.reveal().len(), 43);
        assert_eq!(session.expires.as_str(), "2026-11-20T09:30:00Z");
        let told = session.profile;
        let email = told.email.to_lowercase();
        assert_eq!([&*told.name, &*email, &*told.phone], profile, "{portal}");
    }
}

#[tokio::test]
async fn what_a_form_would_refuse_is_not_filled_in() {
    let stage = Stage::new().await;
    for (name, email) in [
        ("", "no address"),
        ("А\u{7}нна", "@"),
        (&*"а".repeat(201), ""),
    ] {
        let token = stage.token(&but(&json!({"name": name, "email": email})));
        let session: Session = stage.hand_over(&token, CITY).send().await.json();
        assert_eq!((&*session.profile.name, &*session.profile.email), ("", ""));
    }
    let token = stage.token(&but(&json!({"name": null, "email": null, "phone": null})));
    let reply = stage.hand_over(&token, CITY).send().await;
    assert_eq!(reply.status, StatusCode::CREATED);
    let mut unknown = claims("anna");
    for name in ["name", "email", "phone"] {
        unknown[name] = Value::Null;
    }
    let reply = stage.hand_over(&stage.token(&unknown), CITY).send().await;
    assert_eq!(reply.status, StatusCode::CREATED);
}

#[tokio::test]
async fn what_is_sent_in_a_session_is_there_on_every_device() {
    let stage = Stage::new().await;
    let phone = stage.sign_in("anna").await;
    let first = stage.send(&phone).await;
    let second = stage.send(&phone).await;
    assert!(first.linked && second.linked);
    stage.app.send_complaint().await;

    let computer = stage.sign_in("anna").await;
    assert_ne!(phone.session, computer.session);
    let reply = stage.own(&computer).send().await;
    assert_eq!(reply.header("cache-control"), "no-store");
    let own: OwnRequests = reply.json();
    let found: Vec<_> = own.requests.iter().map(|own| own.request.number).collect();
    assert_eq!(
        found,
        [second.request.number, first.request.number],
        "the latest first"
    );
    assert_eq!(own.requests[1].key, first.key);
    assert_eq!(own.requests[1].request, stage.app.read(&first).await);
}

#[tokio::test]
async fn nobody_sees_what_another_person_has_sent() {
    let stage = Stage::new().await;
    let anna = stage.sign_in("anna").await;
    stage.send(&anna).await;
    for subject in ["Anna", "anna ", "ann", "anna\u{301}", "ivan"] {
        let other = stage.sign_in(subject).await;
        assert_eq!(
            stage.numbers(&other).await,
            Vec::<String>::new(),
            "{subject}"
        );
    }
    // The same name at another portal is another person.
    let secret = EncodingKey::from_secret(SECRET.as_bytes());
    let token = sign(Algorithm::HS256, &secret, &but(&json!({"iss": "school"})));
    let session: Session = stage.hand_over(&token, SCHOOL).send().await.json();
    assert_eq!(stage.numbers(&session).await, Vec::<String>::new());
    assert_eq!(stage.numbers(&anna).await.len(), 1);
}

#[tokio::test]
async fn browser_can_tell_people_apart_and_nothing_else_of_them() {
    let stage = Stage::new().await;
    let first = stage.sign_in("anna").await.owner;
    assert_eq!(stage.sign_in("anna").await.owner, first);
    assert_ne!(stage.sign_in("ivan").await.owner, first);
    // The same name at another portal is another person.
    let secret = EncodingKey::from_secret(SECRET.as_bytes());
    let token = sign(Algorithm::HS256, &secret, &but(&json!({"iss": "school"})));
    let session: Session = stage.hand_over(&token, SCHOOL).send().await.json();
    assert_ne!(session.owner, first);
    let text = first.as_str();
    assert!(text.len() < 32 && !text.contains("anna"), "{text}");
    // It opens nothing.
    let call = stage.app.get(path::SESSION_REQUESTS).token(text);
    let reply = call.send().await;
    reply.refused(401, ProblemCode::Unauthorised);
    // A server that begins anew says the same, whatever its database knows.
    let again = Stage::new().await;
    assert_eq!(again.sign_in("anna").await.owner, first);
}

#[tokio::test]
async fn requests_are_not_shown_without_a_session() {
    let stage = Stage::new().await;
    let session = stage.sign_in("anna").await;
    let receipt = stage.send(&session).await;
    let call = || stage.app.get(path::SESSION_REQUESTS);
    for call in [
        call(),
        call().token(""),
        call().token("x"),
        call().token(STAFF),
        call().key(&receipt.key),
        call().header(
            "authorization",
            &format!("Basic {}", session.session.reveal()),
        ),
        call().token(&session.session.reveal()[1..]),
        call().token(&session.session.reveal().to_lowercase()),
    ] {
        call.send().await.refused(401, ProblemCode::Unauthorised);
    }
    // And a session opens nothing that a key opens.
    for pattern in [path::REQUEST, path::EXPORT] {
        let path = path::fill(pattern, &[&receipt.request.number.compact()]);
        let path = format!("{path}?format=json");
        let call = stage.app.get(&path).token(session.session.reveal());
        call.send().await.refused(401, ProblemCode::Unauthorised);
    }
    let staff = stage.app.get(path::STAFF_REQUESTS);
    let staff = staff.token(session.session.reveal()).send().await;
    staff.refused(401, ProblemCode::Unauthorised);
}

#[tokio::test]
async fn session_ends_after_half_an_hour_and_loses_no_request() {
    let stage = Stage::new().await;
    let session = stage.sign_in("anna").await;
    stage.app.pass_minutes(29);
    assert!(stage.send(&session).await.linked);
    stage.app.pass_minutes(1);
    stage
        .own(&session)
        .send()
        .await
        .refused(401, ProblemCode::Unauthorised);
    let key = uuid();
    let send = async |session: &Session| {
        let call = stage.app.post(path::REQUESTS, &complaint());
        let call = call.idempotent(&key).token(session.session.reveal());
        let reply: Reply = call.send().await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        reply.json::<Receipt>()
    };
    let sent = send(&session).await;
    assert!(!sent.linked, "it is registered, but nobody's");

    // The same call in a new session.
    let now = NOON + 30 * 60;
    let claims = |subject: &str| json!({"sub": subject, "iat": now, "exp": now + 60});
    let sign_in = async |subject: &str| -> Session {
        let token = stage.token(&but(&claims(subject)));
        stage.hand_over(&token, CITY).send().await.json()
    };
    let anna = sign_in("anna").await;
    let again = send(&anna).await;
    assert!(again.linked);
    assert_eq!(again.request.number, sent.request.number);
    assert_eq!(stage.numbers(&anna).await.len(), 2);
    // What is somebody's stays theirs.
    let ivan = sign_in("ivan").await;
    assert!(!send(&ivan).await.linked);
    assert_eq!(stage.numbers(&ivan).await, Vec::<String>::new());
}

#[tokio::test]
async fn request_with_any_other_token_is_registered_as_nobodys() {
    let stage = Stage::new().await;
    for token in ["", "x", STAFF, "null"] {
        let call = stage.app.post(path::REQUESTS, &complaint());
        let reply = call.idempotent(&uuid()).token(token).send().await;
        assert_eq!(reply.status, StatusCode::CREATED, "{token}");
        assert!(!reply.json::<Receipt>().linked, "{token}");
    }
}

#[tokio::test]
async fn whoever_signs_out_is_out() {
    let stage = Stage::new().await;
    let (session, other) = (stage.sign_in("anna").await, stage.sign_in("anna").await);
    stage.send(&session).await;
    let sign_out = || {
        let call = stage.app.call(Method::DELETE, path::SESSIONS);
        call.token(session.session.reveal())
    };
    for _ in 0..2 {
        assert_eq!(sign_out().send().await.status, StatusCode::NO_CONTENT);
    }
    stage
        .own(&session)
        .send()
        .await
        .refused(401, ProblemCode::Unauthorised);
    assert!(!stage.send(&session).await.linked);
    assert_eq!(
        stage.numbers(&other).await.len(),
        1,
        "the other session goes on"
    );
    let without = stage.app.call(Method::DELETE, path::SESSIONS).send().await;
    without.refused(401, ProblemCode::Unauthorised);
}

#[tokio::test]
async fn sessions_of_a_portal_that_was_taken_off_end() {
    let mut stage = Stage::new().await;
    let session = stage.sign_in("anna").await;
    let path = stage.app.folder.path().join("portals.toml");
    let renamed = PORTALS.replace("id = \"city\"", "id = \"town\"");
    std::fs::write(path, renamed).unwrap();
    stage.app.restart().await;
    stage
        .own(&session)
        .send()
        .await
        .refused(401, ProblemCode::Unauthorised);
}

#[tokio::test]
async fn what_has_expired_is_swept() {
    let stage = Stage::new().await;
    stage.sign_in("anna").await;
    let rows = async |table: &str| {
        let database = stage.app.database().await;
        let count = format!("SELECT COUNT(*) FROM {table}");
        let statement = Statement::from_string(database.get_database_backend(), count);
        let row = database.query_one_raw(statement).await.unwrap().unwrap();
        row.try_get_by_index::<i64>(0).unwrap()
    };
    for (minutes, sessions, tokens) in [(5, 1, 1), (1, 1, 0), (23, 1, 0), (1, 0, 0)] {
        stage.app.pass_minutes(minutes);
        opora_server::sweep(&stage.app.app).await.unwrap();
        assert_eq!(
            (rows("session").await, rows("portal_token").await),
            (sessions, tokens)
        );
    }
}

#[tokio::test]
async fn neither_log_nor_database_holds_who_somebody_is() {
    let stage = Stage::new().await;
    let claims = claims("subject-of-the-portal");
    let token = stage.token(&claims);
    let session: Session = stage.hand_over(&token, CITY).send().await.json();
    stage.hand_over(&token, CITY).send().await;
    stage.hand_over(&format!("{token}x"), CITY).send().await;
    stage.own(&session).send().await;
    let mut body = complaint();
    body["fields"]["email"] = "".into();
    stage
        .app
        .post(path::REQUESTS, &body)
        .idempotent(&uuid())
        .token(session.session.reveal())
        .send()
        .await;
    let database = stage.app.database().await;
    let mut stored = String::new();
    for (table, columns) in [
        ("session", "code || ' ' || portal || ' ' || owner"),
        ("portal_token", "code"),
        ("request", "owner || ' ' || fields"),
    ] {
        let all = format!("SELECT {columns} FROM {table}");
        let statement = Statement::from_string(database.get_database_backend(), all);
        for row in database.query_all_raw(statement).await.unwrap() {
            stored.push_str(&row.try_get_by_index::<String>(0).unwrap());
        }
    }
    assert!(stored.contains("city"), "{stored}");
    let log = logged();
    let signature = token.rsplit('.').next().unwrap();
    for secret in [
        &*token,
        signature,
        session.session.reveal(),
        "subject-of-the-portal",
        claims["jti"].as_str().unwrap(),
        "Петрова",
        "nna.P",
        SECRET,
    ] {
        assert!(!stored.contains(secret), "the database holds {secret}");
        assert!(!log.contains(secret), "the log holds {secret}:\n{log}");
    }
}
