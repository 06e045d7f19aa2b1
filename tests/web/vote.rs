use opora::{
    browser::setting::{Setting, read, write},
    form::foreign,
    vote::{self, Ballot, Note},
};
use opora_contract::vote::About;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{device, sample::slug};

fn answer(question: &str) -> About {
    About::Answer {
        topic: slug("account"),
        question: slug(question),
    }
}

#[wasm_bindgen_test]
async fn every_press_about_a_thing_has_the_same_ballot_and_every_thing_its_own() {
    device::fresh().await;
    let (login, reset) = (answer("web-login"), answer("web-reset"));
    assert_eq!(vote::said(&login), None);
    let first = vote::ballot(&login);
    // As a second tab reads it, before anything was answered.
    assert_eq!(vote::ballot(&login), first);
    assert_ne!(vote::ballot(&reset).id, first.id);

    let said = Ballot {
        said: Some(false),
        ..first.clone()
    };
    vote::keep(&login, &said);
    assert_eq!(vote::said(&login), Some(false));
    assert_eq!(vote::said(&reset), None);
    assert_eq!(vote::ballot(&login).id, first.id);
}

#[wasm_bindgen_test]
async fn a_strange_device_keeps_no_vote() {
    device::fresh().await;
    foreign::set(true);
    let about = answer("web-strange");
    let ballot = vote::ballot(&about);
    // As long as the page is open a changed mind counts once all the same.
    assert_eq!(vote::ballot(&about), ballot);
    assert_eq!(read(Setting::Votes), None);
    foreign::set(false);
}

#[wasm_bindgen_test]
async fn what_others_have_written_there_is_no_vote() {
    device::fresh().await;
    let about = answer("web-others");
    write(Setting::Votes, Some("account/web-others x yes\n\n<b>\nЖ"));
    assert_eq!(vote::said(&about), None);
    assert_eq!(vote::ballot(&about).id.len(), 36);
}

#[wasm_bindgen_test]
async fn old_votes_make_room() {
    device::fresh().await;
    for number in 0..300 {
        vote::ballot(&answer(&format!("web-many-{number}")));
    }
    let kept = read(Setting::Votes).unwrap();
    assert_eq!(kept.lines().count(), 200);
    assert!(kept.starts_with("account/web-many-299 "), "{kept}");
}

#[wasm_bindgen_test]
async fn what_is_typed_about_one_thing_is_not_offered_for_another() {
    device::fresh().await;
    let (login, reset) = (answer("login"), answer("reset"));
    Note::Comment.keep(&login, "Нет\nпро код");
    assert_eq!(Note::Comment.read(&login), "Нет\nпро код");
    assert_eq!(Note::Comment.read(&reset), "");
    assert_eq!(Note::Report.read(&login), "");
    Note::Comment.keep(&login, "");
    assert_eq!(Note::Comment.read(&login), "");
}
