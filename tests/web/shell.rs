//! What `public/boot.js` does with the static page, around the arrival of the app.

use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Document, Element, Event, HtmlElement, HtmlInputElement, Window};

use crate::{
    stage,
    wait::{settled, until},
};

#[wasm_bindgen(module = "/tests/web/shell.js")]
extern "C" {
    async fn opened(html: &str) -> JsValue;
    async fn told(target: &Window, name: &str);
}

const INDEX: &str = include_str!("../../index.html");
const BOOT: &str = include_str!("../../public/boot.js");

/// The page before the app, in a window of its own. The app never comes: the test does what it would do.
struct Shell(Document);

impl Shell {
    async fn new() -> Self {
        Self::after("").await
    }

    /// The page in a browser that this script has made another one.
    async fn after(script: &str) -> Self {
        let style = INDEX.lines().find(|line| line.contains("{{style}}"));
        let boot = INDEX.lines().find(|line| line.contains("{{boot}}"));
        let html = INDEX.replace(style.unwrap(), "").replace(
            boot.unwrap(),
            &format!("<script>{script}</script><script>{BOOT}</script>"),
        );
        Self(opened(&html).await.unchecked_into())
    }

    fn window(&self) -> Window {
        self.0.default_view().unwrap()
    }

    /// Elements of another window are of other classes.
    fn the<T: JsCast>(&self, id: &str) -> T {
        let found = self.0.get_element_by_id(id);
        found.expect(id).unchecked_into()
    }

    /// What the app does when its first page is ready.
    fn app_comes(&self, page: &str) {
        self.the::<Element>("shell").remove();
        let first = self.0.create_element("div").unwrap();
        first.set_inner_html(page);
        let main: Element = self.the("main");
        main.append_child(&first).unwrap();
    }

    fn focused(&self) -> String {
        self.0.active_element().unwrap().tag_name()
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        let frame = stage::document().get_element_by_id("frame");
        frame.unwrap().remove();
    }
}

const PAGE: &str =
    "<h1 id='page-title' tabindex='-1'>Поиск</h1><input id='search' type='search' value='адрес'>";

#[wasm_bindgen_test]
async fn what_was_typed_before_the_app_comes_is_in_its_search_box() {
    let shell = Shell::new().await;
    let typed: HtmlInputElement = shell.the("search");
    typed.focus().unwrap();
    typed.set_value("не приходит код");
    typed.set_selection_range(3, 11).unwrap();
    shell.app_comes(PAGE);
    let drawn: HtmlInputElement = shell.the("search");
    until("the words are there", || drawn.value() == "не приходит код").await;
    assert_eq!(drawn.selection_start(), Ok(Some(3)));
    assert_eq!(drawn.selection_end(), Ok(Some(11)));
    assert_eq!(shell.focused(), "INPUT");
}

#[wasm_bindgen_test]
async fn search_box_that_nobody_touched_leaves_the_focus_and_the_words_of_the_app() {
    let shell = Shell::new().await;
    shell.app_comes(PAGE);
    settled().await;
    assert_eq!(shell.the::<HtmlInputElement>("search").value(), "адрес");
    assert_eq!(shell.focused(), "BODY");
}

#[wasm_bindgen_test]
async fn focus_that_has_moved_on_stays_where_it_is() {
    let shell = Shell::new().await;
    shell.the::<HtmlElement>("search").focus().unwrap();
    shell.the::<HtmlElement>("theme").focus().unwrap();
    shell.app_comes(PAGE);
    settled().await;
    assert_eq!(shell.focused(), "BUTTON");
}

#[wasm_bindgen_test]
async fn words_for_a_page_without_a_search_box_do_not_wait_for_the_next() {
    let shell = Shell::new().await;
    shell.the::<HtmlInputElement>("search").set_value("пароль");
    shell.app_comes("<h1>Форма</h1>");
    settled().await;
    shell.the::<Element>("main").set_inner_html(PAGE);
    settled().await;
    assert_eq!(shell.the::<HtmlInputElement>("search").value(), "адрес");
}

/// Reads down, goes to another page and back.
async fn comes_back(shell: Shell, moved: &str) {
    shell.app_comes(PAGE);
    let (window, main) = (shell.window(), shell.the::<HtmlElement>("main"));
    main.set_attribute("style", "height: 3000px").unwrap();
    let place = || window.scroll_y().unwrap();
    window.scroll_to_with_x_and_y(0.0, 500.0);
    told(&window, moved).await;
    let tell = |name: &str| window.dispatch_event(&Event::new(name).unwrap()).unwrap();
    tell("popstate");
    window.scroll_to_with_x_and_y(0.0, 0.0);
    tell("opora:returned");
    until("the place is found again", || (place() - 500.0).abs() < 1.0).await;
    assert_eq!(shell.focused(), "H1");
}

#[wasm_bindgen_test]
async fn way_back_leads_to_the_place_and_the_heading() {
    comes_back(Shell::new().await, "scrollend").await;
}

#[wasm_bindgen_test]
async fn way_back_leads_to_the_place_where_the_browser_does_not_say_that_scrolling_ended() {
    // As Safari before 26.2: nothing of that name is there, and nothing is told.
    let without = "delete window.onscrollend; addEventListener('scrollend', (event) => event.stopImmediatePropagation(), true);";
    comes_back(Shell::after(without).await, "scroll").await;
}
