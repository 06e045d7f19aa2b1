//! The check of dead links: every address that content names must lead somewhere.

mod query;

use std::collections::BTreeSet;

use opora_contract::{guide::Situation, page::Page};

use super::{
    direction::Directions,
    faq::{Article, Faq},
    form::Forms,
    guide::{Guide, Guides},
    mistake::Report,
    table::Placed,
};

/// What links of one language may lead to.
pub struct Targets<'a> {
    /// `topic` and `topic/slug`.
    faq: BTreeSet<String>,
    guides: &'a Guides,
    forms: &'a Forms,
    directions: Option<&'a Directions>,
    /// `None` while nobody knows the phone: its file is broken.
    phone: Option<String>,
}

impl<'a> Targets<'a> {
    pub fn new(
        faq: &'a Faq,
        guides: &'a Guides,
        forms: &'a Forms,
        phone_link: Option<&str>,
    ) -> Self {
        let answers = faq.topics.iter().flat_map(|topic| &topic.answers);
        let topics = faq.topics.iter().map(|topic| topic.slug.to_string());
        let sound = topics.chain(answers.map(Article::name));
        Self {
            faq: sound.chain(faq.broken.iter().cloned()).collect(),
            guides,
            forms,
            directions: None,
            phone: phone_link.map(|link| format!("tel:{link}")),
        }
    }

    /// The same with the directions that a link may name; `None` while their file is broken.
    pub fn with_directions(self, directions: Option<&'a Directions>) -> Self {
        Self { directions, ..self }
    }

    pub fn has_answer(&self, name: &str) -> bool {
        name.contains('/') && self.faq.contains(name)
    }

    /// Whether `topic` or `topic/slug` is there.
    pub fn has_answers(&self, name: &str) -> bool {
        self.faq.contains(name)
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
        let page = Page::parse(path);
        let is_form = matches!(page, Some(Page::Form(_)));
        let is_read = |page| is_form || query::is_read(self, page, query);
        // No page has an anchor that a link could rely on: headings are drawn from blocks.
        if href.contains('#') || !page.as_ref().is_none_or(is_read) {
            return Some(format!("`{href}` asks for what the page does not know"));
        }
        let alive = match page {
            Some(Page::Topic(topic)) => self.faq.contains(topic.as_str()),
            Some(Page::Question(topic, question)) => {
                self.faq.contains(&format!("{topic}/{question}"))
            }
            Some(Page::Guide(name)) => self.guides.has(name.as_str()),
            Some(Page::Form(name)) => {
                let form = self.forms.sound.iter().find(|form| form.name == name);
                form.map_or_else(
                    || self.forms.broken.contains(&name.to_string()),
                    |form| query::is_prefill(form, query),
                )
            }
            Some(Page::Request(_)) | None => false,
            Some(page) => page.path() == path,
        };
        (!alive).then(|| format!("dead link `{href}`"))
    }

    /// Whether there is such a direction or section; while their file is broken, nobody knows.
    fn has_direction(&self, name: &str) -> bool {
        self.directions.is_none_or(|directions| {
            let mut known = directions.all().map(|found| found.slug.value.as_str());
            known.any(|known| known == name)
        })
    }

    /// Checks what an answer leads to: links, related answers, its guide.
    pub fn check(&self, article: &Article, report: &mut Report) {
        let path = &article.path;
        self.check_links(path, &article.links, report);
        self.check_answers(path, &article.related, Some(article), report);
        self.check_guides(path, std::slice::from_ref(&article.guide), report);
    }

    /// Checks what a guide leads to.
    pub fn check_guide(&self, guide: &Guide, situations: &[Situation], report: &mut Report) {
        let path = &guide.path;
        self.check_links(path, &guide.links, report);
        self.check_links(path, std::slice::from_ref(&guide.form), report);
        let form = guide.form.value.split('?').next().unwrap_or_default();
        if let Some(page) = Page::parse(form)
            && !self.takes_parcels(&page)
        {
            let message = format!(
                "`{}` is no form with a field `on_demand`, which takes what was tried",
                guide.form.value
            );
            report.add(path, guide.form.line, message);
        }
        self.check_answers(path, &guide.answers, None, report);
        self.check_guides(path, &guide.guides, report);
        for named in &guide.guides {
            if named.value == guide.name.as_str() {
                report.add(path, named.line, "the guide leads to itself");
            }
        }
        if !self.faq.contains(&guide.topic.value) {
            let message = format!("topic `{}` does not exist", guide.topic.value);
            report.add(path, guide.topic.line, message);
        }
        for named in &guide.situations {
            let mut known = situations.iter();
            if !known.any(|situation| situation.name.as_str() == named.value) {
                let message = format!("situation `{}` does not exist", named.value);
                report.add(path, named.line, message);
            }
        }
    }

    /// Whether the page is a form that somebody can bring an answer to. One that could not be read may be.
    pub fn takes_parcels(&self, page: &Page) -> bool {
        let Page::Form(name) = page else {
            return false;
        };
        let form = self.forms.sound.iter().find(|form| form.name == *name);
        form.is_none_or(|form| form.fields.iter().any(|field| field.on_demand))
    }

    pub fn check_links(&self, path: &str, links: &[Placed<String>], report: &mut Report) {
        for link in links {
            if let Some(fault) = self.fault(&link.value) {
                report.add(path, link.line, fault);
            }
        }
    }

    fn check_answers(
        &self,
        path: &str,
        names: &[Placed<String>],
        own: Option<&Article>,
        report: &mut Report,
    ) {
        for name in names {
            if own.is_some_and(|own| own.name() == name.value) {
                report.add(path, name.line, "the answer is related to itself");
            } else if !self.has_answer(&name.value) {
                let message = format!("answer `{}` does not exist", name.value);
                report.add(path, name.line, message);
            }
        }
    }

    pub fn check_guides(&self, path: &str, names: &[Placed<String>], report: &mut Report) {
        for name in names {
            if !self.guides.has(&name.value) {
                let message = format!("guide `{}` does not exist", name.value);
                report.add(path, name.line, message);
            }
        }
    }
}
