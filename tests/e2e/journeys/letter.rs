//! What citizens write, and the steps of writing it that many journeys share.

use anyhow::{Context, Result, ensure};
use opora_e2e::Citizen;

/// The feedback form.
pub const FORM: &str = "/requests/new/feedback";
pub const HEADING: &str = "Форма обратной связи";

pub const CATEGORY: &str = "Категория обращения";
pub const SUBJECT: &str = "Тема обращения";
pub const DESCRIPTION: &str = "Описание";
pub const ATTACH: &str = "Прикрепить файл";
pub const PHONE: &str = "Телефон";
pub const EMAIL: &str = "Электронная почта";
pub const CONSENT: &str = "Согласен на обработку персональных данных";
/// Leads from a form to its review.
pub const CHECK: &str = "Проверить и отправить";
/// The heading of the review.
pub const REVIEW: &str = "Проверьте и отправьте";
pub const SEND: &str = "Отправить запрос";
/// [`Letter::ERROR`]'s phone as it stands in the form once its field is left.
pub const SPACED_PHONE: &str = "+7 912 345‑67‑89";
/// Stands beside the button once everything typed is safe.
pub const SAVED: &str = "Сохранено на этом устройстве";

/// A request as somebody means it.
#[derive(Clone, Copy, Debug)]
pub struct Letter {
    pub category: &'static str,
    pub subject: &'static str,
    pub description: &'static str,
    pub phone: &'static str,
    pub email: &'static str,
}

impl Letter {
    pub const ERROR: Self = Self {
        category: "Ошибка",
        subject: "Не сохраняется форма заявления",
        description: "Нажимаю «Сохранить», страница загружается заново, и все поля пустые.",
        phone: "8 912 345-67-89",
        email: "anna@example.ru",
    };

    /// Fills the form, as far as there is something to say.
    pub async fn fill(&self, citizen: &Citizen) -> Result<()> {
        citizen.chooses(self.category).await?;
        for (label, text) in [
            (SUBJECT, self.subject),
            (DESCRIPTION, self.description),
            (PHONE, self.phone),
            (EMAIL, self.email),
        ] {
            citizen.types(label, text).await?;
        }
        citizen.chooses(CONSENT).await
    }

    /// The form holds the whole letter; its phone is [`SPACED_PHONE`].
    pub async fn is_in_form(&self, citizen: &Citizen) -> Result<()> {
        ensure!(
            citizen.has_chosen(self.category).await?,
            "the category is lost"
        );
        for (label, text) in [
            (SUBJECT, self.subject),
            (DESCRIPTION, self.description),
            (PHONE, SPACED_PHONE),
            (EMAIL, self.email),
        ] {
            let kept = citizen.reads_field(label).await?;
            ensure!(kept == text, "«{label}» holds «{kept}»");
        }
        ensure!(citizen.has_chosen(CONSENT).await?, "the consent is lost");
        Ok(())
    }

    /// Opens the form, fills it and sends it. Returns the number.
    pub async fn send(&self, citizen: &Citizen) -> Result<String> {
        citizen.opens(FORM).await?;
        self.fill(citizen).await?;
        sends(citizen).await?;
        number_on_receipt(citizen).await
    }
}

/// Goes from a filled form to its review.
pub async fn reviews(citizen: &Citizen) -> Result<()> {
    citizen.presses(CHECK).await?;
    citizen.sees_page(REVIEW).await
}

/// Sends a filled form: by way of its review.
pub async fn sends(citizen: &Citizen) -> Result<()> {
    reviews(citizen).await?;
    citizen.presses(SEND).await
}

/// The number on the receipt that follows sending.
pub async fn number_on_receipt(citizen: &Citizen) -> Result<String> {
    citizen.sees("Обращение принято").await?;
    let number = citizen.reads_in(".receipt__number").await?;
    ensure!(number.len() == 9, "this is no number: «{number}»");
    Ok(number)
}

/// The only row of the staff's queue.
pub async fn only_request(portal: &opora_e2e::Portal) -> Result<opora_e2e::Row> {
    let mut rows = portal.queue().await?;
    ensure!(
        rows.len() == 1,
        "one request was sent, the staff has {rows:?}"
    );
    rows.pop().context("no request")
}
