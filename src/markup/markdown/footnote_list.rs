//! Footnotes: numbered by where they are first referred to, written after the part that refers to them.

use pulldown_cmark::Event;

use crate::markup::escape::escape;
use crate::markup::markdown::writer::{HtmlWriter, NoteUse};
use crate::model::{Role, Span};
use crate::parse::Document;

impl HtmlWriter<'_> {
    /// Numbers the page's footnotes by where they are first referred to, wherever that is; those first referred to inside `parts` are
    /// written with them.
    pub(super) fn number_notes(&mut self, document: &Document<'_>, parts: &[Span]) {
        let own = &self.site.pages[self.page];
        let timeline = own.section(Role::Timeline).map(|section| &section.heading);
        let replaced: Vec<&Span> = own.title_heading.iter().chain(timeline).collect();
        let story = own.title_heading.as_ref().map_or(own.body_start, |title| title.end);
        for (event, span) in &document.events {
            if let Event::FootnoteReference(name) = event {
                // What a heading refers to that is shown as another one stands below the story.
                let is_replaced = replaced.iter().any(|heading| heading.contains(&span.start));
                let place = if is_replaced { story } else { span.start };
                let next = self.notes.len() + 1;
                let here = parts.iter().any(|part| part.contains(&place));
                self.notes.entry(name.to_string()).or_insert(NoteUse { number: next, here, uses: 0 });
            }
        }
    }

    pub(super) fn footnote_reference(&mut self, name: &str) {
        let Some(note) = self.notes.get_mut(name) else { return };
        note.uses += 1;
        let (number, uses) = (note.number, note.uses);
        let id = match (note.here, uses) {
            (true, 1) => format!(" id=\"fnref.{number}\""),
            _ => String::new(),
        };
        self.html.push_str("<sup>");
        let label = self.site.wording.fill("prose.footnote", &[("number", &number.to_string())]);
        self.open("a", &format!("href=\"#fn.{number}\"{id} aria-label=\"{}\"", escape(&label)));
        self.html.push_str(&format!("{number}</a></sup>"));
    }

    pub(super) fn footnotes(&mut self) {
        let here = self.notes.iter().filter(|(_, note)| note.here);
        let mut notes: Vec<(usize, String)> = here.map(|(name, note)| (note.number, name.clone())).collect();
        notes.sort();
        notes.retain(|(_, name)| self.definitions.contains_key(name));
        if notes.is_empty() {
            return;
        }
        self.open("ol", "class=\"footnotes\"");
        for (number, name) in notes {
            let definition = self.definitions.remove(&name).unwrap_or_default();
            self.open("li", &format!("id=\"fn.{number}\" value=\"{number}\""));
            if self.notes.get(&name).is_none_or(|note| note.uses == 0) {
                self.html.push_str(definition.trim_end());
                self.html.push_str("</li>\n");
                continue;
            }
            let (text, end) =
                definition.trim_end().strip_suffix("</p>").map_or((definition.as_str(), ""), |text| (text, "</p>"));
            self.html.push_str(text);
            self.html.push(' ');
            let back = self.words_for("prose.back");
            self.open("a", &format!("href=\"#fnref.{number}\" aria-label=\"{back}\""));
            self.html.push_str("↩</a>");
            self.html.push_str(end);
            self.html.push_str("</li>\n");
        }
        self.html.push_str("</ol>\n");
    }
}
