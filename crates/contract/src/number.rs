//! The request number: short, spoken over the phone, typed from paper, checked before it travels.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// 29 symbols without look-alikes: 0, 1, O, I and L are absent, S is read as 5 and B as 8.
/// A prime count lets one check symbol catch every single slip and every swap of two symbols.
const ALPHABET: &[u8; 29] = b"23456789ACDEFGHJKMNPQRTUVWXYZ";
const MODULUS: u32 = ALPHABET.len() as u32;

/// Symbols in a number: seven drawn at random and one check symbol.
const LENGTH: usize = 8;

/// «Номер обращения»: eight symbols shown as `7KQ4-22H2`.
///
/// Compared and stored without the hyphen. [`RequestNumber::parse`] forgives case, spaces, any dash, the sign №
/// and Cyrillic letters that look like Latin ones; a wrong check symbol is refused before any request is made.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, example = "7KQ4-22H2"))]
pub struct RequestNumber([u8; LENGTH]);

/// Why a text is not a request number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// Not eight symbols, once separators are gone.
    Length,
    /// A symbol that no number holds.
    Symbol(char),
    /// Eight good symbols that do not belong together: a slip of one of them, or a swap.
    Check,
}

impl RequestNumber {
    /// Makes a number of seven random bytes. Taking remainders skews the draw a little, which is harmless:
    /// the number is an address, the [`crate::key::AccessKey`] is the secret.
    #[must_use]
    pub fn from_random(random: [u8; LENGTH - 1]) -> Self {
        let mut symbols = [0; LENGTH];
        for (symbol, byte) in symbols.iter_mut().zip(random) {
            *symbol = byte % ALPHABET.len() as u8;
        }
        symbols[LENGTH - 1] = check_symbol(&symbols);
        Self(symbols)
    }

    /// Reads what a person typed or another program sent.
    ///
    /// # Errors
    /// Says what stands in the way, see [`NumberError`].
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let mut symbols = [0; LENGTH];
        let mut count = 0;
        for typed in text.chars().filter(|&c| !is_separator(c)) {
            let symbol = symbol_of(typed).ok_or(NumberError::Symbol(typed))?;
            *symbols.get_mut(count).ok_or(NumberError::Length)? = symbol;
            count += 1;
        }
        if count != LENGTH {
            return Err(NumberError::Length);
        }
        if symbols[LENGTH - 1] != check_symbol(&symbols) {
            return Err(NumberError::Check);
        }
        Ok(Self(symbols))
    }

    /// The symbols of a part of a number as a person types it, forgiven as [`Self::parse`] does. `None` for what can be
    /// part of no number: nothing at all, too much, a symbol that no number holds.
    #[must_use]
    pub fn part(text: &str) -> Option<String> {
        let typed = text.chars().filter(|&c| !is_separator(c));
        let symbols: Option<String> = typed
            .map(|typed| ALPHABET.get(usize::from(symbol_of(typed)?)))
            .map(|symbol| symbol.copied().map(char::from))
            .collect();
        symbols.filter(|symbols| (1..=LENGTH).contains(&symbols.len()))
    }

    /// Eight symbols without the hyphen: the form in URLs and in storage.
    #[must_use]
    pub fn compact(self) -> String {
        self.symbols().collect()
    }

    fn symbols(self) -> impl Iterator<Item = char> {
        self.0
            .into_iter()
            .map(|value| char::from(ALPHABET.get(usize::from(value)).copied().unwrap_or(b'?')))
    }
}

/// A weighted sum over the seven random symbols. The weights 1 to 7, and -1 of the check symbol itself,
/// all differ and none is zero modulo 29: that is what makes slips and swaps visible.
fn check_symbol(symbols: &[u8; LENGTH]) -> u8 {
    let sum: u32 = symbols
        .iter()
        .take(LENGTH - 1)
        .zip(1..)
        .map(|(&value, weight)| u32::from(value) * weight)
        .sum();
    // The remainder is below 29.
    (sum % MODULUS) as u8
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '№' | '#' | '.' | '_'
        )
}

/// The value of a typed symbol, look-alikes folded: lower case, Cyrillic twins.
fn symbol_of(typed: char) -> Option<u8> {
    let latin = match typed {
        'а' | 'А' => 'A',
        'с' | 'С' => 'C',
        'е' | 'Е' | 'ё' | 'Ё' => 'E',
        'н' | 'Н' => 'H',
        'к' | 'К' => 'K',
        'м' | 'М' => 'M',
        'р' | 'Р' => 'P',
        'т' | 'Т' => 'T',
        'у' | 'У' => 'Y',
        'х' | 'Х' => 'X',
        'з' | 'З' => '3',
        's' | 'S' => '5',
        'b' | 'B' | 'в' | 'В' => '8',
        other => other.to_ascii_uppercase(),
    };
    let byte = u8::try_from(latin).ok()?;
    ALPHABET
        .iter()
        .position(|&symbol| symbol == byte)
        .and_then(|at| u8::try_from(at).ok())
}

impl fmt::Display for RequestNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, symbol) in self.symbols().enumerate() {
            if at == LENGTH / 2 {
                f.write_str("-")?;
            }
            write!(f, "{symbol}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for RequestNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RequestNumber({self})")
    }
}

impl Serialize for RequestNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RequestNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|_| serde::de::Error::custom("not a request number"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: [u8; 7] = [5, 14, 17, 2, 0, 28, 12];

    #[test]
    fn number_survives_how_people_type_it() {
        let number = RequestNumber::from_random(SAMPLE);
        let shown = number.to_string();
        assert_eq!(RequestNumber::parse(&shown), Ok(number));
        assert_eq!(
            RequestNumber::parse(&shown.to_ascii_lowercase()),
            Ok(number)
        );
        assert_eq!(
            RequestNumber::parse(&format!("№ {}", shown.replace('-', " — "))),
            Ok(number)
        );
        assert_eq!(RequestNumber::parse(&number.compact()), Ok(number));
    }

    #[test]
    fn a_part_is_read_as_the_whole() {
        let part = |text| RequestNumber::part(text);
        assert_eq!(part("7кq4-").as_deref(), Some("7KQ4"));
        assert_eq!(part("№ 7 s в").as_deref(), Some("758"));
        for none in ["", " - ", "код", "7KQ4-22H2-2", "0"] {
            assert_eq!(part(none), None, "{none}");
        }
    }

    #[test]
    fn cyrillic_twins_are_read_as_latin() {
        let number = (0..=255)
            .map(|last| RequestNumber::from_random([7, 8, 16, 19, 13, 26, last]))
            .find(|number| number.compact().contains('K'))
            .map(|number| number.compact());
        let latin = number.unwrap_or_default();
        let cyrillic: String = latin
            .chars()
            .map(|c| match c {
                'A' => 'А',
                'C' => 'С',
                'M' => 'М',
                'K' => 'к',
                'X' => 'Х',
                'T' => 'т',
                other => other,
            })
            .collect();
        assert_ne!(latin, cyrillic);
        assert_eq!(
            RequestNumber::parse(&cyrillic),
            RequestNumber::parse(&latin)
        );
    }

    #[test]
    fn every_slip_of_one_symbol_and_every_swap_is_caught() {
        let number = RequestNumber::from_random(SAMPLE).compact();
        let good: Vec<char> = number.chars().collect();
        for at in 0..LENGTH {
            for &other in ALPHABET {
                let mut slipped = good.clone();
                slipped[at] = char::from(other);
                if slipped != good {
                    let text: String = slipped.into_iter().collect();
                    assert_eq!(
                        RequestNumber::parse(&text),
                        Err(NumberError::Check),
                        "{text}"
                    );
                }
            }
            for other in 0..at {
                let mut swapped = good.clone();
                swapped.swap(at, other);
                if swapped != good {
                    let text: String = swapped.into_iter().collect();
                    assert_eq!(
                        RequestNumber::parse(&text),
                        Err(NumberError::Check),
                        "{text}"
                    );
                }
            }
        }
    }

    #[test]
    fn foreign_text_is_refused_with_its_reason() {
        assert_eq!(RequestNumber::parse(""), Err(NumberError::Length));
        assert_eq!(RequestNumber::parse("7KQ4"), Err(NumberError::Length));
        assert_eq!(
            RequestNumber::parse("7KQ4-22H2-3"),
            Err(NumberError::Length)
        );
        assert_eq!(
            RequestNumber::parse("7KQ4-22H!"),
            Err(NumberError::Symbol('!'))
        );
        assert_eq!(
            RequestNumber::parse("0000-0000"),
            Err(NumberError::Symbol('0'))
        );
    }
}
