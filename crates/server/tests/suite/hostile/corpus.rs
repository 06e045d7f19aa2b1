//! Texts that nobody means well, and forms that somebody does.

use std::collections::BTreeMap;

use opora_contract::form::{CONSENT, Form};

/// Markup, script, templates, formulas, commands, paths, directions, marks, controls, lengths.
pub fn texts() -> Vec<String> {
    let mut texts: Vec<String> = SHORT.iter().map(|text| (*text).to_owned()).collect();
    texts.extend([
        // A tower of marks on one letter, and nothing but marks.
        format!("Z{}", "\u{338}\u{321}\u{34c}".repeat(30)),
        "\u{301}".repeat(40),
        "👩\u{200d}👩\u{200d}👧\u{200d}👦".repeat(6),
        "\u{202e}".repeat(500),
        " ".repeat(5_000),
        "\r\n".repeat(5_000),
        "a ".repeat(2_500),
        "<b>".repeat(20_000),
        "ы".repeat(60_000),
    ]);
    texts
}

const SHORT: [&str; 52] = [
    "<script>alert(1)</script> и ещё слова",
    "<img src=x onerror=alert(1)>",
    "\"><svg/onload=alert(1)>",
    "</textarea><iframe src=javascript:alert(1)>",
    "javascript:alert(document.cookie)",
    "<!--#exec cmd=\"/bin/id\"--> <?php phpinfo() ?>",
    "{{7*7}} ${7*7} #{7*7} <%= 7*7 %>",
    "${jndi:ldap://127.0.0.1/a}",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://x\",\"ещё\")",
    "+1+1 и ещё слова для длины",
    "-2+3 и ещё слова для длины",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1 и ещё слова для длины",
    "'; DROP TABLE request; --",
    "\" OR \"\"=\" и ещё слова для длины",
    "{\"$ne\": null} и ещё слова",
    "$(reboot); `reboot` | reboot & reboot",
    "%s%s%s%n%n%n%d%d%d%p%p%p",
    "../../../../../../etc/passwd",
    "..\\..\\..\\..\\windows\\win.ini",
    "C:\\CON и ещё слова для длины",
    "file:///etc/passwd и ещё слова",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "%00%0d%0a%c0%af%e0%80%af и ещё слова",
    "слова\r\nBcc: others@example.ru\r\n\r\nещё слова",
    "слова\r\n.\r\nQUIT\r\n и ещё слова",
    "\u{202e}txt.exe задом наперёд\u{202c}",
    "\u{2066}слова\u{2069} и \u{61c}ещё слова",
    "сло\u{200b}ва и\u{2060} ещё\u{feff} сло\u{ad}ва",
    "\u{200b}\u{200e}\u{2063}",
    "сло\u{e0041}\u{e0042}ва \u{1f3f4}\u{e0067}\u{e007f} и ещё слова",
    "зачёркнуто: с\u{336}л\u{336}о\u{336}в\u{336}а\u{336}",
    "👩\u{200d}💻 и 🏳\u{fe0f}\u{200d}🌈 и ещё слова",
    "می\u{200c}خواهم و کلمات بیشتر",
    "\0",
    "слова\0и ещё\0слова для длины",
    "\u{1b}[31mкрасные\u{1b}[0m слова \u{7}\u{8}",
    "\u{7f}\u{80}\u{85}\u{9b}31m слова и ещё слова",
    "\u{fffe}\u{ffff}\u{fdd0}\u{10ffff} слова и ещё слова",
    "\u{e000}\u{f8ff}\u{fffd} слова и ещё слова",
    "\u{2028}слова\u{2029}и ещё слова для длины",
    "\u{3164}\u{115f}\u{2800}\u{ffa0}",
    "Ｆｕｌｌ ｗｉｄｔｈ １２３ ٣٤٥",
    "null",
    "undefined",
    "true",
    "-0",
    "1e400",
    "__proto__",
    "",
    " ",
];

/// What people put into fields; every kind of field takes one of them.
pub const ORDINARY: [&str; 16] = [
    CONSENT,
    "complaint",
    "income",
    "8 (912) 345-67-89",
    "Anna.P@Example.RU",
    "Не приходит код входа в кабинет",
    "Запросил код три раза,\r\n\r\n\r\nни одного сообщения не пришло.",
    "  Не  приходит код ",
    "2026-03-14",
    "14.03.2026",
    "500100732259",
    "7707083893",
    "112-233-445 95",
    "4509 123456",
    "1",
    "",
];

/// A form that is filled in well, whatever it asks: for each field something that it takes.
pub fn good(form: &Form) -> BTreeMap<String, String> {
    let fields = form.fields.iter();
    let taken = fields.filter_map(|field| {
        let takes = |value: &&&str| field.check(value).is_ok_and(|kept| kept.is_some());
        let value = ORDINARY.iter().find(takes)?;
        Some((field.name.to_string(), (*value).to_owned()))
    });
    taken.collect()
}
