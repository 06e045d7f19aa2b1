//! What citizens do, in a real browser against the real server and its database. Every journey has its own.

#![cfg(test)]

mod accessibility;
mod address;
mod answer;
mod contact;
mod deploy;
mod direction;
mod draft;
mod embed;
mod embed_focus;
mod embed_hostile;
mod embed_memory;
mod english;
mod file;
mod form;
mod form_by_keyboard;
mod guide;
mod guide_by_keyboard;
mod guide_for_all;
mod guise;
mod help_by_keyboard;
mod home;
mod intake;
mod keyboard;
mod language;
mod layout;
mod letter;
mod life;
mod line;
mod lookup;
mod mistake;
mod offline;
mod outbox;
mod policy;
mod pseudo;
mod receipt;
mod request;
mod requests;
mod search;
mod setting;
mod shell;
mod speech;
mod staff;
mod tab;
mod tracker;
