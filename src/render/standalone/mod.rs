//! The page of a write-up becomes one file that needs nothing beside it, for the colleagues a draft is sent to.
//!
//! Works on the tree of the very page that `render` gives. Only what stands between its header and its footer is kept, without what is there
//! of other write-ups; styles and pictures are put in, links to the rest of the site become their words, and nothing acts.

mod copied_styles;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::civil::Date;

use crate::markup::escape::escape;
use crate::markup::urls;
use crate::render::standalone::copied_styles::without_faces;
use crate::render::standalone::tree::{Element, Node, elements, tree, write};
use crate::wording::Wording;
use crate::words::moments::day;

/// How a file that we wrote is told from others: this stands in its head.
pub(crate) const MARK: &str = "<meta name=\"generator\" content=\"casebook share\">";

/// What a copy shows apart from the page.
pub(crate) struct Copy<'a> {
    /// The words of the interface.
    pub(crate) wording: &'a Wording,
    /// The write-up's title.
    pub(crate) title: &'a str,
    /// The day on which it is made.
    pub(crate) made: Date,
    /// Whether the write-up is published, too.
    pub(crate) published: bool,
    /// The styles and pictures that [`Sheet::files`] names, by address.
    pub(crate) files: &'a BTreeMap<String, Vec<u8>>,
    /// More styles, after the page's own.
    pub(crate) style: &'a str,
    /// Where a page of the published site is for everyone, by its address.
    pub(crate) absolute: &'a dyn Fn(&str) -> Option<String>,
}

/// A rendered page, as a tree.
pub(crate) struct Sheet {
    here: String,
    /// The attributes of its root: its language and direction.
    root: Vec<(String, String)>,
    /// The addresses of its styles, in order.
    styles: Vec<String>,
    /// Its content.
    main: Vec<Node>,
}

/// Elements that are left out with all that is in them.
const LEFT_OUT: [&str; 24] = [
    "script",
    "style",
    "noscript",
    "template",
    "link",
    "meta",
    "base",
    "title",
    "dialog",
    "form",
    "input",
    "button",
    "select",
    "textarea",
    "iframe",
    "object",
    "embed",
    "video",
    "audio",
    "source",
    "canvas",
    "use",
    "image",
    "foreignObject",
];

/// Parts of a page that speak of other pages, by class.
const OF_OTHERS: [&str; 6] = ["path-places", "onward-paths", "alike", "backlinks", "mentioned", "neighbours"];

impl Sheet {
    /// Reads the page at the address `here`.
    pub(crate) fn read(html: &str, here: &str) -> Self {
        let page = tree(html);
        let all = |wanted: &dyn Fn(&Element) -> bool| {
            let mut found = Vec::new();
            elements(&page, &|element| wanted(element), &mut found);
            found
        };
        let sheet = |link: &&Element| link.attribute("rel") == Some("stylesheet");
        let styles = all(&|element| element.name == "link").into_iter().filter(sheet);
        let address = |link: &Element| Some(urls::target(here, link.attribute("href")?)?.0);
        let main = all(&|element| element.name == "main");
        let said = ["lang", "dir"];
        let root = all(&|element| element.name == "html").into_iter().flat_map(|root| &root.attributes);
        Self {
            here: here.to_owned(),
            root: root.filter(|(name, _)| said.contains(&name.as_str())).cloned().collect(),
            styles: styles.filter_map(address).collect(),
            main: main.into_iter().take(1).map(|main| Node::Element(main.clone())).flat_map(kept).collect(),
        }
    }

    /// The addresses of the styles and pictures it needs.
    pub(crate) fn files(&self) -> BTreeSet<String> {
        let mut pictures = Vec::new();
        elements(&self.main, &|element| element.name == "img", &mut pictures);
        let pictures = pictures.into_iter().filter_map(|picture| self.picture(picture));
        self.styles.iter().cloned().chain(pictures).collect()
    }

    /// The whole file.
    pub(crate) fn alone(&self, copy: &Copy<'_>) -> String {
        let mut anchors = Vec::new();
        elements(&self.main, &|element| element.attribute("id").is_some(), &mut anchors);
        let anchors: BTreeSet<&str> = anchors.into_iter().filter_map(|element| element.attribute("id")).collect();
        let place = Place { sheet: self, copy, anchors };
        let mut main = String::new();
        write(&place.all(&self.main), &mut main);
        let root: String = self.root.iter().map(|(name, value)| format!(" {name}=\"{}\"", escape(value))).collect();
        format!(
            "<!doctype html>\n<html{root}>\n<head>\n<meta charset=\"utf-8\">\n{MARK}\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
             base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"robots\" content=\"noindex\">\n<title>{}: {}</title>\n<style>\n{}</style>\n</head>\n<body>\n{}{main}\n</body>\n</html>\n",
            escape(&copy.wording.say("copy.mark")),
            escape(copy.title),
            self.style(copy),
            banner(copy),
        )
    }

    /// All styles as one text that no element ends.
    fn style(&self, copy: &Copy<'_>) -> String {
        let files = self.styles.iter().filter_map(|address| copy.files.get(address));
        let texts = files.map(|file| String::from_utf8_lossy(file).into_owned());
        without_faces(&texts.chain([copy.style.to_owned()]).collect::<String>()).replace("</", "<\\/")
    }

    /// The address of a picture of the site.
    fn picture(&self, picture: &Element) -> Option<String> {
        urls::target(&self.here, picture.attribute("src")?).map(|(address, _)| address)
    }
}

fn banner(copy: &Copy<'_>) -> String {
    let wording = copy.wording;
    let key = if copy.published { "copy.published" } else { "copy.draft" };
    let about = wording.fill(key, &[("date", &day(wording, copy.made))]);
    let [mark, label, colleagues] = ["copy.mark", "copy.label", "copy.colleagues"].map(|key| escape(&wording.say(key)));
    format!(
        "<aside class=\"copy\" aria-label=\"{label}\" lang=\"{}\" dir=\"ltr\">\n<p><strong>{mark}</strong> {}</p>\n<p>{colleagues}</p>\n</aside>\n",
        wording.language(),
        escape(&about),
    )
}

/// A node without what is left out, and without attributes that act, load or carry something for a script.
fn kept(node: Node) -> Option<Node> {
    let Node::Element(mut element) = node else { return Some(node) };
    if LEFT_OUT.contains(&element.name.as_str()) || element.is_any_of(&OF_OTHERS) {
        return None;
    }
    let is_own = |name: &str| matches!((element.name.as_str(), name), ("a", "href") | ("img", "src"));
    element.attributes.retain(|(name, _)| {
        let loads =
            ["loading", "href", "src", "srcset", "ping", "action", "formaction", "background", "poster", "style"];
        is_own(name) || !(name.starts_with("on") || name.starts_with("data-") || loads.contains(&name.as_str()))
    });
    element.children = element.children.into_iter().filter_map(kept).collect();
    Some(Node::Element(element))
}

/// What links and pictures of one copy become.
struct Place<'a> {
    sheet: &'a Sheet,
    copy: &'a Copy<'a>,
    anchors: BTreeSet<&'a str>,
}

impl Place<'_> {
    fn all(&self, nodes: &[Node]) -> Vec<Node> {
        nodes.iter().flat_map(|node| self.one(node)).collect()
    }

    fn one(&self, node: &Node) -> Vec<Node> {
        let Node::Element(element) = node else { return vec![node.clone()] };
        let changed = |name: &str, value: String| {
            let mut attributes = element.attributes.clone();
            attributes.iter_mut().filter(|(known, _)| known == name).for_each(|(_, old)| old.clone_from(&value));
            attributes
        };
        let attributes = match element.name.as_str() {
            "img" => match self.picture(element) {
                Some(src) => changed("src", src),
                None => return vec![Node::Text(element.attribute("alt").unwrap_or_default().to_owned())],
            },
            "a" => match element.attribute("href").map(|href| self.link(href)) {
                Some(Some(href)) => changed("href", href),
                _ => return self.words(element),
            },
            _ => element.attributes.clone(),
        };
        vec![Node::Element(Element { name: element.name.clone(), attributes, children: self.all(&element.children) })]
    }

    /// A picture as a URL that holds it.
    fn picture(&self, picture: &Element) -> Option<String> {
        let address = self.sheet.picture(picture)?;
        let bytes = self.copy.files.get(&address)?;
        let extension = address.rsplit_once('.')?.1.to_lowercase();
        let kind = match extension.as_str() {
            "svg" => "svg+xml",
            "jpg" => "jpeg",
            "ico" => "x-icon",
            other => other,
        };
        Some(format!("data:image/{kind};base64,{}", STANDARD.encode(bytes)))
    }

    /// Where a link leads from the copy; `None` when it has to be its words.
    fn link(&self, href: &str) -> Option<String> {
        if let Some(url) = urls::external(href) {
            return Some(url.to_owned());
        }
        let inside = |anchor: &str| self.anchors.contains(anchor).then(|| format!("#{anchor}"));
        if let Some(anchor) = href.strip_prefix('#') {
            return inside(&urls::decoded(anchor));
        }
        let (address, anchor) = urls::target(&self.sheet.here, href)?;
        if address == self.sheet.here
            && let Some(anchor) = anchor.as_deref().and_then(inside)
        {
            return Some(anchor);
        }
        let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
        (self.copy.absolute)(&address).map(|url| url + &anchor)
    }

    /// A link's words, in their language.
    fn words(&self, link: &Element) -> Vec<Node> {
        let words = self.all(&link.children);
        let language = |(name, _): &&(String, String)| name == "lang" || name == "dir";
        let attributes: Vec<(String, String)> = link.attributes.iter().filter(language).cloned().collect();
        if attributes.is_empty() {
            return words;
        }
        vec![Node::Element(Element { name: String::from("span"), attributes, children: words })]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of the content of the page at `a/b.html`.
    fn alone(main: &str) -> String {
        let sheet = Sheet::read(&format!("<html lang=de><body><main>{main}</main>"), "a/b.html");
        let files = BTreeMap::from([(String::from("a/c d.png"), b"x".to_vec())]);
        let copy = Copy {
            wording: crate::wording::english(),
            title: "T",
            made: jiff::civil::date(2024, 3, 11),
            published: false,
            files: &files,
            style: "",
            absolute: &|address| (address == "y.html").then(|| String::from("https://h.example/y.html")),
        };
        let html = sheet.alone(&copy);
        html.split("<main>").nth(1).and_then(|html| html.split("</main>").next()).unwrap_or_default().to_owned()
    }

    #[test]
    fn links_stay_where_they_lead_somewhere_from_the_copy() {
        let cases = [
            ("<h2 id=x>X</h2><a href=\"#x\">a</a>", "<h2 id=\"x\">X</h2><a href=\"#x\">a</a>"),
            ("<h2 id=x>X</h2><a href=\"b.html#x\">a</a>", "<h2 id=\"x\">X</h2><a href=\"#x\">a</a>"),
            ("<a href=\"#y\">a</a> <a href=\"b.html\">b</a>", "a b"),
            ("<a href=\"c.html\" lang=\"en\">c <b>d</b></a>", "<span lang=\"en\">c <b>d</b></span>"),
            ("<a href=\"../y.html#z\">y</a>", "<a href=\"https://h.example/y.html#z\">y</a>"),
            ("<a href=\"mailto:a@b.example\">m</a>", "<a href=\"mailto:a@b.example\">m</a>"),
            ("<a href=\"javascript:x\">j</a><a href=\"/etc\">e</a><a href=\"//h.example\">h</a>", "jeh"),
        ];
        for (main, expected) in cases {
            assert_eq!(alone(main), expected, "{main}");
        }
    }

    #[test]
    fn nothing_loads_and_nothing_acts() {
        let cases = [
            ("<img src=\"c%20d.png\" alt=\"e\">", "<img src=\"data:image/png;base64,eA==\" alt=\"e\">"),
            ("<img src=\"gone.png\" alt=\"e\" srcset=\"x 2x\">", "e"),
            ("<img src=\"https://h.example/p.png\" alt=\"e\">", "e"),
            ("a<script>b</script><form>c</form><iframe src=x></iframe>", "a"),
            ("<p onclick=\"x\" data-card=\"secret\" style=\"x\" class=\"k\">a</p>", "<p class=\"k\">a</p>"),
            ("<section class=\"block backlinks\"><h2>Other</h2></section>a", "a"),
        ];
        for (main, expected) in cases {
            assert_eq!(alone(main), expected, "{main}");
        }
    }
}
