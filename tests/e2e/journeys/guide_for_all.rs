//! Guides on narrow screens, without motion, with a screen reader.

use anyhow::{Context, ensure};
use opora_e2e::{Axe, Outcome, Viewport, journey};

use crate::guide::{CONTACT, FORGOT, answers, passes, walks_to_the_code};

#[test]
fn a_narrow_phone_walks_with_items_and_pictures() -> Outcome {
    journey(async |stage| {
        let axe = Axe::read()?;
        let citizen = stage.citizen().await?;
        citizen.uses(Viewport::NARROW).await?;
        citizen.opens("/guides/prepare-request?step=1").await?;
        answers(&citizen, "Скажите, с чем обращаетесь", "Сообщить об ошибке").await?;
        citizen.sees_page("Сохраните следы ошибки").await?;
        citizen.presses("Готово, дальше").await?;
        citizen.sees("Отметьте каждый пункт").await?;
        for item in [
            "Снимок экрана с текстом ошибки",
            "Время, когда она появилась",
            "Что вы нажимали перед этим",
        ] {
            citizen.chooses(item).await?;
        }
        let overflow: i64 = citizen
            .probes("return document.documentElement.scrollWidth - innerWidth")
            .await?;
        ensure!(overflow <= 0, "the page is {overflow} px too wide");
        let report = citizen.examines(&axe).await?;
        ensure!(report.is_empty(), "{report}");
        citizen.presses("Готово, дальше").await?;
        citizen.sees_page("Запишите сведения о себе").await
    })
}

#[test]
fn nothing_moves_for_those_who_asked_for_stillness() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/guides/password-reset?step=1").await?;
        citizen.sees_page(FORGOT).await?;
        let moving = "return document.getAnimations().filter((one) => one instanceof CSSAnimation && one.playState === 'running').length";
        ensure!(
            citizen.probes::<usize>(moving).await? > 0,
            "nothing shows the motion"
        );
        citizen.presses("Остановить движение").await?;
        citizen.sees("Показать движение").await?;
        ensure!(
            citizen.probes::<usize>(moving).await? == 0,
            "it goes on moving"
        );
        // The next picture stands still, too.
        passes(&citizen, FORGOT).await?;
        citizen.sees_page(CONTACT).await?;
        ensure!(
            citizen.probes::<usize>(moving).await? == 0,
            "the next one moves"
        );

        citizen
            .probes::<Option<bool>>("localStorage.removeItem('opora.still')")
            .await?;
        citizen.wants_no_motion().await?;
        citizen.opens("/guides/password-reset?step=1").await?;
        passes(&citizen, FORGOT).await?;
        citizen.sees_page(CONTACT).await?;
        ensure!(
            citizen.probes::<usize>(moving).await? == 0,
            "reduced motion moves"
        );
        Ok(())
    })
}

#[test]
fn every_kind_of_step_is_sound_for_screen_readers() -> Outcome {
    journey(async |stage| {
        let axe = Axe::read()?;
        let citizen = stage.citizen().await?;
        citizen.opens("/guides").await?;
        citizen.follows("Не могу войти").await?;
        citizen.sees("Сброс пароля").await?;
        let report = citizen.examines(&axe).await?;
        ensure!(report.is_empty(), "the list: {report}");
        for address in [
            "/guides/password-reset",
            "/guides/password-reset?all=1",
            "/guides/password-reset?step=1",
            "/guides/choose-section?step=1",
            "/guides/login?step=1",
            "/guides/check-status?step=1",
            "/guides/submit-complaint?step=1",
        ] {
            citizen.opens(address).await?;
            citizen.settles().await?;
            let report = citizen
                .examines(&axe)
                .await
                .with_context(|| address.to_owned())?;
            ensure!(report.is_empty(), "{address}: {report}");
        }
        walks_to_the_code(&citizen).await?;
        answers(&citizen, "Впишите код", "Код принят").await?;
        citizen.sees_page("Придумайте новый пароль").await?;
        citizen.presses("Не получилось").await?;
        let report = citizen.examines(&axe).await?;
        ensure!(report.is_empty(), "practice and help: {report}");
        Ok(())
    })
}
