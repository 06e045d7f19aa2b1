//! Steps: their ways, their confirmations, their helps.

use super::{CHECK, assert_refused, change_both, replace_in_both};

#[test]
fn step_that_no_way_reaches_is_reported() {
    assert_refused(
        "next = \"letter\"",
        "next = \"code\"",
        "87: no way leads to step `letter`",
    );
    let mistakes = replace_in_both("wait", "[[steps.help]]", "next = \"end\"\n[[steps.help]]");
    let expected = ["en", "ru"]
        .map(|language| format!("{language}/guides/wait.toml:42: no way leads to step `remember`"));
    assert_eq!(mistakes, expected);
}

#[test]
fn next_that_leads_back_or_nowhere_is_reported() {
    for wrong in ["browser", "message", "absent"] {
        let expected = format!("79: `next` is `{wrong}`, which is no step further down");
        assert_refused("next = \"code\"", &format!("next = \"{wrong}\""), &expected);
    }
    for wrong in ["browser", "way", "absent"] {
        let expected = format!("62: `next` is `{wrong}`, which is no step further down");
        assert_refused(
            "next = \"letter\"",
            &format!("next = \"{wrong}\""),
            &expected,
        );
    }
}

#[test]
fn step_with_two_confirmations_or_none_is_reported() {
    let rule = "a step has exactly one of done, choice, practice, check, not";
    assert_refused(CHECK, "", &format!("25: {rule} 0"));
    let mistakes = replace_in_both("login", CHECK, &format!("{CHECK}\ndone = \"OK\""));
    for language in ["en", "ru"] {
        let expected = format!("{language}/guides/login.toml:25: {rule} 2");
        assert!(mistakes.contains(&expected), "{mistakes:#?}");
    }
}

#[test]
fn confirmation_that_cannot_be_asked_for_is_reported() {
    let practice = "rule = \"password\"";
    for (from, to, expected) in [
        (
            CHECK,
            "check = { kind = \"moon\" }",
            "37: `kind` knows no `moon`",
        ),
        (CHECK, "check = \"browser\"", "37: `check` must be a table"),
        (
            CHECK,
            "done = \"OK\"\nitems = [\"1\"]",
            "38: `items` has 1 entries, not 2 to 8",
        ),
        (practice, "rule = \"rhyme\"", "117: `rule` knows no `rhyme`"),
        (practice, "rule = \"file\"", "117: a file needs a `profile`"),
        (
            practice,
            "rule = \"file\", profile = \"video\"",
            "117: there is no upload profile `video`",
        ),
        (
            practice,
            "rule = \"password\", profile = \"document\"",
            "117: only a file has a profile",
        ),
    ] {
        assert_refused(from, to, expected);
    }
    let sound = "rule = \"file\", profile = \"document\"";
    assert_eq!(
        replace_in_both("login", practice, sound),
        Vec::<String>::new()
    );
}

#[test]
fn choice_goes_on_by_its_options() {
    assert_refused(
        "\n[steps.choice]",
        "next = \"message\"\n[steps.choice]",
        "57: a choice goes on by its options: give `next` to them",
    );
    let options = "58: a choice has 2 to 6 options of different values";
    assert_refused("value = \"mail\"", "value = \"phone\"", options);
    let many: String = (0..4)
        .map(|at| format!("  {{ value = \"way-{at}\", label = \"OK\", next = \"end\" }},\n"))
        .collect();
    assert_refused("options = [\n", &format!("options = [\n{many}"), options);
    let named = replace_in_both("login", "value = \"mail\"", "value = \"E-mail\"");
    let expected = "ru/guides/login.toml:62: `value` is `E-mail`, which is not a slug";
    assert!(named.iter().any(|line| line == expected), "{named:#?}");
}

#[test]
fn number_of_steps_and_helps_is_limited() {
    let cut = |from| change_both("wait", move |text| text.truncate(text.rfind(from).unwrap()));
    let both =
        |expected| ["en", "ru"].map(|language| format!("{language}/guides/wait.toml:{expected}"));
    assert_eq!(
        cut("[[steps]]"),
        both("1: a guide has 2 to 12 steps, not 1")
    );
    assert_eq!(
        cut("[[steps.help]]"),
        both("41: the step has 0 helps, not 1 to 4")
    );
    let help = "[[steps.help]]\nproblem = \"OK\"\ntext = \"\"\"\nOK\n\"\"\"\n";
    let second = "[[steps]]\nid = \"way\"";
    assert_refused(
        second,
        &format!("{}{second}", help.repeat(4)),
        "25: the step has 5 helps, not 1 to 4",
    );
}

#[test]
fn step_has_a_name_of_its_own() {
    for (wrong, expected) in [
        ("message", "87: step `message` stands twice"),
        ("end", "88: `id` is `end`, which is not a slug"),
        ("Письмо", "88: `id` is `Письмо`, which is not a slug"),
    ] {
        let mistakes = replace_in_both("login", "id = \"letter\"", &format!("id = \"{wrong}\""));
        let expected = format!("ru/guides/login.toml:{expected}");
        assert!(mistakes.contains(&expected), "{mistakes:#?}");
    }
}
