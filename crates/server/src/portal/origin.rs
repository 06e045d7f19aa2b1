//! Where a page of a portal comes from, as browsers write it: `https://city.example.ru`.

use std::{fmt, str::FromStr};

use url::Url;

/// Scheme, host and port, in the one form that browsers send. Nothing in it ends a header or a directive.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin(String);

impl Origin {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Origin {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let url = Url::parse(text).ok().filter(|url| url.host().is_some());
        let url = url.ok_or("an origin is like https://city.example.ru")?;
        if !is_plain(url.host_str().unwrap_or_default()) {
            return Err("the host of an origin has only letters, digits, dots and hyphens".into());
        }
        match url.scheme() {
            "https" => {}
            "http" if is_local(&url) => {}
            _ => return Err("an origin is https://…; http only for this machine".into()),
        }
        let origin = url.origin().ascii_serialization();
        if origin == text {
            Ok(Self(origin))
        } else {
            Err(format!("browsers write this origin as `{origin}`"))
        }
    }
}

/// URLs allow more in a host, a comma and a semicolon for example.
fn is_plain(host: &str) -> bool {
    let inner = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    match inner {
        Some(address) => address
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.')),
        None => host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-')),
    }
}

/// Nobody listens between this machine and itself.
fn is_local(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_taken_as_browsers_write_them() {
        for origin in [
            "https://city.example.ru",
            "https://xn--90a3ac.xn--p1ai",
            "https://city.example.ru:8443",
            "https://[2001:db8::1]",
            "http://localhost:8090",
            "http://host.localhost",
            "http://127.0.0.1:8090",
            "http://[::1]:8090",
        ] {
            assert_eq!(origin.parse::<Origin>().unwrap().as_str(), origin);
        }
        for (typed, written) in [
            ("https://city.example.ru/", "https://city.example.ru"),
            ("https://City.example.ru", "https://city.example.ru"),
            ("https://city.example.ru:443", "https://city.example.ru"),
            (
                "https://city.example.ru/help?a=1#b",
                "https://city.example.ru",
            ),
            ("https://anna@city.example.ru", "https://city.example.ru"),
            ("https://город.рф", "https://xn--c1ac3aaj.xn--p1ai"),
        ] {
            let refused = typed.parse::<Origin>().unwrap_err();
            assert_eq!(
                refused,
                format!("browsers write this origin as `{written}`")
            );
        }
    }

    #[test]
    fn what_is_no_origin_or_could_end_a_header_is_refused() {
        for text in [
            "",
            "*",
            "null",
            "city.example.ru",
            "http://city.example.ru",
            "http://127.0.0.1.example.ru",
            "http://localhost.example.ru",
            "ftp://city.example.ru",
            "data:text/html,x",
            "javascript:alert(1)",
            "blob:https://city.example.ru/1",
            "https://",
            "https://*.example.ru",
            "https://city.example.ru;script-src *",
            "https://a;b.ru",
            "https://a,b.ru",
            "https://a'b.ru",
            "https://city.example.ru\r\nset-cookie: a=b",
            " https://city.example.ru",
            "https://city.example.ru https://other.example.ru",
        ] {
            assert!(text.parse::<Origin>().is_err(), "{text}");
        }
    }
}
