//! Первая страница.

use opora_contract::contact::Desk;

use crate::i18n::{
    catalogue::{Home, Own},
    plural::russian,
};

/// Дольше этого, в минутах, ждать у телефона уже не быстрее всего.
const SHORT_WAIT: u16 = 5;

pub const HOME: Home = Home {
    title: "Чем помочь?",
    lead: "Найдите ответ, напишите нам или узнайте, что с вашим обращением.",
    placeholder: "Опишите своими словами",
    search: "Найти",
    popular: "Часто спрашивают:",
    situations: "Частые ситуации",
    guides: "Самообслуживание",
    all_guides: "Все инструкции по шагам",
    account: "Личный кабинет",
    minutes: |count| format!("По шагам, {count}\u{a0}мин"),
    directions: "С\u{a0}чем вы пришли",
    all_topics: "Все темы",
    answers: |count| {
        format!(
            "{count}\u{a0}{}",
            russian(count, "ответ", "ответа", "ответов")
        )
    },
    updates: "Недавно проверили",
    checked: |day| format!("Проверено {day}"),
    write: "Написать обращение",
    write_detail: "Круглосуточно. Можно приложить документы и\u{a0}снимки экрана.",
    follow: "Проверить обращение",
    follow_detail: "По номеру и контакту, без входа в личный кабинет",
    contacts: "Связаться с оператором",
    advice: |desk| match desk {
        Desk::Open { wait_max, .. } if wait_max <= SHORT_WAIT => "Сейчас быстрее всего позвонить.",
        Desk::Open { .. } => {
            "Сейчас звонков много. Чтобы не\u{a0}ждать, закажите звонок или напишите."
        }
        Desk::Closed { .. } => "Сейчас удобнее написать или заказать звонок.",
    },
    callback: "Обратный звонок",
    all_contacts: "Все способы связи",
    why: "Почему я это вижу",
    why_detail: "Сначала стоит то, что на\u{a0}этой странице вы открывали чаще. Это считает ваш браузер: число хранится только на\u{a0}этом устройстве и никуда не\u{a0}отправляется. Чаще всего вы открывали:",
    opened: |name, count| {
        format!(
            "{name}: {count}\u{a0}{}",
            russian(count as usize, "раз", "раза", "раз")
        )
    },
    usual: "Вернуть обычный порядок",
    usual_done: "Готово: счёт стёрт. Обычный порядок будет, когда вы откроете страницу снова.",
};

pub const OWN: Own = Own {
    title: "Ваши дела",
    request: |number, status| format!("Обращение {number} · {status}"),
    action: |text| format!("Нужно от\u{a0}вас: {text}"),
    no_action: "Дальнейшие действия не требуются",
    as_of: |moment| format!("Статус на\u{a0}{moment}"),
    guide: "Начатая инструкция",
    done: |done, all| {
        format!(
            "Сделано {done} из\u{a0}{all}\u{a0}{}",
            russian(all, "шага", "шагов", "шагов")
        )
    },
    draft: "Черновик",
    untitled: "Без темы",
    saved: |moment| format!("Сохранён на\u{a0}этом устройстве {moment}"),
    all: "Мои обращения",
    hide: "Скрыть сообщение",
    hidden: "Сообщение о сбое скрыто. Если что-то изменится, покажем его снова.",
    outage: |title| format!("Известный сбой: {title}"),
};
