//! The content check of forms: conditions, groups, words, templates, consents, and their twins. Every test breaks one
//! thing of a sound form.

use crate::{
    content::{assert_one, check},
    fixture,
};

const RU: &str = "ru/forms/help.toml";

/// What the check says after a change of one file of the tree with the form.
fn change(path: &str, change: impl FnOnce(&mut String)) -> Vec<String> {
    check(|files| {
        files.extend(fixture::help());
        let (_, text) = files.iter_mut().find(|(name, _)| name == path).unwrap();
        change(text);
    })
}

/// What the check says after `from` has become `to` in the form.
fn replace(path: &str, from: &str, to: &str) -> Vec<String> {
    change(path, |text| {
        assert!(text.contains(from), "{path} has no {from}");
        *text = text.replacen(from, to, 1);
    })
}

/// Asserts that the Russian form, changed so, is reported so.
#[track_caller]
fn reported(from: &str, to: &str, expected: &str) {
    let mistakes = replace(RU, from, to);
    let expected = format!("{RU}:{expected}");
    assert!(
        mistakes.iter().any(|line| line.starts_with(&expected)),
        "expected `{expected}`, got {mistakes:#?}"
    );
}

#[test]
fn a_form_with_everything_is_sound() {
    assert_eq!(change(RU, |_| {}), Vec::<String>::new());
}

#[test]
fn condition_names_an_earlier_choice_and_its_options() {
    let when = "when = { field = \"section\", is = [\"billing\"] }";
    for (to, expected) in [
        (
            "when = { field = \"subject\", is = [\"billing\"] }",
            "27: field `charge`: `when` names `subject`, which is no earlier field",
        ),
        (
            "when = { field = \"charge\", is = [\"billing\"] }",
            "27: field `charge`: `when` names `charge`, which is no earlier field",
        ),
        (
            "when = { field = \"section\", is = [\"billing\", \"bribe\"] }",
            "27: field `charge`: `when` waits for `bribe`, which `section` does not offer",
        ),
        (
            "when = { field = \"section\", is = [] }",
            "27: field `charge`: `when` waits for no option",
        ),
        (
            "when = { field = \"section\", has = [] }",
            "27: unknown field `has`",
        ),
    ] {
        reported(when, to, expected);
    }
    reported(
        "kind = \"date\"\nlabel = \"Критический срок\"",
        "kind = \"date\"\nlabel = \"Срок\"\nwhen = { field = \"subject\", is = [\"a\"] }",
        "101: field `deadline`: `when` names `subject`, which is no choice",
    );
    reported(
        "kind = \"date\"\nlabel = \"Критический срок\"",
        "kind = \"date\"\nlabel = \"Срок\"\nwhen = { field = \"origin\", is = [\"copy\"] }",
        "101: field `deadline`: `when` names `origin` of another group",
    );
}

#[test]
fn name_that_an_entry_would_have_is_reported() {
    reported(
        "name = \"charge\"",
        "name = \"paper-2\"",
        "23: field `paper-2`: a name that ends in a hyphen and digits is kept for entries of groups",
    );
}

#[test]
fn group_that_cannot_be_asked_is_reported() {
    for (from, to, expected) in [
        (
            "label = \"Название\"\ngroup = \"papers\"",
            "label = \"Название\"\ngroup = \"things\"",
            "46: field `paper`: there is no such group",
        ),
        (
            "label = \"Номер счёта\"",
            "label = \"Номер счёта\"\ngroup = \"papers\"",
            "47: field `paper`: the fields of a group stand together",
        ),
        (
            "kind = \"line\"\nlabel = \"Название\"",
            "kind = \"phone\"\nlabel = \"Название\"",
            "46: field `paper`: a group holds neither files nor consent nor contacts",
        ),
        (
            "kind = \"line\"\nlabel = \"Название\"",
            "kind = \"text\"\non_demand = true\nlabel = \"Название\"",
            "47: field `paper`: what is asked on demand is asked once, in no group",
        ),
        (
            "max = 3",
            "max = 1",
            "8: group `papers`: has 2 to 20 entries at most",
        ),
        (
            "max = 3",
            "max = 21",
            "8: group `papers`: has 2 to 20 entries at most",
        ),
        (
            "label = \"Документ\"",
            "label = \" \"",
            "8: group `papers`: its label is empty",
        ),
        (
            "max = 3\n",
            "max = 3\n\n[[group]]\nname = \"papers\"\nlabel = \"Ещё\"\nmax = 2\n",
            "13: group `papers`: is there twice",
        ),
        (
            "max = 3\n",
            "max = 3\n\n[[group]]\nname = \"people\"\nlabel = \"Человек\"\nmax = 2\n",
            "13: group `people`: no field is in it",
        ),
    ] {
        reported(from, to, expected);
    }
}

#[test]
fn words_that_never_fit_or_fit_two_options_are_reported() {
    for (to, expected) in [
        (
            "\"Парол\"",
            "18: option `technical`: `Парол` is not one word in small letters without «ё»",
        ),
        ("\"счёт\"", "18: option `technical`: `счёт` is not one word"),
        (
            "\"не могу\"",
            "18: option `technical`: `не могу` is not one word",
        ),
        (
            "\"па\"",
            "18: option `technical`: `па` has fewer than 3 letters",
        ),
        (
            "\"\"",
            "18: option `technical`: `` has fewer than 3 letters",
        ),
        (
            "\"вход\"",
            "18: option `technical`: `вход` is a word of `technical`",
        ),
        (
            "\"счет\"",
            "19: option `billing`: `счет` is a word of `technical`",
        ),
    ] {
        reported("\"парол\"", to, expected);
    }
    reported(
        "words = [\"парол\", \"вход\", \"ошибк\"]",
        "words = []",
        "18: option `technical`: `words` is empty",
    );
}

#[test]
fn link_fills_in_nothing_private() {
    for (field, expected) in [
        ("kind = \"inn\"\n", "77: field `inn`:"),
        ("kind = \"snils\"\n", "84: field `snils`:"),
        ("kind = \"passport\"\n", "91: field `passport`:"),
        ("kind = \"files\"\n", "109: field `files`:"),
        ("kind = \"consent\"\n", "125: field `consent`:"),
    ] {
        let expected = format!(
            "{expected} a link fills in neither consent nor files nor numbers of personal documents"
        );
        reported(field, &format!("{field}from_link = true\n"), &expected);
    }
}

#[test]
fn link_fills_in_what_the_form_allows_with_what_it_takes() {
    for alive in [
        "?subject=%D0%9A%D0%BE%D0%B4+%D0%BD%D0%B5+%D0%BF%D1%80%D0%B8%D1%88%D1%91%D0%BB",
        "?section=billing&subject=Счёт",
    ] {
        let links = |text: &mut String| *text = text.replace("/contacts", &to_help(alive));
        let other = "en/consent.md:1: `links` differs";
        assert_one(&change("ru/consent.md", links), other);
    }
    for dead in [
        "?description=Код",
        "?section=bribe",
        "?identifier=inn",
        "?subject=",
        "?number=7",
        "?nothing=1",
    ] {
        let mistakes = change("ru/consent.md", |text| {
            *text = text.replace("/contacts", &to_help(dead));
        });
        let expected = format!("ru/consent.md:7: dead link `{}`", to_help(dead));
        assert!(mistakes.contains(&expected), "{mistakes:#?}");
    }
}

fn to_help(query: &str) -> String {
    format!("/requests/new/help{query}")
}

#[test]
fn template_that_cannot_be_filled_in_is_reported() {
    for (from, to, expected) in [
        (
            "description = \"Отправил",
            "question = \"Отправил",
            "143: template `Ответ задерживается`: `question` is no field of the form",
        ),
        (
            "description = \"Отправил",
            "deadline = \"Отправил",
            "143: template `Ответ задерживается`: `deadline` is neither a line nor a text",
        ),
        (
            "обращение {номер обращения}",
            "обращение {номер обращения",
            "143: template `Ответ задерживается`: `description` has a brace without its other half",
        ),
        (
            "обращение {номер обращения}",
            "обращение {номер {обращения}}",
            "143: template `Ответ задерживается`: `description` has a brace without its other half",
        ),
        (
            "обращение {номер обращения}",
            "обращение { }",
            "143: template `Ответ задерживается`: `description` has a brace without its other half",
        ),
        (
            "title = \"Ответ задерживается\"",
            "title = \"Не приходит код\"",
            "140: template `Не приходит код` is there twice",
        ),
        (
            "title = \"Ответ задерживается\"",
            "title = \"\"",
            "140: the title of a template has 1 to 80 characters",
        ),
        (
            "description = \"Отправил обращение {номер обращения}, ответа нет.\"\n",
            "",
            "140: template `Ответ задерживается` fills in nothing",
        ),
        (
            "is = [\"technical\"]",
            "is = [\"legal\"]",
            "133: template `Не приходит код`: `when` waits for `legal`",
        ),
    ] {
        reported(from, to, expected);
    }
}

#[test]
fn consent_is_given_to_a_text_with_a_version() {
    reported(
        "name = \"email\"\n",
        "name = \"email\"\nterms = true\n",
        "120: field `email`: only a consent has terms",
    );
    assert_eq!(
        replace("ru/consent.md", "2026-11", "ноябрь"),
        [
            "en/consent.md:2: `version` differs from the other language",
            "ru/consent.md:2: `version` is `ноябрь`, not such as 2026-11",
        ]
    );
    assert_one(
        &replace("en/consent.md", "2026-11", "2026-12"),
        "en/consent.md:2: `version` differs from the other language",
    );
    assert_one(
        &replace("ru/consent.md", "+++\n", ""),
        "ru/consent.md:1: must start with front matter",
    );
    let mistakes = change("ru/consent.md", |text| {
        *text = text.replace("/contacts", "/nowhere");
    });
    let expected = "ru/consent.md:7: dead link `/nowhere`";
    assert!(mistakes.contains(&expected.to_owned()), "{mistakes:#?}");
}

#[test]
fn twins_ask_offer_and_repeat_the_same() {
    let differs =
        "en/forms/help.toml:1: the form differs from the other language in more than words";
    for (from, to) in [
        ("is = [\"billing\"]", "is = [\"billing\", \"technical\"]"),
        ("max = 3", "max = 4"),
        ("from_link = true\n", ""),
        (
            "title = \"Не приходит код\"\nwhen = { field = \"section\", is = [\"technical\"] }",
            "title = \"Не приходит код\"",
        ),
        ("{дата} в {время}", "{дата и время}"),
        ("subject = \"Не приходит код на {номер телефона}\"\n", ""),
    ] {
        assert_one(&replace(RU, from, to), differs);
    }
    // People of two languages do not even use the same number of words.
    let words = "words = [\"парол\", \"вход\", \"ошибк\"]";
    let mistakes = replace(RU, words, "words = [\"парол\"]");
    assert_eq!(mistakes, Vec::<String>::new());
}
