//! Who comes while somebody leaves, or in a tab that nobody has looked at since; what is left when they sign out.

use js_sys::Array;
use leptos::prelude::*;
use leptos_router::components::Router;
use opora::{
    api::Client,
    browser::{
        database::{self, Store, put},
        frame, session,
        setting::{self, Setting},
        timer,
    },
    embed::{
        self,
        channel::{Channel, Gate},
    },
    form::{
        draft, foreign,
        kept::{self, account},
        outbox::{self, Outbox},
        stock::{clear_all, clear_personal},
    },
    i18n::Texts,
    layout::frame::{attend, identity},
};
use opora_contract::language::Language;
use serde_json::json;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{
    Ends, message,
    owner::{device_of, owner, waiting_of},
    say,
};
use crate::{
    form::outbox::stored,
    network::{Answer, Network},
    sample,
    stage::{Stage, document},
    wait::{eventually, until},
};

const HOST: &str = "https://city.example.ru";

/// A page in the frame of a portal, and what that one hears.
struct Framed {
    ends: Ends,
    network: Network,
    _page: Stage,
}

impl Framed {
    fn new() -> Self {
        address(&format!("/?host={HOST}"));
        let root = document().document_element().unwrap();
        root.set_attribute("data-embed", "").unwrap();
        let (page, ()) = Stage::with(|| {
            provide_context(Client::new(Language::Ru));
            provide_context(Texts::default());
            let attend = || {
                let owner = Owner::current().unwrap();
                leptos::task::spawn_local(attend(owner));
            };
            ((), view! { <Router>{attend}</Router> })
        });
        Self {
            ends: heard(),
            network: Network::answering(|call| match call.method.as_str() {
                "POST" => {
                    let asked: serde_json::Value = serde_json::from_str(&call.body).unwrap();
                    let name = &asked["token"];
                    let expires = "2030-01-01T00:00:00Z";
                    let session = json!({ "session": name, "owner": name, "expires": expires, "profile": {} });
                    Answer::json(201, &session)
                }
                "DELETE" => Answer::Says(204, String::new()),
                _ => Answer::json(200, &json!({ "requests": [] })),
            }),
            _page: page,
        }
    }

    /// Who has come and gone, as the portal was told.
    fn told(&self) -> Vec<String> {
        let mut told = self.ends.heard();
        told.retain(|one| one.contains("identified") || one.contains("logged-out"));
        told
    }

    async fn is_told(&self, times: usize) {
        until("the portal is told", || self.told().len() == times).await;
    }

    /// Whose sessions were ended, in order.
    fn ended(&self) -> Vec<String> {
        let mut calls = self.network.calls();
        calls.retain(|call| call.method == "DELETE");
        let keys = calls.iter().map(|call| call.header("authorization"));
        keys.map(|key| key.replace("Bearer ", "")).collect()
    }
}

impl Drop for Framed {
    fn drop(&mut self) {
        address("/");
        let root = document().document_element().unwrap();
        root.remove_attribute("data-embed").unwrap();
        embed::depart();
        account::clear();
    }
}

fn address(path: &str) {
    let history = leptos::prelude::window().history().unwrap();
    history
        .replace_state_with_url(&JsValue::NULL, "", Some(path))
        .unwrap();
}

/// The portal around from now on.
fn heard() -> Ends {
    let nonce = opora::browser::random::uuid();
    let gate = Gate {
        host: HOST.to_owned(),
        nonce: nonce.clone(),
        load: nonce.clone(),
    };
    embed::begin(Channel::open(gate, drop, drop));
    let ends = Ends::new();
    let welcome =
        json!({ "opora": 1, "type": "welcome", "nonce": nonce, "load": nonce, "options": {} });
    say(&message(&welcome), HOST, true, &Array::of1(&ends.frame));
    ends
}

/// Keeps a draft and what is noted beside it.
async fn writes(words: &str) {
    let draft = sample::draft_of(&sample::form(), words, 1);
    draft::save(&draft).await.unwrap();
    setting::write(Setting::RecentSearches, Some(words));
}

#[wasm_bindgen_test]
async fn tab_of_somebody_before_wipes_nothing_of_whom_another_tab_has_named() {
    device_of(Some("anna")).await;
    let framed = Framed::new();
    // She has typed here; he came in another tab.
    session::keep("opora.draft.feedback", "Секрет");
    setting::write(Setting::Owner, Some("boris"));
    writes("Черновик Бориса").await;
    stored(&waiting_of("boris")).await;
    stored(&sample::waiting("nobody", Vec::new())).await;
    kept::hold(kept::KeptRequest::of(
        &sample::receipt(sample::number(1), 20).request,
        sample::key(),
    ));
    identity::identify("boris".to_owned());
    framed.is_told(1).await;
    assert_eq!(embed::owner(), Some(owner("boris")));
    assert!(embed::is_kept_for(&owner("boris")));
    assert!(kept::held(sample::number(1)).is_none());
    assert_eq!(session::read("opora.draft.feedback"), None);
    assert!(!foreign::is_on());
    assert_eq!(draft::all().await.unwrap().len(), 1);
    assert!(setting::read(Setting::RecentSearches).is_some());
    let owners: Vec<_> = outbox::all().await.unwrap();
    let owners: Vec<_> = owners.into_iter().map(|waiting| waiting.owner).collect();
    assert_eq!(owners, [Some(owner("boris")), None]);
    until("her session is over", || framed.ended() == ["anna"]).await;
}

#[wasm_bindgen_test]
async fn tab_of_somebody_before_leaves_requests_to_the_tab_of_their_author() {
    device_of(Some("anna")).await;
    setting::write(Setting::Owner, Some("boris"));
    setting::write(Setting::Outbox, Some("1"));
    let number = sample::number(1);
    let network = Network::answering(move |_| Answer::json(201, &sample::receipt(number, 20)));
    // In this order they are looked at.
    for name in ["boris", "carla"] {
        stored(&waiting_of(name)).await;
    }
    let start = || Outbox::start(Client::new(Language::Ru), Texts::default());
    let (_tab, _outbox) = Stage::with(move || (start(), view! { <div id="outbox"></div> }));
    let left = async || {
        let all = outbox::all().await.unwrap();
        (all.len() == 1).then_some(all)
    };
    let all = eventually("the other one has gone", left).await;
    assert_eq!(all, [waiting_of("boris")]);
    assert_eq!(network.calls().len(), 1);
    // He is named here, too.
    embed::set_owner(Some(owner("boris")));
    let line = web_sys::Event::new("online").unwrap();
    leptos::prelude::window().dispatch_event(&line).unwrap();
    eventually("its number is kept", async || {
        kept::find(number).await.unwrap()
    })
    .await;
    eventually("the outbox is empty", async || {
        outbox::all().await.unwrap().is_empty().then_some(())
    })
    .await;
    embed::depart();
}

#[wasm_bindgen_test]
async fn who_signs_out_leaves_what_somebody_else_has_sent_to_go_unseen() {
    device_of(Some("boris")).await;
    setting::write(Setting::Outbox, Some("1"));
    for (name, file) in [("anna", "of-anna"), ("boris", "of-boris")] {
        let waiting = outbox::Waiting {
            files: vec![sample::draft_file(file)],
            ..waiting_of(name)
        };
        stored(&waiting).await;
        put(Store::Files, file, &sample::zeros(2_000))
            .await
            .unwrap();
    }
    stored(&sample::waiting("nobody", Vec::new())).await;
    put(Store::Outbox, "broken", &"{".into()).await.unwrap();
    writes("Черновик Бориса").await;
    embed::depart();
    clear_personal(Some(&owner("boris"))).await.unwrap();
    assert_eq!(database::keys(Store::Outbox).await.unwrap(), ["anna"]);
    assert_eq!(database::keys(Store::Files).await.unwrap(), ["of-anna"]);
    assert_eq!(draft::all().await.unwrap(), []);
    assert!(setting::read(Setting::Outbox).is_some());
    assert_eq!(setting::read(Setting::RecentSearches), None);
    // Nobody is here now: it is not theirs either.
    assert_eq!(outbox::shown().await.unwrap(), []);
    clear_personal(Some(&owner("anna"))).await.unwrap();
    assert_eq!(database::keys(Store::Outbox).await.unwrap(), [""; 0]);
    assert_eq!(setting::read(Setting::Outbox), None);
}

#[wasm_bindgen_test]
async fn who_signs_out_in_the_frame_takes_along_their_own_alone() {
    device_of(Some("boris")).await;
    let framed = Framed::new();
    setting::write(Setting::Owner, Some("boris"));
    for name in ["anna", "boris"] {
        stored(&waiting_of(name)).await;
    }
    identity::log_out();
    framed.is_told(1).await;
    assert_eq!(database::keys(Store::Outbox).await.unwrap(), ["anna"]);
    assert_eq!(embed::owner(), None);
}

#[wasm_bindgen_test]
async fn who_comes_while_another_leaves_is_named_after_them_and_stays() {
    // At once, and while what is open ends.
    for is_wiped in [false, true] {
        device_of(Some("anna")).await;
        let framed = Framed::new();
        setting::write(Setting::Owner, Some("anna"));
        writes("Черновик Анны").await;
        identity::log_out();
        let is_gone = || setting::read(Setting::Owner).is_none();
        until("her name is gone", || !is_wiped || is_gone()).await;
        identity::identify("boris".to_owned());
        framed.is_told(2).await;
        let told = framed.told();
        assert!(told[0].contains("logged-out"), "{told:?}");
        assert!(told[1].contains("identified"), "{told:?}");
        assert_eq!(setting::read(Setting::Owner).as_deref(), Some("boris"));
        assert_eq!(embed::session_owner(), Some(owner("boris")));
        assert!(!foreign::is_on());
        assert_eq!(draft::all().await.unwrap(), []);
        assert_eq!(framed.ended(), ["anna"]);
    }
}

#[wasm_bindgen_test]
async fn who_is_named_while_room_is_made_for_another_leaves_no_session_behind() {
    device_of(Some("anna")).await;
    let framed = Framed::new();
    setting::write(Setting::Owner, Some("anna"));
    identity::identify("boris".to_owned());
    until("room is made", foreign::is_on).await;
    identity::identify("carla".to_owned());
    framed.is_told(1).await;
    assert_eq!(embed::session_owner(), Some(owner("carla")));
    let mut ended = framed.ended();
    ended.sort();
    assert_eq!(ended, ["anna", "boris"]);
}

#[wasm_bindgen_test]
async fn who_clears_all_in_a_frame_is_still_here_and_clears_nothing_of_others() {
    device_of(Some("boris")).await;
    let _framed = Framed::new();
    setting::write(Setting::Owner, Some("boris"));
    for name in ["anna", "boris"] {
        stored(&waiting_of(name)).await;
    }
    writes("Черновик Бориса").await;
    clear_all().await.unwrap();
    assert_eq!(setting::read(Setting::Owner).as_deref(), Some("boris"));
    assert_eq!(database::keys(Store::Outbox).await.unwrap(), ["anna"]);
    assert_eq!(draft::all().await.unwrap(), []);
    assert_eq!(setting::read(Setting::RecentSearches), None);
}

#[wasm_bindgen_test]
async fn who_waits_no_more_for_a_change_listens_no_more() {
    let listening = super::listeners("opora:frame");
    assert_eq!(timer::within(1, frame::change()).await, None);
    assert_eq!(listening.length(), 0);
    let heard = std::pin::pin!(frame::change());
    let heard = futures_util::future::join(heard, async {
        assert_eq!(listening.length(), 1);
        frame::stir();
    });
    heard.await;
    assert_eq!(listening.length(), 0);
}
