//! A network in the test's hands: it answers what the test says, or nothing at all.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use js_sys::{Array, Function, Promise, Reflect};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};

type Answering = dyn FnMut(String, String, String, String) -> JsValue;

#[wasm_bindgen(module = "/tests/web/network.js")]
extern "C" {
    fn install(answer: &Closure<Answering>);
    /// The real network again.
    pub fn restore();
}

/// One call of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub method: String,
    pub url: String,
    /// By their names in small letters.
    pub headers: BTreeMap<String, String>,
    pub body: String,
}

impl Call {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    pub fn is_upload(&self) -> bool {
        self.url.contains("/attachments?")
    }
}

pub enum Answer {
    Nobody,
    /// The line is open and nothing comes: an upload ends only when its time is up.
    Silence,
    Says(u16, String),
    /// When the gate opens.
    Later(Rc<Gate>, Box<Self>),
}

/// Keeps answers back until it is opened.
pub struct Gate {
    opened: Promise,
    open: Function,
}

impl Gate {
    pub fn closed() -> Rc<Self> {
        let mut open = None;
        let opened = Promise::new(&mut |resolve, _| open = Some(resolve));
        let open = open.unwrap();
        Rc::new(Self { opened, open })
    }

    pub fn open(&self) {
        self.open.call0(&JsValue::UNDEFINED).unwrap();
    }
}

impl Answer {
    pub fn json(status: u16, body: &impl Serialize) -> Self {
        Self::Says(status, serde_json::to_string(body).unwrap())
    }

    fn said(self) -> JsValue {
        match self {
            Self::Nobody => JsValue::UNDEFINED,
            Self::Silence => JsValue::NULL,
            Self::Says(status, body) => Array::of2(&status.into(), &body.into()).into(),
            Self::Later(gate, then) => {
                let said = then.said();
                let then = Closure::once_into_js(move || said);
                Reflect::get(&gate.opened, &"then".into())
                    .unwrap()
                    .unchecked_into::<Function>()
                    .call1(&gate.opened, &then)
                    .unwrap()
            }
        }
    }
}

/// The network, until dropped.
pub struct Network {
    calls: Rc<RefCell<Vec<Call>>>,
    _answer: Closure<Answering>,
}

impl Network {
    pub fn answering(answer: impl Fn(&Call) -> Answer + 'static) -> Self {
        let calls = Rc::new(RefCell::new(Vec::new()));
        let record = calls.clone();
        let answer = Closure::<Answering>::new(
            move |method: String, url: String, headers: String, body: String| {
                let headers = serde_json::from_str(&headers).unwrap();
                let call = Call {
                    method,
                    url,
                    headers,
                    body,
                };
                let answer = answer(&call);
                record.borrow_mut().push(call);
                answer.said()
            },
        );
        install(&answer);
        Self {
            calls,
            _answer: answer,
        }
    }

    /// No line, no server.
    pub fn dead() -> Self {
        Self::answering(|_| Answer::Nobody)
    }

    pub fn calls(&self) -> Vec<Call> {
        self.calls.borrow().clone()
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        restore();
    }
}
