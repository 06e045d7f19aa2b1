//! Tokens that no portal has made for us, or that come twice: none opens a session, and none says why.

use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey};
use opora_contract::{path, problem::ProblemCode, session::Session};
use rcgen::{KeyPair, PKCS_ED25519};
use serde_json::{Value, json};

use super::{AUDIENCE, CITY, NOON, RSA, SCHOOL, SECRET, Settings, Stage, but, claims, sign, uuid};

fn encoded(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

/// Whether anybody was signed in for it.
async fn refused(stage: &Stage, token: &str, origin: &str) {
    let reply = stage.hand_over(token, origin).send().await;
    let flaws = reply.refused(401, ProblemCode::TokenRefused);
    assert!(flaws.is_empty());
    assert_eq!(reply.header("www-authenticate"), "Bearer");
    assert_eq!(reply.header("cache-control"), "no-store");
    let start = token.get(..20).unwrap_or(token);
    assert!(start.is_empty() || !reply.text().contains(start));
}

#[tokio::test]
async fn token_of_another_key_is_refused() {
    let stage = Stage::new().await;
    let other = KeyPair::generate_for(&PKCS_ED25519).unwrap();
    let other = EncodingKey::from_ed_pem(other.serialize_pem().as_bytes()).unwrap();
    refused(
        &stage,
        &sign(Algorithm::EdDSA, &other, &claims("anna")),
        CITY,
    )
    .await;
    // Another portal's key, for either portal.
    let school = EncodingKey::from_secret(SECRET.as_bytes());
    for issuer in ["city", "school"] {
        let token = sign(Algorithm::HS256, &school, &but(&json!({"iss": issuer})));
        refused(&stage, &token, CITY).await;
        let token = stage.token(&but(&json!({"iss": issuer})));
        refused(&stage, &token, SCHOOL).await;
    }
}

#[tokio::test]
async fn algorithm_is_the_portals_and_not_the_tokens() {
    let stage = Stage::new().await;
    // The public key is no secret: whoever signs with it as with one is nobody.
    for key in [stage.ed_public.as_str(), stage.ed_public.trim(), ""] {
        let key = EncodingKey::from_secret(key.as_bytes());
        refused(&stage, &sign(Algorithm::HS256, &key, &claims("anna")), CITY).await;
    }
    let rsa = EncodingKey::from_rsa_pem(RSA.as_bytes()).unwrap();
    refused(&stage, &sign(Algorithm::RS256, &rsa, &claims("anna")), CITY).await;
    let library = but(&json!({"iss": "library"}));
    for algorithm in [Algorithm::RS384, Algorithm::RS512, Algorithm::PS256] {
        refused(
            &stage,
            &sign(algorithm, &rsa, &library),
            "https://library.example.ru",
        )
        .await;
    }
    let secret = EncodingKey::from_secret(SECRET.as_bytes());
    let school = but(&json!({"iss": "school"}));
    refused(&stage, &sign(Algorithm::HS512, &secret, &school), SCHOOL).await;

    let good = stage.token(&claims("anna"));
    let parts: Vec<_> = good.split('.').collect();
    for name in ["none", "None", "NONE", "nOnE", "", "HS256", "ES256"] {
        let header = encoded(&json!({"typ": "JWT", "alg": name}));
        for signature in ["", parts[2]] {
            refused(&stage, &format!("{header}.{}.{signature}", parts[1]), CITY).await;
        }
    }
}

#[tokio::test]
async fn header_brings_no_key_of_its_own() {
    let stage = Stage::new().await;
    let own = KeyPair::generate_for(&PKCS_ED25519).unwrap();
    let raw = own.public_key_raw().to_vec();
    let key = EncodingKey::from_ed_pem(own.serialize_pem().as_bytes()).unwrap();
    let jwk = json!({"kty": "OKP", "crv": "Ed25519", "x": URL_SAFE_NO_PAD.encode(raw)});
    for header in [
        json!({"alg": "EdDSA", "jwk": jwk}),
        json!({"alg": "EdDSA", "jku": "https://evil.example/keys"}),
        json!({"alg": "EdDSA", "kid": "../../../../dev/null"}),
        json!({"alg": "EdDSA", "kid": "' OR 1=1 --"}),
    ] {
        let message = format!("{}.{}", encoded(&header), encoded(&claims("anna")));
        let signature = jsonwebtoken::crypto::sign(message.as_bytes(), &key, Algorithm::EdDSA);
        refused(&stage, &format!("{message}.{}", signature.unwrap()), CITY).await;
    }
    // Of the right key, but with something that has to be understood.
    let header = json!({"alg": "EdDSA", "crit": ["b64"], "b64": false});
    let message = format!("{}.{}", encoded(&header), encoded(&claims("anna")));
    let signature = jsonwebtoken::crypto::sign(message.as_bytes(), &stage.ed, Algorithm::EdDSA);
    refused(&stage, &format!("{message}.{}", signature.unwrap()), CITY).await;
}

#[tokio::test]
async fn token_that_somebody_has_changed_is_refused() {
    let stage = Stage::new().await;
    let good = stage.token(&claims("anna"));
    let parts: Vec<_> = good.split('.').collect();
    let other = encoded(&claims("ivan"));
    for token in [
        format!("{}.{other}.{}", parts[0], parts[2]),
        format!("{}.{}.", parts[0], parts[1]),
        format!("{}.{}", parts[0], parts[1]),
        format!("{good}."),
        format!(" {good}"),
        format!("{good}\n"),
        format!("{good}="),
        format!(
            "{}.{}.{}",
            parts[0],
            parts[1],
            URL_SAFE_NO_PAD.encode([0; 64])
        ),
        format!("{}.{}.{}", parts[1], parts[0], parts[2]),
        good.to_uppercase(),
        "..".to_owned(),
        "a.b.c".to_owned(),
        String::new(),
        "\u{0}".to_owned(),
        "я.я.я".to_owned(),
        "a".repeat(4_097),
        "a".repeat(200_000),
    ] {
        refused(&stage, &token, CITY).await;
    }
    let long = stage.token(&but(&json!({"note": "a".repeat(4_096)})));
    refused(&stage, &long, CITY).await;
    let reply = stage.hand_over(&good, CITY).send().await;
    assert_eq!(reply.status, StatusCode::CREATED, "none of them used it up");
}

#[tokio::test]
async fn token_for_somebody_else_or_of_nobody_is_refused() {
    let stage = Stage::new().await;
    for changes in [
        json!({"iss": "school"}),
        json!({"iss": "City"}),
        json!({"iss": ""}),
        json!({"iss": null}),
        json!({"iss": ["city"]}),
        json!({"aud": "https://other.example.ru"}),
        json!({"aud": format!("{AUDIENCE}/")}),
        json!({"aud": ""}),
        json!({"aud": []}),
        json!({"aud": ["https://other.example.ru"]}),
        json!({"aud": null}),
        json!({"aud": 7}),
        json!({"sub": ""}),
        json!({"sub": null}),
        json!({"sub": 7}),
        json!({"sub": "a\nb"}),
        json!({"sub": "a".repeat(201)}),
        json!({"jti": ""}),
        json!({"jti": null}),
        json!({"jti": "a".repeat(201)}),
        json!({"jti": "a\u{0}"}),
        json!({"exp": null}),
        json!({"iat": null}),
        json!({"exp": "never"}),
        json!({"exp": NOON + 601}),
        json!({"iat": NOON - 301}),
        json!({"exp": NOON}),
        json!({"exp": NOON - 1}),
        json!({"exp": i64::MAX}),
        json!({"iat": i64::MIN}),
        json!({"iat": NOON + 31, "exp": NOON + 331}),
        json!({"nbf": NOON + 31}),
        json!({"name": 7}),
    ] {
        refused(&stage, &stage.token(&but(&changes)), CITY).await;
    }
    for changes in [
        json!({"aud": ["https://other.example.ru", AUDIENCE]}),
        json!({"sub": "a".repeat(200)}),
        json!({"iat": NOON + 30, "exp": NOON + 330}),
        json!({"iat": NOON - 300, "exp": NOON + 300}),
        json!({"nbf": NOON + 30, "role": "admin"}),
    ] {
        let token = stage.token(&but(&changes));
        let reply = stage.hand_over(&token, CITY).send().await;
        assert_eq!(reply.status, StatusCode::CREATED, "{changes}");
    }
}

#[tokio::test]
async fn claim_that_stands_twice_is_refused() {
    let stage = Stage::new().await;
    let claims = claims("anna").to_string();
    let twice = claims.replacen('{', "{\"sub\":\"ivan\",", 1);
    let header = encoded(&json!({"alg": "EdDSA"}));
    let message = format!("{header}.{}", URL_SAFE_NO_PAD.encode(twice));
    let signature = jsonwebtoken::crypto::sign(message.as_bytes(), &stage.ed, Algorithm::EdDSA);
    refused(&stage, &format!("{message}.{}", signature.unwrap()), CITY).await;
}

#[tokio::test]
async fn token_whose_time_is_over_says_so_if_it_was_good() {
    let stage = Stage::new().await;
    let seconds = |exp: i64| json!({"iat": exp - 60, "exp": exp});
    let token = stage.token(&but(&seconds(NOON - 29)));
    let reply = stage.hand_over(&token, CITY).send().await;
    assert_eq!(reply.status, StatusCode::CREATED, "clocks differ a little");
    for exp in [NOON - 30, NOON - 86_400] {
        let token = stage.token(&but(&seconds(exp)));
        let reply = stage.hand_over(&token, CITY).send().await;
        reply.refused(401, ProblemCode::TokenExpired);
        let forged = token.replace('.', ".A");
        refused(&stage, &forged, CITY).await;
    }
    // One that lies unused until its time is over.
    let token = stage.token(&claims("anna"));
    stage.app.pass_minutes(6);
    let reply = stage.hand_over(&token, CITY).send().await;
    reply.refused(401, ProblemCode::TokenExpired);
}

#[tokio::test]
async fn token_is_good_once() {
    let mut stage = Stage::new().await;
    let token = stage.token(&claims("anna"));
    let session: Session = stage.hand_over(&token, CITY).send().await.json();
    refused(&stage, &token, CITY).await;
    let out = stage.app.call(axum::http::Method::DELETE, path::SESSIONS);
    out.token(session.session.reveal()).send().await;
    refused(&stage, &token, CITY).await;
    stage.app.restart().await;
    refused(&stage, &token, CITY).await;
    // Until it has expired, sweeping does not forget it.
    stage.app.pass_minutes(5);
    opora_server::sweep(&stage.app.app).await.unwrap();
    refused(&stage, &token, CITY).await;
    stage.app.pass_minutes(1);
    opora_server::sweep(&stage.app.app).await.unwrap();
    let reply = stage.hand_over(&token, CITY).send().await;
    reply.refused(401, ProblemCode::TokenExpired);
}

#[tokio::test]
async fn token_name_belongs_to_its_portal() {
    let stage = Stage::new().await;
    let name = uuid();
    let token = stage.token(&but(&json!({"jti": name})));
    let reply = stage.hand_over(&token, CITY).send().await;
    assert_eq!(reply.status, StatusCode::CREATED);
    // Another token of that name, for another person.
    let token = stage.token(&but(&json!({"jti": name, "sub": "ivan"})));
    refused(&stage, &token, CITY).await;
    let school = EncodingKey::from_secret(SECRET.as_bytes());
    let token = sign(
        Algorithm::HS256,
        &school,
        &but(&json!({"jti": name, "iss": "school"})),
    );
    let reply = stage.hand_over(&token, SCHOOL).send().await;
    assert_eq!(
        reply.status,
        StatusCode::CREATED,
        "one portal cannot use up names of another"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_at_once_one_opens_a_session() {
    let stage = Stage::new().await;
    let token = stage.token(&claims("anna"));
    let calls = (0..16).map(|_| tokio::spawn(stage.hand_over(&token, CITY).send()));
    let calls: Vec<_> = calls.collect();
    let mut opened = 0;
    for call in calls {
        match call.await.unwrap().status {
            StatusCode::CREATED => opened += 1,
            status => assert_eq!(status, StatusCode::UNAUTHORIZED),
        }
    }
    assert_eq!(opened, 1);
}

#[tokio::test]
async fn page_speaks_for_its_own_portal_alone() {
    let stage = Stage::new().await;
    for origin in [
        "https://evil.example",
        "https://museum.example.ru",
        "",
        "null",
        "https://city.example.ru/",
    ] {
        let token = stage.token(&claims("anna"));
        let reply = stage.hand_over(&token, origin).send().await;
        reply.refused(404, ProblemCode::NotFound);
    }
    for (caller, status) in [
        (SCHOOL, 401),
        ("https://museum.example.ru", 401),
        (CITY, 201),
        // The frame itself, which is of our own origin.
        (AUDIENCE, 201),
    ] {
        let token = stage.token(&claims("anna"));
        let call = stage.hand_over(&token, CITY).header("origin", caller);
        assert_eq!(call.send().await.status.as_u16(), status, "{caller}");
    }
}

#[tokio::test]
async fn body_has_the_documented_shape_and_nothing_more() {
    let stage = Stage::new().await;
    let token = stage.token(&claims("anna"));
    for body in [
        json!({"token": token}),
        json!({"origin": CITY}),
        json!({"token": 7, "origin": CITY}),
        json!({"token": token, "origin": CITY, "sub": "ivan"}),
        json!([token, CITY]),
    ] {
        let reply = stage.app.post(path::SESSIONS, &body).send().await;
        reply.refused(400, ProblemCode::Malformed);
    }
    // What a page may send without asking is no call of ours.
    let body = json!({"token": token, "origin": CITY}).to_string();
    let call = stage.app.call(axum::http::Method::POST, path::SESSIONS);
    let call = call.header("content-type", "text/plain").bytes(body);
    call.send().await.refused(415, ProblemCode::UnsupportedType);
}

#[tokio::test]
async fn nobody_tries_tokens_without_end() {
    let stage = Stage::with(Settings {
        rate_limit: 1_000,
        ..Settings::default()
    })
    .await;
    let tries = async |peer: [u8; 4]| {
        let reply = stage.hand_over("a.b.c", CITY).peer(peer).send().await;
        reply.status.as_u16()
    };
    for _ in 0..60 {
        assert_eq!(tries([192, 0, 2, 1]).await, 401);
    }
    assert_eq!(tries([192, 0, 2, 1]).await, 429);
    assert_eq!(tries([192, 0, 2, 2]).await, 401);
}
