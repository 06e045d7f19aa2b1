//! Server-sent events (WHATWG HTML, 9.2) over `fetch`: the browser's own `EventSource` sends no key.

use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{Refused, timer};

/// Takes the lines of a stream and gives its events; comments and fields that nobody asks for are passed over.
#[derive(Debug, Default)]
struct Events {
    line: Vec<u8>,
    name: String,
}

impl Events {
    /// Calls `heard` with the name of each event that ends in these bytes.
    fn push(&mut self, bytes: &[u8], heard: &dyn Fn(&str)) {
        for &byte in bytes {
            match byte {
                b'\n' => self.end_line(heard),
                b'\r' => {}
                byte => self.line.push(byte),
            }
        }
    }

    fn end_line(&mut self, heard: &dyn Fn(&str)) {
        let line = std::mem::take(&mut self.line);
        // What is no text is no field of ours.
        let line = std::str::from_utf8(&line).unwrap_or_default();
        if line.is_empty() {
            let name = std::mem::take(&mut self.name);
            if !name.is_empty() {
                heard(&name);
            }
            return;
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        if field == "event" {
            value.clone_into(&mut self.name);
        }
    }
}

/// Longest silence of a stream whose server says every 25 seconds that it is there, in milliseconds.
const SILENCE: u64 = 60_000;

/// Reads the body of an answer as a stream of events until it ends or breaks. `heard` gets the name of each event, and
/// nothing for each piece of the stream: a sign of life.
///
/// # Errors
/// When the line breaks, or says nothing for a minute.
pub async fn events(body: &JsValue, heard: impl Fn(&str)) -> Result<(), Refused> {
    let reader = called(body, "getReader").await?;
    let mut events = Events::default();
    loop {
        let piece = timer::within(SILENCE, called(&reader, "read")).await;
        let piece = piece.ok_or_else(|| Refused("silence".to_owned()))??;
        if Reflect::get(&piece, &"done".into())?.is_truthy() {
            return Ok(());
        }
        let bytes: Uint8Array = Reflect::get(&piece, &"value".into())?.unchecked_into();
        heard("");
        events.push(&bytes.to_vec(), &heard);
    }
}

/// What a method of a stream gives, sooner or later.
async fn called(object: &JsValue, method: &str) -> Result<JsValue, Refused> {
    let method: Function = Reflect::get(object, &method.into())?.dyn_into()?;
    let given = method.call0(object)?;
    Ok(JsFuture::from(Promise::resolve(&given)).await?)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    fn heard(pieces: &[&str]) -> Vec<String> {
        let all = RefCell::new(Vec::new());
        let mut events = Events::default();
        for piece in pieces {
            events.push(piece.as_bytes(), &|name| {
                all.borrow_mut().push(name.to_owned());
            });
        }
        all.into_inner()
    }

    #[test]
    fn an_event_is_heard_once_it_is_whole() {
        let changed = ["changed"];
        assert_eq!(heard(&["event: changed\nid: 7\ndata:\n\n"]), changed);
        assert_eq!(heard(&["event: cha", "nged\r\nid:7\r\n", "\r\n"]), changed);
        assert!(heard(&["event: changed\nid: 7\n"]).is_empty());
    }

    #[test]
    fn comments_and_strangers_are_passed_over() {
        assert!(heard(&[": still here\n\n", "retry: 5\ndata: x\n\n", "\n\n"]).is_empty());
    }
}
