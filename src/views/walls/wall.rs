//! The walls: what each gathers, what it is called, and where it is.

use crate::addresses::FixedOutput;

/// What a wall gathers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Wall {
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
    pub(super) const ALL: [Wall; 6] =
        [Wall::Surprises, Wall::Helped, Wall::Questions, Wall::Signals, Wall::Latent, Wall::Support];

    /// The wall that an output is.
    pub(crate) fn of(output: FixedOutput) -> Option<Self> {
        Self::ALL.into_iter().find(|wall| wall.output() == output)
    }

    /// Its row in the table of addresses.
    pub(crate) fn output(self) -> FixedOutput {
        match self {
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

    pub(crate) fn title(self) -> &'static str {
        match self {
            Wall::Surprises => "What surprised us",
            Wall::Helped => "What went well, and where we were lucky",
            Wall::Questions => "What we do not understand yet",
            Wall::Signals => "Signs that nobody read",
            Wall::Latent => "What had been there for years",
            Wall::Support => "What customers saw",
        }
    }

    /// What it is called beside the others.
    pub(crate) fn tab(self) -> &'static str {
        match self {
            Wall::Surprises => "Surprises",
            Wall::Helped => "What went well",
            Wall::Questions => "Open questions",
            Wall::Signals => "Signs nobody read",
            Wall::Latent => "There for years",
            Wall::Support => "What customers saw",
        }
    }

    /// What it is for.
    pub(crate) fn about(self) -> &'static str {
        match self {
            Wall::Surprises => "What people expected, and what was so. Whoever is new here expects much the same.",
            Wall::Helped => "What to keep doing on purpose, and what went well only by chance.",
            Wall::Questions => {
                "What nobody could say when it was written up, and what could be tried on purpose to find out. \
                 An answer is worth a line in the write-up."
            }
            Wall::Signals => {
                "Something showed it, in a log, on a board, in an alert, and nobody could be expected to read it. \
                 What would have to be different for the next one to be read?"
            }
            Wall::Latent => {
                "Conditions that were there for more than a year before they mattered, dated by an old ticket, drawing or commit."
            }
            Wall::Support => "What customers saw, what to tell somebody who asks about it, and what changes for them.",
        }
    }
}
