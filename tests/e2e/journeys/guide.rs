//! Guides: one step at a time, confirmed before the next opens, never lost.

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Outcome, Viewport, journey};

const PASSWORD: &str = "/guides/password-reset";
pub const FORGOT: &str = "Нажмите «Забыли пароль?»";
pub const CONTACT: &str = "Введите телефон или почту из профиля";

/// Confirms a step that only asks whether it is done.
pub async fn passes(citizen: &Citizen, heading: &str) -> Result<()> {
    citizen.sees_page(heading).await?;
    citizen.presses("Готово, дальше").await
}

/// Chooses an option and goes on.
pub async fn answers(citizen: &Citizen, heading: &str, option: &str) -> Result<()> {
    citizen.sees_page(heading).await?;
    citizen.chooses(option).await?;
    citizen.presses("Дальше").await
}

/// Resets a password up to the code.
pub async fn walks_to_the_code(citizen: &Citizen) -> Result<()> {
    citizen.opens(PASSWORD).await?;
    citizen.follows("Начать").await?;
    passes(citizen, FORGOT).await?;
    answers(citizen, CONTACT, "Телефон").await?;
    passes(citizen, "Дождитесь СМС с кодом").await?;
    citizen.sees_page("Впишите код").await
}

#[test]
fn a_citizen_resets_the_password_step_by_step() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/faq/account/reset-password").await?;
        citizen.follows("Пройти по шагам").await?;
        citizen
            .arrives_at("Сброс пароля и восстановление доступа")
            .await?;
        citizen.follows("Начать").await?;
        citizen.arrives_at(FORGOT).await?;
        passes(&citizen, FORGOT).await?;
        citizen.arrives_at(CONTACT).await?;

        citizen.sees_page(CONTACT).await?;
        citizen.presses("Дальше").await?;
        citizen.sees("Выберите один из вариантов").await?;
        answers(&citizen, CONTACT, "Телефон").await?;
        passes(&citizen, "Дождитесь СМС с кодом").await?;
        answers(&citizen, "Впишите код", "Код принят").await?;

        citizen.sees_page("Придумайте новый пароль").await?;
        citizen.types("Пробный пароль", "зима").await?;
        citizen.presses("Проверить и продолжить").await?;
        citizen.sees("большая буква").await?;
        citizen.is_focused_on("field-confirmation").await?;
        citizen.retypes("Пробный пароль", "Зима2026").await?;
        citizen.presses("Проверить и продолжить").await?;
        passes(&citizen, "Введите пароль на портале и подтвердите").await?;
        answers(
            &citizen,
            "Подумайте, не узнал ли пароль кто-то ещё",
            "Нет, он просто забылся",
        )
        .await?;
        citizen.sees("Все шаги пройдены").await?;

        // Nothing typed for practice is kept or sent.
        let traces: String = citizen
            .probes("return JSON.stringify({...localStorage, ...sessionStorage}) + performance.getEntriesByType('resource').map((one) => one.name)")
            .await?;
        ensure!(
            !traces.contains("2026"),
            "the tried password is in {traces}"
        );
        Ok(())
    })
}

#[test]
fn a_locked_step_leads_to_the_first_open_one_and_says_why() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/guides/password-reset?step=4").await?;
        citizen.sees_page(FORGOT).await?;
        citizen
            .sees("Шаг 4 пока закрыт, поэтому открыт шаг 1")
            .await?;
        ensure!(
            citizen.address().await?.ends_with("?step=1"),
            "the address is {}",
            citizen.address().await?
        );
        passes(&citizen, FORGOT).await?;
        citizen.sees_page(CONTACT).await?;
        citizen.sees_no_more("пока закрыт").await
    })
}

#[test]
fn reload_back_and_forward_lose_no_progress() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        walks_to_the_code(&citizen).await?;
        citizen.reloads().await?;
        citizen.sees_page("Впишите код").await?;
        citizen.goes_back().await?;
        citizen.sees_page("Дождитесь СМС с кодом").await?;
        citizen.goes_back().await?;
        citizen.sees_page(CONTACT).await?;
        ensure!(citizen.has_chosen("Телефон").await?, "the answer is gone");

        citizen.opens(PASSWORD).await?;
        citizen.follows("Продолжить с шага 4").await?;
        citizen.sees_page("Впишите код").await?;
        citizen.opens(PASSWORD).await?;
        citizen.presses("Начать заново").await?;
        citizen.sees("Начать").await?;
        citizen.opens("/guides/password-reset?step=2").await?;
        citizen.sees_page(FORGOT).await
    })
}

#[test]
fn what_is_not_confirmed_yet_survives_a_reload_and_another_language() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/guides/password-reset?step=1").await?;
        passes(&citizen, FORGOT).await?;
        citizen.sees_page(CONTACT).await?;
        citizen.chooses("Телефон").await?;
        citizen.reloads().await?;
        citizen.sees_page(CONTACT).await?;
        ensure!(citizen.has_chosen("Телефон").await?, "the choice is gone");

        citizen.presses("Не получилось").await?;
        let label = "Что передать в обращение";
        citizen.types(label, " Телефон кнопочный.").await?;
        citizen.follows("English").await?;
        citizen.sees("Write with these details").await?;
        citizen.follows("Русский").await?;
        citizen.sees("Написать с этими сведениями").await?;
        let parcel = citizen.reads_field(label).await?;
        ensure!(parcel.ends_with("Телефон кнопочный."), "{parcel}");
        citizen.presses("Не получилось").await?;
        citizen.sees_no_more("Написать с этими сведениями").await?;
        citizen.reloads().await?;
        citizen.sees_page(CONTACT).await?;
        citizen.sees_no_more("Написать с этими сведениями").await
    })
}

#[test]
fn another_tab_goes_on_from_the_same_place() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/guides/password-reset?step=1").await?;
        citizen.sees_page(FORGOT).await?;
        let first = citizen.tab().await?;
        citizen
            .opens_in_new_tab("/guides/password-reset?step=1")
            .await?;
        passes(&citizen, FORGOT).await?;
        answers(&citizen, CONTACT, "Электронную почту").await?;
        citizen.sees_page("Найдите письмо с кодом").await?;

        citizen.turns_to(&first).await?;
        citizen.sees_in(".steps", "Найдите письмо с кодом").await?;
        citizen.follows("Найдите письмо с кодом").await?;
        citizen.sees_page("Найдите письмо с кодом").await
    })
}

#[test]
fn a_double_click_confirms_one_step() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/guides/submit-complaint?step=1").await?;
        citizen.settles().await?;
        let before: String = citizen
            .probes("return localStorage.getItem('opora.guides') ?? ''")
            .await?;
        ensure!(before.is_empty(), "{before}");
        walks_to_the_code(&citizen).await?;
        citizen.opens("/guides/password-reset?step=1").await?;
        citizen.sees_page(FORGOT).await?;
        citizen.presses_twice("Готово, дальше").await?;
        citizen.sees_page(CONTACT).await
    })
}

#[test]
fn what_did_not_work_goes_to_the_form_as_the_visitor_wants_it() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/guides/password-reset?step=1").await?;
        citizen.sees_page(FORGOT).await?;
        citizen.presses("Не получилось").await?;
        citizen.presses("Ссылки нет").await?;
        let label = "Что передать в обращение";
        citizen.sees("Ничего не помогло?").await?;
        let parcel = citizen.reads_field(label).await?;
        ensure!(
            parcel.contains("Сброс пароля")
                && parcel.contains("Забыли пароль")
                && parcel.contains("Ссылки нет"),
            "{parcel}"
        );
        citizen.types(label, " Телефон кнопочный.").await?;
        citizen.presses("Написать с этими сведениями").await?;
        citizen.sees_page("Форма обратной связи").await?;
        let brought = "Что вы уже прочитали и пробовали";
        let text = citizen.reads_field(brought).await?;
        ensure!(
            text.contains("Ссылки нет") && text.contains("кнопочный"),
            "{text}"
        );
        citizen.retypes(brought, "Ничего").await?;
        citizen.reloads().await?;
        ensure!(
            citizen.reads_field(brought).await? == "Ничего",
            "the change is gone"
        );

        // Who comes without a guide is not asked.
        citizen.opens("/guides/password-reset?step=1").await?;
        citizen.sees_in(".steps", "Есть проблема").await
    })
}

#[test]
fn a_full_device_says_that_the_place_is_not_kept() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/guides/password-reset?step=1").await?;
        citizen.sees_page(FORGOT).await?;
        citizen
            .probes::<Option<bool>>("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }")
            .await?;
        citizen.presses("Готово, дальше").await?;
        citizen.sees_page(CONTACT).await?;
        citizen.sees("Устройство не сохраняет ваше место").await
    })
}

#[test]
fn a_guide_that_was_changed_keeps_the_marks_and_says_so() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/").await?;
        citizen
            .probes::<Option<bool>>("localStorage.setItem('opora.guides', 'password-reset abc123;forgot;contact=phone;gone')")
            .await?;
        citizen.loads(PASSWORD).await?;
        citizen.sees("Инструкция обновилась").await?;
        citizen.follows("Продолжить с шага 3").await?;
        citizen.sees_page("Дождитесь СМС с кодом").await
    })
}

#[test]
fn a_link_takes_the_place_to_a_phone() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        walks_to_the_code(&citizen).await?;
        citizen.presses("Продолжить на телефоне").await?;
        let link = citizen.reads_something_in(".phone-link__address").await?;
        ensure!(
            link.contains("?step=4&lang=ru#") && link.contains("contact=phone"),
            "{link}"
        );

        let phone = stage.citizen().await?;
        phone.uses(Viewport::PHONE).await?;
        let path = link
            .split_once("/guides")
            .map(|(_, rest)| format!("/guides{rest}"));
        phone.opens(&path.unwrap_or_default()).await?;
        phone.sees_page("Впишите код").await?;
        ensure!(
            !phone.address().await?.contains('#'),
            "the progress stays in the address"
        );
        Ok(())
    })
}

#[test]
fn back_from_another_guide_leads_to_the_end_of_the_first() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/guides/password-reset?step=1").await?;
        passes(&citizen, FORGOT).await?;
        answers(
            &citizen,
            CONTACT,
            "У меня нет доступа ни к тому, ни к другому",
        )
        .await?;
        passes(&citizen, "Попросите поддержку вернуть доступ").await?;
        citizen
            .sees_page("Готово: Сброс пароля и восстановление доступа")
            .await?;
        let end = citizen.address().await?;
        citizen.follows("Вход в личный кабинет").await?;
        citizen.arrives_at("Вход в личный кабинет").await?;
        citizen.goes_back().await?;
        citizen
            .sees_page("Готово: Сброс пароля и восстановление доступа")
            .await?;
        ensure!(
            citizen.address().await? == end,
            "the address is {}",
            citizen.address().await?
        );
        Ok(())
    })
}

#[test]
fn whoever_must_leave_quickly_is_gone_from_the_screen_at_once() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/guides/submit-complaint").await?;
        citizen.sees("Быстро уйти").await?;
        // Two presses close things; three mean it.
        let escape = "for (let at = 0; at < COUNT; at += 1) document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));";
        citizen
            .probes::<Option<bool>>(&escape.replace("COUNT", "2"))
            .await?;
        citizen.sees_page("Как подать жалобу").await?;
        let hidden: bool = citizen
            .probes(&format!(
                "{} return document.documentElement.hidden;",
                escape.replace("COUNT", "1")
            ))
            .await?;
        ensure!(hidden, "the guide is still to be seen");
        Ok(())
    })
}
