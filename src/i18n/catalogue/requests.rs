//! What «Мои обращения», «История запросов» and «Моя статистика» say.

use opora_contract::form::Kind;

use super::Notice;

pub struct Requests {
    pub title: &'static str,
    pub lead: &'static str,
    pub empty: &'static str,
    pub list: &'static str,
    pub drafts: &'static str,
    /// A draft that says nothing of itself yet.
    pub draft: &'static str,
    /// The form, and when it was kept.
    pub draft_detail: fn(&str, &str) -> String,
    pub export_draft: &'static str,
    pub export_failed: &'static str,
    pub import: &'static str,
    pub import_hint: &'static str,
    /// The name of the file.
    pub import_failed: fn(&str) -> String,
    pub delete_draft: &'static str,
    pub draft_deleted: &'static str,
    pub waiting: &'static str,
    pub waiting_detail: &'static str,
    /// Neither sent nor waiting for a connection.
    pub refused: &'static str,
    pub mend: &'static str,
    pub forget: &'static str,
    /// The number, and whether somebody still works on it.
    pub forgotten: fn(&str, bool) -> String,
    pub find: &'static str,
    pub find_detail: &'static str,
    pub number: &'static str,
    pub number_hint: &'static str,
    pub contact: &'static str,
    pub contact_hint: &'static str,
    pub find_action: &'static str,
    pub contact_invalid: &'static str,
    pub storage_failed: Notice,
    /// Names of the views: what is at work, what is over, what it comes to.
    pub views: [&'static str; 3],
    /// Name of the links between them.
    pub views_label: &'static str,
    pub history_lead: &'static str,
    pub figures_title: &'static str,
    pub figures_lead: &'static str,
    pub mine_empty: &'static str,
    pub history_empty: &'static str,
    pub not_sent: &'static str,
    pub search: &'static str,
    pub search_hint: &'static str,
    pub narrow: &'static str,
    pub status: &'static str,
    /// Of a filter that leaves nothing out; what is unread; what waits for the person.
    pub any_status: &'static str,
    pub unread: &'static str,
    pub required: &'static str,
    pub kind: &'static str,
    pub any_kind: &'static str,
    pub kind_name: fn(Kind) -> &'static str,
    pub sort: &'static str,
    /// The latest, the oldest, changed last, the nearest term.
    pub sorts: [&'static str; 4],
    pub whole: &'static str,
    pub found: fn(usize) -> String,
    pub none: &'static str,
    /// How many are drawn, and of how many.
    pub shown: fn(usize, usize) -> String,
    pub more: fn(usize) -> String,
    pub is_unread: &'static str,
    /// What the person has to do: the first of it, and how many there are besides.
    pub action: fn(&str, usize) -> String,
    /// Two days at work without a change.
    pub stalled: &'static str,
    pub over: fn(&str) -> String,
    pub ways: &'static str,
    pub archive: &'static str,
    pub take_back: &'static str,
    pub archived: fn(&str) -> String,
    pub taken_back: fn(&str) -> String,
    pub in_archive: &'static str,
    /// Asked before a request that is dealt with goes off the device, and before one that is not.
    pub forget_open: &'static str,
    pub forget_over: &'static str,
    pub forget_yes: &'static str,
    pub forget_no: &'static str,
    pub not_changed: &'static str,
    /// When the server was asked last.
    pub asked: fn(&str) -> String,
    /// [`Self::asked`], where rows are marked as [`Self::not_opened`].
    pub asked_but_marked: fn(&str) -> String,
    /// No key of the device opens it.
    pub not_opened: &'static str,
    /// The server cannot be reached; what is shown was known then.
    pub not_asked: fn(&str) -> String,
    pub not_asked_ever: &'static str,
    /// Number and new status.
    pub changed: fn(&str, &str) -> String,
    pub files: &'static str,
    pub files_detail: &'static str,
    pub csv: &'static str,
    pub json: &'static str,
    pub file_failed: &'static str,
    pub foreign: Notice,
    pub columns: [&'static str; 11],
    pub yes: &'static str,
    pub no: &'static str,
    pub figures: Figures,
}

/// What the requests of a person come to.
pub struct Figures {
    pub empty: &'static str,
    pub total: &'static str,
    pub open: &'static str,
    pub decided: &'static str,
    pub mean: &'static str,
    pub mean_none: &'static str,
    /// Whole hours in words.
    pub hours: fn(usize) -> String,
    pub by_kind: &'static str,
    pub by_month: &'static str,
    pub months_note: &'static str,
    pub table: &'static str,
    /// Heads of the columns: of the first by kind and by month, then count, decided, average.
    pub head_kind: &'static str,
    pub head_month: &'static str,
    pub head: [&'static str; 3],
    pub note: &'static str,
}
