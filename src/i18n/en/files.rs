//! The words of the field of files and of its assistant.

use opora_contract::upload::Nature;

use crate::i18n::{
    catalogue::{Assistant, Files},
    plural::english,
};

pub const FILES: Files = Files {
    attach: "Attach a file",
    camera: "Take a photo",
    hint: |types, limit, count| {
        format!(
            "{types}, up to {limit} each, at most {count}\u{a0}{}",
            english(count, "file", "files")
        )
    },
    or: "or",
    ways: "You can drag files here or paste a picture you copied: Ctrl\u{a0}+\u{a0}V, on a Mac ⌘\u{a0}+\u{a0}V.",
    drop: "Drop the files here",
    screenshot: |time| format!("Screenshot {time}.png"),
    describe: "What the picture or document shows",
    describe_hint: "Briefly, for example: “Error while typing my details”",
    uploading: |percent| format!("Uploading: {percent}%"),
    uploaded: "Uploaded",
    kept_local: "Saved on this device, uploads when you send",
    stopped: "The upload was stopped. The file is on this device and goes with your request",
    stop: "Stop",
    retry: "Try again",
    slow: "This file is large: on a slow line it takes some minutes. You can go on with the form meanwhile.",
    stripped: "Hidden details were taken out: where, when and with what the picture was taken.",
    unkept: "The browser could not save this file. Keep the page open until you have sent your request.",
    blurred: "The picture looks blurred. Check that the text in it can be read.",
    earlier: "Move up",
    later: "Move down",
    moved: |name, place, count| format!("{name}: now {place} of {count}"),
    at_end: |name| format!("{name}: it cannot go further"),
    remove: "Remove",
    removed: |name| format!("File {name} removed"),
    smaller: "Make smaller",
    mending: "Preparing the file…",
    mended: |name| format!("Done, {name} is attached"),
    not_mended: "It did not work: the browser cannot handle this picture. Take a screenshot of it and attach that.",
};

pub const ASSISTANT: Assistant = Assistant {
    refused: "Not attached",
    unreadable: "The file cannot be read. It may be a folder, or it was moved. Choose it again.",
    nature: |nature| match nature {
        Nature::Heic => "This is a HEIC photo, as an iPhone takes them.",
        Nature::Avif => "This is an AVIF picture, as websites keep them.",
        Nature::Webp => "This is a WebP picture, as websites keep them.",
        Nature::Bmp => "This is a BMP picture.",
        Nature::Gif => "This is a GIF picture.",
        Nature::Tiff => "This is a TIFF picture, as scanners save them.",
        Nature::Svg => "This is an SVG drawing.",
        Nature::Text => "This is a text document.",
        Nature::Sheet => "This is a spreadsheet.",
        Nature::Slides => "This is a presentation.",
        Nature::Office => "This is a Word, Excel or PowerPoint document.",
        Nature::Archive => "This is an archive.",
        Nature::Video => "This is a video.",
        Nature::Audio => "This is a sound recording.",
        Nature::Program => "This is a program.",
        Nature::Jpg => "This is a JPG picture.",
        Nature::Png => "This is a PNG picture.",
        Nature::Pdf => "This is a PDF document.",
        Nature::Unknown => "",
    },
    advice: |nature| match nature {
        Nature::Heic => {
            "Open the photo on your phone and take a screenshot of it. \
             To have the phone take JPG photos, choose “Most Compatible” in the camera settings."
        }
        Nature::Jpg | Nature::Png => {
            "Make the picture smaller in a picture viewer or take a screenshot of it."
        }
        Nature::Avif | Nature::Webp | Nature::Bmp | Nature::Gif | Nature::Tiff | Nature::Svg => {
            "Open the picture and take a screenshot of it."
        }
        Nature::Text | Nature::Sheet | Nature::Slides | Nature::Office => {
            "Open the document, choose “Save as” or “Print”, and there PDF."
        }
        Nature::Pdf => "Save the document in lower quality or split it into parts.",
        Nature::Archive => "Unpack the archive and attach the files from it.",
        Nature::Video => "Attach screenshots of the moments that matter.",
        Nature::Audio => "Tell in the description what is on the recording.",
        Nature::Program => "Attach a screenshot that shows what this is about.",
        Nature::Unknown => "Open the file and take a screenshot of it, or save it as PDF.",
    },
    offered: "This can be mended here, with one button.",
    to_jpg: "Turn into JPG",
    to_pdf: "Turn into PDF",
    other_ways: "Other ways to hand in a file",
};
