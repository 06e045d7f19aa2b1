//! The body of an answer: typed blocks become elements, text stays text.

use leptos::prelude::*;
use opora_contract::answer::{Block, Inline};

use crate::i18n::use_texts;

/// Draws the blocks in order.
pub fn prose(blocks: Vec<Block>) -> AnyView {
    view! { <div class="prose">{blocks.into_iter().map(block).collect_view()}</div> }.into_any()
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Paragraph(text) => view! { <p>{inlines(text)}</p> }.into_any(),
        Block::Heading(text) => view! { <h2>{text}</h2> }.into_any(),
        Block::List(items) => view! { <ul>{list_items(items)}</ul> }.into_any(),
        Block::Steps(items) => view! { <ol>{list_items(items)}</ol> }.into_any(),
        Block::Note(text) => {
            let label = use_texts().faq().note;
            view! { <div class="prose__note" role="note" aria-label=label><p>{inlines(text)}</p></div> }.into_any()
        }
    }
}

fn list_items(items: Vec<Vec<Inline>>) -> Vec<AnyView> {
    items
        .into_iter()
        .map(|item| view! { <li>{inlines(item)}</li> }.into_any())
        .collect()
}

fn inlines(text: Vec<Inline>) -> Vec<AnyView> {
    text.into_iter()
        .map(|inline| match inline {
            Inline::Text(text) => text.into_any(),
            Inline::Strong(text) => view! { <strong>{text}</strong> }.into_any(),
            Inline::Link { href, text } => view! { <a href=href>{text}</a> }.into_any(),
        })
        .collect()
}
