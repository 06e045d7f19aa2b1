//! One worker among all tabs: Web Locks (reached by reflection: `web-sys` counts them as unstable).

use std::{cell::RefCell, future::Future, rc::Rc};

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::{place, window};

/// Runs `work` while no other tab of this place holds the lock `name`. Where the browser has no locks, just runs it: the server's
/// idempotency keys still keep a request from being made twice.
pub async fn exclusively(name: &str, work: impl Future<Output = ()> + 'static) {
    let locks = window().and_then(|window| {
        let locks = Reflect::get(&window.navigator(), &"locks".into()).ok()?;
        let request = Reflect::get(&locks, &"request".into())
            .ok()?
            .dyn_into::<Function>()
            .ok()?;
        Some((locks, request))
    });
    let Some((locks, request)) = locks else {
        return work.await;
    };
    let work = Rc::new(RefCell::new(Some(work)));
    let run = Closure::<dyn FnMut(JsValue) -> Promise>::new(move |_| {
        let work = work.borrow_mut().take();
        future_to_promise(async move {
            if let Some(work) = work {
                work.await;
            }
            Ok(JsValue::UNDEFINED)
        })
    });
    let Ok(held) = request.call2(&locks, &place::named(name).into(), run.as_ref()) else {
        return;
    };
    // A refused lock leaves the work undone until the next attempt.
    let _done = JsFuture::from(held.unchecked_into::<Promise>()).await;
}
