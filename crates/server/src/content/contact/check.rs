//! Whether facts and words fit: the same ids on both sides, nothing empty, nothing that leads nowhere.

use opora_contract::{contact::ChannelKind, slug::Slug};

use super::{super::link::Targets, super::mistake::Report, Facts, PATH, Words};

/// Longest texts, in characters.
const TITLE_MAX: usize = 90;
const TEXT_MAX: usize = 300;

/// Checks one language against the facts.
pub fn check(facts: &Facts, words: &Words, targets: &Targets<'_>, report: &mut Report) {
    let mut pairs = Pairs { words, report };
    let ids = |id: &[Slug]| id.to_vec();
    let of = facts.channels.iter().map(|channel| channel.id.clone());
    let said = words.channels.iter().map(|channel| channel.id.clone());
    pairs.compare(
        "channel",
        &of.collect::<Vec<_>>(),
        &said.collect::<Vec<_>>(),
    );
    let of = facts.matters.iter().map(|matter| matter.id.clone());
    let said = words.matters.iter().map(|matter| matter.id.clone());
    pairs.compare("matter", &of.collect::<Vec<_>>(), &said.collect::<Vec<_>>());
    let of = facts.lines.iter().map(|line| line.id.clone());
    let said = words.lines.iter().map(|line| line.id.clone());
    pairs.compare("line", &of.collect::<Vec<_>>(), &said.collect::<Vec<_>>());
    let said = words.regions.iter().map(|region| region.id.clone());
    pairs.compare("region", &ids(&facts.regions), &said.collect::<Vec<_>>());
    let of = facts.offices.iter().map(|office| office.id.clone());
    let said = words.offices.iter().map(|office| office.id.clone());
    pairs.compare("office", &of.collect::<Vec<_>>(), &said.collect::<Vec<_>>());
    texts(words, report);
    places(facts, targets, report);
}

struct Pairs<'a> {
    words: &'a Words,
    report: &'a mut Report,
}

impl Pairs<'_> {
    /// Facts and words name the same things in the same order, each once.
    fn compare(&mut self, what: &str, facts: &[Slug], words: &[Slug]) {
        let source = &self.words.source;
        for (at, id) in words.iter().enumerate() {
            let line = source.line_of(&format!("\"{id}\""));
            if words.iter().take(at).any(|before| before == id) {
                let message = format!("{what} `{id}` stands here twice");
                self.report.add(&source.path, line, message);
            } else if !facts.contains(id) {
                let message = format!("{what} `{id}` is none of {PATH}");
                self.report.add(&source.path, line, message);
            }
        }
        for id in facts.iter().filter(|id| !words.contains(id)) {
            let message = format!("{what} `{id}` of {PATH} has no words here");
            self.report.add(&source.path, 1, message);
        }
    }
}

/// Nothing is empty, and nothing longer than people read.
fn texts(words: &Words, report: &mut Report) {
    let mut judge = |text: &str, max: usize| {
        let length = text.trim().chars().count();
        let line = words.source.line_of(text);
        if length == 0 {
            report.add(&words.source.path, 1, "a text is empty");
        } else if length > max {
            let message = format!("a text of {length} characters: {max} fit");
            report.add(&words.source.path, line, message);
        }
    };
    for channel in &words.channels {
        judge(&channel.title, TITLE_MAX);
        for text in [
            &channel.purpose,
            &channel.languages,
            &channel.cost,
            &channel.term,
        ] {
            judge(text, TEXT_MAX);
        }
        for text in channel.helps.iter().chain(&channel.prepare) {
            judge(text, TEXT_MAX);
        }
    }
    for named in words.matters.iter().chain(&words.regions) {
        judge(&named.title, TITLE_MAX);
    }
    for line in &words.lines {
        judge(&line.title, TITLE_MAX);
        judge(&line.note, TEXT_MAX);
    }
    for office in &words.offices {
        for text in [&office.town, &office.name] {
            judge(text, TITLE_MAX);
        }
        judge(&office.address, TEXT_MAX);
        office
            .services
            .iter()
            .for_each(|text| judge(text, TEXT_MAX));
    }
    for ready in &words.ready {
        judge(&ready.title, TITLE_MAX);
        ready.items.iter().for_each(|text| judge(text, TEXT_MAX));
    }
    for applicant in &words.applicants {
        judge(&applicant.title, TITLE_MAX);
        judge(&applicant.detail, TEXT_MAX);
    }
}

/// Regions and channels that are named exist; links lead somewhere.
fn places(facts: &Facts, targets: &Targets<'_>, report: &mut Report) {
    let mut mistake = |value: &str, message: String| {
        let line = facts.source.line_of(&format!("\"{value}\""));
        report.add(PATH, line, message);
    };
    let regions = facts.offices.iter().map(|office| &office.region);
    for region in regions.chain(facts.lines.iter().flat_map(|line| &line.regions)) {
        if !facts.regions.contains(region) {
            mistake(region.as_str(), format!("region `{region}` is not listed"));
        }
    }
    for id in facts.matters.iter().flat_map(|matter| &matter.channels) {
        if !facts.channels.iter().any(|channel| channel.id == *id) {
            mistake(id.as_str(), format!("channel `{id}` does not exist"));
        }
    }
    for channel in &facts.channels {
        let href = channel.href.as_str();
        let is_mail = channel.kind == ChannelKind::Email;
        let fault = match href.strip_prefix("mailto:") {
            _ if href.is_empty() => None,
            Some(address) if is_mail => {
                let read = opora_contract::rule::email(address);
                (read.as_deref() != Ok(address)).then(|| format!("`{href}` is no address"))
            }
            _ => targets.fault(href),
        };
        if let Some(fault) = fault {
            mistake(href, fault);
        }
    }
    for office in &facts.offices {
        if let Some(fault) = targets.fault(&office.href) {
            mistake(&office.href, fault);
        }
    }
}
