//! Sample requests for a look around: one in every status, made by the same functions as real
//! ones, with a past that looks lived in.

use std::io::Write;

use opora_contract::{
    form::{FieldKind, Form, NewRequest},
    language::Language,
    number::RequestNumber,
    request::RequiredAction,
    staff::NewTransition,
    status::Status::{
        self, Approval, Approved, Closed, InProgress, Refused, Sent, WaitingDocuments,
    },
};
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::{
    clock::{Moment, day_of},
    error::{Error, Result},
    extract::{Bearer, IdempotencyKey, Staff},
    mail, request,
    state::App,
    store::entity,
};

const EMPLOYEE: &str = "Отдел поддержки";

/// A request, its key and the contact to look it up with.
pub struct Row {
    pub number: RequestNumber,
    pub key: String,
    pub contact: &'static str,
    pub status: Status,
}

/// One step of an employee: where to, and why.
type Step = (Status, &'static str);

struct Sample {
    form: &'static str,
    category: &'static str,
    subject: &'static str,
    /// Empty where the form has no such field.
    description: &'static str,
    contact: &'static str,
    days_ago: i64,
    steps: &'static [Step],
    withdrawn: bool,
}

const TAKEN: Step = (InProgress, "Передано специалисту: проверяем сведения");
const ASKED: Step = (
    WaitingDocuments,
    "Для проверки не хватает снимка экрана с ошибкой",
);

const SAMPLES: [Sample; 9] = [
    Sample {
        form: "feedback",
        category: "question",
        subject: "Как изменить электронную почту в профиле?",
        description: "Почта, указанная при регистрации, больше не работает. Как поменять её на новую?",
        contact: "+79120000001",
        days_ago: 0,
        steps: &[],
        withdrawn: false,
    },
    Sample {
        form: "feedback",
        category: "error",
        subject: "Не сохраняется форма заявления",
        description: "Заполняю заявление, нажимаю «Сохранить», страница загружается заново, поля пустые.",
        contact: "+79120000002",
        days_ago: 1,
        steps: &[TAKEN],
        withdrawn: false,
    },
    Sample {
        form: "feedback",
        category: "suggestion",
        subject: "Добавить поиск по номеру заявки",
        description: "В списке заявок удобно было бы искать по последним цифрам номера.",
        contact: "ivan@example.ru",
        days_ago: 3,
        steps: &[
            TAKEN,
            (
                Approval,
                "Предложение согласуют с отделом разработки портала",
            ),
        ],
        withdrawn: false,
    },
    Sample {
        form: "feedback",
        category: "error",
        subject: "Портал показывает неизвестную ошибку",
        description: "При записи на приём появляется сообщение с кодом, что делать дальше, непонятно.",
        contact: "anna@example.ru",
        days_ago: 2,
        steps: &[TAKEN, ASKED],
        withdrawn: false,
    },
    Sample {
        form: "feedback",
        category: "complaint",
        subject: "Долго не отвечали на заявление",
        description: "Срок ответа прошёл неделю назад, а статус заявления так и не изменился.",
        contact: "+79120000005",
        days_ago: 9,
        steps: &[
            TAKEN,
            (
                Approved,
                "Жалоба подтвердилась: ответ на заявление направлен вам сегодня",
            ),
        ],
        withdrawn: false,
    },
    Sample {
        form: "feedback",
        category: "question",
        subject: "Почему отклонили документ?",
        description: "Загрузил скан паспорта, через час пришёл отказ без пояснений. Что исправить?",
        contact: "+79120000006",
        days_ago: 6,
        steps: &[
            TAKEN,
            (
                Refused,
                "Скан нечитаем: сделайте новый при хорошем свете и приложите его к новому обращению",
            ),
        ],
        withdrawn: false,
    },
    Sample {
        form: "feedback",
        category: "question",
        subject: "Когда откроется запись на приём?",
        description: "На следующую неделю нет свободного времени. Подскажите, когда оно появится.",
        contact: "olga@example.ru",
        days_ago: 12,
        steps: &[
            TAKEN,
            (Approved, "Новое время появляется каждый понедельник утром"),
            (Closed, "Вопрос решён"),
        ],
        withdrawn: false,
    },
    Sample {
        form: "feedback",
        category: "suggestion",
        subject: "Сделать крупнее кнопку входа",
        description: "С телефона кнопку входа трудно заметить. Сделайте её крупнее и ярче.",
        contact: "+79120000008",
        days_ago: 4,
        steps: &[TAKEN],
        withdrawn: true,
    },
    Sample {
        form: "certificate",
        category: "income",
        subject: "Для банка: подать на кредит",
        description: "",
        contact: "petr@example.ru",
        days_ago: 5,
        steps: &[
            TAKEN,
            (Approved, "Справка готова"),
            (Sent, "Справка отправлена на вашу почту"),
        ],
        withdrawn: false,
    },
];

/// Fills an empty database; one that holds a request stays as it is.
///
/// # Errors
/// When the database fails, or a sample breaks the rules of the form.
pub async fn fill(app: &App) -> anyhow::Result<Vec<Row>> {
    let requests = entity::request::Entity::find();
    if requests.count(app.store().read()).await? > 0 {
        return Ok(Vec::new());
    }
    let mut rows = Vec::with_capacity(SAMPLES.len());
    for sample in &SAMPLES {
        rows.push(play(app, sample).await?);
    }
    // Nobody sent these, and their addresses may be somebody's.
    mail::forget_all(app).await?;
    Ok(rows)
}

/// Tells one story from its beginning, in hours of the past.
async fn play(app: &App, sample: &Sample) -> Result<Row> {
    let mut moment = app.now().plus_hours(-24 * sample.days_ago - 1);
    let key = IdempotencyKey::random()?;
    let form = app.content().form(sample.form, Language::Ru);
    let body = sample.body(form.ok_or(Error::NotFound)?);
    let receipt = request::create(app, &body, key, Language::Ru, moment).await?;
    let number = receipt.request.number;
    let staff = Staff {
        name: EMPLOYEE.to_owned(),
    };
    let mut status = receipt.request.status;
    for &(to, reason) in sample.steps {
        moment = later(app, moment);
        let step = step(to, reason, moment);
        request::transition(app, number, &staff, &step, |_| None, moment).await?;
        status = to;
    }
    if sample.withdrawn {
        let bearer = Bearer::new(receipt.key.clone());
        let now = later(app, moment);
        let shown = request::withdraw(app, number, &bearer, Language::Ru, now).await?;
        status = shown.request.status;
    }
    Ok(Row {
        number,
        key: receipt.key.reveal().to_owned(),
        contact: sample.contact,
        status,
    })
}

/// Some hours on, but never in the future.
fn later(app: &App, moment: Moment) -> Moment {
    moment.plus_hours(5).min(app.now())
}

impl Sample {
    fn body(&self, form: &Form) -> NewRequest {
        let contact = match self.contact.contains('@') {
            true => "email",
            false => "phone",
        };
        let consents = form.fields.iter();
        let consents = consents.filter(|field| field.kind == FieldKind::Consent);
        let agreed = consents.map(|field| (field.name.as_str(), field.agreed()));
        let fields = [
            ("category", self.category),
            ("subject", self.subject),
            ("description", self.description),
            (contact, self.contact),
        ];
        let given = fields.into_iter().filter(|(_, value)| !value.is_empty());
        let fields = given.chain(agreed);
        NewRequest {
            form: form.name.clone(),
            fields: fields
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            attachments: Vec::new(),
        }
    }
}

fn step(to: Status, reason: &str, now: Moment) -> NewTransition {
    let asks = to == WaitingDocuments;
    let action = RequiredAction {
        text: "Пришлите снимок экрана с ошибкой: PNG, JPG или PDF до 5\u{a0}МБ".to_owned(),
        due: day_of(now.plus_hours(10 * 24).moscow_day()),
        ..RequiredAction::default()
    };
    NewTransition {
        to,
        reason: reason.to_owned(),
        actions: asks.then_some(action).into_iter().collect(),
        stage: None,
        term: None,
    }
}

/// Says how to open the samples.
///
/// # Errors
/// When the output cannot be written.
pub fn say(rows: &[Row], out: &mut impl Write) -> std::io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "demo requests (staff token: demo)")?;
    for row in rows {
        let status = crate::word::of(&row.status);
        let Row {
            number,
            key,
            contact,
            ..
        } = row;
        writeln!(out, "  {number}  {status:<18}{contact:<18}{key}")?;
    }
    out.flush()
}
