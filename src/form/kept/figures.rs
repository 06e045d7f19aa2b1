//! What the requests of this device come to: how many, how long until a decision, by kind and by month (spec H09).
//! Whole numbers throughout.

use opora_contract::form::Kind;

use super::{KeptRequest, moment, wanted::KINDS};

/// How many months are told apart at most, with the present one.
const MONTHS: usize = 12;

/// Some requests together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub count: usize,
    pub decided: usize,
    /// Until their first decision, together.
    seconds: i64,
}

impl Sum {
    fn add(&mut self, kept: &KeptRequest) {
        self.count += 1;
        if let Some(taken) = kept.taken() {
            self.decided += 1;
            self.seconds += taken;
        }
    }

    /// The average time to a decision in whole hours, at least one; `None` while nothing was decided.
    pub fn hours(&self) -> Option<usize> {
        let decided = i64::try_from(self.decided)
            .ok()
            .filter(|&decided| decided > 0)?;
        let hours = (self.seconds / decided + 1_800) / 3_600;
        usize::try_from(hours.max(1)).ok()
    }
}

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub all: Sum,
    /// How many somebody works on.
    pub open: usize,
    /// Kinds that there are, the most frequent first.
    pub kinds: Vec<(Kind, Sum)>,
    /// `2026-11`, the oldest first, without gaps, up to the present month.
    pub months: Vec<(String, Sum)>,
}

/// `now` as RFC 3339.
pub fn figures<'a>(all: impl Iterator<Item = &'a KeptRequest>, now: &str) -> Figures {
    let mut found = Figures {
        kinds: kinds(),
        months: months(now),
        ..Figures::default()
    };
    for kept in all {
        found.all.add(kept);
        found.open += usize::from(kept.status.is_open());
        if let Some((_, sum)) = found.kinds.iter_mut().find(|(kind, _)| *kind == kept.kind) {
            sum.add(kept);
        }
        let month = moment::month(&kept.sent_at);
        let mut months = found.months.iter_mut();
        if let Some((_, sum)) = months.find(|(own, _)| Some(own.as_str()) == month) {
            sum.add(kept);
        }
    }
    found.kinds.retain(|(_, sum)| sum.count > 0);
    found
        .kinds
        .sort_by_key(|(_, sum)| std::cmp::Reverse(sum.count));
    let first = found.months.iter().position(|(_, sum)| sum.count > 0);
    found.months.drain(..first.unwrap_or(found.months.len()));
    found
}

fn kinds() -> Vec<(Kind, Sum)> {
    let known = KINDS.iter().filter_map(|(_, kind)| *kind);
    let all = known.chain([Kind::Unknown]);
    all.map(|kind| (kind, Sum::default())).collect()
}

fn months(now: &str) -> Vec<(String, Sum)> {
    let last = moment::month(now).map(str::to_owned);
    let back = std::iter::successors(last, |month| moment::month_before(month));
    let mut months: Vec<_> = back
        .take(MONTHS)
        .map(|month| (month, Sum::default()))
        .collect();
    months.reverse();
    months
}

#[cfg(test)]
mod tests {
    use opora_contract::status::Status;

    use super::{super::entry::sample, *};

    const NOW: &str = "2026-12-05T10:00:00.000Z";

    fn sent(seed: u8, kind: Kind, at: &str, decided_at: &str) -> KeptRequest {
        let status = if decided_at.is_empty() {
            Status::InProgress
        } else {
            Status::Approved
        };
        KeptRequest {
            kind,
            status,
            sent_at: at.to_owned(),
            decided_at: decided_at.to_owned(),
            ..sample(seed)
        }
    }

    #[test]
    fn requests_are_counted_by_kind_and_month_with_the_time_they_took() {
        let all = [
            sent(
                1,
                Kind::Error,
                "2026-10-31T12:00:00Z",
                "2026-11-01T12:00:00Z",
            ),
            sent(
                2,
                Kind::Error,
                "2026-12-01T12:00:00Z",
                "2026-12-03T12:00:00Z",
            ),
            sent(3, Kind::Question, "2026-12-02T12:00:00Z", ""),
        ];
        let found = figures(all.iter(), NOW);
        assert_eq!((found.all.count, found.all.decided, found.open), (3, 2, 1));
        assert_eq!(found.all.hours(), Some(36));
        let kinds: Vec<_> = found
            .kinds
            .iter()
            .map(|(kind, sum)| (*kind, sum.count, sum.hours()))
            .collect();
        assert_eq!(
            kinds,
            [(Kind::Error, 2, Some(36)), (Kind::Question, 1, None)]
        );
        let months: Vec<_> = found
            .months
            .iter()
            .map(|(month, sum)| (month.as_str(), sum.count))
            .collect();
        assert_eq!(months, [("2026-10", 1), ("2026-11", 0), ("2026-12", 2)]);
    }

    #[test]
    fn nothing_comes_to_nothing() {
        let found = figures([].iter(), NOW);
        assert_eq!(found, Figures::default());
        assert_eq!(found.all.hours(), None);
    }

    #[test]
    fn only_the_last_twelve_months_are_told_apart() {
        let all = [
            sent(1, Kind::Error, "2025-12-31T12:00:00Z", ""),
            sent(2, Kind::Error, "2026-01-01T12:00:00Z", ""),
        ];
        let found = figures(all.iter(), NOW);
        assert_eq!(found.all.count, 2);
        assert_eq!(found.months.len(), 12);
        assert_eq!(
            found
                .months
                .first()
                .map(|(month, sum)| (month.as_str(), sum.count)),
            Some(("2026-01", 1))
        );
    }

    #[test]
    fn what_is_known_by_its_number_alone_is_counted_and_no_more() {
        let found = KeptRequest::found(sample(1).number, sample(1).key);
        let figures = figures([&found].into_iter(), NOW);
        assert_eq!((figures.all.count, figures.months.len()), (1, 0));
        // A clock that went wrong makes no negative times.
        let odd = sent(
            2,
            Kind::Error,
            "2026-12-03T12:00:00Z",
            "2026-12-01T12:00:00Z",
        );
        assert_eq!(odd.taken(), None);
    }
}
