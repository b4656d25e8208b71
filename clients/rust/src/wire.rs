//! Tells what the SDK hands to its HTTP client, and what comes back.

use std::mem;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use aws_sdk_codeartifact::config::interceptors::{
    AfterDeserializationInterceptorContextRef, BeforeDeserializationInterceptorContextMut,
    BeforeDeserializationInterceptorContextRef, BeforeTransmitInterceptorContextRef,
};
use aws_sdk_codeartifact::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_codeartifact::error::BoxError;
use aws_smithy_runtime_api::http::Headers;
use aws_smithy_types::body::SdkBody;
use http_body_util::Limited;
use serde_json::json;

use crate::body::{Body, ASSET_HEAD_BYTES, ERROR_HEAD_BYTES};
use crate::protocol::{Call, Fields, RecordedBody, Request, Response};
use crate::say;
use crate::secrets::{latin1, Secrets};

pub struct Wire {
    id: u64,
    limit_bytes: usize,
    timeout: Duration,
    state: Mutex<State>,
}

struct State {
    began: Instant,
    secrets: Secrets,
    body: Option<Body>,
}

impl Wire {
    pub fn new(id: u64, call: &Call) -> Self {
        let state = State {
            began: Instant::now(),
            secrets: Secrets::new(call.credentials.as_ref()),
            body: None,
        };
        Self {
            id,
            limit_bytes: usize::try_from(call.limit_bytes).unwrap_or(usize::MAX),
            timeout: Duration::from_millis(call.timeout_ms),
            state: Mutex::new(state),
        }
    }

    pub fn mask(&self, text: &str) -> String {
        self.state().secrets.mask(text)
    }

    pub fn elapsed(&self) -> f64 {
        (self.state().began.elapsed().as_secs_f64() * 1e5).round() / 100.0
    }

    /// When the exchange has taken all the time that it may take.
    pub fn deadline(&self) -> Instant {
        self.state().began + self.timeout
    }

    pub fn body(&self) -> Option<RecordedBody> {
        let state = self.state();
        let body = state.body.as_ref()?;
        Some(body.record(&state.secrets))
    }

    /// The asset passes here on its way to the caller: the SDK shows its stream to nobody else.
    pub fn asset(&self, chunk: &[u8]) {
        let mut state = self.state();
        let body = state
            .body
            .get_or_insert_with(|| Body::new(ASSET_HEAD_BYTES));
        body.update(chunk);
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().expect("no thread panics with the lock")
    }

    fn fields(&self, headers: &Headers) -> Fields {
        headers
            .iter_bytes()
            .map(|(name, value)| (name.to_owned(), self.mask(&latin1(value))))
            .collect()
    }
}

/// The interceptor: the SDK wants one that can be printed.
#[derive(Clone)]
pub struct Recorder(pub std::sync::Arc<Wire>);

impl std::fmt::Debug for Recorder {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Recorder")
    }
}

impl Intercept for Recorder {
    fn name(&self) -> &'static str {
        "ConformanceRecorder"
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let wire = &self.0;
        let request = context.request();
        {
            let mut state = wire.state();
            state.began = Instant::now();
            if let Some(authorization) = request.headers().get("authorization") {
                state.secrets.learn(authorization);
            }
        }
        let sent = Request {
            method: request.method().to_owned(),
            url: request.uri().to_owned(),
            headers: wire.fields(request.headers()),
        };
        say(&json!({"id": wire.id, "sent": sent}));
        Ok(())
    }

    fn modify_before_deserialization(
        &self,
        context: &mut BeforeDeserializationInterceptorContextMut<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        // The SDK reads the body of an error whole, however large it is.
        let body = context.response_mut().body_mut();
        let limited = Limited::new(mem::replace(body, SdkBody::taken()), self.0.limit_bytes);
        *body = SdkBody::from_body_1_x(limited);
        Ok(())
    }

    fn read_before_deserialization(
        &self,
        context: &BeforeDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let wire = &self.0;
        let response = context.response();
        let received = Response {
            status: response.status().as_u16(),
            headers: wire.fields(response.headers()),
            after_ms: wire.elapsed(),
        };
        say(&json!({"id": wire.id, "received": received}));
        Ok(())
    }

    fn read_after_deserialization(
        &self,
        context: &AfterDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        // The SDK has read the body of an error by now; that of an asset is still on its way.
        if let Some(bytes) = context.response().body().bytes() {
            if !context.response().status().is_success() {
                let mut body = Body::new(ERROR_HEAD_BYTES);
                body.update(bytes);
                self.0.state().body = Some(body);
            }
        }
        Ok(())
    }
}
