//! What is said around topics, directions and answers.

use opora_contract::vote::Reason;

/// Topics, and what people come for.
pub struct Directions {
    /// Stands over the directions.
    pub title: &'static str,
    pub topics: &'static str,
    pub sections: &'static str,
    pub sections_lead: &'static str,
    pub guides: &'static str,
    pub ready: &'static str,
    pub answers: &'static str,
    /// A topic that has no answer yet.
    pub empty: &'static str,
    pub contacts: &'static str,
    pub contacts_lead: &'static str,
    pub write: &'static str,
    pub all_contacts: &'static str,
    pub propose_lead: &'static str,
    pub propose: &'static str,
    /// What is brought along to a proposal: the words that found nothing, or the topic that lacks an answer.
    pub searched: fn(&str) -> String,
    pub lacking: fn(&str) -> String,
}

/// What can be done with an answer.
pub struct Care {
    pub tools: &'static str,
    pub print: &'static str,
    pub share: &'static str,
    pub shared: &'static str,
    pub copied: &'static str,
    pub share_failed: &'static str,
    /// Why something did not help.
    pub why: &'static str,
    pub why_hint: &'static str,
    pub reason: fn(Reason) -> &'static str,
    /// What this device has said before.
    pub said: fn(bool) -> &'static str,
    pub change: &'static str,
    pub report: &'static str,
    pub report_lead: &'static str,
    pub wrong: &'static str,
    pub wrong_hint: &'static str,
    pub quotation: &'static str,
    pub quotation_hint: &'static str,
    /// How the phrase stands in what is sent.
    pub quoted: fn(&str) -> String,
    pub send: &'static str,
    pub sending: &'static str,
    pub want_reply: &'static str,
    pub full_form: &'static str,
    /// The number of what was sent.
    pub reported: fn(&str) -> String,
    pub reported_detail: &'static str,
    pub follow: &'static str,
    pub queued: &'static str,
    pub queued_detail: &'static str,
    pub not_sent: &'static str,
    pub not_sent_detail: &'static str,
    pub contact_lead: &'static str,
    /// Stands over what is brought along.
    pub brought: &'static str,
    pub not_helped: fn(&str) -> String,
    pub reason_line: fn(&str) -> String,
    pub write: &'static str,
    pub phones: &'static str,
}
