//! The terms become the glossary: language by language, letter by letter.

use serde::Serialize;
use tera::Value;

use crate::addresses::FixedOutput;
use crate::diag::Diagnostic;
use crate::link::PageIx;
use crate::model::PageKind;
use crate::pages::frame::Frame;
use crate::pages::mentioned;
use crate::pages::pager::Pager;
use crate::text::first_sentences;
use crate::views::glossary_order::{filed, primary};
use crate::views::{Views, page_size};
use crate::words::codes;

#[derive(Serialize)]
struct GlossaryView {
    /// The letters of all sheets, when there are enough to jump between.
    jumps: Vec<LanguageJumps>,
    languages: Vec<GlossaryLanguage>,
    sheet: Pager,
}

/// The letters of a language.
#[derive(Serialize)]
pub(crate) struct LanguageJumps {
    /// The language in its own words, when there are several.
    name: Option<String>,
    lang: String,
    letters: Vec<LetterJump>,
}

#[derive(Serialize)]
struct LetterJump {
    letter: String,
    /// The sheet it is on; `None` when it is this one.
    address: Option<String>,
    anchor: String,
}

#[derive(Serialize)]
struct GlossaryLanguage {
    name: Option<String>,
    lang: String,
    letters: Vec<GlossaryLetter>,
}

#[derive(Serialize)]
struct GlossaryLetter {
    name: String,
    anchor: String,
    terms: Vec<TermRow>,
}

/// A term in a list.
#[derive(Serialize)]
pub(crate) struct TermRow {
    card: Value,
    aliases: Vec<String>,
    meaning: Option<String>,
}

/// Letters from which on it helps to jump between them.
const JUMPS: usize = 5;

/// The longest definition in a list, in characters.
const DEFINITION: usize = 240;

/// One sheet of the glossary.
pub(crate) fn index(views: &Views, sheet: usize, here: &str) -> (String, Vec<Diagnostic>) {
    let all = views.of_kind(PageKind::Term);
    let several = all.iter().any(|&ix| language_of(views, ix) != language_of(views, all[0]));
    let mut languages: Vec<GlossaryLanguage> = Vec::new();
    for &ix in Pager::rows(all, sheet) {
        let (lang, letter) = (language_of(views, ix), filed(&views.site, ix).letter);
        if languages.last().is_none_or(|last| last.lang != lang) {
            languages.push(GlossaryLanguage {
                name: several.then(|| name(&lang)),
                lang: lang.clone(),
                letters: Vec::new(),
            });
        }
        let letters = &mut languages.last_mut().expect("one was just added").letters;
        if letters.last().is_none_or(|last| last.name != letter) {
            let anchor = anchor(&lang, &letter);
            letters.push(GlossaryLetter { name: letter, anchor, terms: Vec::new() });
        }
        letters.last_mut().expect("one was just added").terms.push(row(views, ix));
    }
    let view = GlossaryView {
        jumps: jumps(views, Some(sheet)),
        languages,
        sheet: Pager::new(views, FixedOutput::Glossary.address(), sheet, all.len()),
    };
    Frame::list(views, here, &views.site.wording.say("menu.glossary"), "glossary").fill(views, "glossary.html", &view)
}

/// The letters of all terms, as seen from one sheet of the glossary or, with `None`, from another page.
pub(crate) fn jumps(views: &Views, sheet: Option<usize>) -> Vec<LanguageJumps> {
    let all = views.of_kind(PageKind::Term);
    let mut jumps: Vec<LanguageJumps> = Vec::new();
    for (at, &ix) in all.iter().enumerate() {
        let (lang, letter) = (language_of(views, ix), filed(&views.site, ix).letter);
        if jumps.last().is_none_or(|last| last.lang != lang) {
            jumps.push(LanguageJumps { name: Some(name(&lang)), lang: lang.clone(), letters: Vec::new() });
        }
        let letters = &mut jumps.last_mut().expect("one was just added").letters;
        if letters.last().is_none_or(|last| last.letter != letter) {
            let on = page_size::sheet_of(at);
            let elsewhere = || page_size::sheet_address(views.taken(), FixedOutput::Glossary.address(), on);
            let address = (sheet != Some(on)).then(elsewhere);
            letters.push(LetterJump { anchor: anchor(&lang, &letter), letter, address });
        }
    }
    if jumps.len() == 1 {
        jumps[0].name = None;
    }
    if jumps.iter().map(|jumps| jumps.letters.len()).sum::<usize>() < JUMPS {
        jumps.clear();
    }
    jumps
}

/// A term, with what it means.
pub(crate) fn row(views: &Views, ix: PageIx) -> TermRow {
    let page = &views.site.pages[ix];
    TermRow {
        card: views.card(ix).clone(),
        aliases: page.aliases.iter().map(|alias| alias.value.clone()).collect(),
        meaning: Some(first_sentences(&mentioned::meaning(views, ix), DEFINITION)).filter(|text| !text.is_empty()),
    }
}

fn language_of(views: &Views, ix: PageIx) -> String {
    primary(&views.site.pages[ix].lang)
}

fn name(lang: &str) -> String {
    codes::language(lang).to_owned()
}

/// `en-a`; other letters by their code points, since not every program takes them in a URL.
fn anchor(lang: &str, letter: &str) -> String {
    let part = |c: char| match c {
        '–' => String::new(),
        c if c.is_ascii_alphanumeric() => c.to_ascii_lowercase().to_string(),
        c => format!("u{:x}", u32::from(c)),
    };
    format!("{lang}-{}", letter.chars().map(part).collect::<String>())
}
