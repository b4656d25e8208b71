//! Replaces credentials and signatures with asterisks in whatever leaves this program.

use crate::protocol::Credentials;

#[derive(Default)]
pub struct Secrets {
    /// The longest first: one may be a part of another.
    values: Vec<String>,
}

impl Secrets {
    pub fn new(keys: Option<&Credentials>) -> Self {
        let mut secrets = Self::default();
        if let Some(keys) = keys {
            secrets.add(&keys.access_key_id);
            secrets.add(&keys.secret_access_key);
            secrets.add(keys.session_token.as_deref().unwrap_or_default());
        }
        secrets
    }

    pub fn learn(&mut self, authorization: &str) {
        self.add(authorization);
        if let Some((_, rest)) = authorization.split_once("Signature=") {
            let end = rest.find(|c: char| !c.is_ascii_hexdigit());
            self.add(&rest[..end.unwrap_or(rest.len())]);
        }
    }

    fn add(&mut self, value: &str) {
        if !value.is_empty() {
            self.values.push(value.to_owned());
            self.values
                .sort_by_key(|each| std::cmp::Reverse(each.len()));
        }
    }

    pub fn mask(&self, text: &str) -> String {
        self.values.iter().fold(text.to_owned(), |rest, secret| {
            rest.replace(secret, &"*".repeat(secret.len()))
        })
    }

    pub fn mask_bytes(&self, bytes: &[u8]) -> Vec<u8> {
        let masked = self.mask(&latin1(bytes));
        masked
            .chars()
            .map(|each| u8::try_from(u32::from(each)).unwrap_or(b'?'))
            .collect()
    }
}

/// One character for each byte, as the protocol has header values.
pub fn latin1(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}
