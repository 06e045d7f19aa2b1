//! The index: which stems stand in which documents, how often and in which field.
//! Built in memory from whole documents; it keeps them, for titles and snippets.

use std::collections::BTreeMap;
use std::ops::Bound;

use crate::fold::tokens;
use crate::stem::stem;

/// A document as it is searched and shown; plain text, markup is not interpreted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// What the document is called; weighs most.
    pub title: String,
    /// Other ways people ask for it; searched, never shown.
    pub aliases: Vec<String>,
    /// The text; the snippet is taken from here.
    pub body: String,
}

/// A searchable collection of documents.
#[derive(Debug, Clone, Default)]
pub struct Index {
    documents: Vec<Entry>,
    /// Every spelling that occurs, with the number of its stem.
    spellings: BTreeMap<String, usize>,
    /// The number of each stem, a position in `postings`.
    stems: BTreeMap<String, usize>,
    postings: Vec<Vec<Posting>>,
    average_lengths: PerField,
}

#[derive(Debug, Clone)]
struct Entry {
    document: Document,
    lengths: PerField,
}

/// A number for each field of a document: word counts, lengths.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct PerField {
    pub title: f32,
    pub aliases: f32,
    pub body: f32,
}

/// How often a stem stands in the fields of one document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Posting {
    pub document: usize,
    pub counts: PerField,
}

impl Index {
    /// Indexes the documents; [`crate::Hit::document`] is the position in this order.
    pub fn build(documents: impl IntoIterator<Item = Document>) -> Self {
        let mut index = Self::default();
        for document in documents {
            index.add(document);
        }
        let average = |field: fn(&PerField) -> f32| {
            let sum: f32 = index
                .documents
                .iter()
                .map(|entry| field(&entry.lengths))
                .sum();
            sum / index.documents.len().max(1) as f32
        };
        index.average_lengths = PerField {
            title: average(|lengths| lengths.title),
            aliases: average(|lengths| lengths.aliases),
            body: average(|lengths| lengths.body),
        };
        index
    }

    fn add(&mut self, document: Document) {
        let mut lengths = PerField::default();
        self.add_field(&document.title, &mut lengths, |fields| &mut fields.title);
        for alias in &document.aliases {
            self.add_field(alias, &mut lengths, |fields| &mut fields.aliases);
        }
        self.add_field(&document.body, &mut lengths, |fields| &mut fields.body);
        self.documents.push(Entry { document, lengths });
    }

    fn add_field(
        &mut self,
        text: &str,
        lengths: &mut PerField,
        field: fn(&mut PerField) -> &mut f32,
    ) {
        let document = self.documents.len();
        for token in tokens(text) {
            *field(lengths) += 1.0;
            let number = self.number(token.folded);
            let Some(postings) = self.postings.get_mut(number) else {
                continue;
            };
            if postings.last().is_none_or(|last| last.document != document) {
                postings.push(Posting {
                    document,
                    counts: PerField::default(),
                });
            }
            if let Some(posting) = postings.last_mut() {
                *field(&mut posting.counts) += 1.0;
            }
        }
    }

    /// The number of the spelling's stem, a new one when the stem is new.
    fn number(&mut self, folded: String) -> usize {
        if let Some(number) = self.spellings.get(&folded) {
            return *number;
        }
        let number = *self.stems.entry(stem(&folded)).or_insert_with(|| {
            self.postings.push(Vec::new());
            self.postings.len() - 1
        });
        self.spellings.insert(folded, number);
        number
    }

    pub(crate) fn document(&self, position: usize) -> Option<&Document> {
        self.documents.get(position).map(|entry| &entry.document)
    }

    pub(crate) fn document_count(&self) -> usize {
        self.documents.len()
    }

    pub(crate) fn stem_number(&self, stem: &str) -> Option<usize> {
        self.stems.get(stem).copied()
    }

    /// Postings of a stem, in document order.
    pub(crate) fn postings(&self, stem_number: usize) -> &[Posting] {
        self.postings.get(stem_number).map_or(&[], Vec::as_slice)
    }

    /// Spellings that begin with `prefix`, in alphabetical order, with their stem numbers.
    pub(crate) fn spellings_from<'index>(
        &'index self,
        prefix: &'index str,
    ) -> impl Iterator<Item = (&'index str, usize)> {
        self.spellings
            .range::<str, _>((Bound::Included(prefix), Bound::Unbounded))
            .map(|(spelling, number)| (spelling.as_str(), *number))
            .take_while(move |(spelling, _)| spelling.starts_with(prefix))
    }

    /// Field lengths of a document in units of the average length, 1 where the average is 0.
    pub(crate) fn relative_lengths(&self, document: usize) -> PerField {
        let lengths = self
            .documents
            .get(document)
            .map(|entry| entry.lengths)
            .unwrap_or_default();
        let average = &self.average_lengths;
        let ratio = |own: f32, average: f32| if average > 0.0 { own / average } else { 1.0 };
        PerField {
            title: ratio(lengths.title, average.title),
            aliases: ratio(lengths.aliases, average.aliases),
            body: ratio(lengths.body, average.body),
        }
    }
}
