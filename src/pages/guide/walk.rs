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
    guide::{kept, unconfirmed},
    i18n::use_texts,
    route,
};

/// Longest progress that a link brings along, in bytes. A longer one is no link of ours.
const FRAGMENT_MAX: usize = 4_096;

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
        let mut has_changed = progress.adopt(&guide);
        let brought = page::fragment().filter(|text| text.len() <= FRAGMENT_MAX);
        let brought = brought.map(|text| Progress::parse(&text.replace("%3B", ";")));
        let brought = brought.and_then(|mut brought| {
            let is_of_another = brought.adopt(&guide);
            (!brought.is_empty()).then_some((brought, is_of_another))
        });
        if let Some((mut brought, is_of_another)) = brought.clone() {
            // The link was made just now; what was here is older.
            brought.merge(&progress);
            progress = brought;
            has_changed |= is_of_another;
        }
        let (name, is_sensitive) = (guide.guide.clone(), guide.sensitive);
        let walk = Self {
            guide: StoredValue::new(Arc::new(guide)),
            progress: RwSignal::new(progress.to_string()),
            is_unsaved: RwSignal::new(kept::is_refused(&name)),
            has_changed,
            go: Callback::new(move |address: String| {
                let options = NavigateOptions {
                    // Each step in the history would be one more that the Back button shows.
                    replace: is_sensitive,
                    ..NavigateOptions::default()
                };
                own(&address, options);
            }),
            go_in_place: Callback::new(move |address: String| {
                let in_place = NavigateOptions {
                    replace: true,
                    scroll: false,
                    ..NavigateOptions::default()
                };
                navigate(&address, in_place);
            }),
        };
        if brought.is_some() || has_changed {
            walk.keep(&progress);
        }
        if brought.is_some() {
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

    /// How far the person is by now: what is kept is never older than what this tab shows. Another tab may have gone on
    /// while this one slept.
    fn current(self) -> Progress {
        let mut kept = kept::read(&self.name());
        kept.adopt(&self.guide());
        kept
    }

    /// Confirms a step without leaving it.
    pub fn confirm(self, step: &Slug, proof: Proof) -> bool {
        let mut progress = self.current();
        let is_confirmed = progress.confirm(&self.guide(), step, proof).is_ok();
        if is_confirmed {
            self.keep(&progress);
        }
        is_confirmed
    }

    /// Confirms a step and goes to the one after it. A step that was locked meanwhile, in another tab, leads to the one
    /// that is open.
    pub fn pass(self, step: &Slug, proof: Proof) {
        let is_confirmed = self.confirm(step, proof);
        if !is_confirmed {
            self.follow();
        }
        let (guide, way) = (self.guide(), untrack(|| self.way()));
        let mut ids = way.rows.iter().filter_map(|row| guide.steps.get(row.index));
        let number = match ids.position(|known| known.id == *step) {
            Some(at) if is_confirmed => at + 2,
            _ => way.done + 1,
        };
        self.go.run(route::step(&guide.guide, number));
    }

    /// Marks a step that did not work.
    pub fn trouble(self, step: &Slug) {
        let mut progress = self.current();
        progress.trouble(step);
        self.keep(&progress);
    }

    /// Forgets everything.
    pub fn forget(self) {
        unconfirmed::forget_all();
        self.keep(&Progress::default());
    }

    /// Forgets everything and goes to the beginning.
    pub fn begin_anew(self) {
        self.forget();
        self.go.run(Page::Guide(self.name()).path());
    }

    fn keep(self, progress: &Progress) {
        self.progress.set(progress.to_string());
        self.is_unsaved.set(!kept::keep(&self.name(), progress));
    }

    /// Another tab has gone on, or begun anew.
    fn follow(self) {
        let current = self.current().to_string();
        if self.progress.get_untracked() != current {
            self.progress.set(current);
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
            format!("{}?", Page::Guide(self.name()).path())
        } else {
            format!("{}&", route::step(&self.name(), number))
        };
        let (origin, language) = (page::origin(), use_texts().language.tag());
        format!("{origin}{address}lang={language}#{}", self.progress.get())
    }
}
