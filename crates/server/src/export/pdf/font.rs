//! The faces of exported PDFs: Libertinus Serif (SIL Open Font License), as the crate `typst-assets` brings it. What has
//! no glyph there is shown as a box, what has no width and no business in a line of text is left out.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, Script, ShapePlan, UnicodeBuffer};

use super::layout::Ink;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    Regular,
    Bold,
}

/// How text looks; lengths in points.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub face: Face,
    pub size: f32,
    /// From one line to the next.
    pub leading: f32,
    pub ink: Ink,
}

impl Style {
    #[must_use]
    pub const fn new(face: Face, size: f32, leading: f32, ink: Ink) -> Self {
        Self {
            face,
            size,
            leading,
            ink,
        }
    }
}

struct Loaded {
    font: Font,
    shaper: rustybuzz::Face<'static>,
    units: f32,
    /// How a script is shaped: costs more to find out than to shape a line.
    plans: Mutex<HashMap<Script, Arc<ShapePlan>>>,
}

/// Regular, then semibold; empty where the crate has other fonts, which a test would say.
static FACES: LazyLock<Vec<Loaded>> = LazyLock::new(|| {
    let files = typst_assets::fonts().filter_map(load);
    let ours = |weight| {
        move |loaded: &Loaded| {
            let is_family = loaded
                .shaper
                .names()
                .into_iter()
                .filter(|name| name.name_id == rustybuzz::ttf_parser::name_id::FAMILY)
                .filter_map(|name| name.to_string())
                .any(|name| name.starts_with("Libertinus Serif"));
            is_family && !loaded.shaper.is_italic() && loaded.shaper.weight().to_number() == weight
        }
    };
    let (regular, bold) = (ours(400), ours(600));
    let mut found: Vec<_> = files.filter(|face| regular(face) || bold(face)).collect();
    found.sort_by_key(|face| face.shaper.weight().to_number());
    found
});

fn load(bytes: &'static [u8]) -> Option<Loaded> {
    let shaper = rustybuzz::Face::from_slice(bytes, 0)?;
    let font = Font::new(bytes.into(), 0)?;
    let units = font.units_per_em();
    Some(Loaded {
        font,
        shaper,
        units,
        plans: Mutex::default(),
    })
}

impl Loaded {
    fn plan(&self, buffer: &UnicodeBuffer) -> Arc<ShapePlan> {
        let (script, language) = (buffer.script(), buffer.language());
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let plan = plans.entry(script).or_insert_with(|| {
            let (direction, language) = (Direction::LeftToRight, language.as_ref());
            let plan = ShapePlan::new(&self.shaper, direction, Some(script), language, &[]);
            Arc::new(plan)
        });
        plan.clone()
    }
}

impl Face {
    fn loaded(self) -> Option<&'static Loaded> {
        FACES.get(match self {
            Self::Regular => 0,
            Self::Bold => 1,
        })
    }

    fn has(self, c: char) -> bool {
        self.loaded()
            .is_some_and(|face| face.shaper.glyph_index(c).is_some())
    }

    /// # Errors
    /// When the fonts are not there.
    pub fn font(self) -> anyhow::Result<Font> {
        let face = self.loaded();
        let face = face.ok_or_else(|| anyhow::anyhow!("the fonts of PDFs are missing"))?;
        Ok(face.font.clone())
    }

    /// The glyphs of a line, from left to right.
    #[must_use]
    pub fn shape(self, text: &str) -> Vec<KrillaGlyph> {
        let Some(face) = self.loaded() else {
            return Vec::new();
        };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        let plan = face.plan(&buffer);
        let shaped = rustybuzz::shape_with_plan(&face.shaper, &plan, buffer);
        let (infos, positions) = (shaped.glyph_infos(), shaped.glyph_positions());
        let start = |at: usize| infos.get(at).map(|info| info.cluster as usize);
        let share = |value: i32| value as f32 / face.units;
        let glyphs = infos.iter().zip(positions).enumerate();
        glyphs
            .map(|(at, (info, place))| {
                let from = info.cluster as usize;
                let mut after = (at + 1..).map_while(start);
                let to = after.find(|&cluster| cluster > from).unwrap_or(text.len());
                KrillaGlyph::new(
                    GlyphId::new(info.glyph_id),
                    share(place.x_advance),
                    share(place.x_offset),
                    share(place.y_offset),
                    share(place.y_advance),
                    from..to,
                    None,
                )
            })
            .collect()
    }

    /// Its width at a size of one point, without what pairs of letters gain by moving together: that costs too much to
    /// know for every word of a long journal.
    fn width(self, text: &str) -> f32 {
        let Some(face) = self.loaded() else {
            return 0.0;
        };
        let glyphs = text.chars().filter_map(|c| face.shaper.glyph_index(c));
        let advances = glyphs.filter_map(|glyph| face.shaper.glyph_hor_advance(glyph));
        advances.map(f32::from).sum::<f32>() / face.units
    }
}

impl Style {
    #[must_use]
    pub fn width(&self, text: &str) -> f32 {
        self.face.width(text) * self.size
    }

    /// The lines of a text. Every line but the last of a paragraph ends with the space that it was broken at.
    #[must_use]
    pub fn lines(&self, text: &str, width: f32) -> Vec<String> {
        let paragraphs = text.lines();
        let mut lines = Vec::new();
        for paragraph in paragraphs {
            self.break_into(&clean(paragraph, self.face), width, &mut lines);
        }
        lines
    }

    fn break_into(&self, paragraph: &str, width: f32, lines: &mut Vec<String>) {
        let space = self.width(" ");
        let (mut line, mut used) = (String::new(), 0.0);
        for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            let wide = self.width(word);
            if !line.is_empty() && used + space + wide <= width {
                line.push(' ');
                line.push_str(word);
                used += space + wide;
                continue;
            }
            if !line.is_empty() {
                line.push(' ');
                lines.push(std::mem::take(&mut line));
            }
            let (rest, wide) = self.break_word(word, wide, width, lines);
            (line, used) = (rest, wide);
        }
        lines.push(line);
    }

    /// Breaks what is wider than a line wherever the line is full. The rest, with its width.
    fn break_word(
        &self,
        word: &str,
        wide: f32,
        width: f32,
        lines: &mut Vec<String>,
    ) -> (String, f32) {
        if wide <= width {
            return (word.to_owned(), wide);
        }
        let (mut line, mut used) = (String::new(), 0.0);
        for c in word.chars() {
            let wide = self.width(c.encode_utf8(&mut [0; 4]));
            if used + wide > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push(c);
            used += wide;
        }
        (line, used)
    }
}

/// Marks on one letter; more is an attack on the lines above.
const MARKS: usize = 2;

/// What of a line can be shown: no directions, no zero widths, boxes for what has no glyph.
fn clean(line: &str, face: Face) -> String {
    let unknown = ['□', '¤', '?'].into_iter().find(|&c| face.has(c));
    let mut out = String::with_capacity(line.len());
    let mut marks = 0;
    for c in line.chars() {
        if is_mark(c) {
            marks += 1;
            if marks <= MARKS && face.has(c) && !out.is_empty() {
                out.push(c);
            }
            continue;
        }
        marks = 0;
        match c {
            '\u{a0}' | '\u{2007}' | '\u{202f}' => out.push('\u{a0}'),
            c if c.is_whitespace() => out.push(' '),
            c if c.is_control() || is_invisible(c) => {}
            c if face.has(c) => out.push(c),
            // Several in a row say no more than one.
            _ if out.chars().next_back() == unknown => {}
            _ => out.extend(unknown),
        }
    }
    out
}

const fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Directions, joiners, variation selectors, tags, soft hyphens, private use, and what is no character.
const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{ffff}' | '\u{1f3fb}'..='\u{1f3ff}'
        | '\u{e0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: Style = Style::new(Face::Regular, 10.0, 14.0, Ink::Text);

    #[test]
    fn both_faces_are_there_and_know_russian() {
        assert_eq!(FACES.len(), 2);
        for face in [Face::Regular, Face::Bold] {
            for c in "АЯаяЁё№«»—–•Aa0 \u{a0}".chars() {
                assert!(face.has(c), "{c:?} of {face:?}");
            }
        }
        assert!(Face::Bold.width("Обращение") > Face::Regular.width("Обращение"));
    }

    #[test]
    fn lines_fit_whatever_the_words_are() {
        let long = "ы".repeat(300);
        let link = format!("https://example.ru/{}", "a/".repeat(200));
        for text in [
            "Раз два три четыре пять шесть семь восемь девять",
            &long,
            &link,
            "",
            " ",
            "a\n\nb",
        ] {
            for line in TEXT.lines(text, 100.0) {
                assert!(TEXT.width(line.trim_end()) <= 100.5, "{line}");
            }
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(bare(&TEXT.lines(text, 100.0).concat()), bare(text));
        }
    }

    #[test]
    fn what_cannot_be_shown_is_a_box_or_nothing() {
        let clean = |text: &str| clean(text, Face::Regular);
        assert_eq!(clean("а\u{202e}б\u{200b}в\u{feff}\u{0}г\u{ad}"), "абвг");
        assert_eq!(clean("да 😀👩‍👩‍👧 нет"), "да □ нет");
        assert_eq!(clean("a\u{a0}b\tc"), "a\u{a0}b c");
        let zalgo = format!("e{}", "\u{301}".repeat(40));
        assert!(clean(&zalgo).chars().count() <= 3);
        assert_eq!(clean("\u{10ffff}\u{e001}"), "");
    }
}
