//! What unit tests of several modules start from: the application over a folder of its own, and a complaint in it.

use std::{path::Path, sync::Arc};

use axum::body::Body;
use clap::Parser;
use opora_contract::{
    form::{Form, NewRequest},
    language::Language,
    number::RequestNumber,
    request::Receipt,
    upload::{Attachment, AttachmentClaim},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    attachment, clock::SystemClock, config::Config, content::Content, extract::IdempotencyKey,
    publication::Publication, request, state::App, store::entity::request as row,
};

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    config: Config,
}

/// The application with the real content. A second one over the same folder goes on with what the first one stored.
pub async fn app(folder: &Path) -> App {
    app_with(folder, |_| {}).await
}

/// The same after a change of the form that [`complaint`] fills in.
pub async fn app_with(folder: &Path, change: impl Fn(&mut Form)) -> App {
    let mut config = Line::parse_from(["test"]).config;
    config.data = folder.to_owned();
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let mut content = Content::load(&content).unwrap();
    let forms = content
        .editions
        .iter_mut()
        .flat_map(|edition| &mut edition.forms);
    for form in forms.filter(|form| form.name.as_str() == "feedback") {
        // Whatever text the consent is given to now.
        for field in &mut form.fields {
            field.version.clear();
        }
        change(form);
    }
    let publication = Arc::new(Publication::new(content));
    App::open(config, publication, Arc::new(SystemClock))
        .await
        .unwrap()
}

/// A good body with these files.
pub fn complaint(files: &[&Attachment]) -> NewRequest {
    let body = r#"{"form":"feedback","fields":{"category":"error","subject":"Не работает",
        "description":"Страница не открывается вторые сутки.","email":"a@b.ru","consent":"yes"}}"#;
    let mut sent: NewRequest = serde_json::from_str(body).unwrap();
    sent.attachments = files.iter().map(|file| claim(file)).collect();
    sent
}

pub fn claim(file: &Attachment) -> AttachmentClaim {
    AttachmentClaim {
        id: file.id.clone(),
        key: file.key.clone(),
        description: String::new(),
    }
}

pub async fn send(app: &App, files: &[&Attachment]) -> Receipt {
    let key = IdempotencyKey::random().unwrap();
    let sent = complaint(files);
    request::create(app, &sent, key, None, Language::Ru, app.now())
        .await
        .unwrap()
}

/// A file that waits for a request.
pub async fn upload(app: &App) -> Attachment {
    let profile = app.content().profile("screenshot").unwrap();
    let body = Body::from(b"%PDF-1.7 and so on".to_vec());
    attachment::upload(app, profile, None, body, app.now())
        .await
        .unwrap()
}

/// The row of a request as it is now.
pub async fn row(app: &App, number: RequestNumber) -> row::Model {
    let row = row::Entity::find().filter(row::Column::Number.eq(number.compact()));
    row.one(app.store().read()).await.unwrap().unwrap()
}
