//! The walls: what each gathers, what it is called, and where it is.

use crate::addresses::FixedOutput;
use crate::wording::Wording;

/// What a wall gathers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Wall {
    /// What people learned.
    Takeaways,
    /// What surprised people: expected and actual.
    Surprises,
    /// What went well, and where people were lucky.
    Helped,
    /// What is not understood, and could be tried on purpose.
    Questions,
    /// Signs that nobody read.
    Signals,
    /// Conditions that had been there for more than a year.
    Latent,
    /// What customers saw, and what to tell them.
    Support,
}

impl Wall {
    /// All of them, in the order in which they are offered.
    pub(super) const ALL: [Wall; 7] =
        [Wall::Takeaways, Wall::Surprises, Wall::Helped, Wall::Questions, Wall::Signals, Wall::Latent, Wall::Support];

    /// The wall that an output is.
    pub(crate) fn of(output: FixedOutput) -> Option<Self> {
        Self::ALL.into_iter().find(|wall| wall.output() == output)
    }

    /// Its row in the table of addresses.
    pub(crate) fn output(self) -> FixedOutput {
        match self {
            Wall::Takeaways => FixedOutput::Takeaways,
            Wall::Surprises => FixedOutput::Surprises,
            Wall::Helped => FixedOutput::Helped,
            Wall::Questions => FixedOutput::Questions,
            Wall::Signals => FixedOutput::Signals,
            Wall::Latent => FixedOutput::Latent,
            Wall::Support => FixedOutput::Support,
        }
    }

    /// Where its first sheet goes.
    pub(crate) fn address(self) -> &'static str {
        self.output().address()
    }

    pub(crate) fn title(self, wording: &Wording) -> String {
        wording.say(&format!("wall.{}.title", self.key()))
    }

    /// What it is called beside the others.
    pub(crate) fn tab(self, wording: &Wording) -> String {
        wording.say(&format!("wall.{}.tab", self.key()))
    }

    /// What it is for.
    pub(crate) fn about(self, wording: &Wording) -> String {
        wording.say(&format!("wall.{}.about", self.key()))
    }

    fn key(self) -> &'static str {
        match self {
            Wall::Takeaways => "takeaways",
            Wall::Surprises => "surprises",
            Wall::Helped => "helped",
            Wall::Questions => "questions",
            Wall::Signals => "signals",
            Wall::Latent => "latent",
            Wall::Support => "support",
        }
    }
}
