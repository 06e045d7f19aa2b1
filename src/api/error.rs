//! What can go wrong between the app and the API.

use opora_contract::problem::{Problem, ProblemCode};

/// Why a call failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// Nothing was reached: no line, no server.
    Offline,
    /// No answer in time. A creating call may have worked: repeat it with its key.
    Timeout,
    /// The API answered with a problem.
    Refused(Box<Problem>),
    /// The answer is not what the contract says; the text is for developers.
    Malformed(String),
}

impl ApiError {
    /// An answer of 400 and above. A body that is no problem (a proxy's page) becomes one of its status.
    pub fn of_status(status: u16, body: &str) -> Self {
        let problem = serde_json::from_str(body).unwrap_or_else(|_| Problem {
            status,
            code: match status {
                404 => ProblemCode::NotFound,
                429 => ProblemCode::TooManyRequests,
                502..=504 => ProblemCode::Unavailable,
                _ => ProblemCode::Unknown,
            },
            title: String::new(),
            detail: String::new(),
            errors: Vec::new(),
            request_id: String::new(),
        });
        Self::Refused(Box::new(problem))
    }

    /// Whether the same call may succeed later without anybody changing it.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Offline | Self::Timeout => true,
            Self::Refused(problem) => matches!(problem.status, 408 | 409 | 429 | 500..=599),
            Self::Malformed(_) => false,
        }
    }

    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Refused(problem) => Some(problem),
            _ => None,
        }
    }

    /// Whether the thing asked for does not exist, or not for this visitor.
    pub fn is_missing(&self) -> bool {
        self.problem().is_some_and(|problem| matches!(problem.status, 401 | 403 | 404))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_of_a_proxy_becomes_a_problem_that_can_be_retried() {
        let error = ApiError::of_status(502, "<html>Bad gateway</html>");
        assert!(error.is_retryable());
        assert_eq!(error.problem().map(|problem| problem.code), Some(ProblemCode::Unavailable));
    }

    #[test]
    fn refusals_are_not_repeated() {
        let body = r#"{"status":422,"code":"invalid","title":"Проверьте поля"}"#;
        assert!(!ApiError::of_status(422, body).is_retryable());
        assert!(ApiError::of_status(404, "").is_missing());
    }
}
