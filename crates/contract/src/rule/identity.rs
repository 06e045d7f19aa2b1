//! Numbers of personal documents: spaces and dashes are forgiven, check digits are not (spec D18, D44 to D46).

use crate::violation::Violation;

/// Digits of a line in which only spaces, dots and dashes stand between them.
fn digits(line: &str) -> Option<Vec<u32>> {
    let mut digits = Vec::with_capacity(12);
    for c in line.chars() {
        match c {
            '0'..='9' => digits.push(u32::from(c) - u32::from('0')),
            '-' | '.' | '№' | '\u{2010}'..='\u{2015}' | '\u{2212}' => {}
            c if c.is_whitespace() => {}
            _ => return None,
        }
    }
    Some(digits)
}

fn text(digits: &[u32]) -> String {
    digits
        .iter()
        .filter_map(|&digit| char::from_digit(digit, 10))
        .collect()
}

/// Sum of the digits, each as many times as its weight.
fn weighed(digits: &[u32], weights: impl IntoIterator<Item = u32>) -> u32 {
    let pairs = digits.iter().zip(weights);
    pairs.map(|(digit, weight)| digit * weight).sum()
}

/// Weights of the check digit of an organisation's ИНН; the two of a person's begin 7, 2 and 3, 7 before them (order of
/// the Federal Tax Service ММВ-7-6/435@).
const INN: [u32; 9] = [2, 4, 10, 3, 5, 9, 4, 6, 8];

/// ИНН: ten digits of an organisation or twelve of a person.
///
/// # Errors
/// [`Violation::Inn`].
pub fn inn(line: &str) -> Result<String, Violation> {
    let digits = digits(line).ok_or(Violation::Inn)?;
    let fits = |weights: &[u32]| {
        let sum = weighed(&digits, weights.iter().copied());
        digits.get(weights.len()) == Some(&(sum % 11 % 10))
    };
    let is_sound = match digits.len() {
        10 => fits(&INN),
        12 => fits(&[&[7], INN.as_slice()].concat()) && fits(&[&[3, 7], INN.as_slice()].concat()),
        _ => false,
    };
    // Zeros satisfy every sum and are nobody's number.
    if is_sound && digits.iter().any(|&digit| digit > 0) {
        Ok(text(&digits))
    } else {
        Err(Violation::Inn)
    }
}

/// Numbers up to this one were given out without check digits.
const SNILS_UNCHECKED: &str = "001001998";

/// СНИЛС, written as on the card: `112-233-445 95`.
///
/// # Errors
/// [`Violation::Snils`].
pub fn snils(line: &str) -> Result<String, Violation> {
    let digits = digits(line).ok_or(Violation::Snils)?;
    let number = text(&digits);
    let (Some((body, check)), 11) = (number.split_at_checked(9), digits.len()) else {
        return Err(Violation::Snils);
    };
    let sum = weighed(&digits, (1..=9).rev());
    let expected = format!("{:02}", sum % 101 % 100);
    let is_sound = body > "000000000" && (body <= SNILS_UNCHECKED || check == expected);
    let groups = (body.get(..3), body.get(3..6), body.get(6..));
    match groups {
        (Some(first), Some(second), Some(third)) if is_sound => {
            Ok(format!("{first}-{second}-{third} {check}"))
        }
        _ => Err(Violation::Snils),
    }
}

/// Series and number of a Russian internal passport: `4509 123456`.
///
/// # Errors
/// [`Violation::Passport`].
pub fn passport(line: &str) -> Result<String, Violation> {
    let digits = digits(line).ok_or(Violation::Passport)?;
    let number = text(&digits);
    match number.split_at_checked(4) {
        Some((series, number)) if digits.len() == 10 => Ok(format!("{series} {number}")),
        _ => Err(Violation::Passport),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_sound_check_digits_are_taken_as_people_write_them() {
        // The tax service's own, and made-up ones with check digits.
        assert_eq!(inn("7707329152").as_deref(), Ok("7707329152"));
        assert_eq!(inn("50 01 007322 59").as_deref(), Ok("500100732259"));
        for written in ["11223344595", "112-233-445 95", "112 233 445‑95"] {
            assert_eq!(snils(written).as_deref(), Ok("112-233-445 95"), "{written}");
        }
        assert_eq!(snils("087-654-303 00").as_deref(), Ok("087-654-303 00"));
        assert_eq!(snils("001-001-998 07").as_deref(), Ok("001-001-998 07"));
        for written in ["4509123456", "45 09 №123456", "4509 123456"] {
            assert_eq!(passport(written).as_deref(), Ok("4509 123456"), "{written}");
        }
    }

    #[test]
    fn a_wrong_digit_is_found() {
        for wrong in [
            "7707329153",
            "500100732258",
            "0000000000",
            "770732915",
            "77O7329152",
            "",
        ] {
            assert_eq!(inn(wrong), Err(Violation::Inn), "{wrong}");
        }
        for wrong in [
            "112-233-445 96",
            "000-000-000 00",
            "1122334459",
            "112-233-445 9a",
        ] {
            assert_eq!(snils(wrong), Err(Violation::Snils), "{wrong}");
        }
        for wrong in ["450912345", "45091234567", "IV-БА 123456"] {
            assert_eq!(passport(wrong), Err(Violation::Passport), "{wrong}");
        }
    }
}
