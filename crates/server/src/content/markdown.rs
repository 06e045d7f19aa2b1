//! The small subset of Markdown that answers are written in, as typed blocks of the contract.
//!
//! Paragraphs, `## ` headings, flat lists, numbered steps, `> ` notes, **strong** and inline links. Anything else is a
//! mistake with its line: what cannot be said in blocks never reaches a reader as stray markup.

use std::{iter::Peekable, ops::Range};

use opora_contract::answer::{Block, Inline};
use pulldown_cmark::{Event, HeadingLevel, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};

use super::{mistake::Report, source::Source, table::Placed};

/// The body of an answer.
#[derive(Debug, Default)]
pub struct Body {
    pub blocks: Vec<Block>,
    /// Every link target, for the check of dead links.
    pub links: Vec<Placed<String>>,
}

impl Body {
    #[must_use]
    pub fn has_heading(&self) -> bool {
        self.blocks
            .iter()
            .any(|block| matches!(block, Block::Heading(_)))
    }
}

/// Parses a part of the file.
pub fn parse(source: &Source, range: Range<usize>, report: &mut Report) -> Body {
    let start = range.start;
    let text = source.text.get(range).unwrap_or_default();
    let mut reader = Reader {
        events: Parser::new_ext(text, Options::empty())
            .into_offset_iter()
            .peekable(),
        source,
        start,
        report,
        links: Vec::new(),
    };
    let blocks = reader.blocks();
    if blocks.is_empty() {
        reader.mistake(&(0..0), "the body is empty");
    }
    let links = reader.links;
    Body { blocks, links }
}

struct Reader<'a> {
    events: Peekable<OffsetIter<'a>>,
    source: &'a Source,
    /// Where the body starts in the file.
    start: usize,
    report: &'a mut Report,
    links: Vec<Placed<String>>,
}

impl Reader<'_> {
    fn line(&self, range: &Range<usize>) -> usize {
        self.source.line(self.start + range.start)
    }

    fn mistake(&mut self, range: &Range<usize>, message: &str) {
        let line = self.line(range);
        self.report.add(&self.source.path, line, message);
    }

    /// Refuses an event and, if it opens something, everything inside.
    fn refuse(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let what = name(event);
        self.mistake(
            range,
            &format!("{what} is outside the subset of Markdown that answers are written in"),
        );
        if matches!(event, Event::Start(_)) {
            let mut depth = 1_u32;
            while depth > 0 {
                match self.events.next() {
                    Some((Event::Start(_), _)) => depth += 1,
                    Some((Event::End(_), _)) => depth -= 1,
                    Some(_) => {}
                    None => break,
                }
            }
        }
    }

    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Paragraph) => {
                    let inlines = self.inlines(TagEnd::Paragraph);
                    self.refuse_pipe(&inlines, &range);
                    blocks.push(Block::Paragraph(inlines));
                }
                Event::Start(Tag::Heading {
                    level: HeadingLevel::H2,
                    ..
                }) => blocks.push(self.heading(&range)),
                Event::Start(Tag::List(first)) => {
                    let items = self.items();
                    blocks.push(match first {
                        Some(_) => Block::Steps(items),
                        None => Block::List(items),
                    });
                }
                Event::Start(Tag::BlockQuote(_)) => blocks.push(self.note(&range)),
                other => self.refuse(&other, &range),
            }
        }
        blocks
    }

    /// Tables are off in the parser, so one would show as text with bars.
    fn refuse_pipe(&mut self, inlines: &[Inline], range: &Range<usize>) {
        if matches!(inlines.first(), Some(Inline::Text(text)) if text.starts_with('|')) {
            self.mistake(
                range,
                "a table is outside the subset of Markdown that answers are written in",
            );
        }
    }

    fn heading(&mut self, range: &Range<usize>) -> Block {
        let inlines = self.inlines(TagEnd::Heading(HeadingLevel::H2));
        let mut heading = String::new();
        for inline in inlines {
            match inline {
                Inline::Text(text) => heading.push_str(&text),
                Inline::Strong(_) | Inline::Link { .. } => {
                    self.mistake(range, "a heading is plain text");
                }
            }
        }
        Block::Heading(heading)
    }

    fn note(&mut self, range: &Range<usize>) -> Block {
        let mut note = Vec::new();
        let mut is_bare = true;
        while let Some((event, inner)) = self.events.next() {
            match event {
                Event::End(TagEnd::BlockQuote(_)) => break,
                Event::Start(Tag::Paragraph) if note.is_empty() => {
                    note = self.inlines(TagEnd::Paragraph);
                }
                other => self.refuse(&other, &inner),
            }
            is_bare = false;
        }
        if is_bare {
            self.mistake(range, "the note is empty");
        }
        Block::Note(note)
    }

    fn items(&mut self) -> Vec<Vec<Inline>> {
        let mut items = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(TagEnd::List(_)) => break,
                Event::Start(Tag::Item) => items.push(self.item(&range)),
                other => self.refuse(&other, &range),
            }
        }
        items
    }

    /// One item: inline content, alone or in a single paragraph.
    fn item(&mut self, range: &Range<usize>) -> Vec<Inline> {
        let mut item = Vec::new();
        let mut is_bare = true;
        while let Some((event, inner)) = self.events.next() {
            match event {
                Event::End(TagEnd::Item) => break,
                Event::Start(Tag::Paragraph) if item.is_empty() => {
                    item = self.inlines(TagEnd::Paragraph);
                }
                other => self.inline(other, &inner, &mut item),
            }
            is_bare = false;
        }
        if is_bare {
            self.mistake(range, "the list item is empty");
        }
        item
    }

    fn inlines(&mut self, end: TagEnd) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, range)) = self.events.next() {
            if matches!(&event, Event::End(tag) if *tag == end) {
                break;
            }
            self.inline(event, &range, &mut inlines);
        }
        inlines
    }

    fn inline(&mut self, event: Event<'_>, range: &Range<usize>, into: &mut Vec<Inline>) {
        match event {
            Event::Text(text) => push_text(into, &text),
            Event::SoftBreak => push_text(into, " "),
            Event::Start(Tag::Strong) => {
                let text = self.plain(TagEnd::Strong);
                into.push(Inline::Strong(text));
            }
            Event::Start(Tag::Link {
                link_type: LinkType::Inline,
                dest_url,
                ref title,
                ..
            }) if title.is_empty() => {
                let href = dest_url.to_string();
                self.links.push(Placed {
                    value: href.clone(),
                    line: self.line(range),
                });
                let text = self.plain(TagEnd::Link);
                into.push(Inline::Link { href, text });
            }
            other => self.refuse(&other, range),
        }
    }

    /// The text inside a strong run or a link, which hold nothing else.
    fn plain(&mut self, end: TagEnd) -> String {
        let mut plain = String::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(tag) if tag == end => break,
                Event::Text(text) => plain.push_str(&text),
                Event::SoftBreak => plain.push(' '),
                other => self.refuse(&other, &range),
            }
        }
        plain
    }
}

/// The parser cuts text at every special character; readers get one run.
fn push_text(into: &mut Vec<Inline>, text: &str) {
    if let Some(Inline::Text(last)) = into.last_mut() {
        last.push_str(text);
    } else {
        into.push(Inline::Text(text.to_owned()));
    }
}

/// How an editor calls what the parser found.
fn name(event: &Event<'_>) -> &'static str {
    match event {
        Event::Start(Tag::Heading { .. }) => "a heading other than `## `",
        Event::Start(Tag::List(_)) => "a nested list",
        Event::Start(Tag::CodeBlock(_)) | Event::Code(_) => "code",
        Event::Start(Tag::Emphasis) => "italics",
        Event::Start(Tag::Strong) => "strong text here",
        Event::Start(Tag::Link { .. }) => "this kind of link",
        Event::Start(Tag::Image { .. }) => "an image",
        Event::Start(Tag::Paragraph) => "a second paragraph here",
        Event::Start(Tag::BlockQuote(_)) => "a note here",
        Event::Start(Tag::HtmlBlock) | Event::Html(_) | Event::InlineHtml(_) => "HTML",
        Event::HardBreak => "a forced line break",
        Event::Rule => "a rule",
        _ => "this",
    }
}

/// What a reader would read aloud: the text of blocks without marks, for the search index.
#[must_use]
pub fn plain_text(blocks: &[Block]) -> String {
    let mut plain = String::new();
    let mut line = |inlines: &[Inline]| {
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Strong(text) | Inline::Link { text, .. } => {
                    plain.push_str(text);
                }
            }
        }
        plain.push('\n');
    };
    for block in blocks {
        match block {
            Block::Paragraph(inlines) | Block::Note(inlines) => line(inlines),
            Block::Heading(text) => line(&[Inline::Text(text.clone())]),
            Block::List(items) | Block::Steps(items) => items.iter().for_each(|item| line(item)),
        }
    }
    plain
}
