//! Whatever is filled in, the server judges as the contract does: taken exactly when [`Form::check`] takes it, refused
//! with mistakes that each name a field.

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
};

use opora_contract::form::{Field, Form};
use proptest::{
    option,
    prelude::*,
    sample::select,
    test_runner::{Config, TestRunner},
};

use crate::{
    app::TestApp,
    hostile::{
        agree,
        corpus::{ORDINARY, texts},
        form,
    },
};

/// What is put into a field: mostly what it takes, whatever kind it is of.
fn value(field: &Field) -> BoxedStrategy<Option<String>> {
    let good: Vec<_> = ORDINARY
        .into_iter()
        .filter(|value| field.check(value).is_ok())
        .map(str::to_owned)
        .collect();
    let known = [&good[..], &ORDINARY.map(str::to_owned)].concat();
    let hostile = texts().into_iter().filter(|text| text.len() < 20_000);
    prop_oneof![
        1 => Just(None),
        16 => select(if good.is_empty() { known.clone() } else { good }).prop_map(Some),
        1 => select(known).prop_map(Some),
        1 => select(hostile.collect::<Vec<_>>()).prop_map(Some),
        1 => any::<String>().prop_map(Some),
    ]
    .boxed()
}

/// A form with what is typed into it, and now and then into a field that it does not have.
fn filled(forms: Vec<Form>) -> impl Strategy<Value = (Form, BTreeMap<String, String>)> {
    select(forms).prop_flat_map(|form| {
        let values: Vec<_> = form.fields.iter().map(value).collect();
        let foreign = option::weighted(0.05, (".{0,8}", any::<String>()));
        (values, foreign).prop_map(move |(values, foreign)| {
            let names = form.fields.iter().map(|field| field.name.to_string());
            let mut typed: BTreeMap<_, _> = names
                .zip(values)
                .filter_map(|(name, value)| Some((name, value?)))
                .collect();
            typed.extend(foreign);
            (form.clone(), typed)
        })
    })
}

#[test]
fn whatever_is_filled_in_is_judged_as_the_contract_judges() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let app = runtime.block_on(TestApp::new());
    let forms = ["feedback", "certificate"].map(|name| runtime.block_on(form(&app, name)));
    let (taken, refused) = (Cell::new(0), Cell::new(0));
    let config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    let outcome = TestRunner::new(config).run(&filled(forms.into()), |(form, typed)| {
        let verdict = if runtime.block_on(agree(&app, &form, &typed)) {
            &taken
        } else {
            &refused
        };
        verdict.set(verdict.get() + 1);
        let known: BTreeSet<_> = form
            .fields
            .iter()
            .map(|field| field.name.as_str())
            .collect();
        for mistake in form.check(&typed, 0).err().unwrap_or_default() {
            let name = mistake.field.as_str();
            prop_assert!(
                known.contains(name) || typed.contains_key(name),
                "{mistake:?}"
            );
        }
        Ok(())
    });
    outcome.unwrap();
    let (taken, refused) = (taken.get(), refused.get());
    assert!(
        taken > 20 && refused > 20,
        "{taken} were taken, {refused} refused"
    );
}
