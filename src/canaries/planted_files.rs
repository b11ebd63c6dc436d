//! What was read for an audience becomes the files that a copy of the site has beside its own, or in place of them: with tokens wherever
//! the audience may not look, and with whole pages more that are for somebody else.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::canaries::planted_head::{planted_head, planted_values};
use crate::canaries::planted_pictures::{drawing, planted_file};
use crate::canaries::planted_text::{blocks, planted_lines};
use crate::canaries::tokens::{TokenSearch, Tokens};
use crate::load::{AssetFile, read_regular};
use crate::model::{Page, PageKind, Source, Viewer};
use crate::parse::{audience_marks, head};
use crate::pipeline::Read;
use crate::site::Site;

/// How many pages that are seen are copied for somebody else.
const COPIED: usize = 40;

/// The longest attachment that is copied.
const LONGEST: u64 = 16 * 1024 * 1024;

/// What a copy of the site has beside its own files, or in their place.
pub struct Planted {
    /// By path below the content folder.
    pub content: BTreeMap<String, Vec<u8>>,
    /// What the configuration says more.
    pub configuration: String,
    /// Finds what was planted.
    pub search: TokenSearch,
    /// How many tokens there are.
    pub tokens: usize,
}

/// Plants into `read`, of which `viewer` sees `site`.
pub fn plant(read: &Read, site: &Site, viewer: &Viewer) -> Planted {
    let sources = read.sources();
    let mut seed = blake3::Hasher::new();
    for file in &sources.files {
        seed.update(file.text.as_bytes());
    }
    let mut planting = Planting {
        read,
        site,
        tokens: Tokens::new(seed.finalize().to_hex().to_string()),
        content: BTreeMap::new(),
        nobody: String::new(),
    };
    planting.nobody = format!("x{}", planting.tokens.at("the configuration: an audience"));
    let unseen = read.unseen();
    for (file, unseen) in sources.files.iter().zip(&unseen) {
        match unseen {
            true => planting.twin(file),
            false => planting.parts(file, viewer),
        }
    }
    planting.attachments();
    planting.others();
    let configuration = format!("\n[audiences.{}]\n", planting.nobody);
    let Planting { tokens, content, .. } = planting;
    Planted { content, configuration, search: tokens.search(), tokens: tokens.len() }
}

struct Planting<'a> {
    read: &'a Read,
    site: &'a Site,
    tokens: Tokens,
    content: BTreeMap<String, Vec<u8>>,
    /// An audience that only the copy has.
    nobody: String,
}

impl Planting<'_> {
    /// A page that is not seen has a twin, with tokens in all that it says and in its name.
    fn twin(&mut self, file: &Source) {
        let name = self.tokens.at(&format!("{}: the file's name", file.shown_path));
        let path = renamed(&file.path, &name);
        let text = planted_head(&file.text, &file.shown_path, &mut self.tokens);
        let body = head(&text, &BTreeMap::new()).body_start;
        let picture = format!("{name}.svg");
        let text = planted_lines(&text, &(body..text.len()), &file.shown_path, &mut self.tokens);
        let text = text + &blocks(&file.shown_path, &picture, &mut self.tokens);
        self.picture(&path, &picture);
        self.content.insert(path, text.into_bytes());
    }

    /// Parts of a page that is seen have tokens in them, where they are not.
    fn parts(&mut self, file: &Arc<Source>, viewer: &Viewer) {
        let config = &self.site.config;
        if !file.text.to_ascii_lowercase().contains("audience") {
            return;
        }
        let marks = audience_marks(file, config);
        let path = &file.shown_path;
        let mut hidden: Vec<_> = marks.parts().filter(|part| !viewer.sees(part.names)).collect();
        // From behind, so that places before stay true; a part in another one that is hidden is planted with that.
        hidden.sort_by_key(|part| (part.at.start, std::cmp::Reverse(part.at.end)));
        let mut until = 0;
        hidden.retain(|part| {
            let inside = part.at.start < until;
            until = until.max(part.at.end);
            !inside
        });
        let mut text = file.text.to_string();
        for part in hidden.iter().rev() {
            if !part.texts.is_empty() {
                let places: Vec<_> = part.texts.iter().map(|at| (at.clone(), String::from("an item"))).collect();
                text = planted_values(&text, path, &places, &mut self.tokens);
                continue;
            }
            if let Some(room) = part.room {
                let name = self.tokens.at(&format!("{path}: the name of a picture"));
                let picture = format!("{name}.svg");
                text.insert_str(room, &blocks(path, &picture, &mut self.tokens));
                self.picture(&file.path, &picture);
            }
            let end = part.room.unwrap_or(part.at.end);
            text = planted_lines(&text, &(part.at.start..end), path, &mut self.tokens);
        }
        if text != *file.text {
            self.content.insert(file.path.clone(), text.into_bytes());
        }
    }

    /// Files that are kept back have twins, too.
    fn attachments(&mut self) {
        let kept =
            self.read.sources().assets.files.iter().filter(|(path, _)| !self.site.assets.files.contains_key(*path));
        for (path, file) in kept.filter(|(path, _)| !path.starts_with("../")) {
            let AssetFile::OnDisk(file) = file else { continue };
            let Ok((bytes, _)) = read_regular(file, LONGEST) else { continue };
            let name = self.tokens.at(&format!("{path}: the file's name"));
            let token = self.tokens.at(&format!("{path}: what is in it"));
            self.content.insert(renamed(path, &name), planted_file(path, &bytes, &token));
            self.content.insert(path.clone(), planted_file(path, &bytes, &token));
        }
    }

    /// Pages more for somebody else: copies of pages that are seen, some of which want the same address; an incident of a later day that
    /// names whatever can be named; a word of the glossary that everybody uses.
    fn others(&mut self) {
        let pages = &self.site.pages;
        let step = pages.len().div_ceil(COPIED).max(1);
        for (at, page) in pages.iter().step_by(step).enumerate() {
            let source = &page.source;
            let Some(text) = self.for_nobody(&source.text) else { continue };
            let path = match (at % 3, source.path.strip_suffix(".md")) {
                (0, Some(stem)) => format!("{stem}.markdown"),
                _ => renamed(&source.path, &self.tokens.at(&format!("a copy of {}: its name", source.shown_path))),
            };
            let what = format!("a copy of {}", source.shown_path);
            let text = planted_head(&text, &what, &mut self.tokens);
            let picture = format!("{}.svg", self.tokens.at(&format!("{what}: the name of a picture")));
            let text = text + &blocks(&what, &picture, &mut self.tokens);
            self.picture(&path, &picture);
            self.content.insert(path, text.into_bytes());
        }
        self.latest();
    }

    /// The text of a page for the audience that only the copy has; `None` where it names its own, or has a head of another sort.
    fn for_nobody(&self, text: &str) -> Option<String> {
        let own = head(text, &BTreeMap::new());
        let names = |key: &str| ["audience", "audiences"].iter().any(|name| key.eq_ignore_ascii_case(name));
        if own.entries.iter().any(|entry| names(&entry.key)) {
            return None;
        }
        let Some(block) = own.block else { return Some(format!("---\naudience: {}\n---\n\n{text}", self.nobody)) };
        let key = match text[..block.start].trim() {
            "---" => format!("audience: {}\n", self.nobody),
            "+++" => format!("audience = \"{}\"\n", self.nobody),
            _ => return None,
        };
        Some(format!("{}{key}{}", &text[..block.start], &text[block.start..]))
    }

    fn latest(&mut self) {
        let incidents: Vec<&Arc<Page>> = self.site.pages.iter().filter(|page| page.incident().is_some()).collect();
        let Some(first) = incidents.first() else { return };
        let folder = first.source.path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let mut at = |what: &str| self.tokens.at(&format!("a later incident: {what}"));
        let (name, title, service, tag, who) =
            (at("its name"), at("its title"), at("a service"), at("a tag"), at("a person"));
        let links: Vec<String> =
            incidents.iter().take(8).map(|page| format!("[[{}]] as {}", page.id.value, at("a sentence"))).collect();
        let services: Vec<&str> = self.site.config.service.iter().take(5).map(|entry| entry.id.as_str()).collect();
        let terms = self.site.pages.iter().filter(|page| page.kind == PageKind::Term);
        let terms: Vec<&str> = terms.take(5).map(|page| page.title.value.as_str()).collect();
        let text = format!(
            "---\naudience: {nobody}\ntype: incident\nid: {title}-1\ntitle: {title} {seen}\nstarted: 2987-01-02\nresolved: 2987-01-04\n\
             services: {services:?}\nteams: [{service}]\ntags: [{tag}]\nfactors: [{tag}]\nauthors: [{who}]\nseverity: {tag}\naliases: [{name}-old]\n\
             actions:\n  - text: {title}\n    owner: {service}\n    opened: 2987-02-03\n---\n{links}. {terms}.\n{blocks}",
            nobody = self.nobody,
            seen = first.title.value.replace([':', '#', '"'], " "),
            services = [&services[..], &[service.as_str()]].concat(),
            links = links.join(", "),
            terms = terms.join(", "),
            blocks = blocks("a later incident", &format!("{name}.svg"), &mut self.tokens),
        );
        let word = first.text[first.body_start..]
            .split_whitespace()
            .find(|word| word.len() > 4 && word.chars().all(char::is_alphabetic));
        let word = word.unwrap_or("nothing");
        let told = self.tokens.at("a word of the glossary");
        let term =
            format!("---\naudience: {}\ntitle: {word}\naliases: [{told}]\n---\n{told} is {word}.\n", self.nobody);
        self.content.insert(format!("glossary/{told}.md"), term.into_bytes());
        self.picture(&folder, &format!("{name}.svg"));
        self.content.insert(format!("{folder}2987-01-02-{name}.md"), text.into_bytes());
    }

    /// A drawing beside the page at `path`.
    fn picture(&mut self, path: &str, name: &str) {
        let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let token = self.tokens.at(&format!("{folder}{name}: what is in it"));
        self.content.insert(format!("{folder}{name}"), drawing(&token).into_bytes());
    }
}

/// A path with a token in the name that readers see: of a bundle that is its folder's.
fn renamed(path: &str, token: &str) -> String {
    let (folder, name) = path.rsplit_once('/').map_or((None, path), |(folder, name)| (Some(folder), name));
    let (stem, ending) = name.find('.').map_or((name, ""), |at| name.split_at(at));
    match folder {
        Some(folder) if stem == "index" => format!("{folder}-{token}/{name}"),
        Some(folder) => format!("{folder}/{stem}-{token}{ending}"),
        None => format!("{stem}-{token}{ending}"),
    }
}
