//! The byte budget of the built site: what a visitor on a slow network waits for.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::dist::{ASSETS, EMBED, LOADER};
use crate::source;
use crate::workspace::Workspace;

/// Everything the home page needs, in brotli bytes (1 KB is 1000 bytes). Rises only with a
/// measurement of what the visitor gets for it.
const FIRST_LOAD: u64 = 140_000;
/// One file that a lazy page brings, in brotli bytes.
const CHUNK: u64 = 45_000;
/// A page whole, for whoever opens it by its address: its chunk and all that it shares with others, in brotli bytes.
const WHOLE: u64 = 145_000;
/// Each of the two style sheets, in brotli bytes.
const STYLE: u64 = 12_000;
/// What employees load besides the app's style and start script, in brotli bytes. No citizen does.
const STAFF: u64 = 220_000;
/// What a page of another portal loads before somebody wants help, in brotli bytes.
const EMBEDDED: u64 = 3_000;

/// A line of the table.
#[derive(Debug, PartialEq, Eq)]
struct Line {
    name: String,
    size: Size,
    limit: Option<u64>,
}

/// Bytes of a file, or of several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Size {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

impl Line {
    fn is_kept(&self) -> bool {
        self.limit.is_none_or(|limit| self.size.brotli <= limit)
    }
}

/// The outcome of [`size`].
pub struct Report {
    /// The table, ready to print.
    pub table: String,
    /// Sizes within their limit.
    pub kept: usize,
    /// What is beyond a limit, in words.
    pub broken: Vec<String>,
}

/// Weighs `dist/` against the budget.
///
/// # Errors
/// When there is no release build to weigh.
pub fn size(workspace: &Workspace) -> Result<Report> {
    let dist = workspace.dist();
    let page = fs::read_to_string(dist.join("index.html"))
        .context("there is no site to weigh: cargo xtask dist")?;
    ensure!(
        dist.join("index.html.br").exists(),
        "dist/ is a dev build: cargo xtask dist"
    );
    let assets = source::files(&dist.join(ASSETS))?;
    let mut lines = lines(&page, &dist, &assets)?;
    lines.extend(staff(&dist, &assets)?);
    lines.push(loader(&source::files(&dist.join(EMBED))?)?);
    let mut broken: Vec<_> = lines
        .iter()
        .filter(|line| !line.is_kept())
        .map(over)
        .collect();
    broken.extend(fonts(&source::files(&dist)?));
    Ok(Report {
        table: table(&lines),
        kept: lines
            .iter()
            .filter(|line| line.limit.is_some() && line.is_kept())
            .count(),
        broken,
    })
}

/// Files of the first load, their sum, then the chunks.
fn lines(page: &str, dist: &Path, assets: &[PathBuf]) -> Result<Vec<Line>> {
    let mut lines = vec![Line {
        name: "index.html".to_owned(),
        size: weigh(&dist.join("index.html"))?,
        limit: None,
    }];
    let mut chunks = Vec::new();
    for path in assets {
        let name = source::name(path);
        if is_of_staff(path) {
            continue;
        }
        let is_named = page.contains(&format!("\"/{ASSETS}/{name}\""));
        // Named, but the one is disabled until a page beyond the first is opened, the other comes when all is done,
        // the third in other portals alone.
        let first = is_named
            && !["later-", "offline-", "frame-"]
                .iter()
                .any(|stem| name.starts_with(stem));
        let limit = match path.extension().and_then(|extension| extension.to_str()) {
            Some("css") => Some(STYLE),
            Some("wasm") if name.contains("-whole-") => Some(WHOLE),
            Some("wasm" | "bin") if !first => Some(CHUNK),
            Some("wasm" | "js") => None,
            _ => continue,
        };
        let list = if first { &mut lines } else { &mut chunks };
        list.push(Line {
            name: name.to_owned(),
            size: weigh(path)?,
            limit,
        });
    }
    lines.push(sum("first load of home", &lines, FIRST_LOAD));
    lines.extend(chunks);
    Ok(lines)
}

/// Files of the staff page and their sum.
fn staff(dist: &Path, assets: &[PathBuf]) -> Result<Vec<Line>> {
    let page = dist.join("staff.html");
    let assets = assets.iter().filter(|path| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        is_of_staff(path) && matches!(extension, Some("wasm" | "js" | "css"))
    });
    let mut lines = Vec::new();
    for path in [&page].into_iter().chain(assets) {
        lines.push(Line {
            name: source::name(path).to_owned(),
            size: weigh(path)?,
            limit: None,
        });
    }
    lines.push(sum("staff page", &lines, STAFF));
    Ok(lines)
}

/// The script that brings Opora into other portals.
fn loader(files: &[PathBuf]) -> Result<Line> {
    let is_loader = |path: &&PathBuf| {
        let name = source::name(path);
        name.starts_with(&format!("{LOADER}-")) && name.ends_with(".js")
    };
    let path = files.iter().find(is_loader);
    let path = path.context("the site has no loader for other portals")?;
    Ok(Line {
        name: source::name(path).to_owned(),
        size: weigh(path)?,
        limit: Some(EMBEDDED),
    })
}

fn is_of_staff(path: &Path) -> bool {
    source::name(path).starts_with("staff-")
}

fn sum(name: &str, lines: &[Line], limit: u64) -> Line {
    let add = |sum: Size, size: Size| Size {
        raw: sum.raw + size.raw,
        gzip: sum.gzip + size.gzip,
        brotli: sum.brotli + size.brotli,
    };
    Line {
        name: name.to_owned(),
        size: lines
            .iter()
            .map(|line| line.size)
            .fold(Size::default(), add),
        limit: Some(limit),
    }
}

/// A file and its siblings; without one, it is sent as it is.
fn weigh(path: &Path) -> Result<Size> {
    let bytes = |path: &Path| fs::metadata(path).map(|data| data.len());
    let raw = bytes(path).with_context(|| format!("can't weigh {}", path.display()))?;
    Ok(Size {
        raw,
        gzip: bytes(&path.with_added_extension("gz")).unwrap_or(raw),
        brotli: bytes(&path.with_added_extension("br")).unwrap_or(raw),
    })
}

fn over(line: &Line) -> String {
    let limit = line.limit.unwrap_or_default();
    let over = line.size.brotli.saturating_sub(limit);
    format!("{} is {over} bytes beyond its limit of {limit}", line.name)
}

/// The design uses the visitor's own fonts: a web font would cost more than the app's style.
fn fonts(files: &[PathBuf]) -> Vec<String> {
    let is_font = |path: &&PathBuf| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        matches!(extension, Some("woff" | "woff2" | "ttf" | "otf"))
    };
    let fonts = files.iter().filter(is_font);
    fonts
        .map(|path| format!("{} is a web font", source::name(path)))
        .collect()
}

fn table(lines: &[Line]) -> String {
    let mut table = String::new();
    let width = lines.iter().map(|line| line.name.len()).max().unwrap_or(0);
    let head = ["raw", "gzip", "brotli", "limit"].map(|title| format!("{title:>9}"));
    let _ = writeln!(table, "{:width$}{}", "bytes", head.concat());
    for Line { name, size, limit } in lines {
        let limit = limit.map(|limit| limit.to_string()).unwrap_or_default();
        let Size { raw, gzip, brotli } = size;
        let _ = writeln!(table, "{name:width$}{raw:>9}{gzip:>9}{brotli:>9}{limit:>9}");
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(name: &str, brotli: u64, limit: Option<u64>) -> Line {
        let size = Size {
            raw: 3 * brotli,
            gzip: 2 * brotli,
            brotli,
        };
        Line {
            name: name.to_owned(),
            size,
            limit,
        }
    }

    #[test]
    fn a_limit_is_kept_up_to_its_last_byte() {
        assert!(line("a.wasm", CHUNK, Some(CHUNK)).is_kept());
        let beyond = line("a.wasm", CHUNK + 1, Some(CHUNK));
        assert!(!beyond.is_kept());
        assert_eq!(over(&beyond), "a.wasm is 1 bytes beyond its limit of 45000");
    }

    #[test]
    fn the_first_load_is_what_the_page_names_and_staff_is_weighed_apart() {
        let dist = std::env::temp_dir().join(format!("opora-size-{}", std::process::id()));
        let assets = dist.join(ASSETS);
        fs::create_dir_all(&assets).unwrap();
        fs::write(dist.join("index.html"), "12345").unwrap();
        let files = [
            ("app.wasm", 100),
            ("app.wasm.br", 40),
            ("guide.wasm", 30),
            ("later-1.css", 20),
            ("staff-1.wasm", 70),
            ("staff-1.css", 5),
        ];
        for (name, bytes) in files {
            fs::write(assets.join(name), vec![0; bytes]).unwrap();
        }
        let page =
            "<link href=\"/assets/later-1.css\" disabled><script data-wasm=\"/assets/app.wasm\">";
        let files = source::files(&assets).unwrap();
        let mut lines = lines(page, &dist, &files).unwrap();
        fs::write(dist.join("staff.html"), "123").unwrap();
        lines.extend(staff(&dist, &files).unwrap());
        fs::remove_dir_all(&dist).unwrap();
        let seen: Vec<_> = lines
            .iter()
            .map(|line| (line.name.as_str(), line.size.brotli, line.limit))
            .collect();
        assert_eq!(
            seen,
            [
                ("index.html", 5, None),
                ("app.wasm", 40, None),
                ("first load of home", 45, Some(FIRST_LOAD)),
                ("guide.wasm", 30, Some(CHUNK)),
                ("later-1.css", 20, Some(STYLE)),
                ("staff.html", 3, None),
                ("staff-1.css", 5, None),
                ("staff-1.wasm", 70, None),
                ("staff page", 78, Some(STAFF)),
            ]
        );
    }

    #[test]
    fn the_loader_is_weighed_by_the_name_of_its_content() {
        let folder = std::env::temp_dir().join(format!("opora-size-{}-embed", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for (name, bytes) in [
            ("embed.json", 9),
            ("embed-1a.js", 30),
            ("embed-1a.js.br", 12),
            ("v1.js", 30),
        ] {
            fs::write(folder.join(name), vec![0; bytes]).unwrap();
        }
        let line = loader(&source::files(&folder).unwrap()).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(
            (line.name.as_str(), line.size.brotli, line.limit),
            ("embed-1a.js", 12, Some(EMBEDDED))
        );
        assert!(loader(&[]).is_err());
    }

    #[test]
    fn a_web_font_is_named() {
        let files = [PathBuf::from("dist/a.woff2"), PathBuf::from("dist/a.svg")];
        assert_eq!(fonts(&files), ["a.woff2 is a web font"]);
    }

    #[test]
    fn columns_of_the_table_line_up() {
        let table = table(&[line("app.css", 5, Some(STYLE))]);
        assert_eq!(
            table,
            "bytes        raw     gzip   brotli    limit\napp.css       15       10        5    12000\n"
        );
    }
}
