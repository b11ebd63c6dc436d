//! Quotations, and the callouts that some of them are: boxes with a kind, perhaps a title, folded or not.

use pulldown_cmark::BlockQuoteKind;

use crate::markup::escape::escape_into;
use crate::markup::markdown::writer::HtmlWriter;

impl HtmlWriter<'_> {
    /// The beginning of the quotation at `start`.
    pub(super) fn quotation(&mut self, kind: Option<BlockQuoteKind>, start: usize) {
        let Some(kind) = kind else {
            self.html.push_str("<blockquote>\n");
            return self.quotations.push("</blockquote>\n");
        };
        let (class, key) = match kind {
            BlockQuoteKind::Note => ("note", "prose.note"),
            BlockQuoteKind::Tip => ("tip", "prose.tip"),
            BlockQuoteKind::Important => ("important", "prose.important"),
            BlockQuoteKind::Warning => ("warning", "prose.warning"),
            BlockQuoteKind::Caution => ("caution", "prose.caution"),
        };
        let callouts = std::rc::Rc::clone(&self.callouts);
        let callout = callouts.get(&start);
        let class = if callout.is_none_or(|callout| callout.is_known) {
            format!("alert {class}")
        } else {
            String::from("alert")
        };
        let name = callout.map_or_else(|| self.site.wording.say(key), |callout| callout.name.clone());
        let fold = callout.and_then(|callout| callout.fold);
        match fold {
            Some(is_open) => {
                self.open("details", &format!("class=\"{class}\"{}", if is_open { " open" } else { "" }));
                self.open("summary", "class=\"alert-title\"");
                self.quotations.push("</details>\n");
            }
            None => {
                self.open("div", &format!("class=\"{class}\" role=\"note\""));
                self.open("p", "class=\"alert-title\"");
                self.quotations.push("</div>\n");
            }
        }
        escape_into(&name, &mut self.html);
        let end = if fold.is_some() { "</summary>\n" } else { "</p>\n" };
        match callout.is_some_and(|callout| callout.has_title) {
            true => {
                self.html.push_str(": ");
                self.title = Some(end);
            }
            false => self.html.push_str(end),
        }
    }
}
