//! How far each guide is, kept on this device in one small text: a line a guide, its name and its [`Progress`].

use std::cell::RefCell;

use opora_contract::{guide::Progress, slug::Slug};

use crate::browser::setting::{self, Setting};

/// Longest text read, in bytes: a few hundred guides. A longer one is not ours.
const TEXT_MAX: usize = 100_000;

fn lines() -> Vec<(Slug, Progress)> {
    let text = setting::read(Setting::Guides).filter(|text| text.len() <= TEXT_MAX);
    let line = |line: &str| {
        let (guide, progress) = line.split_once(' ')?;
        Some((Slug::parse(guide)?, Progress::parse(progress)))
    };
    text.unwrap_or_default().lines().filter_map(line).collect()
}

thread_local! {
    /// What the device refused to keep: good until the page is closed.
    static REFUSED: RefCell<Vec<(Slug, Progress)>> = const { RefCell::new(Vec::new()) };
}

/// How far this guide is; at its beginning when nothing is kept.
pub fn read(guide: &Slug) -> Progress {
    let is_it = |(name, _): &&(Slug, Progress)| name == guide;
    let refused = REFUSED.with_borrow(|refused| refused.iter().find(is_it).cloned());
    let found = refused.or_else(|| lines().iter().find(is_it).cloned());
    found.map(|(_, progress)| progress).unwrap_or_default()
}

/// Whether the device refuses to keep this guide.
pub fn is_refused(guide: &Slug) -> bool {
    REFUSED.with_borrow(|refused| refused.iter().any(|(name, _)| name == guide))
}

/// The guides that were begun, the latest first.
pub fn begun() -> Vec<Slug> {
    lines().into_iter().map(|(guide, _)| guide).collect()
}

/// Keeps how far a guide is, the latest first; `false` when the device refuses. An empty progress is forgotten.
pub fn keep(guide: &Slug, progress: &Progress) -> bool {
    let others = lines().into_iter().filter(|(name, _)| name != guide);
    let own = (!progress.is_empty()).then(|| (guide.clone(), progress.clone()));
    let lines = own.into_iter().chain(others);
    let text: Vec<_> = lines
        .map(|(guide, progress)| format!("{guide} {progress}"))
        .collect();
    let text = text.join("\n");
    let value = (!text.is_empty()).then_some(text.as_str());
    let is_kept = setting::write(Setting::Guides, value);
    REFUSED.with_borrow_mut(|refused| {
        refused.retain(|(name, _)| name != guide);
        if !is_kept {
            refused.push((guide.clone(), progress.clone()));
        }
    });
    is_kept
}
