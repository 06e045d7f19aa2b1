//! One language as far as it could be read: what is checked against itself, the facts and the other language.

use std::path::Path;

use opora_contract::{intake::Outage, language::Language, upload::UploadProfile};

use super::{
    Edition,
    about::{self, About},
    consent::{self, Consent},
    contact::{self, Facts, Words},
    department::{self, Department},
    direction::{self, Directions},
    faq::{self, Faq},
    form::{self, Forms},
    guide::{self, Guides},
    home::{self, Home},
    intake::{self, Intake},
    link::Targets,
    mail::{self, Mail},
    mistake::Report,
    page::{self, PageEntry},
    synonym,
};

pub struct Draft {
    pub language: Language,
    pub contact: Option<Words>,
    pub home: Option<Home>,
    pub consent: Option<Consent>,
    pub departments: Option<Vec<Department>>,
    pub directions: Option<Directions>,
    pub intake: Option<Intake>,
    pub outages: Option<Vec<Outage>>,
    pub forms: Forms,
    pub faq: Faq,
    pub guides: Guides,
    pub pages: Option<Vec<PageEntry>>,
    pub synonyms: Option<Vec<Vec<String>>>,
    pub mail: Option<Mail>,
    pub statements: Option<Vec<About>>,
}

impl Draft {
    pub fn read(
        root: &Path,
        language: Language,
        profiles: Option<&[UploadProfile]>,
        report: &mut Report,
    ) -> Self {
        let consent = consent::load(root, language, report);
        let known = form::Known {
            profiles,
            consent: consent.as_ref(),
        };
        let forms = form::load(root, language, known, report);
        Self {
            language,
            consent,
            forms,
            departments: department::load(root, language, report),
            directions: direction::load(root, language, report),
            intake: intake::load(root, language, report),
            outages: intake::outages(root, language, report),
            contact: contact::words(root, language, report),
            home: home::load(root, language, report),
            faq: faq::load(root, language, report),
            guides: guide::load(root, language, guide::Known { profiles }, report),
            pages: page::load(root, language, report),
            synonyms: synonym::load(root, language, report),
            mail: mail::load(root, language, report),
            statements: about::load(root, language, report),
        }
    }

    /// Checks everything that leads somewhere.
    pub fn check_links(&self, root: &Path, facts: Option<&Facts>, report: &mut Report) {
        let phone = facts.map(|facts| facts.phone_link.as_str());
        let targets = Targets::new(&self.faq, &self.guides, &self.forms, phone)
            .with_directions(self.directions.as_ref());
        if let (Some(facts), Some(words)) = (facts, &self.contact) {
            contact::check(facts, words, &targets, report);
        }
        for guide in &self.guides.sound {
            targets.check_guide(guide, &self.guides.situations, report);
        }
        for article in self.faq.topics.iter().flat_map(|topic| &topic.answers) {
            targets.check(article, report);
        }
        if let Some(consent) = &self.consent {
            targets.check_links(&consent.path, &consent.links, report);
        }
        for about in self.statements.iter().flatten() {
            targets.check_links(&about.path, &about.links, report);
        }
        if let Some(home) = &self.home {
            home::check(root, self.language, home, &targets, report);
        }
        if let Some(intake) = &self.intake {
            let forms = &self.forms.sound;
            intake::check(self.language, intake, forms, &targets, report);
        }
        if let Some(directions) = &self.directions {
            direction::check(self.language, directions, &targets, report);
        }
        let pages = self.pages.as_deref().unwrap_or_default();
        page::check(self.language, pages, &targets, report);
    }

    /// The language as it is published, if all of it could be read.
    pub fn finish(self) -> Option<Edition> {
        Some(Edition {
            language: self.language,
            contact: self.contact?,
            home: self.home?,
            forms: self.forms.sound,
            form_aliases: self.forms.aliases,
            departments: self.departments?,
            directions: self.directions?,
            intake: self.intake?,
            outages: self.outages?,
            topics: self.faq.topics,
            guides: self.guides.sound,
            situations: self.guides.situations,
            pages: self.pages?,
            synonyms: self.synonyms?,
            mail: self.mail?,
            statements: self.statements?,
        })
    }
}
