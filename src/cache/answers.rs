//! What a command said becomes a sealed file, which opens for whoever has the files that it was said of.
//!
//! An answer may quote anything that was read, also what is withheld from everybody. The key of the seal is made of all that was
//! read: the cache by itself says nothing, and who can open an answer has before them every text that is in it. The seal also tells
//! whether a single bit is another.

use chacha20poly1305::aead::Aead;
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};

use crate::cache::cache_folder::CacheFolder;
use crate::cache::everything_that_enters::Key;

const ENDING: &str = ".answer";

/// The largest that is read.
const LARGEST: u64 = 256 * 1024 * 1024;

/// How many are kept, and how many bytes of them; the newest stay.
const MOST: usize = 400;
const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// How long the nonce is that an answer begins with.
const NONCE: usize = 24;

impl CacheFolder {
    /// The answer to a question, named by everything that enters beside what was read; `read` is the hash of that.
    pub fn answer(&self, question: &Key, read: &Key) -> Option<Vec<u8>> {
        let bytes = self.read(&name(question), LARGEST)?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>()?;
        XChaCha20Poly1305::new(&seal(question, read).into()).decrypt(&XNonce::from(*nonce), sealed).ok()
    }

    /// Keeps the answer to a question in place of the one before.
    pub fn keep_answer(&self, question: &Key, read: &Key, answer: &[u8]) {
        let seal = seal(question, read);
        // The same nonce is only ever that of the same answer.
        let mut nonce = [0; NONCE];
        nonce.copy_from_slice(&blake3::keyed_hash(&seal, answer).as_bytes()[..NONCE]);
        let Ok(sealed) = XChaCha20Poly1305::new(&seal.into()).encrypt(&XNonce::from(nonce), answer) else { return };
        if self.put(&name(question), &[&nonce[..], &sealed].concat()) {
            self.forget_old_answers();
        }
    }

    fn forget_old_answers(&self) {
        let mut bytes = 0;
        let files = self.files(ENDING).into_iter().enumerate();
        let old = files.filter(|(at, file)| {
            bytes += file.bytes;
            *at > 0 && (*at >= MOST || bytes > MOST_BYTES)
        });
        self.remove(&old.map(|(_, file)| file.name).collect::<Vec<_>>());
    }
}

fn name(question: &Key) -> String {
    format!("{}{ENDING}", &blake3::Hash::from(*question).to_hex()[..32])
}

fn seal(question: &Key, read: &Key) -> Key {
    blake3::derive_key("casebook 2026-11-30 the seal of an answer", &[question.as_slice(), read].concat())
}
