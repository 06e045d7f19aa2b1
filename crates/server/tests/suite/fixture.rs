//! A small content tree that passes the check. Facts are the real ones; two forms, three answers and two guides are its
//! own, so that editors may change theirs.

use std::{fs, path::Path};

/// The real file and its path.
macro_rules! real {
    ($($path:literal,)*) => {
        [$(($path, include_str!(concat!("../../../../content/", $path)))),*]
    };
}

const DATA: [(&str, &str); 13] = real![
    "contacts.toml",
    "terms.toml",
    "uploads.toml",
    "ru/contacts.toml",
    "en/contacts.toml",
    "ru/entries.toml",
    "en/entries.toml",
    "ru/mail.toml",
    "en/mail.toml",
    "ru/synonyms.toml",
    "en/synonyms.toml",
    "ru/situations.toml",
    "en/situations.toml",
];

/// The file of the fixture and its path in the tree.
macro_rules! own {
    ($($path:literal = $file:literal,)*) => {
        [$(($path, include_str!(concat!("fixture/", $file)))),*]
    };
}

/// Forms, what consent is given to, what stands before them and where they lead.
const FORMS: [(&str, &str); 13] = own![
    "ru/forms/feedback.toml" = "feedback.ru.toml",
    "en/forms/feedback.toml" = "feedback.en.toml",
    "ru/forms/certificate.toml" = "certificate.ru.toml",
    "en/forms/certificate.toml" = "certificate.en.toml",
    "ru/consent.md" = "consent.ru.md",
    "en/consent.md" = "consent.en.md",
    "ru/departments.toml" = "departments.ru.toml",
    "en/departments.toml" = "departments.en.toml",
    "ru/directions.toml" = "directions.ru.toml",
    "en/directions.toml" = "directions.en.toml",
    "ru/intake.toml" = "intake.ru.toml",
    "en/intake.toml" = "intake.en.toml",
    "routing.toml" = "routing.toml",
];

/// A form with everything that a form may have: conditions, a group, numbers of documents, templates, terms.
const HELP: [(&str, &str); 2] = own![
    "ru/forms/help.toml" = "help.ru.toml",
    "en/forms/help.toml" = "help.en.toml",
];

/// Statements of the portal about itself.
const ABOUT: [(&str, &str); 4] = own![
    "ru/about/privacy.md" = "privacy.ru.md",
    "en/about/privacy.md" = "privacy.en.md",
    "ru/about/accessibility.md" = "accessibility.ru.md",
    "en/about/accessibility.md" = "accessibility.en.md",
];

/// `login` has every kind of confirmation and three ways through, `wait` two plain steps.
const GUIDES: [(&str, &str); 4] = own![
    "ru/guides/login.toml" = "login.ru.toml",
    "en/guides/login.toml" = "login.en.toml",
    "ru/guides/wait.toml" = "wait.ru.toml",
    "en/guides/wait.toml" = "wait.en.toml",
];

/// Channels and offices lead to forms and guides that this tree has not.
fn own_pages(text: &str) -> String {
    text.replace("\"/requests/new/callback\"", "\"/requests/new\"")
        .replace("\"/guides/appointment\"", "\"/guides\"")
}

/// Every file by its path, so that a test can break one.
pub fn files() -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = DATA
        .into_iter()
        .chain(FORMS)
        .chain(GUIDES)
        .chain(ABOUT)
        .map(|(path, text)| (path.to_owned(), own_pages(text)))
        .collect();
    for (language, words) in [("ru", RUSSIAN), ("en", ENGLISH)] {
        let [account, status, reset, sign_in, check, situation] = words;
        files.extend([
            (format!("{language}/home.toml"), home(situation)),
            (format!("{language}/outages.toml"), String::new()),
            (
                format!("{language}/faq/account/topic.toml"),
                topic(account, 1, "key"),
            ),
            (
                format!("{language}/faq/status/topic.toml"),
                topic(status, 2, "clock"),
            ),
            (
                format!("{language}/faq/account/reset-password.md"),
                article(reset, 1, "account/sign-in", "login"),
            ),
            (
                format!("{language}/faq/account/sign-in.md"),
                article(sign_in, 2, "status/check-status", "login"),
            ),
            (
                format!("{language}/faq/status/check-status.md"),
                article(check, 1, "account/reset-password", "wait"),
            ),
        ]);
    }
    files
}

/// The form [`HELP`], beside the others.
pub fn help() -> Vec<(String, String)> {
    HELP.map(|(path, text)| (path.to_owned(), text.to_owned()))
        .to_vec()
}

const RUSSIAN: [&str; 6] = [
    "Вход и пароль",
    "Статус и сроки",
    "Как восстановить пароль?",
    "Как войти в кабинет?",
    "Как узнать статус?",
    "Не получается войти",
];
const ENGLISH: [&str; 6] = [
    "Signing in",
    "Status and terms",
    "How do I reset my password?",
    "How do I sign in?",
    "How do I check the status?",
    "I cannot sign in",
];

fn topic(title: &str, order: u32, icon: &str) -> String {
    format!("title = \"{title}\"\nsummary = \"{title}.\"\norder = {order}\nicon = \"{icon}\"\n")
}

fn home(situation: &str) -> String {
    format!(
        "popular = [\"account/reset-password\"]\nguides = [\"login\"]\naccount = [\"wait\"]\n[[situations]]\ntitle = \"{situation}\"\nicon = \"key\"\n\
         href = \"/faq/account/sign-in\"\n\n[[entries]]\ntitle = \"Жалоба\"\n\
         href = \"/requests/new/feedback?category=complaint\"\n"
    )
}

/// Front matter takes lines 1 to 10; the body starts on line 12.
fn article(title: &str, order: u32, related: &str, guide: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\nsummary = \"{title} Коротко.\"\naliases = [\"раз: {title}\", \"два: {title}\"]\norder = {order}\n\
         checked = \"2026-11-20\"\nrelated = [\"{related}\"]\nspec = [\"B51\"]\nguide = \"{guide}\"\n+++\n\n\
         Нажмите **«Войти»**, затем\nпосмотрите [статус](/requests).\n\n## Дальше\n\n1. Раз\n2. Два\n\n- Пункт\n\n\
         > Звоните: [8 800 555-35-35](tel:+78005553535).\n"
    )
}

/// The content that citizens read, as files of a tree.
pub fn real() -> Vec<(String, String)> {
    tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content"))
}

/// The files of a content folder.
pub fn tree(root: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    read(root, "", &mut files);
    files
}

fn read(folder: &Path, below: &str, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = format!("{below}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            read(&entry.path(), &format!("{path}/"), files);
        } else {
            files.push((path, fs::read_to_string(entry.path()).unwrap()));
        }
    }
}

/// Writes files under a folder.
pub fn write(folder: &Path, files: &[(String, String)]) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// A PDF of so many bytes, as far as its first bytes tell.
pub fn pdf(bytes: usize) -> Vec<u8> {
    padded(b"%PDF-1.7\n", bytes)
}

/// A PNG of one pixel and so many bytes, as far as its first bytes tell.
pub fn png(bytes: usize) -> Vec<u8> {
    padded(&picture(1, 1), bytes)
}

/// The beginning of a PNG of this width and height.
pub fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut head = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    head.extend(width.to_be_bytes());
    head.extend(height.to_be_bytes());
    head
}

fn padded(head: &[u8], bytes: usize) -> Vec<u8> {
    let mut file = head.to_vec();
    file.resize(bytes, b' ');
    file
}
