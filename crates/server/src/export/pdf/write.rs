//! Draws what was laid out, and writes the tree of parts beside it.

use anyhow::Context;
use krilla::{
    Document, SerializeSettings,
    color::rgb,
    configure::{Accessibility, ConfigurationBuilder, PdfVersion},
    destination::XyzDestination,
    geom::{Path, PathBuilder, Point},
    metadata::{DateTime, Metadata},
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::Fill,
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TagGroup, TagTree},
};

use super::{
    font::{Face, Style},
    layout::{Ink, LEFT, Layout, Mark, PAGE, Part, RIGHT, TagId},
};
use crate::{
    clock::Moment,
    export::{paper::Paper, word},
};

const FOOT: Style = Style::new(Face::Regular, 8.5, 11.0, Ink::Soft);
const FOOT_TOP: f32 = 797.0;
/// How far from its corner a control point of a quarter of a circle lies, as a share of the radius.
const ROUND: f32 = 0.447_7;

pub fn write(layout: Layout, paper: &Paper, now: Moment) -> anyhow::Result<Vec<u8>> {
    let configuration = ConfigurationBuilder::new()
        .with_version(PdfVersion::Pdf17)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| anyhow::anyhow!("{error:?}"))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let mut leaves: Vec<Vec<Identifier>> = layout.parts.iter().map(|_| Vec::new()).collect();
    let count = layout.pages.len();
    for (at, marks) in layout.pages.into_iter().enumerate() {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1).context("the size of a page")?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for run in marks.chunk_by(|one, other| belongs(one) == belongs(other)) {
            let tag = run.first().and_then(belongs);
            let id = surface.start_tagged(content(tag));
            for mark in run {
                draw(&mut surface, mark)?;
            }
            surface.end_tagged();
            if let Some(leaves) = tag.and_then(|tag| leaves.get_mut(tag.0)) {
                leaves.push(id);
            }
        }
        let number = word::page(at + 1, count, paper.language);
        foot(&mut surface, paper, &number)?;
        surface.finish();
        page.finish();
    }
    let mut outline = Outline::new();
    for heading in &layout.headings {
        let place = XyzDestination::new(heading.page, Point::from_xy(LEFT, heading.y));
        outline.push_child(OutlineNode::new(heading.text.clone(), place));
    }
    document.set_outline(outline);
    document.set_tag_tree(tree(&layout.parts, leaves, paper));
    document.set_metadata(metadata(paper, now));
    document
        .finish()
        .map_err(|error| anyhow::anyhow!("writing a PDF: {error:?}"))
}

fn belongs(mark: &Mark) -> Option<TagId> {
    match mark {
        Mark::Text { tag, .. } => *tag,
        Mark::Shape { .. } => None,
    }
}

fn content(tag: Option<TagId>) -> ContentTag<'static> {
    match tag {
        Some(_) => ContentTag::Span(SpanTag::empty()),
        None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)),
    }
}

fn draw(surface: &mut Surface<'_>, mark: &Mark) -> anyhow::Result<()> {
    match mark {
        Mark::Text {
            x, y, style, text, ..
        } => say(surface, Point::from_xy(*x, *y), *style, text)?,
        Mark::Shape {
            left,
            top,
            width,
            height,
            radius,
            ink,
        } => {
            surface.set_fill(Some(fill(*ink)));
            if let Some(path) = rounded(*left, *top, *width, *height, *radius) {
                surface.draw_path(&path);
            }
        }
    }
    Ok(())
}

fn say(surface: &mut Surface<'_>, at: Point, style: Style, text: &str) -> anyhow::Result<()> {
    surface.set_fill(Some(fill(style.ink)));
    let (glyphs, font) = (style.face.shape(text), style.face.font()?);
    surface.draw_glyphs(at, &glyphs, font, text, style.size, false);
    Ok(())
}

/// The line under every page: when it was made, and which page it is.
fn foot(surface: &mut Surface<'_>, paper: &Paper, page: &str) -> anyhow::Result<()> {
    let kind = ArtifactType::Other;
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
    surface.set_fill(Some(fill(Ink::Line)));
    if let Some(path) = rounded(LEFT, FOOT_TOP, RIGHT - LEFT, 0.6, 0.0) {
        surface.draw_path(&path);
    }
    let y = FOOT_TOP + 15.0;
    let made = format!("{} · {}", paper.title, paper.made);
    say(surface, Point::from_xy(LEFT, y), FOOT, &made)?;
    let x = RIGHT - FOOT.width(page);
    say(surface, Point::from_xy(x, y), FOOT, page)?;
    surface.end_tagged();
    Ok(())
}

/// A part with everything inside it: its own text first, then its parts.
fn group(at: TagId, parts: &[Part], leaves: &mut [Vec<Identifier>]) -> Vec<Node> {
    let own = leaves.get_mut(at.0).map(std::mem::take).unwrap_or_default();
    let mut nodes: Vec<Node> = own.into_iter().map(Node::from).collect();
    for &inner in parts.get(at.0).map_or(&[][..], |part| &part.parts) {
        let children = group(inner, parts, leaves);
        let tag = parts.get(inner.0).and_then(|part| part.tag.clone());
        if let Some(tag) = tag {
            nodes.push(TagGroup::with_children(tag, children).into());
        }
    }
    nodes
}

fn tree(parts: &[Part], mut leaves: Vec<Vec<Identifier>>, paper: &Paper) -> TagTree {
    let nodes = group(TagId(0), parts, &mut leaves);
    TagTree::from(nodes).with_lang(Some(paper.language.tag().to_owned()))
}

fn metadata(paper: &Paper, now: Moment) -> Metadata {
    let made = now.moscow();
    let year = u16::try_from(made.year()).unwrap_or_default();
    let date = DateTime::new(year)
        .month(made.month().into())
        .day(made.day())
        .hour(made.hour())
        .minute(made.minute())
        .second(made.second())
        .utc_offset_hour(made.offset().whole_hours())
        .utc_offset_minute(0);
    Metadata::new()
        .title(paper.title.clone())
        .language(paper.language.tag().to_owned())
        .creator("Opora".to_owned())
        .creation_date(date)
}

fn fill(ink: Ink) -> Fill {
    let [red, green, blue] = match ink {
        Ink::Text => [0x17, 0x21, 0x2b],
        Ink::Soft => [0x4c, 0x5a, 0x68],
        Ink::Line => [0xd9, 0xe0, 0xe7],
        Ink::LineStrong => [0x76, 0x83, 0x8f],
        Ink::Accent => [0x1d, 0x4e, 0xd8],
        Ink::AccentSoft => [0xe8, 0xee, 0xfc],
        Ink::Positive => [0x14, 0x71, 0x3f],
        Ink::PositiveSoft => [0xe6, 0xf4, 0xec],
        Ink::Attention => [0x8a, 0x53, 0x00],
        Ink::AttentionSoft => [0xfd, 0xf3, 0xe1],
        Ink::Danger => [0xb4, 0x23, 0x18],
        Ink::DangerSoft => [0xfd, 0xec, 0xea],
    };
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        ..Fill::default()
    }
}

fn rounded(left: f32, top: f32, width: f32, height: f32, radius: f32) -> Option<Path> {
    let (right, bottom) = (left + width, top + height);
    let (r, c) = (radius, radius * ROUND);
    let mut path = PathBuilder::new();
    path.move_to(left + r, top);
    path.line_to(right - r, top);
    path.cubic_to(right - c, top, right, top + c, right, top + r);
    path.line_to(right, bottom - r);
    path.cubic_to(right, bottom - c, right - c, bottom, right - r, bottom);
    path.line_to(left + r, bottom);
    path.cubic_to(left + c, bottom, left, bottom - c, left, bottom - r);
    path.line_to(left, top + r);
    path.cubic_to(left, top + c, left + c, top, left + r, top);
    path.close();
    path.finish()
}
