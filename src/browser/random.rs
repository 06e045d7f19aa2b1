//! Random names.

use super::window;

/// A random UUID, version 4: an idempotency key or the name of a stored file.
pub fn uuid() -> String {
    let crypto = window().and_then(|window| window.crypto().ok());
    let mut bytes = [0_u8; 16];
    if let Some(crypto) = crypto {
        // Cannot fail for 16 bytes; were it to, the zeros would only be a key already used, which the server refuses.
        let _filled = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    let bits = u128::from_be_bytes(bytes) & !(0xf000 << 64) & !(0xc000 << 48)
        | (0x4000 << 64)
        | (0x8000 << 48);
    let hex = format!("{bits:032x}");
    let part = |range: std::ops::Range<usize>| hex.get(range).unwrap_or_default();
    format!(
        "{}-{}-{}-{}-{}",
        part(0..8),
        part(8..12),
        part(12..16),
        part(16..20),
        part(20..32)
    )
}
