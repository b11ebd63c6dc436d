//! A file's text becomes the text that one audience may see, before anything else reads it: what is for others is cut out, and the marks of
//! what is shown are taken away.
//!
//! Every byte that is cut becomes a control character, a line break another one, so that places stay true; [`without_cut`] drops them when
//! the text is parsed. A mark that is not understood to the letter shows its part to nobody.

mod cut_lines;
mod head_marks;

pub(crate) use cut_lines::without_cut;

use std::sync::Arc;

use crate::diag::{Diagnostic, Rule};
use crate::model::{Config, Source, Span, Viewer};
use crate::parse::audience_cut::cut_lines::{cut, parted};
use crate::parse::audience_cut::head_marks::{HeadItem, HeadMarks, head_marks};
use crate::parse::front_matter::front;
use crate::parse::hidden_parts::{AudiencePart, audience_parts};

/// Whom a file names as its readers, and whom parts of it.
#[derive(Debug)]
pub struct AudienceMarks {
    head: HeadMarks,
    parts: Vec<AudiencePart>,
}

/// A part of a file that is for some readers only.
#[derive(Debug)]
pub struct MarkedPart<'m> {
    /// Whom it is for.
    pub names: &'m [String],
    /// Its place in the file.
    pub at: Span,
    /// Where what it says stands, if it is an item of the head.
    pub texts: &'m [Span],
    /// Where more blocks of Markdown may stand in it, if anywhere.
    pub room: Option<usize>,
}

/// Reads the marks of a file.
pub fn audience_marks(source: &Source, config: &Config) -> AudienceMarks {
    let front = front(&source.text, &source.shown_path);
    let head = head_marks(&source.text, &front, config);
    AudienceMarks { head, parts: audience_parts(&source.text, front.body_start) }
}

impl AudienceMarks {
    /// The audiences that the page names; none where it names none.
    pub fn page(&self) -> &[String] {
        &self.head.names
    }

    /// The parts that are for some readers only.
    pub fn parts(&self) -> impl Iterator<Item = MarkedPart<'_>> {
        let items = self.head.items.iter().map(|item| MarkedPart {
            names: &item.names,
            at: item.at.clone(),
            texts: &item.texts,
            room: None,
        });
        items.chain(self.parts.iter().map(|part| MarkedPart {
            names: &part.names,
            at: part.at.clone(),
            texts: &[],
            room: part.room,
        }))
    }

    /// A finding for everything that names an audience that the configuration does not have.
    pub fn unknown(&self, source: &Source, config: &Config) -> Vec<Diagnostic> {
        let of_page = self.head.keys.iter().map(|key| (&self.head.names[..], key.clone()));
        let of_parts = self.parts().map(|part| (part.names, part.at.start..part.at.start));
        let one = |(names, at): (&[String], Span)| {
            let unknown = names.iter().filter(|name| config.audiences.named(name).is_none());
            let find = |name: &String| {
                let message = format!("`[audiences]` has no audience `{name}`");
                let finding = Diagnostic::new(Rule::PrivacyAudience, source.shown_path.clone(), message).at(at.clone());
                match crate::diag::nearest(name, config.audiences.named.keys().map(String::as_str)) {
                    Some(near) => finding.hint(format!("did you mean `{near}`?")),
                    None => finding.hint(format!("there is {}", config.audiences.listed())),
                }
            };
            unknown.map(find).collect::<Vec<_>>()
        };
        of_page.chain(of_parts).flat_map(one).collect()
    }

    /// The file as `viewer`, who sees the page, sees it; the same `Arc` where nothing is cut out. Findings say what is shown to nobody.
    pub fn seen(&self, source: &Arc<Source>, viewer: &Viewer) -> Arc<Source> {
        let mut bytes = source.text.as_bytes().to_vec();
        let mut findings = Vec::new();
        for part in &self.parts {
            match (&part.marks, viewer.sees(&part.names)) {
                (Some(marks), true) => marks.iter().for_each(|mark| cut(&mut bytes, &source.text, mark)),
                (None, true) => {
                    findings.push(unclear(source, &part.at));
                    part.blank.iter().for_each(|span| cut(&mut bytes, &source.text, span));
                }
                (_, false) => part.blank.iter().for_each(|span| cut(&mut bytes, &source.text, span)),
            }
        }
        parted(&mut bytes);
        for HeadItem { names, key, texts, .. } in &self.head.items {
            match viewer.sees(names) {
                true => disarm(&mut bytes, key),
                false => texts.iter().for_each(|text| overwrite(&mut bytes, text)),
            }
        }
        for (key, value) in self.head.keys.iter().zip(&self.head.values) {
            disarm(&mut bytes, key);
            overwrite(&mut bytes, value);
        }
        let text = String::from_utf8(bytes).expect("whole characters were replaced by ones of a byte");
        // A head that would be another one without its key is left alone, and withholds.
        let text = if self.head.is_same(&text, source) { text } else { source.text.to_string() };
        if text == *source.text && findings.is_empty() {
            return Arc::clone(source);
        }
        let diagnostics = source.diagnostics.iter().cloned().chain(findings).collect();
        Arc::new(Source { text: Arc::from(text), diagnostics, ..source.again() })
    }
}

fn unclear(source: &Source, at: &Span) -> Diagnostic {
    let message = "this part is left out, because the mark of its audience is not understood";
    let finding = Diagnostic::new(Rule::PrivacyUnclear, source.shown_path.clone(), message).at(at.start..at.start);
    finding.hint("write `:::audience support` and `:::` around it, or `{audience=support}` after a heading")
}

/// Makes a key one that says nothing, and that nobody reports.
fn disarm(bytes: &mut [u8], key: &Span) {
    let first = bytes[key.clone()].iter().position(|byte| !matches!(byte, b'"' | b'\''));
    if let Some(first) = first {
        bytes[key.start + first] = b'_';
    }
}

/// Overwrites what a value says; digits become the digit that any date and number may have.
fn overwrite(bytes: &mut [u8], value: &Span) {
    for byte in &mut bytes[value.clone()] {
        match byte {
            b'0'..=b'9' => *byte = b'1',
            b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => *byte = b'x',
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::KindHint;

    fn source(text: &str) -> Arc<Source> {
        let path = String::from("incidents/a.md");
        Arc::new(Source {
            shown_path: path.clone(),
            path,
            text: Arc::from(text),
            hint: KindHint::nothing(),
            lang: None,
            unread: None,
            diagnostics: Vec::new(),
        })
    }

    fn config() -> Config {
        toml::from_str("[audiences.company]\n[audiences.support]\nincludes = [\"company\"]\n[audiences.ops]\n")
            .expect("a configuration")
    }

    /// What `name` sees, and how many findings there are.
    fn seen(text: &str, name: &str) -> (String, usize) {
        let (source, config) = (source(text), config());
        let viewer = Viewer::of(&config.audiences, name).expect("an audience");
        let seen = audience_marks(&source, &config).seen(&source, &viewer);
        assert_eq!(seen.text.len(), source.text.len());
        let text = without_cut(&seen.text).map_or_else(|| seen.text.to_string(), |cut| cut.text);
        (text, seen.diagnostics.len())
    }

    #[test]
    fn a_box_is_cut_or_unwrapped() {
        let text = "A\n\n:::audience support\nB\n\n:::audience ops\nC\n:::\n\nD\n:::\n\nE\n";
        assert_eq!(seen(text, "company").0, "A\n\n\nE\n");
        assert_eq!(seen(text, "support").0, "A\n\nB\n\n\nD\n\nE\n");
        assert_eq!(seen(":::audience ops, company\nB\n:::\n", "company").0, "B\n");
    }

    #[test]
    fn paragraphs_stay_apart_and_lists_stay_tight() {
        assert_eq!(seen("A\n:::audience ops\nB\n:::\nC\n", "company").0, "A\n\nC\n");
        assert_eq!(seen("- a\n:::audience ops\n- b\n:::\n- c\n", "company").0, "- a\n- c\n");
        assert_eq!(seen("- a\n- b {audience=ops}\n  more\n- c\n", "company").0, "- a\n- c\n");
        assert_eq!(seen("- a\n- b {audience=company}\n  more\n- c\n", "company").0, "- a\n- b\n  more\n- c\n");
    }

    #[test]
    fn a_section_is_cut_or_its_mark_is_taken_away() {
        let text = "# T\n\n## A {audience=support}\n\nB\n\n### C\n\nD\n\n## E\n\nF\n";
        assert_eq!(seen(text, "company").0, "# T\n\n## E\n\nF\n");
        assert_eq!(seen(text, "support").0, "# T\n\n## A\n\nB\n\n### C\n\nD\n\n## E\n\nF\n");
    }

    #[test]
    fn what_is_not_understood_is_shown_to_nobody() {
        let text = "A\n\n## S\n\n!!! audience \"support\"\n    B\n\n## E\n\nF\n";
        assert_eq!(seen(text, "company"), (String::from("A\n\n## S\n\n## E\n\nF\n"), 0));
        assert_eq!(seen(text, "support"), (String::from("A\n\n## S\n\n## E\n\nF\n"), 1));
        assert_eq!(seen("A\n\n:::audience support\nB\n", "support").1, 1, "never closed");
    }

    #[test]
    fn a_page_and_its_items_name_audiences_in_the_head() {
        let text = "+++\naudience = [\"support\", \"ops\"]\n[[actions]]\ntext = \"Do ü\"\nopened = 2024-05-06\naudience = \"ops\"\n+++\nB\n";
        let marks = audience_marks(&source(text), &config());
        assert_eq!(marks.page(), ["support", "ops"]);
        let cut = "+++\n_udience = [\"xxxxxxx\", \"xxx\"]\n[[actions]]\ntext = \"xx xx\"\nopened = 1111-11-11\naudience = \"ops\"\n+++\nB\n";
        assert_eq!(seen(text, "support").0, cut);
        assert!(seen(text, "ops").0.contains("text = \"Do ü\"\nopened = 2024-05-06\n_udience = \"ops\"\n"));
        let yaml = "---\naudience: support\nactions:\n  - text: Do\n    audience: ops\n---\nB\n";
        assert_eq!(
            seen(yaml, "support").0,
            "---\n_udience: xxxxxxx\nactions:\n  - text: xx\n    audience: ops\n---\nB\n"
        );
        let json = "{\"title\": \"T\", \"audience\": \"support\"}\n\nB\n";
        assert_eq!(seen(json, "support").0, "{\"title\": \"T\", \"_udience\": \"xxxxxxx\"}\n\nB\n");
    }

    #[test]
    fn a_head_that_is_one_for_the_sake_of_its_audience_withholds() {
        let text = "title: T\naudience: support\n\nB\n";
        let marks = audience_marks(&source(text), &config());
        assert_eq!(
            (marks.page().to_vec(), seen(text, "support").0.contains("audience")),
            (vec![String::from("support")], true)
        );
    }
}
