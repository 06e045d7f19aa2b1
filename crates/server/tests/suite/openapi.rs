//! The description of the API is complete: every endpoint, every answer.

use opora_contract::path;
use serde_json::Value;

use crate::app::TestApp;

/// Every endpoint with its methods.
const ENDPOINTS: &[(&str, &[&str])] = &[
    (path::OPENAPI, &["get"]),
    (path::HOME, &["get"]),
    (path::TOPICS, &["get"]),
    (path::TOPIC, &["get"]),
    (path::QUESTION, &["get"]),
    (path::GUIDES, &["get"]),
    (path::GUIDE, &["get"]),
    (path::SEARCH, &["get"]),
    (path::SEARCH_INDEX, &["get"]),
    (path::SEARCH_SHARD, &["get"]),
    (path::SEARCH_ENTRIES, &["get"]),
    (path::SEARCH_MISSES, &["post"]),
    (path::VOTES, &["post"]),
    (path::CONTACTS, &["get"]),
    (path::CALL_SLOTS, &["get"]),
    (path::INTAKE, &["get"]),
    (path::FORM, &["get"]),
    (path::ATTACHMENTS, &["post"]),
    (path::ATTACHMENT, &["get", "delete"]),
    (path::REQUESTS, &["post"]),
    (path::LOOKUP, &["post"]),
    (path::REQUEST, &["get", "patch"]),
    (path::EVENTS, &["get"]),
    (path::DOCUMENTS, &["post"]),
    (path::WITHDRAWAL, &["post"]),
    (path::STREAM, &["get"]),
    (path::MESSAGES, &["post"]),
    (path::REMINDERS, &["post"]),
    (path::RESOLUTION, &["post"]),
    (path::RATING, &["post"]),
    (path::NOTIFICATION, &["post"]),
    (path::KEY, &["post"]),
    (path::PREFERENCES, &["put"]),
    (path::ABOUT, &["get"]),
    (path::EXPORT, &["get"]),
    (path::PORTAL, &["get"]),
    (path::SESSIONS, &["post", "delete"]),
    (path::SESSION_REQUESTS, &["get"]),
    (path::STAFF_REQUESTS, &["get"]),
    (path::STAFF_REQUEST, &["get"]),
    (path::STAFF_ASSIGNMENT, &["post"]),
    (path::STAFF_MESSAGES, &["post"]),
    (path::STAFF_FILE, &["get"]),
    (path::STAFF_MISSES, &["get"]),
    (path::STAFF_QUALITY, &["get"]),
    (path::STAFF_TRANSITIONS, &["post"]),
];

#[tokio::test]
async fn every_endpoint_is_described_with_its_answers() {
    let app = TestApp::new().await;
    let description: Value = app.get(path::OPENAPI).send().await.json();
    assert_eq!(description["openapi"], "3.1.0");
    for (pattern, methods) in ENDPOINTS {
        let item = &description["paths"][format!("{}{pattern}", path::PREFIX)];
        for method in *methods {
            let operation = &item[*method];
            assert!(operation["operationId"].is_string(), "{method} {pattern}");
            let answers = operation["responses"].as_object().unwrap();
            assert!(
                answers.keys().any(|status| status.starts_with('2')),
                "{method} {pattern}"
            );
        }
        assert_eq!(
            item.as_object()
                .unwrap()
                .keys()
                .filter(|key| *key != "parameters")
                .count(),
            methods.len(),
            "{pattern}"
        );
    }
    let paths = description["paths"].as_object().unwrap();
    assert_eq!(paths.len(), ENDPOINTS.len());
}

#[tokio::test]
async fn types_of_one_name_are_told_apart() {
    let app = TestApp::new().await;
    let description: Value = app.get(path::OPENAPI).send().await.json();
    let schemas = &description["components"]["schemas"];
    for (name, member) in [
        ("Entry", "place"),
        ("IntakeEntry", "detail"),
        ("Situation", "name"),
        ("IntakeSituation", "help"),
    ] {
        assert!(schemas[name]["properties"][member].is_object(), "{name}");
    }
}

#[tokio::test]
async fn every_reference_leads_somewhere() {
    let app = TestApp::new().await;
    let description: Value = app.get(path::OPENAPI).send().await.json();
    let mut pending = vec![&description];
    while let Some(value) = pending.pop() {
        match value {
            Value::Object(members) => {
                if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
                    let pointer = reference.strip_prefix('#').unwrap();
                    assert!(description.pointer(pointer).is_some(), "{reference}");
                }
                pending.extend(members.values());
            }
            Value::Array(items) => pending.extend(items),
            _ => {}
        }
    }
}
