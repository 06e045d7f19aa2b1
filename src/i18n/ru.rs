//! Русский.

mod answer;
mod embed;
mod files;
mod form;
mod guide;
mod home;
mod intake;
mod reach;
mod receipt;
mod requests;
mod setting;
mod stock;
mod tracker;

use opora_contract::{request::EventKind, status::Status, upload::megabytes};

use super::{
    catalogue::{
        Contacts, Faq, Form, Missing, Notice, Outbox, Remote, Request, Search, Shell, Suggest,
    },
    plural::russian,
};

pub use self::{
    answer::{CARE, DIRECTIONS},
    embed::{EMBED, TOLD},
    files::{ASSISTANT, FILES},
    form::{AID, EDIT, REVIEW},
    guide::{GUIDE, GUIDES},
    home::{HOME, OWN},
    intake::INTAKE,
    reach::REACH,
    receipt::RECEIPT,
    requests::REQUESTS,
    setting::{NOTICES, SETTING},
    stock::STOCK,
    tracker::TRACKER,
};

pub const SHELL: Shell = Shell {
    site: "Помощь и поддержка",
    operator: "Связаться с оператором",
    write: "Написать обращение",
    breadcrumbs: "Вы здесь",
};

pub const OUTBOX: Outbox = Outbox {
    waiting: |count| format!("Ждёт отправки: {}", requests(count)),
    refused: |count| {
        format!(
            "Не отправлено: {}. Откройте и\u{a0}проверьте",
            requests(count)
        )
    },
    sent: |number| format!("Обращение отправлено, номер {number}"),
};

/// `2 обращения`.
fn requests(count: usize) -> String {
    format!(
        "{count}\u{a0}{}",
        russian(count, "обращение", "обращения", "обращений")
    )
}

pub const REMOTE: Remote = Remote {
    loading: "Загружаем",
    retry: "Попробовать ещё раз",
    offline: Notice {
        title: "Нет связи с порталом",
        detail: "Этого на вашем устройстве ещё нет, а то, что вы уже открывали, видно и без связи. Введённое сохранено. Проверьте подключение и попробуйте ещё раз или позвоните:",
    },
    timeout: Notice {
        title: "Портал долго не отвечает",
        detail: "Всё, что вы ввели, сохранено на этом устройстве. Попробуйте ещё раз через минуту.",
    },
    unexpected: Notice {
        title: "Портал ответил непонятно",
        detail: "Всё, что вы ввели, сохранено на этом устройстве. Обновите страницу. Если не поможет, позвоните нам.",
    },
};

pub const FAQ: Faq = Faq {
    title: "Ответы на вопросы",
    lead: "Выберите тему или найдите ответ поиском.",
    checked: |day| format!("Проверено {day}"),
    note: "Обратите внимание",
    related: "Похожие вопросы",
    guide: "Пройти по шагам",
    helpful: "Ответ помог?",
    yes: "Да",
    no: "Нет",
    thanks: "Спасибо, мы учтём вашу оценку.",
    what_is_missing: "Чего не хватило?",
    what_is_missing_hint: "Напишите, что непонятно или неверно. Личные данные не нужны. Поле можно не заполнять.",
    send_comment: "Отправить",
    vote_failed: "Оценка не отправилась: нет связи. Нажмите ещё раз позже.",
    not_helped: "Не нашли ответ?",
};

pub const SEARCH: Search = Search {
    title: "Поиск"
};

pub const SUGGEST: Suggest = Suggest {
    results_for: |query| format!("Поиск: {query}"),
    found: |count| {
        let verb = russian(count, "Найден", "Найдено", "Найдено");
        let noun = russian(count, "результат", "результата", "результатов");
        format!("{verb} {count}\u{a0}{noun}")
    },
    understood: |query| format!("Показаны результаты по запросу «{query}»"),
    empty: "Ничего не нашлось",
    empty_detail: "Попробуйте другие слова или короче. Можно выбрать тему, написать нам или спросить оператора.",
    topics: "Темы",
    all_topics: "Посмотреть все темы",
    label: "Подсказки",
    answers: "Готовые ответы",
    guides: "Пошаговые инструкции",
    forms: "Формы",
    contacts: "Связь и обращения",
    recent: "Вы искали",
    forget: "Очистить список",
    forgotten: "Список очищен",
    count: |count| {
        let noun = russian(count, "подсказка", "подсказки", "подсказок");
        format!("{count}\u{a0}{noun}. Выбирайте стрелками вверх и вниз")
    },
    none: "Подсказок нет. Нажмите Enter, чтобы искать",
    similar: "Возможно, ответ уже есть",
    new_tab: "откроется в новой вкладке",
};

const WEEKDAYS: [&str; 7] = [
    "в понедельник",
    "во вторник",
    "в среду",
    "в четверг",
    "в пятницу",
    "в субботу",
    "в воскресенье",
];

pub const CONTACTS: Contacts = Contacts {
    title: "Связаться с оператором",
    open: |until, min, max| format!("Сейчас открыто до {until}. Ждать {min}–{max}\u{a0}мин"),
    closed: |in_days, weekday, at| match in_days {
        0 => format!("Сейчас закрыто. Откроемся сегодня в\u{a0}{at}"),
        1 => format!("Сейчас закрыто. Откроемся завтра в\u{a0}{at}"),
        _ => {
            let day = WEEKDAYS
                .get(usize::from(weekday))
                .copied()
                .unwrap_or_default();
            format!("Сейчас закрыто. Откроемся {day} в\u{a0}{at}")
        }
    },
};

pub const FORM: Form = Form {
    choose_title: "Написать обращение",
    optional: "необязательно",
    required_note: "Заполните все поля, кроме отмеченных «необязательно».",
    errors: "Исправьте ошибки",
    error_prefix: "Ошибка: ",
    check: "Проверить и отправить",
    send: "Отправить запрос",
    sending: "Отправляем…",
    saved: |time| format!("Сохранено на этом устройстве, {time}"),
    saving_failed: "Не удаётся сохранить на этом устройстве. Не закрывайте страницу, пока не отправите.",
    saving_off: "На этом устройстве ничего не сохраняется. Не закрывайте страницу, пока не отправите.",
    foreign_on: "Это чужое устройство: ничего не сохранять",
    foreign_off: "Сохранять на этом устройстве",
    keeping: "Снова сохраняем на этом устройстве",
    restored: "Мы сохранили то, что вы начали писать. Можно продолжать.",
    discard: "Начать заново",
    discarded: "Черновик удалён",
    leave_aside: "Оставить его и начать другое",
    left_aside: "Черновик остался в разделе «Мои обращения»",
    from_link: |labels| format!("По ссылке уже заполнено: {labels}. Проверьте, верно ли это"),
    repair: |value| format!("Исправить на {value}"),
    entry: |label, entry| format!("{label} {entry}"),
    add_entry: |label| format!("Добавить: {label}"),
    remove_entry: |entry| format!("Убрать: {entry}"),
    removed_entry: |entry| format!("Убрано: {entry}"),
    terms: "На что вы соглашаетесь",
    counter: |actual, max| format!("{actual} из {max}"),
    counter_over: |over| format!("Лишних символов: {over}"),
    megabytes: |bytes| format!("{}\u{a0}МБ", megabytes(bytes, ',')),
    not_sent: Notice {
        title: "Обращение не отправлено",
        detail: "Всё, что вы написали, сохранено на этом устройстве. Попробуйте отправить ещё раз.",
    },
    not_sent_foreign: "Всё осталось в форме. На чужом устройстве мы ничего не сохраняем: дождитесь связи и отправьте ещё раз.",
    queued: Notice {
        title: "Обращение сохранено и ждёт связи",
        detail: "Оно лежит на этом устройстве и уйдёт само, когда портал станет доступен. \
                 Не закрывайте эту вкладку или откройте сайт позже: номер появится в разделе «Мои обращения».",
    },
    queued_all: "Мои обращения",
    queued_next: "На главную",
};

pub const REQUEST: Request = Request {
    change: "Изменить",
    change_until: |time| format!("Можно до\u{a0}{time}"),
    title: |number| format!("Обращение {number}"),
    sentence: |status| match status {
        Status::Accepted => "Обращение зарегистрировано и скоро попадёт к специалисту.",
        Status::InProgress => "Обращение рассматривает специалист.",
        Status::Approval => "Решение готово и ждёт подписи уполномоченного лица.",
        Status::WaitingDocuments => "Чтобы продолжить, нужны ваши документы.",
        Status::Approved => "Решение положительное: ответ готов.",
        Status::Refused => "В просьбе отказано. Причина и что можно сделать\u{a0}— в журнале ниже.",
        Status::Sent => "Документ отправлен вам.",
        Status::Closed => "Обращение закрыто.",
        Status::Unknown => "Статус уточняется. Обновите страницу или позвоните нам.",
    },
    term_day: |day| format!("Ответ до {day}"),
    term_range: |from, to| format!("Ответ с {from} до {to}"),
    actions: "Что нужно сделать",
    no_actions: "Дальнейшие действия не требуются",
    due: |day| format!("до {day}"),
    timeline: "Ход рассмотрения",
    done: "пройдено",
    current: "сейчас",
    ahead: "впереди",
    journal: "Журнал обращения",
    journal_when: "Когда",
    journal_who: "Кто",
    journal_what: "Что и почему",
    applicant: "Вы",
    system: "Система",
    staff: "Специалист",
    sent: "Что вы отправили",
    files: "Файлы",
    refresh: "Обновить статус",
    refreshed: |time| format!("Проверено в {time}"),
    changed: |status| format!("Статус изменился: {status}"),
    locked: "Это обращение не открыто на этом устройстве",
    locked_detail: "Введите телефон или почту, которые вы указали в обращении, и мы покажем его статус.",
    event: |kind| match kind {
        EventKind::Created => "Обращение отправлено",
        EventKind::StatusChanged => "Статус изменён",
        EventKind::Edited => "Обращение исправлено",
        EventKind::DocumentsAdded => "Добавлены документы",
        EventKind::Withdrawn => "Обращение отозвано",
        EventKind::StageChanged => "Следующий этап",
        EventKind::TermMoved => "Срок изменён",
        EventKind::Assigned => "Назначен специалист",
        EventKind::Messaged => "Сообщение",
        EventKind::Repeated => "Запрос повторён",
        EventKind::Hastened => "Повторный запрос с напоминанием",
        EventKind::Escalated => "Передано руководителю службы поддержки",
        EventKind::Reopened => "Передано на следующий уровень",
        EventKind::Resolved => "Проблема решена",
        EventKind::Rated => "Работа оценена",
        EventKind::KeyChanged => "Ссылки на обращение заменены",
        EventKind::Resent => "Уведомление отправлено повторно",
        EventKind::Unknown => "Изменение",
    },
};

pub const MISSING: Missing = Missing {
    title: "Такой страницы нет",
    detail: "Возможно, в адресе опечатка или страница переехала. Найдите нужное поиском или начните с главной.",
    home: "На главную",
};
