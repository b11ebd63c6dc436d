//! A copied file becomes what is written: SVG without anything that acts, a picture without its metadata, everything else as it is.

#![expect(clippy::disallowed_methods, reason = "a picture must be read to be cleaned; it is one of the site's assets")]

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::diag::{Diagnostic, Rule};
use crate::markup::picture_metadata::{self, Cleaned, HEAD, OtherKind, Said, is_cleanable, other_kind, speaks};
use crate::markup::svg_cleaning::{cleaned, filtered};
use crate::render::output::Content;

/// Nobody looks for metadata in what is longer: a film.
const LONGEST: u64 = 256 * 1024 * 1024;

/// The content of the asset at `path`, named `shown` in findings.
///
/// A picture that cannot be cleaned is left out: an empty one is written in its place.
pub(crate) fn asset(path: &Path, shown: &str) -> (Content, Vec<Diagnostic>) {
    let as_it_is = || (Content::File(path.to_path_buf()), Vec::new());
    if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("svg")) {
        return std::fs::read(path).map_or_else(|_| as_it_is(), |bytes| svg(&bytes, shown));
    }
    let Some(bytes) = speaking(path) else { return as_it_is() };
    match without_metadata(&bytes, shown) {
        (Some(clean), finding) => (Content::Bytes(clean.into_owned()), finding.into_iter().collect()),
        (None, finding) => (Content::File(path.to_path_buf()), finding.into_iter().collect()),
    }
}

/// The content of a picture that stands in the text of a page, `page` in findings; `path` says its kind.
pub(crate) fn picture_in_page(bytes: &[u8], path: &str, page: &str) -> (Content, Vec<Diagnostic>) {
    if path.ends_with(".svg") {
        return svg(bytes, page);
    }
    let (clean, finding) = without_metadata(bytes, page);
    (Content::Bytes(clean.map_or_else(|| bytes.to_vec(), Cow::into_owned)), finding.into_iter().collect())
}

fn svg(bytes: &[u8], shown: &str) -> (Content, Vec<Diagnostic>) {
    let finding = |message: &str| Diagnostic::new(Rule::MediaSvg, shown, message);
    match cleaned(bytes, filtered) {
        Ok(clean) => (Content::Bytes(clean), Vec::new()),
        Err(why) => {
            let empty = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"></svg>\n".to_vec();
            let message = format!("this SVG {why}, so it is left out");
            (Content::Bytes(empty), vec![finding(&message).hint("export it again as plain SVG")])
        }
    }
}

/// The bytes of a file that may hold metadata; others are not read.
fn speaking(path: &Path) -> Option<Vec<u8>> {
    let mut file = File::open(path).ok()?;
    let mut bytes = Vec::new();
    file.by_ref().take(HEAD as u64).read_to_end(&mut bytes).ok()?;
    if !is_cleanable(&bytes) && other_kind(&bytes).is_none() {
        return None;
    }
    file.take(LONGEST).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// What is published in place of `bytes`, where that is anything else; and what is to be said.
pub(crate) fn without_metadata<'a>(bytes: &'a [u8], shown: &str) -> (Option<Cow<'a, [u8]>>, Option<Diagnostic>) {
    let uncleaned = |message: &str| Some(Diagnostic::new(Rule::MediaUncleaned, shown, message).hint(EXPORT));
    let other = other_kind(bytes);
    match picture_metadata::cleaned(bytes) {
        Cleaned::Picture(clean, said) => {
            // What nearly every program writes tells nobody anything: it goes without a word.
            let telling = said.iter().any(|said| !matches!(said, Said::Comment | Said::Time | Said::Other));
            let message = format!("this picture holds {}, which is stripped", listed(&said));
            let finding = telling.then(|| Diagnostic::new(Rule::MediaMetadata, shown, message));
            (Some(Cow::Owned(clean)), finding)
        }
        Cleaned::Broken if speaks(bytes) => {
            (Some(Cow::Borrowed(EMPTY)), uncleaned("this picture is damaged and holds metadata, so it is left out"))
        }
        Cleaned::Same if other.is_none() || !speaks(bytes) => (None, None),
        Cleaned::Same if other == Some(OtherKind::Picture) => (
            Some(Cow::Borrowed(EMPTY)),
            uncleaned("this picture holds metadata that cannot be stripped from its kind, so it is left out"),
        ),
        Cleaned::Same => {
            (None, uncleaned("this file says who made it, or where or with what, and is published as it is"))
        }
        Cleaned::Broken => (None, None),
    }
}

const EXPORT: &str = "export it again without metadata, a picture as JPEG, PNG, WebP or GIF";

/// A picture of one transparent dot.
const EMPTY: &[u8] =
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x01D\0;";

fn listed(said: &BTreeSet<Said>) -> String {
    let words: Vec<&str> = said.iter().map(|said| said.words()).collect();
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}
