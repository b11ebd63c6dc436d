//! The text of one file becomes what it declares, what it passes on, and which paths of its crate it names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemUse, Macro, UseTree, Visibility};

/// A path below the crate's root: that of a module, or of an item in one.
pub(super) type Name = Vec<String>;

/// What the file of a module declares and names.
pub(super) struct Module {
    /// Its path below `src`.
    pub(super) file: PathBuf,
    /// Modules that are declared in files of their own.
    children: BTreeSet<String>,
    /// Names of what is defined here.
    pub(super) items: BTreeSet<String>,
    /// What is re-exported: the name here, and what it stands for.
    pub(super) exports: BTreeMap<String, Name>,
    /// Modules all of which is re-exported.
    pub(super) globs: Vec<Name>,
    /// What of the crate is named, but for what is only passed on from a child.
    pub(super) named: BTreeSet<Name>,
}

/// What a file declares and names, its module, and the modules in files of their own that only tests have.
pub(super) fn read(file: &Path, text: &str) -> (Name, Module, Vec<Name>) {
    let text = syn::parse_file(text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let own = module(file);
    let mut reader = Reader::new(&own, file, &text.items);
    reader.visit_file(&text);
    let Reader { module, for_tests, .. } = reader;
    (own, module, for_tests)
}

/// The module whose text a file holds.
fn module(file: &Path) -> Name {
    let path = file.with_extension("");
    let mut name: Name = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if name.last().is_some_and(|last| last == "mod" || last == "lib") {
        name.pop();
    }
    name
}

/// Reads one file.
struct Reader<'n> {
    own: &'n Name,
    module: Module,
    /// Modules in files of their own that only tests have.
    for_tests: Vec<Name>,
}

impl<'n> Reader<'n> {
    fn new(own: &'n Name, file: &Path, items: &[Item]) -> Self {
        let (mut children, mut for_tests) = (BTreeSet::new(), Vec::new());
        for item in items {
            let Item::Mod(item) = item else { continue };
            if is_for_tests(&item.attrs) {
                for_tests.push([own.as_slice(), &[item.ident.to_string()]].concat());
            } else if item.content.is_none() {
                children.insert(item.ident.to_string());
            }
        }
        let items = items.iter().filter_map(defined).collect();
        let (exports, globs, named) = (BTreeMap::new(), Vec::new(), BTreeSet::new());
        let module = Module { file: file.to_owned(), children, items, exports, globs, named };
        Self { own, module, for_tests }
    }

    /// What a path means from the root of the crate; nothing for what is local or another crate's.
    fn absolute(&self, path: &[String]) -> Option<Name> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => Some([self.own, rest].concat()),
            "super" => {
                let up = path.iter().take_while(|part| *part == "super").count();
                Some([&self.own[..self.own.len().checked_sub(up)?], &path[up..]].concat())
            }
            child if self.module.children.contains(child) => Some([self.own, path].concat()),
            _ => None,
        }
    }

    fn name(&mut self, path: &[String]) {
        // One word alone is no path: a variable may be called as a module is.
        if path.len() > 1 {
            let name = self.absolute(path);
            self.module.named.extend(name);
        }
    }

    fn import(&mut self, is_public: bool, path: &[String], alias: &str) {
        let Some(name) = self.absolute(path) else { return };
        let is_of_a_child = name.starts_with(self.own);
        if is_public && alias == "*" {
            self.module.globs.push(name.clone());
        } else if is_public {
            self.module.exports.insert(alias.to_owned(), name.clone());
        }
        // What is passed on from a child is a door, not a use.
        if !(is_public && is_of_a_child) {
            self.module.named.insert(name);
        }
    }

    /// Every path of a tree of imports, with the name it gets here; `*` for all that a module has.
    fn imports(&mut self, is_public: bool, before: &[String], tree: &UseTree) {
        let with = |ident: &syn::Ident| [before, &[ident.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.imports(is_public, &with(&path.ident), &path.tree),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.imports(is_public, before, tree)),
            UseTree::Glob(_) => self.import(is_public, before, "*"),
            UseTree::Name(name) if name.ident == "self" => {
                self.import(is_public, before, before.last().map_or("self", String::as_str));
            }
            UseTree::Name(name) => self.import(is_public, &with(&name.ident), &name.ident.to_string()),
            UseTree::Rename(name) if name.ident == "self" => self.import(is_public, before, &name.rename.to_string()),
            UseTree::Rename(name) => self.import(is_public, &with(&name.ident), &name.rename.to_string()),
        }
    }

    /// Every path in what a macro is given, which may be no Rust otherwise.
    fn tokens(&mut self, tokens: TokenStream) {
        let (mut path, mut colons): (Vec<String>, usize) = (Vec::new(), 0);
        for token in tokens {
            match token {
                TokenTree::Ident(ident) if colons == 2 && !path.is_empty() => path.push(ident.to_string()),
                TokenTree::Punct(punct) if punct.as_char() == ':' && !path.is_empty() => {
                    colons += 1;
                    continue;
                }
                other => {
                    self.name(&std::mem::take(&mut path));
                    match other {
                        TokenTree::Ident(ident) if colons == 0 || colons == 1 => path.push(ident.to_string()),
                        TokenTree::Group(group) => self.tokens(group.stream()),
                        _ => {}
                    }
                }
            }
            colons = 0;
        }
        self.name(&path);
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !attributes(item).is_some_and(is_for_tests) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        if item.leading_colon.is_none() {
            self.imports(!matches!(item.vis, Visibility::Inherited), &[], &item.tree);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|part| part.ident.to_string()).collect();
        if path.leading_colon.is_none() {
            self.name(&names);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, given: &'ast Macro) {
        self.tokens(given.tokens.clone());
        visit::visit_macro(self, given);
    }

    /// `pub(in crate::x)` and attributes name nothing that is used.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}
    fn visit_attribute(&mut self, _: &'ast Attribute) {}
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    let says_test = |attribute: &Attribute| attribute.parse_args::<syn::Meta>().is_ok_and(|meta| needs_tests(&meta));
    attributes.iter().any(|attribute| attribute.path().is_ident("cfg") && says_test(attribute))
}

/// `test`, `all(test, unix)`.
fn needs_tests(meta: &syn::Meta) -> bool {
    let all_of = |list: &syn::MetaList| {
        list.parse_args_with(syn::punctuated::Punctuated::<syn::Meta, syn::Token![,]>::parse_terminated)
            .is_ok_and(|all| all.iter().any(needs_tests))
    };
    match meta {
        syn::Meta::Path(path) => path.is_ident("test"),
        syn::Meta::List(list) => list.path.is_ident("all") && all_of(list),
        syn::Meta::NameValue(_) => false,
    }
}

fn attributes(item: &Item) -> Option<&[Attribute]> {
    Some(match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => return None,
    })
}

/// The name that an item defines, other than that of a module.
fn defined(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}
