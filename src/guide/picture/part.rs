//! The reusable parts of pictures.

use opora_contract::guide::{Part, PartKind};

use super::{
    scene::{Motion, Place, Shape},
    text::{BASE, LINE, centred, count, lines, narrowed, wrapped},
};

/// Height of what can be pressed.
const CONTROL: i32 = 34;
/// Side of a box to tick.
const TICK: i32 = 16;

/// A part in its place.
pub struct Drawn {
    pub shapes: Vec<Shape>,
    pub height: i32,
    /// Where it stands, when that is less than the place it was given.
    pub bounds: Option<Place>,
    pub motion: Motion,
}

impl Drawn {
    const fn still(shapes: Vec<Shape>, height: i32) -> Self {
        Self {
            shapes,
            height,
            bounds: None,
            motion: Motion::Look,
        }
    }

    const fn pressed(mut self) -> Self {
        self.motion = Motion::Press;
        self
    }
}

/// Draws a part into a place of given corner and width.
pub fn draw(part: &Part, place: Place) -> Drawn {
    let text = part.text.as_str();
    match part.kind {
        PartKind::Heading => words(text, place, "strong"),
        PartKind::Text => words(text, place, "text"),
        PartKind::Line => rule(place),
        PartKind::Link => link(text, place),
        PartKind::Tab => control(text, place, "tab").pressed(),
        PartKind::Button => control(text, place, "button").pressed(),
        PartKind::Key => control(text, place, "key").pressed(),
        PartKind::Item => item(text, place),
        PartKind::Field => field(part, place),
        PartKind::Box => tick(text, place, 3, None),
        PartKind::Check => tick(text, place, 3, Some(TICKED)),
        PartKind::Radio => tick(text, place, TICK / 2, None),
        PartKind::Chosen => tick(text, place, TICK / 2, Some(CHOSEN)),
        PartKind::Switch => switch(text, place, true),
        PartKind::Off => switch(text, place, false),
        PartKind::Code => code(text, place),
        PartKind::File => file(part, place),
        PartKind::Drop => area(text, place, "dashed", "M12 19V6m-5 5 5-5 5 5").pressed(),
        PartKind::Photo => area(
            text,
            place,
            "box",
            "M3 6h18v13H3V6Zm1 11 5-5 4 4 3-3 4 4M8 9.5v.1",
        ),
        PartKind::Status => message(text, place, "status", "M5 12h14"),
        PartKind::Error => message(text, place, "error", "M12 7v6m0 3v.5"),
        PartKind::Good => message(text, place, "good", "m7 12.5 3.5 3.5L17 9"),
        PartKind::Bubble => bubble(text, place, false),
        PartKind::Mine => bubble(text, place, true),
    }
}

const TICKED: &str = "m5 12.5 4.5 4.5L19 7.5";
const CHOSEN: &str = "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z";

fn outline(place: Place, radius: i32, look: &'static str) -> Shape {
    Shape::Box {
        place,
        radius,
        look,
    }
}

fn words(text: &str, place: Place, look: &'static str) -> Drawn {
    let (shapes, height) = lines(text, place, look);
    let own = narrowed(text, place);
    // Bold letters are wider by an eighth.
    let width = if look == "strong" {
        own.width * 9 / 8
    } else {
        own.width
    };
    Drawn {
        bounds: Some(Place {
            width: width.min(place.width),
            ..own
        }),
        ..Drawn::still(shapes, height)
    }
}

fn rule(place: Place) -> Drawn {
    let line = Place { height: 1, ..place };
    Drawn::still(vec![outline(line, 0, "rule")], 1)
}

fn link(text: &str, place: Place) -> Drawn {
    words(text, place, "link").pressed()
}

fn control(text: &str, place: Place, look: &'static str) -> Drawn {
    let rows = count(wrapped(text, place.width - 16).len());
    let height = CONTROL.max(LINE * rows + 14);
    let own = Place { height, ..place };
    let label = Place {
        x: own.x + 8,
        width: own.width - 16,
        ..own
    };
    let text_look = if look == "button" { "caption" } else { "text" };
    let mut shapes = vec![outline(own, 7, look)];
    shapes.extend(centred(text, label, text_look));
    Drawn::still(shapes, height)
}

/// A box with text in it, `left` and `right` of which something else may stand.
fn boxed(text: &str, place: Place, (left, right): (i32, i32), look: &'static str) -> Drawn {
    let label = Place {
        x: place.x + left,
        y: place.y + 8,
        width: place.width - left - right,
        ..place
    };
    let (mut shapes, height) = lines(text, label, "text");
    let height = height + 17;
    shapes.insert(0, outline(Place { height, ..place }, 7, look));
    Drawn::still(shapes, height)
}

/// A sign of 24 units in the middle of what was drawn, its left side at `x`.
fn signed(mut drawn: Drawn, x: i32, place: Place, path: &'static str) -> Drawn {
    drawn.shapes.push(Shape::Path {
        at: (x, place.y + drawn.height / 2 - 12),
        path,
        look: "stroke",
    });
    drawn
}

fn item(text: &str, place: Place) -> Drawn {
    let end = place.x + place.width - 30;
    signed(
        boxed(text, place, (12, 32), "box"),
        end,
        place,
        "m9 6 6 6-6 6",
    )
    .pressed()
}

fn field(part: &Part, place: Place) -> Drawn {
    let (mut shapes, label) = lines(&part.text, place, "soft");
    let input = Place::new(place.x, place.y + label + 3, place.width, CONTROL);
    shapes.push(outline(input, 7, "box"));
    let room = Place {
        x: input.x + 10,
        y: input.y + 8,
        width: input.width - 20,
        height: 0,
    };
    let value = wrapped(&part.value, room.width).into_iter().next();
    shapes.extend(value.map(|text| Shape::Text {
        at: (room.x, room.y + BASE),
        text,
        is_centred: false,
        look: "value",
    }));
    Drawn {
        motion: if part.value.is_empty() {
            Motion::Press
        } else {
            Motion::Type
        },
        ..Drawn::still(shapes, label + 3 + CONTROL)
    }
}

fn tick(text: &str, place: Place, radius: i32, mark: Option<&'static str>) -> Drawn {
    let label = Place {
        x: place.x + TICK + 10,
        y: place.y + 2,
        width: place.width - TICK - 10,
        ..place
    };
    let (mut shapes, height) = lines(text, label, "text");
    let square = Place::new(place.x, place.y + 2, TICK, TICK);
    shapes.push(outline(square, radius, "box"));
    shapes.extend(mark.map(|path| Shape::Path {
        at: (square.x - 4, square.y - 4),
        path,
        look: "mark",
    }));
    Drawn::still(shapes, (height + 4).max(TICK + 4)).pressed()
}

fn switch(text: &str, place: Place, is_on: bool) -> Drawn {
    let label = Place {
        y: place.y + 3,
        width: place.width - 50,
        ..place
    };
    let (mut shapes, height) = lines(text, label, "text");
    let track = Place::new(place.x + place.width - 38, place.y + 1, 38, 22);
    let knob = if is_on { track.x + 19 } else { track.x + 3 };
    let look = if is_on { "on" } else { "box" };
    shapes.push(outline(track, 11, look));
    shapes.push(outline(Place::new(knob, track.y + 3, 16, 16), 8, "knob"));
    Drawn::still(shapes, (height + 6).max(24)).pressed()
}

fn code(text: &str, place: Place) -> Drawn {
    let (side, gap) = (28, 6);
    let mut shapes = Vec::new();
    let mut x = place.x;
    for symbol in text.chars() {
        let own = Place::new(x, place.y, side, CONTROL);
        shapes.push(outline(own, 6, "box"));
        shapes.extend(centred(&symbol.to_string(), own, "value"));
        x += side + gap;
    }
    let width = (x - gap - place.x).max(side);
    Drawn {
        bounds: Some(Place { width, ..place }),
        motion: Motion::Type,
        ..Drawn::still(shapes, CONTROL)
    }
}

fn file(part: &Part, place: Place) -> Drawn {
    let mut drawn = boxed(&part.text, place, (40, 10), "box");
    if !part.value.is_empty() {
        let under = Place {
            x: place.x + 40,
            y: place.y + drawn.height - 9,
            width: place.width - 50,
            ..place
        };
        let (size, more) = lines(&part.value, under, "soft");
        drawn.shapes.extend(size);
        drawn.height += more;
        if let Some(Shape::Box { place, .. }) = drawn.shapes.first_mut() {
            place.height = drawn.height;
        }
    }
    signed(drawn, place.x + 8, place, "M7 3.5h7l4 4v13H7v-17Zm7 0v4h4").pressed()
}

/// An area with a sign over its words.
fn area(text: &str, place: Place, look: &'static str, path: &'static str) -> Drawn {
    let height = 80;
    let own = Place { height, ..place };
    let label = Place {
        x: own.x + 10,
        y: own.y + 38,
        width: own.width - 20,
        height: height - 42,
    };
    let mut shapes = vec![outline(own, 7, look)];
    shapes.push(Shape::Path {
        at: (own.x + own.width / 2 - 12, own.y + 11),
        path,
        look: "stroke",
    });
    shapes.extend(centred(text, label, "soft"));
    Drawn::still(shapes, height)
}

fn message(text: &str, place: Place, look: &'static str, path: &'static str) -> Drawn {
    signed(boxed(text, place, (32, 10), look), place.x + 5, place, path)
}

fn bubble(text: &str, place: Place, is_mine: bool) -> Drawn {
    let own = narrowed(
        text,
        Place {
            width: place.width - 48,
            ..place
        },
    );
    let width = own.width + 24;
    let x = if is_mine {
        place.x + place.width - width
    } else {
        place.x
    };
    let label = Place::new(x + 12, place.y + 8, place.width - 48, 0);
    let (mut shapes, height) = lines(text, label, "text");
    let height = height + 17;
    let bounds = Place::new(x, place.y, width, height);
    let look = if is_mine { "mine" } else { "bubble" };
    shapes.insert(0, outline(bounds, 14, look));
    Drawn {
        bounds: Some(bounds),
        ..Drawn::still(shapes, height)
    }
}
