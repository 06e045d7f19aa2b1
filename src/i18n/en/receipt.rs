//! Words of the receipt of a request.

use opora_contract::form::Kind;

use crate::i18n::catalogue::Receipt;

pub const RECEIPT: Receipt = Receipt {
    title: "We have your request",
    number: "Request number",
    copy: "Copy the number",
    copied: "Number copied",
    copy_failed: "The browser did not let us copy. Select the number and copy it yourself",
    print: "Print or save as PDF",
    calendar: "Add to calendar",
    event: |number| format!("Last day for the answer to request {number}"),
    event_detail: |address| {
        format!(
            "See how the request is going: {address}\nYou will need the phone or email that you gave in it."
        )
    },
    next: "What happens next",
    registered: |moment| format!("{moment}: your request was registered."),
    editable: |time| format!("Until {time}: you can still correct it."),
    considered: |department| {
        let who = if department.is_empty() {
            "a specialist considers it".to_owned()
        } else {
            format!("it is considered here: {department}")
        };
        format!("Then {who}. If documents are needed, this page will say so.")
    },
    answered: |kind, term| {
        let how = match kind {
            Kind::Callback => "we call the phone that you gave",
            Kind::Complaint | Kind::Dispute => {
                "the decision and its reasons, by the phone or email that you gave"
            }
            Kind::Suggestion => {
                "what became of your suggestion, by the phone or email that you gave"
            }
            _ => "by the phone or email that you gave",
        };
        format!("{term}: {how}.")
    },
    document: "After a positive decision: we send the document, and this page says so.",
    watch: "Any day: see the status on this page. Note the number down: you need it to find the request on another device.",
    phone: "Open on a phone",
    phone_detail: "Point the camera at the code or send yourself the link. A new device asks for the phone or email of the request, so nobody else opens it.",
    code: "A code with the link to this request",
    copy_link: "Copy the link",
    link_copied: "The link is copied",
    link_failed: "The browser did not let us copy. Select the link and copy it yourself",
    subject: "Subject",
    sent: "Sent",
    term: "Term",
    department: "Who answers",
    address: "Where to follow",
};
