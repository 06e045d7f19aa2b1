//! Words that people searched for in vain: they tell editors which answers, aliases and synonyms are missing.
//!
//! Nothing of the person is kept, neither who searched nor what could name them: no numbers, no addresses.

use opora_contract::{
    language::Language,
    search::{MissedWords, Misses},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};

use crate::{
    clock::day_of,
    error::Result,
    state::App,
    store::entity::search_miss::{ActiveModel, Column, Entity},
    word,
};

const WORDS_MAX: usize = 8;
/// Longest word, in characters. What is longer is a key or a jest, and is dropped.
const LETTERS_MAX: usize = 30;
/// How many different misses are kept. New ones beyond are passed over: the frequent ones came before.
const ROWS_MAX: u64 = 10_000;
/// How many are shown.
const SHOWN: u64 = 200;
/// How often words must have been missed to be shown: a name is looked for once.
const TIMES_MIN: i64 = 2;

/// Counts a query that found nothing, if any of its words may be kept.
pub async fn count(app: &App, query: &str, language: Language) -> Result<()> {
    let words = words(query);
    let Some(day) = day_of(app.now().moscow_day()).filter(|_| !words.is_empty()) else {
        return Ok(());
    };
    let day = day.to_string();
    let once_more = || Expr::col((Entity, Column::Times)).add(1);
    let transaction = app.store().begin().await?;
    let counted = Entity::update_many()
        .col_expr(Column::Times, once_more())
        .col_expr(Column::LastDay, Expr::value(day.as_str()))
        .filter(Column::Words.eq(words.as_str()))
        .filter(Column::Language.eq(language.tag()))
        .exec(&transaction)
        .await?;
    if counted.rows_affected == 0 && Entity::find().count(&transaction).await? < ROWS_MAX {
        let row = ActiveModel {
            words: Set(words),
            language: Set(language.tag().to_owned()),
            times: Set(1),
            last_day: Set(day),
        };
        // PostgreSQL lets two calls come here with the same words.
        let again = OnConflict::columns([Column::Words, Column::Language])
            .value(Column::Times, once_more())
            .to_owned();
        Entity::insert(row)
            .on_conflict(again)
            .exec_without_returning(&transaction)
            .await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// The same beside the call: a search neither waits for the database nor fails with it.
pub fn count_aside(app: App, query: String, language: Language) {
    tokio::spawn(async move {
        if let Err(error) = count(&app, &query, language).await {
            tracing::warn!(%error, "a miss was not counted");
        }
    });
}

/// The most frequent misses, the latest of equals first.
pub async fn list(app: &App) -> Result<Misses> {
    let rows = Entity::find()
        .filter(Column::Times.gte(TIMES_MIN))
        .order_by_desc(Column::Times)
        .order_by_desc(Column::LastDay)
        .order_by_asc(Column::Words)
        .limit(SHOWN)
        .all(app.store().read())
        .await?;
    let misses = rows.into_iter().map(|row| MissedWords {
        words: row.words,
        language: word::read(&row.language).unwrap_or_default(),
        times: u32::try_from(row.times).unwrap_or(u32::MAX),
        last: row.last_day,
    });
    Ok(Misses {
        misses: misses.collect(),
    })
}

/// The words of a query that may be kept, in lower case and in their order.
fn words(query: &str) -> String {
    // «anna @ mail.ru» is an address too.
    let query: Vec<&str> = query.split('@').map(str::trim).collect();
    let query = query.join("@").to_lowercase();
    let tokens = query.split_whitespace();
    let harmless = tokens.filter(|token| !token.contains(|c: char| c == '@' || c.is_numeric()));
    let words = harmless.flat_map(|token| token.split(|c: char| !is_of_word(c)));
    let words = words.map(|word| word.chars().filter(|c| c.is_alphabetic()).collect());
    let words = words.filter(|word: &String| (1..=LETTERS_MAX).contains(&word.chars().count()));
    words.take(WORDS_MAX).collect::<Vec<_>>().join(" ")
}

/// A letter, or what stands within words without being one: stress marks, apostrophes, soft hyphens.
fn is_of_word(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\'' | '’' | 'ʼ' | '\u{ad}' | '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_name_nobody_are_kept() {
        for (query, kept) in [
            ("  Справка о НЕсудимости? ", "справка о несудимости"),
            ("паспорт 45 10 123456", "паспорт"),
            ("позвоните +7(912)345-67-89 срочно", "позвоните срочно"),
            ("мой адрес anna.p@mail.ru", "мой адрес"),
            ("мой адрес anna.p @ mail.ru", "мой адрес"),
            ("anna@", ""),
            ("an\u{200b}na@mail.ru", ""),
            ("№٣٤ и ½ — ²", "и"),
            (
                "по-английски, don't «е\u{308}лка»",
                "по английски dont елка",
            ),
            ("a\u{0}b<c>", "a b c"),
            ("🙂 \u{301} '' ...", ""),
            ("", ""),
        ] {
            assert_eq!(words(query), kept, "{query}");
        }
    }

    #[test]
    fn few_words_of_sane_length_are_kept() {
        assert_eq!(words(&"да ".repeat(5_000)), ["да"; 8].join(" "));
        assert_eq!(words(&format!("нет {}", "ы".repeat(31))), "нет");
        assert_eq!(words(&"Ы".repeat(30)), "ы".repeat(30));
        assert_eq!(words(&"ы".repeat(10_000)), "");
    }
}
