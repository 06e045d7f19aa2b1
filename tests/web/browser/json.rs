//! The app reads JSON by a deserializer of its own. Here `serde_json`, which the server writes
//! with, tells it what is right.

use std::{collections::BTreeMap, fmt::Debug};

use opora::{
    browser::json,
    form::{draft::Draft, kept::KeptRequest, outbox::Waiting},
};
use opora_contract::{
    answer::{Answer, Topic, Topics},
    contact::Contacts,
    form::{Form, Kind},
    home::Home,
    problem::Problem,
    request::{Access, Events, Receipt},
    search::{Entries, SearchResults},
    status::Status,
    upload::Attachment,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::sample;

/// A body and how both read it: what came out, in words.
struct Body {
    name: &'static str,
    value: Value,
    read: fn(&str) -> [Option<String>; 2],
    /// Said by the server, not kept by the app itself.
    is_served: bool,
}

fn both<T: DeserializeOwned + Debug>(text: &str) -> [Option<String>; 2] {
    let ours = json::parse::<T>(text).map(|value| format!("{value:?}"));
    let theirs = serde_json::from_str::<T>(text);
    [ours, theirs.ok().map(|value| format!("{value:?}"))]
}

fn body<T: DeserializeOwned + Debug>(name: &'static str, value: Value) -> Body {
    Body {
        name,
        value,
        read: both::<T>,
        is_served: true,
    }
}

/// What the app has written itself, for its own later reading.
fn own<T: DeserializeOwned + Debug>(name: &'static str, value: &impl Serialize) -> Body {
    Body {
        is_served: false,
        ..body::<T>(name, written(value))
    }
}

fn contacts(desk: &Value) -> Value {
    json!({
        "phone": "8 800 555‑35‑35", "phone_link": "+78005553535", "phone_note": "",
        "hours": ["Пн–Пт", "Сб"], "desk": desk,
    })
}

fn open() -> Value {
    json!({ "open": { "until": 1_200, "wait_min": 0, "wait_max": 65_535 } })
}

fn closed() -> Value {
    json!({ "closed": { "in_days": 1, "weekday": 6, "at": 480 } })
}

fn answer() -> Value {
    json!({
        "topic": "codes", "topic_title": "Коды", "question": "no-code", "title": "Не приходит код",
        "summary": "Подождите \"две\" минуты.\n\\ 🙂\u{0}",
        "blocks": [
            { "paragraph": [{ "text": "a" }, { "strong": "b" }, { "link": { "href": "/faq", "text": "c" } }] },
            { "heading": "Дальше" },
            { "list": [[{ "text": "a" }], []] },
            { "steps": [[{ "text": "1" }], [{ "strong": "2" }]] },
            { "note": [] },
        ],
        "checked": "2026-11-20",
        "related": [{ "topic": "codes", "question": "late-code", "title": "Код опоздал" }],
        "guide": { "guide": "reset", "title": "Сброс" },
    })
}

fn home() -> Value {
    let link = json!({ "title": "Код", "href": "/faq/codes/no-code" });
    json!({
        "situations": [link, { "title": "Пароль", "href": "/", "icon": "key" }], "popular": [link],
        "directions": [link], "entries": [], "contacts": contacts(&open()),
    })
}

fn receipt() -> Value {
    let mut receipt = serde_json::to_value(sample::receipt(sample::number(1), 20)).unwrap();
    let request = &mut receipt["request"];
    request["term"] = json!({ "from": "2026-11-25", "to": "2026-12-20" });
    request["actions"] =
        json!([{ "text": "Пришлите снимок", "due": "2026-11-30" }, { "text": "Ждите" }]);
    request["fields"] = json!([{ "name": "subject", "label": "Тема", "value": "Код" }]);
    request["files"] = json!([{
        "id": "f", "name": "a.png", "description": "", "file_type": "png", "bytes": 5_242_880,
    }]);
    request["events"] = events()["events"].clone();
    receipt
}

fn events() -> Value {
    json!({ "events": [{
        "id": -1, "at": "2026-11-20T09:30:00Z", "kind": "status_changed", "status": "in_progress",
        "actor": "staff", "reason": "Передано",
    }] })
}

fn written(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

/// What the server says to a reader.
fn content() -> Vec<Body> {
    let topic = json!({
        "slug": "codes", "title": "Коды", "summary": "",
        "answers": [{ "question": "no-code", "title": "Код", "summary": "" }],
    });
    let summary = json!({
        "slug": "codes", "title": "Коды", "summary": "", "icon": "key", "answers": u32::MAX,
    });
    let entries = json!({ "index": "00ff", "entries": [{
        "kind": "form", "path": "/requests/new/feedback", "title": "Вопрос", "place": "", "summary": "Ответим",
    }] });
    let search = json!({ "query": "rjl", "understood": "код", "hits": [{
        "kind": "answer", "path": "/faq/codes/no-code", "place": "Коды",
        "title": [{ "text": "Не приходит " }, { "text": "код", "hit": true }], "snippet": [],
    }] });
    vec![
        body::<Home>("home", home()),
        body::<Topics>("topics", json!({ "topics": [summary] })),
        body::<Topic>("topic", topic),
        body::<Answer>("answer", answer()),
        body::<Contacts>("open desk", contacts(&open())),
        body::<Contacts>("closed desk", contacts(&closed())),
        body::<SearchResults>("search", search),
        body::<Entries>("entries", entries),
        body::<Form>("form", written(&sample::form())),
    ]
}

/// What the server says to an applicant.
fn answers() -> Vec<Body> {
    let access = json!({ "number": sample::number(1), "key": sample::key() });
    let problem = sample::problem(422, &[("/fields/email", "email", "Неверно")]);
    vec![
        body::<Receipt>("receipt", receipt()),
        body::<Events>("events", events()),
        body::<Access>("access", access),
        body::<Attachment>("attachment", written(&sample::attachment("a.png"))),
        body::<Problem>("problem", written(&problem)),
    ]
}

/// What the device keeps.
fn memory() -> Vec<Body> {
    let mut draft = sample::draft();
    draft.values = BTreeMap::from([("subject".to_owned(), "Код".to_owned())]);
    draft.files = vec![sample::draft_file("first")];
    draft.files[0].uploaded = Some(sample::attachment("a.png"));
    let waiting = sample::waiting("key-1", draft.files.clone());
    let sent = sample::receipt(sample::number(2), 21);
    vec![
        own::<Draft>("draft", &draft),
        own::<Waiting>("outbox", &waiting),
        own::<KeptRequest>("request", &KeptRequest::of(&sent.request, sent.key)),
    ]
}

/// Every body that the app reads, with every kind of value in it.
fn bodies() -> Vec<Body> {
    content()
        .into_iter()
        .chain(answers())
        .chain(memory())
        .collect()
}

/// Pointers to every value inside.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                pointers(value, &format!("{at}/{key}"), found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                pointers(value, &format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

#[track_caller]
fn agree(body: &Body, value: &Value, change: &str) {
    let [ours, theirs] = (body.read)(&value.to_string());
    assert_eq!(ours, theirs, "{}: {change}", body.name);
}

#[wasm_bindgen_test]
fn every_body_of_the_contract_is_read() {
    for body in bodies() {
        let [ours, theirs] = (body.read)(&body.value.to_string());
        assert!(theirs.is_some(), "the sample of {} is wrong", body.name);
        assert_eq!(ours, theirs, "{}", body.name);
    }
}

#[wasm_bindgen_test]
fn value_of_another_type_is_refused_wherever_it_stands() {
    let others = [json!(true), json!(-1), json!(1.5), json!(300), json!("x")];
    for body in bodies() {
        let mut found = Vec::new();
        pointers(&body.value, "", &mut found);
        for pointer in found {
            for other in &others {
                let mut changed = body.value.clone();
                *changed.pointer_mut(&pointer).unwrap() = other.clone();
                agree(&body, &changed, &format!("{other} at {pointer:?}"));
            }
        }
    }
}

#[wasm_bindgen_test]
fn null_is_refused_where_a_value_must_stand_and_absent_where_it_may() {
    for body in bodies() {
        let mut found = Vec::new();
        pointers(&body.value, "", &mut found);
        for pointer in found {
            let mut changed = body.value.clone();
            *changed.pointer_mut(&pointer).unwrap() = Value::Null;
            agree(&body, &changed, &format!("null at {pointer:?}"));
        }
    }
}

/// Ours is more forgiving here: an empty list is an empty object too, and nobody looks at what
/// stands beside the name of a variant.
#[wasm_bindgen_test]
fn list_or_object_in_place_of_anything_is_no_crash() {
    let others = [
        json!([]),
        json!({}),
        json!({ "text": "x" }),
        json!({ "text": "x", "more": 1 }),
    ];
    for body in bodies() {
        let mut found = Vec::new();
        pointers(&body.value, "", &mut found);
        for pointer in found {
            for other in &others {
                let mut changed = body.value.clone();
                *changed.pointer_mut(&pointer).unwrap() = other.clone();
                let [ours, theirs] = (body.read)(&changed.to_string());
                let change = format!("{}: {other} at {pointer:?}", body.name);
                assert!(theirs.is_none() || ours == theirs, "{change}");
            }
        }
    }
}

#[wasm_bindgen_test]
fn null_in_place_of_a_name_is_no_crash() {
    assert_eq!(json::parse::<Status>("null"), None);
    assert_eq!(
        json::parse::<Contacts>(&contacts(&Value::Null).to_string()),
        None
    );
}

#[wasm_bindgen_test]
fn entry_may_be_absent_only_where_the_contract_says_so() {
    for body in bodies() {
        let mut found = Vec::new();
        pointers(&body.value, "", &mut found);
        for pointer in found.iter().filter(|pointer| !pointer.is_empty()) {
            let (parent, key) = pointer.rsplit_once('/').unwrap();
            let mut changed = body.value.clone();
            if let Some(Value::Object(entries)) = changed.pointer_mut(parent) {
                entries.remove(key);
                agree(&body, &changed, &format!("without {pointer}"));
            }
        }
    }
}

#[wasm_bindgen_test]
fn unknown_names_of_a_newer_server_are_read_as_unknown() {
    assert_eq!(json::parse("\"teleported\""), Some(Status::Unknown));
    assert_eq!(json::parse("\"hologram\""), Some(Kind::Unknown));
}

/// The object that stands for a variant of an enum: its name is its only entry.
fn is_variant(entries: &Map<String, Value>) -> bool {
    const NAMES: [&str; 10] = [
        "open",
        "closed",
        "paragraph",
        "heading",
        "list",
        "steps",
        "note",
        "text",
        "strong",
        "link",
    ];
    entries.len() == 1 && entries.keys().all(|name| NAMES.contains(&name.as_str()))
}

/// A tab may stay open while the server behind it becomes newer.
#[wasm_bindgen_test]
fn newer_server_may_say_more_anywhere() {
    let mut refused = Vec::new();
    for body in bodies().into_iter().filter(|body| body.is_served) {
        let [before, _] = (body.read)(&body.value.to_string());
        let mut found = Vec::new();
        pointers(&body.value, "", &mut found);
        for pointer in found {
            let mut changed = body.value.clone();
            if let Some(Value::Object(entries)) = changed.pointer_mut(&pointer)
                && !is_variant(entries)
            {
                entries.insert("newer".to_owned(), json!([{ "a": [null, 1.5] }]));
                if (body.read)(&changed.to_string())[0] != before {
                    refused.push(format!("{}{pointer}", body.name));
                }
            }
        }
    }
    assert_eq!(refused, [""; 0]);
}

#[wasm_bindgen_test]
fn text_that_is_no_json_is_refused() {
    for body in bodies() {
        for text in [
            "",
            " ",
            "{",
            "null",
            "<html>",
            "undefined",
            "NaN",
            "{}x",
            "[1,]",
            "{'a':1}",
            "\u{feff}{}",
        ] {
            assert_eq!((body.read)(text), [None, None], "{}: {text}", body.name);
        }
        let text = body.value.to_string();
        for (end, _) in text.char_indices() {
            assert_eq!(
                (body.read)(&text[..end])[0],
                None,
                "{} cut at {end}",
                body.name
            );
        }
    }
}

#[wasm_bindgen_test]
fn numbers_keep_their_ranges() {
    for text in [
        "0",
        "255",
        "256",
        "-1",
        "65535",
        "65536",
        "4294967296",
        "-9007199254740991",
        "0.5",
        "1e300",
    ] {
        assert_eq!(
            json::parse::<u8>(text),
            serde_json::from_str(text).ok(),
            "{text}"
        );
        assert_eq!(
            json::parse::<u16>(text),
            serde_json::from_str(text).ok(),
            "{text}"
        );
        assert_eq!(
            json::parse::<u64>(text),
            serde_json::from_str(text).ok(),
            "{text}"
        );
        assert_eq!(
            json::parse::<i64>(text),
            serde_json::from_str(text).ok(),
            "{text}"
        );
        assert_eq!(
            json::parse::<usize>(text),
            serde_json::from_str(text).ok(),
            "{text}"
        );
    }
}

#[wasm_bindgen_test]
fn words_and_keys_of_people_come_through() {
    let text =
        r#"{"__proto__":"a","10":"b","9":"c","":"d","ключ\u0000 🙂":"\ud83d\ude42\"\\\/\n"}"#;
    let ours = json::parse::<BTreeMap<String, String>>(text);
    assert_eq!(ours, serde_json::from_str(text).ok());
    assert_eq!(ours.unwrap().len(), 5);
}

#[wasm_bindgen_test]
fn large_and_deep_answers_are_no_crash() {
    let long = "я".repeat(1_000_000);
    assert_eq!(json::parse::<String>(&format!("\"{long}\"")), Some(long));
    let deep = format!("{{\"number\":{}", "[".repeat(100_000));
    assert!(json::parse::<Access>(&deep).is_none());
    let nested = format!("{{\"newer\":{}{}}}", "[".repeat(1_000), "]".repeat(1_000));
    assert!(json::parse::<Access>(&nested).is_none());
}
