//! What leaves the device, and what is made of the answers.

use opora::api::{ApiError, Client};
use opora_contract::{
    language::Language,
    request::Lookup,
    vote::{About, Vote},
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    device,
    network::{Answer, Network},
    sample,
    stage::document,
};

fn client() -> Client {
    Client::new(Language::Ru)
}

#[wasm_bindgen_test]
async fn key_of_a_request_travels_in_a_header_never_in_the_address() {
    device::fresh().await;
    let network = Network::answering(|_| Answer::Says(200, "{}".to_owned()));
    let key = sample::key();
    client().request(sample::number(1), &key).await.unwrap();
    let calls = network.calls();
    assert_eq!(calls[0].method, "GET");
    assert_eq!(
        calls[0].header("authorization"),
        format!("Bearer {}", key.reveal())
    );
    assert!(!calls[0].url.contains(key.reveal()), "{}", calls[0].url);
}

#[wasm_bindgen_test]
async fn contact_of_a_person_travels_in_the_body_never_in_the_address() {
    device::fresh().await;
    let network = Network::answering(|_| Answer::Says(404, String::new()));
    let lookup = Lookup {
        number: "7KQ4-22H2".to_owned(),
        contact: "ivan@example.ru".to_owned(),
    };
    let error = client().look_up(&lookup).await.unwrap_err();
    assert!(error.is_missing());
    let calls = network.calls();
    assert_eq!(calls[0].method, "POST");
    assert!(calls[0].body.contains("ivan@example.ru"));
    assert!(!calls[0].url.contains("ivan"), "{}", calls[0].url);
}

#[wasm_bindgen_test]
async fn vote_is_sent_without_a_key() {
    device::fresh().await;
    let network = Network::answering(|_| Answer::Says(201, String::new()));
    let vote = Vote {
        about: About::Answer {
            topic: sample::slug("account"),
            question: sample::slug("reset-password"),
        },
        helpful: true,
        reason: None,
        comment: String::new(),
        ballot: None,
    };
    client().vote(&vote).await.unwrap();
    let calls = network.calls();
    assert_eq!(calls[0].method, "POST");
    assert_eq!(calls[0].header("idempotency-key"), "");
    assert_eq!(serde_json::from_str::<Vote>(&calls[0].body).unwrap(), vote);
}

#[wasm_bindgen_test]
async fn words_of_a_search_cannot_leave_their_parameter() {
    device::fresh().await;
    let network = Network::answering(|_| Answer::Says(200, "{}".to_owned()));
    client().search("код & пароль?q=#1+1%").await.unwrap();
    let url = network.calls()[0].url.clone();
    let (_, query) = url.split_once('?').unwrap();
    let pairs: Vec<_> = query.split('&').filter(|pair| !pair.is_empty()).collect();
    assert_eq!(pairs.len(), 2, "{query}");
    assert!(pairs[0].ends_with("%3Fq%3D%231%2B1%25"), "{query}");
    assert_eq!(pairs[1], "lang=ru");
}

#[wasm_bindgen_test]
async fn api_may_live_at_another_address() {
    device::fresh().await;
    let network = Network::dead();
    let meta = document().create_element("meta").unwrap();
    meta.set_attribute("name", "opora-api").unwrap();
    meta.set_attribute("content", "https://api.example.ru/v1/")
        .unwrap();
    document().head().unwrap().append_child(&meta).unwrap();
    let error = Client::new(Language::En).home().await.unwrap_err();
    meta.remove();
    assert_eq!(error, ApiError::Offline);
    let url = network.calls()[0].url.clone();
    assert!(
        url.starts_with("https://api.example.ru/v1/home?lang=en"),
        "{url}"
    );
}

#[wasm_bindgen_test]
async fn page_of_a_proxy_is_a_failure_worth_another_try() {
    device::fresh().await;
    let _network = Network::answering(|_| Answer::Says(502, "<html>Bad gateway</html>".to_owned()));
    let error = client().home().await.unwrap_err();
    assert!(error.is_retryable());
    assert_eq!(error.problem(), None);
}
