//! How a portal wants the app to look in its frame: a few colours, taken only where everything stays legible.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Least contrast of words with what they stand on (WCAG 2.2, 1.4.3).
pub const CONTRAST_MIN: f64 = 4.5;

/// A colour as `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, pattern = "^#[0-9a-f]{6}$", example = "#0b5cad"))]
pub struct Colour([u8; 3]);

impl Colour {
    pub const WHITE: Self = Self([255; 3]);
    pub const BLACK: Self = Self([0; 3]);
    /// The ink of the app's own light theme.
    pub const INK: Self = Self([0x17, 0x21, 0x2b]);

    /// Accepts `#` and six digits, in lower or upper case, and nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let is_shaped = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let value = u32::from_str_radix(digits, 16).ok();
        let [_, red, green, blue] = value.filter(|_| is_shaped)?.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// The ratio of WCAG 2.2, from 1 to 21; the same both ways.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// What is read easily on this colour: always of enough contrast.
    #[must_use]
    pub fn ink(self) -> Self {
        let mut inks = [Self::INK, Self::WHITE].into_iter();
        // On a few colours in the middle neither is.
        inks.find(|ink| self.contrast(*ink) >= CONTRAST_MIN)
            .unwrap_or(Self::BLACK)
    }

    /// WCAG 2.2, relative luminance.
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| linear(f64::from(part) / 255.0));
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

/// `((part + 0.055) / 1.055)^2.4`, without the power function: it would be larger than all else here.
fn linear(part: f64) -> f64 {
    if part <= 0.04045 {
        return part / 12.92;
    }
    let base = (part + 0.055) / 1.055;
    let squared = base * base;
    // The fifth root of the twelfth power, by Newton from above.
    let power = squared * squared * squared * squared * squared * squared;
    let mut root = squared;
    for _ in 0..12 {
        let fourth: f64 = root * root * root * root;
        root -= (fourth * root - power) / (5.0 * fourth);
    }
    root
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_string())
    }
}

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a colour such as #0b5cad"))
    }
}

/// What a portal says about looks; what it leaves out follows from the rest, see [`Theme::colours`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Theme {
    /// Links, buttons and the ring around what has the focus.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accent: Option<Colour>,
    /// What everything stands on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surface: Option<Colour>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Colour>,
    /// Of corners, in CSS pixels, at most [`Theme::RADIUS_MAX`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub radius: Option<u8>,
}

/// The colours of a theme, every one with enough contrast to what it stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colours {
    pub accent: Colour,
    /// Words on the accent.
    pub accent_ink: Colour,
    pub surface: Colour,
    pub text: Colour,
}

impl Theme {
    pub const RADIUS_MAX: u8 = 24;

    /// All colours of the theme; `None` when words would be hard to read, the theme is then no good as a whole.
    #[must_use]
    pub fn colours(&self) -> Option<Colours> {
        let surface = self.surface.unwrap_or(Colour::WHITE);
        let text = self.text.unwrap_or(surface.ink());
        let accent = self.accent.unwrap_or(text);
        let colours = Colours {
            accent,
            accent_ink: accent.ink(),
            surface,
            text,
        };
        let pairs = [
            (text, surface),
            (accent, surface),
            (colours.accent_ink, accent),
        ];
        let legible = pairs
            .iter()
            .all(|(front, back)| front.contrast(*back) >= CONTRAST_MIN);
        legible.then_some(colours)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        for (one, other, expected) in [
            ("#000000", "#ffffff", 21.0),
            ("#777777", "#ffffff", 4.478),
            ("#767676", "#ffffff", 4.542),
            ("#1d4ed8", "#ffffff", 6.70),
            ("#0b0b0b", "#0a0a0a", 1.004),
        ] {
            let found = colour(one).contrast(colour(other));
            assert!((found - expected).abs() < 0.01, "{one} {other} {found}");
            assert!((found - colour(other).contrast(colour(one))).abs() < 1e-9);
        }
        for part in 0..=255 {
            let part = f64::from(part) / 255.0;
            let exact = match part {
                part if part <= 0.04045 => part / 12.92,
                part => ((part + 0.055) / 1.055).powf(2.4),
            };
            assert!((linear(part) - exact).abs() < 1e-9, "{part}");
        }
    }

    #[test]
    fn ink_is_legible_on_every_colour() {
        for at in 0..4_096_u32 {
            let [_, red, green, blue] = (at * 4_099 % 0x100_0000).to_be_bytes();
            let back = Colour([red, green, blue]);
            assert!(back.contrast(back.ink()) >= CONTRAST_MIN, "{back}");
        }
    }

    #[test]
    fn only_six_digits_are_a_colour() {
        assert_eq!(colour("#0B5cAd").to_string(), "#0b5cad");
        for text in [
            "",
            "#",
            "#fff",
            "0b5cad",
            "#0b5cad0",
            "#0b5cag",
            "#+b5cad",
            " #0b5cad",
            "red",
            "#\u{660}\u{660}\u{660}",
        ] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    #[test]
    fn theme_is_taken_as_a_whole_or_not_at_all() {
        let theme = |accent: &str, surface: &str, text: &str| Theme {
            accent: Colour::parse(accent),
            surface: Colour::parse(surface),
            text: Colour::parse(text),
            radius: None,
        };
        let own = Theme::default().colours().unwrap();
        assert_eq!((own.surface, own.text), (Colour::WHITE, Colour::INK));
        let dark = theme("#8fb3ff", "#0b1420", "").colours().unwrap();
        assert_eq!((dark.text, dark.accent_ink), (Colour::WHITE, Colour::INK));
        for bad in [
            theme("", "#ffffff", "#999999"),
            theme("#8fb3ff", "#ffffff", ""),
            theme("#1d4ed8", "#0b1420", ""),
            theme("#ffffff", "", ""),
        ] {
            assert_eq!(bad.colours(), None, "{bad:?}");
        }
    }
}
