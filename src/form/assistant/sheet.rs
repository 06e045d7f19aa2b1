//! A PDF of one page around a JPG, for forms that take nothing but PDF. The picture goes in as it is.

use std::fmt::Write;

/// Longest side of a page in points: that of A4.
const LONGEST: u32 = 842;

/// Most bytes that the page adds to the picture.
pub const FRAME_BYTES: u64 = 1_024;

/// The page (ISO 32000-1). The JPG is in colours, not in shades of grey, and the right side up; sides in pixels.
pub fn around(jpg: &[u8], width: u32, height: u32) -> Vec<u8> {
    let longest = width.max(height).max(1);
    let points = |side: u32| (side.saturating_mul(LONGEST) / longest).max(1);
    let (across, down) = (points(width), points(height));
    let place = format!("{across} 0 0 {down} 0 0 cm /P Do");
    let picture = format!(
        "<</Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length {}>>",
        jpg.len()
    );
    let page = format!(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {across} {down}]/Resources<</XObject<</P 4 0 R>>>>/Contents 5 0 R>>"
    );
    let length = format!("<</Length {}>>", place.len());
    let objects: [(&str, Option<&[u8]>); 5] = [
        ("<</Type/Catalog/Pages 2 0 R>>", None),
        ("<</Type/Pages/Kids[3 0 R]/Count 1>>", None),
        (&page, None),
        (&picture, Some(jpg)),
        (&length, Some(place.as_bytes())),
    ];
    let mut file = b"%PDF-1.4\n".to_vec();
    // The entry of the object 0 (7.5.4); each is 20 bytes.
    let mut table = String::from("0000000000 65535 f \n");
    for (at, (dictionary, stream)) in objects.into_iter().enumerate() {
        // Writing into a string cannot fail.
        let _written = writeln!(table, "{:010} 00000 n ", file.len());
        file.extend(format!("{} 0 obj\n{dictionary}\n", at + 1).bytes());
        if let Some(stream) = stream {
            file.extend(b"stream\n");
            file.extend_from_slice(stream);
            file.extend(b"\nendstream\n");
        }
        file.extend(b"endobj\n");
    }
    let end = format!(
        "xref\n0 6\n{table}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n",
        file.len()
    );
    file.extend(end.bytes());
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_object_stands_where_the_table_says() {
        let jpg = b"\xff\xd8\xff\xe0 pixels \xff\xd9";
        let file = around(jpg, 3_000, 4_000);
        let text = String::from_utf8_lossy(&file);
        assert!(text.contains("/MediaBox[0 0 631 842]"), "{text}");
        assert!(file.len() - jpg.len() < usize::try_from(FRAME_BYTES).unwrap());
        let find = |wanted: &[u8]| file.windows(wanted.len()).position(|part| part == wanted);
        let table = find(b"xref\n0 6\n").unwrap();
        let stated: usize = text
            .rsplit("startxref\n")
            .next()
            .and_then(|end| end.split('\n').next()?.parse().ok())
            .unwrap();
        assert_eq!(stated, table);
        let entries = &file[table + 9..table + 9 + 120];
        for (at, entry) in entries.chunks(20).enumerate().skip(1) {
            let place: usize = std::str::from_utf8(&entry[..10]).unwrap().parse().unwrap();
            let begins = format!("{at} 0 obj\n");
            assert!(file[place..].starts_with(begins.as_bytes()), "object {at}");
            assert_eq!(entry[19], b'\n');
        }
        let picture = find(b"stream\n\xff\xd8").unwrap() + 7;
        assert_eq!(&file[picture..picture + jpg.len()], jpg);
    }
}
