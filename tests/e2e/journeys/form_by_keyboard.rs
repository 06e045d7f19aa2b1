//! Every form without a mouse and for screen readers: empty, with errors, reviewed and sent. A new form is one more table.

use anyhow::{Result, bail, ensure};
use opora_e2e::{Axe, Citizen, Key, Outcome, Stage, journey, until};

use crate::letter::{
    CHECK, CONSENT, DESCRIPTION, EMAIL, PHONE, REVIEW, SEND, SPACED_PHONE, SUBJECT,
    number_on_receipt, only_request,
};

/// A form as somebody fills it.
struct Sheet {
    path: &'static str,
    heading: &'static str,
    /// What is typed first into one of the fields, and what is said of it then: label, value, message.
    mistake: [&'static str; 3],
    /// Labels and answers in the order of the form: an option, a text, nothing for a box to tick or a button to press.
    /// The first is the first that cannot stay empty.
    answers: &'static [(&'static str, &'static str)],
}

/// Options of a choice, at most.
const OPTIONS: usize = 12;
const NUMBER: &str = "Номер обращения";
const EMAILED: (&str, &str) = (EMAIL, "anna@example.ru");
const AGREED: (&str, &str) = (CONSENT, "");
const WRONG_EMAIL: [&str; 3] = [EMAIL, "anna@", "неверный адрес почты"];
const WRONG_PHONE: [&str; 3] = [PHONE, "12", "неверный номер телефона"];
/// Numbers of persons: whether the review shows them is not told here.
const SNILS: &str = "СНИЛС";

/// Walks through a form by keyboard alone, with axe at every stop.
async fn walks(stage: &mut Stage, sheet: &Sheet) -> Result<()> {
    let axe = Axe::read()?;
    let citizen = stage.citizen().await?;
    citizen.opens(sheet.path).await?;
    citizen.sees_page(sheet.heading).await?;
    is_clean(&citizen, &axe, "empty").await?;

    press(&citizen, CHECK).await?;
    citizen.is_focused_on("error-summary").await?;
    is_clean(&citizen, &axe, "with errors").await?;
    // From the summary to the first mistake.
    citizen.hits(Key::Tab).await?;
    citizen.hits(Key::Enter).await?;
    let (first, _) = sheet.answers[0];
    until(&format!("the focus on «{first}»"), async || {
        let focus = citizen.focus().await?;
        ensure!(focus.question == first, "the focus is on {focus:?}");
        Ok(Some(()))
    })
    .await?;

    let [wrong, mistake, message] = sheet.mistake;
    for &(label, answer) in sheet.answers {
        if label == wrong {
            errs(&citizen, label, mistake, message).await?;
        }
        answers(&citizen, label, answer).await?;
    }
    press(&citizen, CHECK).await?;
    citizen.arrives_at(REVIEW).await?;
    for (label, answer) in sheet.answers {
        if *label != SNILS {
            citizen.sees_in(".review", answer).await?;
        }
    }
    is_clean(&citizen, &axe, "in review").await?;

    press(&citizen, SEND).await?;
    let number = number_on_receipt(&citizen).await?;
    citizen.arrives_at(&format!("Обращение {number}")).await?;
    is_clean(&citizen, &axe, "after sending").await?;
    let row = only_request(&stage.portal).await?;
    ensure!(row.number == number, "the staff sees {row:?}");
    Ok(())
}

async fn is_clean(citizen: &Citizen, axe: &Axe, state: &str) -> Result<()> {
    let report = citizen.examines(axe).await?;
    ensure!(report.is_empty(), "{state}: {report}");
    Ok(())
}

/// Tabs to a button and presses it.
async fn press(citizen: &Citizen, words: &str) -> Result<()> {
    citizen.tabs_to(words, |focus| focus.text == words).await?;
    citizen.hits(Key::Enter).await
}

/// Types what is wrong, leaves the field, hears of it and comes back.
async fn errs(citizen: &Citizen, label: &str, text: &str, message: &str) -> Result<()> {
    answers(citizen, label, text).await?;
    citizen.hits(Key::Tab).await?;
    citizen.sees(message).await?;
    let mut passed = Vec::new();
    loop {
        citizen.hits_with_shift(Key::Tab).await?;
        let focus = citizen.focus().await?;
        if focus.question == label {
            return Ok(());
        }
        passed.push(focus);
        ensure!(passed.len() < 5, "Shift+Tab does not lead back: {passed:?}");
    }
}

/// Goes to a question, if the focus is not there yet, and answers it.
async fn answers(citizen: &Citizen, label: &str, answer: &str) -> Result<()> {
    if citizen.focus().await?.question != label {
        let is_there = |focus: &opora_e2e::Focus| focus.question == label || focus.text == label;
        citizen.tabs_to(label, is_there).await?;
    }
    match citizen.focus().await?.kind.as_str() {
        "radio" => chooses(citizen, answer).await,
        "checkbox" => citizen.hits(Key::Space).await,
        "button" => {
            citizen.hits(Key::Enter).await?;
            // It leads to what it has made.
            until(&format!("what «{label}» does"), async || {
                let focus = citizen.focus().await?;
                Ok((focus.text != label && !focus.question.is_empty()).then_some(()))
            })
            .await
        }
        _ => {
            // Reached by Tab, a line is selected whole: what is typed takes its place.
            citizen.writes(answer).await
        }
    }
}

/// Chooses one of the options of the question that has the focus.
async fn chooses(citizen: &Citizen, option: &str) -> Result<()> {
    citizen.hits(Key::Space).await?;
    let mut passed = Vec::new();
    for _ in 0..OPTIONS {
        let label = citizen.focus().await?.label;
        if label == option {
            ensure!(
                citizen.has_chosen(option).await?,
                "«{option}» is not chosen"
            );
            return Ok(());
        }
        passed.push(label);
        citizen.hits(Key::Down).await?;
    }
    bail!("«{option}» is none of {passed:?}")
}

#[test]
fn an_error_is_reported_by_keyboard_alone() -> Outcome {
    journey(async |stage| {
        walks(
            stage,
            &Sheet {
                path: "/requests/new/feedback",
                heading: "Форма обратной связи",
                mistake: WRONG_EMAIL,
                answers: &[
                    ("Категория обращения", "Ошибка"),
                    (SUBJECT, "Исправить форму заявления"),
                    (DESCRIPTION, "Нажимаю «Сохранить», и все поля пустые."),
                    ("На какой странице ошибка", "/requests/new/application"),
                    ("Какое сообщение появилось", "Ошибка 500"),
                    ("Устройство и браузер", "Ноутбук, Firefox"),
                    ("Раздел", "Техническая поддержка"),
                    ("О чём обращение", "Технические проблемы с порталом"),
                    EMAILED,
                    AGREED,
                ],
            },
        )
        .await
    })
}

#[test]
fn a_question_is_asked_by_keyboard_alone() -> Outcome {
    journey(async |stage| {
        walks(
            stage,
            &Sheet {
                path: "/requests/new/feedback",
                heading: "Форма обратной связи",
                mistake: [NUMBER, "7KQ4-22HZ", "такого номера обращения не бывает"],
                answers: &[
                    ("Категория обращения", "Запрос информации"),
                    (SUBJECT, "Уточнить срок рассмотрения"),
                    (DESCRIPTION, "Ответ обещали в октябре, его ещё нет."),
                    ("Раздел", "Не знаю, определить автоматически"),
                    (NUMBER, "7KQ4-22H2"),
                    ("Критический срок", "2027-12-01"),
                    EMAILED,
                    AGREED,
                ],
            },
        )
        .await
    })
}

#[test]
fn a_suggestion_is_made_by_keyboard_alone() -> Outcome {
    journey(async |stage| {
        walks(
            stage,
            &Sheet {
                path: "/requests/new/feedback",
                heading: "Форма обратной связи",
                mistake: WRONG_EMAIL,
                answers: &[
                    ("Категория обращения", "Предложение"),
                    ("О чём предложение", "Упростить порядок"),
                    (SUBJECT, "Сократить анкету на две страницы"),
                    (DESCRIPTION, "Одни и те же сведения спрашивают дважды."),
                    EMAILED,
                    AGREED,
                ],
            },
        )
        .await
    })
}

#[test]
fn a_complaint_is_sent_by_keyboard_alone() -> Outcome {
    journey(async |stage| {
        walks(
            stage,
            &Sheet {
                path: "/requests/new/feedback",
                heading: "Форма обратной связи",
                mistake: WRONG_PHONE,
                answers: &[
                    ("Категория обращения", "Жалоба"),
                    ("На что вы жалуетесь", "Плохое качество услуги"),
                    ("На какой орган", "МФЦ на улице Ленина"),
                    (SUBJECT, "Разобраться с обслуживанием"),
                    (DESCRIPTION, "Три часа в очереди, документы не приняли."),
                    (PHONE, SPACED_PHONE),
                    AGREED,
                ],
            },
        )
        .await
    })
}

#[test]
fn a_status_is_asked_for_by_keyboard_alone() -> Outcome {
    journey(async |stage| {
        walks(
            stage,
            &Sheet {
                path: "/requests/new/status",
                heading: "Запрос статуса",
                mistake: [NUMBER, "7KQ4-22HZ", "такого номера обращения не бывает"],
                answers: &[
                    (NUMBER, "7KQ4-22H2"),
                    (
                        "Что вы хотите узнать",
                        "Есть ли замечания, требующие уточнения от заявителя?",
                    ),
                    ("Что ещё важно", "Ответ обещали ещё вчера."),
                    EMAILED,
                    AGREED,
                ],
            },
        )
        .await
    })
}

#[test]
fn a_decision_is_disputed_by_keyboard_alone() -> Outcome {
    journey(async |stage| {
        walks(
            stage,
            &Sheet {
                path: "/requests/new/dispute",
                heading: "Оспорить решение",
                mistake: ["От какого дня", "14.03.2026", "Введите 2026-03-14"],
                answers: &[
                    (NUMBER, "7KQ4-22H2"),
                    ("Причина спора", "Отказ в предоставлении услуги"),
                    (
                        "Какое решение вы оспариваете",
                        "Отказ в справке от 12 ноября",
                    ),
                    ("Что в нём неверно", "Доход посчитали за другой год."),
                    (
                        "Какого решения вы просите",
                        "Отменить отказ и выдать справку.",
                    ),
                    ("Что это", "Справка о доходах"),
                    ("От какого дня", "2026-03-14"),
                    ("Добавить: Доказательство", ""),
                    ("Что это", "Ответ ведомства"),
                    EMAILED,
                    AGREED,
                ],
            },
        )
        .await
    })
}

#[test]
fn a_date_is_repaired_by_keyboard_alone() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/requests/new/dispute").await?;
        answers(&citizen, "От какого дня", "14.03.2026").await?;
        citizen.hits(Key::Tab).await?;
        citizen.sees("Введите 2026-03-14").await?;
        citizen.hits_with_shift(Key::Tab).await?;
        let focus = citizen.focus().await?;
        ensure!(
            focus.text == "Исправить на 2026-03-14",
            "beside the field is {focus:?}"
        );
        citizen.hits(Key::Enter).await?;
        citizen.is_focused_on("field-document-date").await?;
        let day = citizen.reads_field("От какого дня").await?;
        ensure!(day == "2026-03-14", "the day is «{day}»");
        Ok(())
    })
}

#[test]
fn an_application_is_sent_by_keyboard_alone() -> Outcome {
    journey(async |stage| {
        walks(
            stage,
            &Sheet {
                path: "/requests/new/application",
                heading: "Подать заявление с документами",
                mistake: [SNILS, "112-233-445 96", "такого СНИЛС не бывает"],
                answers: &[
                    ("Какая услуга нужна", "Справка о составе семьи"),
                    ("Что нужно сделать", "Подготовить справку на бумаге."),
                    ("Номер, по которому вас узнать", SNILS),
                    (SNILS, "112-233-445 95"),
                    ("Название документа", "Свидетельство о рождении"),
                    ("Номер документа", "II-АБ 123456"),
                    ("Дата выдачи", "2026-03-14"),
                    ("Добавить: Документ", ""),
                    ("Название документа", "Свидетельство о браке"),
                    EMAILED,
                    AGREED,
                ],
            },
        )
        .await
    })
}

#[test]
fn a_certificate_is_ordered_by_keyboard_alone() -> Outcome {
    journey(async |stage| {
        walks(
            stage,
            &Sheet {
                path: "/requests/new/certificate",
                heading: "Заказать справку",
                mistake: WRONG_EMAIL,
                answers: &[
                    ("Какая справка нужна", "Справка о доходах"),
                    ("Для чего нужна справка", "Для кредита в банке"),
                    EMAILED,
                    AGREED,
                ],
            },
        )
        .await
    })
}

#[test]
fn an_inaccuracy_is_reported_by_keyboard_alone() -> Outcome {
    journey(async |stage| {
        walks(
            stage,
            &Sheet {
                path: "/requests/new/content",
                heading: "Неточность или новая тема",
                mistake: WRONG_EMAIL,
                answers: &[
                    ("О чём вы сообщаете", "Неточность"),
                    ("На какой странице", "/faq/account/reset-password"),
                    ("Что исправить или добавить", "Кнопка называется иначе."),
                    ("Нужен ли вам ответ", "Да, напишите на почту"),
                    EMAILED,
                    AGREED,
                ],
            },
        )
        .await
    })
}

#[test]
fn a_callback_is_ordered_by_keyboard_alone() -> Outcome {
    journey(async |stage| {
        walks(
            stage,
            &Sheet {
                path: "/requests/new/callback",
                heading: "Обратный звонок",
                mistake: WRONG_PHONE,
                answers: &[
                    (PHONE, SPACED_PHONE),
                    ("О чём разговор", "Техническая поддержка"),
                    ("Что случилось", "Не открывается личный кабинет."),
                    ("Когда позвонить", "Как можно скорее"),
                    AGREED,
                ],
            },
        )
        .await
    })
}
