use opora::ui::links::{Item, Look, links};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::Stage;

fn item(href: &str, title: &str) -> Item {
    Item {
        href: href.to_owned(),
        title: title.to_owned(),
        ..Item::default()
    }
}

#[wasm_bindgen_test]
fn links_are_a_list_in_the_given_order() {
    let stage = Stage::new(|| links(Look::Rows, vec![item("/b", "Б"), item("/a", "А")]));
    let found: Vec<_> = stage
        .all("ul > li > a")
        .iter()
        .map(|link| {
            (
                link.get_attribute("href").unwrap(),
                link.text_content().unwrap(),
            )
        })
        .collect();
    let link = |href: &str, title: &str| (href.to_owned(), title.to_owned());
    assert_eq!(found, [link("/b", "Б"), link("/a", "А")]);
}

#[wasm_bindgen_test]
fn icon_and_detail_are_drawn_where_there_are_some() {
    let full = Item {
        detail: "13 ответов".to_owned(),
        icon: "key".to_owned(),
        ..item("/a", "Коды")
    };
    let stage = Stage::new(|| links(Look::Tiles, vec![full, item("/b", "Пароль")]));
    assert_eq!(stage.text(".link__detail"), "13 ответов");
    assert!(stage.has("a[href='/a'] svg[aria-hidden=true]"));
    assert!(!stage.has("a[href='/b'] svg, a[href='/b'] .link__detail"));
}
