//! What a callback was told, in order.

use std::sync::{Arc, Mutex};

use leptos::prelude::Callback;

#[derive(Clone)]
pub struct Told<T>(Arc<Mutex<Vec<T>>>);

impl<T: Clone + Send + 'static> Told<T> {
    pub fn new() -> Self {
        Self(Arc::default())
    }

    pub fn callback(&self) -> Callback<T> {
        let told = self.0.clone();
        Callback::new(move |value| told.lock().unwrap().push(value))
    }

    pub fn all(&self) -> Vec<T> {
        self.0.lock().unwrap().clone()
    }
}
