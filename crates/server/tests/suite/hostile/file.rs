//! Files that are not what they seem: refused by what they are, or stored as a download that nobody's browser opens.

use std::{
    io::Write,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{body::Body, http::StatusCode};
use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use futures_util::stream::repeat_with;
use opora_contract::{
    path,
    problem::ProblemCode::{self, Invalid, TooLarge, UnsupportedType},
    upload::Attachment,
};

use super::goes_on;
use crate::{
    app::{TestApp, flaws},
    fixture::{pdf, picture, png},
};

/// A JPG up to its frame, with something before it.
fn jpg(before: &[u8], width: u16, height: u16) -> Vec<u8> {
    let frame = [
        &b"\xff\xc0\0\x0b\x08"[..],
        &height.to_be_bytes(),
        &width.to_be_bytes(),
    ];
    [&b"\xff\xd8"[..], before, &frame.concat(), b"\x01\x01\x11\0"].concat()
}

/// Three full segments, such as a camera fills with its notes: the frame comes after 196 KB.
fn notes() -> Vec<u8> {
    let segment = [&b"\xff\xe1\xff\xff"[..], &[b' '; 65_533]].concat();
    segment.repeat(3)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn what_is_none_of_the_types_is_refused_whatever_it_is_called() {
    let app = TestApp::new().await;
    for (name, bytes) in [
        (
            "архив.pdf",
            b"PK\x03\x04\x14\0\0\0\x08\0 a zip bomb".to_vec(),
        ),
        ("бомба.pdf", gzip(&vec![0; 5_000_000])),
        (
            "письмо.pdf",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old document".to_vec(),
        ),
        (
            "страница.pdf",
            b"<!doctype html><script>alert(1)</script>".to_vec(),
        ),
        (
            "с комментарием.pdf",
            b"<!--%PDF-1.7--><script>alert(1)</script>".to_vec(),
        ),
        ("со второй строки.pdf", b"\n%PDF-1.7\n".to_vec()),
        ("с меткой.pdf", b"\xef\xbb\xbf%PDF-1.7\n".to_vec()),
        ("маленькими.pdf", b"%pdf-1.7\n".to_vec()),
        ("без версии.pdf", b"%PDF".to_vec()),
        (
            "рисунок.png",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".to_vec(),
        ),
        (
            "мультик.png",
            b"GIF89a/*\x01\x01*/=1;alert(1)//PK\x03\x04".to_vec(),
        ),
        ("значок.png", b"BM<script>alert(1)</script>".to_vec()),
        ("фото.jpg", b"RIFF\x10\0\0\0WEBPVP8L".to_vec()),
        ("фото2.jpg", b"\0\0\0\x18ftypheic".to_vec()),
        ("программа.png", b"MZ\x90\0\x03\0\0\0".to_vec()),
        ("программа2.pdf", b"\x7fELF\x02\x01\x01\0".to_vec()),
        ("скрипт.pdf", b"#!/bin/sh\n%PDF-1.7".to_vec()),
        ("нули.pdf", vec![0; 4_096]),
        ("одна буква.pdf", b"%".to_vec()),
    ] {
        let reply = app.upload("screenshot", name, bytes).send().await;
        let refused = reply.refused(415, UnsupportedType);
        assert_eq!(refused, flaws(&[("", "file_type")]), "{name}");
    }
    assert!(app.contents().is_empty());
    goes_on(&app).await;
}

#[tokio::test]
async fn pictures_that_cannot_be_opened_are_refused() {
    type Case = (Vec<u8>, u16, ProblemCode, &'static str);
    let app = TestApp::new().await;
    let cases: [Case; 15] = [
        (Vec::new(), 422, Invalid, "file_empty"),
        (picture(0, 100), 422, Invalid, "picture_broken"),
        (picture(100, 0), 422, Invalid, "picture_broken"),
        (picture(u32::MAX, u32::MAX), 422, Invalid, "picture_broken"),
        (picture(7, 7)[..20].to_vec(), 422, Invalid, "picture_broken"),
        (
            b"\x89PNG\r\n\x1a\n<script>alert(1)</script>".to_vec(),
            422,
            Invalid,
            "picture_broken",
        ),
        (jpg(b"", 0, 100), 422, Invalid, "picture_broken"),
        (jpg(b"", 100, 0), 422, Invalid, "picture_broken"),
        (b"\xff\xd8\xff\xe0".to_vec(), 422, Invalid, "picture_broken"),
        (
            b"\xff\xd8\xff\xda\0\x02<script>".to_vec(),
            422,
            Invalid,
            "picture_broken",
        ),
        (picture(65_500, 65_500), 413, TooLarge, "picture_too_large"),
        (picture(0x7fff_ffff, 1), 413, TooLarge, "picture_too_large"),
        (picture(10_000, 10_001), 413, TooLarge, "picture_too_large"),
        (jpg(b"", 65_500, 65_500), 413, TooLarge, "picture_too_large"),
        (
            jpg(&notes(), 65_500, 65_500),
            413,
            TooLarge,
            "picture_too_large",
        ),
    ];
    for (bytes, status, problem, code) in cases {
        let shown = format!("{:?}", &bytes[..bytes.len().min(30)]);
        let reply = app.upload("screenshot", "фото.png", bytes).send().await;
        assert_eq!(
            reply.refused(status, problem),
            flaws(&[("", code)]),
            "{shown}"
        );
    }
    for good in [
        picture(10_000, 10_000),
        jpg(&notes(), 9_000, 9_000),
        jpg(b"\xff\xff", 1, 1),
    ] {
        let reply = app.upload("screenshot", "фото.png", good).send().await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
    }
    assert_eq!(app.contents().len(), 3);
    goes_on(&app).await;
}

#[tokio::test]
async fn bomb_is_refused_by_its_beginning_while_the_rest_would_still_come() {
    let app = TestApp::new().await;
    for bomb in [picture(65_500, 65_500), jpg(&notes(), 65_500, 65_500)] {
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let endless = repeat_with(move || {
            let piece = match count.fetch_add(1, Ordering::Relaxed) {
                0 => bomb.clone(),
                _ => vec![0; 1_024],
            };
            Ok::<_, std::io::Error>(Bytes::from(piece))
        });
        let call = app.upload("screenshot", "фото.png", Vec::new());
        let reply = call.body(Body::from_stream(endless)).send().await;
        assert_eq!(
            reply.refused(413, TooLarge),
            flaws(&[("", "picture_too_large")])
        );
        assert_eq!(
            asked.load(Ordering::Relaxed),
            1,
            "pieces that were asked for"
        );
    }
    assert!(app.contents().is_empty());
}

#[tokio::test]
async fn polyglots_are_stored_as_they_are_and_only_ever_saved() {
    let app = TestApp::new().await;
    let png_and_archive = [png(200), b"PK\x03\x04 an archive PK\x05\x06".to_vec()].concat();
    let script = b"%PDF-1.7\n*/alert(document.domain)/*<script>alert(1)</script>".to_vec();
    let jpg_and_php = jpg(b"\xff\xfe\0\x15<?php phpinfo(); ?>", 1, 1);
    let jpg_and_archive = [jpg(b"", 1, 1), b"PK\x03\x04 a program of Java".to_vec()].concat();
    let page = [&pdf(50)[..], b"<html><body onload=alert(1)>"].concat();
    for (name, bytes, media_type, saved) in [
        ("a.html", script, "application/pdf", "a.html.pdf"),
        ("a.html", page, "application/pdf", "a.html.pdf"),
        ("a.zip", png_and_archive, "image/png", "a.zip.png"),
        ("a.php", jpg_and_php, "image/jpeg", "a.php.jpg"),
        ("a.jar", jpg_and_archive, "image/jpeg", "a.jar.jpg"),
    ] {
        let call = app.upload("screenshot", name, bytes.clone());
        let reply = call.header("content-type", "text/html").send().await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        let file: Attachment = reply.json();
        let path = path::fill(path::ATTACHMENT, &[&file.id]);
        let call = app.get(&path).key(&file.key).header("accept", "text/html");
        let read = call.header("range", "bytes=9-").send().await;
        assert_eq!(read.status, StatusCode::OK);
        assert!(read.body == bytes, "{name}: another content");
        let saved = format!("attachment; filename*=UTF-8''{saved}");
        for (header, value) in [
            ("content-type", media_type),
            ("content-disposition", saved.as_str()),
            ("content-security-policy", "default-src 'none'; sandbox"),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-resource-policy", "same-origin"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(read.header(header), value, "{name}: {header}");
        }
    }
    goes_on(&app).await;
}

#[tokio::test]
async fn bodies_in_a_content_coding_are_refused_before_anybody_unpacks_them() {
    let app = TestApp::new().await;
    let packed = gzip(&pdf(4_000_000));
    for coding in ["gzip", "GZIP", "br", "deflate", "identity, gzip", "x"] {
        for bytes in [packed.clone(), pdf(100)] {
            let call = app.upload("document", "a.pdf", bytes);
            let reply = call.header("content-encoding", coding).send().await;
            reply.refused(415, UnsupportedType);
            assert_eq!(reply.header("accept-encoding"), "identity");
        }
        let body = gzip(crate::app::complaint().to_string().as_bytes());
        let call = app
            .call(axum::http::Method::POST, path::REQUESTS)
            .bytes(body);
        let call = call
            .header("content-type", "application/json")
            .idempotent(&crate::app::uuid());
        let reply = call.header("content-encoding", coding).send().await;
        reply.refused(415, UnsupportedType);
    }
    let call = app.upload("document", "a.pdf", pdf(100));
    let reply = call.header("content-encoding", "identity").send().await;
    assert_eq!(reply.status, StatusCode::CREATED);
    assert_eq!(app.contents().len(), 1);
    goes_on(&app).await;
}
