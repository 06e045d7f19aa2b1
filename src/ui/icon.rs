//! Our own icons: 24 px, one stroke of 1.75 px, always beside words and hidden from screen readers.

use leptos::prelude::*;

/// The path of an icon. An unknown name draws a neutral dot: newer content never breaks an older app.
fn path(name: &str) -> &'static str {
    match name {
        "alert" => "M12 4 3 20h18L12 4Zm0 6v5m0 2.5v.5",
        "arrow" => "M5 12h14m-6-6 6 6-6 6",
        "bell" => "M6 17V11a6 6 0 0 1 12 0v6l2 2H4l2-2Zm4 4h4",
        "building" => "M4 20h16M6 20V9m4 11V9m4 11V9m4 11V9M3 9h18l-9-5-9 5Z",
        "check" => "m5 12.5 4.5 4.5L19 7.5",
        "clock" => "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 8v4.5l3 2",
        "document" => "M7 3.5h7l4 4v13H7v-17Zm7 0v4h4M10 12h5m-5 4h5",
        "form" => "M5 4h14v16H5V4Zm4 5h6m-6 4h6m-6 4h3",
        "help" => {
            "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM9.5 9.7a2.5 2.5 0 1 1 3.6 2.3c-.7.4-1.1.9-1.1 1.8m0 2.7v.5"
        }
        "info" => "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Zm0 7.5v5.5m0-8.5v.5",
        "key" => "M14.5 4.5a5 5 0 1 1-4.3 7.5L4 18v2h3v-2h2v-2h2l1-1.5",
        "paperclip" => {
            "m20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7l-8.4 8.4a1.7 1.7 0 0 1-2.4-2.4L14.5 7"
        }
        "person" => "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4.5 20.5a7.5 7.5 0 0 1 15 0",
        "phone" => {
            "M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a1.5 1.5 0 0 1-1.5 1.5A15 15 0 0 1 3.5 5.5 1.5 1.5 0 0 1 5 4Z"
        }
        "scales" => "M12 4v16m-4 0h8M5 7h14M5 7l-2.5 6h5L5 7Zm14 0-2.5 6h5L19 7Z",
        "search" => "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Zm4.7 11.2L20.5 20.5",
        "shield" => "M12 3.5 5 6v5.5c0 4.5 3 7.5 7 9 4-1.5 7-4.5 7-9V6l-7-2.5Zm-3 8.5 2.2 2.2 4-4",
        "signature" => "M4 17c3-1 6-12 8-12s-3 11 0 11 3-3 4-3 .5 2.5 4 2.5M4 20.5h16",
        "theme" => "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Zm0 0v17m3-16.5v16m3-13.5v11",
        "wrench" => {
            "M14.5 6.5a4.5 4.5 0 0 1 5-2.5l-2.5 2.5 1 2 2 .8 2-2.3a4.5 4.5 0 0 1-6 5.5L8 20.5 3.5 16l8-8"
        }
        _ => "M12 11.5v1",
    }
}

/// One icon of the set.
pub fn icon(name: &str) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=path(name)></path>
        </svg>
    }
    .into_any()
}
