//! HTML text becomes a tree of elements and texts, and a tree becomes HTML text again.
//!
//! Comments, the doctype and namespaces are left out: a page needs none of them to look the same.

use std::cell::{Ref, RefCell};
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};

use crate::markup::escape::escape_into;

/// An element or a text.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

/// An element.
#[derive(Debug, Clone)]
pub(super) struct Element {
    /// Its name without a prefix, in the case that HTML gives it.
    pub(super) name: String,
    /// Names and values, in order.
    pub(super) attributes: Vec<(String, String)>,
    /// What it holds.
    pub(super) children: Vec<Node>,
}

impl Element {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether it has one of these classes.
    pub(super) fn is_any_of(&self, classes: &[&str]) -> bool {
        self.attribute("class").is_some_and(|own| own.split_ascii_whitespace().any(|class| classes.contains(&class)))
    }
}

/// The top of a page's tree: what an HTML parser makes of `html`, its `html` element alone.
pub(super) fn tree(html: &str) -> Vec<Node> {
    let nodes = parse_document(Sink::default(), ParseOpts::default()).one(html);
    children(&nodes, 0)
}

/// The elements below `nodes` for which `wanted` holds, outermost and in order of the text.
pub(super) fn elements<'t>(nodes: &'t [Node], wanted: &impl Fn(&Element) -> bool, found: &mut Vec<&'t Element>) {
    for node in nodes {
        if let Node::Element(element) = node {
            if wanted(element) {
                found.push(element);
            }
            elements(&element.children, wanted, found);
        }
    }
}

/// Elements that hold nothing and are not closed.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Appends `nodes` as HTML.
pub(super) fn write(nodes: &[Node], html: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => escape_into(text, html),
            Node::Element(element) => {
                html.push('<');
                html.push_str(&element.name);
                for (name, value) in &element.attributes {
                    html.push(' ');
                    html.push_str(name);
                    html.push_str("=\"");
                    escape_into(value, html);
                    html.push('"');
                }
                html.push('>');
                if !VOID.contains(&element.name.as_str()) {
                    write(&element.children, html);
                    html.push_str("</");
                    html.push_str(&element.name);
                    html.push('>');
                }
            }
        }
    }
}

fn children(nodes: &[Parsed], parent: usize) -> Vec<Node> {
    let node = |&ix: &usize| match &nodes[ix].what {
        What::Text(text) => Some(Node::Text(text.to_string())),
        What::Element(name, attributes) => Some(Node::Element(Element {
            name: name.local.to_string(),
            attributes: attributes.iter().filter_map(plain_attribute).collect(),
            children: children(nodes, ix),
        })),
        What::Nothing => None,
    };
    nodes[parent].children.iter().filter_map(node).collect()
}

/// Attributes with a prefix (`xlink:href`) are left out: nothing of ours has one.
fn plain_attribute(attribute: &Attribute) -> Option<(String, String)> {
    attribute.name.prefix.is_none().then(|| (attribute.name.local.to_string(), attribute.value.to_string()))
}

/// A node while the text is being parsed: relations are numbers.
#[derive(Debug)]
struct Parsed {
    what: What,
    parent: Option<usize>,
    children: Vec<usize>,
}

#[derive(Debug)]
enum What {
    /// The document itself, and what leaves no trace.
    Nothing,
    Text(StrTendril),
    Element(Rc<QualName>, Vec<Attribute>),
}

/// What the parser builds; the first node is the document.
struct Sink(RefCell<Vec<Parsed>>);

impl Default for Sink {
    fn default() -> Self {
        Self(RefCell::new(vec![Parsed { what: What::Nothing, parent: None, children: Vec::new() }]))
    }
}

impl Sink {
    fn node(&self, what: What) -> usize {
        let mut nodes = self.0.borrow_mut();
        nodes.push(Parsed { what, parent: None, children: Vec::new() });
        nodes.len() - 1
    }

    /// Puts `child` under `parent` before its child number `at`. A text goes on in the text before it.
    fn insert(&self, parent: usize, at: usize, child: NodeOrText<usize>) {
        let child = match child {
            NodeOrText::AppendNode(node) => {
                self.remove_from_parent(&node);
                node
            }
            NodeOrText::AppendText(text) => {
                let mut nodes = self.0.borrow_mut();
                let before = at.checked_sub(1).map(|before| nodes[parent].children[before]);
                if let Some(What::Text(known)) = before.map(|before| &mut nodes[before].what) {
                    known.push_tendril(&text);
                    return;
                }
                drop(nodes);
                self.node(What::Text(text))
            }
        };
        let mut nodes = self.0.borrow_mut();
        nodes[child].parent = Some(parent);
        let at = at.min(nodes[parent].children.len());
        nodes[parent].children.insert(at, child);
    }

    /// The parent of a node, and its place there.
    fn place(&self, node: usize) -> Option<(usize, usize)> {
        let nodes = self.0.borrow();
        let parent = nodes[node].parent?;
        Some((parent, nodes[parent].children.iter().position(|child| *child == node)?))
    }
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Vec<Parsed>;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Vec<Parsed> {
        self.0.into_inner()
    }

    fn parse_error(&self, _: std::borrow::Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Ref<'a, QualName> {
        Ref::map(self.0.borrow(), |nodes| match &nodes[*target].what {
            What::Element(name, _) => &**name,
            _ => panic!("the parser asks for the names of elements only"),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> usize {
        self.node(What::Element(Rc::new(name), attributes))
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.node(What::Nothing)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.node(What::Nothing)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        let end = self.0.borrow()[*parent].children.len();
        self.insert(*parent, end, child);
    }

    fn append_based_on_parent_node(&self, element: &usize, previous: &usize, child: NodeOrText<usize>) {
        match self.place(*element) {
            Some((parent, at)) => self.insert(parent, at, child),
            None => self.append(previous, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, x: &usize, y: &usize) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        if let Some((parent, at)) = self.place(*sibling) {
            self.insert(parent, at, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &usize, attributes: Vec<Attribute>) {
        if let What::Element(_, own) = &mut self.0.borrow_mut()[*target].what {
            for attribute in attributes {
                if own.iter().all(|known| known.name != attribute.name) {
                    own.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        if let Some((parent, at)) = self.place(*target) {
            let mut nodes = self.0.borrow_mut();
            nodes[parent].children.remove(at);
            nodes[*target].parent = None;
        }
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let mut nodes = self.0.borrow_mut();
        let children = std::mem::take(&mut nodes[*node].children);
        for &child in &children {
            nodes[child].parent = Some(*new_parent);
        }
        nodes[*new_parent].children.extend(children);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_comes_back_as_an_html_parser_understands_it() {
        let cases = [
            ("<p>a<b>c<!-- d -->e", "<html><head></head><body><p>a<b>ce</b></p></body></html>"),
            (
                "<body class=x><br><svg viewBox='0 0 1 1'><path d=\"m0\"/></svg>&lt;&amp;",
                "<html><head></head><body class=\"x\"><br><svg viewBox=\"0 0 1 1\"><path d=\"m0\"></path></svg>&lt;&amp;</body></html>",
            ),
            (
                "<table>a<tr><td>b</table><i><p>c</i>d",
                "<html><head></head><body>a<table><tbody><tr><td>b</td></tr></tbody></table><i></i><p><i>c</i>d</p></body></html>",
            ),
        ];
        for (html, expected) in cases {
            let mut written = String::new();
            write(&tree(html), &mut written);
            assert_eq!(written, expected);
        }
    }
}
