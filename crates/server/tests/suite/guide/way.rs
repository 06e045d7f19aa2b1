//! Every guide that citizens get, walked along every branch in both languages.

use std::collections::BTreeSet;

use opora_contract::{
    guide::{Confirmation, Guide, Progress, Proof, Refusal, State, Step, Trail},
    slug::Slug,
};

use super::{list, read};
use crate::{
    app::{Settings, TestApp},
    fixture,
};

/// Guides that the sources name, with those that stand for several as the several (spec W).
const NAMED: [&str; 41] = [
    "appointment",
    "attach-screenshot",
    "cabinet-flow",
    "change-contacts",
    "check-status",
    "choose-section",
    "contact-callback",
    "contact-chat",
    "contact-email",
    "dispute",
    "effective-request",
    "esign-errors",
    "esign-install",
    "esign-renew",
    "esign-sign",
    "esign-status",
    "feedback-form",
    "fill-forms",
    "form-errors",
    "formulate-question",
    "get-help",
    "hotline",
    "identity-problems",
    "integrator-onboarding",
    "login",
    "no-notifications",
    "order-certificate",
    "password-reset",
    "portal-troubleshooting",
    "prepare-request",
    "record-number",
    "registration",
    "save-history",
    "service-order",
    "service-problems",
    "sms-identity",
    "stalled-status",
    "start-dialogue",
    "submit-application",
    "submit-complaint",
    "upload-documents",
];

/// The portal as citizens get it.
async fn real() -> TestApp {
    TestApp::with(Settings {
        tree: Some(fixture::real()),
        ..Settings::default()
    })
    .await
}

/// Every guide of a language, in the order of the list.
async fn read_all(app: &TestApp, language: &str) -> Vec<Guide> {
    let topics = list(app, language).await.topics;
    let mut guides = Vec::new();
    for summary in topics.iter().flat_map(|topic| &topic.guides) {
        guides.push(read(app, summary.guide.as_str(), language).await);
    }
    guides
}

#[tokio::test]
async fn every_guide_of_the_sources_is_there_with_equal_steps_in_both_languages() {
    let app = real().await;
    let (russian, english) = (read_all(&app, "ru").await, read_all(&app, "en").await);
    let names: BTreeSet<_> = russian.iter().map(|guide| guide.guide.as_str()).collect();
    assert_eq!(names, BTreeSet::from(NAMED));
    let steps = |guides: &[Guide]| {
        let ids = |guide: &Guide| guide.steps.iter().map(|step| step.id.clone()).collect();
        let guides = guides.iter();
        guides
            .map(|guide| (guide.guide.clone(), ids(guide)))
            .collect::<Vec<(Slug, Vec<Slug>)>>()
    };
    assert_eq!(steps(&russian), steps(&english));
    for guide in russian.iter().chain(&english) {
        let name = &guide.guide;
        assert!(!guide.topic_title.is_empty(), "{name} stands in no topic");
        assert!(!guide.form.title.is_empty(), "{name} leads to no form");
    }
}

#[tokio::test]
async fn every_way_through_every_guide_leads_to_its_end() {
    let app = real().await;
    for language in ["ru", "en"] {
        let guides = read_all(&app, language).await;
        assert_eq!(guides.len(), NAMED.len());
        for guide in &guides {
            let name = format!("{}, {language}", guide.guide);
            let mut visited = BTreeSet::new();
            walk(&name, guide, &Progress::default(), &mut visited);
            let all: BTreeSet<_> = guide.steps.iter().map(|step| step.id.clone()).collect();
            assert_eq!(visited, all, "{name}: the ways together pass every step");
        }
    }
}

/// Goes on from where `progress` stands, by every proof that the open step takes, until the guide ends.
fn walk(name: &str, guide: &Guide, progress: &Progress, visited: &mut BTreeSet<Slug>) {
    let kept = progress.to_string();
    assert_eq!(Progress::parse(&kept), *progress, "{name}: {kept}");
    let trail = Trail::new(guide, progress);
    if trail.is_finished() {
        assert_eq!(trail.minutes_left(guide.minutes), 0, "{name}");
        return;
    }
    let open = trail.stops()[trail.done()];
    assert_eq!(open.state, State::Open, "{name}: {}", open.step.id);
    visited.insert(open.step.id.clone());
    assert_others_are_locked(name, guide, progress, &trail);
    for proof in proofs(open.step) {
        let mut next = progress.clone();
        let confirmed = next.confirm(guide, &open.step.id, proof.clone());
        assert_eq!(confirmed, Ok(()), "{name}: {} {proof:?}", open.step.id);
        let later = Trail::new(guide, &next);
        assert_eq!(later.done(), trail.done() + 1, "{name}");
        assert!(later.stops().len() <= trail.stops().len(), "{name}");
        walk(name, guide, &next, visited);
    }
}

/// Nobody comes to a step, of this way or another, over one that waits for its confirmation (spec B03).
fn assert_others_are_locked(name: &str, guide: &Guide, progress: &Progress, trail: &Trail<'_>) {
    for step in guide.steps.iter().filter(|step| !trail.is_open(&step.id)) {
        let mut hasty = progress.clone();
        for proof in proofs(step) {
            let confirmed = hasty.confirm(guide, &step.id, proof);
            assert_eq!(confirmed, Err(Refusal::Locked), "{name}: {}", step.id);
        }
        assert_eq!(hasty, *progress, "{name}: a refusal changes nothing");
    }
}

/// Everything that a step can be confirmed with.
fn proofs(step: &Step) -> Vec<Proof> {
    match &step.confirmation {
        Confirmation::Choice { options, .. } => {
            let options = options.iter();
            options
                .map(|option| Proof::Chosen(option.value.clone()))
                .collect()
        }
        Confirmation::Check(_) => vec![Proof::Done, Proof::Skipped],
        Confirmation::Done { .. } | Confirmation::Practice { .. } => vec![Proof::Done],
    }
}
