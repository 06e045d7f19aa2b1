//! Somebody guesses numbers and contacts, thousands of times, from one address and from many. They learn nothing: not
//! whether a number is known, not whether a contact is, and not from what the answer costs.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use opora_contract::{number::RequestNumber, path};
use serde_json::json;

use crate::{
    app::{Reply, Settings, TestApp},
    chance::Chance,
};

/// What an answer looks like, without what differs from call to call.
type Look = (StatusCode, String, BTreeMap<String, String>);

const ANNA: &str = "+79123456789";

struct Guesser {
    app: TestApp,
    known: RequestNumber,
    chance: Chance,
    /// Addresses that were used up.
    addresses: u32,
}

impl Guesser {
    async fn new() -> Self {
        let settings = Settings {
            rate_limit: 120,
            ..Settings::default()
        };
        let app = TestApp::with(settings).await;
        let known = app.send_complaint().await.request.number;
        Self {
            app,
            known,
            chance: Chance::new(),
            addresses: 0,
        }
    }

    async fn ask(&self, number: RequestNumber, contact: &str, from: [u8; 4]) -> Look {
        let body = json!({"number": number, "contact": contact});
        let call = self.app.post(path::LOOKUP, &body).peer(from);
        look(&call.send().await)
    }

    fn unknown(&mut self) -> RequestNumber {
        let random = [(); 7].map(|()| u8::try_from(self.chance.number(0..=255)).unwrap());
        RequestNumber::from_random(random)
    }

    fn contact(&mut self) -> String {
        match self.chance.one_in(2) {
            true => format!("+7999{:07}", self.chance.number(..10_000_000)),
            false => format!("user{}@example.ru", self.chance.number(..10_000_000)),
        }
    }

    /// An address that nobody called from before.
    fn fresh(&mut self) -> [u8; 4] {
        self.addresses += 1;
        let [_, b, c, d] = self.addresses.to_be_bytes();
        [10, b, c, d]
    }
}

fn look(reply: &Reply) -> Look {
    let mut problem = reply.problem();
    problem.request_id.clear();
    let headers = reply.headers.iter().filter(|(name, _)| {
        // An id is random, and a wait grows shorter by itself.
        !matches!(name.as_str(), "x-request-id" | "retry-after")
    });
    let headers =
        headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
    (reply.status, format!("{problem:?}"), headers.collect())
}

fn count(looks: &[Look], status: StatusCode) -> usize {
    looks.iter().filter(|look| look.0 == status).count()
}

#[tokio::test]
async fn ten_thousand_guesses_teach_nothing() {
    let mut guesser = Guesser::new().await;
    let known = guesser.known;

    // From one address: any number, any contact.
    let mut alone = Vec::new();
    let aside = guesser.app.send_complaint().await.request.number;
    for at in 0..4_000 {
        let (number, contact) = match at % 3 {
            0 => (aside, guesser.contact()),
            1 => (guesser.unknown(), ANNA.to_owned()),
            _ => (guesser.unknown(), guesser.contact()),
        };
        alone.push(guesser.ask(number, &contact, [192, 0, 2, 7]).await);
    }
    assert!(count(&alone, StatusCode::NOT_FOUND) < 60, "20 a minute");

    // From an address for each guess: one number that is known, and one that is not.
    let unknown = guesser.unknown();
    let (mut of_known, mut of_unknown) = (Vec::new(), Vec::new());
    for _ in 0..1_500 {
        let (contact, from) = (guesser.contact(), guesser.fresh());
        of_known.push(guesser.ask(known, &contact, from).await);
        let (contact, from) = (guesser.contact(), guesser.fresh());
        of_unknown.push(guesser.ask(unknown, &contact, from).await);
    }
    for looks in [&of_known, &of_unknown] {
        let answered = count(looks, StatusCode::NOT_FOUND);
        assert!(
            (10..40).contains(&answered),
            "{answered} in a row, then 6 a minute"
        );
    }
    let first = |looks: &[Look]| looks.iter().take(11).cloned().collect::<Vec<_>>();
    assert_eq!(first(&of_known), first(&of_unknown));

    // From an address for each guess: another number every time, with a contact that somebody has.
    let mut sprayed = Vec::new();
    for _ in 0..3_000 {
        let (number, from) = (guesser.unknown(), guesser.fresh());
        sprayed.push(guesser.ask(number, ANNA, from).await);
    }
    assert_eq!(count(&sprayed, StatusCode::NOT_FOUND), 3_000);

    // Whatever was asked, there are two answers: no, and not now.
    let all = [alone, of_known, of_unknown, sprayed].concat();
    assert_eq!(all.len(), 10_000);
    let looks: BTreeSet<_> = all.into_iter().collect();
    let statuses: Vec<_> = looks.iter().map(|look| look.0).collect();
    assert_eq!(
        statuses,
        [StatusCode::NOT_FOUND, StatusCode::TOO_MANY_REQUESTS]
    );
}

#[tokio::test]
async fn wrong_number_costs_the_database_what_a_wrong_contact_costs() {
    let mut guesser = Guesser::new().await;
    // The recorder starts with the first look.
    statements(&guesser.app).await;
    let (known, unknown) = (guesser.known, guesser.unknown());
    for (number, contact) in [
        (known, "+79990000000"),
        (unknown, "+79990000000"),
        (unknown, ANNA),
    ] {
        let before = statements(&guesser.app).await;
        let from = guesser.fresh();
        guesser.ask(number, contact, from).await;
        assert_eq!(statements(&guesser.app).await - before, 1);
    }
}

/// Statements that the database was given so far.
async fn statements(app: &TestApp) -> u64 {
    let metrics = app.call_site(axum::http::Method::GET, "/metrics");
    let text = metrics.send().await.text();
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("opora_database_statements_total "));
    line.map_or(0, |count| count.parse().unwrap())
}
