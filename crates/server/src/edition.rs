//! One of something for every language.

use opora_contract::language::Language;

/// What there is in each language, in the order of [`Language::ALL`].
#[derive(Debug)]
pub struct Editions<T> {
    first: T,
    others: Vec<T>,
}

impl<T> Editions<T> {
    /// `None` if there is nothing in the first language.
    #[must_use]
    pub fn new(all: impl IntoIterator<Item = T>) -> Option<Self> {
        let mut all = all.into_iter();
        Some(Self {
            first: all.next()?,
            others: all.collect(),
        })
    }

    /// One for each language, made by a function.
    pub fn each(mut make: impl FnMut(Language) -> T) -> Self {
        let mut others = Language::ALL.into_iter();
        let first = make(others.next().unwrap_or_default());
        Self {
            first,
            others: others.map(make).collect(),
        }
    }

    #[must_use]
    pub const fn first(&self) -> &T {
        &self.first
    }

    #[must_use]
    pub fn of(&self, language: Language) -> &T {
        let at = language.index().checked_sub(1);
        at.and_then(|at| self.others.get(at)).unwrap_or(&self.first)
    }

    pub fn iter(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.first).chain(&self.others)
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        std::iter::once(&mut self.first).chain(&mut self.others)
    }
}

impl<T> IntoIterator for Editions<T> {
    type Item = T;
    type IntoIter = std::iter::Chain<std::iter::Once<T>, std::vec::IntoIter<T>>;

    fn into_iter(self) -> Self::IntoIter {
        std::iter::once(self.first).chain(self.others)
    }
}
