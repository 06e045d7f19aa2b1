//! A journey from its beginning to its end: what it needs comes up, its end is judged, and all of it goes again.

use std::{any::Any, fmt, fs, panic::AssertUnwindSafe, rc::Rc};

use anyhow::{Context, Result, anyhow, ensure};
use futures_util::FutureExt;

use crate::{
    browser::Browser,
    citizen::Citizen,
    dist::Dist,
    environment, evidence,
    host::Host,
    line::Line,
    paper::Paper,
    portal::{PARTNER_KEY, Portal},
};

const CHOOSE_RUSSIAN: &str = "localStorage.setItem('opora.language', 'ru')";

/// Where a journey plays: a portal, and the people who visit it.
pub struct Stage {
    pub portal: Portal,
    citizens: Vec<Citizen>,
    /// Other portals that may have Opora in their pages, as the server reads them.
    partners: String,
}

impl Stage {
    async fn set() -> Result<Self> {
        Ok(Self {
            portal: Portal::open(Dist::built()?).await?,
            citizens: Vec::new(),
            partners: String::new(),
        })
    }

    /// Another portal that has Opora in its pages. `rights` are lines of its table in the file of portals, `id` is its name
    /// there; `demo` is what the tokens of its pages say.
    ///
    /// # Errors
    /// When it does not open or the server does not take it.
    pub async fn host(&mut self, id: &str, rights: &str) -> Result<Host> {
        let host = Host::open(&self.portal).await?;
        let origin = host.origin();
        self.partners += &format!(
            "[[portal]]\nid = \"{id}\"\norigins = [\"{origin}\"]\n{rights}\n\
             [portal.name]\nru = \"Портал города\"\nen = \"City portal\"\n\
             [portal.identity]\nalgorithm = \"HS256\"\nkey_env = \"{PARTNER_KEY}\"\n"
        );
        let audience = self.portal.url("");
        let portals = format!("audience = \"{audience}\"\n{}", self.partners);
        self.portal.admit(&portals).await?;
        Ok(host)
    }

    /// The same that nobody has let in.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn stranger(&self) -> Result<Host> {
        Host::open(&self.portal).await
    }

    /// Somebody with a browser that has never been here.
    ///
    /// # Errors
    /// When the browser does not open.
    pub async fn citizen(&mut self) -> Result<Citizen> {
        self.citizen_at(self.portal.url("")).await
    }

    /// The same behind a bad line.
    ///
    /// # Errors
    /// When the browser does not open.
    pub async fn citizen_behind(&mut self, line: &Line) -> Result<Citizen> {
        self.citizen_at(line.url()).await
    }

    async fn citizen_at(&mut self, home: String) -> Result<Citizen> {
        let browser = Browser::open().await?;
        if browser.engine.speaks_the_system() {
            browser.client.goto(&format!("{home}/robots.txt")).await?;
            browser.run::<()>(CHOOSE_RUSSIAN, &[]).await?;
        }
        let citizen = Citizen::new(Rc::new(browser), home);
        self.citizens.push(citizen.clone());
        Ok(citizen)
    }

    /// A file on somebody's device.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn paper(&self, name: &str, content: &[u8]) -> Result<Paper> {
        Paper::write(self.portal.scratch(), name, content)
    }

    /// Nobody's console said anything unexpected.
    async fn silence(&self) -> Result<()> {
        for citizen in &self.citizens {
            citizen.browser().listen().await?;
            let console = citizen.browser().console.borrow();
            let surprises = console.surprises();
            ensure!(
                surprises.is_empty(),
                "the console is not empty:\n{}",
                surprises.join("\n")
            );
        }
        Ok(())
    }

    async fn save(&self, journey: &str) {
        let folder = environment::evidence(journey);
        let _old = fs::remove_dir_all(&folder);
        for (at, citizen) in self.citizens.iter().enumerate() {
            let _saved = evidence::save(&folder, &format!("citizen-{}", at + 1), citizen).await;
        }
        let _log = fs::copy(self.portal.log(), folder.join("server.log"));
    }

    async fn clear(self) {
        for citizen in &self.citizens {
            let _closed = citizen.browser().close().await;
        }
    }
}

/// Why a journey failed, and where its evidence is: what a test prints.
pub struct Failure(String);

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The end of a journey.
pub type Outcome = Result<(), Failure>;

/// Plays a journey. On failure what was on the screen is kept in `target/e2e/<journey>/`.
///
/// # Errors
/// What the story says, and a console that is not empty at its end.
pub fn journey<F>(story: F) -> Outcome
where
    F: AsyncFnOnce(&mut Stage) -> Result<()>,
{
    let name = name::<F>();
    let told = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Into::into)
        .and_then(|runtime| runtime.block_on(play(name, story)));
    told.map_err(|error| {
        Failure(format!(
            "{error:#}\nevidence: {}",
            environment::evidence(name).display()
        ))
    })
}

async fn play(name: &str, story: impl AsyncFnOnce(&mut Stage) -> Result<()>) -> Result<()> {
    let mut stage = Stage::set().await.context("setting the stage")?;
    let told = AssertUnwindSafe(story(&mut stage)).catch_unwind().await;
    let mut end = told.unwrap_or_else(|panic| Err(anyhow!(words(&*panic))));
    if end.is_ok() {
        end = stage.silence().await;
    }
    if end.is_err() {
        stage.save(name).await;
    }
    stage.clear().await;
    end
}

/// `answer::finds_an_answer`, from the path of its closure.
fn name<F>() -> &'static str {
    let path = std::any::type_name::<F>();
    let path = path.split_once("::").map_or(path, |(_, path)| path);
    path.trim_end_matches("::{{closure}}")
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a panic without words".to_owned())
}
