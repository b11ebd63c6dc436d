//! The beginnings and ends of Markdown's elements become tags.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};

use crate::markup::escape::{escape, escape_into};
use crate::markup::highlight::highlight;
use crate::markup::link_targets::wiki_label;
use crate::markup::markdown::writer::HtmlWriter;
use crate::model::{LinkForm, Span};
use crate::parse::FenceInfo;

impl HtmlWriter<'_> {
    pub(super) fn event(&mut self, event: &Event<'_>, span: &Span) {
        if let Some((_, alt)) = self.images.last_mut()
            && !matches!(event, Event::End(TagEnd::Image) | Event::Start(Tag::Image { .. }))
        {
            if let Event::Text(text) | Event::Code(text) = event {
                alt.push_str(text);
            }
            return;
        }
        self.raw.read(event);
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(text, span),
            Event::Code(code) => {
                self.html.push_str("<code>");
                escape_into(code, &mut self.html);
                self.html.push_str("</code>");
            }
            Event::Html(raw) | Event::InlineHtml(raw) => match &mut self.sanitiser {
                Some(sanitiser) => self.html.push_str(&sanitiser.raw(raw)),
                None => escape_into(raw, &mut self.html),
            },
            Event::SoftBreak => self.html.push('\n'),
            Event::HardBreak => self.html.push_str("<br>\n"),
            Event::Rule => self.html.push_str("<hr>\n"),
            Event::FootnoteReference(name) => self.footnote_reference(name),
            Event::TaskListMarker(done) => {
                let (mark, key) = if *done { ("☑", "prose.done") } else { ("☐", "prose.not_done") };
                let label = self.words_for(key);
                self.open("span", &format!("class=\"task\" role=\"img\" aria-label=\"{label}\""));
                self.html.push_str(mark);
                self.html.push_str("</span> ");
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => escape_into(text, &mut self.html),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: &Span) {
        match tag {
            // A callout's title goes on after its kind.
            Tag::Paragraph if self.title.is_some() => {}
            Tag::Paragraph => self.html.push_str("<p>"),
            Tag::Heading { level, .. } => {
                self.in_heading = true;
                let anchor = self.anchors.get(&span.start).map(|anchor| format!("id=\"{}\"", escape(anchor)));
                self.open(heading(*level), &anchor.unwrap_or_default());
            }
            Tag::BlockQuote(kind) => self.quotation(*kind, span.start),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((language, String::new()));
            }
            Tag::List(None) => self.html.push_str("<ul>\n"),
            Tag::List(Some(1)) => self.html.push_str("<ol>\n"),
            Tag::List(Some(first)) => self.open("ol", &format!("start=\"{first}\"")),
            Tag::Item => self.html.push_str("<li>"),
            Tag::FootnoteDefinition(name) => self.outer = Some((name.to_string(), std::mem::take(&mut self.html))),
            Tag::DefinitionList => self.html.push_str("<dl>\n"),
            Tag::DefinitionListTitle => self.html.push_str("<dt>"),
            Tag::DefinitionListDefinition => self.html.push_str("<dd>"),
            Tag::Table(alignments) => {
                self.alignments.clone_from(alignments);
                // Regions of one page are told apart by their names.
                let number = self.tables.get(&span.start).filter(|number| **number > 1);
                let label = match number {
                    Some(number) => self.site.wording.fill("prose.table_number", &[("number", &number.to_string())]),
                    None => self.site.wording.say("prose.table"),
                };
                let label = escape(&label);
                self.open("div", &format!("class=\"table\" role=\"region\" aria-label=\"{label}\" tabindex=\"0\""));
                self.html.push_str("<table>");
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.html.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.column = 0;
                self.html.push_str("<tr>");
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.html.push_str("<em>"),
            Tag::Strong => self.html.push_str("<strong>"),
            Tag::Strikethrough => self.html.push_str("<del>"),
            Tag::Superscript => self.html.push_str("<sup>"),
            Tag::Subscript => self.html.push_str("<sub>"),
            Tag::Link { link_type, dest_url, .. } => {
                let form = match link_type {
                    LinkType::WikiLink { has_pothole } => {
                        self.label = (!has_pothole).then(|| wiki_label(self.site, self.page, dest_url)).flatten();
                        self.worded = has_pothole.then(|| dest_url.to_string());
                        LinkForm::Wiki
                    }
                    _ => LinkForm::Inline,
                };
                self.link(form, dest_url);
            }
            Tag::Image { dest_url, .. } => {
                self.images.push((dest_url.trim().trim_end_matches('\\').to_owned(), String::new()))
            }
            Tag::HtmlBlock | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: &TagEnd) {
        let close = match tag {
            TagEnd::Paragraph => self.title.take().unwrap_or("</p>\n"),
            TagEnd::Heading(level) => {
                self.in_heading = false;
                self.html.push_str("</");
                self.html.push_str(heading(*level));
                ">\n"
            }
            TagEnd::BlockQuote(_) => self.quotations.pop().unwrap_or("</blockquote>\n"),
            TagEnd::CodeBlock => return self.code_block(),
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::FootnoteDefinition => {
                if let Some((name, outer)) = self.outer.take() {
                    let definition = std::mem::replace(&mut self.html, outer);
                    // Of several with one name all are shown.
                    self.definitions.entry(name).or_default().push_str(&definition);
                }
                return;
            }
            TagEnd::DefinitionList => "</dl>\n",
            TagEnd::DefinitionListTitle => "</dt>\n",
            TagEnd::DefinitionListDefinition => "</dd>\n",
            TagEnd::Table => "</tbody></table></div>\n",
            TagEnd::TableHead => {
                self.in_head = false;
                "</tr></thead><tbody>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell => {
                self.column += 1;
                if self.in_head { "</th>" } else { "</td>" }
            }
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::Superscript => "</sup>",
            TagEnd::Subscript => "</sub>",
            TagEnd::Link => return self.end_link(),
            TagEnd::Image => return self.image(),
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => "",
        };
        self.html.push_str(close);
    }

    fn cell(&mut self) {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Right) => "class=\"right\"",
            Some(Alignment::Center) => "class=\"centre\"",
            _ => "",
        };
        let (tag, scope) = if self.in_head { ("th", "scope=\"col\"") } else { ("td", "") };
        self.open(tag, format!("{scope} {class}").trim());
    }

    fn code_block(&mut self) {
        let Some((info, code)) = self.code.take() else { return };
        let FenceInfo { language, title } = FenceInfo::of(&info);
        let inner = highlight(language, &code, &self.site.known.blocks);
        let is_diagram = language.eq_ignore_ascii_case("mermaid");
        let diagram = is_diagram.then(|| self.site.wording.say("prose.mermaid"));
        if let Some(title) = title.map(str::to_owned).or(diagram) {
            self.open("p", "class=\"code-title\"");
            escape_into(&title, &mut self.html);
            self.html.push_str("</p>\n");
        }
        self.open("pre", "tabindex=\"0\"");
        self.html.push_str("<code>");
        let inner = match &mut self.sanitiser {
            Some(sanitiser) => sanitiser.inside(inner),
            None => inner,
        };
        self.html.push_str(&inner);
        self.html.push_str("</code></pre>\n");
    }
}

/// The body's first level is the page's title, so its headings begin at the second.
fn heading(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => "h2",
        HeadingLevel::H3 => "h3",
        HeadingLevel::H4 => "h4",
        HeadingLevel::H5 => "h5",
        HeadingLevel::H6 => "h6",
    }
}
