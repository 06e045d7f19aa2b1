//! The satisfaction index of requests that were closed: four components with their weights, each as it was measured and
//! as a score from 0 to 1, 1 the best (spec H05, N34).
//!
//! The source adds the mean time and the share of repeats as they are, so that slower and worse service would raise the
//! index. Scores mend that and keep the weights.

mod measure;
mod outcome;
mod sum;

use opora_contract::staff::{Component, Part};

pub use self::{measure::quality, sum::keep};

const SECONDS_OF_HOUR: f64 = 3_600.0;

/// What one component came to, over so many requests.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Mean {
    sum: f64,
    count: u64,
}

impl Mean {
    pub fn add(&mut self, value: f64) {
        self.sum += value;
        self.count += 1;
    }

    /// Adds so many values at once.
    pub fn add_all(&mut self, sum: f64, count: u64) {
        self.sum += sum;
        self.count += count;
    }

    fn value(self) -> Option<f64> {
        (self.count > 0).then(|| self.sum / self.count as f64)
    }
}

/// Every component as it was measured, see [`Component`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Measured {
    pub rating: Mean,
    pub first_contact: Mean,
    pub response_hours: Mean,
    pub repeats: Mean,
}

impl Measured {
    /// The components in the order of their weights. `worst_hours` is the mean time to an answer that is worth nothing.
    #[must_use]
    pub fn parts(&self, worst_hours: f64) -> Vec<Part> {
        [
            (Component::Rating, 0.4, self.rating),
            (Component::FirstContact, 0.3, self.first_contact),
            (Component::ResponseTime, 0.2, self.response_hours),
            (Component::Repeats, 0.1, self.repeats),
        ]
        .map(|(component, weight, mean)| Part {
            component,
            weight,
            raw: mean.value(),
            score: mean.value().map(|raw| score(component, raw, worst_hours)),
            count: mean.count,
        })
        .to_vec()
    }
}

fn score(component: Component, raw: f64, worst_hours: f64) -> f64 {
    let score = match component {
        // From 1 to 5 stars.
        Component::Rating => (raw - 1.0) / 4.0,
        Component::FirstContact => raw,
        Component::ResponseTime => 1.0 - raw / worst_hours,
        Component::Repeats => 1.0 - raw,
        Component::Unknown => 0.0,
    };
    score.clamp(0.0, 1.0)
}

/// The index; `None` until every component is measured.
#[must_use]
pub fn index(parts: &[Part]) -> Option<f64> {
    parts
        .iter()
        .map(|part| Some(part.weight * part.score?))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORST: f64 = 48.0;

    fn mean(value: f64) -> Mean {
        Mean {
            sum: value,
            count: 1,
        }
    }

    fn of(rating: f64, first_contact: f64, response_hours: f64, repeats: f64) -> Option<f64> {
        let measured = Measured {
            rating: mean(rating),
            first_contact: mean(first_contact),
            response_hours: mean(response_hours),
            repeats: mean(repeats),
        };
        index(&measured.parts(WORST))
    }

    fn check(index: Option<f64>, expected: f64) {
        let index = index.unwrap();
        assert!((index - expected).abs() < 1e-9, "{index} is not {expected}");
    }

    #[test]
    fn the_best_is_one_and_the_worst_is_nothing() {
        check(of(5.0, 1.0, 0.0, 0.0), 1.0);
        check(of(1.0, 0.0, 48.0, 1.0), 0.0);
        check(of(1.0, 0.0, 1_000.0, 1.0), 0.0);
    }

    #[test]
    fn each_component_counts_for_its_weight() {
        check(of(5.0, 0.0, 48.0, 1.0), 0.4);
        check(of(1.0, 1.0, 48.0, 1.0), 0.3);
        check(of(1.0, 0.0, 0.0, 1.0), 0.2);
        check(of(1.0, 0.0, 48.0, 0.0), 0.1);
        check(of(3.0, 0.5, 12.0, 0.2), 0.2 + 0.15 + 0.15 + 0.08);
    }

    #[test]
    fn better_service_never_lowers_the_index() {
        let before = of(4.0, 0.8, 20.0, 0.1).unwrap();
        for better in [
            of(4.1, 0.8, 20.0, 0.1),
            of(4.0, 0.9, 20.0, 0.1),
            of(4.0, 0.8, 19.0, 0.1),
            of(4.0, 0.8, 20.0, 0.0),
        ] {
            assert!(better.unwrap() > before);
        }
    }

    #[test]
    fn nothing_is_guessed_where_nothing_was_measured() {
        let mut measured = Measured::default();
        assert_eq!(index(&measured.parts(WORST)), None);
        measured.first_contact.add(1.0);
        measured.response_hours.add(2.0);
        measured.repeats.add(0.0);
        let parts = measured.parts(WORST);
        assert_eq!(index(&parts), None, "nobody has rated");
        assert_eq!(
            (parts[0].raw, parts[0].score, parts[0].count),
            (None, None, 0)
        );
        assert_eq!(parts[1].raw, Some(1.0));
        measured.rating.add(4.0);
        measured.rating.add(5.0);
        assert_eq!(measured.parts(WORST)[0].raw, Some(4.5));
        assert!(index(&measured.parts(WORST)).is_some());
    }
}
