//! An index too large for one file: what is missing is named, and fetching it is enough.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected has to stop, helpers included"
)]

use std::sync::LazyLock;

use opora_search::{Builder, Document, Files, Found, Hit, Index, Reading, name};

/// How often the app asks again after fetching what was missing.
const ROUNDS: usize = 3;

/// Words that do not begin alike, so that they are spread over the shards.
const SYLLABLES: [&str; 24] = [
    "ба", "ве", "го", "ду", "жи", "зе", "ка", "лу", "ме", "но", "пи", "ра", "со", "ту", "фе", "хо",
    "ца", "чу", "ше", "ща", "эро", "юла", "яро", "ин",
];

/// Words made up, each the same every time.
fn word(number: usize) -> String {
    let mut rest = number * 7919 + 17;
    let mut word = String::new();
    for _ in 0..4 {
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest = rest / SYLLABLES.len() + number;
    }
    word + "к"
}

static FILES: LazyLock<Files> = LazyLock::new(|| {
    let mut builder = Builder::new();
    builder.synonyms(["машина", "автомобиль", "легковая тачка"]);
    for number in 0..3000 {
        let own = (0..12).map(|at| word(number * 12 + at));
        let often = (0..20).map(|at| word(at * at * (number % 50 + 1) % 900));
        let body: Vec<_> = own.chain(often).collect();
        let title = match number {
            7 => "Восстановить пароль".to_owned(),
            8 => "Замена паспорта и права на автомобиль".to_owned(),
            9 => "Баспорт".to_owned(),
            _ => word(number),
        };
        builder.add(&Document {
            title: &title,
            body: &body.join(" "),
            ..Document::default()
        });
    }
    builder.finish()
});

fn full() -> Index {
    let mut index = Index::open(&FILES.root).unwrap();
    for (number, shard) in FILES.shards.iter().enumerate() {
        index.add_shard(number, shard.clone()).unwrap();
    }
    index
}

/// Searches as the app does; also says how many shards were fetched.
fn fetched(query: &str) -> (Found, usize) {
    let mut index = Index::open(&FILES.root).unwrap();
    let mut found = index.search(query, 10);
    assert!(
        found.hits.is_empty() && !found.missing.is_empty(),
        "{query}"
    );
    let mut count = 0;
    for _ in 0..ROUNDS {
        for shard in &found.missing {
            index
                .add_shard(*shard, FILES.shards[*shard].clone())
                .unwrap();
            count += 1;
        }
        found = index.search(query, 10);
    }
    (found, count)
}

fn documents(hits: &[Hit]) -> Vec<u32> {
    hits.iter().map(|hit| hit.document).collect()
}

#[test]
fn there_are_shards_of_about_one_size() {
    let sizes: Vec<_> = FILES.shards.iter().map(Vec::len).collect();
    let (_, others) = sizes.split_last().unwrap();
    assert!(others.len() > 3, "{sizes:?}");
    assert!(
        others.iter().all(|size| (16_000..130_000).contains(size)),
        "{sizes:?}"
    );
    // The root alone is small: it comes before the first letter is typed.
    assert!(FILES.root.len() < 10_000, "{}", FILES.root.len());
}

#[test]
fn what_is_missing_is_enough_for_words_and_beginnings() {
    let full = full();
    for query in [
        "восстановить пароль ",
        "паспорта",
        "пасп",
        "вос",
        "замена пас",
        "авто",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain((0..60).map(|number| word(number * 37)))
    .chain((0..60).map(|number| word(number * 101) + " "))
    .chain((0..60).map(|number| word(number * 53).chars().take(2 + number % 6).collect()))
    .chain((0..30).map(|number| format!("{} {}", word(number), word(number * 71))))
    {
        let (found, count) = fetched(&query);
        assert_eq!(found.hits, full.search(&query, 10).hits, "{query}");
        assert!(found.missing.is_empty(), "{query}: {:?}", found.missing);
        assert!(count < FILES.shards.len(), "{query}: all were fetched");
    }
}

#[test]
fn what_is_missing_is_enough_for_other_readings_mistakes_and_synonyms() {
    for (query, reading, document) in [
        ("gfhjkm", Reading::OtherLayout, 7),
        ("djccnfyjdbnm gfhjkm", Reading::OtherLayout, 7),
        ("parol", Reading::Transliterated, 7),
        ("пасспорт", Reading::Typed, 8),
        ("восстоновить", Reading::Typed, 7),
        ("машина ", Reading::Typed, 8),
        ("легковая тачка ", Reading::Typed, 8),
    ] {
        let (found, _) = fetched(query);
        assert_eq!(
            (found.reading, found.hits[0].document),
            (reading, document),
            "{query}"
        );
    }
}

/// What is there of the index may know a word that looks like the one that is not there yet.
#[test]
fn a_word_that_was_not_looked_up_is_no_mistake() {
    let mut index = Index::open(&FILES.root).unwrap();
    for query in ["паспорта ", "баспорта "] {
        for shard in index.search(query, 10).missing {
            index.add_shard(shard, FILES.shards[shard].clone()).unwrap();
        }
    }
    assert_eq!(documents(&index.search("баспорта ", 1).hits), [9]);
}

#[test]
fn with_everything_there_nothing_is_missing() {
    let full = full();
    for query in ["пароль", "gfhjkm", "совсемнеизвестно", "парлоь"] {
        assert_eq!(full.search(query, 10).missing, [0; 0], "{query}");
    }
    assert_eq!(documents(&full.search("пароль", 10).hits), [7]);
}

#[test]
fn a_shard_of_another_place_or_index_is_refused() {
    let mut index = Index::open(&FILES.root).unwrap();
    assert!(index.add_shard(0, FILES.shards[1].clone()).is_err());
    assert!(
        index
            .add_shard(FILES.shards.len(), FILES.shards[0].clone())
            .is_err()
    );
    let mut damaged = FILES.shards[0].clone();
    damaged[100] ^= 1;
    assert!(index.add_shard(0, damaged).is_err());
    assert_eq!(index.shard_name(0), Some(name(&FILES.shards[0])));
    assert_eq!(index.shard_name(FILES.shards.len()), None);
    assert!(index.add_shard(0, FILES.shards[0].clone()).is_ok());
}
