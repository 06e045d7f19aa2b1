use js_sys::Array;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{lines, placed, visited};

const FRAME: &str = include_str!("../../../public/frame.js");
const START: &str =
    "https://help.example.ru/faq?embed=1&host=https%3A%2F%2Fcity.example.ru&theme=dark";

fn handed(steps: &[(&str, &str)]) -> Vec<String> {
    let steps = steps
        .iter()
        .map(|(name, address)| Array::of2(&(*name).into(), &(*address).into()));
    lines(&visited(FRAME, START, &steps.collect()))
}

#[wasm_bindgen_test]
fn every_address_goes_on_saying_that_it_is_in_a_frame() {
    let kept = "embed=1&host=https%3A%2F%2Fcity.example.ru&theme=dark";
    let found = handed(&[
        ("pushState", "/search?q=%D0%BA%D0%BE%D0%B4"),
        ("replaceState", "/requests#key"),
        ("pushState", "?view=history"),
    ]);
    let expected = [
        format!("https://help.example.ru/search?q=%D0%BA%D0%BE%D0%B4&{kept}"),
        format!("https://help.example.ru/requests?{kept}#key"),
        format!("https://help.example.ru/requests?view=history&{kept}"),
    ];
    assert_eq!(found, expected);
}

#[wasm_bindgen_test]
fn another_theme_of_the_portal_stays() {
    let found = handed(&[
        (
            "replaceState",
            "/faq?embed=1&host=https%3A%2F%2Fcity.example.ru&theme=light",
        ),
        ("pushState", "/guides"),
    ]);
    assert!(found[1].ends_with("theme=light"), "{found:?}");
}

#[wasm_bindgen_test]
fn what_is_kept_is_named_after_the_page_around() {
    let place = |query: &str| {
        placed(
            FRAME,
            &format!("https://help.example.ru/faq?embed=1{query}"),
        )
    };
    let city = place("&host=https%3A%2F%2Fcity.example.ru");
    assert_eq!(city.as_deref(), Some("@https://city.example.ru"));
    assert_eq!(place("").as_deref(), Some("@"));
    // Its own page around is no other portal.
    assert_eq!(place("&host=https%3A%2F%2Fhelp.example.ru"), None);
}
