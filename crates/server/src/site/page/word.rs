//! What stands around the first words of a page.

use opora_contract::language::{
    Base::{En, Ru},
    Language,
};

use crate::text::say;

/// The app's words (`src/i18n`) that stand around those of the content.
pub struct Words {
    pub site: &'static str,
    pub here: &'static str,
    pub faq: &'static str,
    pub guides: &'static str,
    pub write: &'static str,
    pub note: &'static str,
    /// To whoever has no JavaScript.
    pub script: &'static str,
}

const RU: Words = Words {
    site: "Помощь и поддержка",
    here: "Вы здесь",
    faq: "Ответы на вопросы",
    guides: "Самообслуживание",
    write: "Написать обращение",
    note: "Обратите внимание",
    script: "Чтобы открыть страницу целиком, включите JavaScript. По телефону внизу помогут и без него.",
};

const EN: Words = Words {
    site: "Help and support",
    here: "You are here",
    faq: "Questions and answers",
    guides: "Self-service",
    write: "Send a request",
    note: "Please note",
    script: "Turn on JavaScript to see the whole page. The phone number below helps without it, too.",
};

pub fn words(language: Language) -> Words {
    let own = match language.base() {
        Ru => &RU,
        En => &EN,
    };
    let said = |text| say(text, language);
    Words {
        site: said(own.site),
        here: said(own.here),
        faq: said(own.faq),
        guides: said(own.guides),
        write: said(own.write),
        note: said(own.note),
        script: said(own.script),
    }
}
