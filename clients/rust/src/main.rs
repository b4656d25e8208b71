//! Driver for the AWS SDK for Rust. Speaks the protocol of docs/clients.md on standard input and output.

mod body;
mod client;
mod failure;
mod protocol;
mod secrets;
mod wire;

use std::sync::Arc;

use serde_json::{json, Value};
use tokio::io::{AsyncBufReadExt, BufReader};

use protocol::{Call, Done, Line};
use wire::Wire;

/// One line at a time: `println!` holds the lock of standard output while it writes.
fn say(line: &Value) {
    println!("{line}");
}

#[tokio::main]
async fn main() {
    let version = aws_sdk_codeartifact::meta::PKG_VERSION;
    say(&json!({"ready": {"name": "aws-sdk-codeartifact", "version": version}}));
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    while let Ok(Some(text)) = lines.next_line().await {
        let Line { id, call } = serde_json::from_str(&text).expect("a line of the protocol");
        tokio::spawn(carry_out(id, call));
    }
    // Standard input has ended: nobody waits for the calls that are under way.
    std::process::exit(0);
}

async fn carry_out(id: u64, call: Call) {
    let wire = Arc::new(Wire::new(id, &call));
    let (output, error) = match client::get(&call, &wire).await {
        Ok(output) => (Some(output), None),
        Err(failure) => (None, Some(failure)),
    };
    let done = Done {
        output,
        error,
        body: wire.body(),
        after_ms: wire.elapsed(),
    };
    say(&json!({"id": id, "done": done}));
}
