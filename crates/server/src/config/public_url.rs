//! Where people find the site.

use std::str::FromStr;

use opora_contract::{key::AccessKey, language::Language, page::Page};
use url::Url;

/// The address of the site as people type it, without a path: `https://help.example.ru`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(Url);

impl PublicUrl {
    /// The address of a page that opens with a key. Browsers send what stands behind `#` to nobody; the app takes it out
    /// of the address at once.
    #[must_use]
    pub fn page_with_key(&self, page: &Page, language: Language, key: &AccessKey) -> String {
        let mut url = self.url(page, language);
        url.set_fragment(Some(&format!("key={}", key.reveal())));
        url.into()
    }

    /// As browsers write it.
    #[must_use]
    pub fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    fn url(&self, page: &Page, language: Language) -> Url {
        let mut url = self.0.clone();
        url.set_path(&page.path());
        url.set_query(Some(&format!("lang={}", language.tag())));
        url
    }
}

impl FromStr for PublicUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text).ok().filter(is_site);
        url.map(Self)
            .ok_or("the address of a site is like https://help.example.ru, without a path")
    }
}

/// Pages lie at the root, and an address for everybody holds nobody's name.
fn is_site(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none()
}

#[cfg(test)]
mod tests {
    use opora_contract::number::RequestNumber;

    use super::*;

    const KEY: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaa";

    #[test]
    fn pages_lie_under_the_address_of_the_site() {
        let page = |site: &str| {
            let number = RequestNumber::from_random([5, 14, 17, 2, 0, 28, 12]);
            let site: PublicUrl = site.parse().unwrap();
            let key = AccessKey::from_bytes([0; 16]);
            site.page_with_key(&Page::Request(number), Language::En, &key)
        };
        let number = RequestNumber::from_random([5, 14, 17, 2, 0, 28, 12]);
        for site in ["https://help.example.ru", "https://help.example.ru/"] {
            let expected = format!("https://help.example.ru/requests/{number}?lang=en#key={KEY}");
            assert_eq!(page(site), expected);
        }
        assert!(page("http://localhost:8080").starts_with("http://localhost:8080/requests/"));
        assert!(page("https://опора.рф").starts_with("https://xn--"));
    }

    #[test]
    fn what_is_no_address_of_a_site_is_refused() {
        for text in [
            "",
            "help.example.ru",
            "ftp://help.example.ru",
            "https://",
            "https://help.example.ru/help",
            "https://help.example.ru/?q=1",
            "https://help.example.ru/#top",
            "https://anna@help.example.ru",
            "javascript:alert(1)",
        ] {
            assert!(text.parse::<PublicUrl>().is_err(), "{text}");
        }
    }
}
