//! Enumerations of the contract as words: what the wire calls them is what the database and the files call them.

use serde::{
    Serialize,
    de::{DeserializeOwned, IntoDeserializer, value::Error},
};

/// The word for a fieldless enumeration value, for example `in_progress`.
#[must_use]
pub fn of<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The value for a word; `None` for a word that the enumeration does not have.
#[must_use]
pub fn read<T: DeserializeOwned>(word: &str) -> Option<T> {
    let deserializer: serde::de::value::StrDeserializer<'_, Error> = word.into_deserializer();
    T::deserialize(deserializer).ok()
}

/// The value for exactly this word: variants that stand for everything unknown do not count.
#[must_use]
pub fn exact<T: DeserializeOwned + Serialize>(word: &str) -> Option<T> {
    read(word).filter(|value| word != "unknown" && of(value) == word)
}
