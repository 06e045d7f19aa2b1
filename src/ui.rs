//! Domain-free components: tokens, ARIA and strings. None knows the API or a page.

pub mod breadcrumb;
pub mod check;
pub mod code;
pub mod copy;
pub mod error_summary;
pub mod field;
pub mod icon;
pub mod links;
pub mod notice;
pub mod page;
pub mod phone_link;
pub mod plain;
pub mod remote;
pub mod search_box;
pub mod select;
pub mod share;
