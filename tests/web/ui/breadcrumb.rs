use leptos::prelude::*;
use opora::ui::breadcrumb::Breadcrumb;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::Stage;

#[wasm_bindgen_test]
fn trail_is_a_named_list_of_links_from_the_highest_page_down() {
    let stage = Stage::new(|| {
        let trail = vec![
            ("/".to_owned(), "Помощь".to_owned()),
            ("/faq".to_owned(), "Ответы".to_owned()),
        ];
        view! { <Breadcrumb label="Вы здесь" trail=trail/> }
    });
    assert_eq!(
        stage.attribute("nav", "aria-label").as_deref(),
        Some("Вы здесь")
    );
    let links: Vec<_> = stage
        .all("nav > ol > li > a")
        .iter()
        .map(|link| (link.get_attribute("href"), link.text_content()))
        .collect();
    let link = |href: &str, title: &str| (Some(href.to_owned()), Some(title.to_owned()));
    assert_eq!(links, [link("/", "Помощь"), link("/faq", "Ответы")]);
}
