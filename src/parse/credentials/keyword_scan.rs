//! A text becomes the places where a credential of some kind stands: an automaton looks for the kinds' keywords, and only there a
//! pattern is tried.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input};

use crate::model::Span;
use crate::parse::credentials::assigned_values::assigned;
use crate::parse::credentials::broken_lines::joined;
use crate::parse::credentials::kind::{CredentialPlace, Kind, Proof, TriedKind};
use crate::parse::credentials::random_values::{is_pair, is_random, is_typed};
use crate::parse::credentials::sample_values::{is_placeholder, is_sample};
use crate::parse::credentials::telling_names::NAMES;
use crate::parse::credentials::{context_kinds, token_kinds};

/// So much behind a keyword is looked at; a longer token goes on to the end of its word.
const WINDOW: usize = 2048;

/// What a keyword belongs to.
enum Of {
    /// A kind, by its place among all.
    Kind(usize),
    /// A name that values are assigned to.
    Name,
}

struct Keywords {
    automaton: AhoCorasick,
    kinds: Vec<TriedKind>,
    of: Vec<Vec<Of>>,
}

static KEYWORDS: LazyLock<Keywords> = LazyLock::new(|| {
    let mut keywords: Vec<String> = Vec::new();
    let mut of: Vec<Vec<Of>> = Vec::new();
    let mut add = |keyword: &str, what: Of| {
        let keyword = keyword.to_ascii_lowercase();
        match keywords.iter().position(|known| *known == keyword) {
            Some(at) => of[at].push(what),
            None => {
                keywords.push(keyword);
                of.push(vec![what]);
            }
        }
    };
    let kinds: Vec<TriedKind> = token_kinds::KINDS.iter().chain(context_kinds::KINDS).map(TriedKind::of).collect();
    for (at, tried) in kinds.iter().enumerate() {
        tried.kind.keywords.iter().for_each(|keyword| add(keyword, Of::Kind(at)));
    }
    NAMES.iter().for_each(|(name, _)| add(name, Of::Name));
    let automaton = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .build(&keywords)
        .expect("the keywords are few and short");
    Keywords { automaton, kinds, of }
});

/// All that has the form of a credential and whose keyword stands `within` a part of `text`, in no order; places may overlap. Linear in the text.
pub(super) fn places(text: &str, within: Span) -> Vec<CredentialPlace> {
    let mut found: Vec<CredentialPlace> = Vec::new();
    for keyword in KEYWORDS.automaton.find_overlapping_iter(Input::new(text).range(within)) {
        for of in &KEYWORDS.of[keyword.pattern().as_usize()] {
            let place = match of {
                Of::Kind(at) => of_kind(text, keyword.start(), &KEYWORDS.kinds[*at]),
                Of::Name => assigned(text, keyword.range()),
            };
            found.extend(place);
        }
    }
    found
}

/// What stands at a keyword of `kind`, if it is one.
fn of_kind(text: &str, keyword: usize, tried: &TriedKind) -> Option<CredentialPlace> {
    let kind = tried.kind;
    let start = keyword.checked_sub(kind.before)?;
    let is_apart =
        |at: Option<usize>| at.and_then(|at| text.as_bytes().get(at)).is_none_or(|b| !b.is_ascii_alphanumeric());
    let begins_word = text.as_bytes().get(start).is_some_and(u8::is_ascii_alphanumeric);
    if begins_word && !is_apart(start.checked_sub(1)) {
        return None;
    }
    let window = text.get(start..floor(text, start + WINDOW))?;
    let place = matched(window, tried)
        .filter(|place| !kind.is_by_form() || is_apart(Some(start + place.span.end)) || place.span.end == window.len())
        .or_else(|| {
            let (line, back) = joined(window).filter(|_| kind.is_by_form())?;
            let place = matched(&line, tried)?;
            let is_apart = line.as_bytes().get(place.span.end).is_none_or(|b| !b.is_ascii_alphanumeric());
            (is_apart && back.is_inside(&place.secret, &line)).then(|| CredentialPlace {
                span: back.origin(&place.span),
                secret: back.origin(&place.secret),
                ..place
            })
        })?;
    let end = match place.span.end == window.len() {
        true => start + place.span.end + text[start + place.span.end..].bytes().take_while(|b| is_of_token(*b)).count(),
        false => start + place.span.end,
    };
    Some(CredentialPlace {
        span: start + place.span.start..end,
        secret: start + place.secret.start..start + place.secret.end,
        ..place
    })
}

fn matched(window: &str, tried: &TriedKind) -> Option<CredentialPlace> {
    let kind: &Kind = tried.kind;
    let captures = tried.regex().captures(window)?;
    let user = captures.name("user");
    let secret = (1..captures.len()).filter_map(|group| captures.get(group)).find(|group| Some(*group) != user)?;
    let value = secret.as_str();
    let holds = match kind.proof {
        Proof::Form => !is_placeholder(value),
        Proof::Mixed => !is_placeholder(value) && is_random(value),
        Proof::Typed => is_typed(value),
        Proof::Code => !is_placeholder(value) && !is_sample(value),
        Proof::Pair => is_pair(value),
        Proof::Login => {
            // `pserver:anoncvs` and digests of images stand where a password would.
            let is_other = window[secret.end()..].starts_with("@sha256:");
            let is_other = is_other || value.contains(':') && user.is_some_and(|user| user.as_str().is_empty());
            !is_other && !is_sample(value) && !is_placeholder(value) && user.is_none_or(|user| user.as_str() != value)
        }
        Proof::Address => true,
    };
    let whole = captures.get(0)?;
    holds.then(|| CredentialPlace {
        // Of a secret that its surroundings give away only itself is overwritten.
        span: if kind.is_by_form() { whole.range() } else { secret.range() },
        secret: secret.range(),
        name: kind.name,
        public: if kind.is_by_form() && kind.before == 0 { secret.start() } else { 0 },
        rank: usize::from(!kind.is_by_form()),
        only_lost: kind.proof == Proof::Address,
    })
}

fn is_of_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'~' | b'+' | b'/' | b'=')
}

/// The last end of a character up to `offset`.
fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
