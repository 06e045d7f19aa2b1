//! An API that answers what the test says.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use opora_contract::{problem::ProblemCode, staff::StaffRequest};
use serde::Serialize;
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Headers, Request, Response};

use crate::stage::{Stage, document};

/// One call of the page.
#[derive(Clone, Debug)]
pub struct Call {
    pub method: String,
    /// From `/api/v1` on, with its query.
    pub path: String,
    pub token: String,
    pub tag: String,
    pub key: String,
    pub body: Value,
}

impl Call {
    pub fn is(&self, method: &str, end: &str) -> bool {
        let path = self.path.split('?').next().unwrap();
        self.method == method && path.ends_with(end)
    }
}

pub struct Answer {
    status: u16,
    tag: String,
    body: String,
    after: Option<Promise>,
}

impl Answer {
    /// Comes when the promise is kept.
    pub fn after(self, promise: &Promise) -> Self {
        Self {
            after: Some(promise.clone()),
            ..self
        }
    }
}

/// A promise, and what keeps it.
pub fn gate() -> (Promise, Function) {
    let mut open = None;
    let gate = Promise::new(&mut |resolve, _| open = Some(resolve));
    (gate, open.unwrap())
}

pub fn ok(body: &impl Serialize) -> Answer {
    tagged("", body)
}

pub fn tagged(tag: &str, body: &impl Serialize) -> Answer {
    Answer {
        status: 200,
        tag: tag.to_owned(),
        body: serde_json::to_string(body).unwrap(),
        after: None,
    }
}

pub fn refused(status: u16, code: ProblemCode) -> Answer {
    let body = json!({ "status": status, "code": code, "title": "Отказано", "detail": "" });
    Answer {
        status,
        ..ok(&body)
    }
}

/// The whole page over an API, signed in; gone when dropped.
pub struct Page {
    pub stage: Stage,
    calls: Rc<RefCell<Vec<Call>>>,
    real: JsValue,
    _fetch: Closure<dyn FnMut(Request) -> Promise>,
}

const TOKEN: &str = "opora.staff";

pub fn storage() -> web_sys::Storage {
    window().session_storage().unwrap().unwrap()
}

fn go(address: &str) {
    let history = window().history().unwrap();
    history
        .push_state_with_url(&JsValue::NULL, "", Some(address))
        .unwrap();
}

impl Page {
    pub fn signed_in(address: &str, answer: impl Fn(&Call) -> Answer + 'static) -> Self {
        storage().clear().unwrap();
        storage().set_item(TOKEN, "token").unwrap();
        Self::again(address, answer)
    }

    pub fn strange(address: &str, answer: impl Fn(&Call) -> Answer + 'static) -> Self {
        storage().clear().unwrap();
        Self::again(address, answer)
    }

    /// As after a reload: what the tab keeps is there.
    pub fn again(address: &str, answer: impl Fn(&Call) -> Answer + 'static) -> Self {
        document()
            .document_element()
            .unwrap()
            .set_attribute("lang", "ru")
            .unwrap();
        go(address);
        let calls = Rc::new(RefCell::new(Vec::new()));
        let (record, answer) = (calls.clone(), Rc::new(answer));
        let fetch = Closure::<dyn FnMut(Request) -> Promise>::new(move |request: Request| {
            let (record, answer) = (record.clone(), answer.clone());
            future_to_promise(async move {
                let call = read(&request).await;
                let said = answer(&call);
                record.borrow_mut().push(call);
                if let Some(promise) = &said.after {
                    JsFuture::from(promise.clone()).await?;
                }
                Ok(response(&said).into())
            })
        });
        let real = Reflect::get(&window(), &"fetch".into()).unwrap();
        Reflect::set(&window(), &"fetch".into(), fetch.as_ref()).unwrap();
        Self {
            stage: Stage::new(opora_staff::app::App),
            calls,
            real,
            _fetch: fetch,
        }
    }

    /// Calls so far of this method to paths with this end.
    pub fn calls(&self, method: &str, end: &str) -> Vec<Call> {
        let calls = self.calls.borrow();
        let found = calls.iter().filter(|call| call.is(method, end));
        found.cloned().collect()
    }

    pub fn shows(&self, words: &str) -> bool {
        self.stage.text(".page").contains(words)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        Reflect::set(&window(), &"fetch".into(), &self.real).unwrap();
        go("/");
    }
}

async fn read(request: &Request) -> Call {
    let header = |name: &str| request.headers().get(name).unwrap().unwrap_or_default();
    let body = JsFuture::from(request.text().unwrap()).await.unwrap();
    let body = body.as_string().unwrap();
    let url = request.url();
    let (_, path) = url.split_once("/api/v1").unwrap();
    Call {
        method: request.method(),
        path: path.to_owned(),
        token: header("authorization"),
        tag: header("if-match"),
        key: header("idempotency-key"),
        body: serde_json::from_str(&body).unwrap_or(Value::Null),
    }
}

fn response(said: &Answer) -> Response {
    let headers = Headers::new().unwrap();
    headers.set("etag", &said.tag).unwrap();
    // By name: `ResponseInit` would be one more feature of `web-sys`, and all of it compiled for these tests alone.
    let init = Object::new();
    Reflect::set(&init, &"status".into(), &said.status.into()).unwrap();
    Reflect::set(&init, &"headers".into(), &headers).unwrap();
    let class = Reflect::get(&window(), &"Response".into()).unwrap();
    let class: &js_sys::Function = class.unchecked_ref();
    let parts = Array::of2(&said.body.as_str().into(), &init);
    let made = Reflect::construct(class, &parts);
    made.unwrap().unchecked_into()
}

/// An API with one request, whose version is counted from 1.
pub fn serves(call: &Call, version: usize, request: &StaffRequest) -> Answer {
    if call.method == "GET" {
        tagged(&format!("\"{version}\""), request)
    } else {
        ok(&json!({}))
    }
}
