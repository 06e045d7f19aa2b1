//! A client without a browser: the staff's calls, and a look at status codes.

use anyhow::{Context, Result};
use http_body_util::{BodyExt, Full};
use hyper::{Method, Request, body::Bytes, header};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use serde_json::Value;

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    /// As text; what is no text is in [`Reply::bytes`].
    pub body: String,
    pub bytes: Vec<u8>,
}

impl Reply {
    /// The body as JSON.
    ///
    /// # Errors
    /// When it is none.
    pub fn json(&self) -> Result<Value> {
        serde_json::from_str(&self.body)
            .with_context(|| format!("{} answered {}", self.status, self.body))
    }
}

/// One call; a body makes it a POST. Pages are asked for as browsers do.
pub async fn call(url: &str, bearer: Option<&str>, body: Option<&Value>) -> Result<Reply> {
    let mut request = Request::builder()
        .uri(url)
        .header(header::ACCEPT, "text/html, application/json");
    if let Some(token) = bearer {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    let body = match body {
        Some(body) => {
            request = request
                .method(Method::POST)
                .header(header::CONTENT_TYPE, "application/json");
            body.to_string()
        }
        None => String::new(),
    };
    let client: Client<HttpConnector, Full<Bytes>> =
        Client::builder(TokioExecutor::new()).build_http();
    let response = client
        .request(request.body(Full::new(Bytes::from(body)))?)
        .await?;
    let status = response.status().as_u16();
    let bytes = response.into_body().collect().await?.to_bytes();
    Ok(Reply {
        status,
        body: String::from_utf8_lossy(&bytes).into_owned(),
        bytes: bytes.into(),
    })
}
