//! What people type and what they must find first; a new complaint is a new line here.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that meets the unexpected has to stop, helpers included"
)]

use opora_search::{Builder, Document, Files, Found, Index, Reading, Why};

/// Title, aliases (parted by `|`), body.
const DOCUMENTS: [(&str, &str, &str); 16] = [
    (
        "Как восстановить пароль",
        "забыл пароль|не могу войти",
        "Откройте страницу входа и нажмите «Не помню пароль». Код придёт в сообщении на телефон или почту.",
    ),
    (
        "Как сменить пароль",
        "поменять пароль",
        "В разделе «Безопасность» укажите старый пароль и два раза новый.",
    ),
    (
        "Замена паспорта в 20 и 45 лет",
        "поменять паспорт|новый паспорт",
        "Подайте заявление в течение 90 дней после дня рождения. Нужны фотография и старый паспорт.",
    ),
    (
        "Загранпаспорт нового поколения",
        "биометрический паспорт",
        "Заграничный паспорт на десять лет. Запись в отделение и оплата пошлины онлайн.",
    ),
    (
        "Запись ребёнка в первый класс",
        "школа|первоклассник",
        "Приём заявлений начинается 1 апреля. Ребёнку должно быть шесть с половиной лет.",
    ),
    (
        "Пособие на ребёнка",
        "детские выплаты|единое пособие",
        "Выплата назначается семьям с невысоким доходом. Решение принимают за десять рабочих дней.",
    ),
    (
        "Справка о несудимости",
        "нет судимости",
        "Справку выдаёт МВД. Готовый документ придёт в личный кабинет.",
    ),
    (
        "Выписка из ЕГРН",
        "сведения о недвижимости|кто собственник квартиры",
        "Выписку об объекте недвижимости готовит Росреестр.",
    ),
    (
        "Приём отчётов и счётчики воды",
        "передать показания",
        "Показания счётчиков передают с 20 по 25 число. Учёт ведёт управляющая компания.",
    ),
    (
        "Интернет\u{2011}приёмная",
        "обращение|жалоба",
        "Напишите жалобу или предложение. Ответ\u{A0}придёт за 30\u{A0}дней.",
    ),
    (
        "Тег <b> в обращении",
        "",
        "Разметка вроде <script>alert(1)</script> & <b> показывается как текст.",
    ),
    (
        "How to reset your password",
        "forgot password|cannot sign in",
        "Open the sign-in page and choose a new password. We will text you a code.",
    ),
    (
        "Birth certificates",
        "certificate of birth",
        "Order a copy of a birth certificate online. Copies are posted within ten days.",
    ),
    (
        "Renewing a driving licence",
        "driver license renewal",
        "Apply to renew before the licence expires. You need a photo.",
    ),
    (
        "Paying property taxes",
        "council tax",
        "Pay by card or from a bank account. The bill is sent every April.",
    ),
    ("", "", ""),
];

fn files<'a>(
    synonyms: &[&[&str]],
    documents: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>,
) -> Files {
    let mut builder = Builder::new();
    for group in synonyms {
        builder.synonyms(group.iter().copied());
    }
    for (title, aliases, body) in documents {
        let aliases: Vec<String> = aliases.split('|').map(str::to_owned).collect();
        builder.add(&Document {
            title,
            aliases: &aliases,
            body,
        });
    }
    builder.finish()
}

fn build<'a>(documents: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>) -> Index {
    let files = files(&[], documents);
    assert!(files.shards.is_empty(), "so few words fit into the root");
    Index::open(&files.root).unwrap()
}

fn index() -> Index {
    build(DOCUMENTS)
}

/// Titles of what was found, best first.
fn titles(found: &Found) -> Vec<&'static str> {
    let title = |document: u32| {
        DOCUMENTS
            .get(document as usize)
            .map_or("", |document| document.0)
    };
    found.hits.iter().map(|hit| title(hit.document)).collect()
}

#[track_caller]
fn check(query: &str, expect_first: &str) {
    let found = index().search(query, 10);
    assert_eq!(titles(&found).first(), Some(&expect_first), "{query}");
}

/// Title and snippet of the best document, with what was hit in brackets.
fn show(query: &str) -> String {
    let found = index().search(query, 1);
    let best = found.hits.first().expect("a document");
    let (title, _, body) = DOCUMENTS[best.document as usize];
    let runs = [found.marker.whole(title), found.marker.snippet(body)].concat();
    runs.into_iter()
        .map(|run| {
            if run.hit {
                format!("[{}]", run.text)
            } else {
                run.text
            }
        })
        .collect()
}

#[test]
fn inflected_russian_finds_the_word() {
    check("восстановил бы пароля", "Как восстановить пароль");
    check("паспортом в 45", "Замена паспорта в 20 и 45 лет");
    check("справки о несудимостях", "Справка о несудимости");
    check("пособия", "Пособие на ребёнка");
    check("жалобами", "Интернет\u{2011}приёмная");

    let found = index().search("паролем", 10);
    assert!(titles(&found).contains(&"Как восстановить пароль"));
    assert!(titles(&found).iter().all(|title| title.contains("пароль")));
}

#[test]
fn related_noun_finds_the_verb() {
    check("восстановление доступа паролем", "Как восстановить пароль");
}

#[test]
fn yo_and_case_do_not_matter() {
    check("запись ребенка в ШКОЛУ", "Запись ребёнка в первый класс");
    check("счётчик", "Приём отчётов и счётчики воды");
    check("СЧЕТЧИК", "Приём отчётов и счётчики воды");
}

#[test]
fn special_spaces_and_hyphens_part_words() {
    check("интернет приемная", "Интернет\u{2011}приёмная");
    check("интернет-приёмная", "Интернет\u{2011}приёмная");
    check("выписка\u{A0}егрн", "Выписка из ЕГРН");
    check("ответ придет", "Интернет\u{2011}приёмная");
}

#[test]
fn last_word_may_be_unfinished() {
    check("загран", "Загранпаспорт нового поколения");
    check("как восст", "Как восстановить пароль");
    check("справка о несуд", "Справка о несудимости");
    check("birth cert", "Birth certificates");
    check("пос", "Пособие на ребёнка");
    assert!(titles(&index().search("пос", 10)).contains(&"Пособие на ребёнка"));
    assert!(index().search("пос ", 10).hits.is_empty());
    // From four letters on, a word that is finished finds its family.
    check("загран ", "Загранпаспорт нового поколения");
}

#[test]
fn english_forms_find_the_word() {
    check("passwords", "How to reset your password");
    check("certificate", "Birth certificates");
    check("renew driving licences", "Renewing a driving licence");
    check("tax", "Paying property taxes");
    check("i can't sign in", "How to reset your password");
}

#[test]
fn aliases_find_and_are_not_shown() {
    check("кто собственник", "Выписка из ЕГРН");
    check("детские выплаты", "Пособие на ребёнка");
    assert!(!show("собственник").contains("собственник"));
}

/// Positions found among documents given as title and body.
fn found(documents: &[(&str, &str)], query: &str) -> Vec<u32> {
    let documents = documents.iter().map(|(title, body)| (*title, "", *body));
    build(documents)
        .search(query, 10)
        .hits
        .iter()
        .map(|hit| hit.document)
        .collect()
}

#[test]
fn more_words_rank_higher_and_none_is_required() {
    check("сменить старый пароль космодром", "Как сменить пароль");
    let repeated = "паспорт ".repeat(50);
    let documents = [
        ("", repeated.as_str()),
        ("", "льготы"),
        ("", "паспорт и фотография"),
    ];
    assert_eq!(found(&documents, "паспорт фотография "), [2, 0]);
    // A word in the title is worth more than one in a text of usual length, less than two.
    let documents = [
        ("Паспорт гражданина", "Льготы и выплаты"),
        ("Справка гражданина", "Паспорт и фотография"),
        ("Школа и дети", "Льготы и фотография"),
    ];
    assert_eq!(found(&documents, "паспорт фотография "), [1, 0, 2]);
}

#[test]
fn title_weighs_more_than_body() {
    let documents = [("Справка", "паспорт"), ("Паспорт", "справка")];
    assert_eq!(found(&documents, "паспорт "), [1, 0]);
}

#[test]
fn stop_words_weigh_little_but_are_not_dropped() {
    check("как на в ребёнку пособие", "Пособие на ребёнка");
    assert_eq!(
        found(&[("", "можно"), ("", "пароль")], "можно пароль "),
        [1, 0]
    );
    assert!(!index().search("как", 10).hits.is_empty());
    assert!(!index().search("the to of", 10).hits.is_empty());
}

#[test]
fn equal_documents_keep_their_order() {
    let same = ("Паспорт", "");
    assert_eq!(found(&[same, same, same], "паспорт"), [0, 1, 2]);
}

#[test]
fn hits_are_marked_and_markup_stays_text() {
    assert_eq!(
        show("разметка script"),
        "Тег <b> в обращении[Разметка] вроде <[script]>alert(1)</[script]> & <b> показывается как текст."
    );
}

#[test]
fn hostile_queries_do_no_harm() {
    let index = index();
    for nothing in [
        "",
        " ",
        "\u{0}\u{7}\u{1b}[0m\u{202e}",
        "?!…",
        "🙂🙂👩‍👩‍👧",
        "'",
        "\u{301}",
        "\u{FEFF}",
    ] {
        // `[0m` leaves a word, which no document has.
        assert!(index.search(nothing, 10).hits.is_empty(), "{nothing:?}");
    }
    for piece in [
        "пароль ",
        "я",
        "z",
        " ",
        "🙂",
        "\u{301}",
        "\u{0}",
        "'",
        "0",
        "и\u{306}",
        "<b>",
    ] {
        let _ = index.search(&piece.repeat(1_000_000 / piece.len()), 10);
        let _ = index.search(&format!("пароль{}", piece.repeat(100)), usize::MAX);
    }
    assert!(index.search("пароль", 0).hits.is_empty());
    assert!(build([]).search("пароль", 10).hits.is_empty());
    check("🙂пароль\u{0}сменить🙂", "Как сменить пароль");
}

#[test]
fn every_query_of_one_letter_is_answered_in_whole_characters() {
    let index = index();
    for letter in ('а'..='я').chain('a'..='z').chain('0'..='9') {
        let found = index.search(&letter.to_string(), 100);
        for hit in &found.hits {
            let (title, _, body) = DOCUMENTS[hit.document as usize];
            let text = |text: &str| -> String {
                let runs = found.marker.whole(text);
                runs.iter().map(|run| run.text.as_str()).collect()
            };
            assert_eq!((text(title).as_str(), text(body).as_str()), (title, body));
            assert!(hit.score > 0.0);
        }
    }
}

#[test]
fn a_query_in_the_other_layout_or_in_latin_letters_is_read() {
    use Reading::{OtherLayout, Transliterated, Typed};
    for (query, reading, text, expect_first) in [
        (
            "gfhjkm djccnfyjdbnm",
            OtherLayout,
            "пароль восстановить",
            "Как восстановить пароль",
        ),
        (
            "зфыыцщкв",
            OtherLayout,
            "password",
            "How to reset your password",
        ),
        (
            "spravka o nesudimosti",
            Transliterated,
            "справка о несудимости",
            "Справка о несудимости",
        ),
        (
            "parol smenit",
            Transliterated,
            "пароль сменить",
            "Как сменить пароль",
        ),
        (
            "reset password",
            Typed,
            "reset password",
            "How to reset your password",
        ),
        (
            "сменить gfhjkm",
            OtherLayout,
            "сменить пароль",
            "Как сменить пароль",
        ),
    ] {
        let found = index().search(query, 10);
        assert_eq!(found.reading, reading, "{query}");
        let understood = (reading != Typed).then_some(text);
        assert_eq!(understood_as(&found).as_deref(), understood, "{query}");
        assert_eq!(titles(&found).first(), Some(&expect_first), "{query}");
    }
    // Nothing is known either way: it stays as it was typed.
    let found = index().search("qqqqqq", 10);
    assert_eq!((found.reading, found.hits.len()), (Typed, 0));
}

#[test]
fn a_corrected_query_is_spelt_as_what_was_found() {
    for (query, text) in [
        ("востановить пороль", Some("восстановить пароль")),
        ("Как сменить паорль?", Some("Как сменить пароль?")),
        ("восстановить пароль", None),
        ("ыыыыыы", None),
    ] {
        let found = index().search(query, 10);
        assert_eq!(understood_as(&found).as_deref(), text, "{query}");
    }
}

/// The query as the titles of what was found spell it.
fn understood_as(found: &Found) -> Option<String> {
    found.understood(&titles(found))
}

#[test]
fn what_is_remembered_of_the_letters_before_changes_nothing() {
    let index = index().clone();
    for query in [
        "востановить пороль",
        "справкка о нисудимости",
        "certifcate of brith",
    ] {
        for (end, letter) in query.char_indices() {
            let typed = &query[..end + letter.len_utf8()];
            // A copy remembers nothing.
            let fresh = index.clone().search(typed, 10);
            assert_eq!(index.search(typed, 10).hits, fresh.hits, "{typed}");
        }
    }
}

#[test]
fn mistakes_are_forgiven_and_what_is_right_ranks_higher() {
    check("востановить пороль", "Как восстановить пароль");
    check("загранпасспорт", "Загранпаспорт нового поколения");
    check("certifcate of brith", "Birth certificates");
    check("вотсановит", "Как восстановить пароль");
    assert_eq!(found(&[("Талоны", ""), ("Салоны", "")], "салоны "), [1]);
    assert_eq!(
        found(&[("Салоны", ""), ("Талон", ""), ("Тулон", "")], "тклон "),
        [1, 2]
    );
    assert!(
        index().search("мфо", 10).hits.is_empty(),
        "three letters are not corrected"
    );
}

#[test]
fn synonyms_find_and_rank_below_the_word_itself() {
    let documents = [
        ("Автомобиль", "", ""),
        ("Машина", "", ""),
        ("Транспортное средство", "", ""),
    ];
    let table: &[&[&str]] = &[
        &["машина", "автомобиль", "транспортное средство"],
        &["тачка", "машина"],
    ];
    let index = Index::open(&files(table, documents).root).unwrap();
    let found = |query| {
        let hits = index.search(query, 10).hits;
        hits.iter().map(|hit| hit.document).collect::<Vec<_>>()
    };
    assert_eq!(found("машины ")[0], 1);
    assert_eq!(found("автомобилем ")[0], 0);
    assert_eq!(found("транспортным средством ")[0], 2);
    for query in ["машины ", "автомобилем ", "транспортным средством "]
    {
        assert_eq!(found(query).len(), 3, "{query}");
    }
    // No document has the word, and it is no mistake: groups do not lead from one to the next.
    assert_eq!(found("тачка "), [1]);
}

#[test]
fn the_reasons_of_a_rank_are_told() {
    let reasons = index().explain("паролем сменить космодром", 1);
    let [password, change] = &reasons[..] else {
        panic!("{reasons:?}");
    };
    assert_eq!(
        (password.word.as_str(), password.stem.as_str()),
        ("паролем", "парол")
    );
    assert_eq!((password.why, password.counts), (Why::Exact, [1, 1, 1]));
    assert!(password.score > 0.0 && change.score > 0.0);
    assert!(
        change
            .to_string()
            .contains("смен (Exact): title 1, aliases 0, body 0"),
        "{change}"
    );
    assert!(index().explain("паролем", 2).is_empty());
    assert!(index().explain("паролем", u32::MAX).is_empty());
}

#[test]
fn the_same_documents_give_the_same_bytes_and_damage_is_seen() {
    let table: &[&[&str]] = &[&["пароль", "password"]];
    let root = files(table, DOCUMENTS).root;
    assert_eq!(files(table, DOCUMENTS).root, root);
    assert_ne!(files(&[], DOCUMENTS).root, root);
    for at in [0, 3, 4, 11, 12, root.len() / 2, root.len() - 1] {
        let mut damaged = root.clone();
        damaged[at] ^= 1;
        assert!(Index::open(&damaged).is_err(), "{at}");
    }
    assert!(Index::open(&root[..root.len() - 1]).is_err());
    assert!(Index::open(&[]).is_err());
}
