//! What the portal around a frame brings to a form: where the visitor is, which goes along if they let it, and their
//! contacts, which they see and change like any other answer.

use leptos::prelude::*;
use opora_contract::{
    form::{Field, FieldKind},
    portal::Context,
    rule,
    slug::Slug,
};

use super::FormState;
use crate::{browser::frame, embed};

/// The names of what a [`Context`] has, in the order in which it is shown.
pub const PORTAL: &str = "portal";
pub const PAGE: &str = "page";
pub const SERVICE: &str = "service";

/// A context as names and values. What was left out has an empty value: it does not come back.
fn rows(context: &Context) -> Vec<(String, String)> {
    let portal = context.portal.as_ref().map(ToString::to_string);
    [
        (PORTAL, portal.unwrap_or_default()),
        (PAGE, context.page.clone()),
        (SERVICE, context.service.clone()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

pub(super) fn rows_of(context: Option<&Context>) -> Vec<(String, String)> {
    context.map(rows).unwrap_or_default()
}

impl FormState {
    /// Follows what the portal says, until the owner is gone.
    pub fn listen_to_portal(self) {
        let learn = move || {
            self.learn_context();
            self.fill_in();
        };
        learn();
        frame::on_change(learn);
    }

    /// Takes what the portal tells of its page, unless the draft was begun elsewhere or something was left out.
    fn learn_context(self) {
        if let Some(context) = embed::context().filter(|_| !self.is_context_fixed.get_value()) {
            self.context.set(rows(&context));
        }
    }

    /// What goes along with the request; `None` outside of frames, and where everything was left out.
    pub fn told(self) -> Option<Context> {
        let value = |name: &str| {
            self.context.with_untracked(|rows| {
                let mut rows = rows.iter();
                rows.find(|(own, _)| own == name)
                    .map(|(_, value)| value.clone())
                    .unwrap_or_default()
            })
        };
        Some(Context {
            portal: Some(Slug::parse(&value(PORTAL))?),
            page: value(PAGE),
            service: value(SERVICE),
        })
    }

    /// The same for the draft: once it is known, that nothing shall go along is kept, too.
    pub(super) fn kept_context(self) -> Option<Context> {
        let is_known = self.context.with_untracked(|rows| !rows.is_empty());
        self.told().or_else(|| is_known.then(Context::default))
    }

    /// Leaves something out of what goes along; without the portal nothing is left.
    pub fn leave_out(self, name: &str) {
        self.is_context_fixed.set_value(true);
        self.context.update(|rows| {
            for (own, value) in rows {
                if own == name || name == PORTAL {
                    value.clear();
                }
            }
        });
        self.save();
    }

    /// Fills in what the portal knows of the person, once and where nothing stands yet. No draft for that alone.
    fn fill_in(self) {
        let profile = embed::profile();
        let known = |field: &Field| match field.kind {
            FieldKind::Phone => rule::spaced_phone(&profile.phone),
            FieldKind::Email => profile.email.clone(),
            FieldKind::Line if field.name.as_str() == "name" => profile.name.clone(),
            _ => String::new(),
        };
        let filled = self.from_portal.get_untracked();
        let mut found = Vec::new();
        self.form.with_value(|form| {
            let values = self.values.get_untracked();
            for question in form.asked(&values) {
                let Field { label, .. } = question.field;
                let known = known(question.field);
                if matches!(question.field.check(&known), Ok(Some(_)))
                    && question.value(&values).is_empty()
                    && !filled.contains(label)
                {
                    found.push((question.key.clone(), label.clone(), known));
                }
            }
        });
        for (key, label, value) in found {
            self.values.update(|values| {
                values.insert(key, value);
            });
            self.from_portal.update(|labels| labels.push(label));
        }
    }
}
