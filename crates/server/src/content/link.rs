//! The check of dead links: every address that content names must lead somewhere.

use std::{collections::BTreeSet, path::Path};

use opora_contract::{
    form::{FieldKind, Form},
    page::Page,
};

use super::{
    faq::{Article, Faq},
    form::Forms,
    mistake::Report,
};

/// What links of one language may lead to.
pub struct Targets<'a> {
    root: &'a Path,
    language: &'a str,
    /// `topic` and `topic/slug`.
    faq: BTreeSet<String>,
    forms: &'a Forms,
    /// `None` while nobody knows the phone: its file is broken.
    phone: Option<String>,
}

impl<'a> Targets<'a> {
    pub fn new(
        root: &'a Path,
        language: &'a str,
        faq: &'a Faq,
        forms: &'a Forms,
        phone_link: Option<&str>,
    ) -> Self {
        let answers = faq.topics.iter().flat_map(|topic| &topic.answers);
        let topics = faq.topics.iter().map(|topic| topic.slug.to_string());
        let sound = topics.chain(answers.map(Article::name));
        Self {
            root,
            language,
            faq: sound.chain(faq.broken.iter().cloned()).collect(),
            forms,
            phone: phone_link.map(|link| format!("tel:{link}")),
        }
    }

    pub fn has_answer(&self, name: &str) -> bool {
        name.contains('/') && self.faq.contains(name)
    }

    /// Why `href` leads nowhere, if it does.
    pub fn fault(&self, href: &str) -> Option<String> {
        if href.starts_with("tel:") {
            let phone = self.phone.as_ref().filter(|phone| *phone != href)?;
            return Some(format!("`{href}` is not our phone, which is `{phone}`"));
        }
        if !href.starts_with('/') || href.starts_with("//") {
            return Some(format!(
                "`{href}` is neither a page of this site nor our phone"
            ));
        }
        let (path, query) = href.split_once('?').unwrap_or((href, ""));
        let alive = match Page::parse(path) {
            Some(Page::Topic(topic)) => self.faq.contains(topic.as_str()),
            Some(Page::Question(topic, question)) => {
                self.faq.contains(&format!("{topic}/{question}"))
            }
            Some(Page::Form(name)) => {
                let form = self.forms.sound.iter().find(|form| form.name == name);
                form.map_or_else(
                    || self.forms.broken.contains(&name.to_string()),
                    |form| is_prefill(form, query),
                )
            }
            Some(Page::Request(_)) | None => false,
            Some(page) => page.path() == path,
        };
        (!alive).then(|| format!("dead link `{href}`"))
    }

    /// Checks what an answer leads to: links, related answers, its guide.
    pub fn check(&self, article: &Article, report: &mut Report) {
        for link in &article.links {
            if let Some(fault) = self.fault(&link.value) {
                report.add(&article.path, link.line, fault);
            }
        }
        for related in &article.related {
            if related.value == article.name() {
                report.add(
                    &article.path,
                    related.line,
                    "the answer is related to itself",
                );
            } else if !self.has_answer(&related.value) {
                let message = format!("related answer `{}` does not exist", related.value);
                report.add(&article.path, related.line, message);
            }
        }
        if let Some(guide) = &article.guide {
            let stem = format!("{}/guides/{}", self.language, guide.value);
            let exists = ["toml", "md"]
                .iter()
                .any(|extension| self.root.join(format!("{stem}.{extension}")).is_file());
            if !exists {
                report.add(
                    &article.path,
                    guide.line,
                    format!("guide `{stem}` does not exist"),
                );
            }
        }
    }
}

/// Whether every `field=value` of the query is a choice that the form offers.
fn is_prefill(form: &Form, query: &str) -> bool {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .all(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            form.field(name).is_some_and(|field| {
                field.kind == FieldKind::Choice
                    && field
                        .options
                        .iter()
                        .any(|option| option.value.as_str() == value)
            })
        })
}
