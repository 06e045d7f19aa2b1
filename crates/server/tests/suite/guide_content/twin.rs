//! Guides of two languages that differ in more than words.

use super::LOGIN;
use crate::content::{assert_one, check, replace};

/// Asserts what the check finds in the English guide once `to` stands for `from` in the Russian one.
#[track_caller]
fn assert_differs(from: &str, to: &str, what: &str) {
    assert_one(
        &replace(LOGIN, from, to),
        &format!("en/guides/login.toml:{what} differs from the other language"),
    );
}

#[test]
fn guide_without_a_twin_is_reported() {
    let mistakes = check(|files| files.retain(|(path, _)| path != "en/guides/wait.toml"));
    let expected = [
        "en/faq/status/check-status.md:9: guide `wait` does not exist",
        "en/guides/login.toml:16: guide `wait` does not exist",
        "en/home.toml:3: dead link `/guides/wait`",
        "ru/guides/wait.toml:1: has no twin under en/",
    ];
    assert_eq!(mistakes, expected);
}

#[test]
fn twins_with_other_ways_are_reported() {
    assert_differs("next = \"end\"", "next = \"letter\"", "46: `confirmation`");
    assert_differs(
        "value = \"none\"",
        "value = \"inside\"",
        "46: `confirmation`",
    );
    assert_differs("next = \"code\"\n", "", "66: `next`");
    assert_differs("id = \"browser\"", "id = \"device\"", "25: `id`");
    let mistakes = check(|files| {
        let (_, text) = files.iter_mut().find(|(path, _)| path == LOGIN).unwrap();
        let last = text.rfind("[[steps]]").unwrap();
        text.truncate(last);
        *text = text.replace("next = \"code\"", "next = \"end\"");
    });
    assert_one(
        &mistakes,
        "en/guides/login.toml:1: `steps` differs from the other language",
    );
}

#[test]
fn twins_that_ask_for_something_else_are_reported() {
    assert_differs(
        "kind = \"browser\"",
        "kind = \"cookies\"",
        "25: `confirmation`",
    );
    assert_differs(
        "\"Сеть есть\"",
        "\"Сеть есть\", \"Звук включён\"",
        "66: `confirmation`",
    );
    assert_differs(
        "rule = \"password\"",
        "rule = \"email\"",
        "106: `confirmation`",
    );
}

#[test]
fn twins_with_other_pictures_are_reported() {
    assert_differs("browser Портал", "phone Портал", "25: `picture`");
    assert_differs("text Добро", "heading Добро", "25: `picture`");
    let target = "text Добро пожаловать\n> button";
    assert_differs(target, "> text Добро пожаловать\nbutton", "25: `picture`");
    assert_differs(
        "> field Комбинация",
        "> field Комбинация = Ёлка1",
        "106: `picture`",
    );
}

#[test]
fn twins_with_other_links_are_reported() {
    assert_differs("Оно приходит", "[Оно](/contacts) приходит", "66: `text`");
    assert_differs(
        "Загляните в спам",
        "[Загляните](/contacts) в спам",
        "87: `help`",
    );
    assert_differs("(tel:+78005553535)", "(/contacts)", "25: `help`");
    assert_differs(
        "href = \"/contacts\"",
        "href = \"/requests\"",
        "25: `action`",
    );
}

#[test]
fn twins_with_other_heads_are_reported() {
    for (from, to, what) in [
        ("order = 1", "order = 2", "5: `order`"),
        ("\"no-access\", ", "", "7: `situations`"),
        ("2026-11-22", "2026-11-23", "12: `checked`"),
        ("\"B13\", ", "", "13: `spec`"),
        ("\"account/sign-in\", ", "", "15: `answers`"),
        ("guides = [\"wait\"]", "guides = []", "16: `guides`"),
        ("?category=error", "", "17: `form`"),
    ] {
        assert_differs(from, to, what);
    }
    let expected =
        "en/guides/login.toml:1: the head differs from the other language in more than words";
    for (from, to) in [
        ("minutes = 5", "minutes = 6"),
        ("difficulty = \"easy\"", "difficulty = \"hard\""),
        ("audience = \"everyone\"", "audience = \"organisation\""),
        ("sensitive = false", "sensitive = true"),
        ("профиля\"]", "профиля\", \"Терпение\"]"),
        ("(/requests)", "(/contacts)"),
        ("(/faq/account/sign-in)", "(/faq/account)"),
    ] {
        assert_one(&replace(LOGIN, from, to), expected);
    }
}

#[test]
fn situations_of_two_languages_that_differ_are_reported() {
    assert_one(
        &replace("ru/situations.toml", "\"documents\"", "\"papers\""),
        "en/situations.toml:1: `situations` differs from the other language",
    );
    let mistakes = replace("ru/situations.toml", "\"documents\"", "\"waiting\"");
    let expected = "ru/situations.toml:24: `waiting` stands twice".to_owned();
    assert!(mistakes.contains(&expected), "{mistakes:#?}");
}
