//! The content check: one test for each kind of mistake, over a small tree with one thing broken.

use std::path::Path;

use opora_server::Content;

use crate::fixture;

const ARTICLE: &str = "ru/faq/account/sign-in.md";

/// What the check says about the fixture after `change`, a mistake a line.
pub fn check(change: impl FnOnce(&mut Vec<(String, String)>)) -> Vec<String> {
    let mut files = fixture::files();
    change(&mut files);
    let folder = tempfile::tempdir().unwrap();
    fixture::write(folder.path(), &files);
    let mistakes = Content::load(folder.path()).err().unwrap_or_default();
    mistakes.iter().map(ToString::to_string).collect()
}

/// Replaces text in one file, which must hold it.
pub fn replace(path: &str, from: &str, to: &str) -> Vec<String> {
    check(|files| {
        let (_, text) = files.iter_mut().find(|(name, _)| name == path).unwrap();
        assert!(text.contains(from), "{path} has no {from}");
        *text = text.replacen(from, to, 1);
    })
}

/// Adds a block at the end of an answer's body, where line 24 is the first free one.
fn append(block: &str) -> Vec<String> {
    check(|files| {
        let (_, text) = files.iter_mut().find(|(name, _)| name == ARTICLE).unwrap();
        assert_eq!(text.lines().count(), 22, "{text}");
        text.push_str(&format!("\n{block}\n"));
    })
}

#[track_caller]
pub fn assert_one(mistakes: &[String], expected: &str) {
    assert!(
        matches!(mistakes, [only] if only.starts_with(expected)),
        "expected `{expected}`, got {mistakes:#?}"
    );
}

#[test]
fn the_real_content_is_clean() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    if let Err(mistakes) = Content::load(&root) {
        let lines: Vec<_> = mistakes.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"));
    }
}

#[test]
fn a_sound_tree_has_no_mistakes() {
    assert_eq!(check(|_| {}), Vec::<String>::new());
}

#[test]
fn every_mistake_is_reported_at_once_in_order() {
    let mistakes = check(|files| {
        for (path, text) in files.iter_mut().filter(|(path, _)| path.ends_with(".md")) {
            *text = text.replace("[статус](/requests)", "[статус](/nowhere)");
            if path.starts_with("en/") {
                *text = text.replace("## Дальше", "### Дальше");
            }
        }
    });
    assert_eq!(mistakes.len(), 9, "{mistakes:#?}");
    assert!(mistakes.is_sorted());
}

#[test]
fn unknown_key_is_reported() {
    let mistakes = replace(ARTICLE, "order = 2", "order = 2\nauthor = \"я\"");
    assert_one(
        &mistakes,
        "ru/faq/account/sign-in.md:6: unknown key `author`",
    );
    let mistakes = replace("terms.toml", "edit_window_minutes", "edit_minutes");
    assert_one(&mistakes, "terms.toml:5: unknown field `edit_minutes`");
}

#[test]
fn missing_field_is_reported() {
    let mistakes = replace(ARTICLE, "checked = \"2026-11-20\"\n", "");
    assert_one(
        &mistakes,
        "ru/faq/account/sign-in.md:2: `checked` is missing",
    );
}

#[test]
fn long_and_empty_fields_are_reported() {
    let long = format!("summary = \"{}", "ы".repeat(300));
    let mistakes = replace(ARTICLE, "summary = \"", &long);
    assert_one(
        &mistakes,
        "ru/faq/account/sign-in.md:3: `summary` has 329 characters, at most 240 fit",
    );
    let mistakes = replace(
        "ru/faq/status/topic.toml",
        "title = \"Статус и сроки\"",
        "title = \"\"",
    );
    assert_one(&mistakes, "ru/faq/status/topic.toml:1: `title` is empty");
}

#[test]
fn wrong_number_of_entries_and_repeats_are_reported() {
    let mistakes = replace(ARTICLE, ", \"два: Как войти в кабинет?\"", "");
    assert_one(
        &mistakes,
        "ru/faq/account/sign-in.md:4: `aliases` has 1 entries, not 2 to 5",
    );
    let mistakes = replace(ARTICLE, "\"два: Как", "\"раз: Как");
    assert_one(
        &mistakes,
        "ru/faq/account/sign-in.md:4: `aliases` names `раз: Как войти в кабинет?` twice",
    );
}

#[test]
fn bad_slug_is_reported() {
    let mistakes = check(|files| {
        for (path, _) in files
            .iter_mut()
            .filter(|(path, _)| path.contains("status/check-status"))
        {
            *path = path.replace("check-status", "Check_status");
        }
    });
    assert!(mistakes[0].starts_with("en/faq/account/sign-in.md:7: answer `status/check-status`"));
    let slugs = mistakes
        .iter()
        .filter(|line| line.contains("is not a slug"))
        .count();
    assert_eq!(slugs, 2, "{mistakes:#?}");
}

#[test]
fn order_taken_twice_is_reported() {
    let mistakes = check(|files| {
        for (_, text) in files
            .iter_mut()
            .filter(|(path, _)| path.ends_with("account/sign-in.md"))
        {
            *text = text.replace("order = 2", "order = 1");
        }
    });
    let expected = "ru/faq/account/sign-in.md:5: order 1 is taken among the answers of this topic by ru/faq/account/reset-password.md";
    assert!(mistakes.contains(&expected.to_owned()), "{mistakes:#?}");
}

#[test]
fn unknown_related_answer_is_reported() {
    let mistakes = check(|files| {
        for (_, text) in files
            .iter_mut()
            .filter(|(path, _)| path.ends_with("account/sign-in.md"))
        {
            *text = text.replace("status/check-status", "money/refund");
        }
    });
    assert_eq!(mistakes.len(), 2);
    assert_eq!(
        mistakes[1],
        "ru/faq/account/sign-in.md:7: answer `money/refund` does not exist"
    );
    let mistakes = replace(ARTICLE, "status/check-status", "account/sign-in");
    assert!(
        mistakes
            .iter()
            .any(|line| line.ends_with("the answer is related to itself")),
        "{mistakes:#?}"
    );
}

#[test]
fn missing_twin_is_reported() {
    let mistakes = check(|files| files.retain(|(path, _)| path != "en/faq/account/sign-in.md"));
    let expected = "ru/faq/account/sign-in.md:1: has no twin under en/";
    assert!(mistakes.contains(&expected.to_owned()), "{mistakes:#?}");
}

#[test]
fn twins_that_disagree_are_reported() {
    for (from, to, expected) in [
        (
            "spec = [\"B51\"]",
            "spec = [\"B52\"]",
            ":8: `spec` differs from the other language",
        ),
        (
            "order = 2",
            "order = 3",
            ":5: `order` differs from the other language",
        ),
        (
            "2026-11-20",
            "2026-11-21",
            ":6: `checked` differs from the other language",
        ),
        (
            "status/check-status",
            "account/reset-password",
            ":7: `related` differs from the other language",
        ),
    ] {
        assert_one(
            &replace(ARTICLE, from, to),
            &format!("en/faq/account/sign-in.md{expected}"),
        );
    }
    let mistakes = replace("ru/faq/status/topic.toml", "clock", "bell");
    assert_one(
        &mistakes,
        "en/faq/status/topic.toml:4: `icon` differs from the other language",
    );
    let mistakes = replace("ru/forms/feedback.toml", "max = 120", "max = 121");
    assert_one(
        &mistakes,
        "en/forms/feedback.toml:1: the form differs from the other language in more than words",
    );
}

#[test]
fn dead_links_are_reported() {
    for dead in [
        "/setting",
        "/guides/absent",
        "/guides/login/2",
        "/about/absent",
        "/faq/money",
        "/faq/account/absent",
        "/requests/new/absent",
        "/requests/new/feedback?category=bribe",
        "/requests/new/feedback?subject=x",
        "/requests/7KQ4-22HM",
        "/requests?number=1",
        "/guides?situation=absent",
        "/guides?topic=account",
        "/guides/wait?step=0",
        "/guides/wait?step=3",
        "/search?q=",
        "/contacts#hours",
        "/faq/",
        "https://example.ru",
        "//example.ru",
        "javascript:alert(1)",
        "tel:+70000000000",
    ] {
        let mistakes = replace(ARTICLE, "(/requests)", &format!("({dead})"));
        assert_eq!(mistakes.len(), 1, "{dead}: {mistakes:#?}");
        assert!(
            mistakes[0].starts_with("ru/faq/account/sign-in.md:13:"),
            "{mistakes:?}"
        );
    }
    let mistakes = replace(
        "ru/home.toml",
        "/faq/account/sign-in",
        "/faq/account/absent",
    );
    assert!(
        mistakes
            .iter()
            .any(|line| line == "ru/home.toml:7: dead link `/faq/account/absent`"),
        "{mistakes:#?}"
    );
}

#[test]
fn links_to_pages_answers_forms_and_the_phone_are_alive() {
    for alive in [
        "/",
        "/search",
        "/faq",
        "/faq/account",
        "/faq/account/reset-password",
        "/guides",
        "/guides/login",
        "/guides?situation=first-time",
        "/guides/login?all=1",
        "/guides/wait?step=2",
        "/search?q=status",
        "/requests/new",
        "/requests/new/feedback",
        "/requests/new/feedback?category=complaint",
        "/contacts",
        "tel:+78005553535",
    ] {
        assert_eq!(
            replace(ARTICLE, "(/requests)", &format!("({alive})")),
            Vec::<String>::new()
        );
    }
}

#[test]
fn answer_without_a_guide_is_reported() {
    let mistakes = replace(ARTICLE, "guide = \"login\"\n", "");
    assert_one(&mistakes, "ru/faq/account/sign-in.md:2: `guide` is missing");
    let mistakes = check(|files| {
        for (_, text) in files
            .iter_mut()
            .filter(|(path, _)| path.ends_with("account/sign-in.md"))
        {
            *text = text.replace("guide = \"login\"", "guide = \"absent\"");
        }
    });
    let expected = [
        "en/faq/account/sign-in.md:9: guide `absent` does not exist",
        "ru/faq/account/sign-in.md:9: guide `absent` does not exist",
    ];
    assert_eq!(mistakes, expected);
    let mistakes = replace(ARTICLE, "guide = \"login\"", "guide = \"wait\"");
    assert_one(
        &mistakes,
        "en/faq/account/sign-in.md:9: `guide` differs from the other language",
    );
}

#[test]
fn icon_outside_the_set_is_reported() {
    let mistakes = replace("ru/home.toml", "icon = \"key\"", "icon = \"skull\"");
    assert!(
        mistakes[1].starts_with("ru/home.toml:6: unknown icon `skull`"),
        "{mistakes:#?}"
    );
}

#[test]
fn a_day_that_is_none_is_reported() {
    let mistakes = check(|files| {
        for (_, text) in files
            .iter_mut()
            .filter(|(path, _)| path.ends_with("account/sign-in.md"))
        {
            *text = text.replace("2026-11-20", "2026-02-30");
        }
    });
    let expected =
        "ru/faq/account/sign-in.md:6: `checked` is `2026-02-30`, not a day such as 2026-11-20";
    assert!(mistakes.contains(&expected.to_owned()), "{mistakes:#?}");
    let mistakes = replace("contacts.toml", "\"11-04\"", "\"11-31\"");
    assert!(
        mistakes[0].contains("`2026-11-31` is not a day"),
        "{mistakes:#?}"
    );
}

#[test]
fn text_without_front_matter_is_reported() {
    let mistakes = check(|files| {
        let (_, text) = files.iter_mut().find(|(path, _)| path == ARTICLE).unwrap();
        *text = "Просто текст\n".to_owned();
    });
    let expected =
        "ru/faq/account/sign-in.md:1: must start with front matter between two `+++` lines";
    assert!(mistakes.contains(&expected.to_owned()), "{mistakes:#?}");
}

#[test]
fn broken_toml_is_reported_with_its_line() {
    let mistakes = replace("uploads.toml", "max_files = 5", "max_files = пять");
    assert_one(&mistakes, "uploads.toml:8:");
}

#[test]
fn markdown_outside_the_subset_is_reported_with_its_line() {
    for (block, what) in [
        ("# Большой заголовок", "a heading other than `## `"),
        ("### Мелкий заголовок", "a heading other than `## `"),
        ("Это *курсив*.", "italics"),
        ("Это `код`.", "code"),
        ("```\nкод\n```", "code"),
        ("![снимок](/a.png)", "an image"),
        ("<b>жирный</b>", "HTML"),
        ("<div>блок</div>", "HTML"),
        ("---", "a rule"),
        ("строка\\\nстрока", "a forced line break"),
        ("<https://example.ru>", "this kind of link"),
        ("[текст](/requests \"подсказка\")", "this kind of link"),
        ("| а | б |\n|---|---|\n| 1 | 2 |", "a table"),
        ("> раз\n>\n> два", "a second paragraph here"),
        ("> - пункт", "a nested list"),
    ] {
        let mistakes = append(block);
        assert_eq!(mistakes.len(), 1, "{block}: {mistakes:#?}");
        let expected =
            format!("{what} is outside the subset of Markdown that answers are written in");
        assert!(mistakes[0].ends_with(&expected), "{block}: {mistakes:?}");
        let line: usize = mistakes[0].split(':').nth(1).unwrap().parse().unwrap();
        assert!((24..=26).contains(&line), "{block}: {mistakes:?}");
    }
}

#[test]
fn nested_list_is_reported() {
    let mistakes = append("1. шаг\n   - внутри\n2. шаг");
    assert_one(
        &mistakes,
        "ru/faq/account/sign-in.md:25: a nested list is outside the subset",
    );
}

#[test]
fn strong_text_inside_a_link_or_a_heading_is_reported() {
    let mistakes = append("[это **важно**](/requests)");
    assert_one(
        &mistakes,
        "ru/faq/account/sign-in.md:24: strong text here is outside the subset",
    );
    let mistakes = append("## Это **важно**");
    assert_one(
        &mistakes,
        "ru/faq/account/sign-in.md:24: a heading is plain text",
    );
}

#[test]
fn stray_file_among_answers_is_reported() {
    let mistakes =
        check(|files| files.push(("ru/faq/account/notes.txt".to_owned(), String::new())));
    assert_one(
        &mistakes,
        "ru/faq/account/notes.txt:1: is neither topic.toml nor an answer",
    );
}

#[test]
fn form_that_contradicts_itself_is_reported() {
    for (from, to, expected) in [
        (
            "profile = \"screenshot\"",
            "profile = \"video\"",
            "field `files`: no such upload profile",
        ),
        (
            "profile = \"screenshot\"\n",
            "",
            "field `files`: a field of files has a profile, and only it has one",
        ),
        (
            "kind = \"line\"",
            "kind = \"rune\"",
            "field `subject`: unknown kind of field",
        ),
        (
            "kind = \"text\"",
            "kind = \"choice\"",
            "field `description`: a choice has options, and only a choice has them",
        ),
        (
            "name = \"phone\"",
            "name = \"email\"",
            "field `email`: is there twice",
        ),
        (
            "name = \"phone\"\nkind = \"phone\"",
            "name = \"phone\"\nkind = \"files\"\nprofile = \"document\"",
            "field `phone`: a form has one field of files at most",
        ),
        (
            "kind = \"files\"",
            "kind = \"files\"\nrequired = true",
            "field `files`: a field of files cannot be required",
        ),
        (
            "min = 5\nmax = 120",
            "min = 121\nmax = 120",
            "field `subject`: `min` is above `max`",
        ),
        (
            "kind = \"phone\"",
            "kind = \"phone\"\nmin = 251",
            "field `phone`: `min` is above `max`",
        ),
        (
            "kind = \"question\"",
            "kind = \"quest\"",
            "unknown kind of request",
        ),
    ] {
        let mistakes = replace("ru/forms/feedback.toml", from, to);
        let found = mistakes
            .iter()
            .any(|line| line.starts_with("ru/forms/feedback.toml:") && line.ends_with(expected));
        assert!(found, "{expected}: {mistakes:#?}");
    }
}

/// Each fact, the change that spoils it, and what the check says.
fn spoils(facts: &[(&str, &str, &str, &str)]) {
    for (path, from, to, expected) in facts {
        let mistakes = replace(path, from, to);
        let found = mistakes
            .iter()
            .any(|line| line.starts_with(path) && line.contains(expected));
        assert!(found, "{expected}: {mistakes:#?}");
    }
}

#[test]
fn facts_that_cannot_be_are_reported() {
    spoils(&[
        (
            "contacts.toml",
            "09:00-18:00",
            "18:00-09:00",
            "are not hours such as 08:00-20:00",
        ),
        (
            "contacts.toml",
            "+78005553535",
            "+78005553536",
            "which does not dial",
        ),
        ("contacts.toml", "min = 7", "min = 70", "is upside down"),
        (
            "uploads.toml",
            "[\"pdf\"]",
            "[\"exe\"]",
            "must name types among pdf, jpg and png",
        ),
        (
            "uploads.toml",
            "\"document\"",
            "\"supporting\"",
            "profile `supporting` is there twice",
        ),
    ]);
}

#[test]
fn terms_that_cannot_be_are_reported() {
    spoils(&[
        (
            "terms.toml",
            "status = [1, 2]",
            "status = [3, 2]",
            "3 to 2 days is upside down",
        ),
        (
            "terms.toml",
            "reopen_days = 15",
            "reopen_days = 0",
            "`reopen_days` must be at least 1",
        ),
        (
            "terms.toml",
            "silence_hours = 48",
            "silence_hours = 0",
            "`silence_hours` must be at least 1",
        ),
        (
            "terms.toml",
            "content = [1, 3]\n",
            "",
            "no working days for `content`",
        ),
        (
            "terms.toml",
            "worst_hours = 48",
            "worst_hours = 0",
            "no answer comes within 0 hours",
        ),
        (
            "terms.toml",
            "target = 0.85",
            "target = 85.0",
            "85 is no share of 1",
        ),
    ]);
}

#[test]
fn forms_have_aliases_too() {
    let form = "ru/forms/feedback.toml";
    let mistakes = replace(form, "aliases =", "labels =");
    assert_one(
        &mistakes,
        "ru/forms/feedback.toml:6: unknown field `labels`",
    );
    let mistakes = check(|files| {
        let (_, text) = files.iter_mut().find(|(path, _)| path == form).unwrap();
        let others = text.lines().filter(|line| !line.starts_with("aliases"));
        *text = others.collect::<Vec<_>>().join("\n");
    });
    assert_one(&mistakes, "ru/forms/feedback.toml:1: `aliases` is missing");
    let mistakes = replace(form, "aliases = [", "aliases = [\"шестое\", ");
    assert_one(
        &mistakes,
        "ru/forms/feedback.toml:6: `aliases` has 6 entries, not 2 to 5",
    );
}

#[test]
fn alias_of_two_things_is_reported() {
    let taken = |path: &str, from: &str, to: &str, expected: &str| {
        assert_one(&replace(path, from, to), expected);
    };
    // Case and ё are one to the search.
    taken(
        ARTICLE,
        "\"раз: Как войти в кабинет?\"",
        "\"РАЗ: Как восстановить пароль?\"",
        "ru/faq/account/sign-in.md:4: alias `РАЗ: Как восстановить пароль?` is taken by ru/faq/account/reset-password.md",
    );
    taken(
        "ru/forms/certificate.toml",
        "\"запросить выписку\"",
        "\"раз: Как узнать статус?\"",
        "ru/forms/certificate.toml:6: alias `раз: Как узнать статус?` is taken by ru/faq/status/check-status.md",
    );
    taken(
        "ru/entries.toml",
        "\"чат\"",
        "\"справка о состоянии счета\"",
        "ru/entries.toml:9: alias `справка о состоянии счета` is taken by ru/forms/certificate.toml",
    );
    taken(
        "ru/entries.toml",
        "\"мои заявки\"",
        "\"чат\"",
        "ru/entries.toml:16: alias `чат` is taken by ru/entries.toml",
    );
}

#[test]
fn page_that_search_cannot_offer_is_reported() {
    let path = "ru/entries.toml";
    for (from, to, expected) in [
        (
            "kind = \"form\"",
            "kind = \"answer\"",
            "ru/entries.toml:12: `kind` is `answer`, neither form nor contact",
        ),
        (
            "kind = \"form\"",
            "kind = \"office\"",
            "ru/entries.toml:12: `kind` is `office`, neither form nor contact",
        ),
        (
            "kind = \"form\"",
            "icon = \"key\"\nkind = \"form\"",
            "ru/entries.toml:12: unknown key `icon`",
        ),
        (
            "title = \"Мои обращения\"\n",
            "",
            "ru/entries.toml:11: `title` is missing",
        ),
        (
            "\"мои заявки\"",
            "\"мои заявки \"",
            "ru/entries.toml:16: `aliases` starts or ends with a space",
        ),
    ] {
        assert_one(&replace(path, from, to), expected);
    }
    let mistakes = replace(path, "\"/requests\"", "\"/setting\"");
    let expected = [
        "en/entries.toml:1: `entries` differs from the other language",
        "ru/entries.toml:13: dead link `/setting`",
    ];
    assert_eq!(mistakes, expected);
    for (text, expected) in [
        ("", "ru/entries.toml:1: `entries` is missing"),
        (
            "entries = [1]",
            "ru/entries.toml:1: `entries` must be a list of tables",
        ),
        (
            "entries = 1",
            "ru/entries.toml:1: `entries` must be a list of tables",
        ),
    ] {
        let mistakes = check(|files| {
            let (_, old) = files.iter_mut().find(|(name, _)| name == path).unwrap();
            *old = text.to_owned();
        });
        assert!(mistakes.contains(&expected.to_owned()), "{mistakes:#?}");
    }
}

#[test]
fn synonyms_that_make_no_group_are_reported() {
    for (groups, expected) in [
        ("[[\"дом\"]]", ":1: a group has at least two phrases"),
        (
            "[\n[\"дом\", \"жильё\"],\n[\"где я сейчас живу\", \"дом\"]]",
            ":3: `где я сейчас живу` has 4 words, not 1 to 3",
        ),
        ("[[\"дом\", \" \"]]", ":1: ` ` has 0 words, not 1 to 3"),
        (
            "[[\"дом\", \"кров\",\n\"дом\"]]",
            ":2: the group names `дом` twice",
        ),
        ("[[\"дом\", 1]]", ":1: invalid type: integer"),
    ] {
        let mistakes = check(|files| {
            let (_, text) = files
                .iter_mut()
                .find(|(path, _)| path == "en/synonyms.toml")
                .unwrap();
            *text = format!("groups = {groups}\n");
        });
        assert_one(&mistakes, &format!("en/synonyms.toml{expected}"));
    }
}

#[test]
fn letters_name_what_they_know_and_nothing_else() {
    let path = "ru/mail.toml";
    for (from, to, expected) in [
        (
            "{number} зарегистрировано",
            "{number} {phone}",
            "ru/mail.toml:54: `subject` knows no `{phone}`",
        ),
        (
            "{number} зарегистрировано",
            "зарегистрировано",
            "ru/mail.toml:54: `subject` never names `{number}`",
        ),
        (
            "{number} зарегистрировано",
            "{number}: ответ до {term}",
            "ru/mail.toml:54: `subject` names `{term}`, which is for paragraphs",
        ),
        (
            "{number} зарегистрировано",
            "{number}\\r\\nBcc: all@example.ru",
            "ru/mail.toml:54: `subject` has a line break or another control character",
        ),
        (
            "пересылайте: {link}",
            "пересылайте: {lnik}",
            "ru/mail.toml:60: `paragraphs` knows no `{lnik}`",
        ),
        (
            "пересылайте: {link}",
            "пересылайте: {link",
            "ru/mail.toml:60: `paragraphs` has a `{` without its `}`",
        ),
        (
            "{year} года",
            "года",
            "ru/mail.toml:22: `date` never names `{year}`",
        ),
        (
            ", \"декабря\"",
            "",
            "ru/mail.toml:23: `months` has 11 entries, not 12 to 12",
        ),
        (
            "[received]",
            "[received]\nhtml = \"<b>\"",
            "ru/mail.toml:54: unknown key `html`",
        ),
    ] {
        let mistakes = replace(path, from, to);
        assert!(mistakes.contains(&expected.to_owned()), "{mistakes:#?}");
    }
}

/// Of the first letter that has it.
const LINK: &str =
    "  \"Страница обращения, ссылка открывает её без пароля, никому её не пересылайте: {link}\",\n";

#[test]
fn letters_tell_the_status_then_the_term_then_what_to_do() {
    let (term, actions) = ("  \"Ответим не позднее {term}.\",\n", "  \"{actions}\",\n");
    let text = include_str!("../../../../content/ru/mail.toml");
    let turned = format!("{actions}{term}");
    assert!(text.contains(&format!("{term}{actions}")));
    let mistakes = replace("ru/mail.toml", &format!("{term}{actions}"), &turned);
    let told = "`paragraphs` tells the status first, then the term, then what to do";
    assert!(
        mistakes.iter().any(|mistake| mistake.contains(told)),
        "{mistakes:#?}"
    );
    let mistakes = replace("ru/mail.toml", "item = \"— {text}\"", "item = \"— {due}\"");
    assert!(
        mistakes
            .iter()
            .any(|mistake| mistake.ends_with("`item` never names `{text}`"))
    );
    assert!(
        mistakes
            .iter()
            .any(|mistake| mistake.ends_with("`item` names `{due}`"))
    );
}

#[test]
fn letters_begin_with_what_happened() {
    for (text, greetings) in [
        (
            include_str!("../../../../content/ru/mail.toml"),
            ["Здравствуйте", "Уважаем", "Добрый"],
        ),
        (
            include_str!("../../../../content/en/mail.toml"),
            ["Hello", "Dear", "Good "],
        ),
    ] {
        for greeting in greetings {
            assert!(!text.contains(&format!("\"{greeting}")), "{greeting}");
        }
    }
}

#[test]
fn letters_of_two_languages_tell_the_same() {
    let mistakes = replace("ru/mail.toml", " и {sent} зарег", " и зарег");
    assert_one(
        &mistakes,
        "en/mail.toml:56: `paragraphs` differs from the other language",
    );
    let mistakes = replace("ru/mail.toml", LINK, "");
    let expected = [
        "en/mail.toml:56: `paragraphs` differs from the other language",
        "ru/mail.toml:56: `paragraphs` never names `{link}`",
    ];
    assert_eq!(mistakes, expected);
    let mistakes = check(|files| files.retain(|(path, _)| path != "en/mail.toml"));
    assert_one(&mistakes, "en/mail.toml:1: cannot be read");
}
