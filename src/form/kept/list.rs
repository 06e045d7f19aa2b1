//! The requests of this device in memory, and finding among them: ten thousand within a frame.

use opora_contract::number::RequestNumber;

use super::{
    KeptRequest,
    wanted::{Only, Sort, View, Wanted},
};

/// A request with what it is found by.
#[derive(Clone, Debug)]
struct Entry {
    kept: KeptRequest,
    /// The subject, folded.
    words: String,
    /// The symbols of the number.
    symbols: String,
}

impl Entry {
    fn new(kept: KeptRequest) -> Self {
        Self {
            words: fold(&kept.subject),
            symbols: kept.number.compact(),
            kept,
        }
    }
}

/// Every request of the device, the latest first.
#[derive(Clone, Debug, Default)]
pub struct List(Vec<Entry>);

/// What a search has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The first of them, as many as were asked for.
    pub shown: Vec<RequestNumber>,
    /// How many there are.
    pub count: usize,
}

impl List {
    /// `all` is sorted already, the latest first.
    pub fn new(all: Vec<KeptRequest>) -> Self {
        Self(all.into_iter().map(Entry::new).collect())
    }

    pub fn get(&self, number: RequestNumber) -> Option<&KeptRequest> {
        self.all().find(|kept| kept.number == number)
    }

    pub fn all(&self) -> impl Iterator<Item = &KeptRequest> {
        self.0.iter().map(|entry| &entry.kept)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many a view has, with nothing left out.
    pub fn count(&self, view: View) -> usize {
        self.all().filter(|kept| is_in(kept, view)).count()
    }

    /// Puts a request in, or in the place of what was known of it. Whether anything is different now.
    pub fn put(&mut self, kept: KeptRequest) -> bool {
        let number = kept.number;
        if let Some(entry) = self.0.iter_mut().find(|entry| entry.kept.number == number) {
            let is_different = entry.kept != kept;
            if entry.kept.sent_at == kept.sent_at {
                *entry = Entry::new(kept);
                return is_different;
            }
            self.remove(number);
        }
        let at = self
            .0
            .partition_point(|entry| entry.kept.sent_at > kept.sent_at);
        self.0.insert(at, Entry::new(kept));
        true
    }

    pub fn remove(&mut self, number: RequestNumber) {
        self.0.retain(|entry| entry.kept.number != number);
    }

    /// Takes what was read anew; says which requests are different now.
    pub fn replace(&mut self, all: Vec<KeptRequest>) -> Vec<RequestNumber> {
        let old = std::mem::replace(self, Self::new(all));
        let mut known: Vec<_> = old.all().collect();
        known.sort_by_key(|kept| kept.number);
        let is_news = |kept: &&KeptRequest| {
            let at = known.binary_search_by_key(&kept.number, |old| old.number);
            at.ok().and_then(|at| known.get(at)) != Some(kept)
        };
        self.all().filter(is_news).map(|kept| kept.number).collect()
    }

    /// What is asked for, in its order.
    pub fn find(&self, wanted: &Wanted) -> Found {
        let needle = Needle::new(&wanted.text);
        let entries = self.0.iter().enumerate();
        let mut found: Vec<(usize, &Entry)> = entries
            .filter(|(_, entry)| fits(entry, wanted, &needle))
            .collect();
        let count = found.len();
        match wanted.sort {
            Sort::Newest => {}
            Sort::Oldest => found.reverse(),
            Sort::Changed | Sort::Term => first(&mut found, wanted),
        }
        let shown = found.iter().take(wanted.most());
        Found {
            shown: shown.map(|(_, entry)| entry.kept.number).collect(),
            count,
        }
    }
}

/// Leaves what will be shown, in its order: to sort all of them takes more than a frame.
fn first(found: &mut Vec<(usize, &Entry)>, wanted: &Wanted) {
    // Those of one moment stay the latest first.
    let order = |a: &(usize, &Entry), b: &(usize, &Entry)| {
        order(&a.1.kept, &b.1.kept, wanted.sort).then(a.0.cmp(&b.0))
    };
    let most = wanted.most();
    if found.len() > most {
        found.select_nth_unstable_by(most, order);
        found.truncate(most);
    }
    found.sort_unstable_by(order);
}

fn is_in(kept: &KeptRequest, view: View) -> bool {
    match view {
        View::Mine => !kept.is_archived,
        View::History => kept.is_archived || kept.is_over(),
        View::Figures => true,
    }
}

fn fits(entry: &Entry, wanted: &Wanted, needle: &Needle) -> bool {
    let kept = &entry.kept;
    let is_one = match wanted.only {
        Only::Any => true,
        Only::Unread => kept.is_unread(),
        Only::Required => kept.actions > 0,
        Only::Status(status) => kept.status == status,
    };
    is_one
        && is_in(kept, wanted.view)
        && wanted.kind.is_none_or(|kind| kept.kind == kind)
        && needle.is_in(entry)
}

fn order(a: &KeptRequest, b: &KeptRequest, sort: Sort) -> std::cmp::Ordering {
    if sort == Sort::Changed {
        return b.changed().cmp(a.changed());
    }
    match (&a.term, &b.term) {
        (Some(a), Some(b)) => a.to.cmp(&b.to),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// What is looked for.
struct Needle {
    /// Each of them stands in the subject.
    words: Vec<String>,
    /// Or these stand in the number.
    symbols: Option<String>,
}

impl Needle {
    fn new(text: &str) -> Self {
        let folded = fold(text);
        Self {
            words: folded
                .split(' ')
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect(),
            symbols: RequestNumber::part(text),
        }
    }

    fn is_in(&self, entry: &Entry) -> bool {
        let is_number = |symbols: &String| entry.symbols.contains(symbols.as_str());
        self.words
            .iter()
            .all(|word| entry.words.contains(word.as_str()))
            || self.symbols.as_ref().is_some_and(is_number)
    }
}

/// The spelling under which subjects are compared: small letters, `е` for `ё`, a space for what is neither a letter nor
/// a digit. The standard tables for case would be 14 KB.
pub fn fold(text: &str) -> String {
    text.chars()
        .filter(|&c| c != '\u{ad}')
        .map(folded)
        .collect()
}

fn folded(letter: char) -> char {
    match letter {
        'A'..='Z' => letter.to_ascii_lowercase(),
        'А'..='Я' => char::from_u32(u32::from(letter) + 0x20).unwrap_or(letter),
        'ё' | 'Ё' => 'е',
        '\0'..='/' | ':'..='@' | '['..='`' | '{'..='\u{bf}' | '\u{2000}'..='\u{206f}' => ' ',
        '№' => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use opora_contract::{form::Kind, status::Status};

    use super::{super::entry::sample, *};

    fn numbers(list: &List, wanted: &Wanted) -> Vec<RequestNumber> {
        list.find(wanted).shown
    }

    fn wanted(text: &str) -> Wanted {
        Wanted {
            text: text.to_owned(),
            ..Wanted::default()
        }
    }

    fn subject(seed: u8, subject: &str) -> KeptRequest {
        KeptRequest {
            subject: subject.to_owned(),
            ..sample(seed)
        }
    }

    #[test]
    fn words_are_found_whatever_their_case_dash_and_yo() {
        let (code, letter) = (
            subject(1, "Не приходит КОД: вход‑выход, ещё раз"),
            subject(2, "Письмо о счёте"),
        );
        let list = List::new(vec![code.clone(), letter.clone()]);
        for typed in [
            "код",
            "КОД приходит",
            "вход-выход",
            "вход выход",
            "еще",
            "ЕЩЁ  ",
            "",
        ] {
            assert!(
                numbers(&list, &wanted(typed)).contains(&code.number),
                "{typed}"
            );
        }
        assert_eq!(numbers(&list, &wanted("счете")), [letter.number]);
        assert_eq!(numbers(&list, &wanted("код письмо")), []);
    }

    #[test]
    fn a_number_is_found_by_any_part_of_it_as_people_type_it() {
        let list = List::new(vec![sample(1), sample(2)]);
        let number = sample(2).number;
        let compact = number.compact();
        let twin = |c| match c {
            'A' => 'а',
            'E' => 'е',
            'K' => 'к',
            'M' => 'м',
            '3' => 'з',
            '8' => 'в',
            '5' => 's',
            other => other.to_ascii_lowercase(),
        };
        let typed: String = compact.chars().map(twin).collect();
        for typed in [
            number.to_string(),
            compact.clone(),
            format!("№ {typed}"),
            compact[3..].to_owned(),
        ] {
            assert_eq!(numbers(&list, &wanted(&typed)), [number], "{typed}");
        }
    }

    #[test]
    fn views_part_what_is_at_work_from_what_is_over() {
        let open = sample(1);
        let closed = KeptRequest {
            status: Status::Closed,
            ..sample(2)
        };
        let archived = KeptRequest {
            is_archived: true,
            ..sample(3)
        };
        let list = List::new(vec![open.clone(), closed.clone(), archived.clone()]);
        assert_eq!(
            numbers(&list, &Wanted::default()),
            [open.number, closed.number]
        );
        let history = Wanted {
            view: View::History,
            ..Wanted::default()
        };
        assert_eq!(numbers(&list, &history), [closed.number, archived.number]);
        assert_eq!((list.count(View::Mine), list.count(View::History)), (2, 2));
    }

    #[test]
    fn filters_go_together() {
        let mut refused = KeptRequest {
            status: Status::Refused,
            kind: Kind::Dispute,
            ..sample(1)
        };
        refused.changed_at = "2026-11-25T09:30:00Z".to_owned();
        let asked = KeptRequest {
            actions: 2,
            ..sample(2)
        };
        let list = List::new(vec![refused.clone(), asked.clone(), sample(3)]);
        let only = |only, kind| Wanted {
            only,
            kind,
            ..Wanted::default()
        };
        assert_eq!(numbers(&list, &only(Only::Unread, None)), [refused.number]);
        assert_eq!(numbers(&list, &only(Only::Required, None)), [asked.number]);
        let both = only(Only::Status(Status::Refused), Some(Kind::Dispute));
        assert_eq!(numbers(&list, &both), [refused.number]);
        assert_eq!(
            numbers(&list, &only(Only::Required, Some(Kind::Dispute))),
            []
        );
    }

    #[test]
    fn order_is_as_wanted() {
        let day = |seed: u8, sent: &str, changed: &str, term: Option<&str>| KeptRequest {
            sent_at: format!("2026-11-{sent}T09:30:00Z"),
            changed_at: format!("2026-11-{changed}T09:30:00Z"),
            term: term.map(sample_term),
            ..sample(seed)
        };
        let (a, b, c) = (
            day(1, "22", "22", None),
            day(2, "21", "24", Some("2026-12-02")),
            day(3, "20", "23", Some("2026-12-01")),
        );
        let list = List::new(vec![a.clone(), b.clone(), c.clone()]);
        let sorted = |sort| {
            numbers(
                &list,
                &Wanted {
                    sort,
                    ..Wanted::default()
                },
            )
        };
        assert_eq!(sorted(Sort::Newest), [a.number, b.number, c.number]);
        assert_eq!(sorted(Sort::Oldest), [c.number, b.number, a.number]);
        assert_eq!(sorted(Sort::Changed), [b.number, c.number, a.number]);
        assert_eq!(sorted(Sort::Term), [c.number, b.number, a.number]);
    }

    fn sample_term(day: &str) -> opora_contract::request::Term {
        let day = opora_contract::timestamp::Day::parse(day).unwrap();
        opora_contract::request::Term {
            from: day.clone(),
            to: day,
        }
    }

    #[test]
    fn no_more_rows_than_asked_for_are_shown_and_all_are_counted() {
        let all: Vec<_> = (0..120).map(sample).collect();
        let found = List::new(all).find(&Wanted::default());
        assert_eq!((found.shown.len(), found.count), (50, 120));
    }

    #[test]
    fn what_is_new_gets_its_place_and_what_is_read_again_is_told_apart() {
        let mut list = List::new(vec![sample(1)]);
        let mut later = sample(2);
        later.sent_at = "2027-01-01T00:00:00Z".to_owned();
        assert!(list.put(later.clone()));
        assert!(!list.put(later.clone()));
        assert_eq!(list.all().next(), Some(&later));
        let mut moved = later.clone();
        moved.status = Status::Closed;
        assert_eq!(list.replace(vec![moved.clone(), sample(1)]), [moved.number]);
        list.remove(moved.number);
        assert_eq!(list.get(moved.number), None);
        assert_eq!(list.all().count(), 1);
    }
}
