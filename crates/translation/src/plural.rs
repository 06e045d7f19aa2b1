//! Plural rules as CLDR writes them, for whole numbers, and as Rust reads them.
//!
//! <https://unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules>

use std::{collections::BTreeMap, fmt::Write};

use anyhow::{Context, Result, bail, ensure};

use crate::tongue::Base;

/// The categories of CLDR before `other`, in its order.
const CATEGORIES: [&str; 5] = ["zero", "one", "two", "few", "many"];
const OTHER: &str = "other";

/// Which form of a word goes with which number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plural {
    /// Category and its condition in Rust; whatever fits none is `other`.
    rules: Vec<(String, String)>,
}

impl Plural {
    /// Reads conditions by category: `one = "n % 10 = 1 and n % 100 != 11"`.
    ///
    /// # Errors
    /// When a category or a condition is not one of CLDR.
    pub fn parse(given: &BTreeMap<String, String>) -> Result<Self> {
        if let Some(other) = given
            .keys()
            .find(|name| !CATEGORIES.contains(&name.as_str()))
        {
            bail!("`{other}` is no category of CLDR; `other` needs no rule");
        }
        let rules = CATEGORIES.into_iter().filter_map(|name| {
            let rule = given.get(name)?;
            let rule = condition(rule).with_context(|| format!("plural.{name}"));
            Some(rule.map(|rule| (name.to_owned(), rule)))
        });
        Ok(Self {
            rules: rules.collect::<Result<_>>()?,
        })
    }

    /// The rule of a language of our own.
    #[must_use]
    pub fn of(base: Base) -> Self {
        let rules: &[(&str, &str)] = match base {
            Base::En => &[("one", "n == 1")],
            Base::Ru => &[
                ("one", "n % 10 == 1 && n % 100 != 11"),
                (
                    "few",
                    "n % 10 >= 2 && n % 10 <= 4 && !(n % 100 >= 12 && n % 100 <= 14)",
                ),
            ],
        };
        let rules = rules.iter().map(|&(name, rule)| (name.into(), rule.into()));
        Self {
            rules: rules.collect(),
        }
    }

    /// The names of the forms, in the order in which [`Plural::function`] counts them.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        let rules = self.rules.iter().map(|(name, _)| name.as_str());
        rules.chain([OTHER])
    }

    /// `const fn category(n: usize) -> usize` in Rust.
    #[must_use]
    pub fn function(&self) -> String {
        let mut body = String::new();
        for (at, (_, rule)) in self.rules.iter().enumerate() {
            let _written = write!(body, "if {rule} {{ return {at}; }} ");
        }
        let last = self.rules.len();
        format!("const fn category(n: usize) -> usize {{ {body} let _ = n; {last} }}")
    }
}

/// A condition of CLDR in Rust.
fn condition(rule: &str) -> Result<String> {
    // Samples follow the rule.
    let rule = rule.split('@').next().unwrap_or_default();
    let any: Result<Vec<_>> = rule.split(" or ").map(all_of).collect();
    Ok(any?.join(" || "))
}

fn all_of(part: &str) -> Result<String> {
    let all: Result<Vec<_>> = part.split(" and ").map(relation).collect();
    Ok(format!("({})", all?.join(" && ")))
}

/// `n % 10 = 2..4, 7`, `i != 1`.
fn relation(part: &str) -> Result<String> {
    let (left, right) = part
        .split_once('=')
        .with_context(|| format!("`{part}` compares nothing"))?;
    let (left, is_not) = match left.strip_suffix('!') {
        Some(left) => (left, "!"),
        None => (left, ""),
    };
    let left = operand(left.trim())?;
    let ranges: Result<Vec<_>> = right
        .split(',')
        .map(|range| {
            let (from, to) = range.split_once("..").unwrap_or((range, range));
            let (from, to) = (number(from)?, number(to)?);
            Ok(format!("({from} <= {left} && {left} <= {to})"))
        })
        .collect();
    Ok(format!("{is_not}({})", ranges?.join(" || ")))
}

/// What is compared. A whole number has no fraction and no exponent.
fn operand(left: &str) -> Result<String> {
    let (name, modulus) = match left.split_once('%') {
        Some((name, modulus)) => (name.trim(), Some(number(modulus)?)),
        None => (left, None),
    };
    let name = match name {
        "n" | "i" => "n",
        "v" | "w" | "f" | "t" | "c" | "e" => "0usize",
        _ => bail!("`{name}` is no operand of CLDR"),
    };
    ensure!(modulus != Some(0), "nothing is left of a division by 0");
    Ok(modulus.map_or_else(|| name.to_owned(), |modulus| format!("{name} % {modulus}")))
}

fn number(text: &str) -> Result<usize> {
    let text = text.trim();
    text.parse()
        .with_context(|| format!("`{text}` is no number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(given: &[(&str, &str)]) -> Result<Plural> {
        let given = given.iter().map(|&(name, rule)| (name.into(), rule.into()));
        Plural::parse(&given.collect())
    }

    #[test]
    fn a_rule_of_cldr_becomes_rust() {
        let polish = rules(&[
            ("many", "v = 0 and i % 10 = 0..1"),
            ("one", "i = 1 and v = 0 @integer 1"),
        ])
        .unwrap();
        assert_eq!(polish.forms().collect::<Vec<_>>(), ["one", "many", "other"]);
        let function = polish.function();
        assert!(
            function.contains(
                "if (((1 <= n && n <= 1)) && ((0 <= 0usize && 0usize <= 0))) { return 0; }"
            ),
            "{function}"
        );
    }

    #[test]
    fn what_cldr_does_not_know_is_told() {
        for (name, rule, expected) in [
            ("several", "n = 1", "`several` is no category"),
            ("one", "x = 1", "`x` is no operand"),
            ("one", "n", "compares nothing"),
            ("one", "n = one", "`one` is no number"),
        ] {
            let error = format!("{:#}", rules(&[(name, rule)]).unwrap_err());
            assert!(error.contains(expected), "{error}");
        }
    }
}
