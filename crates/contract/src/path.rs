//! Addresses of the API. The server mounts the patterns, the app fills them: [`fill`].

/// What every path below stands under.
pub const PREFIX: &str = "/api/v1";

pub const OPENAPI: &str = "/openapi.json";
pub const HOME: &str = "/home";
pub const TOPICS: &str = "/topics";
pub const TOPIC: &str = "/faq/{topic}";
pub const QUESTION: &str = "/faq/{topic}/{question}";
pub const GUIDES: &str = "/guides";
pub const GUIDE: &str = "/guides/{guide}";
pub const SEARCH: &str = "/search";
/// The index of a language, for searching on the device.
pub const SEARCH_INDEX: &str = "/search/index";
/// A part of a large index, by its name.
pub const SEARCH_SHARD: &str = "/search/shards/{shard}";
pub const SEARCH_ENTRIES: &str = "/search/entries/{block}";
pub const SEARCH_MISSES: &str = "/search/misses";
pub const VOTES: &str = "/votes";
/// A statement, one of [`crate::about::PAGES`].
pub const ABOUT: &str = "/about/{page}";
pub const CONTACTS: &str = "/contacts";
/// Times that can be chosen for a callback.
pub const CALL_SLOTS: &str = "/callbacks/slots";
/// What stands before the forms.
pub const INTAKE: &str = "/intake";
pub const FORM: &str = "/forms/{form}";
pub const ATTACHMENTS: &str = "/attachments";
pub const ATTACHMENT: &str = "/attachments/{attachment}";
pub const REQUESTS: &str = "/requests";
pub const LOOKUP: &str = "/requests/lookup";
pub const REQUEST: &str = "/requests/{number}";
pub const EVENTS: &str = "/requests/{number}/events";
pub const DOCUMENTS: &str = "/requests/{number}/documents";
pub const WITHDRAWAL: &str = "/requests/{number}/withdrawal";
pub const MESSAGES: &str = "/requests/{number}/messages";
pub const REMINDERS: &str = "/requests/{number}/reminders";
pub const RESOLUTION: &str = "/requests/{number}/resolution";
pub const RATING: &str = "/requests/{number}/rating";
/// The latest notification once more.
pub const NOTIFICATION: &str = "/requests/{number}/notification";
/// How the applicant wants to hear of it.
pub const PREFERENCES: &str = "/requests/{number}/preferences";
/// A new access key in place of the present one.
pub const KEY: &str = "/requests/{number}/key";
/// Server-sent events: an event `changed` with the version as `id` at each change, and at once when `Last-Event-ID` (or
/// nothing) shows that the caller missed one. Its data are empty: what changed is read at [`REQUEST`].
pub const STREAM: &str = "/requests/{number}/stream";
/// The request as a file, `?format=pdf|txt|json`.
pub const EXPORT: &str = "/requests/{number}/export";
/// What a portal may do in the frame, `?origin=`.
pub const PORTAL: &str = "/portal";
/// Whom a portal has signed in: a session for a token of the portal.
pub const SESSIONS: &str = "/sessions";
/// Requests of the person of a session.
pub const SESSION_REQUESTS: &str = "/sessions/requests";
pub const STAFF_REQUEST: &str = "/staff/requests/{number}";
pub const STAFF_ASSIGNMENT: &str = "/staff/requests/{number}/assignment";
pub const STAFF_MESSAGES: &str = "/staff/requests/{number}/messages";
pub const STAFF_FILE: &str = "/staff/requests/{number}/files/{attachment}";
pub const STAFF_QUALITY: &str = "/staff/quality";
pub const STAFF_REQUESTS: &str = "/staff/requests";
pub const STAFF_MISSES: &str = "/staff/search/misses";
pub const STAFF_TRANSITIONS: &str = "/staff/requests/{number}/transitions";

/// Header of calls that create or change a request: a UUID kept until the answer is known, so a retry never does it twice.
pub const IDEMPOTENCY_KEY: &str = "Idempotency-Key";

/// Puts `values` in place of the `{…}` of `pattern`, in order. Values are slugs, numbers and ids: nothing to escape.
#[must_use]
pub fn fill(pattern: &str, values: &[&str]) -> String {
    let mut values = values.iter();
    pattern
        .split('/')
        .map(|part| {
            if part.starts_with('{') {
                values.next().copied().unwrap_or_default()
            } else {
                part
            }
        })
        .collect::<Vec<_>>()
        .join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pattern_takes_values_in_order() {
        assert_eq!(
            fill(QUESTION, &["status", "no-change"]),
            "/faq/status/no-change"
        );
        assert_eq!(fill(HOME, &[]), "/home");
    }
}
