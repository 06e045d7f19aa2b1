//! One person's way through one guide: state that the parts of the page share.
//!
//! The progress is held as its text: a signal of a type of its own would cost the chunk more than reading it again.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use opora_contract::{
    guide::{Guide, Landing, Progress, Proof, State, Trail},
    page::Page,
    slug::Slug,
};

use crate::{
    browser::{page, setting},
    guide::kept,
    route,
};

/// The guide and how far the person is. Copies share it.
#[derive(Clone, Copy)]
pub struct Walk {
    guide: StoredValue<Arc<Guide>>,
    progress: RwSignal<String>,
    /// The device does not keep the progress.
    pub is_unsaved: RwSignal<bool>,
    /// The guide is another than when the progress was made.
    pub has_changed: bool,
    go: Callback<String>,
    go_in_place: Callback<String>,
}

/// The way as lists and headings show it.
pub struct Way {
    pub rows: Vec<Row>,
    /// How many steps are confirmed.
    pub done: usize,
    pub minutes_left: u32,
}

/// A step on the way.
pub struct Row {
    /// Its place among the steps of the guide.
    pub index: usize,
    pub state: State,
}

impl Way {
    pub fn is_finished(&self) -> bool {
        self.done == self.rows.len()
    }
}

impl Walk {
    /// Goes on with what the device keeps and what a link has brought along.
    pub fn new(guide: Guide) -> Self {
        let navigate = use_navigate();
        let own = navigate.clone();
        let mut progress = kept::read(&guide.guide);
        let brought = page::fragment().map(|text| Progress::parse(&text));
        let brought = brought.filter(|brought| !brought.is_empty());
        if let Some(brought) = &brought {
            progress.merge(brought);
        }
        let has_changed = progress.adopt(&guide);
        let walk = Self {
            guide: StoredValue::new(Arc::new(guide)),
            progress: RwSignal::new(progress.to_string()),
            is_unsaved: RwSignal::new(false),
            has_changed,
            go: Callback::new(move |address: String| own(&address, NavigateOptions::default())),
            go_in_place: Callback::new(move |address: String| {
                let in_place = NavigateOptions {
                    replace: true,
                    scroll: false,
                    ..NavigateOptions::default()
                };
                navigate(&address, in_place);
            }),
        };
        if brought.is_some() {
            walk.keep(&progress);
            // Else a reload would bring back what was erased since.
            page::drop_fragment();
        }
        setting::on_change(move || walk.follow());
        walk
    }

    pub fn guide(self) -> Arc<Guide> {
        self.guide.get_value()
    }

    pub fn name(self) -> Slug {
        self.guide().guide.clone()
    }

    /// How far the person is; tracked.
    pub fn progress(self) -> Progress {
        Progress::parse(&self.progress.get())
    }

    /// The way as it is now; tracked.
    pub fn way(self) -> Way {
        let (guide, progress) = (self.guide(), self.progress());
        let trail = Trail::new(&guide, &progress);
        let rows = trail.stops().iter().map(|stop| {
            let mut steps = guide.steps.iter();
            Row {
                index: steps.position(|step| step.id == stop.step.id).unwrap_or(0),
                state: stop.state,
            }
        });
        Way {
            done: trail.done(),
            minutes_left: trail.minutes_left(guide.minutes),
            rows: rows.collect(),
        }
    }

    /// Where somebody lands who asks for a step by its number; tracked.
    pub fn land(self, number: usize) -> Landing {
        let (guide, progress) = (self.guide(), self.progress());
        Trail::new(&guide, &progress).land(Some(number))
    }

    /// Confirms a step without leaving it.
    pub fn confirm(self, step: &Slug, proof: Proof) -> bool {
        let mut progress = untrack(|| self.progress());
        let is_confirmed = progress.confirm(&self.guide(), step, proof).is_ok();
        if is_confirmed {
            self.keep(&progress);
        }
        is_confirmed
    }

    /// Confirms a step and goes to the one after it.
    pub fn pass(self, step: &Slug, proof: Proof) {
        if !self.confirm(step, proof) {
            return;
        }
        let (guide, way) = (self.guide(), untrack(|| self.way()));
        let mut ids = way.rows.iter().filter_map(|row| guide.steps.get(row.index));
        if let Some(at) = ids.position(|known| known.id == *step) {
            self.go.run(route::step(&guide.guide, at + 2));
        }
    }

    /// Marks a step that did not work.
    pub fn trouble(self, step: &Slug) {
        let mut progress = untrack(|| self.progress());
        progress.trouble(step);
        self.keep(&progress);
    }

    /// Forgets everything and goes to the beginning.
    pub fn begin_anew(self) {
        self.keep(&Progress::default());
        self.go.run(Page::Guide(self.name()).path());
    }

    fn keep(self, progress: &Progress) {
        self.progress.set(progress.to_string());
        self.is_unsaved.set(!kept::keep(&self.name(), progress));
    }

    /// Another tab has gone on.
    fn follow(self) {
        let before = untrack(|| self.progress());
        let mut progress = before.clone();
        progress.merge(&kept::read(&self.name()));
        progress.adopt(&self.guide());
        if progress != before {
            self.progress.set(progress.to_string());
        }
    }

    /// Goes to a page outside of the guide.
    pub fn leave_for(self, address: String) {
        self.go.run(address);
    }

    /// Puts the step where the person really is into the address.
    pub fn correct(self, number: usize) {
        self.go_in_place.run(route::step(&self.name(), number));
    }

    /// The address at which a phone goes on from here; tracked.
    pub fn link(self, number: usize) -> String {
        let address = if number == 0 {
            Page::Guide(self.name()).path()
        } else {
            route::step(&self.name(), number)
        };
        format!("{}{address}#{}", page::origin(), self.progress.get())
    }
}
