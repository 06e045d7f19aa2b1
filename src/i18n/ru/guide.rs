//! Слова вокруг пошаговых инструкций.

use opora_contract::guide::{Check, Difficulty, State};

use crate::i18n::{
    catalogue::{Guide, Guides, Notice},
    plural::russian,
};

pub const GUIDES: Guides = Guides {
    title: "Самообслуживание",
    lead: "Инструкции по шагам: один шаг за раз, с\u{a0}картинкой и проверкой. Можно прерваться: мы запомним место на этом устройстве.",
    situation: "Что у\u{a0}вас случилось",
    any: "Все инструкции",
    none: "Для этой ситуации инструкций пока нет. Посмотрите все или напишите нам.",
    found: |count| {
        format!(
            "{count}\u{a0}{}",
            russian(count, "инструкция", "инструкции", "инструкций")
        )
    },
    steps,
    minutes,
    difficulty: |difficulty| match difficulty {
        Difficulty::Easy | Difficulty::Unknown => "просто",
        Difficulty::Medium => "понадобится внимание",
        Difficulty::Hard => "непросто",
    },
    organisation: "для организаций",
    begun: "вы начали",
};

fn steps(count: usize) -> String {
    format!("{count}\u{a0}{}", russian(count, "шаг", "шага", "шагов"))
}

fn minutes(count: u32) -> String {
    format!("{count}\u{a0}мин")
}

pub const GUIDE: Guide = Guide {
    needs: "Что понадобится",
    steps: "Шаги",
    start: "Начать",
    go_on: |number| format!("Продолжить с\u{a0}шага\u{a0}{number}"),
    look_again: "Посмотреть итог",
    anew: "Начать заново",
    forgotten: "Отметки этой инструкции стёрты",
    step_of: |number, count| format!("Шаг\u{a0}{number} из\u{a0}{count}"),
    minutes_left: |left| format!("осталось около {}", minutes(left)),
    state: |state| match state {
        State::Done => "Сделано",
        State::Open => "Можно начинать",
        State::Locked => "Пока закрыт",
        State::Problem => "Есть проблема",
    },
    here: "вы здесь",
    look_for: |target| format!("Найдите: «{}»", target.trim_matches(['«', '»'])),
    stop: "Остановить движение",
    play: "Показать движение",
    confirm: "Проверьте себя",
    done: "Готово, дальше",
    onward: "Дальше",
    try_out: "Проверить и продолжить",
    back: "Назад",
    tick_all: "Отметьте каждый пункт. Если чего‑то нет, нажмите «Не получилось»",
    choose: "Выберите один из вариантов, и мы покажем ваш путь",
    stays_here: "То, что вы введёте, никуда не отправляется.",
    choose_file: "Выбрать файл для проверки",
    file_fits: |name| format!("Файл «{name}» подойдёт"),
    checking: "Проверяем",
    check: "Проверить",
    check_again: "Проверить ещё раз",
    skip: "Продолжить без проверки",
    good: |check| match check {
        Check::Browser => "Браузер подходит: в\u{a0}нём есть всё нужное",
        Check::Cookies => "Файлы cookie разрешены",
        Check::Javascript => "JavaScript включён",
        Check::Notifications => "Уведомления разрешены",
        Check::Connection => "Связь есть: портал отвечает",
        Check::Status | Check::Unknown => "Проверка пройдена",
    },
    bad: |check| match check {
        Check::Browser => {
            "Браузеру не хватает нужных функций. Обновите его или откройте страницу в\u{a0}другом"
        }
        Check::Cookies => {
            "Файлы cookie запрещены. Разрешите их в\u{a0}настройках браузера и проверьте ещё раз"
        }
        Check::Connection => {
            "Портал не отвечает. Проверьте подключение к\u{a0}интернету и попробуйте ещё раз"
        }
        Check::Notifications => {
            "Уведомления не разрешены. Разрешите их для этого сайта в\u{a0}настройках браузера"
        }
        Check::Status => {
            "На этом устройстве нет обращения, которое можно открыть. Найдите его по номеру в\u{a0}«Моих обращениях»"
        }
        Check::Javascript | Check::Unknown => "Проверка не пройдена",
    },
    status: |number, status| format!("Обращение {number}: «{status}»"),
    failed: "Не получилось",
    help: "Что могло помешать",
    no_help: "Ничего не помогло?",
    parcel: "Что передать в\u{a0}обращение",
    parcel_hint: "Так вам не посоветуют то же самое. Исправьте или сотрите, если не хотите передавать.",
    write: "Написать с\u{a0}этими сведениями",
    write_bare: "Написать без них",
    parcel_text: |guide, step| format!("Инструкция: {guide}.\nНе получилось на шаге: {step}."),
    parcel_tried: "Уже прочитано и опробовано:",
    locked: |asked, open| format!("Шаг\u{a0}{asked} пока закрыт, поэтому открыт шаг\u{a0}{open}"),
    locked_detail: "Подтвердите его, и следующий откроется. Так ничего не пропустите.",
    changed: Notice {
        title: "Инструкция обновилась с\u{a0}вашего прошлого раза",
        detail: "Отметки о\u{a0}шагах, которые в\u{a0}ней остались, сохранены. Просмотрите сделанное ещё раз.",
    },
    unsaved: Notice {
        title: "Устройство не сохраняет ваше место",
        detail: "Пока эта страница открыта, всё на месте. Чтобы не потерять его, освободите память или скопируйте ссылку внизу.",
    },
    all: "Показать все шаги",
    one_by_one: "Идти по шагам",
    print: "Распечатать",
    phone: "Продолжить на телефоне",
    phone_detail: "Наведите камеру телефона на код или отправьте себе ссылку. Место, где вы остановились, откроется там же.",
    code: "Код со ссылкой на это место инструкции",
    copy: "Скопировать ссылку",
    copied: "Ссылка скопирована",
    copy_failed: "Браузер не дал скопировать. Выделите ссылку и скопируйте сами",
    if_chosen: |answer, step| format!("«{answer}»: переходите к\u{a0}шагу «{step}»"),
    if_end: |answer| format!("«{answer}»: на этом всё"),
    then: |step| format!("После этого переходите к\u{a0}шагу «{step}»"),
    then_end: "На этом всё",
    when_fails: "Если не получилось",
    finished: "Все шаги пройдены",
    finish_title: "Готово",
    related: "Ответы об этом",
    other_guides: "Другие инструкции",
    form: "Если вопрос остался",
    track: "Мои обращения и их статус",
    simple: "Крупно и просто",
    leave: "Быстро уйти",
    leave_hint: "Откроется погода вместо этой страницы. Или трижды нажмите Esc. Отметки шагов сотрутся, но адреса могут остаться в\u{a0}истории браузера",
    helpful: "Этот шаг понятен?",
};
