//! How letters tell what the applicant has to do: a list, or that there is nothing (spec E09, G10).

use serde::{Deserialize, Serialize};

use super::{
    super::{
        table::{Placed, Table},
        template::Template,
    },
    letter::{never_named, template},
};

const TEXT_MAX: usize = 300;

/// What a line of the list can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Part {
    Text,
    Due,
    Problem,
}

/// One thing to do, in words.
pub struct Task {
    pub text: String,
    /// The last day for it.
    pub due: Option<String>,
    /// What was wrong with what came before; empty without.
    pub problem: String,
}

#[derive(Debug)]
pub struct Actions {
    none: Placed<String>,
    some: Placed<String>,
    item: Template<Part>,
    due: Template<Part>,
    problem: Template<Part>,
    how: Placed<String>,
}

impl Actions {
    /// The list, with how to send what is on it where that can be done; or that nothing is to be done.
    #[must_use]
    pub fn tell(&self, tasks: &[Task], is_upload: bool) -> String {
        if tasks.is_empty() {
            return self.none.value.clone();
        }
        let tasks = tasks.iter().flat_map(|task| self.lines(task));
        let mut lines = vec![self.some.value.clone()];
        lines.extend(tasks);
        if is_upload {
            lines.push(self.how.value.clone());
        }
        lines.join("\n")
    }

    fn lines(&self, task: &Task) -> impl Iterator<Item = String> {
        let known = |part| match part {
            Part::Text => Some(task.text.as_str()),
            Part::Due => task.due.as_deref(),
            Part::Problem => Some(task.problem.as_str()).filter(|text| !text.is_empty()),
        };
        let item = self.due.fill(known).or_else(|| self.item.fill(known));
        item.into_iter().chain(self.problem.fill(known))
    }
}

pub fn load(table: &mut Table<'_>) -> Option<Actions> {
    let none = table.text("none", TEXT_MAX);
    let some = table.text("some", TEXT_MAX);
    let how = table.text("how", TEXT_MAX);
    let item = line(table, "item", &[Part::Text]);
    let due = line(table, "due", &[Part::Text, Part::Due]);
    let problem = line(table, "problem", &[Part::Problem]);
    Some(Actions {
        none: none?,
        some: some?,
        item: item?,
        due: due?,
        problem: problem?,
        how: how?,
    })
}

/// A line that names exactly these.
fn line(table: &mut Table<'_>, key: &str, told: &[Part]) -> Option<Template<Part>> {
    let text = table.text(key, TEXT_MAX)?;
    let line = template::<Part>(table, key, &text)?;
    for part in told {
        if !line.values().any(|named| named == *part) {
            never_named(table, text.line, key, part);
        }
    }
    if let Some(strange) = line.values().find(|named| !told.contains(named)) {
        let name = crate::word::of(&strange);
        table.mistake(text.line, format!("`{key}` names `{{{name}}}`"));
    }
    Some(line)
}
