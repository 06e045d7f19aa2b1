//! Слова страницы контактов и обратного звонка.

use crate::i18n::{catalogue::Reach, plural::russian};

const ON_WEEKDAY: [&str; 7] = [
    "в\u{a0}понедельник",
    "во\u{a0}вторник",
    "в\u{a0}среду",
    "в\u{a0}четверг",
    "в\u{a0}пятницу",
    "в\u{a0}субботу",
    "в\u{a0}воскресенье",
];

/// `завтра в 8:00`.
fn opens(in_days: u16, weekday: u16, at: &str) -> String {
    match in_days {
        0 => format!("сегодня в\u{a0}{at}"),
        1 => format!("завтра в\u{a0}{at}"),
        _ => {
            let day = ON_WEEKDAY.get(usize::from(weekday)).copied();
            format!("{} в\u{a0}{at}", day.unwrap_or_default())
        }
    }
}

pub const REACH: Reach = Reach {
    lead: "Выберите, как вам удобнее. Писать можно круглосуточно, операторы отвечают по расписанию.",
    both: |moscow, own| format!("{moscow} по\u{a0}Москве ({own} у\u{a0}вас)"),
    open: |until| format!("Сейчас операторы отвечают, до\u{a0}{until}"),
    closed: |in_days, weekday, at| {
        format!(
            "Сейчас операторы не\u{a0}отвечают. Начнут {}",
            opens(in_days, weekday, at)
        )
    },
    closed_long: |day, at| format!("Сейчас операторы не\u{a0}отвечают. Начнут {day}, в\u{a0}{at}"),
    wait: |min, max| format!("Ждать {min}–{max}\u{a0}мин"),
    max_wait: |max| format!("не\u{a0}дольше {max}\u{a0}мин"),
    no_wait: "Сейчас никто не ответит: закажите обратный звонок",
    now: "Сейчас",
    matter: "С чем вы обращаетесь",
    any_matter: "С любым вопросом",
    recommended: |channel| format!("Советуем: {channel}"),
    best_now: "Советуем сейчас",
    always: "Круглосуточно",
    desk: "По расписанию операторов",
    own_hours: "У каждого пункта свои часы",
    when: "Когда",
    how_soon: "Ответ",
    languages: "Языки",
    cost: "Стоимость",
    helps: "С чем поможет",
    prepare: "Что подготовить",
    channels: "Все способы связи",
    hours: "Когда отвечают операторы",
    day: "День",
    moscow: "По Москве",
    yours: "У вас",
    today: "сегодня",
    day_off: "Выходной",
    holiday: "Праздник",
    waits: "Сколько ждать ответа по телефону сегодня",
    wait_part: |from, to, min, max| format!("С {from} до {to}: {min}–{max}\u{a0}мин"),
    waits_note: "Время московское. Вне этих часов оставьте заявку на обратный звонок.",
    region: "Регион",
    all_regions: "Все регионы",
    lines: "Телефонные линии",
    special: "Для людей с ограниченными возможностями",
    offices: "Пункты помощи",
    offices_lead: "Если услуги нет в интернете или нужна помощь лично.",
    find_office: "Город, название или адрес",
    found: |count| {
        let noun = russian(count, "пункт", "пункта", "пунктов");
        format!("Найдено: {count}\u{a0}{noun}")
    },
    no_office: "Таких пунктов нет. Уберите часть слов или выберите другой регион. Позвонить и написать можно отовсюду.",
    sample: "Это пример: организация заменит линии, адреса и часы своими.",
    office_open: |until| format!("Открыто до {until}"),
    office_closed: |in_days, weekday, at| {
        format!("Закрыто. Откроется {}", opens(in_days, weekday, at))
    },
    services: "Чем помогут",
    book: "Записаться на приём",
    own_clock: "Время местное",
    weekdays: ["пн", "вт", "ср", "чт", "пт", "сб", "вс"],
    ready: "Что подготовить",
    ready_lead: "Чаще всего хватает первого. Остальное спросим, только если без него не обойтись.",
    applicants: "Кто может обратиться",
    call_until: |until| format!("Позвоним до\u{a0}{until}"),
    call_between: |day, hours| format!("Позвоним: {day}, {hours}"),
    call_over: |until| {
        format!(
            "Звонок обещали до: {until}. Если его не\u{a0}было, позвоните нам или напишите в\u{a0}этом обращении"
        )
    },
    call_promise: "Если отправить сейчас",
    call_promise_note: "Или выберите время сами: ниже, под вопросом «Когда позвонить».",
    slot_day: "День",
    slot_times: "Свободное время",
    slot_none: "Свободного времени в ближайшие дни нет. Выберите «Как можно скорее» или позвоните нам.",
    slot_chosen: |slot| format!("Вы выбрали: {slot}"),
    slot_hour: |own| format!("{own} у\u{a0}вас"),
};
