use leptos::prelude::*;
use opora::ui::page::{Heading, Visit};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    stage::{REGIONS, Stage, document, focused_id},
    wait::{settled, silence, until},
};

const SITE: &str = "Помощь и поддержка";

/// The frame that stays while pages come and go: a link, the regions that are read out, a page.
struct App {
    stage: Stage,
    /// Heading of the page that is open.
    open: RwSignal<&'static str>,
    visit: Visit,
}

/// Starts on the page «Главная», as a first load does, with the focus on a link.
async fn app() -> App {
    silence().await;
    document().set_title("");
    let (stage, (open, visit)) = Stage::with(|| {
        let open = RwSignal::new("Главная");
        let visit = Visit::new();
        provide_context(visit);
        let page = move || {
            let title = open.get();
            view! { <Heading title=title.to_owned() site=SITE/> }
        };
        let regions = REGIONS.map(|id| view! { <div id=id class="region"></div> });
        let view = view! { <a id="link" href="/somewhere">"Ссылка"</a>{page}{regions} };
        ((open, visit), view)
    });
    stage.the("#link").focus().unwrap();
    until("the page has a title", || !document().title().is_empty()).await;
    settled().await;
    App { stage, open, visit }
}

impl App {
    /// What was read out last.
    fn announced(&self) -> String {
        let said: Vec<_> = self
            .stage
            .all(".region")
            .iter()
            .filter_map(|region| region.text_content())
            .collect();
        said.concat()
    }

    async fn go(&self, title: &'static str) {
        self.open.set(title);
        until("the title follows", || {
            document().title().starts_with(title)
        })
        .await;
        settled().await;
    }
}

#[wasm_bindgen_test]
async fn title_is_the_heading_and_the_site() {
    let app = app().await;
    assert_eq!(document().title(), "Главная — Помощь и поддержка");
    assert_eq!(app.stage.text("h1"), "Главная");
    app.go("Поиск").await;
    assert_eq!(document().title(), "Поиск — Помощь и поддержка");
    assert_eq!(app.stage.text("h1"), "Поиск");
}

#[wasm_bindgen_test]
async fn first_page_leaves_the_focus_where_it_is_and_says_nothing() {
    let app = app().await;
    assert_eq!(focused_id(), "link");
    silence().await;
    assert_eq!(app.announced(), "");
}

#[wasm_bindgen_test]
async fn later_page_focuses_its_heading_and_is_announced() {
    let app = app().await;
    app.go("Поиск").await;
    assert_eq!(focused_id(), app.stage.the("h1").id());
    assert_eq!(app.stage.attribute("h1", "tabindex").as_deref(), Some("-1"));
    until("the page is announced", || app.announced() == "Поиск").await;
}

#[wasm_bindgen_test]
async fn page_with_the_heading_of_the_one_before_takes_the_focus_too() {
    let app = app().await;
    app.go("Поиск").await;
    app.stage.the("#link").focus().unwrap();
    app.open.set("Поиск");
    until("the heading has the focus", || {
        focused_id() == app.stage.the("h1").id()
    })
    .await;
}

#[wasm_bindgen_test]
async fn change_of_language_keeps_the_focus_once() {
    let app = app().await;
    app.visit.stay();
    app.go("Home").await;
    assert_eq!(focused_id(), "link");
    app.go("Search").await;
    assert_eq!(focused_id(), app.stage.the("h1").id());
}

/// One heading whose words change in place: a search, a topic.
fn changing() -> (Stage, (RwSignal<String>, RwSignal<String>)) {
    document().set_title("");
    Stage::with(|| {
        provide_context(Visit::new());
        let title = RwSignal::new("Поиск".to_owned());
        let prefix = RwSignal::new(String::new());
        let view = view! { <Heading title=title site=SITE prefix=prefix/><input id="typing"/> };
        ((title, prefix), view)
    })
}

#[wasm_bindgen_test]
async fn heading_that_becomes_another_is_a_navigation() {
    let (stage, (title, _prefix)) = changing();
    until("the title is set", || !document().title().is_empty()).await;
    stage.the("#typing").focus().unwrap();
    title.set("Поиск: код".to_owned());
    until("the title follows", || {
        document().title().starts_with("Поиск: код")
    })
    .await;
    until("the heading has the focus", || {
        focused_id() == stage.the("h1").id()
    })
    .await;
}

#[wasm_bindgen_test]
async fn heading_set_to_the_same_words_is_not() {
    let (stage, (title, _prefix)) = changing();
    until("the title is set", || !document().title().is_empty()).await;
    stage.the("#typing").focus().unwrap();
    title.set("Поиск".to_owned());
    settled().await;
    assert_eq!(focused_id(), "typing");
}

#[wasm_bindgen_test]
async fn mistakes_stand_first_in_the_title_and_do_not_move_the_focus() {
    let (stage, (_title, prefix)) = changing();
    until("the title is set", || !document().title().is_empty()).await;
    stage.the("#typing").focus().unwrap();
    prefix.set("Ошибка: ".to_owned());
    until("the title tells", || {
        document().title() == "Ошибка: Поиск — Помощь и поддержка"
    })
    .await;
    settled().await;
    assert_eq!(focused_id(), "typing");
    assert_eq!(stage.text("h1"), "Поиск");
    prefix.set(String::new());
    until("the title is plain", || {
        document().title() == "Поиск — Помощь и поддержка"
    })
    .await;
}
