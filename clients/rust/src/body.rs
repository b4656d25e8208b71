//! Hashes a body as it streams by and keeps only its beginning.

use base64::{engine::general_purpose::STANDARD, Engine};
use sha2::{Digest as _, Sha256};

use crate::protocol::{Digest, RecordedBody};
use crate::secrets::Secrets;

pub const ERROR_HEAD_BYTES: usize = 256 * 1024;
pub const ASSET_HEAD_BYTES: usize = 1024;

pub struct Body {
    hash: Sha256,
    head: Vec<u8>,
    head_bytes: usize,
    pub size: u64,
}

impl Body {
    pub fn new(head_bytes: usize) -> Self {
        Self {
            hash: Sha256::new(),
            head: Vec::new(),
            head_bytes,
            size: 0,
        }
    }

    pub fn update(&mut self, chunk: &[u8]) {
        self.hash.update(chunk);
        self.size += chunk.len() as u64;
        let room = self.head_bytes - self.head.len();
        self.head.extend(&chunk[..chunk.len().min(room)]);
    }

    pub fn digest(&self) -> Digest {
        let hash = self.hash.clone().finalize();
        Digest {
            size: self.size,
            sha256: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }

    pub fn record(&self, secrets: &Secrets) -> RecordedBody {
        RecordedBody {
            digest: self.digest(),
            head: STANDARD.encode(secrets.mask_bytes(&self.head)),
            complete: self.head.len() as u64 == self.size,
        }
    }
}
