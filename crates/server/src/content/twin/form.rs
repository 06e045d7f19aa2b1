//! Forms of two languages: the same questions, conditions, groups and templates, and consent to the same text.

use opora_contract::{
    form::{Form, Template},
    language::Language,
};

use super::{Side, check_value, differs, guide::links, pair};
use crate::content::{draft::Draft, form, mistake::Report};

pub fn check(first: &Draft, second: &Draft, report: &mut Report) {
    if let (Some(ours), Some(theirs)) = (&first.consent, &second.consent) {
        let path = &theirs.path;
        check_value("version", &ours.version, &theirs.version, path, report);
        if links(&ours.blocks) != links(&theirs.blocks) {
            report.add(path, 1, differs("links"));
        }
    }
    for (ours, theirs) in pair(
        &Side::new(first.language, &first.forms.sound, &first.forms.broken),
        &Side::new(second.language, &second.forms.sound, &second.forms.broken),
        |form| form.name.to_string(),
        |form, language: Language| form::path(language, &form.name),
        report,
    ) {
        if wordless(ours) != wordless(theirs) {
            let message = "the form differs from the other language in more than words";
            report.add(&form::path(second.language, &theirs.name), 1, message);
        }
    }
}

/// The form without its words: what must be equal in both languages.
fn wordless(form: &Form) -> Form {
    let mut form = form.clone();
    form.title.clear();
    form.lead.clear();
    for field in &mut form.fields {
        field.label.clear();
        field.hint.clear();
        // Both come from one text, which is compared where it stands.
        field.terms.clear();
        field.version.clear();
        for option in &mut field.options {
            option.label.clear();
            option.hint.clear();
            option.words.clear();
        }
    }
    for group in &mut form.groups {
        group.label.clear();
    }
    for template in &mut form.templates {
        *template = without_words(template);
    }
    form
}

/// The template with the number of its blanks in place of each text.
fn without_words(template: &Template) -> Template {
    let counted = template.values.iter().map(|(name, text)| {
        let alone = Template {
            title: String::new(),
            when: None,
            values: [(name.clone(), text.clone())].into(),
        };
        (name.clone(), alone.blanks().len().to_string())
    });
    Template {
        title: String::new(),
        when: template.when.clone(),
        values: counted.collect(),
    }
}
