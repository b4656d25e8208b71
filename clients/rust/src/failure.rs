//! What the SDK made of a call that failed.

use std::error::Error;
use std::io;

use aws_sdk_codeartifact::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_codeartifact::operation::get_package_version_asset::GetPackageVersionAssetError as Raised;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_types::byte_stream::error::Error as ByteStreamError;
use http_body_util::LengthLimitError;

use crate::protocol::Failure;
use crate::wire::Wire;

/// The variant for errors that the operation does not have.
const UNHANDLED: &str = "Unhandled";

pub fn of_call(error: SdkError<Raised, HttpResponse>, wire: &Wire) -> Failure {
    let message = wire.mask(&DisplayErrorContext(&error).to_string());
    let status = error
        .raw_response()
        .map(|response| response.status().as_u16());
    match &error {
        SdkError::ServiceError(service) => {
            let raised = service.err();
            let code = raised.code().map(|code| wire.mask(code));
            let message = raised.message().map_or(message, |text| wire.mask(text));
            members(
                raised,
                wire,
                Failure {
                    code,
                    message,
                    status,
                    ..Failure::default()
                },
            )
        }
        SdkError::ConstructionFailure(_) => Failure {
            class: "ConstructionFailure".into(),
            // The SDK builds no request from such an input.
            refused: Some(true),
            message,
            ..Failure::default()
        },
        SdkError::TimeoutError(_) => named("TimeoutError", Some("timeout"), message, status),
        SdkError::DispatchFailure(failure) => {
            let kind = failure.as_connector_error().and_then(|error| {
                let cause = kind_of(error);
                if error.is_timeout() {
                    Some("timeout")
                } else {
                    cause.or(Some("closed"))
                }
            });
            named("DispatchFailure", kind, message, status)
        }
        SdkError::ResponseError(_) => named(
            "ResponseError",
            kind_of(&error).or(status.is_none().then_some("invalid")),
            message,
            status,
        ),
        _ => named("SdkError", None, message, status),
    }
}

pub fn of_body(error: &ByteStreamError, wire: &Wire) -> Failure {
    let message = wire.mask(&DisplayErrorContext(error).to_string());
    named(
        "ByteStreamError",
        kind_of(error).or(Some("closed")),
        message,
        None,
    )
}

pub fn of_driver(error: &(dyn Error + Send + Sync)) -> Failure {
    named("DriverError", None, error.to_string(), None)
}

pub fn too_late() -> Failure {
    let message = "The asset did not end in time".into();
    named("TimeoutError", Some("timeout"), message, None)
}

fn named(
    class: &str,
    failure: Option<&'static str>,
    message: String,
    status: Option<u16>,
) -> Failure {
    Failure {
        class: class.into(),
        failure,
        message,
        status,
        ..Failure::default()
    }
}

/// The variant of the operation's error, and the members that it has.
fn members(raised: &Raised, wire: &Wire, told: Failure) -> Failure {
    let mask = |text: Option<&str>| text.map(|text| wire.mask(text));
    let named = |class: &str| Failure {
        class: class.into(),
        modelled: class != UNHANDLED,
        ..told
    };
    match raised {
        Raised::AccessDeniedException(_) => named("AccessDeniedException"),
        Raised::ConflictException(error) => Failure {
            resource_id: mask(error.resource_id()),
            resource_type: mask(error.resource_type().map(|kind| kind.as_str())),
            ..named("ConflictException")
        },
        Raised::InternalServerException(_) => named("InternalServerException"),
        Raised::ResourceNotFoundException(error) => Failure {
            resource_id: mask(error.resource_id()),
            resource_type: mask(error.resource_type().map(|kind| kind.as_str())),
            ..named("ResourceNotFoundException")
        },
        Raised::ThrottlingException(error) => Failure {
            retry_after_seconds: error.retry_after_seconds(),
            ..named("ThrottlingException")
        },
        Raised::ValidationException(error) => Failure {
            reason: mask(error.reason().map(|reason| reason.as_str())),
            ..named("ValidationException")
        },
        _ => named(UNHANDLED),
    }
}

/// What kept the SDK from a response, in the words of the protocol, from the chain of causes.
fn kind_of(error: &(dyn Error + 'static)) -> Option<&'static str> {
    let mut cause = Some(error);
    while let Some(each) = cause {
        if each.is::<LengthLimitError>() {
            return Some("too-large");
        }
        if let Some(kind) = each.downcast_ref::<io::Error>().and_then(kind_of_io) {
            return Some(kind);
        }
        let said = each.to_string();
        if said.contains("certificate") || said.contains("TLS") || said.contains("tls") {
            return Some("tls");
        }
        if said.contains("dns error")
            || said.contains("tcp connect error")
            || said.contains("tunnel")
        {
            return Some("unreachable");
        }
        if said.contains("invalid HTTP") {
            return Some("invalid");
        }
        cause = each.source();
    }
    None
}

fn kind_of_io(error: &io::Error) -> Option<&'static str> {
    use io::ErrorKind::{
        BrokenPipe, ConnectionAborted, ConnectionRefused, ConnectionReset, HostUnreachable,
        NetworkUnreachable, TimedOut, UnexpectedEof,
    };
    match error.kind() {
        ConnectionRefused | HostUnreachable | NetworkUnreachable => Some("unreachable"),
        TimedOut => Some("timeout"),
        BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof => Some("closed"),
        _ => None,
    }
}
