//! Every key of the tables that front matter may hold, such as the `owner` of a follow-up: its names, and the key that takes the table.

use crate::model::front_matter_keys::Key;

macro_rules! table_keys {
    ($($of:ident { $($key:ident $name:literal $(also $($also:literal)+)?;)+ })*) => {
        /// A key of a table that a [`Key`] takes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum TableKey {
            $($(#[doc = concat!("`", $name, "`.")] $key,)+)*
        }

        impl TableKey {
            /// All of them.
            pub const ALL: &[TableKey] = &[$($(TableKey::$key),+),*];

            /// Its name and synonyms; the first that says anything counts.
            pub const fn names(self) -> &'static [&'static str] {
                match self {
                    $($(TableKey::$key => &[$name $($(, $also)+)?],)+)*
                }
            }

            /// The key whose tables it is of.
            pub const fn of(self) -> Key {
                match self {
                    $($(TableKey::$key => Key::$of,)+)*
                }
            }
        }
    };
}

table_keys! {
    CustomerStory {
        StorySaw "saw" also "what_customers_saw";
        StoryTell "tell" also "say" "what_to_tell";
        StoryChanges "changes" also "change";
    }
    Surprise {
        SurpriseExpected "expected";
        SurpriseActual "actual" also "was" "so";
    }
    Alerts {
        AlertName "name" also "alert" "title";
        AlertVerdict "verdict";
    }
    Related {
        RelatedId "id" also "ref" "incident" "page" "path";
        RelatedWhy "why" also "reason" "note";
    }
    Runbooks {
        RunbookRef "ref" also "id" "runbook" "name" "path";
        RunbookOutcome "outcome" also "result";
    }
    Refs {
        RefTitle "title" also "name" "text";
        RefUrl "url" also "href" "link";
        RefKind "kind" also "type";
        RefDate "date" also "dated" "opened";
    }
    Actions {
        ActionText "text" also "title" "name" "action" "description" "task";
        ActionOwner "owner" also "team" "assignee";
        ActionKind "kind" also "type" "category";
        ActionRank "rank" also "priority";
        ActionState "state" also "status" "done";
        ActionReason "reason" also "why";
        ActionOpened "opened" also "created" "created_at";
        ActionClosed "closed" also "done_at" "completed" "completed_at" "resolved";
        ActionTicket "ticket" also "issue" "url" "link";
    }
    Steps {
        StepRef "ref" also "id" "page" "read" "path" "target";
        StepWhy "why" also "reason";
        StepMinutes "minutes";
    }
}

impl TableKey {
    /// The name that we give it.
    pub const fn name(self) -> &'static str {
        self.names()[0]
    }
}

impl From<TableKey> for &'static str {
    fn from(key: TableKey) -> Self {
        key.name()
    }
}
