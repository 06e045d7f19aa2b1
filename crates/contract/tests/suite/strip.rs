//! What is taken out of pictures and what is not, and that no bytes do any harm.

use opora_contract::upload::{Stripped, dimensions, strip};
use proptest::{collection::vec, prelude::*, sample::Index};

use crate::sample::{
    ADOBE, EOI, JFIF, JPG_PICTURE, JPG_RESTARTS, SIGNATURE, SOI, chunk, exif, jpg, png, segment,
    upright,
};

#[track_caller]
fn check(file: &[u8], expected: &[u8]) {
    assert_eq!(strip(file), Stripped::Changed(expected.to_vec()));
    assert_eq!(strip(expected), Stripped::Clean, "the second time");
}

#[test]
fn jpg_keeps_its_picture_its_colours_and_nothing_else() {
    let colours = segment(0xe2, b"ICC_PROFILE\0\x01\x01 colours");
    let photo = jpg(&[
        JFIF,
        &exif(1),
        &segment(
            0xe1,
            b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Anna</x:xmpmeta>",
        ),
        &segment(0xed, b"Photoshop 3.0\08BIM Anna"),
        &segment(0xe2, b"MPF\0II\x2a\0 where the second picture is"),
        &colours,
        &segment(0xe0, b"JFXX\0\x10 thumbnail"),
        &segment(0xef, b"anything"),
        &segment(0xfe, b"taken by Anna"),
        ADOBE,
    ]);
    check(&photo, &jpg(&[JFIF, &colours, ADOBE]));
    assert_eq!(strip(&jpg(&[])), Stripped::Clean);
}

#[test]
fn orientation_is_all_that_stays_of_exif() {
    for side in 2..=8 {
        check(&jpg(&[JFIF, &exif(side)]), &jpg(&[JFIF, &upright(side)]));
    }
    for upside in [0, 1, 9, 255] {
        check(&jpg(&[JFIF, &exif(upside)]), &jpg(&[JFIF]));
    }
    // The first one counts.
    check(&jpg(&[&exif(6), &exif(3)]), &jpg(&[&upright(6)]));
    check(&jpg(&[&exif(1), &exif(3)]), &jpg(&[]));
    // Too short for anything else: it would only grow.
    let short = b"Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0";
    assert_eq!(strip(&jpg(&[&segment(0xe1, short)])), Stripped::Clean);
}

#[test]
fn thumbnail_of_what_the_picture_was_before_it_was_cut_goes() {
    let thumbnail = segment(0xe0, b"JFIF\0\x01\x02\x01\0\x48\0\x48\x01\x01rgb");
    check(&jpg(&[&thumbnail]), &jpg(&[JFIF]));
    let long = segment(0xee, b"Adobe\0\x64\0\0\0\0\0 and more");
    check(&jpg(&[&long]), &jpg(&[ADOBE]));
}

#[test]
fn file_ends_where_its_picture_ends() {
    let picture = jpg(&[JFIF]);
    for behind in [
        &b"PK\x03\x04 an archive"[..],
        b"\0\0\0\x18ftypmp42 a film",
        &jpg(&[&exif(6)]),
        EOI,
    ] {
        check(&[&picture, behind].concat(), &picture);
        check(&[&png(&[]), behind].concat(), &png(&[]));
    }
}

#[test]
fn pixels_are_followed_through_stuffed_bytes_restarts_and_several_scans() {
    let restarts = [SOI, &JPG_RESTARTS.concat(), EOI].concat();
    assert_eq!(strip(&restarts), Stripped::Clean);
    let comment = segment(0xfe, b"between two scans");
    let twice = |between: &[u8]| {
        let [tables @ .., scan, pixels] = JPG_PICTURE;
        [
            SOI,
            &tables.concat(),
            scan,
            pixels,
            between,
            scan,
            pixels,
            EOI,
        ]
        .concat()
    };
    check(&twice(&comment), &twice(b""));
    // An orientation that comes too late to be looked at.
    check(&twice(&exif(6)), &twice(b""));
}

#[test]
fn fill_bytes_and_bytes_between_segments_stop_nothing() {
    let filled = [&b"\xff\xff\xff"[..], &exif(1), b"stray\xff\0"].concat();
    check(&jpg(&[&filled]), &jpg(&[]));
    let before_the_end = [&jpg(&[])[..jpg(&[]).len() - 2], b"\xff\xff\xff\xd9"].concat();
    assert_eq!(strip(&before_the_end), Stripped::Clean);
}

#[test]
fn picture_that_breaks_off_within_its_pixels_loses_what_is_personal() {
    let whole = jpg(&[&exif(1)]);
    for missing in [2, 1] {
        let end = whole.len() - missing;
        let clean = jpg(&[]);
        check(&whole[..end], &clean[..clean.len() - missing]);
    }
}

#[test]
fn png_keeps_its_picture_its_colours_and_nothing_else() {
    let looks = [
        b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"pHYs", b"PLTE", b"tRNS", b"bKGD",
    ];
    let looks: Vec<_> = looks
        .iter()
        .map(|name| chunk(name, b"\0\0\0\x01"))
        .collect();
    let personal = [
        b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME", b"acTL", b"fcTL", b"fdAT", b"vpAg", b"caBX",
    ];
    let personal: Vec<_> = personal.iter().map(|name| chunk(name, b"Anna")).collect();
    check(&png(&[personal, looks.clone()].concat()), &png(&looks));
    assert_eq!(strip(&png(&[])), Stripped::Clean);
}

#[test]
fn what_cannot_be_followed_is_left_alone() {
    let [jpg, png] = [jpg(&[JFIF]), png(&[])];
    let broken: [&[u8]; 16] = [
        b"",
        b"%PDF-1.7",
        SOI,
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xd9",
        // Pixels that never come, a length that is too small or too large, a second start.
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x02\x01\0\x48\0\x48\0\0",
        b"\xff\xd8\xff\xe1\0\0\xff\xda\0\x02\x01\xff\xd9",
        b"\xff\xd8\xff\xe1\0\x01\xff\xda\0\x02\x01\xff\xd9",
        b"\xff\xd8\xff\xe1\xff\xff\xff\xda\0\x02\x01\xff\xd9",
        b"\xff\xd8\xff\xd8\xff\xda\0\x02\x01\xff\xd9",
        // A marker that nobody knows.
        b"\xff\xd8\xff\x02\xff\xda\0\x02\x01\xff\xd9",
        SIGNATURE,
        &png[..png.len() - 1],
        b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIDAT",
        b"\x89PNG\r\n\x1a\n\0\0\0\0I DR\0\0\0\0",
        b"\x89PNG\r\n\x1a\n\0\0\0\0IHDR\0\0\0\0\0\0\0\0IEND\0\0\0\0",
    ];
    for file in broken {
        assert_eq!(strip(file), Stripped::Unreadable, "{file:?}");
    }
    for cut in 0..jpg.len() - 6 {
        assert_eq!(strip(&jpg[..cut]), Stripped::Unreadable, "{cut} bytes");
    }
    for cut in 0..png.len() {
        assert_eq!(strip(&png[..cut]), Stripped::Unreadable, "{cut} bytes");
    }
}

#[test]
fn sizes_of_real_pictures_are_read() {
    assert_eq!(dimensions(&jpg(&[&exif(6)])), Some((32, 8)));
    assert_eq!(dimensions(&png(&[])), Some((1, 1)));
}

/// A segment that is to go, with anything in it.
fn personal_segment() -> impl Strategy<Value = Vec<u8>> {
    let codes = prop_oneof![Just(0xe0), 0xe1..=0xef_u8, Just(0xfe)];
    (codes, 0..3_usize, vec(any::<u8>(), 0..64)).prop_map(|(code, fill, content)| {
        // A first letter that no kept segment has.
        let content = [&b"~"[..], &content].concat();
        [vec![0xff; fill], segment(code, &content)].concat()
    })
}

fn personal_chunk() -> impl Strategy<Value = Vec<u8>> {
    let names = proptest::sample::select(vec![
        b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME", b"acTL", b"fcTL", b"fdAT", b"abCd",
    ]);
    (names, vec(any::<u8>(), 0..64)).prop_map(|(name, data)| chunk(name, &data))
}

/// Harm done to a file: bytes set, a piece doubled, an end.
fn harmed(file: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let bytes = prop_oneof![Just(0xff), Just(0), 0xc0..=0xff_u8, any::<u8>()];
    let sets = vec((any::<Index>(), bytes), 0..6);
    let piece = (any::<Index>(), any::<Index>(), any::<Index>());
    (sets, proptest::option::of(piece), any::<Index>(), 0..4_u8).prop_map(
        move |(sets, piece, end, ending)| {
            let mut file = file.clone();
            for (at, byte) in sets {
                let at = at.index(file.len());
                file[at] = byte;
            }
            if let Some((from, to, into)) = piece {
                let (from, to) = (from.index(file.len()), to.index(file.len()));
                let piece = file[from.min(to)..from.max(to)].to_vec();
                let into = into.index(file.len());
                file.splice(into..into, piece);
            }
            if ending == 0 {
                file.truncate(end.index(file.len()));
            }
            file
        },
    )
}

fn full_jpg() -> Vec<u8> {
    let mut file = jpg(&[
        JFIF,
        &exif(6),
        &segment(0xe2, b"ICC_PROFILE\0\x01\x01 colours"),
        &segment(0xfe, b"comment"),
    ]);
    file.truncate(file.len() - EOI.len());
    let [.., scan, pixels] = JPG_PICTURE;
    [&file, &exif(3)[..], scan, pixels, EOI, b"behind"].concat()
}

fn full_png() -> Vec<u8> {
    let chunks = [
        chunk(b"gAMA", b"\0\0\xb1\x8f"),
        chunk(b"tEXt", b"Author\0Anna"),
    ];
    [png(&chunks), b"PK\x03\x04".to_vec()].concat()
}

/// Whether the one is the other with bytes left out.
fn is_within(part: &[u8], whole: &[u8]) -> bool {
    let mut whole = whole.iter();
    part.iter().all(|byte| whole.any(|other| other == byte))
}

/// What holds for every file whatsoever.
fn hold(file: &[u8]) -> Result<(), TestCaseError> {
    let Stripped::Changed(kept) = strip(file) else {
        return Ok(());
    };
    prop_assert!(kept.len() <= file.len());
    prop_assert_eq!(strip(&kept), Stripped::Clean);
    if file.starts_with(SIGNATURE) {
        prop_assert!(is_within(&kept, file));
    }
    if let Some(size) = dimensions(file) {
        prop_assert_eq!(dimensions(&kept), Some(size));
    }
    Ok(())
}

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn no_bytes_do_any_harm(
        start in proptest::sample::select(vec![&b""[..], b"\xff\xd8\xff", SIGNATURE]),
        bytes in vec(any::<u8>(), 0..512),
    ) {
        hold(&[start, &bytes].concat())?;
    }

    #[test]
    fn harmed_pictures_do_no_harm(
        file in prop_oneof![harmed(full_jpg()), harmed(full_png())],
    ) {
        hold(&file)?;
    }

    #[test]
    fn jpg_has_the_same_picture_whatever_stood_before_and_behind_it(
        before in vec(personal_segment(), 0..5),
        within in vec(personal_segment(), 0..3),
        behind in vec(any::<u8>(), 0..64),
    ) {
        let [first, tables @ ..] = JPG_PICTURE;
        let file = [SOI, &before.concat(), first, &within.concat(), &tables.concat(), EOI, &behind];
        let file = file.concat();
        let expected = match file == jpg(&[]) {
            true => Stripped::Clean,
            false => Stripped::Changed(jpg(&[])),
        };
        prop_assert_eq!(strip(&file), expected);
    }

    #[test]
    fn png_has_the_same_picture_whatever_stood_before_and_behind_it(
        before in vec(personal_chunk(), 0..5),
        behind in vec(any::<u8>(), 0..64),
    ) {
        let file = [png(&before), behind].concat();
        let expected = match file == png(&[]) {
            true => Stripped::Clean,
            false => Stripped::Changed(png(&[])),
        };
        prop_assert_eq!(strip(&file), expected);
    }
}
