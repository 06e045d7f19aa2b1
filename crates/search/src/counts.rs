//! How often a word stands in a document, field by field, in a byte.

/// How often a stem stands in the fields of a document: two bits for the title, two for the
/// aliases, four for the body; more counts as the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Counts(u8);

impl Counts {
    pub(crate) fn new(title: u32, aliases: u32, body: u32) -> Self {
        Self((title.min(3) << 6 | aliases.min(3) << 4 | body.min(15)) as u8)
    }

    pub(crate) fn title(self) -> u8 {
        self.0 >> 6
    }

    pub(crate) fn aliases(self) -> u8 {
        self.0 >> 4 & 3
    }

    pub(crate) fn body(self) -> u8 {
        self.0 & 15
    }

    /// As it stands in the index.
    pub(crate) fn byte(self) -> u8 {
        self.0
    }
}

impl From<u8> for Counts {
    fn from(byte: u8) -> Self {
        Self(byte)
    }
}
