//! The words of every problem and of journal rows, in both languages: what happened, what was kept, what to do now.

mod refusal;
mod said;

use std::borrow::Cow;

use opora_contract::{
    language::{
        Base::{self, En, Ru},
        Language,
    },
    request::EventKind,
    status::Actor,
};

pub use self::said::say;
use crate::{clock::Moment, error::Error, portal::TokenFault, state::App};

/// Title and detail.
type Words = (&'static str, &'static str);

/// Title and detail of an error, for a person.
#[must_use]
pub fn of(error: &Error, language: Language) -> (&'static str, Cow<'static, str>) {
    match error {
        Error::NotAllowed(refusal) => refusal::of(*refusal, language),
        Error::JustNotified { seconds } => just_notified(seconds.div_ceil(60), language),
        error => {
            let (title, detail) = plain(error, language.base());
            (say(title, language), say(detail, language).into())
        }
    }
}

/// When somebody calls: `23 ноября 2026 года с 9:00 до 9:30 по московскому времени`.
#[must_use]
pub fn of_call(app: &App, from: Moment, until: Moment, language: Language) -> String {
    let day = app.content().edition(language).mail.day(from.moscow_day());
    let clock = |moment: Moment| {
        let shown = moment.moscow();
        format!("{}:{:02}", shown.hour(), shown.minute())
    };
    let (from, until) = (clock(from), clock(until));
    let words = match language.base() {
        Ru => "{day} с\u{a0}{from} до\u{a0}{until} по московскому времени",
        En => "{day} between {from} and {until}, Moscow time",
    };
    let words = say(words, language).replace("{day}", &day);
    words.replace("{from}", &from).replace("{until}", &until)
}

fn just_notified(minutes: u64, language: Language) -> (&'static str, Cow<'static, str>) {
    let (title, detail) = match language.base() {
        Ru => (
            "Уведомление отправлено совсем недавно",
            "Ничего не\u{a0}изменилось. Проверьте папку «Спам»; отправить ещё раз можно через {minutes}\u{a0}мин.",
        ),
        En => (
            "The notification went only now",
            "Nothing was changed. Look into the spam folder; you can send it once more in {minutes}\u{a0}min.",
        ),
    };
    let detail = say(detail, language).replace("{minutes}", &minutes.to_string());
    (say(title, language), detail.into())
}

/// What to tell where no number is needed.
fn plain(error: &Error, language: Base) -> Words {
    match error {
        Error::Malformed(_)
        | Error::MethodNotAllowed
        | Error::IfMatchMissing
        | Error::IdempotencyKeyMissing
        | Error::KeyReused
        | Error::UnsupportedType(_) => of_program(error, language),
        Error::Invalid(_) => match language {
            Ru => (
                "Проверьте заполнение",
                "Ничего не\u{a0}отправлено, введённое осталось у\u{a0}вас. Исправьте отмеченное и\u{a0}отправьте снова.",
            ),
            En => (
                "Check what you filled in",
                "Nothing was sent and you keep what you typed. Mend what is marked and send again.",
            ),
        },
        Error::NotFound => match language {
            Ru => (
                "Такого здесь нет",
                "Проверьте номер, контакт или адрес страницы. Данные не\u{a0}изменились.",
            ),
            En => (
                "There is no such thing here",
                "Check the number, the contact or the address. Nothing was changed.",
            ),
        },
        Error::Unauthorised => match language {
            Ru => (
                "Нет доступа",
                "Данные не\u{a0}изменились. Найдите обращение по\u{a0}номеру и\u{a0}контакту: так вы получите ключ доступа.",
            ),
            En => (
                "No access",
                "Nothing was changed. Look the request up by its number and your contact to get an access key.",
            ),
        },
        Error::Token(fault) => of_token(*fault, language),
        Error::Stale => match language {
            Ru => (
                "Обращение уже изменилось",
                "Ваши правки не\u{a0}записаны, но остались у\u{a0}вас. Обновите обращение, сверьте и\u{a0}сохраните ещё раз.",
            ),
            En => (
                "The request has changed meanwhile",
                "Your edits were not saved, but you still have them. Reload the request, compare and save again.",
            ),
        },
        Error::InProgress
        | Error::TooManyRequests { .. }
        | Error::JustNotified { .. }
        | Error::TooLarge(_) => of_limit(error, language),
        Error::NotAllowed(_) | Error::Unavailable | Error::Internal(_) => {
            of_server(error, language)
        }
    }
}

/// Mistakes of a program that calls the API.
fn of_program(error: &Error, language: Base) -> Words {
    match (error, language) {
        (Error::MethodNotAllowed, Ru) => (
            "Такое действие здесь не\u{a0}предусмотрено",
            "Данные не\u{a0}изменились. Сверьтесь с\u{a0}описанием API.",
        ),
        (Error::MethodNotAllowed, En) => (
            "This method is not supported here",
            "Nothing was changed. See the API description.",
        ),
        (Error::IfMatchMissing, Ru) => (
            "Не\u{a0}указана версия обращения",
            "Данные не\u{a0}изменились. Прочитайте обращение и\u{a0}передайте его ETag в\u{a0}заголовке If-Match.",
        ),
        (Error::IfMatchMissing, En) => (
            "The version of the request is not named",
            "Nothing was changed. Read the request and send its ETag in the If-Match header.",
        ),
        (Error::IdempotencyKeyMissing, Ru) => (
            "Нет ключа повтора",
            "Ничего не\u{a0}создано. Передайте UUID в\u{a0}заголовке Idempotency-Key, чтобы повтор не\u{a0}создал второе обращение.",
        ),
        (Error::IdempotencyKeyMissing, En) => (
            "The idempotency key is missing",
            "Nothing was created. Send a UUID in the Idempotency-Key header, so that a retry creates nothing twice.",
        ),
        (Error::KeyReused, Ru) => (
            "Этот ключ повтора уже занят",
            "С\u{a0}ним пришло другое содержание, и\u{a0}первое обращение не\u{a0}изменилось. Отправьте это с\u{a0}новым ключом.",
        ),
        (Error::KeyReused, En) => (
            "This idempotency key is taken",
            "It came with another body before, and the first request is unchanged. Send this one with a new key.",
        ),
        (Error::UnsupportedType(_), Ru) => (
            "Такой тип не\u{a0}подходит",
            "Ничего не\u{a0}сохранено. Выберите файл подходящего типа; запросы отправляйте как application/json.",
        ),
        (Error::UnsupportedType(_), En) => (
            "This type is not accepted",
            "Nothing was stored. Choose a file of an accepted type; send calls as application/json.",
        ),
        (_, Ru) => (
            "Запрос не\u{a0}удалось разобрать",
            "Ничего не\u{a0}изменилось. Обновите страницу и\u{a0}попробуйте ещё раз.",
        ),
        (_, En) => (
            "The call could not be read",
            "Nothing was changed. Reload the page and try again.",
        ),
    }
}

/// What a portal says of its visitor is not taken.
const fn of_token(fault: TokenFault, language: Base) -> Words {
    match (fault, language) {
        (TokenFault::Refused, Ru) => (
            "Портал не\u{a0}подтвердил, кто вы",
            "Ничего не\u{a0}изменилось, введённое осталось у\u{a0}вас. Обращение можно отправить и\u{a0}без входа, заполнив всё самостоятельно. Чтобы войти, обновите страницу портала.",
        ),
        (TokenFault::Refused, En) => (
            "The portal did not confirm who you are",
            "Nothing was changed and you keep what you typed. You can send the request without signing in and fill in everything yourself. To sign in, reload the page of the portal.",
        ),
        (TokenFault::Expired, Ru) => (
            "Подтверждение портала устарело",
            "Ничего не\u{a0}изменилось, введённое осталось у\u{a0}вас. Обновите страницу портала: он подтвердит вход заново.",
        ),
        (TokenFault::Expired, En) => (
            "What the portal confirmed is out of date",
            "Nothing was changed and you keep what you typed. Reload the page of the portal: it will confirm once more who you are.",
        ),
    }
}

fn of_limit(error: &Error, language: Base) -> Words {
    match (error, language) {
        (Error::InProgress, Ru) => (
            "Обращение ещё отправляется",
            "Первая попытка обрабатывается, второе обращение не\u{a0}создано. Подождите несколько секунд и\u{a0}повторите.",
        ),
        (Error::InProgress, En) => (
            "The request is still being sent",
            "The first attempt is under way and no second request was made. Wait a few seconds and retry.",
        ),
        (Error::TooManyRequests { .. }, Ru) => (
            "Слишком много попыток",
            "Ничего не\u{a0}изменилось, введённое осталось у\u{a0}вас. Подождите немного и\u{a0}попробуйте снова.",
        ),
        (Error::TooManyRequests { .. }, En) => (
            "Too many attempts",
            "Nothing was changed and you keep what you typed. Wait a little and try again.",
        ),
        (_, Ru) => (
            "Слишком много данных",
            "Ничего не\u{a0}сохранено. Сократите текст или сожмите файл и\u{a0}отправьте снова.",
        ),
        (_, En) => (
            "Too much data",
            "Nothing was stored. Shorten the text or compress the file and send again.",
        ),
    }
}

fn of_server(error: &Error, language: Base) -> Words {
    match (error, language) {
        (Error::Unavailable, Ru) => (
            "Сервис временно недоступен",
            "Введённое осталось у\u{a0}вас. Повторите через минуту: второго обращения не\u{a0}появится.",
        ),
        (Error::Unavailable, En) => (
            "The service is briefly unavailable",
            "You keep what you typed. Retry in a minute: no second request will appear.",
        ),
        (_, Ru) => (
            "Ошибка на\u{a0}нашей стороне",
            "Введённое осталось у\u{a0}вас. Повторите; если не\u{a0}поможет, позвоните оператору и\u{a0}назовите код запроса.",
        ),
        (_, En) => (
            "An error on our side",
            "You keep what you typed. Retry; if it does not help, call an operator and give the request id.",
        ),
    }
}

/// Where an employee gave a request back.
#[must_use]
pub fn given_back(language: Language) -> &'static str {
    let text = match language.base() {
        Ru => "Специалист вернул обращение в\u{a0}очередь",
        En => "The specialist gave the request back to the queue",
    };
    say(text, language)
}

/// Why something happened, where nobody said it in words of their own. The system closes what is decided; an edit may
/// lead to another department.
#[must_use]
pub fn of_event(
    kind: EventKind,
    actor: Actor,
    department: Option<&str>,
    language: Language,
) -> String {
    let text = match (kind, department, language.base()) {
        (EventKind::Edited, Some(_), Ru) => {
            "Заявитель исправил обращение, оно перенаправлено оператору: {department}"
        }
        (EventKind::Edited, Some(_), En) => {
            "The applicant edited the request; it was redirected to an operator: {department}"
        }
        // Nobody else closes without a reason.
        (EventKind::StatusChanged, _, Ru) if actor == Actor::System => {
            "Решение вступило в\u{a0}силу, обращение закрыто"
        }
        (EventKind::StatusChanged, _, En) if actor == Actor::System => {
            "The decision stands, the request was closed"
        }
        (kind, _, base) => plain_event(kind, base),
    };
    say(text, language).replace("{department}", department.unwrap_or_default())
}

fn plain_event(kind: EventKind, language: Base) -> &'static str {
    match (kind, language) {
        (EventKind::Created, Ru) => "Обращение зарегистрировано",
        (EventKind::Created, En) => "The request was registered",
        (EventKind::Edited, Ru) => "Заявитель исправил обращение, оно перенаправлено оператору",
        (EventKind::Edited, En) => {
            "The applicant edited the request; it was redirected to an operator"
        }
        (EventKind::DocumentsAdded, Ru) => "Заявитель прислал документы",
        (EventKind::DocumentsAdded, En) => "The applicant sent documents",
        (EventKind::Withdrawn, Ru) => "Заявитель отозвал обращение",
        (EventKind::Withdrawn, En) => "The applicant withdrew the request",
        (EventKind::StageChanged, Ru) => "Рассмотрение перешло на следующий этап",
        (EventKind::StageChanged, En) => "Consideration came to its next stage",
        (EventKind::TermMoved, Ru) => "Ожидаемый срок изменён",
        (EventKind::TermMoved, En) => "The expected term moved",
        (EventKind::Assigned, Ru) => "Обращением занимается специалист",
        (EventKind::Assigned, En) => "A specialist has taken the request",
        (EventKind::Messaged, Ru) => "Новое сообщение в переписке",
        (EventKind::Messaged, En) => "A new message in the correspondence",
        (EventKind::Repeated, Ru) => "Заявитель повторил запрос",
        (EventKind::Repeated, En) => "The applicant repeated the request",
        (EventKind::Hastened, Ru) => "Заявитель попросил ускорить рассмотрение",
        (EventKind::Hastened, En) => "The applicant asked to hurry",
        (EventKind::Escalated, Ru) => "Срок прошёл: обращение у руководителя службы поддержки",
        (EventKind::Escalated, En) => "The term is over: the request is with the head of support",
        (EventKind::Reopened, Ru) => "Заявитель не согласен с решением",
        (EventKind::Reopened, En) => "The applicant disagrees with the decision",
        (EventKind::Resolved, Ru) => "Заявитель подтвердил, что проблема решена",
        (EventKind::Resolved, En) => "The applicant confirmed that the problem is solved",
        (EventKind::Rated, Ru) => "Заявитель оценил работу",
        (EventKind::Rated, En) => "The applicant rated the service",
        (EventKind::KeyChanged, Ru) => "Прежние ссылки на обращение больше не действуют",
        (EventKind::KeyChanged, En) => "Older links to the request open nothing any more",
        (EventKind::Resent, Ru) => "Последнее уведомление отправлено ещё раз",
        (EventKind::Resent, En) => "The latest notification was sent once more",
        (EventKind::StatusChanged | EventKind::Unknown, Ru) => "Статус изменён",
        (EventKind::StatusChanged | EventKind::Unknown, En) => "The status changed",
    }
}
