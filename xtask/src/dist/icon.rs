//! Icons for home screens, drawn from `public/icon.svg`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use resvg::tiny_skia::{Color, Pixmap, PixmapPaint, Transform};
use resvg::usvg::{Options, Tree};

/// The only picture of it that people edit.
const DRAWING: &str = "icon.svg";

/// The pictures that the manifest names: name, side in pixels, the share of it that the drawing takes. Where that is less
/// than all, the rest is ground, from which a system cuts a shape of its own (of a maskable icon 80 % are always seen).
const ICONS: [(&str, u16, f32); 3] = [
    ("icon-192.png", 192, 1.0),
    ("icon-512.png", 512, 1.0),
    ("icon-maskable.png", 512, 0.8),
];

/// Writes the icons beside the drawing.
///
/// # Errors
/// When the drawing is missing or no SVG, or a picture can't be written.
pub fn write(site: &Path) -> Result<()> {
    let drawing = fs::read(site.join(DRAWING)).context("the icons need a drawing")?;
    let drawing = Tree::from_data(&drawing, &Options::default()).context(DRAWING)?;
    for (name, side, share) in ICONS {
        let icon = icon(&drawing, side, share)?;
        fs::write(site.join(name), icon.encode_png()?)
            .with_context(|| format!("can't write {name}"))?;
    }
    Ok(())
}

/// A square picture.
fn icon(drawing: &Tree, side: u16, share: f32) -> Result<Pixmap> {
    let mut icon = drawn(drawing, side, 1.0)?;
    if share < 1.0 {
        // The drawing's own ground: above its middle there is nothing else.
        let ground = icon.pixel(u32::from(side) / 2, 2);
        let ground = ground.context("the picture is too small")?.demultiply();
        icon.fill(Color::from_rgba8(
            ground.red(),
            ground.green(),
            ground.blue(),
            255,
        ));
        let smaller = drawn(drawing, side, share)?;
        let paint = PixmapPaint::default();
        icon.draw_pixmap(0, 0, smaller.as_ref(), &paint, Transform::identity(), None);
    }
    Ok(icon)
}

/// The drawing in the middle of a square, as large as a share of it.
fn drawn(drawing: &Tree, side: u16, share: f32) -> Result<Pixmap> {
    let mut picture = Pixmap::new(side.into(), side.into()).context("a picture has a size")?;
    let whole = f32::from(side);
    let scale = whole * share / drawing.size().width();
    let margin = whole * (1.0 - share) / 2.0;
    let place = Transform::from_row(scale, 0.0, 0.0, scale, margin, margin);
    resvg::render(drawing, place, &mut picture.as_mut());
    Ok(picture)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1d4ed8"/></svg>"##;

    #[test]
    fn an_icon_to_be_cut_has_ground_up_to_its_corners() {
        let drawing = Tree::from_data(SQUARE.as_bytes(), &Options::default()).unwrap();
        let corner = |share| icon(&drawing, 64, share).unwrap().pixel(0, 0).unwrap();
        assert_eq!(corner(1.0).alpha(), 0);
        let ground = corner(0.8);
        assert_eq!(
            (ground.red(), ground.green(), ground.blue(), ground.alpha()),
            (0x1d, 0x4e, 0xd8, 255)
        );
    }
}
