use opora::{
    api::Client,
    browser::{
        setting::{self, Setting},
        zone,
    },
    form::{
        foreign,
        kept::{self, KeptRequest},
        preference::{Told, catch_up, choose, for_new_request, may_show, read, tell},
    },
};
use opora_contract::{
    language::Language,
    request::{Channel, News, Preferences, QuietHours, TimeOfDay, UtcOffset},
    status::Status,
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    device,
    network::{Answer, Network},
    sample,
};

fn muted(news: News) -> Preferences {
    Preferences {
        muted: vec![news],
        ..Preferences::default()
    }
}

/// Quiet from so many minutes from now on, for an hour, by clocks of this offset.
fn quiet(minutes: i64, offset: i16) -> QuietHours {
    let local = zone::now() / 60 + i64::from(offset) + minutes;
    let time = |minute: i64| {
        let minute = minute.rem_euclid(1440);
        TimeOfDay::parse(&format!("{:02}:{:02}", minute / 60, minute % 60)).unwrap()
    };
    QuietHours {
        from: time(local),
        to: time(local + 60),
        utc_offset: UtcOffset::new(offset).unwrap(),
    }
}

async fn keep(seed: u8, status: Status) {
    let receipt = sample::receipt(sample::number(seed), 20);
    let mut request = KeptRequest::of(&receipt.request, receipt.key);
    request.status = status;
    kept::keep(&request).await.unwrap();
}

#[wasm_bindgen_test]
async fn nothing_chosen_is_nothing_said_and_everything_shown() {
    device::fresh().await;
    assert_eq!(read(), None);
    assert_eq!(for_new_request(), None);
    assert!(News::ALL.into_iter().all(may_show));
    // What is no choice of ours is none.
    setting::write(
        Setting::Notices,
        Some("{\"preferences\":{\"channel\":\"pigeon\"}}"),
    );
    assert_eq!(read(), None);
}

#[wasm_bindgen_test]
async fn notifications_keep_to_what_was_chosen() {
    device::fresh().await;
    assert!(choose(muted(News::Term)));
    assert!(!may_show(News::Term) && may_show(News::Status));
    choose(Preferences {
        channel: Channel::App,
        ..Preferences::default()
    });
    assert!(!may_show(News::Status));
    let offset = zone::minutes_ahead();
    for (minutes, is_shown) in [(-30, false), (30, true), (-60, true)] {
        choose(Preferences {
            quiet: Some(quiet(minutes, offset)),
            ..Preferences::default()
        });
        assert_eq!(may_show(News::Status), is_shown, "{minutes}");
    }
}

#[wasm_bindgen_test]
async fn quiet_hours_move_with_the_clocks_of_the_device() {
    device::fresh().await;
    let offset = zone::minutes_ahead();
    let elsewhere = if offset == 600 { 540 } else { 600 };
    choose(Preferences {
        quiet: Some(quiet(0, elsewhere)),
        ..Preferences::default()
    });
    let kept = read().unwrap().quiet.unwrap();
    assert_eq!(kept.utc_offset.minutes(), offset);
}

#[wasm_bindgen_test]
async fn a_strange_device_says_nothing_of_what_its_owner_wants() {
    device::fresh().await;
    choose(muted(News::Status));
    foreign::set(true);
    assert_eq!(for_new_request(), None);
    foreign::set(false);
    assert_eq!(for_new_request(), Some(muted(News::Status)));
}

#[wasm_bindgen_test]
async fn open_requests_are_told_and_closed_ones_left_alone() {
    device::fresh().await;
    keep(1, Status::InProgress).await;
    keep(2, Status::Closed).await;
    let network = Network::answering(|_| Answer::Says(200, "{}".to_owned()));
    choose(muted(News::Message));
    let client = Client::new(Language::Ru);
    let told = tell(&client).await;
    assert_eq!(
        told,
        Told {
            requests: 1,
            left: 0
        }
    );
    let calls = network.calls();
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].method, "PUT");
    let number = sample::number(1).compact();
    assert!(
        calls[0]
            .url
            .contains(&format!("/requests/{number}/preferences"))
    );
    assert!(calls[0].header("authorization").starts_with("Bearer "));
    assert_eq!(calls[0].body, r#"{"channel":"email","muted":["message"]}"#);
    // Everybody knows.
    catch_up(&client).await;
    assert_eq!(network.calls().len(), 1);
}

#[wasm_bindgen_test]
async fn without_a_line_they_are_told_later() {
    device::fresh().await;
    keep(1, Status::InProgress).await;
    let client = Client::new(Language::Ru);
    let offline = Network::answering(|_| Answer::Nobody);
    choose(muted(News::Message));
    assert_eq!(
        tell(&client).await,
        Told {
            requests: 0,
            left: 1
        }
    );
    drop(offline);
    let network = Network::answering(|_| Answer::Says(200, "{}".to_owned()));
    catch_up(&client).await;
    assert_eq!(network.calls().len(), 1);
}
