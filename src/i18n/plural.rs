//! Forms of a noun after a number.

/// Russian: 1 ответ, 2 ответа, 5 ответов, 11 ответов, 21 ответ (CLDR).
pub const fn russian<'a>(count: usize, one: &'a str, few: &'a str, many: &'a str) -> &'a str {
    match (count % 10, count % 100) {
        (1, last) if last != 11 => one,
        (2..=4, 0..=11 | 15..=99) => few,
        _ => many,
    }
}

/// English: 1 answer, 2 answers.
pub const fn english<'a>(count: usize, one: &'a str, other: &'a str) -> &'a str {
    if count == 1 { one } else { other }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_numbers_choose_their_form() {
        let form = |count| russian(count, "ответ", "ответа", "ответов");
        for (count, expected) in [
            (0, "ответов"),
            (1, "ответ"),
            (2, "ответа"),
            (5, "ответов"),
            (11, "ответов"),
            (12, "ответов"),
            (14, "ответов"),
            (21, "ответ"),
            (22, "ответа"),
            (111, "ответов"),
            (114, "ответов"),
            (122, "ответа"),
        ] {
            assert_eq!(form(count), expected, "{count}");
        }
        assert_eq!(english(1, "answer", "answers"), "answer");
    }
}
