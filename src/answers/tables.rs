//! The numbers behind a picture become a table: for readers as HTML, for programs as CSV and JSON.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::wording::Wording;
use crate::words::{durations, estimates};

/// Rows of cells under named columns.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    pub columns: Vec<Column>,
    /// As many cells in each as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Its heading for readers.
    pub title: String,
    /// Its name for programs; lengths of time end in `_seconds`.
    pub key: &'static str,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    /// Words.
    Text(String),
    /// Words, and the address that they lead to.
    Link(String, String),
    /// How many.
    Count(u64),
    /// A number of any kind.
    Number(f64),
    /// A share from 0 to 1.
    Share(f64),
    /// A length of time in seconds.
    Length(f64),
    /// How likely something is by chance, 0 to 1.
    Chance(f64),
    /// Nothing, or nothing that may be told.
    Empty,
}

/// A cell as a page shows it.
#[derive(Serialize)]
pub(crate) struct ShownCell {
    pub text: String,
    /// Where it leads.
    pub address: Option<String>,
    pub numeric: bool,
}

/// A table as a page shows it.
#[derive(Serialize)]
pub(crate) struct ShownTable {
    pub columns: Vec<ShownColumn>,
    pub rows: Vec<Vec<ShownCell>>,
}

/// A column as a page shows it.
#[derive(Serialize)]
pub(crate) struct ShownColumn {
    pub title: String,
    pub numeric: bool,
}

impl Column {
    pub(crate) fn new(key: &'static str, title: impl Into<String>) -> Self {
        Self { title: title.into(), key }
    }

    /// The same with a heading out of the words of the interface.
    pub(super) fn said(wording: &Wording, key: &'static str, title: &str) -> Self {
        Self::new(key, wording.say(title))
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Empty, Into::into)
    }
}

impl Cell {
    /// For readers.
    pub(crate) fn words(&self, wording: &Wording) -> String {
        match self {
            Cell::Text(text) | Cell::Link(text, _) => text.clone(),
            Cell::Count(count) => wording.grouped(&count.to_string()),
            Cell::Number(value) if value.is_finite() => estimates::decimal(wording, *value),
            Cell::Number(_) | Cell::Empty => String::from("–"),
            Cell::Share(share) => estimates::percent(wording, *share),
            Cell::Length(seconds) => durations::exact_seconds(wording, *seconds),
            Cell::Chance(p) if *p < 0.001 => {
                wording.fill("trends.chance_under", &[("number", &estimates::marked(wording, "0.001"))])
            }
            Cell::Chance(p) => estimates::marked(wording, &format!("{p:.3}")),
        }
    }

    /// For programs: plain numbers, lengths in seconds, nothing where there is nothing.
    pub(crate) fn plain(&self) -> String {
        match self.json() {
            Value::Null => String::new(),
            Value::String(text) => text,
            other => other.to_string(),
        }
    }

    fn json(&self) -> Value {
        let rounded = |value: f64, digits: i32| {
            let factor = 10f64.powi(digits);
            serde_json::Number::from_f64((value * factor).round() / factor).map_or(Value::Null, Value::Number)
        };
        match self {
            Cell::Text(text) | Cell::Link(text, _) => Value::from(text.as_str()),
            Cell::Count(count) => Value::from(*count),
            Cell::Number(value) | Cell::Share(value) => rounded(*value, 4),
            Cell::Chance(p) => rounded(*p, 6),
            Cell::Length(seconds) if seconds.is_finite() => Value::from(seconds.round() as i64),
            Cell::Length(_) | Cell::Empty => Value::Null,
        }
    }

    fn numeric(&self) -> bool {
        !matches!(self, Cell::Text(_) | Cell::Link(..))
    }
}

impl Table {
    /// As a page shows it.
    pub(crate) fn shown(&self, wording: &Wording) -> ShownTable {
        let numeric = |at: usize| self.rows.iter().all(|row| row[at].numeric()) && !self.rows.is_empty();
        let column = |(at, column): (usize, &Column)| ShownColumn { title: column.title.clone(), numeric: numeric(at) };
        let cell = |cell: &Cell| ShownCell {
            text: cell.words(wording),
            address: match cell {
                Cell::Link(_, address) => Some(address.clone()),
                _ => None,
            },
            numeric: cell.numeric(),
        };
        ShownTable {
            columns: self.columns.iter().enumerate().map(column).collect(),
            rows: self.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
        }
    }

    /// For programs: a list of objects.
    pub(crate) fn json(&self) -> Value {
        let object = |row: &Vec<Cell>| {
            let entries = self.columns.iter().zip(row).map(|(column, cell)| (column.key.to_owned(), cell.json()));
            Value::Object(entries.collect::<Map<String, Value>>())
        };
        Value::Array(self.rows.iter().map(object).collect())
    }
}
