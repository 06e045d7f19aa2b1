//! Suggestions under a search box: a combobox with a list (ARIA Authoring Practices, «Editable combobox with list
//! autocomplete»). The focus stays in the input.

mod list;
mod row;

use std::cell::RefCell;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};

use self::list::{List, draw};
use crate::{
    api::{Client, use_client},
    browser::{attribute, event, live, timer},
    i18n::{Texts, use_texts},
    search::{self, recent},
};

/// How many suggestions there are at most.
const MOST: usize = 10;

/// How long a person must have paused before the number of suggestions is said, in milliseconds.
const PAUSE: u64 = 700;

thread_local! {
    /// The boxes that have a list, each with the owner of it.
    static BOXES: RefCell<Vec<(HtmlInputElement, Owner)>> = const { RefCell::new(Vec::new()) };
}

/// A chunk of its own, loaded when a search box gets the focus for the first time.
#[cfg_attr(not(feature = "components"), lazy)]
pub async fn suggest(input: HtmlInputElement, owner: Owner) {
    BOXES.with_borrow_mut(|boxes| {
        // Pages go with their boxes.
        boxes.retain(|(input, owner)| {
            let stays = input.is_connected();
            if !stays {
                owner.cleanup();
            }
            stays
        });
        // The box may have got its list while this code was on its way.
        if !input.has_attribute("aria-expanded") {
            let own = owner.child();
            own.with(|| attach(&input));
            boxes.push((input, own));
        }
    });
}

/// Gives a search box its list. Lives as long as the owner, or until the box is gone.
pub fn attach(input: &HtmlInputElement) {
    let Some(form) = input.closest("form").ok().flatten() else {
        return;
    };
    let Ok(form) = form.dyn_into::<HtmlElement>() else {
        return;
    };
    let combobox = Combobox {
        list: List::new(input.clone()),
        client: use_client(),
        texts: use_texts(),
        turn: StoredValue::new(0),
    };
    let (list, texts) = (combobox.list.clone(), combobox.texts);
    let mounted = StoredValue::new_local(Some(mount_to(form.clone(), move || draw(list, texts))));
    let bare = input.clone();
    on_cleanup(move || {
        mounted.try_update_value(Option::take);
        // The next owner gives the box a list of its own.
        attribute::set(&bare, "aria-expanded", None);
    });
    combobox.listen(&form);
    combobox.update();
}

#[derive(Clone)]
struct Combobox {
    list: List,
    client: Client,
    texts: Texts,
    /// Counts what was typed: an answer to something older is not shown.
    turn: StoredValue<u32>,
}

impl Combobox {
    fn listen(&self, form: &HtmlElement) {
        let input = &self.list.input;
        for name in ["input", "click", "focus"] {
            let own = self.clone();
            event::listen(input, name, move |_| own.update());
        }
        let own = self.clone();
        event::listen(input, "blur", move |_| own.close());
        let own = self.clone();
        event::listen(form, "submit", move |_| {
            recent::keep(&own.list.input.value());
            own.close();
        });
        let own = self.clone();
        event::listen(input, "keydown", move |event| {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                own.press(event);
            }
        });
    }

    fn close(&self) {
        self.next_turn();
        self.list.close();
    }

    fn next_turn(&self) -> u32 {
        let turn = self
            .turn
            .try_get_value()
            .unwrap_or_default()
            .wrapping_add(1);
        self.turn.try_set_value(turn);
        turn
    }

    /// Shows what fits what is typed now.
    fn update(&self) {
        let turn = self.next_turn();
        let text = self.list.input.value();
        if text.trim().is_empty() {
            self.list.show(row::searched(self.texts));
            return;
        }
        let own = self.clone();
        leptos::task::spawn_local(async move {
            // Without an index there are no suggestions; the search itself still works.
            let Some(search) = search::load(&own.client).await else {
                return;
            };
            let results = search(text, MOST).await;
            if own.turn.try_get_value() == Some(turn) {
                own.list.show(row::found(results, own.texts));
                own.tell(turn);
            }
        });
    }

    /// Says how many there are once the person has paused.
    fn tell(&self, turn: u32) {
        let own = self.clone();
        timer::after_millis(PAUSE, move || {
            if own.turn.try_get_value() == Some(turn) && own.list.has_focus() {
                let count = own.list.rows();
                let words = own.texts.suggest();
                live::announce(&if count == 0 {
                    words.none.to_owned()
                } else {
                    (words.count)(count)
                });
            }
        });
    }

    fn press(&self, event: &KeyboardEvent) {
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if !self.list.is_open() => self.update(),
            "ArrowDown" => self.list.step(true),
            "ArrowUp" => self.list.step(false),
            "Escape" if self.list.is_open() => self.close(),
            "Enter" => match self.list.active_row() {
                Some(row) => row.click(),
                None => return,
            },
            _ => return,
        }
        event.prevent_default();
    }
}
