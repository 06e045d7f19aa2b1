//! Uploading with progress. `fetch` cannot tell how much has left the device, `XMLHttpRequest` can.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ProgressEvent, XmlHttpRequest};

use super::Refused;

/// How long a transfer may take, in milliseconds: the largest file on a slow line needs minutes, more is a dead one.
const PATIENCE: u32 = 300_000;

/// What came back: the status (0 when the line broke or time was up) and the body.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    pub body: String,
}

/// A running upload; dropping it aborts the transfer.
struct Transfer(XmlHttpRequest);

impl Drop for Transfer {
    fn drop(&mut self) {
        // Does nothing once the transfer is over.
        let _aborted = self.0.abort();
    }
}

/// Sends `body` with POST and calls `progress` with the share that is on its way, 0 to 100.
pub async fn post(
    url: &str,
    headers: &[(&str, &str)],
    body: &Blob,
    progress: impl Fn(u32) + 'static,
) -> Result<Reply, Refused> {
    let transfer = Transfer(XmlHttpRequest::new()?);
    let request = &transfer.0;
    request.open("POST", url)?;
    request.set_timeout(PATIENCE);
    for (name, value) in headers {
        request.set_request_header(name, value)?;
    }
    let on_progress = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            // A share between 0 and 100.
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "see above"
            )]
            progress((event.loaded() / event.total() * 100.0) as u32);
        }
    });
    request
        .upload()?
        .set_onprogress(Some(on_progress.as_ref().unchecked_ref()));
    let finished = finished(request);
    request.send_with_opt_blob(Some(body))?;
    JsFuture::from(finished).await?;
    let body = request.response_text().ok().flatten().unwrap_or_default();
    Ok(Reply {
        status: request.status().unwrap_or(0),
        body,
    })
}

/// Resolves when the transfer has ended, whichever way.
fn finished(request: &XmlHttpRequest) -> js_sys::Promise {
    js_sys::Promise::new(&mut |resolve, _| {
        let resolve = Rc::new(RefCell::new(Some(resolve)));
        let done = Closure::<dyn FnMut()>::new(move || {
            if let Some(resolve) = resolve.borrow_mut().take() {
                let _resolved = resolve.call0(&JsValue::UNDEFINED);
            }
        });
        request.set_onloadend(Some(&done.into_js_value().unchecked_into()));
    })
}
