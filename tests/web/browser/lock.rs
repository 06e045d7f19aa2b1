use std::{cell::RefCell, rc::Rc};

use opora::browser::lock;
use wasm_bindgen_futures::spawn_local;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::wait::{sleep_millis, until};

type Steps = Rc<RefCell<Vec<String>>>;

fn work(steps: &Steps, lock: &'static str, name: &'static str) {
    let steps = steps.clone();
    spawn_local(async move {
        let inner = steps.clone();
        lock::exclusively(lock, async move {
            inner.borrow_mut().push(format!("{name} begins"));
            sleep_millis(20).await;
            inner.borrow_mut().push(format!("{name} ends"));
        })
        .await;
        steps.borrow_mut().push(format!("{name} is over"));
    });
}

#[wasm_bindgen_test]
async fn second_work_begins_when_the_first_has_ended() {
    let steps = Steps::default();
    work(&steps, "opora.test", "first");
    work(&steps, "opora.test", "second");
    until("both are over", || steps.borrow().len() == 6).await;
    let steps = steps.borrow();
    let at = |step: &str| steps.iter().position(|taken| taken == step).unwrap();
    assert!(at("first ends") < at("second begins"), "{steps:?}");
    assert!(at("second ends") < at("second is over"), "{steps:?}");
}

#[wasm_bindgen_test]
async fn work_under_another_name_does_not_wait() {
    let steps = Steps::default();
    work(&steps, "opora.one", "one");
    work(&steps, "opora.other", "other");
    until("both are over", || steps.borrow().len() == 6).await;
    let steps = steps.borrow();
    let at = |step: &str| steps.iter().position(|taken| taken == step).unwrap();
    assert!(at("other begins") < at("one ends"), "{steps:?}");
}
