//! Every rule, with what it means and what to do: the one table that findings, `check` and `explain` read.

/// How much a finding matters. Errors make `check` and `build` exit with 1; the site is written all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something is lost or dangerous until it is mended.
    Error,
    /// Something a reader would stumble over.
    Warning,
    /// Worth knowing; never counted against anyone.
    Note,
}

macro_rules! rules {
    ($($variant:ident $severity:ident $code:literal $about:literal)*) => {
        /// A rule that findings refer to.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub enum Rule {
            $(#[doc = $about] $variant,)*
        }

        impl Rule {
            /// All rules, by group.
            pub const ALL: &[Rule] = &[$(Rule::$variant),*];

            /// Its name, `group/rule`.
            pub fn code(self) -> &'static str {
                match self {
                    $(Rule::$variant => $code,)*
                }
            }

            /// The severity of its findings.
            pub fn severity(self) -> Severity {
                match self {
                    $(Rule::$variant => Severity::$severity,)*
                }
            }

            /// One sentence: what was seen and why it matters.
            pub fn about(self) -> &'static str {
                match self {
                    $(Rule::$variant => $about,)*
                }
            }
        }
    };
}

rules! {
    ConfigUnknownKey Warning "config/unknown-key" "A key in casebook.toml that Casebook does not know, so it does nothing."
    ConfigValue Warning "config/value" "A value in casebook.toml that cannot be used; the default applies."
    ConfigSyntax Error "config/syntax" "A casebook.toml that cannot be used as it is; nothing is built from it."
    ThemeSyntax Error "theme/syntax" "A theme that cannot be used as it is; nothing is built with it."
    ThemeUnused Warning "theme/unused" "A file of a theme that does nothing, since what it would stand in for belongs to Casebook: the search engine reads what this program writes."
    ConfigIgnore Warning "config/ignore" "A pattern of `[content] ignore` that matches nothing, so it keeps nothing out."
    ConfigAllow Warning "config/allow" "An entry of `[secrets] allow` without a hash or a reason, which lets nothing pass, or one whose credential stands in nothing that is shown."
    LoadEncoding Error "load/encoding" "A file whose text cannot be read with certainty (not UTF-8, or with line ends that hide its head); it is in no page."
    LoadUtf16 Note "load/utf-16" "A file in UTF-16; it was read as that, and most other tools take it for no text."
    LoadControl Note "load/control" "Control characters in a file, such as colours of a terminal; each is shown as U+FFFD."
    LoadGitignore Warning "load/gitignore" "A line of a .gitignore that cannot be read as it is written; the others count."
    LoadSymlink Note "load/symlink" "A symbolic link that leads out of the content folder, or to what is not read under its own name; it is not followed."
    LoadUnreadable Error "load/unreadable" "A file that could not be read; it is in no page."
    LoadNotMarkdown Warning "load/not-markdown" "A file without extension that begins like Markdown; it is in no page until a pattern says so."
    LoadSymlinkLoop Warning "load/symlink-loop" "A symbolic link that leads back to a folder above it; it is not followed."
    FrontSyntax Error "front/syntax" "Front matter that is not valid TOML, YAML or JSON; what can be read is read, and where nothing can the page is withheld."
    FrontCut Note "front/cut" "A value that YAML ends before a `#` which looks like part of it; the rest is a comment to YAML."
    FrontDraft Error "front/draft" "A key that decides whether the page is shown and cannot be read, or stands where no front matter is; the page is withheld to be safe."
    FrontType Warning "front/type" "A value of another type than the key takes; it is left out."
    FrontUnknownKey Warning "front/unknown-key" "A key Casebook does not know; it is kept but shown nowhere."
    FrontUnknownValue Warning "front/unknown-value" "A value outside the fixed list a key takes; it is kept as text."
    FrontDuplicateId Warning "front/duplicate-id" "Two pages claim one id; links to it lead to the first by path."
    FrontUnclosed Error "front/unclosed" "Front matter that is never closed; the page is withheld, lest a draft get out."
    TimeInvalid Warning "time/invalid" "A date or time that does not exist or cannot be read; it is left out."
    TimeOrder Warning "time/order" "Two timepoints in an impossible order; the later steps are left out of durations."
    TimeDisagree Note "time/disagree" "Two places of a write-up say different times of the same thing; the better evidence is taken."
    TimeAmbiguous Note "time/ambiguous" "A time that could be of several days or zones: its day was carried on from the one before, or it counts as unknown, as the finding says."
    LinkBroken Warning "link/broken" "A link whose target does not exist; its text stays as text."
    LinkOutside Note "link/outside" "A link that leads out of the folder that is built; its text stays as text."
    LinkAlias Warning "link/alias" "An alias that is another page's name too, or that leads out of the site; links to it lead to the first, or nothing leads from it."
    LinkAmbiguous Warning "link/ambiguous" "A link that could mean several pages; it leads to the first by path."
    LinkAnchor Warning "link/anchor" "A link to a heading that its page does not have; it leads to the page."
    LinkUnsafe Warning "link/unsafe" "A link with a scheme that could run script or read local files; its text stays as text."
    LinkUnknownId Warning "link/unknown-id" "An identifier of this house's pattern that no page has."
    GlossClash Note "gloss/clash" "A name that two glossary entries claim; a title wins over an alias, and prose links neither of two equals."
    GlossUndefined Note "gloss/undefined" "An acronym that three or more incidents use and no page explains."
    GlossUnused Note "gloss/unused" "A glossary entry that no other page uses."
    MediaMissing Warning "media/missing" "A picture or attachment that does not exist."
    MediaRemote Warning "media/remote" "A picture or embed on another host; it becomes a labelled link, so that no request leaves the site."
    MediaType Warning "media/type" "A kind of file that is not copied unless `[content] allow` names it."
    MediaSvg Warning "media/svg" "An SVG that cannot be cleaned of what could act, or is of doubtful form; an empty picture stands in its place."
    PageEmpty Note "page/empty" "A file with no text in its body."
    PageHtml Note "page/html" "Raw HTML that was removed or changed because it could act, load or restyle the page."
    PageDepth Warning "page/depth" "Markup nested deeper than a hundred levels; the deeper levels are flattened."
    PageLanguage Note "page/language" "Write-ups in a language that is not read, one finding a folder; their keys and labels count, and nothing is taken from their prose."
    PageBudget Warning "page/budget" "More of one thing than a page can hold: nested boxes, open tags, empty cells, names. What is beyond it is text or left out, as the finding says."
    PageOtherTool Note "page/other-tool" "Tags of another tool, such as shortcodes, which only that tool can fill in; they are in no page."
    PageUnclosedFence Note "page/unclosed-fence" "A code fence that is never closed; the rest of the page is code."
    PageUnclosedComment Warning "page/unclosed-comment" "An author's comment that is never closed; the rest of the file is in no page."
    PageUnusedNote Note "page/unused-note" "A footnote, or the definition of a link, that carries words and that nothing on the page refers to; it is in no page."
    PageWideRow Note "page/wide-row" "A row of a table that has more cells than its head; they stand in a column without a name."
    PageDoubtfulComment Warning "page/doubtful-comment" "Text between two `%%` that may be no comment: the first stands behind a number or a word, or several paragraphs lie between them; it is in no page."
    PageCollision Warning "page/collision" "Two files want one address; the second gets a suffix."
    PageReserved Warning "page/reserved" "A file wants an address the site itself uses; it gets a suffix."
    PageTemplate Warning "page/template" "A theme template that could not be rendered for this page."
    SimDuplicate Warning "sim/duplicate" "A write-up that says nearly the same as another: one of them is probably a copy."
    SimUnlinked Note "sim/unlinked" "Two write-ups that are much alike and do not name each other; `casebook similar --review` walks through them."
    MediaMetadata Note "media/metadata" "A picture that says where, when, with what or by whom it was made, or more than that; all of it is stripped from what is published."
    MediaUncleaned Warning "media/uncleaned" "A file with metadata that cannot be stripped: a picture is left out, and a film or a document is published as it is."
    MediaUnsearched Warning "media/unsearched" "An attached file that cannot be searched for credentials whole, since it is too long, or packed with a password or in a way that is not known; it is in no build."
    PrivacySecret Error "privacy/secret" "Something that looks like a live credential; the build stops."
    PrivacySecretName Error "privacy/secret-name" "A file whose name, or whose folder's, looks like a live credential; the build stops."
    PrivacyAddress Warning "privacy/address" "An address with a password, a token or a meeting's code in it; that is overwritten wherever the address is shown."
    PrivacyAllowed Note "privacy/allowed" "Something that looks like a credential and that `[secrets] allow` says is public on purpose."
    PrivacyPersonal Note "privacy/personal" "An e-mail address, a telephone number, an IP address, a host or an account that `[privacy]` reports."
    PrivacyMasked Warning "privacy/masked" "The same, where `[privacy]` masks it: it is overwritten on pages, and an attached file that holds it is left out."
    PrivacyStop Error "privacy/personal-stop" "The same, where `[privacy]` stops a build over it."
    PrivacyName Warning "privacy/name" "A person of people.toml named where nothing takes the name's place: in code, in an address, in a file's name."
    PrivacyNameLeft Error "privacy/name-left" "The same, where `[privacy] names` forbids it; the build stops."
    PrivacyUnlisted Note "privacy/unlisted" "Somebody whom a label, a handle, a chat or an address names and people.toml does not list; the name is published."
    PrivacyPublication Warning "privacy/publication" "A key about publication whose value does not plainly say published; the page is withheld until `[content.publication]` settles it."
    PrivacyUnclear Warning "privacy/unclear" "A mark that speaks of an audience and is not understood; its section is left out."
    PrivacyAudience Error "privacy/audience" "Something that names an audience which `[audiences]` does not have; nothing is built until it is spelt as it is there."
    PrivacyNoAudience Warning "privacy/no-audience" "A page that names no audience, where `[audiences]` has no `default`; it is in no build."
    PrivacyWidened Error "privacy/widened" "Something that more readers would see than audiences.lock says; nothing is built until `--accept-widening` says that this is meant."
    PrivacyRestricted Error "privacy/restricted" "Content that names an audience on a site without `[audiences]` is left out; the build ends with exit 4 until `--omit-restricted` says that this is meant."
}

impl Rule {
    /// The rule called `code`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.code() == code)
    }

    /// Whether it is about something that looks like a live credential.
    pub fn is_credential(self) -> bool {
        matches!(self, Rule::PrivacySecret | Rule::PrivacySecretName)
    }

    /// Whether nothing is written while it is there.
    pub fn stops(self) -> bool {
        self.is_credential() || matches!(self, Rule::PrivacyStop | Rule::PrivacyNameLeft)
    }

    /// Whether what it points at is overwritten, so that no finding may repeat it.
    pub fn hides(self) -> bool {
        self.is_credential() || matches!(self, Rule::PrivacyAddress | Rule::PrivacyMasked | Rule::PrivacyStop)
    }
}
