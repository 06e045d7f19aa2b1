//! Sending over a line that loses, cuts off, delays and repeats a third of what it carries.

use std::{collections::BTreeMap, time::Duration};

use anyhow::{Context, Result, ensure};
use opora_e2e::{Citizen, Line, Outcome, Portal, journey, until_within};
use serde_json::{Value, json};

const REQUESTS: usize = 300;
/// Every fifth request has a file, every twenty-fifth another one.
const WITH_FILE: usize = 5;
const WITH_ANOTHER: usize = 25;
/// All of them take about a minute; a busy machine is slow.
const PATIENCE: Duration = Duration::from_secs(300);

/// Puts requests and their files where the app keeps what waits, in the app's own shape.
const FILL: &str = r#"
    const done = arguments[arguments.length - 1];
    const entries = ENTRIES;
    const open = indexedDB.open("opora");
    open.onsuccess = () => {
        const change = open.result.transaction(["outbox", "files"], "readwrite");
        for (const [entry, contents] of entries) {
            change.objectStore("outbox").put(JSON.stringify(entry), entry.idempotency_key);
            entry.files.forEach(({ id }, at) => change.objectStore("files").put(new Blob([contents[at]]), id));
        }
        change.oncomplete = () => { localStorage.setItem("opora.outbox", "1"); open.result.close(); done(entries.length); };
    };
"#;

/// What the device holds: texts of kept requests, how many wait, how many files are left.
const HELD: &str = r#"
    const done = arguments[arguments.length - 1];
    const open = indexedDB.open("opora");
    open.onsuccess = () => {
        const look = open.result.transaction(["outbox", "files", "requests"]);
        const kept = look.objectStore("requests").getAll();
        const waiting = look.objectStore("outbox").count();
        const files = look.objectStore("files").count();
        look.oncomplete = () => { open.result.close(); done([kept.result, waiting.result, files.result]); };
    };
"#;

/// Says whether the outbox is empty. If not, the line that has been away comes back, every five seconds.
const WAKE: &str = r"
    if (localStorage.getItem('opora.outbox') === null) return true;
    const now = performance.now();
    if (now - (window.woken ?? -5000) >= 5000) {
        window.woken = now;
        window.dispatchEvent(new Event('online'));
    }
    return false;
";

#[test]
fn three_hundred_requests_survive_a_bad_line() -> Outcome {
    journey(async |stage| {
        let line = Line::to(&stage.portal).await?;
        let citizen = stage.citizen_behind(&line).await?;
        citizen.expects_in_console("net::ERR_");
        let sent = sends_three_hundred(&citizen, &stage.portal, &line).await;
        sent.with_context(|| format!("to have it again: OPORA_TEST_SEED={}", line.seed()))?;
        let tally = line.tally();
        let share = tally.suffered() * 100 / tally.messages;
        ensure!((25..=42).contains(&share), "{share} % suffered: {tally:?}");
        for count in [tally.lost, tally.cut, tally.late, tally.twice] {
            ensure!(count >= 10, "the line was not bad enough: {tally:?}");
        }
        Ok(())
    })
}

/// Loads the page anew while requests are on their way.
async fn leaves_in_the_middle(citizen: &Citizen, line: &Line) -> Result<()> {
    until_within(PATIENCE, "a good part to leave", async || {
        Ok((line.tally().messages >= REQUESTS).then_some(()))
    })
    .await?;
    citizen.reloads().await
}

async fn sends_three_hundred(citizen: &Citizen, portal: &Portal, line: &Line) -> Result<()> {
    // Nothing is kept there yet, so nothing is asked for.
    citizen.opens("/requests").await?;
    let agreed = agreed(portal).await?;
    let entries: Vec<_> = (0..REQUESTS)
        .map(|at| (entry(at, &agreed), contents(at)))
        .collect();
    let fill = FILL.replace("ENTRIES", &serde_json::to_string(&entries)?);
    let filled: usize = citizen.probes_later(&fill).await?;
    ensure!(filled == REQUESTS);
    // Any page will do.
    citizen.opens("/contacts").await?;
    leaves_in_the_middle(citizen, line).await?;
    until_within(PATIENCE, "the outbox to be empty", async || {
        Ok(citizen.probes::<bool>(WAKE).await?.then_some(()))
    })
    .await?;
    let (kept, waiting, files): (Vec<String>, usize, usize) = citizen.probes_later(HELD).await?;
    ensure!((waiting, files) == (0, 0), "{waiting} wait, {files} files");
    is_there_once(portal, &kept).await
}

/// As many requests as were sent, each with its subject, its text and its files, byte for byte.
async fn is_there_once(portal: &Portal, kept: &[String]) -> Result<()> {
    let mut subjects = BTreeMap::new();
    for row in portal.queue().await? {
        *subjects.entry(row.subject).or_insert(0) += 1;
    }
    let expected = (0..REQUESTS).map(|at| (subject(at), 1)).collect();
    ensure!(subjects == expected, "the staff has {subjects:?}");
    ensure!(kept.len() == REQUESTS, "{} are kept", kept.len());
    let mut found = Vec::new();
    for text in kept {
        let kept: Value = serde_json::from_str(text)?;
        let number = word(&kept, "number")?.replace('-', "");
        let key = word(&kept, "key")?;
        let path = format!("/api/v1/requests/{number}");
        let request = portal.reads(&path, key).await?.json()?;
        let at = word(&request, "subject")?.rsplit(' ').next();
        let at: usize = at.context("an empty subject")?.parse()?;
        found.push(at);
        ensure!(request.to_string().contains(&description(at)), "{request}");
        let files = request.get("files").and_then(Value::as_array);
        let files = files.context("no files")?;
        let mut bytes = Vec::new();
        for file in files {
            let path = format!("/api/v1/attachments/{}", word(file, "id")?);
            bytes.push((
                word(file, "name")?.to_owned(),
                portal.reads(&path, key).await?.bytes,
            ));
        }
        bytes.sort();
        let contents = contents(at).into_iter().enumerate();
        let expected: Vec<_> = contents
            .map(|(which, text)| (name(which), text.into_bytes()))
            .collect();
        ensure!(bytes == expected, "request {at} has other files");
    }
    found.sort_unstable();
    ensure!(found.into_iter().eq(0..REQUESTS));
    Ok(())
}

/// The version of the text that consent is given to.
async fn agreed(portal: &Portal) -> Result<String> {
    let form = portal.ask("/api/v1/forms/feedback").await?.json()?;
    let fields = form.get("fields").and_then(Value::as_array);
    let mut fields = fields.context("no fields")?.iter();
    let consent = fields.find(|field| field.get("name") == Some(&json!("consent")));
    Ok(word(consent.context("no consent")?, "version")?.to_owned())
}

fn word<'a>(value: &'a Value, key: &str) -> Result<&'a str> {
    let word = value.get(key).and_then(Value::as_str);
    word.with_context(|| format!("no {key} in {value}"))
}

fn subject(at: usize) -> String {
    format!("Обращение по плохой связи {at}")
}

fn description(at: usize) -> String {
    format!("Отправлено там, где связь то есть, то нет, случай {at}.")
}

fn name(which: usize) -> String {
    format!("снимок {which}.pdf")
}

/// What the files hold: each line stands at one place of one file.
fn contents(at: usize) -> Vec<String> {
    let count =
        usize::from(at.is_multiple_of(WITH_FILE)) + usize::from(at.is_multiple_of(WITH_ANOTHER));
    let lines = 1 + at * 37 % 101 * 60;
    (0..count)
        .map(|which| {
            let lines = (0..lines).map(|line| format!("{at} {which} {line}\n"));
            format!("%PDF-1.7\n{}", lines.collect::<String>())
        })
        .collect()
}

/// An entry of the outbox, as the app keeps it.
fn entry(at: usize, agreed: &str) -> Value {
    let files = contents(at).into_iter().enumerate().map(|(which, text)| {
        json!({
            "id": format!("file-{at}-{which}"),
            "name": name(which),
            "bytes": text.len(),
            "description": "",
            "uploaded": null,
        })
    });
    json!({
        "idempotency_key": format!("{at:08x}-0000-4000-8000-000000000000"),
        "form": "feedback",
        "fields": {
            "category": "error",
            "subject": subject(at),
            "description": description(at),
            "email": "anna@example.ru",
            "consent": agreed,
        },
        "files": files.collect::<Vec<_>>(),
        "profile": "screenshot",
        "refusal": null,
    })
}
