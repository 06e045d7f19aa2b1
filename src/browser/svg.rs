//! Drawings, built as plain elements: a picture has dozens of shapes and none of them changes.

use web_sys::Element;

use super::document;

const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// An element of a drawing with its attributes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    pub tag: &'static str,
    pub attributes: Vec<(&'static str, String)>,
    pub text: String,
    pub children: Vec<Drawing>,
}

/// Puts a drawing into an element, in place of what it holds.
pub fn draw(place: &Element, drawing: &Drawing) {
    if let Some(element) = build(drawing) {
        place.replace_children_with_node_1(&element);
    }
}

fn build(drawing: &Drawing) -> Option<Element> {
    let element = document()?
        .create_element_ns(Some(NAMESPACE), drawing.tag)
        .ok()?;
    for (name, value) in &drawing.attributes {
        // Refused only for a name that is none.
        let _set = element.set_attribute(name, value);
    }
    if !drawing.text.is_empty() {
        element.set_text_content(Some(&drawing.text));
    }
    for child in &drawing.children {
        let child = build(child)?;
        let _added = element.append_child(&child);
    }
    Some(element)
}
