//! What a citizen notices: words on the screen, where the focus is, what a screen reader says.

use anyhow::{Result, ensure};
use serde::Deserialize;
use serde_json::json;

use super::Citizen;
use crate::wait::{until, until_within};

/// The name of the site, last in every title; the last is the page of employees.
const SITES: [&str; 3] = [
    "Помощь и поддержка",
    "Help and support",
    "Опора для сотрудников",
];

/// The words of the page as a person reads them, ordinary spaces between.
const READ: &str = r"
const plain = (text) => text.replace(/[\s\u00a0\u202f]+/g, ' ').trim();
// What is not shown has an innerText all the same.
const shown = [...document.querySelectorAll(arguments[0])].filter((element) => element.checkVisibility());
return plain(shown.map((element) => element.innerText).join(' '));
";

/// Drawn by the app, and nothing is on its way any more.
const SETTLED: &str = "return document.readyState === 'complete' \
    && !!document.getElementById('page-title') && !document.querySelector('.skeleton, [aria-busy=true]')";

/// Where the keyboard is. An input that shows nothing itself may have its ring on its label or on the box it is in.
const FOCUS: &str = r"
const element = document.activeElement ?? document.body;
// The words alone: what follows them says that an answer is optional, or explains an option.
const words = (one) => {
  const walker = one && document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  while (walker?.nextNode()) {
    const found = walker.currentNode.data.replace(/[\s\u00a0]+/g, ' ').trim();
    if (found) return found;
  }
  return '';
};
const [label] = element.labels ?? [];
const options = element.type === 'radio' ? element.closest('fieldset') : null;
const outlined = (one) => { const { outlineStyle, outlineWidth } = getComputedStyle(one); return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2; };
// The middle of what is in sight: of a tall field some browsers bring the line of the cursor alone.
const { left, top, right, bottom } = element.getBoundingClientRect();
const [x, y] = [(Math.max(left, 0) + Math.min(right, innerWidth)) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
const above = document.elementFromPoint(x, y);
return {
  id: element.id,
  tag: element.localName,
  kind: element.type || element.localName,
  text: (element.innerText ?? '').replace(/[\s\u00a0]+/g, ' ').trim().slice(0, 80),
  label: words(label),
  question: words(options?.querySelector('legend') ?? label),
  ring: [element, element.closest('form.search-box'), ...(element.labels ?? [])].some((one) => one && outlined(one)),
  open: !!above && (element.contains(above) || above.contains(element)),
};
";

/// Where the keyboard is.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Focus {
    pub id: String,
    pub tag: String,
    /// Of a control its type, as `radio`; else the tag.
    pub kind: String,
    pub text: String,
    /// The words of a control's label.
    pub label: String,
    /// What a control answers: of one of several options what all of them answer, else its label.
    pub question: String,
    /// Whether one can see that it is there.
    pub ring: bool,
    /// Whether nothing covers it.
    pub open: bool,
}

impl Citizen {
    /// Waits until the page is drawn and nothing is loading.
    ///
    /// # Errors
    /// When it never is.
    pub async fn settles(&self) -> Result<()> {
        until("the page to be drawn", async || {
            Ok(self.probes::<bool>(SETTLED).await?.then_some(()))
        })
        .await
    }

    /// Everything that can be read on the page now.
    ///
    /// # Errors
    /// When there is no page.
    pub async fn reads(&self) -> Result<String> {
        self.reads_in("body").await
    }

    /// Everything that can be read in the parts that match a selector.
    ///
    /// # Errors
    /// When there is no page.
    pub async fn reads_in(&self, selector: &str) -> Result<String> {
        self.browser.run(READ, &[json!(selector)]).await
    }

    /// Waits until these words are on the page.
    ///
    /// # Errors
    /// When they do not come.
    pub async fn sees(&self, words: &str) -> Result<()> {
        self.sees_in("body", words).await
    }

    /// Waits until these words are in a part of the page.
    ///
    /// # Errors
    /// When they do not come.
    pub async fn sees_in(&self, selector: &str, words: &str) -> Result<()> {
        let wanted = plain(words);
        let mut last = String::new();
        let found = until(&format!("«{wanted}» in {selector}"), async || {
            last = self.reads_in(selector).await?;
            Ok(last.contains(&wanted).then_some(()))
        })
        .await;
        found.map_err(|error| error.context(format!("there was: {last}")))
    }

    /// Waits until there is something to read in a part of the page, and reads it.
    ///
    /// # Errors
    /// When there is nothing.
    pub async fn reads_something_in(&self, selector: &str) -> Result<String> {
        until(&format!("words in {selector}"), async || {
            Ok(Some(self.reads_in(selector).await?).filter(|words| !words.is_empty()))
        })
        .await
    }

    /// [`Citizen::sees`] with a patience of its own, for what is known to take longer.
    ///
    /// # Errors
    /// When the words do not come.
    pub async fn sees_within(&self, patience: std::time::Duration, words: &str) -> Result<()> {
        let wanted = plain(words);
        until_within(patience, &format!("«{wanted}»"), async || {
            Ok(self.reads().await?.contains(&wanted).then_some(()))
        })
        .await
    }

    /// Waits until these words are gone.
    ///
    /// # Errors
    /// When they stay.
    pub async fn sees_no_more(&self, words: &str) -> Result<()> {
        let gone = plain(words);
        until(&format!("«{gone}» to go"), async || {
            // What was announced stays in its region until the next words.
            let words = self.reads_in("body > :not([id^=live])").await?;
            Ok((!words.contains(&gone)).then_some(()))
        })
        .await
    }

    /// Waits for a page with this heading, loaded or navigated to.
    ///
    /// # Errors
    /// When it does not come, or the title of the document is not the heading's.
    pub async fn sees_page(&self, heading: &str) -> Result<()> {
        let wanted = plain(heading);
        let mut last = String::new();
        let found = until(&format!("the page «{wanted}»"), async || {
            last = self.reads_in("#page-title").await?;
            Ok((last == wanted).then_some(()))
        })
        .await;
        found.map_err(|error| error.context(format!("the heading is «{last}»")))?;
        let titles = SITES.map(|site| format!("{wanted} — {site}"));
        until(&format!("the title «{wanted} — …»"), async || {
            // Of this document, which may stand in a frame.
            let title: String = self.probes("return document.title").await?;
            let title = plain(&title);
            ensure!(titles.contains(&title), "the title is «{title}»");
            Ok(Some(()))
        })
        .await?;
        self.settles().await
    }

    /// Waits for a page one has navigated to: its heading has the focus and is said aloud.
    ///
    /// # Errors
    /// When it does not come, or comes silently.
    pub async fn arrives_at(&self, heading: &str) -> Result<()> {
        self.sees_page(heading).await?;
        self.is_focused_on("page-title").await?;
        self.hears(heading).await
    }

    /// Waits until the live regions say this.
    ///
    /// # Errors
    /// When they do not.
    pub async fn hears(&self, words: &str) -> Result<()> {
        self.sees_in("#live-a, #live-b", words).await
    }

    /// Waits until the element with this id has the focus.
    ///
    /// # Errors
    /// When it does not get it.
    pub async fn is_focused_on(&self, id: &str) -> Result<()> {
        until(&format!("the focus on #{id}"), async || {
            let focus = self.focus().await?;
            ensure!(focus.id == id, "the focus is on {focus:?}");
            Ok(Some(()))
        })
        .await
    }

    /// Where the focus is.
    ///
    /// # Errors
    /// When there is no page.
    pub async fn focus(&self) -> Result<Focus> {
        self.probes(FOCUS).await
    }

    /// The path and the query of the address.
    ///
    /// # Errors
    /// When there is no page.
    pub async fn address(&self) -> Result<String> {
        let url = self.browser.client.current_url().await?;
        Ok(url.query().map_or_else(
            || url.path().to_owned(),
            |query| format!("{}?{query}", url.path()),
        ))
    }
}

/// Spaces of any kind become one ordinary space, as [`READ`] does.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
