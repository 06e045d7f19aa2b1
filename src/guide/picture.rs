//! The picture of a step: a mock of a screen drawn from data, with the part that the person has to find.
//!
//! Nothing is fetched and nothing is parsed but words: the shapes are made here, so no picture can carry a script.

mod part;
mod scene;
mod text;

use leptos::{html::Div, prelude::*};
use opora_contract::guide::Picture;

use self::scene::{Motion, Place, Scene, Shape, WIDTH, scene};
use crate::{
    browser::{
        look,
        setting::{self, Setting},
        svg::{self, Drawing},
    },
    i18n::use_texts,
    ui::plain::{Rank, block, toggle, words},
};

/// Whether the pictures stand still, read once for all of a page: to stop one is to stop them all.
#[derive(Clone, Copy)]
struct Stillness(RwSignal<bool>);

impl Stillness {
    fn new() -> Self {
        Self(RwSignal::new(
            setting::read(Setting::Still).is_some() || look::is_still(),
        ))
    }
}

/// Lets the pictures drawn below share one control.
pub fn provide_stillness() {
    provide_context(Stillness::new());
}

/// Draws a picture with its name and, where something moves, a control that stops it.
pub fn picture(picture: &Picture) -> AnyView {
    let texts = use_texts().guide();
    let scene = scene(picture);
    let Stillness(is_still) = use_context().unwrap_or_else(Stillness::new);
    let stop = move |()| {
        let next = !is_still.get_untracked();
        is_still.set(next);
        setting::write(Setting::Still, next.then_some("1"));
    };
    let label = move || {
        if is_still.get() {
            texts.play
        } else {
            texts.stop
        }
        .to_owned()
    };
    let moves = scene.motion != Motion::Look;
    let control = moves.then(|| {
        toggle(
            Rank::Quiet,
            Signal::derive(label),
            None,
            Callback::new(stop),
        )
    });
    let target = picture.target().map(|target| {
        words(
            "figcaption",
            "picture__caption",
            (texts.look_for)(&target.text),
        )
    });
    let place = NodeRef::<Div>::new();
    let drawing = whole(&scene, picture.alt.clone());
    Effect::new(move |_| {
        if let Some(place) = place.get() {
            svg::draw(&place, &drawing);
        }
    });
    let foot = target.into_iter().chain(control);
    view! {
        <figure class="picture" data-still=move || is_still.get().to_string()>
            <div node_ref=place></div>
            {block("div", "picture__foot", foot.collect())}
        </figure>
    }
    .into_any()
}

fn whole(scene: &Scene, alt: String) -> Drawing {
    let motion = match scene.motion {
        Motion::Look => "look",
        Motion::Press => "press",
        Motion::Type => "type",
    };
    let target = Drawing {
        tag: "g",
        attributes: vec![
            ("class", "picture__target".to_owned()),
            ("data-motion", motion.to_owned()),
        ],
        children: scene.target.iter().map(shape).collect(),
        ..Drawing::default()
    };
    let mut children: Vec<_> = scene.shapes.iter().map(shape).collect();
    children.push(target);
    children.push(rect(scene.ring, 9, "ring"));
    children.extend((scene.motion == Motion::Press).then(|| hand(scene.ring)));
    Drawing {
        tag: "svg",
        attributes: vec![
            ("class", "picture__drawing".to_owned()),
            (
                "viewBox",
                format!("-2 -2 {} {}", WIDTH + 4, scene.height + 4),
            ),
            ("role", "img".to_owned()),
            ("aria-label", alt),
        ],
        children,
        ..Drawing::default()
    }
}

fn shape(shape: &Shape) -> Drawing {
    match shape {
        Shape::Box {
            place,
            radius,
            look,
        } => rect(*place, *radius, look),
        Shape::Text {
            at: (x, y),
            text,
            is_centred,
            look,
        } => {
            let anchor = if *is_centred { "middle" } else { "start" };
            let mut attributes = looks("picture__text", look);
            attributes.extend([
                ("x", x.to_string()),
                ("y", y.to_string()),
                ("text-anchor", anchor.to_owned()),
            ]);
            Drawing {
                tag: "text",
                attributes,
                text: text.clone(),
                ..Drawing::default()
            }
        }
        Shape::Path { at, path, look } => {
            let mut attributes = looks("picture__sign", look);
            attributes.extend([("d", (*path).to_owned()), ("transform", moved(*at))]);
            Drawing {
                tag: "path",
                attributes,
                ..Drawing::default()
            }
        }
    }
}

fn looks(class: &str, look: &str) -> Vec<(&'static str, String)> {
    vec![("class", class.to_owned()), ("data-look", look.to_owned())]
}

fn moved((x, y): (i32, i32)) -> String {
    format!("translate({x} {y})")
}

fn rect(place: Place, radius: i32, look: &str) -> Drawing {
    let mut attributes = looks("picture__box", look);
    attributes.extend([
        ("x", place.x.to_string()),
        ("y", place.y.to_string()),
        ("width", place.width.to_string()),
        ("height", place.height.to_string()),
        ("rx", radius.to_string()),
    ]);
    Drawing {
        tag: "rect",
        attributes,
        ..Drawing::default()
    }
}

/// A hand at the lower right of the target.
fn hand(ring: Place) -> Drawing {
    let x = (ring.x + ring.width * 18 / 25).min(WIDTH - 26);
    let hand = Drawing {
        tag: "path",
        attributes: vec![
            ("class", "picture__hand".to_owned()),
            (
                "d",
                "M5 1.5v13l3.4-3 2.2 5.4 2.6-1.1-2.2-5.2h4.6L5 1.5Z".to_owned(),
            ),
        ],
        ..Drawing::default()
    };
    Drawing {
        tag: "g",
        attributes: vec![("transform", moved((x, ring.y + ring.height - 21)))],
        children: vec![hand],
        ..Drawing::default()
    }
}

#[cfg(test)]
mod tests {
    use opora_contract::guide::{Frame, Part, PartKind};

    use super::*;

    fn picture(frame: Frame, rows: Vec<Vec<Part>>) -> Picture {
        Picture {
            alt: String::new(),
            frame,
            title: "Вход".into(),
            rows,
        }
    }

    fn part(kind: PartKind, text: &str, target: bool) -> Part {
        Part {
            kind,
            text: text.into(),
            value: String::new(),
            target,
        }
    }

    #[test]
    fn parts_stand_one_under_another_inside_the_frame() {
        let rows = vec![
            vec![
                part(PartKind::Tab, "Главная", false),
                part(PartKind::Tab, "Помощь", true),
            ],
            vec![part(PartKind::Field, "Логин", false)],
        ];
        let frames = [
            Frame::Browser,
            Frame::Phone,
            Frame::Letter,
            Frame::Paper,
            Frame::Call,
        ];
        for frame in frames {
            let drawn = scene(&picture(frame, rows.clone()));
            assert!(drawn.height > 100);
            assert_eq!(drawn.motion, Motion::Press);
            let ring = drawn.ring;
            assert!(ring.x > WIDTH / 2 - 10, "{frame:?}: the second column");
            assert!(ring.x + ring.width <= WIDTH && ring.y + ring.height < drawn.height);
            for shape in drawn.shapes.iter().chain(&drawn.target) {
                if let Shape::Box { place, .. } = shape {
                    assert!(place.x >= 0 && place.x + place.width <= WIDTH, "{shape:?}");
                    assert!(place.y + place.height <= drawn.height, "{shape:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_filled_in_is_typed_and_what_is_read_stands_still() {
        let mut field = part(PartKind::Field, "Логин", true);
        let motion = |part: &Part| scene(&picture(Frame::Phone, vec![vec![part.clone()]])).motion;
        assert_eq!(motion(&field), Motion::Press);
        field.value = "anna".into();
        assert_eq!(motion(&field), Motion::Type);
        assert_eq!(motion(&part(PartKind::Good, "Готово", true)), Motion::Look);
    }
}
