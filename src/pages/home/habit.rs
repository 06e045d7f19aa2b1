//! What this visitor opens on the first page, counted on this device alone: what is opened often stands first there the
//! next time (spec A14, A50). Nothing of it is ever sent.

use crate::{
    browser::{
        look,
        setting::{self, Setting},
    },
    form::foreign,
};

/// From how often on something moves ahead: less is chance.
const OFTEN: u32 = 3;
/// Where all counts are halved: habits change.
const MOST: u32 = 40;
/// How many names are kept; the rarest goes.
const NAMES: usize = 40;
/// Longest name: the names are ours, what is longer is not.
const NAME_MAX: usize = 120;

/// Counts by name: a section of the page, or an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Habits(Vec<(String, u32)>);

impl Habits {
    /// What this device keeps. None in simple mode, where everything has its place, and on a strange device.
    pub fn read() -> Self {
        if look::is_simple() || foreign::is_on() {
            return Self::default();
        }
        let text = setting::read(Setting::Habits);
        text.map_or_else(Self::default, |text| Self::parse(&text))
    }

    /// Counts what was opened, for the next time the page is drawn.
    pub fn count(names: [&str; 2]) {
        if look::is_simple() || foreign::is_on() {
            return;
        }
        let mut habits = Self::read();
        for name in names {
            habits.add(name);
        }
        setting::write(Setting::Habits, Some(&habits.text()));
    }

    pub fn forget() {
        setting::write(Setting::Habits, None);
    }

    /// A line a name: how often, a space, the name. What is not understood is passed over.
    fn parse(text: &str) -> Self {
        let line = |line: &str| {
            let (count, name) = line.split_once(' ')?;
            let count = count.parse().ok()?;
            (count > 0 && name.len() <= NAME_MAX).then(|| (name.to_owned(), count))
        };
        Self(text.lines().filter_map(line).take(NAMES).collect())
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for (name, count) in &self.0 {
            text.push_str(&count.to_string());
            text.push(' ');
            text.push_str(name);
            text.push('\n');
        }
        text
    }

    fn add(&mut self, name: &str) {
        let known = self.0.iter_mut().find(|(known, _)| known == name);
        let count = match known {
            Some((_, count)) => {
                *count += 1;
                *count
            }
            None if name.len() <= NAME_MAX => {
                if self.0.len() >= NAMES {
                    self.drop_rarest();
                }
                self.0.push((name.to_owned(), 1));
                1
            }
            None => return,
        };
        if count >= MOST {
            for (_, count) in &mut self.0 {
                *count /= 2;
            }
            self.0.retain(|(_, count)| *count > 0);
        }
    }

    /// The one that was begun first, of equals.
    fn drop_rarest(&mut self) {
        let least = self.0.iter().map(|(_, count)| *count).min();
        let at = self.0.iter().position(|(_, count)| Some(*count) == least);
        if let Some(at) = at {
            self.0.remove(at);
        }
    }

    /// How often a name was opened, if that is often; 0 otherwise.
    pub fn weight(&self, name: &str) -> u32 {
        let found = self.0.iter().find(|(known, _)| known == name);
        let count = found.map_or(0, |(_, count)| *count);
        if count >= OFTEN { count } else { 0 }
    }

    /// In which order things of these names stand: the most often opened first, everything else as it was.
    pub fn order<'a>(&self, names: impl Iterator<Item = &'a str>) -> Vec<usize> {
        let mut order: Vec<(usize, u32)> = Vec::new();
        for (index, name) in names.enumerate() {
            let weight = self.weight(name);
            let at = order.iter().position(|(_, before)| *before < weight);
            order.insert(at.unwrap_or(order.len()), (index, weight));
        }
        order.into_iter().map(|(index, _)| index).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn habits(counts: &[(&str, u32)]) -> Habits {
        let counts = counts.iter();
        Habits(
            counts
                .map(|(name, count)| ((*name).to_owned(), *count))
                .collect(),
        )
    }

    #[test]
    fn what_is_opened_often_comes_first_and_the_rest_stays_in_its_order() {
        let habits = habits(&[("/c", 3), ("/d", 5), ("/b", OFTEN - 1)]);
        let names = ["/a", "/b", "/c", "/d"];
        assert_eq!(habits.order(names.into_iter()), [3, 2, 0, 1]);
        assert_eq!(Habits::default().order(names.into_iter()), [0, 1, 2, 3]);
    }

    #[test]
    fn counts_are_read_as_they_were_kept() {
        let mut kept = Habits::default();
        for _ in 0..3 {
            kept.add("guides");
        }
        kept.add("/guides/login");
        assert_eq!(kept.text(), "3 guides\n1 /guides/login\n");
        assert_eq!(Habits::parse(&kept.text()), kept);
    }

    #[test]
    fn foreign_text_counts_nothing() {
        for text in [
            "",
            "x guides",
            "0 guides",
            "-1 guides",
            "3",
            "99999999999 a",
        ] {
            assert_eq!(Habits::parse(text), Habits::default(), "{text}");
        }
        let long = format!("3 {}", "a".repeat(NAME_MAX + 1));
        assert_eq!(Habits::parse(&long), Habits::default());
    }

    #[test]
    fn old_habits_fade_and_the_rarest_name_goes() {
        let mut old = habits(&[("/old", MOST - 1), ("/once", 1)]);
        old.add("/old");
        assert_eq!(old, habits(&[("/old", MOST / 2)]));
        let mut full = Habits::default();
        for index in 0..=NAMES {
            full.add(&format!("/{index}"));
        }
        assert_eq!(full.0.len(), NAMES);
        assert_eq!(full.0.first().map(|(name, _)| name.as_str()), Some("/1"));
    }
}
