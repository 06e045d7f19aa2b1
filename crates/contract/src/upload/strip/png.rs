//! The chunks of a PNG (W3C PNG, third edition, 5).

/// Length, name and checksum around the data of a chunk.
const FRAME_BYTES: usize = 12;
const SIGNATURE_BYTES: usize = 8;

/// Chunks that may be left out but say how the picture looks: colours, transparency, background, shape of a pixel.
const LOOKS: [&[u8; 4]; 9] = [
    b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"pHYs", b"tRNS", b"bKGD",
];

/// What is kept of a PNG; `None` for one that cannot be followed to the end of its picture.
pub fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let (signature, mut rest) = bytes.split_at_checked(SIGNATURE_BYTES)?;
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend_from_slice(signature);
    let mut has_pixels = false;
    loop {
        let (name, raw, behind) = next(rest)?;
        rest = behind;
        let is_first = kept.len() == SIGNATURE_BYTES;
        if is_first && name != b"IHDR" {
            return None;
        }
        // A small first letter: whoever does not know the chunk may skip it.
        let is_needed = name.first().is_some_and(u8::is_ascii_uppercase);
        if is_needed || LOOKS.contains(&name) {
            kept.extend_from_slice(raw);
        }
        has_pixels |= name == b"IDAT";
        if name == b"IEND" {
            return (has_pixels && raw.len() == FRAME_BYTES).then_some(kept);
        }
    }
}

/// Name and bytes of the first chunk, and what stands behind it.
fn next(bytes: &[u8]) -> Option<(&[u8; 4], &[u8], &[u8])> {
    let (length, behind) = bytes.split_first_chunk()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let name = behind.first_chunk::<4>()?;
    let (raw, rest) = bytes.split_at_checked(length.checked_add(FRAME_BYTES)?)?;
    name.iter()
        .all(u8::is_ascii_alphabetic)
        .then_some((name, raw, rest))
}
