use opora::browser::deadline::Deadline;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::wait::until;

#[wasm_bindgen_test]
async fn work_is_aborted_when_its_time_is_up() {
    let deadline = Deadline::after_millis(10);
    let signal = deadline.signal().unwrap();
    assert!(!deadline.is_over() && !signal.aborted());
    until("the time is up", || signal.aborted()).await;
    assert!(deadline.is_over());
}

#[wasm_bindgen_test]
fn work_that_is_dropped_is_aborted_at_once() {
    let deadline = Deadline::after_millis(60_000);
    let signal = deadline.signal().unwrap();
    drop(deadline);
    assert!(signal.aborted());
}
