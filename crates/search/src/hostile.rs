//! Files and queries that nobody means well: whatever the bytes, no panic, no endless loop, no
//! memory out of proportion. The checksum is made right each time, so that the bytes are looked at.

use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;

use crate::bytes::put;
use crate::frame::{self, ROOT, SHARD, seal};
use crate::{Builder, Document, Files, Index};

/// Words that queries take up again.
const WORDS: [&str; 8] = [
    "пароль",
    "восстановить",
    "паспорт",
    "заявление",
    "certificate",
    "password",
    "2ндфл",
    "қазақ",
];

/// A document of some known words and some of its own.
fn add(builder: &mut Builder, number: usize, own: usize) {
    let known = |at: usize| {
        WORDS
            .get((number + at) % WORDS.len())
            .copied()
            .unwrap_or_default()
    };
    let mut body = format!("{} {} {}", known(0), known(3), known(5)).repeat(1 + number % 3);
    for at in 0..own {
        let letters = [number % 32, number / 32 % 32, number / 1024, at % 32];
        body.push(' ');
        body.extend(letters.map(|letter| char::from_u32(0x430 + letter as u32).unwrap_or('я')));
        body.push_str("ник");
    }
    let title = format!("{} {}", known(1), known(2));
    builder.add(&Document {
        title: &title,
        aliases: &[known(4).to_owned()],
        body: &body,
    });
}

fn build(documents: usize, own: usize) -> Files {
    let mut builder = Builder::new();
    builder.synonyms(["пароль", "кодовое слово"]);
    builder.synonyms(["password", "pass phrase", "пароль"]);
    for number in 0..documents {
        add(&mut builder, number, own);
    }
    builder.finish()
}

/// An index in one file, and one in several.
static SMALL: LazyLock<Files> = LazyLock::new(|| build(40, 3));
static LARGE: LazyLock<Files> = LazyLock::new(|| build(2500, 16));

/// One thing done to some bytes; places are shares of their length.
#[derive(Debug, Clone)]
enum Harm {
    Set(f64, u8),
    /// A number where there may be none: the largest, or one near the length.
    Number(f64, u32),
    Cut(f64),
    Remove(f64, usize),
    Repeat(f64, usize),
    Append(Vec<u8>),
}

fn harm() -> impl Strategy<Value = Harm> {
    let place = || 0.0..1.0;
    prop_oneof![
        8 => (place(), any::<u8>()).prop_map(|(at, byte)| Harm::Set(at, byte)),
        4 => (place(), prop_oneof![Just(u32::MAX), any::<u32>(), 0..100_000_u32])
            .prop_map(|(at, number)| Harm::Number(at, number)),
        1 => place().prop_map(Harm::Cut),
        1 => (place(), 1..20_usize).prop_map(|(at, length)| Harm::Remove(at, length)),
        1 => (place(), 1..200_usize).prop_map(|(at, length)| Harm::Repeat(at, length)),
        1 => vec(any::<u8>(), 1..40).prop_map(Harm::Append),
    ]
}

/// The harm tends to the beginning: counts and directories are there.
fn harms() -> impl Strategy<Value = Vec<Harm>> {
    vec(harm(), 1..6)
}

fn harmed(bytes: &[u8], harms: &[Harm]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for harm in harms {
        let place = |share: &f64| ((share * share * bytes.len() as f64) as usize).min(bytes.len());
        match harm {
            Harm::Set(at, byte) => {
                let at = place(at);
                bytes
                    .iter_mut()
                    .skip(at)
                    .take(1)
                    .for_each(|old| *old = *byte);
            }
            Harm::Number(at, number) => {
                let at = place(at);
                let mut written = Vec::new();
                put(&mut written, *number);
                bytes
                    .iter_mut()
                    .skip(at)
                    .zip(written)
                    .for_each(|(old, new)| *old = new);
            }
            Harm::Cut(at) => bytes.truncate(place(at)),
            Harm::Remove(at, length) => {
                let from = place(at);
                bytes.drain(from..(from + length).min(bytes.len()));
            }
            Harm::Repeat(at, length) => {
                let from = place(at);
                let piece = bytes
                    .get(from..(from + length).min(bytes.len()))
                    .unwrap_or_default()
                    .to_vec();
                bytes.splice(from..from, piece);
            }
            Harm::Append(more) => bytes.extend_from_slice(more),
        }
    }
    bytes
}

/// A file of this kind with these contents and the right checksum.
fn file(kind: [u8; 4], contents: &[u8]) -> Vec<u8> {
    seal([frame::begin(kind), contents.to_vec()].concat())
}

fn contents(file: &[u8]) -> &[u8] {
    file.get(frame::begin(ROOT).len()..).unwrap_or_default()
}

/// Everything that can be asked of an index.
fn use_up(index: &Index) {
    let text = "Как восстановить пароль? Password, паспорт.";
    for query in [
        "п",
        "пароль",
        "парлоь восстоновить ",
        "gfhjkm ghbdtn",
        "parol zayavlenie",
        "pass phrase слово",
        "ннннннннник ",
    ] {
        let found = index.search(query, 10);
        assert!(found.hits.len() <= 10);
        for document in found
            .hits
            .iter()
            .map(|hit| hit.document)
            .chain([0, u32::MAX])
            .take(4)
        {
            for reason in index.explain(query, document) {
                assert!(!reason.to_string().is_empty());
            }
        }
        let whole: String = found
            .marker
            .whole(text)
            .into_iter()
            .map(|run| run.text)
            .collect();
        assert_eq!(whole, text);
        let _ = found.marker.snippet(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_harmed_root_does_no_harm(harms in harms(), more in harms()) {
        let root = &SMALL.root;
        let start = root.windows(4).position(|bytes| bytes == SHARD).unwrap();
        let (head, shard) = root.split_at(start);
        for (head, shard) in [
            (harmed(contents(head), &harms), shard.to_vec()),
            (contents(head).to_vec(), file(SHARD, &harmed(contents(shard), &harms))),
            (harmed(contents(head), &harms), file(SHARD, &harmed(contents(shard), &more))),
            (harmed(&[contents(head), shard].concat(), &harms), Vec::new()),
        ] {
            if let Ok(index) = Index::open(&file(ROOT, &[head, shard].concat())) {
                use_up(&index);
            }
        }
    }

    #[test]
    fn foreign_bytes_do_no_harm(head in vec(any::<u8>(), 0..80), shard in vec(any::<u8>(), 0..300)) {
        let shard = file(SHARD, &shard);
        for root in [file(ROOT, &head), file(ROOT, &[head.clone(), shard.clone()].concat()), head.clone(), shard.clone()] {
            if let Ok(index) = Index::open(&root) {
                use_up(&index);
            }
        }
        // A sound head and a shard of anything.
        let mut head = Vec::new();
        [3, 32, 64].into_iter().for_each(|number| put(&mut head, number));
        head.extend([2, 3, 4, 20, 30, 40, 0, 0]);
        if let Ok(index) = Index::open(&file(ROOT, &[head, shard].concat())) {
            use_up(&index);
        }
    }

    #[test]
    fn any_query_is_answered(query in ".{0,300}", times in 1..40_usize, ends in any::<bool>()) {
        let index = Index::open(&SMALL.root).unwrap();
        let query: String = query.repeat(times).chars().take(10_000).collect();
        let query = if ends { query + " " } else { query };
        let found = index.search(&query, usize::MAX);
        prop_assert!(found.hits.iter().all(|hit| (hit.document as usize) < 40 && hit.score > 0.0));
        prop_assert!(found.missing.is_empty());
        let whole: String = found.marker.whole(&query).into_iter().map(|run| run.text).collect();
        prop_assert_eq!(&whole, &query);
        let _ = index.explain(&query, 0);
    }

    #[test]
    fn words_with_mistakes_are_answered(
        words in vec((0..WORDS.len(), vec((0..12_usize, any::<char>()), 0..4)), 1..60),
    ) {
        let index = Index::open(&SMALL.root).unwrap();
        let words = words.into_iter().map(|(word, mistakes)| {
            let mut letters: Vec<char> = WORDS.get(word).copied().unwrap_or_default().chars().collect();
            for (at, letter) in mistakes {
                letters.insert(at.min(letters.len()), letter);
            }
            letters.into_iter().collect::<String>()
        });
        let query = words.collect::<Vec<_>>().join(" ");
        let found = index.search(&query, 5);
        let _ = found.marker.snippet(&query);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn harmed_shards_do_no_harm(harms in harms(), at in 0..2_usize, is_named in any::<bool>()) {
        let Files { root, shards } = &*LARGE;
        let shard = &shards[at];
        let harmed_shard = file(SHARD, &harmed(contents(shard), &harms));
        let mut index = Index::open(root).unwrap();
        prop_assert!(harmed_shard == *shard || index.add_shard(at, harmed_shard.clone()).is_err());
        // The root of somebody who means it: it names the harmed shard.
        let root = contents(root).to_vec();
        let name = frame::sum(shard).to_le_bytes();
        let place = root.windows(8).position(|bytes| bytes == name).unwrap();
        let mut root = root;
        root.splice(place..place + 8, frame::sum(&harmed_shard).to_le_bytes());
        let root = if is_named { root } else { harmed(&root, &harms) };
        if let Ok(mut index) = Index::open(&file(ROOT, &root)) {
            for (number, shard) in shards.iter().enumerate() {
                let shard = if number == at { &harmed_shard } else { shard };
                let _ = index.add_shard(number, shard.clone());
            }
            use_up(&index);
        }
    }
}

/// Every stem of this shard says that it has all the bytes there are.
#[test]
fn the_bytes_of_a_shard_are_not_read_again_for_every_stem() {
    const STEMS: u32 = 3000;
    let mut shard = vec![0];
    let text = [0xFF; 4000];
    [STEMS, text.len() as u32, 0]
        .into_iter()
        .for_each(|number| put(&mut shard, number));
    shard.resize(shard.len() + 3 * STEMS.div_ceil(16) as usize, 0);
    shard.extend(text);
    let mut root = Vec::new();
    [0; 5].into_iter().for_each(|number| put(&mut root, number));
    root.extend(file(SHARD, &shard));
    let index = Index::open(&file(ROOT, &root)).unwrap();
    let (mut stems, mut bytes) = (0, 0);
    index.walk(&[], |stem, _| {
        (stems, bytes) = (stems + 1, bytes + stem.len());
        true
    });
    assert_eq!(stems, STEMS);
    assert!(bytes <= 16 * shard.len(), "{bytes}");
}

/// More words to rank by than a byte can count.
#[test]
fn a_word_may_have_any_number_of_synonyms() {
    let mut builder = Builder::new();
    for _ in 0..300 {
        builder.synonyms(["пароль", "кодовое слово"]);
    }
    builder.add(&Document {
        title: "Кодовое слово",
        ..Document::default()
    });
    let index = Index::open(&builder.finish().root).unwrap();
    assert_eq!(index.search("пароль", 10).hits.len(), 1);
}

#[test]
fn the_large_index_has_several_shards() {
    assert!(LARGE.shards.len() > 2, "{}", LARGE.shards.len());
    assert!(SMALL.shards.is_empty());
}
