//! The post office of a running server: how letters leave, in whose name, and what wakes it.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use anyhow::Context;
use lettre::{Address, message::Mailbox};
use tokio::{
    sync::{Notify, watch},
    time,
};

use super::carrier::{Carrier, Delivery};
use crate::config::Config;

/// Letters that are handed over at the same time.
pub const LINES: usize = 4;

/// The sender of letters that never leave the data folder.
const NOBODY: (&str, &str) = ("opora", "localhost");

pub struct Post {
    carrier: Carrier,
    sender: Mailbox,
    woken: Notify,
    stopping: watch::Sender<bool>,
    /// Whether letters were taken when one was tried last.
    is_open: AtomicBool,
}

impl Post {
    /// Letters go the way that the configuration names.
    ///
    /// # Errors
    /// When a mail server is named wrongly or without a sender, or the folder cannot be made.
    pub fn open(config: &Config) -> anyhow::Result<Self> {
        let (carrier, sender) = match &config.smtp_url {
            Some(url) => {
                let sender = config.mail_from.clone();
                let sender = sender.context("letters need a sender: name one with --mail-from")?;
                (Carrier::smtp(url, sender.email.domain())?, sender)
            }
            None => {
                let (user, domain) = NOBODY;
                let nobody = || Address::new(user, domain).map(Mailbox::from);
                let sender = config.mail_from.clone().map_or_else(nobody, Ok)?;
                (Carrier::folder(config.mail())?, sender)
            }
        };
        Ok(Self {
            carrier,
            sender,
            woken: Notify::new(),
            stopping: watch::Sender::new(false),
            is_open: AtomicBool::new(true),
        })
    }

    #[must_use]
    pub(super) fn carrier(&self) -> &Carrier {
        &self.carrier
    }

    #[must_use]
    pub(super) fn sender(&self) -> &Mailbox {
        &self.sender
    }

    /// Says that so many new letters are in the database. Waits for nobody.
    pub fn wake_for(&self, letters: usize) {
        // One line each, as far as there are lines.
        for _ in 0..letters.min(LINES) {
            self.woken.notify_one();
        }
    }

    /// No further letter is begun.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }

    #[must_use]
    pub(super) fn is_stopping(&self) -> bool {
        *self.stopping.borrow()
    }

    /// Notes how an attempt went. The log hears of the first one in vain and of the first one that was not.
    pub(super) fn note(&self, delivery: &Delivery) {
        let is_open = !matches!(delivery, Delivery::Closed(_));
        let was_open = self.is_open.swap(is_open, Ordering::Relaxed);
        match delivery {
            Delivery::Closed(cause) if was_open => tracing::warn!(cause, "letters have to wait"),
            Delivery::Closed(_) => {}
            _ if !was_open => tracing::info!("letters leave again"),
            _ => {}
        }
    }

    /// Rests for a time; a new letter ends it if `is_open`, a stop always does.
    pub(super) async fn rest(&self, time: Duration, is_open: bool) {
        let mut stopping = self.stopping.subscribe();
        tokio::select! {
            () = time::sleep(time) => {}
            () = self.woken.notified(), if is_open => {}
            // The sender is ours: it cannot be gone.
            _ = stopping.wait_for(|stopping| *stopping) => {}
        }
    }
}
