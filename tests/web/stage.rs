//! A piece of page. Views are mounted on it, then read and used as people and screen readers do.

use std::{any::Any, cell::RefCell, rc::Rc};

use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, Event, HtmlElement, HtmlInputElement, HtmlTextAreaElement, NodeList,
};

/// Ids of the places of `index.html` whose words are read out.
pub const REGIONS: [&str; 2] = ["live-a", "live-b"];

/// A mounted view; gone when dropped.
pub struct Stage {
    root: HtmlElement,
    owner: Owner,
    _view: Box<dyn Any>,
}

pub fn document() -> Document {
    leptos::prelude::document()
}

/// The element that has the keyboard focus.
pub fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Id of the element that has the keyboard focus; empty for the page as a whole.
pub fn focused_id() -> String {
    focused().map(|element| element.id()).unwrap_or_default()
}

fn list(nodes: &NodeList) -> Vec<HtmlElement> {
    (0..nodes.length())
        .filter_map(|at| nodes.get(at)?.dyn_into().ok())
        .collect()
}

impl Stage {
    pub fn new<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Self {
        // A test that failed could not clear up, and ids are unique on a page.
        for left in list(&document().query_selector_all(".stage").unwrap()) {
            left.remove();
        }
        let root: HtmlElement = document()
            .create_element("div")
            .unwrap()
            .dyn_into()
            .unwrap();
        root.set_class_name("stage");
        document().body().unwrap().append_child(&root).unwrap();
        let owner = Rc::new(RefCell::new(None));
        let current = owner.clone();
        let view = mount_to(root.clone(), move || {
            *current.borrow_mut() = Owner::current();
            view()
        });
        Self {
            root,
            owner: owner.take().expect("a mounted view has an owner"),
            _view: Box::new(view),
        }
    }

    /// A page and what its test holds of it, such as its signals: made together, so that the
    /// page owns it.
    pub fn with<T: 'static, V: IntoView + 'static>(
        make: impl FnOnce() -> (T, V) + 'static,
    ) -> (Self, T) {
        let made = Rc::new(RefCell::new(None));
        let slot = made.clone();
        let stage = Self::new(move || {
            let (made, view) = make();
            *slot.borrow_mut() = Some(made);
            view
        });
        let made = made.take().expect("the view was mounted");
        (stage, made)
    }

    /// An empty page that owns what `make` makes.
    pub fn owning<T: 'static>(make: impl FnOnce() -> T + 'static) -> (Self, T) {
        Self::with(|| (make(), ()))
    }

    /// What the view lives by.
    pub fn owner(&self) -> &Owner {
        &self.owner
    }

    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        list(&self.root.query_selector_all(selector).unwrap())
    }

    pub fn has(&self, selector: &str) -> bool {
        self.element(selector).is_some()
    }

    /// An element of any kind: icons are no HTML elements.
    pub fn element(&self, selector: &str) -> Option<Element> {
        self.root.query_selector(selector).unwrap()
    }

    /// The one element that matches.
    pub fn the(&self, selector: &str) -> HtmlElement {
        let mut found = self.all(selector);
        assert_eq!(found.len(), 1, "{selector} in {}", self.root.inner_html());
        found.remove(0)
    }

    pub fn text(&self, selector: &str) -> String {
        let text = self.the(selector).text_content().unwrap_or_default();
        text.trim().to_owned()
    }

    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.the(selector).get_attribute(name)
    }

    /// The text of the elements that `aria-describedby` names, in its order. An id that leads
    /// nowhere, or to two elements, is an error.
    pub fn description(&self, selector: &str) -> Vec<String> {
        let ids = self
            .attribute(selector, "aria-describedby")
            .unwrap_or_default();
        ids.split_whitespace()
            .map(|id| self.text(&format!("[id='{id}']")))
            .collect()
    }

    /// The control that a label with these words is for.
    pub fn labelled(&self, words: &str) -> HtmlElement {
        let label = self
            .all("label")
            .into_iter()
            .find(|label| label.text_content().unwrap_or_default().trim() == words)
            .unwrap_or_else(|| panic!("no label {words:?} in {}", self.root.inner_html()));
        let target = label
            .get_attribute("for")
            .expect("a label is for a control");
        self.the(&format!("[id='{target}']"))
    }

    pub fn click(&self, selector: &str) {
        self.the(selector).click();
    }

    /// Puts `text` in place of what stands in a line or a text, as typing does.
    pub fn type_into(&self, selector: &str, text: &str) {
        let control = self.the(selector);
        if let Some(line) = control.dyn_ref::<HtmlInputElement>() {
            line.set_value(text);
        } else {
            control
                .dyn_ref::<HtmlTextAreaElement>()
                .expect("typing goes into a line or a text")
                .set_value(text);
        }
        self.send(selector, "input");
    }

    /// What a control holds.
    pub fn value(&self, selector: &str) -> String {
        let control = self.the(selector);
        match control.dyn_ref::<HtmlInputElement>() {
            Some(line) => line.value(),
            None => control.unchecked_into::<HtmlTextAreaElement>().value(),
        }
    }

    pub fn send(&self, selector: &str, event: &str) {
        let event = Event::new(event).unwrap();
        self.the(selector).dispatch_event(&event).unwrap();
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // As the app does when it shows another page, whoever still holds the owner.
        self.owner.cleanup();
        self.root.remove();
    }
}
