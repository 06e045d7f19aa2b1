//! Addresses as mail servers take them.

use lettre::{Address, address::AddressError, message::Mailbox};
use url::Host;

/// An address of an applicant.
///
/// # Errors
/// When it is none. Our own rule is more lenient: only a letter that arrives proves an address.
pub fn address(text: &str) -> Result<Address, AddressError> {
    text.parse().and_then(ascii)
}

/// The sender of letters: `help@example.ru`, or `Help centre <help@example.ru>`.
///
/// # Errors
/// In words for whoever configures the server.
pub fn mailbox(text: &str) -> Result<Mailbox, &'static str> {
    let mailbox = text.parse::<Mailbox>().and_then(|mailbox| {
        let email = ascii(mailbox.email)?;
        Ok(Mailbox::new(mailbox.name, email))
    });
    mailbox.map_err(|_| "a sender is an address, or `Name <address>`")
}

/// Few servers know domains of other scripts, all know what stands for them (IDNA).
fn ascii(address: Address) -> Result<Address, AddressError> {
    if address.domain().is_ascii() {
        return Ok(address);
    }
    match Host::parse(address.domain()) {
        Ok(Host::Domain(domain)) => Address::new(address.user(), domain),
        _ => Err(AddressError::InvalidDomain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_of_other_scripts_are_written_as_servers_know_them() {
        let written = |text| address(text).map(|address| address.to_string());
        assert_eq!(written("anna@example.ru").unwrap(), "anna@example.ru");
        assert_eq!(
            written("anna@пример.рф").unwrap(),
            "anna@xn--e1afmkfd.xn--p1ai"
        );
        for text in [
            "",
            "anna",
            "a..b@example.ru",
            "anna@example.ru\r\nbcc: x@y.ru",
        ] {
            assert!(written(text).is_err(), "{text}");
        }
    }

    #[test]
    fn sender_has_a_name_or_none() {
        let sender = mailbox("Центр помощи <help@опора.рф>").unwrap();
        assert_eq!(sender.name.as_deref(), Some("Центр помощи"));
        assert_eq!(sender.email.to_string(), "help@xn--80a1aadg.xn--p1ai");
        assert_eq!(mailbox("help@example.ru").unwrap().name, None);
        assert!(mailbox("Help centre").is_err());
        assert!(mailbox("help@example.ru, other@example.ru").is_err());
    }
}
