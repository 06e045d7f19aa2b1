//! How many tests passed, from the closing lines of the programs that ran them.

use std::ops::Add;

use crate::progress::Outcome;

/// Counts of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Did what they should.
    pub passed: usize,
    /// Did not, or never ended.
    pub failed: usize,
    /// Were not run.
    pub skipped: usize,
}

impl Tally {
    /// A suite that could not run.
    pub const FAILED: Self = Self {
        passed: 0,
        failed: 1,
        skipped: 0,
    };

    /// The counts of a program that ran tests. One that failed without counting a failure did
    /// not compile, or died: that is one.
    pub fn of_run(outcome: &Outcome) -> Self {
        match Self::of(&outcome.output) {
            tally @ Self { failed: 0, .. } if !outcome.success => tally + Self::FAILED,
            tally => tally,
        }
    }

    /// Adds up every closing line in an output: that of nextest, `Summary [1s] 3 tests run:
    /// 2 passed (1 slow), 1 failed, 0 skipped`, and that of libtest and wasm-bindgen-test, `test
    /// result: ok. 2 passed; 1 failed; 0 ignored; …`.
    fn of(output: &str) -> Self {
        let counts = output.lines().filter_map(|line| {
            let line = line.trim_start();
            let nextest = || line.strip_prefix("Summary [")?.split_once(" run: ");
            let libtest = || line.strip_prefix("test result: ")?.split_once(". ");
            nextest().or_else(libtest).map(|(_, counts)| counts)
        });
        let counts = counts.flat_map(|counts| counts.split([',', ';']));
        counts.map(Self::count).fold(Self::default(), Self::add)
    }

    /// One count: `2 passed (1 slow)`, `1 timed out`, `0 measured`.
    fn count(text: &str) -> Self {
        let mut words = text.split_whitespace();
        let number = words.next().and_then(|word| word.parse().ok()).unwrap_or(0);
        let mut tally = Self::default();
        match words.next() {
            Some("passed") => tally.passed = number,
            Some("failed" | "exec" | "timed") => tally.failed = number,
            Some("skipped" | "ignored" | "filtered") => tally.skipped = number,
            _ => {}
        }
        tally
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(output: &str, expect: [usize; 3]) {
        let Tally {
            passed,
            failed,
            skipped,
        } = Tally::of(output);
        assert_eq!([passed, failed, skipped], expect, "{output}");
    }

    #[test]
    fn the_closing_line_of_nextest_is_read() {
        check(
            "     Summary [   0.012s] 3 tests run: 3 passed, 0 skipped\n",
            [3, 0, 0],
        );
        check(
            "     Summary [  62.3s] 9 tests run: 5 passed (1 slow, 1 leaky), 2 failed, 1 timed out, 1 exec failed, 4 skipped",
            [5, 4, 4],
        );
    }

    #[test]
    fn closing_lines_of_libtest_add_up() {
        let two = "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
                   test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out\n";
        check(two, [7, 3, 1]);
        let named = "test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 160 filtered out";
        check(named, [2, 0, 160]);
    }

    #[test]
    fn a_program_that_dies_is_a_failure() {
        let outcome = Outcome {
            output: "error: could not compile".to_owned(),
            success: false,
        };
        assert_eq!(Tally::of_run(&outcome), Tally::FAILED);
    }

    #[test]
    fn other_lines_do_not_count() {
        check("running 5 tests\n5 passed\ntest a ... ok\n", [0, 0, 0]);
    }
}
