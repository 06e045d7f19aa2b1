//! An abort signal with an end: fires when time is up or when the work is dropped.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{AbortController, AbortSignal};

use super::window;

/// Aborts what its [`Deadline::signal`] was given to, after a time or on drop, whichever is first.
pub struct Deadline {
    controller: Option<AbortController>,
    timer: Option<i32>,
    _fire: Closure<dyn FnMut()>,
}

impl Deadline {
    pub fn after_millis(millis: i32) -> Self {
        let controller = AbortController::new().ok();
        let target = controller.clone();
        let fire = Closure::new(move || {
            if let Some(controller) = &target {
                controller.abort();
            }
        });
        let timer = window().and_then(|window| {
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(
                    fire.as_ref().unchecked_ref(),
                    millis,
                )
                .ok()
        });
        Self {
            controller,
            timer,
            _fire: fire,
        }
    }

    pub fn signal(&self) -> Option<AbortSignal> {
        self.controller.as_ref().map(AbortController::signal)
    }

    /// Whether the time was up.
    pub fn is_over(&self) -> bool {
        self.signal().is_some_and(|signal| signal.aborted())
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        if let (Some(window), Some(timer)) = (window(), self.timer) {
            window.clear_timeout_with_handle(timer);
        }
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }
}
