//! The snapshot: everything a page can show, immutable, with lookups only; and the [gate](self::gate) that stands before it.

mod allowed_secrets;
mod attachments;
mod gate;
mod kept_in_cache;
mod publication_options;
mod published_page;
mod unread_languages;

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use percent_encoding::percent_decode_str;

use crate::cache::{Key, KnownWork, Places, digest};
use crate::diag::{self, Diagnostic, Rule};
use crate::link::{self, Links, Unpublished};
use crate::load::{self, Assets, Sources, Theme};
use crate::model::{Below, Config, Page, Withheld};
use crate::parse::{masked_but, secrets, secrets_in_name};
use crate::wording::Wording;

pub use attachments::Attached;
pub use gate::Kept;
pub(crate) use kept_in_cache::may_be_kept;
pub use publication_options::{Day, ForWhom, PublicationOptions, Show};

use attachments::LookedAtFiles;
use gate::{Admitted, Folders};
use published_page::ChangedPage;

/// One revision of the whole site. Only [`build`] makes one, of what passed the gate.
#[derive(Debug, Clone)]
pub struct Site {
    /// The configuration, with the command line's overrides applied.
    pub config: Arc<Config>,
    /// Templates, styles, scripts and icons.
    pub theme: Arc<Theme>,
    /// The words of the interface.
    pub wording: Arc<Wording>,
    /// Files that are not Markdown and may be copied.
    pub assets: Arc<Assets>,
    /// Published pages, in path order.
    pub pages: Vec<Arc<Page>>,
    /// How they refer to each other.
    pub links: Arc<Links>,
    /// "Today": `--as-of`, else the newest date in the published content.
    pub as_of: Option<Date>,
    /// The day that dates of publication were compared with.
    pub day: Date,
    /// Whether drafts are shown, so that pages can say so. A copy of a single one says so itself.
    pub drafts: bool,
    /// Which of the site's audiences it is for.
    pub whom: ForWhom,
    /// The files that are kept back, in path order, and why.
    pub kept: Vec<Kept>,
    /// Paths of pages and parts that were left out because they name an audience.
    pub restricted: Vec<String>,
    /// Findings about files, the configuration and what is withheld; those of pages and links are asked for.
    findings: Vec<Diagnostic>,
    /// Pages that were published with less than they say.
    changed: Vec<ChangedPage>,
    /// Attached files that hold a credential, or may, and are copied nowhere: by path below the content folder.
    tainted: Vec<String>,
    /// What is known of attached files.
    looked: LookedAtFiles,
    /// What leads to withheld pages.
    withheld: Arc<Unpublished>,
    /// What is known of single pages and blocks.
    pub known: Arc<KnownWork>,
    /// The digest of each page, where somebody asked.
    digests: Arc<[OnceLock<Key>]>,
    /// Whether what is made of each page may be kept, where somebody asked.
    may_be_kept: Arc<[OnceLock<bool>]>,
}

impl Site {
    /// Whether another revision has the same pages, read in the same way: what is known of the one is known of the other.
    pub fn says_the_same(&self, other: &Site) -> bool {
        let same = |(a, b): (&Arc<Page>, &Arc<Page>)| Arc::ptr_eq(a, b);
        Arc::ptr_eq(&self.config, &other.config)
            && self.pages.len() == other.pages.len()
            && self.pages.iter().zip(&other.pages).all(same)
    }

    /// What everything but a page itself calls it: its title without what the titles beside it share.
    pub fn title(&self, page: link::PageIx) -> &str {
        self.links.short_title(page).unwrap_or(&self.pages[page].title.value)
    }

    /// What is made of a page alone is kept under this; `None` where nothing of it may be kept.
    pub fn key_in_cache(&self, page: link::PageIx) -> Option<&Key> {
        let may = self.may_be_kept[page].get_or_init(|| may_be_kept(&self.config, &self.pages[page]));
        may.then(|| self.digest(page))
    }

    /// The digest of all that a page says, made once: pages with the same one are the same page, to whoever looks at that page alone.
    pub fn digest(&self, page: link::PageIx) -> &Key {
        self.digests[page].get_or_init(|| digest(&*self.pages[page], Places::Count))
    }

    /// Why nothing may be written of it, if so.
    pub fn stop(&self) -> Option<Stop> {
        let of_pages = || self.pages.iter().flat_map(|page| &page.diagnostics);
        let any = |is: fn(&&Diagnostic) -> bool| self.findings.iter().chain(of_pages()).any(|finding| is(&finding));
        if any(|finding| finding.rule.is_credential()) {
            return Some(Stop::Credential);
        }
        if any(|finding| finding.rule.stops()) {
            return Some(Stop::PersonalData);
        }
        if any(|finding| finding.rule == Rule::PrivacyAudience) {
            return Some(Stop::Audience);
        }
        (self.pages.is_empty() && !self.kept.is_empty()).then_some(Stop::NothingLeft)
    }

    /// Whether a page, a file that it attaches or what every page shows holds what looks like a live credential.
    pub fn has_credential(&self, page: link::PageIx) -> bool {
        let page = &self.pages[page];
        let is_secret = |finding: &&Diagnostic| finding.rule.stops();
        // A file of that name is enough: where a link leads that is not followed is not known for certain.
        let attaches = |path: &String| {
            let name = path.rsplit('/').next().unwrap_or(path);
            page.candidates.iter().any(|c| percent_decode_str(&c.target).decode_utf8_lossy().contains(name))
        };
        let concerns = |finding: &Diagnostic| match self.tainted.iter().find(|path| **path == finding.path) {
            Some(path) => attaches(path),
            None => !finding.path.ends_with(".md"),
        };
        page.diagnostics.iter().any(|finding| is_secret(&finding))
            || self.findings.iter().filter(is_secret).any(concerns)
    }

    /// Files that are no write-ups and whose content enters: those that pages show or attach, those that were kept out for what is in
    /// them. By path below the content folder.
    pub fn looked_into(&self) -> BTreeSet<&String> {
        let logo =
            self.config.logo.iter().flat_map(|path| self.assets.files.keys().filter(move |file| path.ends_with(*file)));
        self.links.assets.values().chain(&self.tainted).chain(logo).collect()
    }

    /// The days on which what is shown changes: when dates of publication come, or are over. Those of what is kept back are among them.
    pub(crate) fn turning_days<'p>(pages: &'p [Arc<Page>]) -> impl Iterator<Item = Date> + 'p {
        pages.iter().flat_map(|page| published_page::turning_days(page))
    }

    /// The same revision, where fewer links lead anywhere: `links` are its own without some.
    #[must_use]
    pub fn with_fewer_links(&self, links: Links) -> Self {
        Self { links: Arc::new(links), ..self.clone() }
    }

    /// All findings, sorted. Made anew each time: linear in their number.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut findings = self.findings.clone();
        findings.extend(self.pages.iter().flat_map(|page| page.diagnostics.iter().cloned()));
        let of_links = link::findings(&self.pages, &self.links);
        let has_audiences = !self.config.audiences.is_empty();
        findings.extend(if has_audiences { link::for_some_readers(of_links) } else { of_links });
        diag::sort(&mut findings);
        findings
    }
}

/// Why nothing may be written of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// Something that may be shown holds what looks like a live credential.
    Credential,
    /// Something that may be shown holds personal data over which the house stops a build.
    PersonalData,
    /// Something names an audience that there is not.
    Audience,
    /// Every page is kept back.
    NothingLeft,
}

/// What a site is put together from.
#[derive(Debug, Clone, Copy)]
pub struct SiteInputs<'a> {
    /// Configuration, files that are not Markdown, and what was found while reading.
    pub sources: &'a Sources,
    /// Where the configuration is, as findings print it.
    pub configuration: &'a str,
    /// The theme; another than that of `sources` where that cannot be used.
    pub theme: &'a Arc<Theme>,
    /// What was made of every Markdown file, in path order.
    pub pages: &'a [Arc<Page>],
    /// For each of them, why it is kept back from the audience that the site is for; none where all readers see the same.
    pub unseen: &'a [Option<Withheld>],
    /// What was found of audiences.
    pub of_audiences: &'a [Diagnostic],
    /// What data files say of the pages below folders.
    pub below: &'a [Below],
    /// What was found in data files.
    pub of_data: &'a [Diagnostic],
}

/// A site of an earlier revision, and which of the files that pages attach may be others since.
#[derive(Debug, Clone, Copy)]
pub struct EarlierSite<'a> {
    /// The site.
    pub site: &'a Site,
    /// Those files.
    pub attached: Attached<'a>,
}

/// Lets what was read pass the gate and puts a site together from it.
///
/// Withheld pages and their findings leave here, except findings that say why a page is withheld without its author meaning it. The
/// result does not depend on `earlier`, which saves work where pages are those of an earlier revision.
pub fn build(inputs: &SiteInputs<'_>, options: &PublicationOptions, earlier: Option<EarlierSite<'_>>) -> Site {
    let sources = inputs.sources;
    let config = overridden(&without_credentials(sources), options);
    let day = options.day.at(config.timezone.clocks());
    let folders = Folders::new(inputs.pages, inputs.below);
    let Admitted { pages, withheld, mut kept, restricted, mut findings } = gate::admit(
        &gate::Read { pages: inputs.pages, unseen: inputs.unseen, config: &sources.config },
        &folders,
        day,
        options,
    );
    let shown: Vec<Arc<Page>> = pages.iter().map(|(page, _)| Arc::clone(page)).collect();
    let (mut assets, mut removed) = attachments::admitted(&sources.assets, &shown, &withheld, &folders, &options.show);
    assets = attachments::with_pictures_in_pages(assets, &shown);
    findings.extend(sources.diagnostics.iter().cloned());
    findings.extend(inputs.of_data.iter().chain(inputs.of_audiences).cloned());
    findings.extend(of_the_house(inputs));
    let earlier = earlier.filter(|earlier| earlier.site.day == day);
    let house = &*sources.config;
    let allowed = &house.secrets.allow;
    let before = earlier
        .filter(|earlier| earlier.site.config.secrets.allow == *allowed && earlier.site.config.privacy == house.privacy)
        .map(|earlier| (&earlier.site.looked, earlier.attached));
    // What pages attach is known once they are linked; a file with a credential is then taken out, and pages are linked again.
    let mut tainted = Vec::new();
    let (linked, looked) = loop {
        let withheld = Unpublished::new(&withheld, &shown).with_files(&removed);
        let linked = linked(&pages, withheld, &config, &assets, day, earlier);
        let looked = LookedAtFiles::at(linked.links.assets.values(), &assets, house, before);
        let bad: Vec<String> = looked.findings().map(|(path, _)| path.clone()).collect();
        if bad.is_empty() {
            break (linked, looked);
        }
        findings.extend(looked.findings().map(|(_, finding)| finding.clone()));
        assets = attachments::without(&assets, &bad);
        removed.extend(bad.iter().cloned());
        tainted.extend(bad);
    };
    findings.extend(looked.notes().cloned());
    findings.extend(allowed_secrets::unused(sources, inputs.configuration, &findings, &linked.pages));
    let closed =
        |(file, by): &(String, &str)| Kept { file: file.clone(), withheld: Withheld::Unread((*by).to_owned()) };
    findings.extend(unread_languages::unread_languages(&linked.pages));
    kept.extend(sources.closed.iter().map(closed));
    kept.sort_by(|a, b| a.file.cmp(&b.file));
    diag::sort(&mut findings);
    let newest = linked.pages.iter().filter_map(|page| published_page::newest(page, day)).max();
    Site {
        theme: Arc::clone(inputs.theme),
        wording: Arc::new(Wording::new(&config.lang, &config.wording)),
        assets,
        links: Arc::new(linked.links),
        as_of: options.as_of.or(newest),
        day,
        drafts: options.show == Show::Drafts,
        whom: options.whom.clone(),
        config,
        digests: linked.pages.iter().map(|_| OnceLock::new()).collect(),
        may_be_kept: linked.pages.iter().map(|_| OnceLock::new()).collect(),
        pages: linked.pages,
        kept,
        restricted,
        findings,
        changed: linked.changed,
        tainted,
        looked,
        withheld: linked.withheld,
        known: earlier.map(|earlier| Arc::clone(&earlier.site.known)).unwrap_or_default(),
    }
}

/// Pages as they are published, and their links.
struct Linked {
    pages: Vec<Arc<Page>>,
    changed: Vec<ChangedPage>,
    withheld: Arc<Unpublished>,
    links: Links,
}

fn linked(
    admitted: &[(Arc<Page>, Option<Withheld>)],
    withheld: Unpublished,
    config: &Arc<Config>,
    assets: &Arc<Assets>,
    day: Date,
    earlier: Option<EarlierSite<'_>>,
) -> Linked {
    let same = earlier.map(|earlier| earlier.site).filter(|site| *site.withheld == withheld);
    let withheld = same.map_or_else(|| Arc::new(withheld), |site| Arc::clone(&site.withheld));
    let known = same.map_or(&[][..], |site| &site.changed);
    let (pages, changed) = published_page::published(admitted, &withheld, day, known);
    let inputs = link::Inputs { pages: &pages, config, assets, withheld: &withheld };
    let earlier = earlier.map(|earlier| link::Earlier { pages: &earlier.site.pages, links: &earlier.site.links });
    let links = link::link(&inputs, earlier);
    Linked { pages, changed, withheld, links }
}

/// The configuration, read from a text without the credential where it holds one: every page may show what stands there.
fn without_credentials(sources: &Sources) -> Arc<Config> {
    match masked_but(sources.configuration(), &sources.config.secrets.allow) {
        None => Arc::clone(&sources.config),
        Some(text) => Arc::new(load::configuration(&text).unwrap_or_default()),
    }
}

/// The configuration as the command line has it.
fn overridden(config: &Arc<Config>, options: &PublicationOptions) -> Arc<Config> {
    match &options.base_url {
        None => Arc::clone(config),
        Some(base) => Arc::new(Config { base_url: Some(base.clone()), ..(**config).clone() }),
    }
}

/// Credentials in the configuration and in the theme's own files, which every page may show.
fn of_the_house(inputs: &SiteInputs<'_>) -> Vec<Diagnostic> {
    let sources = inputs.sources;
    let allowed = &sources.config.secrets.allow;
    let mut findings = secrets(sources.configuration(), inputs.configuration, allowed);
    if let Some((_, own)) = &inputs.theme.own {
        let of_file = |path: &String| Some(secrets(inputs.theme.files.get(path)?, &inputs.theme.shown(path), allowed));
        findings.extend(own.iter().filter_map(of_file).flatten());
        for (path, bytes) in &inputs.theme.copied {
            let shown = inputs.theme.shown(path);
            findings.extend(secrets_in_name(&shown));
            let in_text = secrets(&String::from_utf8_lossy(bytes), &shown, allowed).into_iter();
            findings.extend(in_text.map(|finding| Diagnostic { span: None, ..finding }));
        }
    }
    findings
}
