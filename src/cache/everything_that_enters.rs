//! Everything that enters a result, beside the text it is made of, becomes its key.

use blake3::Hasher;

use crate::cache::program_identity::Program;

/// The name of a value: equal only where everything that enters it is.
pub type Key = [u8; 32];

/// Everything that enters a result beside the texts that it is made of.
///
/// It is one type so that nothing can be kept without saying all of it: whoever adds a way to make results differ adds a field, and the
/// compiler names every place that must say what it is there.
#[derive(Debug)]
pub struct Enters<'a> {
    /// The program, to the byte: another version has another meaning of the same words.
    pub program: &'a Program,
    /// What kind of value it is, and the number of its form.
    pub kind: (&'static str, u32),
    /// The configuration's text, where it enters, and the path by which findings name it.
    pub configuration: Option<(&'a str, &'a str)>,
    /// For whom it is made: drafts, audiences, the day and the address that the command line gives. Empty for what is made of one file
    /// alone, before anybody asks who may see it.
    pub shown_to: &'a str,
    /// What was asked, where it is an answer: the command, its options, how much is printed.
    pub question: &'a str,
}

impl Enters<'_> {
    /// The key of what is made of `texts`.
    pub fn key(&self, texts: &[&[u8]]) -> Key {
        let Self { program, kind, configuration, shown_to, question } = self;
        let mut hasher = Hasher::new_derive_key("casebook 2026-11-30 everything that enters");
        let mut part = |bytes: &[u8]| {
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        };
        part(program.identity());
        part(kind.0.as_bytes());
        part(&kind.1.to_le_bytes());
        part(&[u8::from(configuration.is_some())]);
        let (text, path) = configuration.unwrap_or_default();
        for text in [text, path, shown_to, question] {
            part(text.as_bytes());
        }
        texts.iter().for_each(|text| part(text));
        *hasher.finalize().as_bytes()
    }
}
