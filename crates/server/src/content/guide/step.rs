//! The steps of a guide.

use opora_contract::{
    guide::{Branch, Check, Confirmation, Help, Practice, Step},
    home::Link,
    slug::Slug,
};

use super::{Known, picture};
use crate::content::table::{Placed, Table};

/// What `next` says when the guide ends there.
const END: &str = "end";
const CONFIRMATIONS: [&str; 4] = ["done", "choice", "practice", "check"];

/// A step and where it says to go on, before it is known what stands after it.
struct Loose {
    step: Step,
    line: usize,
    next: Option<Placed<String>>,
    /// In the order of the options.
    branches: Vec<Option<Placed<String>>>,
}

/// Reads the steps and ties them together. `None` when one of them could not be read.
pub fn load(
    table: &mut Table<'_>,
    known: Known<'_>,
    links: &mut Vec<Placed<String>>,
) -> Option<Vec<Placed<Step>>> {
    let mut loose = Vec::new();
    table.tables("steps", |mut table| {
        loose.push(step(&mut table, known, links));
        table.finish();
    });
    let loose: Option<Vec<Loose>> = loose.into_iter().collect();
    tie(table, loose?)
}

fn tie(table: &mut Table<'_>, loose: Vec<Loose>) -> Option<Vec<Placed<Step>>> {
    let names: Vec<Slug> = loose.iter().map(|one| one.step.id.clone()).collect();
    let mut sound = true;
    if !(2..=12).contains(&names.len()) {
        let message = format!("a guide has 2 to 12 steps, not {}", names.len());
        table.mistake(table.line(), message);
    }
    let mut steps = Vec::new();
    for (at, mut one) in loose.into_iter().enumerate() {
        if names.iter().take(at).any(|name| *name == one.step.id) {
            table.mistake(one.line, format!("step `{}` stands twice", one.step.id));
            sound = false;
        }
        let following = names.get(at + 1);
        let later = names.get(at + 1..).unwrap_or_default();
        let mut resolve = |next: Option<Placed<String>>| match next {
            None => following.cloned(),
            Some(next) if next.value == END => None,
            Some(next) => {
                let target = later.iter().find(|name| name.as_str() == next.value);
                if target.is_none() {
                    let message =
                        format!("`next` is `{}`, which is no step further down", next.value);
                    table.mistake(next.line, message);
                    sound = false;
                }
                target.cloned()
            }
        };
        one.step.next = resolve(one.next);
        if let Confirmation::Choice { options, .. } = &mut one.step.confirmation {
            for (option, next) in options.iter_mut().zip(one.branches) {
                option.next = resolve(next);
            }
            one.step.next = None;
        }
        steps.push(Placed {
            value: one.step,
            line: one.line,
        });
    }
    sound.then_some(steps)
}

fn step(table: &mut Table<'_>, known: Known<'_>, links: &mut Vec<Placed<String>>) -> Option<Loose> {
    let line = table.line();
    let id = slug(table, "id");
    let title = table.text("title", 80);
    let text = table.markdown("text", 600);
    let picture = picture::read(table);
    let (mut branches, next) = (Vec::new(), table.optional_text("next", Slug::MAX));
    let confirmation = confirmation(table, known, &mut branches);
    if let (Some(Confirmation::Choice { .. }), Some(next)) = (&confirmation, &next) {
        let message = "a choice goes on by its options: give `next` to them";
        table.mistake(next.line, message.to_owned());
    }
    let action = if table.has("action") {
        table.table("action", |table| action(table, links))?
    } else {
        None
    };
    let least = usize::from(!matches!(confirmation, Some(Confirmation::Choice { .. })));
    let help = help(table, least, links);
    let text = text?;
    links.extend(text.links);
    Some(Loose {
        step: Step {
            id: id?,
            title: title?.value,
            blocks: text.blocks,
            picture: picture?,
            confirmation: confirmation?,
            next: None,
            action,
            help: help?,
        },
        line,
        next,
        branches,
    })
}

fn slug(table: &mut Table<'_>, key: &str) -> Option<Slug> {
    let text = table.text(key, Slug::MAX)?;
    let slug = Slug::parse(&text.value).filter(|slug| slug.as_str() != END);
    if slug.is_none() {
        let message = format!("`{key}` is `{}`, which is not a slug", text.value);
        table.mistake(text.line, message);
    }
    slug
}

fn action(table: &mut Table<'_>, links: &mut Vec<Placed<String>>) -> Option<Link> {
    let label = table.text("label", 60);
    let href = table.text("href", 200)?;
    links.push(href.clone());
    Some(Link {
        title: label?.value,
        href: href.value,
        icon: String::new(),
    })
}

fn help(table: &mut Table<'_>, least: usize, links: &mut Vec<Placed<String>>) -> Option<Vec<Help>> {
    let mut found = Vec::new();
    if table.has("help") {
        table.tables("help", |mut table| {
            let problem = table.text("problem", 90);
            let text = table.markdown("text", 600);
            found.push(problem.zip(text).map(|(problem, text)| {
                links.extend(text.links);
                Help {
                    problem: problem.value,
                    blocks: text.blocks,
                }
            }));
            table.finish();
        });
    }
    if !(least..=4).contains(&found.len()) {
        let message = format!("the step has {} helps, not {least} to 4", found.len());
        table.mistake(table.line(), message);
    }
    found.into_iter().collect()
}

fn confirmation(
    table: &mut Table<'_>,
    known: Known<'_>,
    branches: &mut Vec<Option<Placed<String>>>,
) -> Option<Confirmation> {
    let given: Vec<&str> = CONFIRMATIONS
        .into_iter()
        .filter(|key| table.has(key))
        .collect();
    match given.as_slice() {
        ["done"] => done(table),
        ["choice"] => table.table("choice", |table| choice(table, branches))?,
        ["practice"] => table.table("practice", |table| practice(table, known))?,
        ["check"] => table
            .table("check", |table| table.word::<Check>("kind"))?
            .map(Confirmation::Check),
        _ => {
            let message = format!(
                "a step has exactly one of {}, not {}",
                CONFIRMATIONS.join(", "),
                given.len()
            );
            table.mistake(table.line(), message);
            None
        }
    }
}

fn done(table: &mut Table<'_>) -> Option<Confirmation> {
    let label = table.text("done", 60);
    let items = if table.has("items") {
        table.texts("items", 2..=8, 160)
    } else {
        Vec::new()
    };
    Some(Confirmation::Done {
        label: label?.value,
        items: items.into_iter().map(|item| item.value).collect(),
    })
}

fn choice(
    table: &mut Table<'_>,
    branches: &mut Vec<Option<Placed<String>>>,
) -> Option<Confirmation> {
    let question = table.text("question", 120);
    let mut options = Vec::new();
    table.tables("options", |mut table| {
        let value = slug(&mut table, "value");
        let label = table.text("label", 80);
        let hint = table.optional_text("hint", 120);
        branches.push(table.optional_text("next", Slug::MAX));
        options.push(value.zip(label).map(|(value, label)| Branch {
            value,
            label: label.value,
            hint: hint.map(|hint| hint.value).unwrap_or_default(),
            next: None,
        }));
        table.finish();
    });
    let options: Vec<Branch> = options.into_iter().collect::<Option<_>>()?;
    let doubled = options.iter().enumerate().any(|(at, one)| {
        options
            .iter()
            .take(at)
            .any(|other| other.value == one.value)
    });
    if !(2..=6).contains(&options.len()) || doubled {
        let message = "a choice has 2 to 6 options of different values";
        table.mistake(table.line(), message.to_owned());
    }
    Some(Confirmation::Choice {
        question: question?.value,
        options,
    })
}

fn practice(table: &mut Table<'_>, known: Known<'_>) -> Option<Confirmation> {
    let rule: Option<Practice> = table.word("rule");
    let label = table.text("label", 80);
    let hint = table.optional_text("hint", 200);
    let name = table.optional_text("profile", Slug::MAX);
    let profiles = known.profiles.unwrap_or_default();
    let profile = name.as_ref().and_then(|name| {
        let mut profiles = profiles.iter();
        profiles.find(|profile| profile.name.as_str() == name.value)
    });
    match (&name, rule) {
        (Some(name), _) if profile.is_none() && known.profiles.is_some() => {
            let message = format!("there is no upload profile `{}`", name.value);
            table.mistake(name.line, message);
        }
        (Some(name), Some(rule)) if rule != Practice::File => {
            let message = "only a file has a profile";
            table.mistake(name.line, message.to_owned());
        }
        (None, Some(Practice::File)) => {
            let message = "a file needs a `profile`";
            table.mistake(table.line(), message.to_owned());
        }
        _ => {}
    }
    Some(Confirmation::Practice {
        rule: rule?,
        label: label?.value,
        hint: hint.map(|hint| hint.value).unwrap_or_default(),
        profile: profile.cloned(),
    })
}
