//! The first page: search first, then what this person has under way, then what most people come for.

mod habit;
mod outage;
mod own;
mod part;
mod section;

use std::{cell::Cell, future::Future, pin::Pin, sync::Arc};

use leptos::prelude::*;
use opora_contract::{home::Home, intake::Outage, page::Page};

use self::part::home_part;
use super::{Build, Parsed, fetched_ahead, reading, search_words};
use crate::{
    api::{self, Client},
    browser::{
        frame, page,
        setting::{self, Setting},
        timer,
    },
    i18n::Texts,
    ui::{page::Heading, search_box::SearchBox},
};

/// How long the page waits for what stands above it, in milliseconds: what came later would push everything down.
const PATIENCE: u64 = 2_500;

/// What a part that comes later will be.
type Coming = Pin<Box<dyn Future<Output = Build>>>;

/// The page, once it can be drawn as a whole: the static one, which has the same boxes, stands until then.
pub async fn opened(client: Client, texts: Texts) -> Build {
    let mut ahead = None;
    if page::has_shell() {
        ahead = Some(whole(client.clone(), texts).await);
    }
    let ahead = std::sync::Mutex::new(ahead);
    Arc::new(move || {
        let ahead = ahead.lock().ok().and_then(|mut ahead| ahead.take());
        home_page(client.clone(), texts, ahead)
    })
}

/// The answer as text and parsed, and what stands above the page.
struct Whole {
    read: Result<String, api::ApiError>,
    home: Option<Home>,
    above: Above,
}

/// What stands above the page.
enum Above {
    Nothing,
    Ready(Build),
    /// The line is slow, or there may be something later: better late than never.
    Late(Vec<Outage>),
}

async fn whole(client: Client, texts: Texts) -> Whole {
    let read = client.home().await;
    let home = read.as_ref().ok();
    let home = home.and_then(|text| api::parse::<Home>(text).ok());
    // Parsing is one task, drawing another.
    timer::breath().await;
    let outages = home.as_ref().map(|home| home.outages.clone());
    let outages = outages.unwrap_or_default();
    let has_own = [Setting::Requests, Setting::Guides, Setting::Drafts]
        .into_iter()
        .any(|kept| setting::read(kept).is_some_and(|text| !text.is_empty()));
    let above = if outages.is_empty() && !has_own {
        if frame::is_here() {
            // Of whom the portal around signs in there may be something at any time.
            Above::Late(outages)
        } else {
            Above::Nothing
        }
    } else {
        let above = timer::within(PATIENCE, above(client, texts, outages.clone())).await;
        above.map_or(Above::Late(outages), Above::Ready)
    };
    Whole { read, home, above }
}

async fn above(client: Client, texts: Texts, outages: Vec<Outage>) -> Build {
    home_part(client, texts, outages).await.await
}

fn home_page(client: Client, texts: Texts, ahead: Option<Whole>) -> AnyView {
    let top = RwSignal::new(None::<Build>);
    let ahead = Cell::new(ahead);
    let parsed = Parsed::new();
    let read = move || {
        let (client, ahead) = (client.clone(), ahead.take());
        reading(async move {
            let found = match ahead {
                Some(whole) => whole,
                None => whole(client.clone(), texts).await,
            };
            if let (Ok(text), Some(home)) = (&found.read, found.home) {
                parsed.keep(text.clone(), home);
            }
            match found.above {
                Above::Nothing => {}
                Above::Ready(build) => {
                    top.try_set(Some(build));
                }
                Above::Late(outages) => leptos::task::spawn_local(async move {
                    top.try_set(Some(above(client, texts, outages).await));
                }),
            }
            found.read
        })
    };
    let shown = move || top.get().map(|build| build());
    view! {
        <div class="hero">
            <div class="frame hero__frame">
                <Heading title=texts.home().title.to_owned() site=texts.shell().site/>
                <p class="lead">{texts.home().lead}</p>
                <SearchBox words=search_words(texts) action=Page::Search.path()/>
            </div>
        </div>
        <div class="frame home">{shown}{fetched_ahead(parsed, read, section::sections)}</div>
    }
    .into_any()
}
