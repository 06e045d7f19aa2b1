//! The content check of departments and of the rules that lead to them.

use crate::{
    content::{assert_one, check, replace},
    fixture,
};

const PATH: &str = "routing.toml";

/// What the check says about these rules beside the form that has a section and a deadline.
fn rules(text: &str) -> Vec<String> {
    check(|files| {
        files.extend(fixture::help());
        let (_, file) = files.iter_mut().find(|(path, _)| path == PATH).unwrap();
        *file = text.to_owned();
    })
}

/// Rules of every sort.
const SOUND: &str = r#"[[rule]]
kind = ["question", "error"]
section = ["billing"]
department = "billing"

[[rule]]
when = { field = "identifier", is = ["inn", "snils"] }
department = "services"

[[rule]]
department = "operators"

[deadline]
field = "deadline"
urgent_within_days = 3
"#;

/// What may be wrong with [`SOUND`]: a change, and what is said about it.
const MISTAKES: [(&str, &str, &str); 14] = [
    ("\"error\"]", "\"wish\"]", "2: `kind` knows no `wish`"),
    (
        "[\"billing\"]",
        "[\"bribes\"]",
        "3: no form offers `bribes` as `section`",
    ),
    (
        "section = ",
        "topic = ",
        "3: `topic` is no choice that a form asks for",
    ),
    (
        "\"identifier\"",
        "\"subject\"",
        "7: `subject` is no choice that a form asks for",
    ),
    (
        "\"snils\"",
        "\"oms\"",
        "7: no form offers `oms` as `identifier`",
    ),
    (
        "\"services\"",
        "\"secret\"",
        "8: department `secret` does not exist",
    ),
    (
        "\"services\"",
        "\"Услуги\"",
        "8: `department` is `Услуги`, which is not a slug",
    ),
    (
        "\"services\"\n",
        "\"services\"\npriority = \"now\"\n",
        "9: `priority` knows no `now`",
    ),
    (
        "\"services\"\n",
        "\"services\"\ncolour = 7\n",
        "9: unknown key `colour`",
    ),
    (
        "field = \"deadline\"",
        "field = \"day\"",
        "14: `day` is no date that a form asks for",
    ),
    (
        "field = \"deadline\"",
        "field = \"subject\"",
        "14: `subject` is no date that a form asks for",
    ),
    (
        "within_days = 3",
        "within_days = 0",
        "15: `urgent_within_days` must be a whole number from 1",
    ),
    (
        "[[rule]]\ndepartment = \"operators\"\n\n",
        "",
        "6: the last rule has conditions",
    ),
    (
        "kind = [\"question\", \"error\"]\nsection = [\"billing\"]\n",
        "",
        "1: nothing gets past a rule without conditions",
    ),
];

#[test]
fn rules_may_ask_for_kinds_and_choices_and_the_deadline() {
    assert_eq!(rules(SOUND), Vec::<String>::new());
    for (from, to, expected) in MISTAKES {
        assert!(SOUND.contains(from), "no {from}");
        let expected = format!("{PATH}:{expected}");
        assert_one(&rules(&SOUND.replacen(from, to, 1)), &expected);
    }
}

#[test]
fn department_has_a_name_and_is_there_once() {
    let path = "ru/departments.toml";
    for (from, to, expected) in [
        (
            "id = \"billing\"",
            "id = \"operators\"",
            "10: department `operators` is there twice",
        ),
        ("name = \"Биллинг\"", "name = \"\"", "11: `name` is empty"),
        ("name = \"Биллинг\"\n", "", "9: `name` is missing"),
    ] {
        let mistakes = replace(path, from, to);
        let expected = format!("{path}:{expected}");
        assert!(mistakes.contains(&expected), "{expected}: {mistakes:#?}");
    }
}
