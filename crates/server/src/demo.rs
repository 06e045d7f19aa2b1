//! Sample requests for a look around: one in every status, made by the same functions as real
//! ones, with a past that looks lived in.

mod sample;

use std::io::Write;

use opora_contract::{
    form::{FieldKind, Form, NewRequest},
    language::Language,
    number::RequestNumber,
    request::{NewMessage, NewReminder, RequiredAction, Resolution, Step},
    staff::NewTransition,
    status::Status,
};
use sea_orm::{EntityTrait, PaginatorTrait};

use self::sample::{Act, SAMPLES, Sample};
use crate::{
    clock::{Moment, day_of},
    error::Result,
    extract::{Bearer, IdempotencyKey, Staff},
    mail,
    request::{self, Replayable},
    state::App,
    store::entity,
};

const EMPLOYEE: &str = "Отдел поддержки";
/// From one act to the next, and to a reminder.
const PAUSE_HOURS: i64 = 5;
const PATIENCE_HOURS: i64 = 30;

/// A request, its key and the contact to look it up with.
pub struct Row {
    pub number: RequestNumber,
    pub key: String,
    pub contact: &'static str,
    pub status: Status,
}

/// Fills an empty database; one that holds a request stays as it is. Stories of forms that the content does not have are
/// left out.
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
        if let Some(form) = app.content().form(sample.form, Language::Ru) {
            rows.push(play(app, sample, form).await?);
        }
    }
    // Nobody sent these, and their addresses may be somebody's.
    mail::forget_all(app).await?;
    Ok(rows)
}

/// Tells one story from its beginning, in hours of the past.
async fn play(app: &App, sample: &Sample, form: &Form) -> Result<Row> {
    let mut moment = app.now().plus_hours(-24 * sample.days_ago - 1);
    let key = IdempotencyKey::random()?;
    let receipt = request::create(app, &sample.body(form), key, None, Language::Ru, moment).await?;
    let scene = Scene {
        app,
        number: receipt.request.number,
        bearer: Bearer::new(receipt.key.clone()),
        staff: Staff {
            name: EMPLOYEE.to_owned(),
        },
    };
    for act in sample.acts {
        let pause = match act {
            Act::Repeat(_) => PATIENCE_HOURS,
            _ => PAUSE_HOURS,
        };
        // Never in the future.
        moment = moment.plus_hours(pause).min(app.now());
        scene.play(act, moment).await?;
    }
    let shown = request::read(app, scene.number, &scene.bearer, Language::Ru).await?;
    Ok(Row {
        number: scene.number,
        key: receipt.key.reveal().to_owned(),
        contact: sample.contact,
        status: shown.request.status,
    })
}

/// A request and both sides of it.
struct Scene<'a> {
    app: &'a App,
    number: RequestNumber,
    bearer: Bearer,
    staff: Staff,
}

impl Scene<'_> {
    async fn play(&self, act: &Act, now: Moment) -> Result<()> {
        let Self {
            app,
            number,
            bearer,
            staff,
        } = self;
        let (number, language) = (*number, Language::Ru);
        match act {
            Act::Step(..) | Act::Ask(..) | Act::Stage(..) => {
                let wanted = transition(act, now);
                request::transition(app, number, staff, &wanted, |_| None, now).await?;
            }
            Act::Reply(text) => {
                let message = NewMessage {
                    text: (*text).to_owned(),
                    attachments: Vec::new(),
                };
                request::write_as_staff(app, number, staff, &message, None, now).await?;
            }
            Act::Write(text) => {
                let message = NewMessage {
                    text: (*text).to_owned(),
                    attachments: Vec::new(),
                };
                let call = Replayable::new("demo", IdempotencyKey::random()?, &message);
                request::write(app, number, bearer, &message, &call, language, now).await?;
            }
            Act::Repeat(text) => {
                let reminder = NewReminder {
                    step: Step::Repeat,
                    text: (*text).to_owned(),
                };
                request::remind(app, number, bearer, &reminder, None, language, now).await?;
            }
            Act::Agree => {
                let resolution = Resolution {
                    is_solved: true,
                    text: String::new(),
                };
                request::resolve(app, number, bearer, &resolution, None, language, now).await?;
            }
            Act::Withdraw => {
                request::withdraw(app, number, bearer, language, now).await?;
            }
        }
        Ok(())
    }
}

/// What an employee sends.
fn transition(act: &Act, now: Moment) -> NewTransition {
    let (to, reason, stage) = match act {
        Act::Step(to, reason) => (*to, *reason, None),
        Act::Ask(reason, _) => (Status::WaitingDocuments, *reason, None),
        Act::Stage(stage, reason) => (Status::InProgress, *reason, Some(*stage)),
        _ => (Status::Unknown, "", None),
    };
    let asked = match act {
        Act::Ask(_, asked) => *asked,
        _ => &[],
    };
    let actions = asked.iter().map(|(text, state, problem)| RequiredAction {
        text: (*text).to_owned(),
        due: day_of(now.plus_hours(10 * 24).moscow_day()),
        state: *state,
        problem: (*problem).to_owned(),
    });
    NewTransition {
        to,
        reason: reason.to_owned(),
        actions: actions.collect(),
        stage,
        term: None,
    }
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
        let fields = self.fields.iter().copied();
        let fields = fields.chain([(contact, self.contact)]).chain(agreed);
        NewRequest {
            form: form.name.clone(),
            fields: fields
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            attachments: Vec::new(),
            preferences: None,
            context: None,
        }
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
