//! Words in pictures: how many lines a text takes, and where they stand.

use super::scene::{Place, Shape};

/// Height of a line of text.
pub const LINE: i32 = 17;
/// From the top of a line to its base line.
pub const BASE: i32 = 13;
/// Width of ten letters on average, at the size of texts: generous, for fonts differ.
const TEN_LETTERS: i32 = 79;

/// Lines of a text that fit into a width, four at most; what is left is cut off with `…`.
pub fn wrapped(text: &str, width: i32) -> Vec<String> {
    let room = usize::try_from(width * 10 / TEN_LETTERS)
        .unwrap_or(0)
        .max(4);
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > 4 {
        lines.truncate(4);
        lines.iter_mut().skip(3).for_each(|line| line.push('…'));
    }
    lines
}

/// One line of a text; `…` stands for what does not fit. `width` is what is left of the place, on both sides of a middle.
pub fn fitted(text: &str, width: i32, is_centred: bool) -> String {
    let width = if is_centred { width * 2 } else { width };
    let mut lines = wrapped(text, width).into_iter();
    let first = lines.next().unwrap_or_default();
    if lines.next().is_some() {
        format!("{first}…")
    } else {
        first
    }
}

pub fn count(items: usize) -> i32 {
    i32::try_from(items).unwrap_or(i32::MAX)
}

/// Lines of text from a corner down.
pub fn lines(text: &str, place: Place, look: &'static str) -> (Vec<Shape>, i32) {
    let lines = wrapped(text, place.width);
    let height = LINE * count(lines.len());
    let shapes = lines.into_iter().enumerate().map(|(at, text)| Shape::Text {
        at: (place.x, place.y + BASE + LINE * count(at)),
        text,
        is_centred: false,
        look,
    });
    (shapes.collect(), height)
}

/// The same in the middle of a place.
pub fn centred(text: &str, place: Place, look: &'static str) -> Vec<Shape> {
    let lines = wrapped(text, place.width);
    let top = (place.height - LINE * count(lines.len())) / 2;
    let shapes = lines.into_iter().enumerate().map(|(at, text)| Shape::Text {
        at: (
            place.x + place.width / 2,
            place.y + top + BASE + LINE * count(at),
        ),
        text,
        is_centred: true,
        look,
    });
    shapes.collect()
}

/// As wide as the words need.
pub fn narrowed(text: &str, place: Place) -> Place {
    let longest = wrapped(text, place.width);
    let longest = longest.iter().map(|line| line.chars().count()).max();
    let width = (count(longest.unwrap_or(0)) * TEN_LETTERS / 10).min(place.width);
    Place { width, ..place }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_wrapped_and_endless_ones_cut() {
        assert_eq!(wrapped("Забыли пароль?", 288), ["Забыли пароль?"]);
        assert_eq!(
            wrapped("Согласие на обработку персональных данных", 200),
            ["Согласие на обработку", "персональных данных"]
        );
        assert_eq!(wrapped(&"слово ".repeat(40), 100).len(), 4);
        assert_eq!(wrapped("", 100), Vec::<String>::new());
    }
}
