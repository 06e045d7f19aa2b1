//! A request as the API tells it.

use opora_contract::{number::RequestNumber, staff::StaffRequest};
use serde_json::{Value, json};

pub fn number() -> RequestNumber {
    RequestNumber::from_random([1, 2, 3, 4, 5, 6, 7])
}

/// Where the request is.
pub fn address() -> String {
    opora_staff::address::request(number())
}

pub fn event(id: i64, kind: &str, reason: &str) -> Value {
    json!({ "id": id, "at": "2026-11-20T09:30:00Z", "kind": kind, "status": "in_progress", "actor": "staff",
        "by": "Анна", "reason": reason })
}

/// In progress, taken by nobody, with the steps of the contract.
pub fn json() -> Value {
    json!({
        "request": {
            "number": number(), "form": "feedback", "kind": "complaint", "status": "in_progress",
            "subject": "Долгий ответ", "sent_at": "2026-11-19T09:30:00Z", "changed_at": "2026-11-20T09:30:00Z",
            "department": "Отдел качества", "priority": "high", "actions": [],
            "term": { "from": "2020-01-01", "to": "2020-01-02" },
            "editable_until": "2026-11-19T09:45:00Z",
            "fields": [{ "name": "description", "label": "Описание", "value": "Жду месяц" }],
            "files": [], "events": [event(1, "created", "Обращение отправлено")],
        },
        "phone": "+79120000001",
        "steps": ["approval", "waiting_documents", "approved", "refused"],
    })
}

pub fn request() -> StaffRequest {
    read(&json())
}

pub fn read(json: &Value) -> StaffRequest {
    serde_json::from_value(json.clone()).unwrap()
}
