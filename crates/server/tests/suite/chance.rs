//! Chance that can be had again: a failing test says its seed, and `OPORA_TEST_SEED` sets it.

use std::{env, ops::RangeBounds, time::Duration};

/// Where the pixels of a PNG begin: its signature and its first part come before.
const HEAD: usize = 33;

/// A source of chance that belongs to one test.
pub struct Chance {
    seed: u64,
    random: fastrand::Rng,
}

impl Chance {
    pub fn new() -> Self {
        let seed = env::var("OPORA_TEST_SEED")
            .map_or_else(|_| fastrand::u64(..), |seed| seed.parse().unwrap());
        Self {
            seed,
            random: fastrand::Rng::with_seed(seed),
        }
    }

    pub fn number(&mut self, range: impl RangeBounds<usize>) -> usize {
        self.random.usize(range)
    }

    pub fn one_in(&mut self, count: usize) -> bool {
        self.number(..count) == 0
    }

    pub fn up_to(&mut self, most: Duration) -> Duration {
        most.mul_f64(self.random.f64())
    }

    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        self.random.shuffle(things);
    }

    /// A picture, as far as its head tells, of so many bytes that occur nowhere else.
    pub fn png(&mut self, bytes: usize) -> Vec<u8> {
        let mut file = crate::fixture::png(bytes);
        for byte in file.iter_mut().skip(HEAD) {
            *byte = self.random.u8(..);
        }
        file
    }
}

impl Drop for Chance {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("to have it again: OPORA_TEST_SEED={}", self.seed);
        }
    }
}
