//! Components without a domain.

mod breadcrumb;
mod code;
mod copy;
mod error_summary;
mod field;
mod heading;
mod icon;
mod links;
mod notice;
mod phone_link;
mod remote;
mod search_box;
mod select;
mod share;
