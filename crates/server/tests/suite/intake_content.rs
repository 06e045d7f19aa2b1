//! The content check of what stands before the forms and of outages.

use crate::content::{assert_one, check, replace};

const RU: &str = "ru/intake.toml";

/// What the check says when both languages have this outage.
fn outage(text: &str) -> Vec<String> {
    check(|files| {
        for (_, file) in files
            .iter_mut()
            .filter(|(path, _)| path.ends_with("outages.toml"))
        {
            *file = text.to_owned();
        }
    })
}

#[test]
fn dead_links_before_the_forms_are_reported() {
    for (from, line) in [
        ("/requests/new/certificate", 11),
        ("/guides/login", 17),
        ("/faq/account/sign-in", 18),
        ("/requests/new/feedback?category=error", 20),
        ("/contacts", 26),
        ("tel:+78005553535", 33),
    ] {
        let mistakes = replace(RU, from, "/guides/nowhere");
        let expected = format!("{RU}:{line}: dead link `/guides/nowhere`");
        assert!(mistakes.contains(&expected), "{from}: {mistakes:#?}");
    }
}

#[test]
fn entry_that_leads_to_another_kind_is_reported() {
    for (from, to, expected) in [
        (
            "?category=complaint",
            "?category=error",
            "1: `/requests/new/feedback?category=error` makes a request of kind error",
        ),
        (
            "?category=complaint",
            "",
            "1: `/requests/new/feedback` makes a request of kind question",
        ),
        (
            "kind = \"application\"",
            "kind = \"status\"",
            "7: `/requests/new/certificate` makes a request of kind application",
        ),
        (
            "kind = \"application\"",
            "kind = \"wish\"",
            "8: `kind` knows no `wish`",
        ),
    ] {
        let mistakes = replace(RU, from, to);
        let expected = format!("{RU}:{expected}");
        assert!(mistakes.contains(&expected), "{expected}: {mistakes:#?}");
    }
}

#[test]
fn what_others_settle_has_a_name_and_words_of_its_own() {
    for (from, to, expected) in [
        (
            "name = \"money\"",
            "name = \"legal\"",
            "30: `legal` is there twice",
        ),
        (
            "name = \"money\"",
            "name = \"Деньги\"",
            "30: `name` is `Деньги`, which is not a slug",
        ),
        (
            "\"закон\"]",
            "\"Закон\"]",
            "27: `Закон` is not one word in small letters without «ё»",
        ),
        ("\"закон\"]", "\"по\"]", "27: `по` has fewer than 3 letters"),
        (
            "ways = [{ title = \"Позвонить\"",
            "words = [\"закон\"]\nways = [{ title = \"Позвонить\"",
            "33: `закон` is a word of `legal`",
        ),
        (
            "ways = [{ title = \"Позвонить\"",
            "way = [{ title = \"Позвонить\"",
            "29: `ways` is missing",
        ),
    ] {
        let mistakes = replace(RU, from, to);
        let expected = format!("{RU}:{expected}");
        assert!(mistakes.contains(&expected), "{expected}: {mistakes:#?}");
    }
}

#[test]
fn twins_offer_the_same_ways() {
    for (from, to, what) in [
        ("category=error", "category=question", "href"),
        (
            "kind = \"complaint\"\ntitle",
            "kind = \"error\"\ntitle",
            "entry",
        ),
        ("name = \"money\"", "name = \"cash\"", "elsewhere"),
        (
            "  { title = \"Как войти\", href = \"/faq/account/sign-in\" },\n",
            "",
            "situation",
        ),
    ] {
        let mistakes = replace(RU, from, to);
        let expected = format!("en/intake.toml:1: `{what}` differs from the other language");
        assert!(mistakes.contains(&expected), "{expected}: {mistakes:#?}");
    }
    assert_one(
        &replace("en/departments.toml", "id = \"billing\"", "id = \"money\""),
        "en/departments.toml:1: `department` differs from the other language",
    );
}

#[test]
fn outage_has_a_time_in_utc() {
    let sound = "[[outage]]\ntitle = \"Оплата\"\ndetail = \"Не проходит.\"\nsince = \"2026-11-20T09:00:00Z\"\n\
                 until = \"2026-11-20T15:00:00Z\"\nwords = [\"оплат\"]\n";
    assert_eq!(outage(sound), Vec::<String>::new());
    for (from, to, expected) in [
        (
            "T09:00:00Z",
            "T09:00:00+03:00",
            "4: `since` has 25 characters, at most 20 fit",
        ),
        (
            "T09:00:00Z",
            "T29:00:00Z",
            "4: `since` is `2026-11-20T29:00:00Z`, not a moment in UTC such as 2026-11-20T09:30:00Z",
        ),
        ("T15:00:00Z", "T09:00:00Z", "5: it ends before it begins"),
        (
            "\"оплат\"",
            "\"не оплатить\"",
            "6: `не оплатить` is not one word",
        ),
        ("title = \"Оплата\"\n", "", "1: `title` is missing"),
    ] {
        let mistakes = outage(&sound.replace(from, to));
        let expected = format!("ru/outages.toml:{expected}");
        let found = mistakes.iter().any(|line| line.starts_with(&expected));
        assert!(found, "{expected}: {mistakes:#?}");
    }
    let only_here = check(|files| files.push(("ru/outages.toml".to_owned(), sound.to_owned())));
    assert_one(
        &only_here,
        "en/outages.toml:1: `outage` differs from the other language",
    );
}
