//! The layout of a picture: from parts to shapes in a frame of fixed width. Pure, so that it can be tested natively.

use opora_contract::guide::{Frame, Part, Picture};

use super::{part, text::fitted};

/// Width of the drawing in its own units; it is scaled to the width of the page.
pub const WIDTH: i32 = 320;
/// Between the frame and what is in it.
const PADDING: i32 = 16;
/// Between rows, and between parts of a row.
const GAP: i32 = 10;
/// How far the ring stands off the target.
const RING: i32 = 5;

/// What is drawn, and how it looks: a name of the style sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Box {
        place: Place,
        radius: i32,
        look: &'static str,
    },
    /// `at` is the left end of the base line, or its middle.
    Text {
        at: (i32, i32),
        text: String,
        is_centred: bool,
        look: &'static str,
    },
    Path {
        at: (i32, i32),
        path: &'static str,
        look: &'static str,
    },
}

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

impl Place {
    pub const fn new(x: i32, y: i32, width: i32, height: i32) -> Self {
        Self {
            x,
            y,
            width,
            height,
        }
    }

    /// Larger by `by` on every side.
    fn around(self, by: i32) -> Self {
        Self::new(
            self.x - by,
            self.y - by,
            self.width + 2 * by,
            self.height + 2 * by,
        )
    }
}

/// A laid out picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    pub height: i32,
    pub shapes: Vec<Shape>,
    pub target: Vec<Shape>,
    /// Around the target.
    pub ring: Place,
    pub motion: Motion,
}

/// What is shown in a loop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Motion {
    /// The ring alone.
    #[default]
    Look,
    /// A hand that presses the target.
    Press,
    /// The value of the target is typed.
    Type,
}

/// Lays the picture out.
pub fn scene(picture: &Picture) -> Scene {
    let mut scene = Scene::default();
    let (inner, top) = frame(&mut scene, picture);
    let mut y = top;
    for row in &picture.rows {
        let parts = i32::try_from(row.len()).unwrap_or(i32::MAX).max(1);
        let width = (inner.width - GAP * (parts - 1)) / parts;
        let mut x = inner.x;
        let mut height: i32 = 0;
        for one in row {
            height = height.max(draw(&mut scene, one, Place::new(x, y, width, 0)));
            x += width + GAP;
        }
        y += height + GAP;
    }
    scene.height = y - GAP + PADDING;
    close(&mut scene, picture.frame);
    scene
}

/// Draws one part and says how high it is.
fn draw(scene: &mut Scene, part: &Part, place: Place) -> i32 {
    let drawn = part::draw(part, place);
    if part.target {
        scene.ring = Place {
            height: drawn.height,
            ..drawn.bounds.unwrap_or(place)
        }
        .around(RING);
        scene.motion = drawn.motion;
        scene.target = drawn.shapes;
    } else {
        scene.shapes.extend(drawn.shapes);
    }
    drawn.height
}

/// The frame but for its lower edge, which depends on the rows. Where rows may stand, and where the first does.
fn frame(scene: &mut Scene, picture: &Picture) -> (Place, i32) {
    let margin = match picture.frame {
        Frame::Phone | Frame::Call => 28,
        Frame::Paper => 16,
        Frame::Browser | Frame::Letter | Frame::Unknown => 0,
    };
    let outer = Place::new(margin, 0, WIDTH - 2 * margin, 0);
    let radius = if margin > 20 { 22 } else { 10 };
    // Its height is set by `close`.
    scene.shapes.push(Shape::Box {
        place: outer,
        radius,
        look: "frame",
    });
    let inner = outer.around(-PADDING);
    let top = head(scene, picture, outer);
    (inner, top + PADDING - 2)
}

/// What stands at the top of a frame, and where it ends.
fn head(scene: &mut Scene, picture: &Picture, outer: Place) -> i32 {
    let title = |scene: &mut Scene, x: i32, y: i32, is_centred: bool| {
        scene.shapes.push(Shape::Text {
            at: (x, y),
            text: fitted(&picture.title, outer.x + outer.width - x - 8, is_centred),
            is_centred,
            look: "strong",
        });
    };
    let middle = WIDTH / 2;
    let rule = |y: i32| Shape::Box {
        place: Place::new(outer.x, y, outer.width, 1),
        radius: 0,
        look: "rule",
    };
    match picture.frame {
        Frame::Browser | Frame::Unknown => {
            let dots = [11, 23, 35].map(|x| solid(Place::new(x, 14, 6, 6)));
            scene.shapes.extend(dots);
            scene.shapes.push(rule(34));
            title(scene, 54, 22, false);
            34
        }
        Frame::Phone => {
            let slit = Place::new(middle - 24, 9, 48, 5);
            scene.shapes.push(solid(slit));
            title(scene, middle, 36, true);
            scene.shapes.push(rule(48));
            48
        }
        Frame::Call => {
            scene.shapes.push(Shape::Path {
                at: (middle - 12, 16),
                path: "M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a1.5 1.5 0 0 1-1.5 1.5A15 15 0 0 1 3.5 5.5 1.5 1.5 0 0 1 5 4Z",
                look: "stroke",
            });
            title(scene, middle, 60, true);
            70
        }
        Frame::Letter => {
            scene.shapes.push(Shape::Path {
                at: (12, 7),
                path: "M3 5h18v14H3V5Zm0 1 9 7 9-7",
                look: "stroke",
            });
            title(scene, 46, 24, false);
            scene.shapes.push(rule(38));
            38
        }
        Frame::Paper => {
            title(scene, middle, 34, true);
            40
        }
    }
}

/// A filled shape, as round as it is high.
const fn solid(place: Place) -> Shape {
    Shape::Box {
        place,
        radius: place.height / 2,
        look: "solid",
    }
}

/// Gives the frame its height.
fn close(scene: &mut Scene, frame: Frame) {
    let is_device = matches!(frame, Frame::Phone | Frame::Call);
    if is_device {
        scene.height += PADDING / 2;
    }
    if let Some(Shape::Box { place, .. }) = scene.shapes.first_mut() {
        place.height = scene.height;
    }
}
