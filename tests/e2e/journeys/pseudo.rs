//! A third language by content alone: accented, longer, written from right to left. `cargo xtask test language` builds
//! the app and the server with it.

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Outcome, Viewport, journey};

use crate::{
    accessibility::Examination,
    letter::Letter,
    speech::{Speech, fits},
};

const PAGES: [&str; 7] = [
    "/",
    "/faq/account/reset-password",
    "/guides/login",
    "/requests/new/feedback",
    "/requests",
    "/contacts",
    "/settings",
];

/// A letter without a word of a language of ours.
const LETTER: Letter = Letter {
    category: "Ошибка",
    subject: "Ñéþöñŷåţñö 404",
    description: "Ñåžĥîɱåŷû, šţŕåñîţšå žåĝŕûžĥåéţšýå žåñöṽö, þöļýå þûšţŷé.",
    phone: "8 912 345-67-89",
    email: "",
};

/// Opens a page in the language and waits for its direction.
async fn opens(citizen: &Citizen, path: &str) -> Result<()> {
    citizen.opens(&format!("{path}?lang=qaa")).await?;
    let (lang, dir): (String, String) = citizen
        .probes("return [document.documentElement.lang, getComputedStyle(document.body).direction]")
        .await?;
    ensure!(lang == "qaa" && dir == "rtl", "{path} is in {lang}, {dir}");
    Ok(())
}

async fn look(citizen: &Citizen, path: &str, examination: &mut Examination) -> Result<()> {
    opens(citizen, path).await?;
    Speech::ACCENTED.holds(citizen, path).await?;
    for viewport in [Viewport::DESKTOP, Viewport::PHONE] {
        citizen.uses(viewport).await?;
        fits(citizen, path).await?;
    }
    examination.look(citizen, path).await
}

#[test]
#[ignore = "walks a site of its own: cargo xtask test language"]
fn a_language_by_content_alone_fills_every_page_and_turns_it() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let mut examination = Examination::begin()?;
        for path in PAGES {
            look(&citizen, path, &mut examination).await?;
        }
        let number = {
            citizen.opens("/?lang=ru").await?;
            LETTER.send(&citizen).await?
        };
        let tracker = format!("/requests/{number}");
        opens(&citizen, &tracker).await?;
        for viewport in [Viewport::DESKTOP, Viewport::PHONE] {
            citizen.uses(viewport).await?;
            fits(&citizen, &tracker).await?;
        }
        Speech::ACCENTED.holds(&citizen, &tracker).await?;
        examination.look(&citizen, &tracker).await?;
        examination.end()
    })
}

#[test]
#[ignore = "walks a site of its own: cargo xtask test language"]
fn the_header_offers_every_language_and_turns_the_page() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/").await?;
        // From the brand to the tools, in the direction of reading.
        let reading = "const at = (name) => document.querySelector(name).getBoundingClientRect().left; return at('.brand') < at('.header__tools')";
        ensure!(
            citizen.probes::<bool>(reading).await?,
            "Russian is not read from the left"
        );
        let pick = |tag: &str| {
            format!(
                "const choice = document.getElementById('language'); choice.value = '{tag}'; choice.dispatchEvent(new Event('change', {{ bubbles: true }}))"
            )
        };
        let offered: Vec<String> = citizen
            .probes("return [...document.querySelectorAll('#language option')].map((option) => option.value)")
            .await?;
        ensure!(offered == ["ru", "en", "qaa"], "offered are {offered:?}");
        citizen.probes::<()>(&pick("qaa")).await?;
        citizen.sees_in("h1", "Ĥööŵ çååñ ŵéé ĥééļþ?").await?;
        ensure!(
            !citizen.probes::<bool>(reading).await?,
            "the page has not turned"
        );
        // The choice holds, and the way back is open.
        citizen.reloads().await?;
        citizen.sees_in("h1", "Ĥööŵ çååñ ŵéé ĥééļþ?").await?;
        citizen.probes::<()>(&pick("en")).await?;
        citizen.sees_page("How can we help?").await?;
        ensure!(
            citizen.probes::<bool>(reading).await?,
            "English is not read from the left"
        );
        citizen.sees("Send a request").await
    })
}

#[test]
#[ignore = "walks a site of its own: cargo xtask test language"]
fn mistakes_are_told_in_the_language() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        opens(&citizen, "/requests/new/feedback").await?;
        citizen
            .probes::<()>("document.querySelector('.form').requestSubmit()")
            .await?;
        citizen.sees("Ƒîîļļ îîñ ţĥîîš ƒîîééļð").await?;
        Speech::ACCENTED
            .holds(&citizen, "the form with mistakes")
            .await
    })
}
