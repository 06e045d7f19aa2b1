//! The colours of a portal, worked out for every role that a page has: legible everywhere or not taken at all.

use opora_contract::theme::{CONTRAST_MIN, Colour, Colours, Theme};

/// Least contrast of edges with what they stand on (WCAG 2.2, 1.4.11).
const EDGE_MIN: f64 = 3.0;

/// What statuses are told in beside their words and signs, light and dark, as in `style/tokens.css`. Where the surface is
/// no good for one, it is told in the colour of the text.
const STATES: [(&str, &str, &str); 3] = [
    ("--host-positive", "#14713f", "#6fd39b"),
    ("--host-attention", "#8a5300", "#f0b65b"),
    ("--host-danger", "#b42318", "#ff8a80"),
];

/// Custom properties, which `style/frame.css` gives to the roles, and their values. `None` when words would be hard to
/// read.
pub fn properties(theme: &Theme) -> Option<Vec<(&'static str, String)>> {
    let colours = theme.colours()?;
    let Colours {
        accent,
        accent_ink,
        surface: canvas,
        text,
    } = colours;
    // What is set apart from the surface, as far as words stay legible on it.
    let apart = |back: Colour| {
        let words = [text, accent].into_iter();
        words.map(|front| front.contrast(back)).fold(21.0, f64::min) >= CONTRAST_MIN
    };
    let surface = first(canvas, text, &[6, 4, 2], &apart);
    let tinted = first(canvas, accent, &[12, 8, 4], &apart);
    let on_both = |front: Colour, least: f64| {
        front.contrast(canvas) >= least && front.contrast(surface) >= least
    };
    let soft = first(text, canvas, &[30, 20, 10], &|soft| {
        on_both(soft, CONTRAST_MIN)
    });
    let edge = first(text, canvas, &[50, 35, 20], &|edge| on_both(edge, EDGE_MIN));
    let strong = first(accent, text, &[25, 15], &|strong| {
        let on_tint = strong.contrast(tinted) >= CONTRAST_MIN;
        on_tint && on_both(strong, CONTRAST_MIN) && strong.contrast(accent_ink) >= CONTRAST_MIN
    });
    let is_dark = canvas.ink() == Colour::WHITE;
    let mut found = vec![
        ("--host-scheme", scheme(is_dark).to_owned()),
        ("--host-canvas", canvas.to_string()),
        ("--host-surface", surface.to_string()),
        ("--host-ink", text.to_string()),
        ("--host-ink-soft", soft.to_string()),
        ("--host-line", mixed(canvas, text, 16).to_string()),
        ("--host-line-strong", edge.to_string()),
        ("--host-accent", accent.to_string()),
        ("--host-accent-strong", strong.to_string()),
        ("--host-accent-soft", tinted.to_string()),
        ("--host-accent-ink", accent_ink.to_string()),
    ];
    for (name, light, dark) in STATES {
        let own = Colour::parse(if is_dark { dark } else { light });
        let own = own.filter(|own| on_both(*own, CONTRAST_MIN));
        found.push((name, own.unwrap_or(text).to_string()));
    }
    if let Some(radius) = theme.radius {
        let radius = radius.min(Theme::RADIUS_MAX);
        found.push(("--host-radius", format!("{radius}px")));
    }
    Some(found)
}

const fn scheme(is_dark: bool) -> &'static str {
    if is_dark { "dark" } else { "light" }
}

/// The first mixture that is good, by the share of the second colour in hundredths; the first colour itself where none is.
fn first(one: Colour, other: Colour, shares: &[u32], is_good: &dyn Fn(Colour) -> bool) -> Colour {
    let mut mixtures = shares.iter().map(|share| mixed(one, other, *share));
    mixtures.find(|mixture| is_good(*mixture)).unwrap_or(one)
}

/// The first colour with so many hundredths of the second.
fn mixed(one: Colour, other: Colour, share: u32) -> Colour {
    let (one_parts, other_parts) = (parts(one), parts(other));
    let mut value = 0;
    for (one, other) in one_parts.into_iter().zip(other_parts) {
        value = value * 256 + (one * (100 - share) + other * share) / 100;
    }
    Colour::parse(&format!("#{value:06x}")).unwrap_or(one)
}

fn parts(colour: Colour) -> [u32; 3] {
    let text = colour.to_string();
    let value = u32::from_str_radix(text.trim_start_matches('#'), 16).unwrap_or_default();
    let [_, red, green, blue] = value.to_be_bytes();
    [red, green, blue].map(u32::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(accent: &str, surface: &str, text: &str) -> Theme {
        Theme {
            accent: Colour::parse(accent),
            surface: Colour::parse(surface),
            text: Colour::parse(text),
            radius: Some(4),
        }
    }

    fn value(found: &[(&str, String)], name: &str) -> String {
        let property = format!("--host-{name}");
        let found = found.iter().find(|(name, _)| *name == property);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    fn contrast(found: &[(&str, String)], front: &str, back: &str) -> f64 {
        let [front, back] = [front, back].map(|name| Colour::parse(&value(found, name)).unwrap());
        front.contrast(back)
    }

    #[test]
    fn every_role_of_a_legible_theme_is_legible() {
        let words = ["ink", "ink-soft", "accent", "accent-strong"];
        let states = ["positive", "attention", "danger"];
        for (accent, surface, text) in [
            ("#0b5cad", "#ffffff", "#17212b"),
            ("#0b5cad", "#f5e6c8", ""),
            ("#8fb3ff", "#0b1420", ""),
            ("#ffe14d", "#00205b", "#ffffff"),
            ("", "#767676", "#ffffff"),
            ("#000000", "#808080", "#000000"),
        ] {
            let found = properties(&theme(accent, surface, text)).unwrap();
            for back in ["canvas", "surface"] {
                for front in words.iter().chain(&states) {
                    let ratio = contrast(&found, front, back);
                    assert!(ratio >= CONTRAST_MIN, "{front} {back} {surface} {ratio}");
                }
                assert!(
                    contrast(&found, "line-strong", back) >= EDGE_MIN,
                    "{surface}"
                );
            }
            for front in ["ink", "accent", "accent-strong"] {
                assert!(contrast(&found, front, "accent-soft") >= CONTRAST_MIN);
            }
            for back in ["accent", "accent-strong"] {
                assert!(contrast(&found, "accent-ink", back) >= CONTRAST_MIN);
            }
            assert_eq!(value(&found, "radius"), "4px");
        }
    }

    #[test]
    fn dark_surface_is_a_dark_scheme() {
        let scheme = |surface| value(&properties(&theme("", surface, "")).unwrap(), "scheme");
        assert_eq!(scheme("#0b1420"), "dark");
        assert_eq!(scheme("#ffffff"), "light");
    }

    #[test]
    fn theme_that_is_hard_to_read_is_none() {
        assert_eq!(properties(&theme("#cccccc", "#ffffff", "")), None);
    }
}
