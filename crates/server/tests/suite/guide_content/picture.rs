//! Pictures that cannot be drawn.

use super::LOGIN;
use crate::content::{assert_one, replace};

const PICTURE: &str = "browser Портал\ntext Добро пожаловать\n> button Войти\n";

/// What is said of the file whose first picture, from line 33 on, has these lines. That its twin has another picture is
/// said too and left out here.
fn draw(lines: &str) -> Vec<String> {
    let mut mistakes = replace(LOGIN, PICTURE, lines);
    mistakes.retain(|mistake| mistake.starts_with(LOGIN));
    mistakes
}

#[track_caller]
fn assert_picture(lines: &str, expected: &str) {
    assert_one(&draw(lines), &format!("{LOGIN}:{expected}"));
}

#[test]
fn picture_without_words_is_reported() {
    let alt = "alt = \"Страница портала.";
    let whole = format!("{alt} Выделена кнопка «Войти».\"\n");
    assert_one(
        &replace(LOGIN, &whole, ""),
        "ru/guides/login.toml:25: `alt` is missing",
    );
    let long = format!("alt = \"{}", "ы".repeat(300));
    assert_one(
        &replace(LOGIN, alt, &long),
        "ru/guides/login.toml:31: `alt` has 325 characters, at most 300 fit",
    );
}

#[test]
fn picture_without_lines_is_reported() {
    assert_picture("browser Портал\n", "33: a picture has 1 to 8 rows, not 0");
    assert!(!draw("").is_empty(), "the guide would be lost in silence");
}

#[test]
fn picture_has_one_target() {
    let rule = "33: a picture has exactly one target, `> `, not";
    assert_picture(
        "browser Портал\n> text Добро\n> button Войти\n",
        &format!("{rule} 2"),
    );
    assert_picture(
        "browser Портал\n> text Добро | > button Войти\n",
        &format!("{rule} 2"),
    );
    assert_picture("browser Портал\ntext Добро\n", &format!("{rule} 0"));
}

#[test]
fn frame_and_parts_are_of_the_known_ones() {
    let frame = "33: the first line must be a frame with a title of at most 40 characters";
    for head in [
        "window Портал",
        "browser",
        "unknown Портал",
        &format!("browser {}", "ы".repeat(41)),
    ] {
        assert_picture(&format!("{head}\n> button Войти\n"), frame);
    }
    for (row, expected) in [
        ("image Кот", "`image` is no part of a picture"),
        ("unknown Кот", "`unknown` is no part of a picture"),
        ("text Слева | image Кот", "`image` is no part of a picture"),
        ("button", "`button` needs a text"),
        ("line Черта", "`line` takes no text"),
        ("code 123456789", "a code has at most 8 symbols"),
        (
            "tab 1 | tab 2 | tab 3 | tab 4 | tab 5",
            "a row has at most 4 parts, not 5",
        ),
    ] {
        assert_picture(
            &format!("browser Портал\n{row}\n> button Войти\n"),
            &format!("34: {expected}"),
        );
    }
}

#[test]
fn text_that_does_not_fit_into_a_picture_is_reported() {
    for (side_by_side, max) in [(1, 60), (2, 24), (3, 16), (4, 12)] {
        let row = |length| {
            let mut parts = vec![format!("text {}", "ы".repeat(length))];
            parts.resize(side_by_side, "button А".to_owned());
            format!("browser Портал\n{}\n> button Войти\n", parts.join(" | "))
        };
        let long = "ы".repeat(max + 1);
        let expected = format!("34: `{long}` has {} characters, at most {max} fit", max + 1);
        assert_picture(&row(max + 1), &expected);
        assert_eq!(draw(&row(max)), Vec::<String>::new());
    }
    let nine = "text А\n".repeat(8);
    assert_picture(
        &format!("browser Портал\n{nine}> button Войти\n"),
        "33: a picture has 1 to 8 rows, not 9",
    );
}
