//! The channel to the page around: who may answer the frame's hello, and what comes then.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::JsValue;

use super::{
    command::{Command, Options},
    event::Event,
};
use crate::browser::{
    frame::{self, Port, Received, field, message, text},
    random,
};

/// Version of the handshake.
const PROTOCOL: f64 = 1.0;
/// Who may answer: the page around, by its origin, with what it has called the frame, and to this page in it. A frame that
/// was loaded again has the same name, and an answer to the page before it may come to the one that stands there now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    pub host: String,
    pub nonce: String,
    /// Random, of each load.
    pub load: String,
}

impl Gate {
    /// Of the present address and the name of the frame.
    pub fn here() -> Option<Self> {
        Some(Self {
            host: frame::host()?,
            nonce: frame::nonce()?,
            load: random::uuid(),
        })
    }

    fn hello(&self) -> JsValue {
        let fields = [
            ("opora", PROTOCOL.into()),
            ("nonce", (&self.nonce).into()),
            ("load", (&self.load).into()),
        ];
        message("hello", &fields)
    }

    /// The way to the page around and what it wants, if this is its answer.
    fn admit(&self, received: Received) -> Option<(Port, Options)> {
        let Received {
            data,
            origin,
            is_from_parent,
            mut ports,
        } = received;
        let is_ours = is_from_parent
            && origin == self.host
            && field(&data, "opora")?.as_f64() == Some(PROTOCOL)
            && text(&data, "type", 10)? == "welcome"
            && text(&data, "nonce", 36)? == self.nonce
            && text(&data, "load", 36)? == self.load;
        let port = ports.pop().filter(|_| is_ours && ports.is_empty())?;
        Some((port, Options::parse(&data)))
    }
}

/// A channel: silent until the page around has answered, and that is heard once.
#[derive(Clone)]
pub struct Channel {
    gate: Rc<Gate>,
    port: Rc<RefCell<Option<Port>>>,
}

impl Channel {
    /// Says hello, once: the page around has listened since before there was a frame, and makes a channel for each hello.
    /// `welcomed` hears what it wants at first, `obey` each command that comes then.
    pub fn open(
        gate: Gate,
        welcomed: impl Fn(Options) + 'static,
        obey: impl Fn(Command) + Clone + 'static,
    ) -> Self {
        let channel = Self {
            gate: Rc::new(gate),
            port: Rc::default(),
        };
        let own = channel.clone();
        frame::on_message(move |received| {
            if own.port.borrow().is_some() {
                return;
            }
            if let Some((port, options)) = own.gate.admit(received) {
                let obey = obey.clone();
                port.listen(move |message| {
                    if let Some(command) = Command::parse(&message) {
                        obey(command);
                    }
                });
                own.port.replace(Some(port));
                welcomed(options);
            }
        });
        frame::post_to_parent(&channel.gate.hello(), &channel.gate.host);
        channel
    }

    pub fn tell(&self, event: &Event) {
        if let Some(port) = &*self.port.borrow() {
            port.post(&event.message());
        }
    }
}
