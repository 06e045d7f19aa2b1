//! Who calls, as far as limits need to know: an address, or the network of a home.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap},
};

/// Bits of an IPv6 address that one customer of a provider has for themselves.
const IPV6_PREFIX: u32 = 64;

/// The address that limits count by. Behind a trusted proxy it is the last entry of `X-Forwarded-For`: the proxy wrote
/// that one itself, the earlier ones are the visitor's own words.
#[must_use]
pub fn address(extensions: &Extensions, headers: &HeaderMap, trust_proxy: bool) -> IpAddr {
    let peer = extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip());
    let forwarded = headers
        .get_all("x-forwarded-for")
        .into_iter()
        .next_back()
        .filter(|_| trust_proxy)
        .and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
    network(forwarded.unwrap_or(peer))
}

fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => {
            let mask = u128::MAX << (u128::BITS - IPV6_PREFIX);
            IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & mask))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(forwarded: &'static str, trust_proxy: bool) -> String {
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::from(([10, 0, 0, 1], 4000))));
        let headers = HeaderMap::from_iter([(
            "x-forwarded-for".parse().unwrap(),
            forwarded.parse().unwrap(),
        )]);
        address(&extensions, &headers, trust_proxy).to_string()
    }

    #[test]
    fn forwarded_address_counts_only_behind_a_trusted_proxy_and_only_its_last_entry() {
        assert_eq!(seen("1.1.1.1, 2.2.2.2", true), "2.2.2.2");
        assert_eq!(seen("1.1.1.1, 2.2.2.2", false), "10.0.0.1");
        assert_eq!(seen("nonsense", true), "10.0.0.1");
    }

    #[test]
    fn a_home_network_is_one_visitor() {
        assert_eq!(seen("2001:db8:1:2:3:4:5:6", true), "2001:db8:1:2::");
        assert_eq!(seen("::ffff:3.3.3.3", true), "3.3.3.3");
    }
}
