//! The messages of docs/clients.md.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// A line that asks for a call.
#[derive(Deserialize)]
pub struct Line {
    pub id: u64,
    pub call: Call,
}

/// One call, as the suite asks for it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Call {
    pub endpoint: String,
    pub region: String,
    pub credentials: Option<Credentials>,
    pub ca_file: Option<String>,
    pub proxy: Option<String>,
    pub input: HashMap<String, String>,
    pub headers: HashMap<String, String>,
    pub limit_bytes: u64,
    pub timeout_ms: u64,
}

/// Keys that sign the request.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Credentials {
    pub access_key_id: String,
    pub secret_access_key: String,
    pub session_token: Option<String>,
}

pub type Fields = Vec<(String, String)>;

/// What the SDK hands to its HTTP client.
#[derive(Serialize)]
pub struct Request {
    pub method: String,
    pub url: String,
    pub headers: Fields,
}

/// What came back, below the SDK.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    pub status: u16,
    pub headers: Fields,
    pub after_ms: f64,
}

/// What became of a call: output or error.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Done {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output: Option<Output>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Failure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<RecordedBody>,
    pub after_ms: f64,
}

/// The members that the SDK returned.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Output {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asset_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package_version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package_version_revision: Option<String>,
    pub asset: Digest,
}

/// Stands for a body.
#[derive(Clone, Serialize)]
pub struct Digest {
    pub size: u64,
    pub sha256: String,
}

/// A digest and the beginning of the body in base64.
#[derive(Serialize)]
pub struct RecordedBody {
    #[serde(flatten)]
    pub digest: Digest,
    pub head: String,
    pub complete: bool,
}

/// The error that the SDK returned.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    pub class: String,
    pub modelled: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    pub message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_seconds: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
