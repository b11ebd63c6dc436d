//! The ways an incident may be found: the word that `detection` takes for each, the words that a reader sees, and who it was.
//!
//! A house may have words of its own. They stay texts, and come after these.

macro_rules! ways {
    ($($way:ident $outside:literal $code:literal $words:literal)*) => {
        /// How an incident was found, in the field's words: from machines to people outside, then that nobody knows.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum WayOfFinding {
            $(#[doc = $words] $way,)*
        }

        impl WayOfFinding {
            /// All of them, in order.
            pub const ALL: &[WayOfFinding] = &[$(WayOfFinding::$way),*];

            /// The word of the front matter.
            pub const fn code(self) -> &'static str {
                match self {
                    $(WayOfFinding::$way => $code,)*
                }
            }

            /// What or who found it, after "found by".
            pub const fn words(self) -> &'static str {
                match self {
                    $(WayOfFinding::$way => $words,)*
                }
            }

            /// Whether it was people outside the house, or somebody who speaks for them.
            pub const fn is_outside(self) -> bool {
                match self {
                    $(WayOfFinding::$way => $outside,)*
                }
            }
        }
    };
}

ways! {
    Alert false "alert" "an alert"
    SloBurn false "slo-burn" "an alert on a service level"
    ScheduledCheck false "scheduled-check" "a scheduled check"
    Dashboard false "dashboard" "somebody looking at a dashboard"
    Employee false "employee" "a colleague"
    Partner true "partner" "a partner"
    Support true "support" "the support team"
    Customer true "customer" "a customer"
    Unknown false "unknown" "nobody knows how"
}

impl WayOfFinding {
    /// The way that `code` stands for.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|way| way.code() == code)
    }

    /// The place of a word among the ways; the house's own words come after them.
    pub(crate) fn rank(word: &str) -> usize {
        Self::ALL.iter().position(|way| way.code() == word).unwrap_or(Self::ALL.len())
    }
}
