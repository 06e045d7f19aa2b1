//! Lines on pages, and which part of the document each of them belongs to. What is drawn comes later, when the number of
//! pages is known.

use krilla::tagging::TagKind;

use super::font::{Face, Style};

/// A4, in points.
pub const PAGE: (f32, f32) = (595.0, 842.0);
pub const LEFT: f32 = 54.0;
pub const RIGHT: f32 = 541.0;
pub const WIDTH: f32 = 487.0;
const TOP: f32 = 54.0;
const BOTTOM: f32 = 776.0;
/// How far the baseline lies below the top of its line, as a share of the leading.
const BASELINE: f32 = 0.74;
/// A row of more lines than these may be broken between pages.
const KEPT_LINES: usize = 12;

/// The colours of the app, on white.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Text,
    Soft,
    Line,
    LineStrong,
    Accent,
    AccentSoft,
    Positive,
    PositiveSoft,
    Attention,
    AttentionSoft,
    Danger,
    DangerSoft,
}

/// A part of the document, by its place among all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TagId(pub usize);

/// Text or a shape at its place. Shapes only adorn.
pub enum Mark {
    Text {
        x: f32,
        /// Of the baseline.
        y: f32,
        style: Style,
        text: String,
        /// What it belongs to; nothing for what is said elsewhere.
        tag: Option<TagId>,
    },
    Shape {
        left: f32,
        top: f32,
        width: f32,
        height: f32,
        radius: f32,
        ink: Ink,
    },
}

/// A part of the document with the parts inside it.
pub struct Part {
    pub tag: Option<TagKind>,
    pub parts: Vec<TagId>,
}

pub struct Heading {
    pub text: String,
    pub page: usize,
    pub y: f32,
}

/// Text in a column of a row.
#[derive(Clone)]
pub struct Cell {
    left: f32,
    style: Style,
    lines: Vec<String>,
    tag: Option<TagId>,
}

impl Cell {
    #[must_use]
    pub fn new(left: f32, width: f32, style: Style, text: &str, tag: TagId) -> Self {
        Self::tagged(left, width, style, text, Some(tag))
    }

    #[must_use]
    pub fn tagged(left: f32, width: f32, style: Style, text: &str, tag: Option<TagId>) -> Self {
        Self {
            left,
            lines: style.lines(text, width),
            style,
            tag,
        }
    }
}

pub struct Layout {
    pub pages: Vec<Vec<Mark>>,
    /// Every part; the first holds the others.
    pub parts: Vec<Part>,
    pub headings: Vec<Heading>,
    open: Vec<TagId>,
    y: f32,
    /// The row that every further page begins with.
    head: Vec<Cell>,
}

impl Layout {
    #[must_use]
    pub fn new() -> Self {
        Self {
            pages: vec![Vec::new()],
            parts: vec![Part {
                tag: None,
                parts: Vec::new(),
            }],
            headings: Vec::new(),
            open: vec![TagId(0)],
            y: TOP,
            head: Vec::new(),
        }
    }

    /// A part inside the one that is open.
    pub fn tag(&mut self, tag: impl Into<TagKind>) -> TagId {
        let id = TagId(self.parts.len());
        self.parts.push(Part {
            tag: Some(tag.into()),
            parts: Vec::new(),
        });
        let within = self.open.last().map_or(0, |open| open.0);
        if let Some(parent) = self.parts.get_mut(within) {
            parent.parts.push(id);
        }
        id
    }

    /// Opens a part for what `fill` adds.
    pub fn inside(&mut self, tag: impl Into<TagKind>, fill: impl FnOnce(&mut Self, TagId)) {
        let id = self.tag(tag);
        self.open.push(id);
        fill(self, id);
        self.open.pop();
    }

    pub fn space(&mut self, height: f32) {
        // The top of a page needs none.
        if self.y > TOP {
            self.y += height;
        }
    }

    /// Goes on with the next page unless so much fits on this one.
    pub fn keep(&mut self, height: f32) {
        if self.y + height > BOTTOM {
            self.next_page();
        }
    }

    pub fn mark_heading(&mut self, text: &str) {
        let (page, y) = (self.pages.len() - 1, self.y);
        let text = text.to_owned();
        self.headings.push(Heading { text, page, y });
    }

    pub fn paragraph(&mut self, style: Style, text: &str, tag: TagId) {
        self.row(&[Cell::new(LEFT, WIDTH, style, text, tag)]);
    }

    /// From now on every page begins with this row.
    pub fn repeat(&mut self, head: &[Cell]) {
        self.head = head.to_vec();
    }

    /// Cells beside each other, as tall as the tallest. A short row stays on one page.
    pub fn row(&mut self, cells: &[Cell]) {
        let leading = cells.iter().map(|cell| cell.style.leading);
        let leading = leading.fold(1.0, f32::max);
        let count = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
        if count <= KEPT_LINES {
            self.keep(leading * count as f32);
        }
        let mut drawn = 0;
        while drawn < count {
            let fits = ((BOTTOM - self.y) / leading).floor().max(0.0) as usize;
            if fits == 0 {
                self.next_page();
                continue;
            }
            let upto = count.min(drawn + fits);
            for cell in cells {
                self.draw(cell, drawn..upto, leading);
            }
            self.y += leading * (upto - drawn) as f32;
            drawn = upto;
        }
    }

    fn draw(&mut self, cell: &Cell, range: std::ops::Range<usize>, leading: f32) {
        let first = range.start;
        for (at, line) in cell.lines.iter().enumerate().take(range.end).skip(first) {
            if line.trim().is_empty() {
                continue;
            }
            let y = self.y + leading * ((at - first) as f32 + BASELINE);
            self.add(Mark::Text {
                x: cell.left,
                y,
                style: cell.style,
                text: line.clone(),
                tag: cell.tag,
            });
        }
    }

    /// A thin line across the page.
    pub fn rule(&mut self, ink: Ink) {
        self.add(Mark::Shape {
            left: LEFT,
            top: self.y,
            width: WIDTH,
            height: 0.6,
            radius: 0.0,
            ink,
        });
    }

    /// The coloured edge of the first page.
    pub fn band(&mut self) {
        self.add(Mark::Shape {
            left: 0.0,
            top: 0.0,
            width: PAGE.0,
            height: 6.0,
            radius: 0.0,
            ink: Ink::Accent,
        });
    }

    /// A word in a coloured frame.
    pub fn pill(&mut self, text: &str, (ink, ground): (Ink, Ink), tag: TagId) {
        let style = Style::new(Face::Bold, 11.0, 22.0, ink);
        let padding = 11.0;
        let text = style.lines(text, WIDTH).concat();
        self.add(Mark::Shape {
            left: LEFT,
            top: self.y,
            width: style.width(&text) + 2.0 * padding,
            height: 22.0,
            radius: 11.0,
            ink: ground,
        });
        self.add(Mark::Text {
            x: LEFT + padding,
            y: self.y + 14.9,
            style,
            text,
            tag: Some(tag),
        });
        self.y += 22.0;
    }

    fn add(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    fn next_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = TOP;
        let head = std::mem::take(&mut self.head);
        if !head.is_empty() {
            self.row(&head);
            self.rule(Ink::LineStrong);
            self.y += 4.0;
            self.head = head;
        }
    }
}
