//! Whatever form and whatever is typed into it: what the browser's check accepted, the server's check accepts unchanged.
//!
//! Forms are made of every kind of field there is: the kinds are asked of [`FieldKind`] itself, not listed here.

use std::collections::{BTreeMap, BTreeSet};

use opora_contract::form::{CONSENT, Field, FieldKind, Form};
use proptest::{option, prelude::*, sample::select, strategy::ValueTree, test_runner::TestRunner};
use serde::{
    Deserialize, Deserializer,
    de::{Error, Visitor, value},
    forward_to_deserialize_any,
};
use serde_json::{Value, json};

use crate::rule::text;

/// Learns the names of an enumeration's variants as they travel.
#[derive(Default)]
struct Names(&'static [&'static str]);

impl<'de> Deserializer<'de> for &mut Names {
    type Error = value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(Error::custom("only the names are asked for"))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Self::Error> {
        self.0 = variants;
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct
        seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// Every kind of field.
fn kinds() -> Vec<&'static str> {
    let mut names = Names::default();
    FieldKind::deserialize(&mut names).expect_err("it asks for names alone");
    names.0.to_vec()
}

/// What people put into fields, good for one kind or another.
const KNOWN: [&str; 25] = [
    CONSENT,
    "",
    " ",
    "no",
    "first",
    " second ",
    "third",
    "8 (912) 345-67-89",
    "+375 29 123-45-67",
    "Anna.P@Mail.RU",
    "anna @ mail.ru",
    "2026-03-14",
    "14.03.2026",
    "29.02.2028",
    "500100732259",
    "7707083893",
    "112-233-445 95",
    "11223344595",
    "45 09 123456",
    "4509 123456",
    "ы",
    "Код",
    " Не  приходит код ",
    "Не приходит код\r\n\r\n\r\nуже второй день",
    "Не приходит код уже второй день и третью ночь",
];

/// What is put into any field.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![select(KNOWN.to_vec()).prop_map(str::to_owned), text()]
}

/// What is put into this field: mostly what it takes, whatever kind it is of.
fn value_of(field: &Field) -> BoxedStrategy<String> {
    let good: Vec<_> = KNOWN
        .into_iter()
        .filter(|known| field.check(known).is_ok())
        .collect();
    if good.is_empty() {
        return value().boxed();
    }
    prop_oneof![12 => select(good).prop_map(str::to_owned), 1 => value()].boxed()
}

fn field(at: usize) -> impl Strategy<Value = Value> {
    let lengths = (0..6_usize, 1..40_usize);
    (
        select(kinds()),
        any::<(bool, bool)>(),
        lengths,
        option::weighted(0.3, 0..4_usize),
    )
        .prop_map(move |(kind, (required, on_demand), (min, more), files)| {
            let option = |value: &str| json!({"value": value, "label": value, "kind": "complaint"});
            let profile = files.filter(|_| kind == "files").map(|max_files| {
                json!({"name": "scan", "types": ["pdf"], "max_bytes": 9, "max_files": max_files})
            });
            json!({
                "name": format!("field-{at}"), "kind": kind, "label": "", "required": required,
                "on_demand": on_demand, "min": min, "max": min + more, "profile": profile,
                "options": [option("first"), option("second")],
            })
        })
}

fn form() -> impl Strategy<Value = Form> {
    let fields = (1..8_usize).prop_flat_map(|count| (0..count).map(field).collect::<Vec<_>>());
    (any::<bool>(), fields).prop_map(|(needs_contact, fields)| {
        serde_json::from_value(json!({
            "name": "any", "kind": "question", "title": "", "lead": "",
            "needs_contact": needs_contact, "fields": fields,
        }))
        .unwrap()
    })
}

/// A form, what is typed into it, and how many files come along.
fn filled_form() -> impl Strategy<Value = (Form, BTreeMap<String, String>, usize)> {
    let files = prop_oneof![2 => Just(0), 1 => 1..4_usize];
    (form(), files).prop_flat_map(|(form, files)| {
        let values: Vec<_> = form.fields.iter().map(value_of).collect();
        let names: Vec<_> = form
            .fields
            .iter()
            .map(|field| field.name.to_string())
            .collect();
        let foreign = select(vec!["", "is_admin", "field-0/a", "~", "__proto__"]);
        let foreign = option::weighted(0.1, (foreign, value()));
        (values, foreign).prop_map(move |(values, foreign)| {
            let mut typed: BTreeMap<_, _> = names.iter().cloned().zip(values).collect();
            typed.extend(foreign.map(|(name, value)| (name.to_owned(), value)));
            (form.clone(), typed, files)
        })
    })
}

#[test]
fn kinds_of_fields_are_known_here_as_they_travel() {
    let kinds = kinds();
    for kind in ["choice", "line", "text", "files", "consent"] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
}

#[test]
fn forms_and_values_are_such_that_both_verdicts_are_common() {
    let mut runner = TestRunner::deterministic();
    let mut good = 0;
    for _ in 0..1_000 {
        let (form, typed, files) = filled_form().new_tree(&mut runner).unwrap().current();
        good += usize::from(
            form.check(&typed, files)
                .is_ok_and(|filled| !filled.values.is_empty()),
        );
    }
    assert!((50..950).contains(&good), "{good} of 1000 are good");
}

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn what_one_side_accepted_the_other_accepts_unchanged(
        (form, typed, files) in filled_form(),
    ) {
        if let Ok(filled) = form.check(&typed, files) {
            for (name, value) in &filled.values {
                prop_assert!(form.field(name).is_some(), "{name}");
                prop_assert!(!value.is_empty(), "{name}");
            }
            prop_assert_eq!(form.check(&filled.values, files), Ok(filled));
        }
    }

    #[test]
    fn every_mistake_names_a_field_of_the_form_or_one_that_was_sent(
        (form, typed, files) in filled_form(),
    ) {
        let Err(mistakes) = form.check(&typed, files) else {
            return Ok(());
        };
        prop_assert!(!mistakes.is_empty());
        let known: BTreeSet<_> = form.fields.iter().map(|field| field.name.as_str()).collect();
        for mistake in mistakes {
            let name = mistake.field.as_str();
            prop_assert!(known.contains(name) || typed.contains_key(name), "{mistake:?}");
        }
    }

    #[test]
    fn one_field_judges_as_its_form_does(field in field(0), value in value()) {
        let form: Form = serde_json::from_value(json!({
            "name": "any", "kind": "question", "title": "", "lead": "", "fields": [field],
        }))
        .unwrap();
        let typed = BTreeMap::from([("field-0".to_owned(), value.clone())]);
        let alone = form.fields[0].check(&value);
        match form.check(&typed, 0) {
            Ok(filled) => prop_assert_eq!(alone, Ok(filled.values.into_values().next())),
            Err(mistakes) => prop_assert_eq!(alone, Err(mistakes[0].violation.clone())),
        }
    }
}
