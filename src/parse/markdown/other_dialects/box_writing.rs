//! A box that begins becomes the lines that begin it in our own dialect.

use crate::parse::markdown::other_dialects::DialectWriter;
use crate::parse::markdown::other_dialects::box_openings::{Opening, OpensAs, SOURCE};
use crate::parse::markdown::other_dialects::line_depth::{OpenBox, quote};

impl DialectWriter<'_> {
    /// Writes what begins a box, and goes on inside of it.
    pub(super) fn start(&mut self, opening: Opening) {
        if opening.columns > 0 {
            self.open.push(OpenBox::Item(opening.columns));
        }
        let outer = quote(&self.open);
        let text = &mut self.own.rewritten;
        let Opening { kind, title, indent, is_folded, is_written, opens, .. } = opening;
        let space = " ".repeat(indent);
        match &opens {
            OpensAs::Box(OpenBox::Tab(_) | OpenBox::Section(_)) => {
                self.tab_level = (self.level + 1).clamp(3, 6);
                let marks = "#".repeat(self.tab_level);
                text.push(&format!("{outer}\n{outer}{space}{marks} {title}\n{outer}\n"));
            }
            OpensAs::Box(OpenBox::Source(_)) => text.push(&format!("{outer}{SOURCE}{kind}\n")),
            OpensAs::Box(OpenBox::Diagram(_)) => text.push(&format!("{outer}~~~~{kind}\n")),
            OpensAs::Box(OpenBox::Quotation) if kind.is_empty() => text.push(&format!("{outer}\n")),
            OpensAs::Box(OpenBox::Html(..)) => text.push(&format!("{outer}{title}\n{outer}\n")),
            OpensAs::Box(_) if is_written => text.push(&format!("{outer}\n{outer}{title}\n{outer}\n")),
            OpensAs::Box(OpenBox::Kept(_)) if title.is_empty() => text.push(&format!("{outer}\n")),
            OpensAs::Box(OpenBox::Kept(_) | OpenBox::KeptDirective(..)) => {
                text.push(&format!("{outer}\n{outer}**{title}**\n{outer}\n"))
            }
            OpensAs::Box(_) => {
                let fold = if is_folded { "-" } else { "" };
                let words = format!("[!{kind}]{fold} {title}");
                text.push(&format!("{outer}\n{outer}{space}> {}\n{outer}{space}>\n", words.trim_end()));
            }
        }
        let OpensAs::Box(open) = opens;
        self.open.push(open);
    }
}
