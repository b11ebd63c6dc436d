//! The glossary: words A to Z, and a page for each.

use serde::Serialize;
use tera::Value;
use unicode_normalization::UnicodeNormalization as _;

use crate::diag::Diagnostic;
use crate::link::PageIx;
use crate::model::{Detail, Fact, PageKind};
use crate::render::markdown;
use crate::render::views::related::{self, Backlinks, RelatedPage};
use crate::render::views::shell::{Frame, Sheet};
use crate::render::views::{Views, incident};

#[derive(Serialize)]
struct TermView {
    card: Value,
    lede: Option<Value>,
    aliases: Vec<String>,
    senses: Vec<Value>,
    body: Value,
    see_also: Vec<SeeAlso>,
    related: Vec<RelatedPage>,
    /// Incidents that use the word, newest first, in their own sentences.
    uses: Option<Backlinks>,
    /// Other pages.
    backlinks: Option<Backlinks>,
}

/// Another term: its card, or the words when nobody has defined it yet.
#[derive(Serialize)]
struct SeeAlso {
    name: String,
    card: Option<Value>,
}

#[derive(Serialize)]
struct GlossaryView {
    letters: Vec<Letter>,
    sheet: Sheet,
}

#[derive(Serialize)]
struct Letter {
    name: String,
    anchor: String,
    terms: Vec<TermRow>,
}

#[derive(Serialize)]
struct TermRow {
    card: Value,
    aliases: Vec<String>,
}

/// The page of a term.
pub(crate) fn page(views: &Views<'_>, ix: PageIx) -> (String, Vec<Diagnostic>) {
    let page = &views.site.pages[ix];
    let Detail::Term(term) = &page.detail else { return super::pages::plain(views, ix) };
    let (body, mut diagnostics) = incident::html(views, ix, &incident::parts(page, None));
    let inline = |text: &str| Value::safe_string(&markdown::inline(views.site, ix, text));
    let (uses, others) = related::uses(views, ix);
    let view = TermView {
        card: views.cards[ix].clone(),
        lede: page.summary.as_ref().filter(|summary| !summary.inferred()).map(|summary| inline(&summary.value)),
        aliases: aliases(views, ix),
        senses: term.senses.iter().map(|sense| inline(sense)).collect(),
        body,
        see_also: term.see_also.iter().map(|other| see_also(views, other)).collect(),
        related: related::related(views, ix),
        uses,
        backlinks: others,
    };
    let (html, more) = Frame::page(views, ix, "glossary").fill(views, "term.html", &view);
    diagnostics.extend(more);
    (html, diagnostics)
}

fn see_also(views: &Views<'_>, other: &Fact<String>) -> SeeAlso {
    let name = other.value.trim().trim_start_matches("[[").trim_end_matches("]]");
    let stem = name.rsplit('/').next().unwrap_or(name).trim_end_matches(".md");
    let found = [name, stem].iter().find_map(|name| views.term_names.get(&name.to_lowercase()));
    SeeAlso { name: name.to_owned(), card: found.map(|&ix| views.cards[ix].clone()) }
}

fn aliases(views: &Views<'_>, ix: PageIx) -> Vec<String> {
    views.site.pages[ix].aliases.iter().map(|alias| alias.value.clone()).collect()
}

/// One sheet of the glossary.
pub(crate) fn index(views: &Views<'_>, sheet: usize, here: &str) -> (String, Vec<Diagnostic>) {
    let all = views.of_kind(PageKind::Term);
    let mut letters: Vec<Letter> = Vec::new();
    for &ix in Sheet::rows(all, sheet) {
        let name = letter(&views.site.pages[ix].title.value);
        let row = TermRow { card: views.cards[ix].clone(), aliases: aliases(views, ix) };
        match letters.last_mut().filter(|letter| letter.name == name) {
            Some(letter) => letter.terms.push(row),
            None => {
                let anchor = format!("letter-{}", letters.len() + 1);
                letters.push(Letter { name, anchor, terms: vec![row] });
            }
        }
    }
    let view = GlossaryView { letters, sheet: Sheet::new(views, "glossary/index.html", sheet, all.len()) };
    let frame = Frame::list(views, here, "Glossary", "glossary");
    frame.fill(views, "glossary.html", &view)
}

/// The letter a word is filed under: its first, without accents; `0–9` for digits and signs.
fn letter(title: &str) -> String {
    let first = title.nfd().find(|c| c.is_alphanumeric());
    match first {
        Some(c) if c.is_alphabetic() => c.to_uppercase().collect(),
        _ => String::from("0–9"),
    }
}
