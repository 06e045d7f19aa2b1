//! Which department a request goes to, and how soon it is taken up: `routing.toml` (spec D03, D63, D67).

use std::path::Path;

use opora_contract::{
    form::{Field, FieldKind, Kind},
    request::Priority,
    slug::Slug,
};

use super::{
    department::Department,
    form::Forms,
    mistake::Report,
    source::Source,
    table::{Placed, Table},
};

const PATH: &str = "routing.toml";

/// Choices that a rule may name by a key of its own. The server finds them in the text where the person has not chosen.
pub const GUESSED: [&str; 2] = ["section", "topic"];

/// The way of every request.
#[derive(Debug)]
pub struct Routing {
    /// The first that fits wins; the last one fits everything.
    rules: Vec<Rule>,
    pub deadline: Option<Deadline>,
}

/// Where requests go for which all of the conditions hold.
#[derive(Debug)]
pub struct Rule {
    line: usize,
    /// Empty for any kind.
    kinds: Vec<Kind>,
    conditions: Vec<Condition>,
    pub department: Placed<Slug>,
    pub priority: Priority,
}

/// One of the options is chosen.
#[derive(Debug)]
struct Condition {
    field: String,
    line: usize,
    is: Vec<Placed<String>>,
}

/// The field of a critical day (spec D67), and how many days before it a request is urgent.
#[derive(Debug)]
pub struct Deadline {
    pub field: Placed<String>,
    pub urgent_within_days: u32,
}

impl Routing {
    /// The rule for a request, given its answers by the names of their fields.
    #[must_use]
    pub fn rule<'a>(&self, kind: Kind, answer: impl Fn(&str) -> Option<&'a str>) -> Option<&Rule> {
        let holds = |condition: &Condition| {
            let answer = answer(&condition.field);
            condition
                .is
                .iter()
                .any(|option| Some(option.value.as_str()) == answer)
        };
        self.rules.iter().find(|rule| {
            (rule.kinds.is_empty() || rule.kinds.contains(&kind))
                && rule.conditions.iter().all(holds)
        })
    }
}

impl Rule {
    const fn fits_all(&self) -> bool {
        self.kinds.is_empty() && self.conditions.is_empty()
    }
}

pub fn load(root: &Path, report: &mut Report) -> Option<Routing> {
    let source = Source::read(root, PATH, report)?;
    let mut table = Table::parse(&source, 0..source.text.len(), report)?;
    let mut rules = Vec::new();
    table.tables("rule", |mut table| {
        rules.extend(rule(&mut table));
        table.finish();
    });
    let deadline = match table.has("deadline") {
        true => table.table("deadline", deadline).flatten(),
        false => None,
    };
    table.finish();
    if let Some((last, before)) = rules.split_last() {
        if !last.fits_all() {
            let message = "the last rule has conditions: some request would go nowhere";
            report.add(PATH, last.line, message);
        }
        for rule in before.iter().filter(|rule| rule.fits_all()) {
            report.add(
                PATH,
                rule.line,
                "nothing gets past a rule without conditions",
            );
        }
    }
    Some(Routing { rules, deadline })
}

fn rule(table: &mut Table<'_>) -> Option<Rule> {
    let line = table.line();
    let kinds = match table.has("kind") {
        true => table.words("kind", 1..=9),
        false => Vec::new(),
    };
    let mut conditions: Vec<Condition> = GUESSED
        .into_iter()
        .filter(|key| table.has(key))
        .collect::<Vec<_>>()
        .into_iter()
        .map(|key| condition(table, key, key.to_owned()))
        .collect();
    if table.has("when") {
        let when = table.table("when", |table| {
            let field = table.text("field", Slug::MAX)?;
            Some(condition(table, "is", field.value))
        });
        conditions.extend(when.flatten());
    }
    let department = table.slug("department");
    let priority = match table.has("priority") {
        true => table.word("priority"),
        false => Some(Priority::default()),
    };
    Some(Rule {
        line,
        kinds,
        conditions,
        department: department?,
        priority: priority?,
    })
}

fn condition(table: &mut Table<'_>, key: &str, field: String) -> Condition {
    let is = table.texts(key, 1..=30, Slug::MAX);
    Condition {
        line: is.first().map_or(table.line(), |first| first.line),
        field,
        is,
    }
}

fn deadline(table: &mut Table<'_>) -> Option<Deadline> {
    let field = table.text("field", Slug::MAX);
    let days = table.ordinal("urgent_within_days");
    Some(Deadline {
        field: field?,
        urgent_within_days: days?.value,
    })
}

/// Checks what the rules name, once it is known which forms and departments there are.
pub fn check(
    routing: &Routing,
    forms: &Forms,
    departments: Option<&[Department]>,
    report: &mut Report,
) {
    for rule in &routing.rules {
        let Placed { value, line } = &rule.department;
        if departments.is_some_and(|known| !known.iter().any(|known| known.id.value == *value)) {
            report.add(PATH, *line, format!("department `{value}` does not exist"));
        }
    }
    // A form that could not be read may ask anything.
    if !forms.broken.is_empty() {
        return;
    }
    for condition in routing.rules.iter().flat_map(|rule| &rule.conditions) {
        check_condition(condition, forms, report);
    }
    if let Some(Deadline { field, .. }) = &routing.deadline {
        let is_date = |field: &Field| field.kind == FieldKind::Date;
        let mut asked = asked(forms, &field.value).peekable();
        if asked.peek().is_none() || !asked.all(is_date) {
            let message = format!("`{}` is no date that a form asks for", field.value);
            report.add(PATH, field.line, message);
        }
    }
}

fn check_condition(condition: &Condition, forms: &Forms, report: &mut Report) {
    let name = &condition.field;
    let choices: Vec<&Field> = asked(forms, name)
        .filter(|field| field.kind == FieldKind::Choice)
        .collect();
    if choices.is_empty() {
        let message = format!("`{name}` is no choice that a form asks for");
        report.add(PATH, condition.line, message);
        return;
    }
    for option in &condition.is {
        let mut offered = choices.iter().flat_map(|choice| &choice.options);
        if !offered.any(|offered| offered.value.as_str() == option.value) {
            let message = format!("no form offers `{}` as `{name}`", option.value);
            report.add(PATH, option.line, message);
        }
    }
}

/// The fields of a name in all forms.
fn asked<'a>(forms: &'a Forms, name: &'a str) -> impl Iterator<Item = &'a Field> {
    forms.sound.iter().filter_map(move |form| form.field(name))
}
