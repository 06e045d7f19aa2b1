//! What is said before a form, and beside its subject.

/// What to write about, what is known, who else solves it.
pub struct Intake {
    /// The question that the ways to write answer.
    pub lead: &'static str,
    /// Stands over a known outage.
    pub known: &'static str,
    pub known_note: &'static str,
    /// Since when and, if that is known, until when; moments of Moscow.
    pub lasts: fn(since: &str, until: Option<&str>) -> String,
    pub sent: &'static str,
    pub sent_detail: &'static str,
    pub sent_all: &'static str,
    pub situations: &'static str,
    pub situations_lead: &'static str,
    pub help: &'static str,
    pub write: &'static str,
    pub elsewhere: &'static str,
    pub elsewhere_lead: &'static str,
    pub ways: &'static str,
    /// Stands over what others solve, beside a subject that sounds like it.
    pub sounds_elsewhere: &'static str,
    /// What a hint beside the subject ends with.
    pub otherwise: &'static str,
}
