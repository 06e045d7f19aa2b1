//! What is marked in a text, and which stretch of it is shown.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected has to stop, helpers included"
)]

use opora_search::{Builder, Document, Index, Marker, Run};

/// How long a snippet is, in characters; punctuation and `…` may add a few.
const SNIPPET_CHARS: usize = 160;

/// The marker of a query to an index of this text alone.
fn marker(text: &str, query: &str) -> Marker {
    let mut builder = Builder::new();
    builder.synonyms(["пароль", "кодовое слово"]);
    builder.add(&Document {
        body: text,
        ..Document::default()
    });
    Index::open(&builder.finish().root)
        .unwrap()
        .search(query, 1)
        .marker
}

fn show(runs: &[Run]) -> String {
    let show = |run: &Run| {
        if run.hit {
            format!("[{}]", run.text)
        } else {
            run.text.clone()
        }
    };
    runs.iter().map(show).collect()
}

fn whole(text: &str, query: &str) -> String {
    show(&marker(text, query).whole(text))
}

fn snippet(text: &str, query: &str) -> String {
    show(&marker(text, query).snippet(text))
}

fn chars(runs: &[Run]) -> usize {
    runs.iter().map(|run| run.text.chars().count()).sum()
}

#[test]
fn forms_beginnings_and_nothing_else_are_marked() {
    assert_eq!(
        whole("Как восстановить пароль?", "паролем как"),
        "Как восстановить [пароль]?"
    );
    assert_eq!(whole("Ещё раз: ёлка", "елка "), "Ещё раз: [ёлка]");
    assert_eq!(
        whole("Паспорт и паспортный стол", "паспорт"),
        "[Паспорт] и [паспортный] стол"
    );
    assert_eq!(whole("Что делать", "что "), "[Что] делать");
    assert_eq!(whole("", "что"), "");
}

#[test]
fn what_the_query_meant_is_marked() {
    assert_eq!(
        whole("Восстановить пароль", "паорль"),
        "Восстановить [пароль]"
    );
    assert_eq!(
        whole("Восстановить пароль", "gfhjkm "),
        "Восстановить [пароль]"
    );
    assert_eq!(
        whole("Восстановить пароль", "parol "),
        "Восстановить [пароль]"
    );
    assert_eq!(
        whole("Забыли кодовое слово", "пароль "),
        "Забыли [кодовое] [слово]"
    );
    // What only begins alike is found, and shown without a mark: it may mean something else.
    assert_eq!(
        whole("Паспорт, паспортный стол", "паспорт стол "),
        "[Паспорт], паспортный [стол]"
    );
}

#[test]
fn markup_stays_text() {
    assert_eq!(
        whole("<b>Паспорт</b> & <script>", "паспорт script"),
        "<b>[Паспорт]</b> & <[script]>"
    );
}

#[test]
fn snippet_surrounds_the_best_place() {
    let filler = "Здесь идут другие слова. ".repeat(40);
    let body = format!("{filler}Снилс. {filler}Номер «снилс» на портале! {filler}");
    let runs = marker(&body, "номер снилс портал").snippet(&body);
    let text = show(&runs);
    assert!(text.contains("[Номер] «[снилс]» на [портале]!"), "{text}");
    assert!(text.starts_with('…') && text.ends_with('…'), "{text}");
    assert!((100..=SNIPPET_CHARS + 20).contains(&chars(&runs)), "{text}");
}

#[test]
fn snippet_without_hits_is_the_beginning() {
    let text = snippet(&"слово ".repeat(100), "нету");
    assert!(
        text.starts_with("слово слово") && text.ends_with("слово…"),
        "{text}"
    );
}

#[test]
fn snippet_at_the_end_of_the_text_has_no_ellipsis_there() {
    let text = snippet(&format!("{}конец.", "слово ".repeat(100)), "конец");
    assert!(
        text.starts_with("…слово") && text.ends_with(" [конец]."),
        "{text}"
    );
}

#[test]
fn texts_without_borders_are_cut_at_a_character() {
    for body in ["ы".repeat(5000), "🙂".repeat(5000), "...".repeat(5000)] {
        let length = chars(&marker(&body, "ы").snippet(&body));
        assert!((1..=SNIPPET_CHARS + 20).contains(&length), "{length}");
    }
}

/// A marker is made from one index and may be applied to whatever text.
#[test]
fn a_text_that_the_index_does_not_know_is_marked_too() {
    let marker = marker("пароль", "пароль");
    assert_eq!(show(&marker.whole("Новый пароль")), "Новый [пароль]");
    assert_eq!(
        show(&Marker::default().whole("Новый пароль")),
        "Новый пароль"
    );
}
