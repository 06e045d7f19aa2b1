//! Components without a domain.

mod breadcrumb;
mod error_summary;
mod field;
mod heading;
mod icon;
mod links;
mod notice;
mod remote;
mod search_box;
