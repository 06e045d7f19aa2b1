//! Security headers of pages: what the app may load, who may frame it, what it may ask the device for.

use anyhow::Context;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// Everything from our own origin and nothing from anywhere else; no inline script, no `eval` but for wasm, and no
/// markup from strings but through the app's default Trusted Types policy.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; \
    base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}; require-trusted-types-for 'script'; \
    trusted-types default";

/// `Content-Security-Policy` for a deployment.
pub fn policy(frame_ancestors: &str) -> anyhow::Result<HeaderValue> {
    anyhow::ensure!(
        !frame_ancestors.contains([';', ',']),
        "frame ancestors are origins separated by spaces"
    );
    POLICY
        .replace("{ancestors}", frame_ancestors)
        .parse()
        .context("frame ancestors")
}

pub fn protect(headers: &mut HeaderMap, policy: &HeaderValue) {
    headers.insert(header::CONTENT_SECURITY_POLICY, policy.clone());
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("strict-origin-when-cross-origin"),
    );
    headers.insert(
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
        ),
    );
    headers.insert(
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    );
}

/// Lets pages of any origin load a file, and check that it is the one they mean.
pub fn share(headers: &mut HeaderMap) {
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    );
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    );
}

/// Keeps a page out of search engines.
pub fn hide(headers: &mut HeaderMap) {
    headers.insert(
        HeaderName::from_static("x-robots-tag"),
        HeaderValue::from_static("noindex, nofollow"),
    );
}
