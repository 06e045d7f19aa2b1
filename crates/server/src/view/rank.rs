//! What is popular: views of the last weeks, the later ones more, by the share of readers whom it helped.

use std::{cmp::Reverse, collections::HashMap};

use opora_contract::{page::Page, slug::Slug, timestamp::Day};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use time::Date;

use crate::{
    clock::date_of,
    error::Result,
    state::App,
    store::entity::{view, vote},
};

/// The least views within the time for a page to be called popular: less is chance.
const VIEWS_MIN: i64 = 20;
/// How many pages are ranked; the first page shows fewer.
const MOST: usize = 12;
const SECONDS_A_DAY: i64 = 86_400;
/// Votes that every page is taken to have from the beginning, half of them helpful: one vote says little.
const VOTES_ASSUMED: i64 = 4;

/// Answers and guides, the most popular first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranking(pub Vec<Page>);

/// What is known of a page.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    views: i64,
    /// Views, those of the last week four times, those of the week before three times and so on.
    weight: i64,
    helpful: i64,
    votes: i64,
}

impl Tally {
    /// Rises with views and with the share of helpful votes; `None` while too few have read it.
    fn score(self) -> Option<i64> {
        let helpful = self.helpful + VOTES_ASSUMED / 2;
        let share = 1_000 * helpful / (self.votes + VOTES_ASSUMED);
        (self.views >= VIEWS_MIN).then(|| self.weight.saturating_mul(share))
    }
}

/// Ranks by the views and votes of the last `days`.
pub async fn read(app: &App, days: i64) -> Result<Ranking> {
    let mut tallies: HashMap<String, Tally> = HashMap::new();
    let today = app.now().moscow_day();
    for row in view::Entity::find().all(app.store().read()).await? {
        let age = Day::parse(&row.day).and_then(|day| date_of(&day));
        let tally = tallies.entry(row.page).or_default();
        tally.views += row.times;
        tally.weight += row.times * weight(today, age.unwrap_or(today));
    }
    let since = app.now().0 - days * SECONDS_A_DAY;
    for (guide, topic, question, helpful, count) in votes(app, since).await? {
        let Some(page) = about(&guide, &topic, &question) else {
            continue;
        };
        if let Some(tally) = tallies.get_mut(&page.path()) {
            tally.votes += count;
            tally.helpful += if helpful { count } else { 0 };
        }
    }
    Ok(ranked(tallies))
}

/// A page, and how many found it helpful or not.
type Voted = (String, String, String, bool, i64);

async fn votes(app: &App, since: i64) -> Result<Vec<Voted>> {
    let columns = [
        vote::Column::Guide,
        vote::Column::Topic,
        vote::Column::Question,
    ];
    // A guide is voted about step by step; all of them count.
    let rows = vote::Entity::find()
        .select_only()
        .columns(columns)
        .column(vote::Column::Helpful)
        .column_as(vote::Column::Id.count(), "count")
        .filter(vote::Column::At.gt(since))
        .group_by(vote::Column::Guide)
        .group_by(vote::Column::Topic)
        .group_by(vote::Column::Question)
        .group_by(vote::Column::Helpful)
        .into_tuple()
        .all(app.store().read())
        .await?;
    Ok(rows)
}

fn about(guide: &str, topic: &str, question: &str) -> Option<Page> {
    if guide.is_empty() {
        Some(Page::Question(Slug::parse(topic)?, Slug::parse(question)?))
    } else {
        Slug::parse(guide).map(Page::Guide)
    }
}

/// From four for the last seven days down to one.
fn weight(today: Date, day: Date) -> i64 {
    (4 - (today - day).whole_days() / 7).clamp(1, 4)
}

fn ranked(tallies: HashMap<String, Tally>) -> Ranking {
    let scored = tallies.into_iter();
    let scored = scored.filter_map(|(page, tally)| Some((tally.score()?, page)));
    let mut scored: Vec<_> = scored.map(|(score, page)| (Reverse(score), page)).collect();
    scored.sort();
    let pages = scored.iter().filter_map(|(_, page)| Page::parse(page));
    Ranking(pages.take(MOST).collect())
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    fn order(tallies: &[(&str, Tally)]) -> Vec<String> {
        let tallies = tallies
            .iter()
            .map(|(page, tally)| ((*page).to_owned(), *tally));
        let ranking = ranked(tallies.collect());
        ranking.0.iter().map(Page::path).collect()
    }

    fn tally(views: i64, helpful: i64, votes: i64) -> Tally {
        Tally {
            views,
            weight: views,
            helpful,
            votes,
        }
    }

    #[test]
    fn more_views_come_first_unless_they_did_not_help() {
        let pages = [
            ("/faq/a/read", tally(100, 0, 0)),
            ("/faq/a/less", tally(60, 0, 0)),
            ("/faq/a/useless", tally(150, 1, 30)),
            ("/guides/good", tally(80, 19, 20)),
        ];
        let expected = [
            "/guides/good",
            "/faq/a/read",
            "/faq/a/less",
            "/faq/a/useless",
        ];
        assert_eq!(order(&pages), expected);
    }

    #[test]
    fn few_views_are_chance() {
        let pages = [("/faq/a/b", tally(VIEWS_MIN - 1, 9, 9))];
        assert_eq!(order(&pages), [""; 0]);
        let pages = [("/faq/a/b", tally(VIEWS_MIN, 0, 0))];
        assert_eq!(order(&pages), ["/faq/a/b"]);
    }

    #[test]
    fn later_views_weigh_more() {
        let today = date!(2026 - 11 - 20);
        let weights = [(20, 4), (14, 4), (13, 3), (7, 3), (6, 2), (1, 2)];
        for (day, expected) in weights {
            let day = date!(2026 - 11 - 01).replace_day(day).unwrap();
            assert_eq!(weight(today, day), expected, "{day}");
        }
        assert_eq!(weight(today, date!(2026 - 10 - 23)), 1);
        assert_eq!(weight(today, date!(2026 - 11 - 21)), 4);
    }
}
