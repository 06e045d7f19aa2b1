//! axe finds nothing in any state, in every theme and language, on a wide and a narrow screen. Pages as they are opened:
//! `guise.rs`.

use anyhow::{Result, ensure};
use opora_e2e::{Axe, Citizen, Outcome, Viewport, journey};

use crate::letter::{ATTACH, FORM, Letter, REVIEW, SEND, number_on_receipt, sends};

/// Sends a form off, in any language.
const SUBMIT: &str = "document.querySelector('.form').requestSubmit()";

/// Attributes of the root: light, dark, high contrast, the simple view.
const GUISES: [(&str, [&str; 3]); 4] = [
    ("light", ["light", "", ""]),
    ("dark", ["dark", "", ""]),
    ("high contrast", ["dark", "high", ""]),
    ("simple", ["light", "", "on"]),
];

/// Collects what axe finds, by page and guise.
pub struct Examination {
    axe: Axe,
    found: Vec<String>,
}

impl Examination {
    pub fn begin() -> Result<Self> {
        Ok(Self {
            axe: Axe::read()?,
            found: Vec::new(),
        })
    }

    /// Looks at the page as it is, in every guise, wide and narrow.
    pub async fn look(&mut self, citizen: &Citizen, what: &str) -> Result<()> {
        for viewport in [Viewport::DESKTOP, Viewport::NARROW] {
            citizen.uses(viewport).await?;
            for (guise, attributes) in GUISES {
                wears(citizen, attributes).await?;
                let report = citizen.examines(&self.axe).await?;
                if !report.is_empty() {
                    self.found
                        .push(format!("{what}, {guise}, {} px:\n{report}", viewport.width));
                }
            }
        }
        wears(citizen, [""; 3]).await?;
        citizen.uses(Viewport::DESKTOP).await
    }

    pub fn end(self) -> Result<()> {
        ensure!(
            self.found.is_empty(),
            "axe found\n{}",
            self.found.join("\n")
        );
        Ok(())
    }
}

async fn wears(citizen: &Citizen, [theme, contrast, simple]: [&str; 3]) -> Result<()> {
    let script = format!(
        "for (const [name, value] of Object.entries({{theme: '{theme}', contrast: '{contrast}', simple: '{simple}'}}))
            if (value) document.documentElement.dataset[name] = value;
            else delete document.documentElement.dataset[name];"
    );
    citizen.probes::<()>(&script).await
}

#[test]
fn axe_finds_nothing_on_the_way_to_a_number() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let mut examination = Examination::begin()?;
        citizen.opens("/").await?;
        let picture = stage.paper("снимок.png", &citizen.takes_screenshot().await?)?;
        for language in ["ru", "en"] {
            citizen
                .opens(&format!("/requests/new?lang={language}"))
                .await?;
            examination
                .look(&citizen, &format!("choosing a form in {language}"))
                .await?;
            citizen.opens(&format!("{FORM}?lang={language}")).await?;
            examination
                .look(&citizen, &format!("empty form in {language}"))
                .await?;
            citizen.probes::<()>(SUBMIT).await?;
            citizen.is_focused_on("error-summary").await?;
            examination
                .look(&citizen, &format!("form with errors in {language}"))
                .await?;
        }
        citizen.opens(&format!("{FORM}?lang=ru")).await?;
        Letter::ERROR.fill(&citizen).await?;
        citizen.attaches(ATTACH, &picture).await?;
        citizen.sees("Загружен").await?;
        citizen.reloads().await?;
        citizen
            .sees("Мы сохранили то, что вы начали писать")
            .await?;
        examination
            .look(&citizen, "restored form with a file")
            .await?;
        citizen.probes::<()>(SUBMIT).await?;
        citizen.sees_page(REVIEW).await?;
        // The address of the review holds as long as the draft can be sent.
        for language in ["en", "ru"] {
            citizen
                .opens(&format!("{FORM}?review=1&lang={language}"))
                .await?;
            citizen.sees_in(".review", Letter::ERROR.subject).await?;
            examination
                .look(&citizen, &format!("review in {language}"))
                .await?;
        }
        citizen.presses(SEND).await?;
        citizen.sees("Обращение принято").await?;
        for language in ["ru", "en"] {
            let path = citizen.address().await?;
            let path = path.split('&').next().unwrap_or_default();
            citizen.opens(&format!("{path}&lang={language}")).await?;
            citizen.probes::<()>("document.querySelectorAll('details.disclosure').forEach((one) => { one.open = true })").await?;
            examination
                .look(&citizen, &format!("receipt in {language}"))
                .await?;
        }
        examination.end()
    })
}

#[test]
fn axe_finds_nothing_on_the_way_of_a_request() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        let mut examination = Examination::begin()?;
        for language in ["ru", "en"] {
            citizen.opens(&format!("/requests?lang={language}")).await?;
            examination
                .look(&citizen, &format!("no requests in {language}"))
                .await?;
            citizen.probes::<()>(SUBMIT).await?;
            citizen.is_focused_on("error-summary").await?;
            examination
                .look(&citizen, &format!("look-up with errors in {language}"))
                .await?;
        }
        citizen.opens("/?lang=ru").await?;
        citizen.opens(&format!("{FORM}?lang=ru")).await?;
        Letter::ERROR.fill(&citizen).await?;
        sends(&citizen).await?;
        let number = number_on_receipt(&citizen).await?;
        stage
            .portal
            .moves(
                &number,
                "waiting_documents",
                "Не хватает снимка",
                &["Пришлите снимок экрана"],
            )
            .await?;
        for language in ["ru", "en"] {
            citizen
                .opens(&format!("/requests/{number}?lang={language}"))
                .await?;
            citizen.sees("Пришлите снимок экрана").await?;
            citizen.probes::<()>("document.querySelectorAll('details.disclosure').forEach((one) => { one.open = true })").await?;
            examination
                .look(&citizen, &format!("waiting for documents in {language}"))
                .await?;
            citizen.opens(&format!("/requests?lang={language}")).await?;
            citizen.sees(&number).await?;
            examination
                .look(&citizen, &format!("requests in {language}"))
                .await?;
        }
        let stranger = stage.citizen().await?;
        for language in ["ru", "en"] {
            stranger
                .opens(&format!("/requests/{number}?lang={language}"))
                .await?;
            examination
                .look(&stranger, &format!("locked request in {language}"))
                .await?;
        }
        examination.end()
    })
}

#[test]
fn axe_finds_nothing_when_things_go_wrong() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("404");
        citizen.expects_in_console("net::ERR_");
        citizen.expects_in_console("ChunkError");
        let mut examination = Examination::begin()?;
        for language in ["ru", "en"] {
            citizen.opens(&format!("/nothing?lang={language}")).await?;
            examination
                .look(&citizen, &format!("unknown address in {language}"))
                .await?;
        }
        for language in ["ru", "en"] {
            // The part is there, its data does not come.
            citizen
                .opens(&format!("/faq/account?lang={language}"))
                .await?;
            citizen
                .probes::<()>("document.querySelector('.breadcrumb a[href=\"/faq\"]').click()")
                .await?;
            opora_e2e::until("the topics", async || {
                let there = "return !!document.querySelector('main a[href=\"/faq/files\"]')";
                Ok(citizen.probes::<bool>(there).await?.then_some(()))
            })
            .await?;
            stage.portal.stop().await?;
            citizen
                .probes::<()>("document.querySelector('main a[href=\"/faq/files\"]').click()")
                .await?;
            citizen.reads_something_in(".notice").await?;
            examination
                .look(&citizen, &format!("no data in {language}"))
                .await?;
            // And a part that does not come.
            citizen
                .probes::<()>("document.querySelector('.footer a[href=\"/requests\"]').click()")
                .await?;
            citizen.reads_something_in("#crash").await?;
            examination
                .look(&citizen, &format!("a missing part in {language}"))
                .await?;
            stage.portal.start().await?;
        }
        citizen.opens(&format!("{FORM}?lang=ru")).await?;
        Letter::ERROR.fill(&citizen).await?;
        stage.portal.stop().await?;
        sends(&citizen).await?;
        citizen
            .sees_page("Обращение сохранено и ждёт связи")
            .await?;
        examination.look(&citizen, "in the outbox").await?;
        stage.portal.start().await?;
        citizen
            .sees_within(
                std::time::Duration::from_secs(45),
                "Обращение отправлено, номер",
            )
            .await?;
        examination.look(&citizen, "out of the outbox").await?;
        examination.end()
    })
}

#[test]
fn axe_finds_nothing_without_the_app() -> Outcome {
    journey(async |stage| {
        stage.portal.deploy(opora_e2e::Dist::without_app()?).await?;
        let citizen = stage.citizen().await?;
        citizen.expects_in_console("404");
        let mut examination = Examination::begin()?;
        for language in ["ru", "en"] {
            citizen.loads(&format!("/?lang={language}")).await?;
            citizen.reads_something_in("#crash").await?;
            examination
                .look(&citizen, &format!("the shell in {language}"))
                .await?;
        }
        examination.end()
    })
}
