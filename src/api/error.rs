//! What can go wrong between the app and the API.

use opora_contract::problem::Problem;

use crate::browser::json;

/// Why a call failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// Nothing was reached: no line, no server.
    Offline,
    /// No answer in time. A creating call may have worked: repeat it with its key.
    Timeout,
    /// The API, or something before it, answered with a status of 400 and above. The body is read by those who need it.
    Refused { status: u16, body: String },
    /// The answer is not what the contract says; the text is for developers.
    Malformed(String),
}

impl ApiError {
    /// Whether the same call may succeed later without anybody changing it.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Offline | Self::Timeout => true,
            Self::Refused { status, .. } => matches!(status, 408 | 409 | 429 | 500..=599),
            Self::Malformed(_) => false,
        }
    }

    /// Whether the thing asked for does not exist, or not for this visitor.
    pub fn is_missing(&self) -> bool {
        matches!(
            self,
            Self::Refused {
                status: 401 | 403 | 404,
                ..
            }
        )
    }

    /// What the API said is wrong. `None` where it said nothing: a proxy's page, a dead line.
    pub fn problem(&self) -> Option<Problem> {
        match self {
            Self::Refused { body, .. } => json::parse(body),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16, body: &str) -> ApiError {
        ApiError::Refused {
            status,
            body: body.to_owned(),
        }
    }

    #[test]
    fn page_of_a_proxy_is_no_problem_but_can_be_retried() {
        let error = refused(502, "<html>Bad gateway</html>");
        assert!(error.is_retryable());
        assert_eq!(error.problem(), None);
    }

    #[test]
    fn refusals_are_not_repeated() {
        let error = refused(
            422,
            r#"{"status":422,"code":"invalid","title":"Проверьте поля"}"#,
        );
        assert!(!error.is_retryable());
        assert_eq!(
            error.problem().map(|problem| problem.title).as_deref(),
            Some("Проверьте поля")
        );
        assert!(refused(404, "").is_missing());
    }
}
