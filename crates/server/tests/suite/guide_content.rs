//! The content check of guides: a test for each kind of mistake, over the fixture with one thing broken. Steps,
//! pictures and twins in files of their own; how an editor adds a guide: `editor`.

mod editor;
mod picture;
mod step;
mod twin;

use crate::content::{assert_one, check, replace};

const LOGIN: &str = "ru/guides/login.toml";
const CHECK: &str = "check = { kind = \"browser\" }";

/// Changes a guide in both languages, as an editor does who changes more than words.
fn change_both(guide: &str, change: impl Fn(&mut String)) -> Vec<String> {
    let path = format!("/guides/{guide}.toml");
    check(|files| {
        let guides = files.iter_mut().filter(|(name, _)| name.ends_with(&path));
        guides.for_each(|(_, text)| change(text));
    })
}

fn replace_in_both(guide: &str, from: &str, to: &str) -> Vec<String> {
    change_both(guide, |text| {
        assert!(text.contains(from), "{guide} has no {from}");
        *text = text.replacen(from, to, 1);
    })
}

/// Asserts that the guide `login` of both languages has this mistake and no other, once `to` stands for `from`.
#[track_caller]
fn assert_refused(from: &str, to: &str, expected: &str) {
    let mistakes = replace_in_both("login", from, to);
    let expected = ["en", "ru"].map(|language| format!("{language}/guides/login.toml:{expected}"));
    assert_eq!(mistakes, expected, "{from} → {to}");
}

#[test]
fn text_that_is_too_long_or_more_than_plain_is_reported() {
    let text = "Устройство проверит себя само.";
    let lines = "29: `text` has a heading: only answers do";
    let raw = "28: `text` must be lines between two \"\"\", without escapes";
    for (from, to, expected) in [
        (
            text,
            &*"ы".repeat(601),
            "29: `text` has 601 characters, at most 600 fit",
        ),
        (
            "Обновите",
            &"ы".repeat(600),
            "43: `text` has 643 characters, at most 600 fit",
        ),
        (
            "Готово:",
            &"ы".repeat(1_200),
            "22: `finish` has 1229 characters, at most 1200 fit",
        ),
        (
            "Паспорт",
            &"ы".repeat(1_500),
            "19: `intro` has 1563 characters, at most 1500 fit",
        ),
        (
            "Проверьте браузер",
            &"ы".repeat(81),
            "27: `title` has 81 characters, at most 80 fit",
        ),
        (text, "## Дальше", lines),
        (text, "Первое.\n\n## Дальше", lines),
        (text, "Так\\tили так.", raw),
        (&format!("\"\"\"\n{text}\n\"\"\""), "\"Одна строка.\"", raw),
        (
            text,
            "Это *курсив*.",
            "29: italics is outside the subset of Markdown",
        ),
        (text, "", "29: the body is empty"),
    ] {
        assert_one(&replace(LOGIN, from, to), &format!("{LOGIN}:{expected}"));
    }
}

#[test]
fn what_a_guide_names_must_exist() {
    for (from, to, expected) in [
        (
            "topic = \"account\"",
            "topic = \"money\"",
            "4: topic `money` does not exist",
        ),
        (
            "\"first-time\"",
            "\"hurry\"",
            "7: situation `hurry` does not exist",
        ),
        (
            "account/sign-in\",",
            "account/absent\",",
            "15: answer `account/absent` does not exist",
        ),
        (
            "[\"wait\"]",
            "[\"absent\"]",
            "16: guide `absent` does not exist",
        ),
        ("[\"wait\"]", "[\"login\"]", "16: the guide leads to itself"),
    ] {
        assert_refused(from, to, expected);
    }
}

#[test]
fn dead_links_of_guides_are_reported() {
    for (from, to, line) in [
        (
            "/requests/new/feedback?category=error",
            "/requests/new/absent",
            17,
        ),
        (
            "/requests/new/feedback?category=error",
            "/requests/new/feedback?category=bribe",
            17,
        ),
        ("/faq/account/sign-in", "/faq/account/absent", 19),
        ("/requests)", "/setting)", 22),
        ("/contacts", "/guides/absent", 38),
    ] {
        let dead = to.trim_end_matches(')');
        assert_refused(from, to, &format!("{line}: dead link `{dead}`"));
    }
    assert_refused(
        "tel:+78005553535",
        "tel:+70000000000",
        "43: `tel:+70000000000` is not our phone, which is `tel:+78005553535`",
    );
}

#[test]
fn guide_that_offers_another_page_for_its_form_is_reported() {
    // Only a form has a title to show on the way to it.
    let expected =
        "17: `/contacts` is no form with a field `on_demand`, which takes what was tried";
    assert_refused(
        "/requests/new/feedback?category=error",
        "/contacts",
        expected,
    );
}

#[test]
fn head_that_cannot_be_read_is_reported() {
    for (from, to, expected) in [
        (
            "audience = \"everyone\"",
            "audience = \"nobody\"",
            "6: `audience` knows no `nobody`",
        ),
        (
            "minutes = 5",
            "minutes = 0",
            "8: `minutes` must be a whole number from 1",
        ),
        (
            "minutes = 5",
            "minutes = 5\nauthor = \"я\"",
            "9: unknown key `author`",
        ),
        (
            "own = false",
            "own = \"no\"",
            "10: `own` must be true or false",
        ),
        (
            "2026-11-22",
            "2026-02-30",
            "12: `checked` is `2026-02-30`, not a day such as 2026-11-20",
        ),
        (
            "\"B13\"",
            "\"b13\"",
            "13: `b13` is not a requirement id such as B51",
        ),
    ] {
        assert_refused(from, to, expected);
    }
}

#[test]
fn alias_of_a_guide_and_another_thing_is_reported() {
    for (path, from, to, expected) in [
        (
            LOGIN,
            "войти в первый раз",
            "РАЗ: Как войти в кабинет?",
            "ru/guides/login.toml:3: alias `РАЗ: Как войти в кабинет?` is taken by ru/faq/account/sign-in.md",
        ),
        (
            "ru/guides/wait.toml",
            "жду и жду",
            "войти в первый раз",
            "ru/guides/wait.toml:3: alias `войти в первый раз` is taken by ru/guides/login.toml",
        ),
        (
            "ru/entries.toml",
            "\"чат\"",
            "\"войти в первый раз\"",
            "ru/entries.toml:9: alias `войти в первый раз` is taken by ru/guides/login.toml",
        ),
    ] {
        assert_one(&replace(path, from, to), expected);
    }
}

#[test]
fn two_guides_of_one_place_are_reported() {
    let mistakes = replace_in_both("wait", "topic = \"status\"", "topic = \"account\"");
    let expected = ["en", "ru"].map(|language| {
        format!("{language}/guides/wait.toml:5: order 1 is taken among the guides of this topic by {language}/guides/login.toml")
    });
    assert_eq!(mistakes, expected);
}

#[test]
fn stray_and_misnamed_files_among_guides_are_reported() {
    for (name, expected) in [
        ("notes.txt", "is not a guide: those end with .toml"),
        ("Log_in.toml", "`Log_in` is not a slug: "),
        ("empty.toml", "`title` is missing"),
    ] {
        let path = format!("ru/guides/{name}");
        let mistakes = check(|files| files.push((path.clone(), "order = 1\n".to_owned())));
        let expected = format!("{path}:1: {expected}");
        let found = mistakes.iter().any(|line| line.starts_with(&expected));
        assert!(found, "{mistakes:#?}");
    }
}
