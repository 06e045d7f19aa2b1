//! Small pictures that any viewer opens, put together piece by piece.

/// A grey JPG of 32×8 pixels in its pieces: tables, the frame, the scan. Its pixels have a stuffed byte.
pub const JPG_PICTURE: [&[u8]; 6] = [
    QUANTISATION,
    b"\xff\xc0\0\x0b\x08\0\x08\0\x20\x01\x01\x11\0",
    // Differences of 0 and 8 bits; a block ends at once.
    b"\xff\xc4\0\x15\0\x01\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x08",
    b"\xff\xc4\0\x14\x10\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
    b"\xff\xda\0\x08\x01\x01\0\0\x3f\0",
    PIXELS,
];
/// Three blocks of 0, one of 255.
const PIXELS: &[u8] = b"\x02\xff\0\x7f";
/// The same picture with a restart behind every block, one of them behind fill bytes.
pub const JPG_RESTARTS: [&[u8]; 7] = [
    QUANTISATION,
    JPG_PICTURE[1],
    JPG_PICTURE[2],
    JPG_PICTURE[3],
    b"\xff\xdd\0\x04\0\x01",
    JPG_PICTURE[4],
    b"\x3f\xff\xd0\x3f\xff\xff\xd1\x3f\xff\xd2\xbf\xdf",
];
const QUANTISATION: &[u8] = &{
    let mut table = [1; 69];
    let [a, b, c, d, e, ..] = &mut table;
    (*a, *b, *c, *d, *e) = (0xff, 0xdb, 0, 67, 0);
    table
};

pub const SOI: &[u8] = b"\xff\xd8";
pub const EOI: &[u8] = b"\xff\xd9";
pub const JFIF: &[u8] = b"\xff\xe0\0\x10JFIF\0\x01\x02\x01\0\x48\0\x48\0\0";
pub const ADOBE: &[u8] = b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\0";

/// A JPG of these pieces and the picture.
pub fn jpg(pieces: &[&[u8]]) -> Vec<u8> {
    [SOI, &pieces.concat(), &JPG_PICTURE.concat(), EOI].concat()
}

/// A segment of a JPG.
pub fn segment(code: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xff, code][..], &length, content].concat()
}

/// An EXIF segment of a camera with an orientation, a maker and a place.
pub fn exif(orientation: u8) -> Vec<u8> {
    let tiff = [
        &b"Exif\0\0II\x2a\0\x08\0\0\0\x03\0"[..],
        b"\x0f\x01\x02\0\x08\0\0\0\x32\0\0\0",
        b"\x12\x01\x03\0\x01\0\0\0",
        &[orientation, 0, 0, 0],
        b"\x25\x88\x04\0\x01\0\0\0\x3a\0\0\0",
        b"\0\0\0\0Camera \x0055.7558N",
    ];
    segment(0xe1, &tiff.concat())
}

/// The EXIF segment that is left of it.
pub fn upright(orientation: u8) -> Vec<u8> {
    let tiff = [
        &b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"[..],
        &[orientation, 0, 0, 0, 0, 0, 0],
    ];
    segment(0xe1, &tiff.concat())
}

pub const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A grey PNG of 1×1 pixel with these chunks before its pixels.
pub fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
    let size = chunk(b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\0\0\0\0");
    // One stored block of a filter and a pixel, and their Adler-32.
    let pixels = chunk(b"IDAT", b"\x78\x01\x01\x02\0\xfd\xff\0\x80\x00\x82\x00\x81");
    [
        SIGNATURE,
        &size,
        &chunks.concat(),
        &pixels,
        &chunk(b"IEND", b""),
    ]
    .concat()
}

/// A chunk of a PNG.
pub fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    let named = [&name[..], data].concat();
    let checksum = checksum(&named).to_be_bytes();
    [&length[..], &named, &checksum].concat()
}

/// CRC-32 as PNG counts it.
fn checksum(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            let carry = sum & 1;
            sum = (sum >> 1) ^ (carry * 0xedb8_8320);
        }
    }
    !sum
}
