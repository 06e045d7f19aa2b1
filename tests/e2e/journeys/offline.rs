//! Opened once, the site opens without a line; and how its service worker comes, changes and goes.

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Dist, Outcome, Portal, Stage, journey, until};

use crate::{
    guide::{answers, passes},
    letter::{ATTACH, FORM, HEADING, Letter, SAVED, SUBJECT, only_request, sends},
};

/// What the worker has kept, by address.
const KEPT: &str = "const done = arguments[arguments.length - 1]; (async () => { \
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name))); \
    const kept = await Promise.all(caches_.map((cache) => cache.keys())); \
    return kept.flat().map(({ url }) => url.slice(location.origin.length)); \
    })().then(done)";

/// Every file that the worker of the portal means to keep.
const FILES: &str = "const done = arguments[arguments.length - 1]; (async () => { \
    const worker = await (await fetch('/worker.js', { cache: 'no-store' })).text(); \
    const { first, rest } = JSON.parse(worker.slice('const DIST='.length, worker.indexOf(';\\n'))); \
    return [...first, ...rest].map(([address]) => address); \
    })().then(done)";

/// What everybody may need, fetched ahead; the last of it.
const AHEAD: [&str; 4] = [
    "/api/v1/home?lang=ru",
    "/api/v1/search/entries/0?lang=ru",
    "/api/v1/faq/account?lang=ru",
    "/api/v1/forms/feedback?lang=ru",
];

const NEVER_SEEN: &str = "Этого на вашем устройстве ещё нет";
const NEWS: &str = "Вышла новая версия сайта";

/// A citizen of a portal whose site can be kept.
async fn citizen(stage: &mut Stage) -> Result<Citizen> {
    stage.portal.deploy(Dist::with_worker()?).await?;
    let citizen = stage.citizen().await?;
    citizen.expects_in_console("net::ERR_");
    citizen.expects_in_console("FetchEvent");
    Ok(citizen)
}

async fn kept(citizen: &Citizen) -> Result<Vec<String>> {
    citizen.probes_later(KEPT).await
}

/// Waits on a page until the worker has kept all of the app and what everybody may need.
async fn is_kept(citizen: &Citizen) -> Result<()> {
    let mut wanted: Vec<String> = citizen.probes_later(FILES).await?;
    wanted.extend(AHEAD.map(str::to_owned));
    until("the site to be kept", async || {
        let kept = kept(citizen).await?;
        let missing = wanted.iter().find(|address| !kept.contains(address));
        ensure!(missing.is_none(), "{missing:?} is not there yet");
        Ok(Some(()))
    })
    .await
}

/// Reads the first page as long as it takes to keep the site, then loses the line and closes the tab.
async fn leaves_without_line(citizen: &Citizen, portal: &mut Portal) -> Result<()> {
    citizen.opens("/").await?;
    is_kept(citizen).await?;
    citizen.leaves().await?;
    portal.stop().await
}

#[test]
fn after_one_visit_the_site_opens_without_a_line() -> Outcome {
    journey(async |stage| {
        let citizen = citizen(stage).await?;
        leaves_without_line(&citizen, &mut stage.portal).await?;
        citizen.opens("/").await?;
        citizen.sees_page("Чем помочь?").await?;
        citizen.sees("Частые ситуации").await?;
        citizen
            .sees_in("#offline", "Показано то, что было сохранено")
            .await?;
        citizen.reloads().await?;
        citizen.sees("Частые ситуации").await?;
        for (path, heading) in [
            ("/contacts", "Связаться с оператором"),
            ("/faq/account", "Вход и пароль"),
            ("/guides", "Самообслуживание"),
            ("/requests/new", "Написать обращение"),
            ("/requests", "Мои обращения"),
            (FORM, HEADING),
        ] {
            citizen.opens(path).await?;
            citizen.sees_page(heading).await?;
            let page = citizen.reads_in("main").await?;
            ensure!(!page.contains("Нет связи"), "{path} says «{page}»");
        }
        stage.portal.start().await?;
        citizen.opens("/").await?;
        citizen.sees("Частые ситуации").await?;
        let said = citizen.reads_in("#offline").await?;
        ensure!(said.is_empty(), "with a line it still says «{said}»");
        Ok(())
    })
}

#[test]
fn what_was_never_opened_says_so_and_names_the_phone() -> Outcome {
    journey(async |stage| {
        let citizen = citizen(stage).await?;
        leaves_without_line(&citizen, &mut stage.portal).await?;
        citizen.opens("/faq/privacy/who-sees-data").await?;
        citizen.sees_in("main", NEVER_SEEN).await?;
        citizen.sees_in("main", "8 800 555‑35‑35").await?;
        stage.portal.start().await?;
        citizen.presses("Попробовать ещё раз").await?;
        citizen.sees_no_more(NEVER_SEEN).await?;
        // A missing file is an error, never a page.
        let file: (u16, String) = citizen
            .probes_later(
                "const done = arguments[arguments.length - 1]; \
                 fetch('/assets/app-000000000000.js').then(async (file) => done([file.status, await file.text()]))",
            )
            .await?;
        ensure!(file == (404, "Not found\n".to_owned()), "{file:?}");
        citizen.expects_in_console("404");
        Ok(())
    })
}

#[test]
fn a_request_opens_by_its_address_without_a_line_and_lies_in_no_cache() -> Outcome {
    journey(async |stage| {
        let citizen = citizen(stage).await?;
        let number = Letter::ERROR.send(&citizen).await?;
        is_kept(&citizen).await?;
        let address = citizen.address().await?;
        let (address, _) = address.split_once('?').unwrap_or((&address, ""));
        citizen.opens("/staff").await?;
        citizen.leaves().await?;
        stage.portal.stop().await?;

        citizen.opens(address).await?;
        citizen.sees_page(&format!("Обращение {number}")).await?;
        citizen.sees_in(".tracker", "Принято").await?;
        citizen
            .sees_in(
                ".tracker__refresh",
                "Нет связи. Показываем то, что было известно",
            )
            .await?;
        citizen.follows("Мои обращения").await?;
        citizen.sees_in(".rows", Letter::ERROR.subject).await?;
        let kept = kept(&citizen).await?;
        let private: Vec<_> = kept
            .iter()
            .filter(|address| !address.starts_with("/assets/request"))
            // A topic of this name.
            .filter(|address| !address.starts_with("/api/v1/faq/"))
            .filter(|address| {
                ["/requests", "staff", "/attachments", &number]
                    .iter()
                    .any(|part| address.contains(part))
            })
            .collect();
        ensure!(private.is_empty(), "caches hold {private:?}");
        // The page of employees needs its line.
        ensure!(
            citizen.loads("/staff").await.is_err(),
            "the page of employees came from a cache"
        );
        Ok(())
    })
}

#[test]
fn a_guide_once_opened_is_walked_to_its_end_without_a_line() -> Outcome {
    journey(async |stage| {
        let citizen = citizen(stage).await?;
        citizen.opens("/guides/password-reset").await?;
        is_kept(&citizen).await?;
        citizen.leaves().await?;
        stage.portal.stop().await?;
        citizen.opens("/guides/password-reset").await?;
        citizen.follows("Начать").await?;
        passes(&citizen, crate::guide::FORGOT).await?;
        answers(&citizen, crate::guide::CONTACT, "Телефон").await?;
        passes(&citizen, "Дождитесь СМС с кодом").await?;
        answers(&citizen, "Впишите код", "Код принят").await?;
        citizen.types("Пробный пароль", "Зима2026").await?;
        citizen.presses("Проверить и продолжить").await?;
        passes(&citizen, "Введите пароль на портале и подтвердите").await?;
        answers(
            &citizen,
            "Подумайте, не узнал ли пароль кто-то ещё",
            "Нет, он просто забылся",
        )
        .await?;
        citizen.sees("Все шаги пройдены").await
    })
}

#[test]
fn the_search_finds_without_a_line() -> Outcome {
    journey(async |stage| {
        let citizen = citizen(stage).await?;
        leaves_without_line(&citizen, &mut stage.portal).await?;
        citizen.opens("/search?q=паорль").await?;
        citizen
            .sees_in(".links", "Как восстановить пароль?")
            .await?;
        citizen.opens("/").await?;
        citizen.types("Поиск", "паролем").await?;
        citizen
            .sees_in("#search-list", "Как восстановить пароль?")
            .await
    })
}

#[test]
fn a_request_written_without_a_line_leaves_once_it_is_back() -> Outcome {
    journey(async |stage| {
        let citizen = citizen(stage).await?;
        leaves_without_line(&citizen, &mut stage.portal).await?;
        citizen.opens(FORM).await?;
        Letter::ERROR.fill(&citizen).await?;
        citizen.sees(SAVED).await?;
        sends(&citizen).await?;
        citizen
            .sees_page("Обращение сохранено и ждёт связи")
            .await?;
        // The tab is closed, too: what waits leaves at the next visit.
        citizen.leaves().await?;
        citizen.opens("/requests").await?;
        citizen.sees_in(".rows", "Ждёт отправки").await?;
        stage.portal.start().await?;
        citizen
            .probes::<()>("window.dispatchEvent(new Event('online'))")
            .await?;
        citizen.sees("Обращение отправлено, номер").await?;
        let number = only_request(&stage.portal).await?.number;
        citizen.sees_in(".rows", &number).await
    })
}

#[test]
fn a_request_leaves_with_its_file_while_no_page_is_open() -> Outcome {
    journey(async |stage| {
        let citizen = citizen(stage).await?;
        leaves_without_line(&citizen, &mut stage.portal).await?;
        citizen.opens(FORM).await?;
        Letter::ERROR.fill(&citizen).await?;
        let picture = stage.paper("снимок.png", &citizen.takes_screenshot().await?)?;
        citizen.attaches(ATTACH, &picture).await?;
        citizen.sees(SAVED).await?;
        sends(&citizen).await?;
        citizen
            .sees_page("Обращение сохранено и ждёт связи")
            .await?;
        citizen.leaves().await?;
        stage.portal.start().await?;
        citizen.gets_the_line_back().await?;
        let number = until("the request to arrive", async || {
            Ok(only_request(&stage.portal).await.ok().map(|row| row.number))
        })
        .await?;
        // The person hears of it at the next visit; it is not sent again.
        citizen.opens("/requests").await?;
        citizen.sees("Обращение отправлено, номер").await?;
        citizen.sees_in(".rows", &number).await?;
        citizen.sees_no_more("Ждёт отправки").await?;
        ensure!(only_request(&stage.portal).await?.number == number);
        citizen.opens(&format!("/requests/{number}")).await?;
        citizen.presses("Что вы отправили").await?;
        citizen.sees("снимок.png").await
    })
}

#[test]
fn an_update_waits_for_a_click_and_what_is_typed_stays() -> Outcome {
    journey(async |stage| {
        let citizen = citizen(stage).await?;
        citizen.opens(FORM).await?;
        is_kept(&citizen).await?;
        Letter::ERROR.fill(&citizen).await?;
        citizen.sees(SAVED).await?;
        let old = program(&citizen).await?;
        let form = citizen.tab().await?;
        stage
            .portal
            .deploy(Dist::of_the_next_build_with_worker()?)
            .await?;
        // Somebody else opens a page: it is of the new build, and the browser finds the new worker.
        let other = citizen.opens_in_new_tab("/contacts").await?;
        ensure!(
            program(&citizen).await? != old,
            "the new tab got the old build"
        );
        citizen.turns_to(&form).await?;
        citizen.sees_in("#update", NEWS).await?;
        Letter::ERROR.is_in_form(&citizen).await?;
        ensure!(program(&citizen).await? == old, "the page was loaded anew");
        citizen.turns_to(&other).await?;
        let said = citizen.reads_in("#update").await?;
        ensure!(said.is_empty(), "a page of the new build says «{said}»");

        citizen.turns_to(&form).await?;
        citizen.presses("Обновить сейчас").await?;
        until("the page of the new build", async || {
            Ok((program(&citizen).await? != old).then_some(()))
        })
        .await?;
        citizen.sees_page(HEADING).await?;
        let kept = citizen.reads_field(SUBJECT).await?;
        ensure!(kept == Letter::ERROR.subject, "the draft holds «{kept}»");
        let said = citizen.reads_in("#update").await?;
        ensure!(said.is_empty(), "it is still said: «{said}»");
        Ok(())
    })
}

#[test]
fn a_deploy_under_an_open_tab_takes_no_page_from_it() -> Outcome {
    journey(async |stage| {
        let citizen = citizen(stage).await?;
        citizen.opens("/").await?;
        is_kept(&citizen).await?;
        let old = program(&citizen).await?;
        stage
            .portal
            .deploy(Dist::of_the_next_build_with_worker()?)
            .await?;
        // Their files are gone from the portal.
        citizen.follows("Мои обращения").await?;
        citizen.arrives_at("Мои обращения").await?;
        citizen.follows("Связаться с оператором").await?;
        citizen.arrives_at("Связаться с оператором").await?;
        ensure!(program(&citizen).await? == old, "the page was loaded anew");
        // Opened anew, and no old tab left: the new build, without a question.
        citizen.opens("/").await?;
        ensure!(
            program(&citizen).await? != old,
            "the old build came once more"
        );
        until("the new worker", async || {
            let builds: Vec<String> = citizen
                .probes_later(
                    "const done = arguments[arguments.length - 1]; caches.keys().then(done)",
                )
                .await?;
            let is_over = !builds.is_empty() && builds.contains(&"opora-build-next".to_owned());
            Ok(is_over.then_some(()))
        })
        .await?;
        let said = citizen.reads_in("#update").await?;
        ensure!(said.is_empty(), "it says «{said}»");
        Ok(())
    })
}

#[test]
fn the_kill_switch_replaces_a_worker_that_answers_rubbish() -> Outcome {
    journey(async |stage| {
        let citizen = citizen(stage).await?;
        citizen.opens("/").await?;
        is_kept(&citizen).await?;
        // The browser looks for a picture of a page that names none.
        citizen.expects_in_console("favicon.ico");
        stage.portal.deploy(Dist::with_broken_worker()?).await?;
        citizen.loads("/").await?;
        changes_worker(&citizen).await?;
        citizen.loads("/").await?;
        citizen.sees("rubbish").await?;

        stage.portal.take_worker_off().await?;
        // Whatever the worker answers, the browser looks for a new one at every visit.
        citizen.loads("/").await?;
        citizen.sees("rubbish").await?;
        changes_worker(&citizen).await?;
        citizen.loads("/").await?;
        citizen.sees_page("Чем помочь?").await?;
        until("the device to be clean", async || {
            let left = kept(&citizen).await?;
            ensure!(left.is_empty(), "caches hold {left:?}");
            let workers: usize = citizen
                .probes_later(
                    "const done = arguments[arguments.length - 1]; \
                     navigator.serviceWorker.getRegistrations().then((found) => done(found.length))",
                )
                .await?;
            Ok((workers == 0).then_some(()))
        })
        .await
    })
}

/// Waits until another service worker looks after the page.
async fn changes_worker(citizen: &Citizen) -> Result<()> {
    citizen
        .probes::<()>(
            "navigator.serviceWorker.addEventListener('controllerchange', () => { window.hasChanged = true })",
        )
        .await?;
    until("another worker", async || {
        let has_changed: bool = citizen.probes("return !!window.hasChanged").await?;
        Ok(has_changed.then_some(()))
    })
    .await
}

/// The program that the page has loaded.
async fn program(citizen: &Citizen) -> Result<String> {
    citizen
        .probes("return document.querySelector('script[data-app]').dataset.app")
        .await
}
