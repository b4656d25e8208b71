//! Makes a call with a client of its own, which reads neither the environment nor a configuration file.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use aws_sdk_codeartifact::config::retry::RetryConfig;
use aws_sdk_codeartifact::config::timeout::TimeoutConfig;
use aws_sdk_codeartifact::config::{
    BehaviorVersion, Config, Credentials, Region, SharedHttpClient, StalledStreamProtectionConfig,
};
use aws_sdk_codeartifact::Client;
use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_http_client::{Builder, Connector};
use aws_smithy_runtime_api::box_error::BoxError;
use tokio::time::timeout_at;

use crate::body::Body;
use crate::failure;
use crate::protocol::{Call, Failure, Output};
use crate::wire::{Recorder, Wire};

const END_OF_CERTIFICATE: &str = "-----END CERTIFICATE-----";

pub async fn get(call: &Call, wire: &Arc<Wire>) -> Result<Output, Failure> {
    let client = client(call, wire).map_err(|error| failure::of_driver(error.as_ref()))?;
    let input = |name: &str| call.input.get(name).cloned();
    let headers = call.headers.clone();
    let mut output = client
        .get_package_version_asset()
        .set_domain(input("domain"))
        .set_domain_owner(input("domainOwner"))
        .set_repository(input("repository"))
        .set_format(input("format").map(|format| format.as_str().into()))
        .set_namespace(input("namespace"))
        .set_package(input("package"))
        .set_package_version(input("packageVersion"))
        .set_package_version_revision(input("packageVersionRevision"))
        .set_asset(input("asset"))
        .customize()
        .mutate_request(move |request| {
            for (name, value) in &headers {
                request.headers_mut().insert(name.clone(), value.clone());
            }
        })
        .send()
        .await
        .map_err(|error| failure::of_call(error, wire))?;
    let mut asset = Body::new(0);
    wire.asset(&[]);
    // The time limits of the SDK end with the header section.
    let deadline = wire.deadline().into();
    while let Some(chunk) = timeout_at(deadline, output.asset.try_next())
        .await
        .map_err(|_| failure::too_late())?
        .map_err(|error| failure::of_body(&error, wire))?
    {
        wire.asset(&chunk);
        asset.update(&chunk);
    }
    Ok(Output {
        asset_name: output.asset_name.map(|name| wire.mask(&name)),
        package_version: output.package_version.map(|version| wire.mask(&version)),
        package_version_revision: output
            .package_version_revision
            .map(|revision| wire.mask(&revision)),
        asset: asset.digest(),
    })
}

fn client(call: &Call, wire: &Arc<Wire>) -> Result<Client, BoxError> {
    let timeout = Duration::from_millis(call.timeout_ms);
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(timeout)
        .operation_timeout(timeout)
        .build();
    let mut config = Config::builder()
        .behavior_version(BehaviorVersion::v2026_01_12())
        .endpoint_url(&call.endpoint)
        .region(Region::new(call.region.clone()))
        .use_fips(false)
        .use_dual_stack(false)
        .retry_config(RetryConfig::disabled())
        .timeout_config(timeouts)
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
        .interceptor(Recorder(wire.clone()))
        .http_client(http_client(call)?);
    config = match &call.credentials {
        None => config.allow_no_auth(),
        Some(keys) => config.credentials_provider(Credentials::new(
            &keys.access_key_id,
            &keys.secret_access_key,
            keys.session_token.clone(),
            None,
            "conformance",
        )),
    };
    Ok(Client::from_conf(config.build()))
}

fn http_client(call: &Call) -> Result<SharedHttpClient, BoxError> {
    let proxy = match &call.proxy {
        None => ProxyConfig::disabled(),
        Some(url) => ProxyConfig::all(url.as_str())?,
    };
    let context = TlsContext::builder()
        .with_trust_store(trust_store(call)?)
        .build()?;
    Ok(
        Builder::new().build_with_connector_fn(move |settings, components| {
            let mut connector = Connector::builder()
                .tls_provider(Provider::Rustls(CryptoMode::Ring))
                .tls_context(context.clone())
                .proxy_config(proxy.clone());
            connector.set_connector_settings(settings.cloned());
            if let Some(components) = components {
                connector.set_sleep_impl(components.sleep_impl());
            }
            connector.build()
        }),
    )
}

fn trust_store(call: &Call) -> Result<TrustStore, BoxError> {
    let Some(file) = &call.ca_file else {
        return Ok(TrustStore::empty());
    };
    let pem = fs::read_to_string(file)?;
    let certificates = pem
        .split_inclusive(END_OF_CERTIFICATE)
        .filter(|each| each.contains(END_OF_CERTIFICATE));
    Ok(certificates.fold(TrustStore::empty(), |store, each| {
        store.with_pem_certificate(each)
    }))
}
