use std::{cell::RefCell, rc::Rc};

use js_sys::Array;
use opora::embed::{
    Code, Event,
    channel::{Channel, Gate},
    command::{Command, From, Look, Mode, Options, Told},
};
use opora_contract::{language::Language, number::RequestNumber, page::Page};
use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{Ends, evaluated, lines, listen, message, options, say};
use crate::wait::{settled, until};

const HOST: &str = "https://city.example.ru";
const NONCE: &str = "00112233-4455-4677-8899-aabbccddeeff";
/// Of the page in the frame.
const LOAD: &str = "8f14e45f-ceea-467f-a0e6-3c1f0a1b2c3d";

/// A frame that has said hello, and what came of it.
struct Frame {
    channel: Channel,
    nonce: String,
    welcomed: Rc<RefCell<Vec<Options>>>,
    obeyed: Rc<RefCell<Vec<Command>>>,
}

impl Frame {
    /// Each has a nonce of its own: those of earlier tests still listen.
    fn of(host: &str, at: u32) -> Self {
        let nonce = format!("{at:08x}{}", NONCE.get(8..).unwrap());
        let (welcomed, obeyed) = (
            Rc::<RefCell<Vec<_>>>::default(),
            Rc::<RefCell<Vec<_>>>::default(),
        );
        let gate = Gate {
            host: host.to_owned(),
            nonce: nonce.clone(),
            load: LOAD.to_owned(),
        };
        let (hears, obeys) = (welcomed.clone(), obeyed.clone());
        let channel = Channel::open(
            gate,
            move |options| hears.borrow_mut().push(options),
            move |command| obeys.borrow_mut().push(command),
        );
        Self {
            channel,
            nonce,
            welcomed,
            obeyed,
        }
    }

    fn welcome(&self) -> Value {
        json!({ "opora": 1, "type": "welcome", "nonce": self.nonce, "load": LOAD, "options": { "mode": "drawer" } })
    }

    fn answer(&self, ends: &Ends) {
        say(
            &message(&self.welcome()),
            HOST,
            true,
            &Array::of1(&ends.frame),
        );
    }

    fn is_welcome(&self) -> bool {
        !self.welcomed.borrow().is_empty()
    }
}

#[wasm_bindgen_test]
async fn hello_goes_to_the_page_around_by_its_origin_alone() {
    let heard = listen();
    let own = leptos::prelude::window().location().origin().unwrap();
    let frame = Frame::of(&own, 1);
    let _stranger = Frame::of("https://elsewhere.example.ru", 2);
    until("hello is heard", || !lines(&heard).is_empty()).await;
    let nonce = &frame.nonce;
    let hello = format!(r#"{own} {{"type":"hello","opora":1,"nonce":"{nonce}","load":"{LOAD}"}}"#);
    // Nothing of the other, and nothing twice: each hello gets a channel of its own.
    settled().await;
    assert_eq!(lines(&heard), [hello]);
}

#[wasm_bindgen_test]
async fn answer_of_the_page_around_opens_the_channel_both_ways() {
    let (frame, ends) = (Frame::of(HOST, 3), Ends::new());
    frame.answer(&ends);
    assert_eq!(frame.welcomed.borrow()[0].mode, Mode::Drawer);
    frame.channel.tell(&Event::Ready);
    ends.post(&message(&json!({ "type": "focus", "from": "end" })));
    until("both have heard", || {
        !ends.heard().is_empty() && !frame.obeyed.borrow().is_empty()
    })
    .await;
    assert_eq!(ends.heard(), [r#"{"type":"ready","version":1}"#]);
    assert_eq!(*frame.obeyed.borrow(), [Command::Focus(From::End)]);
}

#[wasm_bindgen_test]
async fn nobody_else_opens_it() {
    let frame = Frame::of(HOST, 4);
    let ends = Ends::new();
    let port = Array::of1(&ends.frame);
    let right = message(&frame.welcome());
    say(&right, "https://city.example.ru.evil.example", true, &port);
    say(&right, "http://city.example.ru", true, &port);
    say(&right, "null", true, &port);
    say(&right, "", true, &port);
    // A window that is not around this one, whatever it says it is.
    say(&right, HOST, false, &port);
    say(&right, HOST, true, &Array::new());
    let more = Ends::new();
    say(&right, HOST, true, &Array::of2(&more.host, &more.frame));
    let altered = |name: &str, value: Value| {
        let mut welcome = frame.welcome();
        welcome[name] = value;
        message(&welcome)
    };
    for wrong in [
        altered("nonce", json!(NONCE)),
        altered("nonce", json!(frame.nonce.repeat(2))),
        altered("nonce", json!([frame.nonce])),
        altered("nonce", Value::Null),
        // Of the page that stood in the frame before.
        altered("load", json!("6512bd43-d9ca-46e0-b2c9-90a1a1d8f5d7")),
        altered("load", Value::Null),
        altered("opora", json!("1")),
        altered("opora", json!(2)),
        altered("opora", json!(true)),
        altered("type", json!("hello")),
        altered("type", json!({ "toString": "welcome" })),
        altered("type", json!("welcome".repeat(100_000))),
        JsValue::NULL,
        JsValue::UNDEFINED,
        "welcome".into(),
        7.into(),
        evaluated("[]"),
        evaluated("new Map([['opora', 1]])"),
        evaluated("(() => { const cycle = {}; cycle.cycle = cycle; return cycle; })()"),
    ] {
        say(&wrong, HOST, true, &port);
    }
    settled().await;
    assert!(!frame.is_welcome());
    frame.channel.tell(&Event::Ready);
    settled().await;
    assert!(ends.heard().is_empty());
    // All of it has done no harm.
    frame.answer(&ends);
    assert!(frame.is_welcome());
}

#[wasm_bindgen_test]
async fn answer_is_heard_once() {
    let (frame, ends, late) = (Frame::of(HOST, 5), Ends::new(), Ends::new());
    frame.answer(&ends);
    frame.answer(&late);
    assert_eq!(frame.welcomed.borrow().len(), 1);
    late.post(&message(&json!({ "type": "logout" })));
    ends.post(&message(&json!({ "type": "focus", "from": "start" })));
    frame.channel.tell(&Event::Close);
    until("the first end works", || !ends.heard().is_empty()).await;
    settled().await;
    assert_eq!(*frame.obeyed.borrow(), [Command::Focus(From::Start)]);
    assert!(late.heard().is_empty());
}

fn command(value: &Value) -> Option<Command> {
    Command::parse(&message(value))
}

#[wasm_bindgen_test]
fn every_command_of_the_schema_is_understood() {
    let view = command(&json!({ "type": "view", "view": "/faq/" }));
    assert_eq!(view, Some(Command::View(Page::Faq)));
    let language = command(&json!({ "type": "language", "language": "en" }));
    assert_eq!(language, Some(Command::Language(Language::En)));
    let theme = command(&json!({ "type": "theme", "theme": "dark" }));
    assert_eq!(theme, Some(Command::Look(Look::Dark)));
    assert_eq!(command(&json!({ "type": "logout" })), Some(Command::Logout));
    let token = "eyJ.e30.c2ln";
    let identify = command(&json!({ "type": "identify", "token": token }));
    assert_eq!(identify, Some(Command::Identify(Some(token.to_owned()))));
    let context = command(&json!({ "type": "context", "context": { "page": "Запись к врачу" } }));
    let told = Told {
        page: "Запись к врачу".to_owned(),
        service: String::new(),
    };
    assert_eq!(context, Some(Command::Context(told)));
}

#[wasm_bindgen_test]
fn what_is_no_command_is_none() {
    let long = "a".repeat(5_000);
    for wrong in [
        json!({}),
        json!([]),
        json!(null),
        json!("logout"),
        json!({ "type": "eval", "code": "alert(1)" }),
        json!({ "type": "Logout" }),
        json!({ "type": ["logout"] }),
        json!({ "type": long }),
        json!({ "type": "view" }),
        json!({ "type": "view", "view": "https://evil.example/" }),
        json!({ "type": "view", "view": "//evil.example" }),
        json!({ "type": "view", "view": "javascript:alert(1)" }),
        json!({ "type": "view", "view": "faq" }),
        json!({ "type": "view", "view": "" }),
        json!({ "type": "view", "view": "/faq?step=1" }),
        json!({ "type": "view", "view": "/faq#/requests" }),
        json!({ "type": "view", "view": "/../staff" }),
        json!({ "type": "view", "view": "/staff" }),
        json!({ "type": "view", "view": { "path": "/faq" } }),
        json!({ "type": "view", "view": format!("/faq/{long}") }),
        json!({ "type": "language", "language": "xx" }),
        json!({ "type": "language", "language": 7 }),
        json!({ "type": "theme", "theme": "sepia" }),
        json!({ "type": "theme", "theme": {} }),
        json!({ "type": "theme", "theme": { "accent": "red", "surface": "url(//evil)", "radius": 900 } }),
        json!({ "type": "theme", "theme": { "accent": ["#0b5cad"] } }),
        json!({ "type": "context", "context": "all" }),
        json!({ "type": "focus", "from": "#secret" }),
    ] {
        assert_eq!(command(&wrong), None, "{wrong}");
    }
    for hostile in [
        "(() => { const cycle = { type: 'context' }; cycle.context = cycle; cycle.type = cycle; return cycle; })()",
        "{ type: 'theme', theme: new Date() }",
        "{ type: 'view', view: new ArrayBuffer(8) }",
        "new Map([['type', 'logout']])",
        "NaN",
    ] {
        let parsed = Command::parse(&evaluated(&format!("({hostile})")));
        assert_eq!(parsed, None, "{hostile}");
    }
}

#[wasm_bindgen_test]
fn what_is_no_token_is_refused_rather_than_dropped() {
    let long = format!("a.b.{}", "c".repeat(5_000));
    for wrong in [
        json!({ "type": "identify" }),
        json!({ "type": "identify", "token": null }),
        json!({ "type": "identify", "token": ["a.b.c"] }),
        json!({ "type": "identify", "token": "" }),
        json!({ "type": "identify", "token": "a.b" }),
        json!({ "type": "identify", "token": "a.b.c d" }),
        json!({ "type": "identify", "token": long }),
    ] {
        assert_eq!(command(&wrong), Some(Command::Identify(None)), "{wrong}");
    }
}

#[wasm_bindgen_test]
fn context_is_one_line_that_hides_nothing() {
    let told = |page: &str| match command(
        &json!({ "type": "context", "context": { "page": page, "extra": "x" } }),
    ) {
        Some(Command::Context(told)) => told.page,
        other => panic!("{other:?}"),
    };
    assert_eq!(told("  Запись\n к\tврачу "), "Запись к врачу");
    assert_eq!(told("\u{202e}txt.exe\u{200b}\u{0}"), "txt.exe");
    assert_eq!(told(&"я".repeat(200)).chars().count(), 200);
    assert_eq!(told(&"я".repeat(201)), "");
}

#[wasm_bindgen_test]
fn options_of_a_wrong_shape_are_as_if_they_were_not_there() {
    let plain = Options {
        mode: Mode::Inline,
        language: None,
        look: None,
        told: None,
    };
    for wrong in [
        json!({}),
        json!({ "options": null }),
        json!({ "options": "drawer" }),
        json!({ "options": { "mode": "fullscreen", "language": 1, "theme": [], "context": 5 } }),
    ] {
        assert_eq!(options(&wrong), plain, "{wrong}");
    }
    let told =
        options(&json!({ "options": { "mode": "dialog", "theme": "light", "language": "ru" } }));
    assert_eq!((told.mode, told.look), (Mode::Dialog, Some(Look::Light)));
}

#[wasm_bindgen_test]
async fn events_name_what_they_name_and_nothing_else() {
    let (frame, ends) = (Frame::of(HOST, 6), Ends::new());
    frame.answer(&ends);
    let number = RequestNumber::from_random([1; 7]);
    let route = Event::Route {
        path: "/faq".to_owned(),
        title: "Ответы".to_owned(),
    };
    for event in [
        Event::Resize(640.0),
        route,
        Event::RequestCreated(number),
        Event::Unread(2),
        Event::Error(Code::ThemeContrast),
        Event::TokenExpired,
    ] {
        frame.channel.tell(&event);
    }
    until("all have come", || ends.heard().len() == 6).await;
    let expected = [
        json!({ "type": "resize", "height": 640 }),
        json!({ "type": "route", "path": "/faq", "title": "Ответы" }),
        json!({ "type": "request-created", "number": number.to_string() }),
        json!({ "type": "unread", "count": 2 }),
        json!({ "type": "error", "code": "theme-contrast" }),
        json!({ "type": "token-expired" }),
    ];
    for (heard, expected) in ends.heard().iter().zip(expected) {
        let heard: Value = serde_json::from_str(heard).unwrap();
        assert_eq!(heard, expected);
    }
}
