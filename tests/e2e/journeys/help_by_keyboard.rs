//! From the first page over an answer and its guide to a form that is sent: by keys alone, and by what the accessibility
//! tree says alone. On the way every page has its landmarks, an outline of headings and a sound order of Tab.

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Key, Object, Outcome, journey};

use crate::guide::FORGOT;
use crate::letter::{
    CHECK, CONSENT, DESCRIPTION, EMAIL, Letter, REVIEW, SEND, SUBJECT, number_on_receipt,
    only_request,
};

const HOME: &str = "Чем помочь?";
const DIRECTION: &str = "Восстановление пароля и изменение данных учётной записи";
const ANSWER: &str = "Как восстановить пароль?";
const GUIDE: &str = "Сброс пароля и восстановление доступа";
const TO_GUIDE: &str = "Пройти по шагам";
const START: &str = "Начать";
const FAILED: &str = "Не получилось";
const TO_FORM: &str = "Написать с этими сведениями";
const FORM: &str = "Форма обратной связи";

/// Levels of the headings in sight, how often each landmark is there, and a tab index that breaks the order of the page.
const SHAPE: &str = r"
const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
const landmarks = ['body > header', 'main', 'body > footer', 'header nav'].map((one) => shown(one).length);
const order = shown('[tabindex]').filter((element) => element.tabIndex > 0).length;
return [shown('h1, h2, h3, h4, h5, h6').map(({ localName }) => Number(localName[1])), landmarks, order];
";

/// Whether what has the focus stands after what had it at the last call. Remembers it.
const IS_FURTHER: &str = r"
const [last, next] = [window.lastStop, document.activeElement];
window.lastStop = next;
return !last || next === document.body || last === document.body
  || !!(last.compareDocumentPosition(next) & Node.DOCUMENT_POSITION_FOLLOWING);
";

/// More stops than a page has.
const STOPS: usize = 120;

#[test]
fn by_keys_alone_from_the_first_page_over_answer_and_guide_to_a_sent_form() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/").await?;
        citizen.sees_page(HOME).await?;
        has_a_sound_shape(&citizen).await?;
        for (link, page) in [
            (DIRECTION, DIRECTION),
            (ANSWER, ANSWER),
            (TO_GUIDE, GUIDE),
            (START, FORGOT),
        ] {
            press(&citizen, link).await?;
            citizen.arrives_at(page).await?;
            has_a_sound_shape(&citizen).await?;
        }
        press(&citizen, FAILED).await?;
        citizen.sees(TO_FORM).await?;
        press(&citizen, TO_FORM).await?;
        citizen.arrives_at(FORM).await?;
        has_a_sound_shape(&citizen).await?;

        for (id, text) in [
            ("field-subject", Letter::ERROR.subject),
            ("field-description", Letter::ERROR.description),
            ("field-email", Letter::ERROR.email),
        ] {
            citizen.tabs_to(id, |focus| focus.id == id).await?;
            citizen.writes(text).await?;
        }
        citizen
            .tabs_to(CONSENT, |focus| focus.id == "field-consent")
            .await?;
        citizen.hits(Key::Space).await?;
        press(&citizen, CHECK).await?;
        citizen.arrives_at(REVIEW).await?;
        has_a_sound_shape(&citizen).await?;
        press(&citizen, SEND).await?;
        let number = number_on_receipt(&citizen).await?;
        has_a_sound_shape(&citizen).await?;
        ensure!(only_request(&stage.portal).await?.number == number);
        Ok(())
    })
}

#[test]
fn tab_goes_over_every_page_in_the_order_it_is_read() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        for path in [
            "/",
            "/faq/account/cannot-sign-in",
            "/guides/login?step=1",
            "/requests/new/feedback",
            "/requests",
        ] {
            citizen.opens(path).await?;
            let stops = walks_over(&citizen).await?;
            let (first, last) = (stops.first(), stops.last());
            ensure!(
                first.is_some_and(|stop| stop == "Перейти к содержанию"),
                "{path} begins with {first:?}"
            );
            ensure!(
                last.is_some_and(|stop| stop == "Доступность"),
                "{path} does not end with its footer: {stops:?}"
            );
        }
        Ok(())
    })
}

#[test]
fn by_the_accessibility_tree_alone_from_the_first_page_to_a_sent_form() -> Outcome {
    journey(async |stage| {
        let citizen = stage.citizen().await?;
        citizen.opens("/").await?;
        names_its_landmarks(&citizen, HOME).await?;
        for (link, page) in [
            (DIRECTION, DIRECTION),
            (ANSWER, ANSWER),
            (TO_GUIDE, GUIDE),
            (START, FORGOT),
        ] {
            enter(&citizen, "link", link).await?;
            names_its_landmarks(&citizen, page).await?;
        }
        // What Chromium calls a summary.
        enter(&citizen, "DisclosureTriangle", FAILED).await?;
        enter(&citizen, "button", TO_FORM).await?;
        names_its_landmarks(&citizen, FORM).await?;

        citizen.reaches("radio", Letter::ERROR.category).await?;
        citizen.hits(Key::Space).await?;
        for (name, text) in [
            (SUBJECT, Letter::ERROR.subject),
            (DESCRIPTION, Letter::ERROR.description),
            (EMAIL, Letter::ERROR.email),
        ] {
            citizen.reaches("textbox", name).await?;
            citizen.writes(text).await?;
        }
        citizen.reaches("checkbox", CONSENT).await?;
        citizen.hits(Key::Space).await?;
        enter(&citizen, "button", CHECK).await?;
        names_its_landmarks(&citizen, REVIEW).await?;
        enter(&citizen, "button", SEND).await?;
        let number = number_on_receipt(&citizen).await?;
        names_its_landmarks(&citizen, &format!("Обращение {number}")).await?;
        let row = only_request(&stage.portal).await?;
        ensure!(row.number == number && row.subject == Letter::ERROR.subject);
        Ok(())
    })
}

/// Tabs to a control and presses it.
async fn press(citizen: &Citizen, words: &str) -> Result<()> {
    citizen
        .tabs_to(words, |focus| focus.text.starts_with(words))
        .await?;
    citizen.hits(Key::Enter).await
}

/// Finds a control in the tree and presses it.
async fn enter(citizen: &Citizen, role: &str, name: &str) -> Result<()> {
    citizen.reaches(role, name).await?;
    citizen.hits(Key::Enter).await
}

/// One of each landmark, one heading of the page first in its main part, no level left out, no order but that of the page.
async fn has_a_sound_shape(citizen: &Citizen) -> Result<()> {
    citizen.settles().await?;
    let (levels, landmarks, reordered): (Vec<u8>, Vec<usize>, usize) =
        citizen.probes(SHAPE).await?;
    ensure!(landmarks == [1, 1, 1, 1], "landmarks: {landmarks:?}");
    ensure!(
        levels.first() == Some(&1) && levels.iter().filter(|level| **level == 1).count() == 1,
        "headings: {levels:?}"
    );
    let skips = levels.windows(2).any(|pair| pair[1] > pair[0] + 1);
    ensure!(!skips, "a level of headings is left out: {levels:?}");
    ensure!(
        reordered == 0,
        "{reordered} elements have an order of their own"
    );
    Ok(())
}

/// Presses Tab from the first stop to the last, and says what each is called.
async fn walks_over(citizen: &Citizen) -> Result<Vec<String>> {
    let mut stops = Vec::new();
    for _ in 0..STOPS {
        citizen.hits(Key::Tab).await?;
        let focus = citizen.focus().await?;
        if focus.tag == "body" {
            break;
        }
        let further: bool = citizen.probes(IS_FURTHER).await?;
        if !further && focus.text == "Перейти к содержанию" {
            // Around, without a stop on the window.
            break;
        }
        ensure!(further, "after {stops:?} Tab leads back to {focus:?}");
        ensure!(focus.ring, "nothing shows that the focus is on {focus:?}");
        stops.push(if focus.text.is_empty() {
            focus.label
        } else {
            focus.text
        });
    }
    Ok(stops)
}

/// Waits for a page, and looks at what the tree tells of it before anything else: landmarks, and where its heading is.
async fn names_its_landmarks(citizen: &Citizen, heading: &str) -> Result<()> {
    opora_e2e::until(
        &format!("the heading «{heading}» in the tree"),
        async || {
            let tree = citizen.tree().await?;
            Ok(headings(&tree).contains(&(1, heading)).then_some(()))
        },
    )
    .await?;
    citizen.settles().await?;
    let tree = citizen.tree().await?;
    for role in ["banner", "main", "contentinfo"] {
        let count = tree.iter().filter(|object| object.role == role).count();
        ensure!(count == 1, "«{heading}» has {role} {count} times");
    }
    let nameless: Vec<_> = tree
        .iter()
        .filter(|object| {
            ["link", "button", "textbox", "checkbox", "radio"].contains(&&*object.role)
        })
        .filter(|object| object.name.is_empty())
        .collect();
    ensure!(nameless.is_empty(), "without a name: {nameless:?}");
    let headings = headings(&tree);
    ensure!(
        headings.first() == Some(&(1, heading)),
        "«{heading}» begins with {headings:?}"
    );
    Ok(())
}

fn headings(tree: &[Object]) -> Vec<(u64, &str)> {
    let headings = tree.iter().filter(|object| object.role == "heading");
    headings
        .map(|object| (object.level.unwrap_or_default(), object.name.as_str()))
        .collect()
}
