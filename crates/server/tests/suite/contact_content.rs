//! The content check of contacts: facts and words name the same things, and what they lead to exists.

use crate::content::replace;

const FACTS: &str = "contacts.toml";
const RU: &str = "ru/contacts.toml";
const EN: &str = "en/contacts.toml";

/// Each change leads to what is expected.
fn spoils(changes: &[(&str, &str, &str, &str)]) {
    for (path, from, to, expected) in changes {
        let mistakes = replace(path, from, to);
        let found = mistakes.iter().any(|line| line.contains(expected));
        assert!(found, "{expected}: {mistakes:#?}");
    }
}

#[test]
fn words_that_do_not_fit_the_facts_are_reported() {
    spoils(&[
        (
            EN,
            "[[matter]]\nid = \"fault\"\ntitle = \"The portal shows an error\"\n",
            "",
            "en/contacts.toml:1: matter `fault` of contacts.toml has no words here",
        ),
        (
            RU,
            "[[line]]\nid = \"hotline\"",
            "[[line]]\nid = \"coldline\"",
            "line `coldline` is none of contacts.toml",
        ),
        (
            RU,
            "id = \"kaliningrad-1\"",
            "id = \"moscow-1\"",
            "office `moscow-1` stands here twice",
        ),
        (
            EN,
            "helps = [\"The same as by phone\", \"Talking at an appointed time\"]",
            "helps = [\"The same as by phone\"]",
            "en/contacts.toml:1: `helps` differs from the other language",
        ),
        (
            EN,
            "title = \"Callback\"",
            "title = \" \"",
            "en/contacts.toml:1: a text is empty",
        ),
    ]);
}

#[test]
fn facts_that_lead_nowhere_are_reported() {
    spoils(&[
        (
            FACTS,
            "region = \"sverdlovsk\"",
            "region = \"atlantis\"",
            "region `atlantis` is not listed",
        ),
        (
            FACTS,
            "ahead = 7",
            "ahead = 12",
            "office `primorye-1` is 12 hours ahead of Moscow",
        ),
        (
            FACTS,
            "channels = [\"form\", \"callback\"]",
            "channels = [\"form\", \"pigeon\"]",
            "channel `pigeon` does not exist",
        ),
        (
            FACTS,
            "href = \"/guides\"",
            "href = \"/guides/nowhere\"",
            "dead link `/guides/nowhere`",
        ),
        (
            FACTS,
            "href = \"\"",
            "href = \"mailto:nobody\"",
            "`mailto:nobody` is no address",
        ),
        (
            FACTS,
            "id = \"hotline\"",
            "id = \"hotline\"\nphone = \"8 800 555‑35‑35\"",
            "line `hotline` has one of `phone` and `phone_link`",
        ),
        (
            FACTS,
            "places = 4",
            "places = 0",
            "`places` is 0: from 1 to 50 people fit",
        ),
        (
            FACTS,
            "slot = 30",
            "slot = 1",
            "`within` and `slot` are minutes up to 240",
        ),
    ]);
}

#[test]
fn an_address_for_letters_is_enough_to_show_the_channel() {
    let mistakes = replace(FACTS, "href = \"\"", "href = \"mailto:help@example.ru\"");
    assert!(mistakes.is_empty(), "{mistakes:#?}");
}
