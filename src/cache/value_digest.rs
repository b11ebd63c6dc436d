//! A value becomes a digest of all that is in it, by way of its serialised form: a field that is added enters by itself.

use blake3::Hasher;
use serde::ser::{self, Serialize};

use crate::cache::everything_that_enters::Key;

/// Whether the places where something stands in a text enter, or only what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Places {
    /// They enter.
    Count,
    /// They do not: a word more before it makes no other value.
    Ignored,
}

/// The digest of a value. Linear in its size. The order of a map is none: a hash map has another each time.
pub fn digest(value: &impl Serialize, places: Places) -> Key {
    let mut writer = Writer { hasher: Hasher::new(), places, ignored: 0 };
    // It writes into a hash, which takes everything.
    let _ = value.serialize(&mut writer);
    *writer.hasher.finalize().as_bytes()
}

/// How serde calls a range, which is how places are written.
const PLACE: &str = "Range";

struct Writer {
    hasher: Hasher,
    places: Places,
    /// How many places deep it is in what does not enter.
    ignored: usize,
}

impl Writer {
    fn write(&mut self, bytes: &[u8]) {
        if self.ignored == 0 {
            self.hasher.update(bytes);
        }
    }

    /// A value of any length, so that two in a row are never taken for others.
    fn long(&mut self, bytes: &[u8]) {
        self.write(&(bytes.len() as u64).to_le_bytes());
        self.write(bytes);
    }

    fn tag(&mut self, tag: u8) {
        self.write(&[tag]);
    }
}

/// That a value cannot be written, which does not happen.
#[derive(Debug)]
struct Refused;

impl std::fmt::Display for Refused {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("a value that cannot be serialised")
    }
}

impl std::error::Error for Refused {}

impl ser::Error for Refused {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self
    }
}

macro_rules! numbers {
    ($($name:ident $number:ty),*) => {
        $(fn $name(self, value: $number) -> Result<(), Refused> {
            self.write(&value.to_le_bytes());
            Ok(())
        })*
    };
}

impl<'w> ser::Serializer for &'w mut Writer {
    type Ok = ();
    type Error = Refused;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Pairs<'w>;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    numbers!(
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_u8 u8, serialize_u16 u16,
        serialize_u32 u32, serialize_u64 u64, serialize_f32 f32, serialize_f64 f64
    );

    fn serialize_bool(self, value: bool) -> Result<(), Refused> {
        self.tag(u8::from(value));
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Refused> {
        self.serialize_u32(u32::from(value))
    }

    fn serialize_str(self, value: &str) -> Result<(), Refused> {
        self.long(value.as_bytes());
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Refused> {
        self.long(value);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Refused> {
        self.tag(0);
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Refused> {
        self.tag(1);
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Refused> {
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Refused> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, variant: u32, _: &'static str) -> Result<(), Refused> {
        self.serialize_u32(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Refused> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        variant: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Refused> {
        self.write(&variant.to_le_bytes());
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Refused> {
        self.tag(b'[');
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Refused> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Refused> {
        Ok(self)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        variant: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self, Refused> {
        self.write(&variant.to_le_bytes());
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Pairs<'w>, Refused> {
        Ok(Pairs { writer: self, one: Hasher::new(), all: Vec::new() })
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Self, Refused> {
        if self.ignored > 0 || (name == PLACE && self.places == Places::Ignored) {
            self.ignored += 1;
        }
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        variant: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self, Refused> {
        self.write(&variant.to_le_bytes());
        Ok(self)
    }
}

impl ser::SerializeSeq for &mut Writer {
    type Ok = ();
    type Error = Refused;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        self.tag(b',');
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Refused> {
        self.tag(b']');
        Ok(())
    }
}

/// The pairs of a map, each a digest of its own until all are known and can be put in order.
struct Pairs<'w> {
    writer: &'w mut Writer,
    one: Hasher,
    all: Vec<Key>,
}

impl ser::SerializeMap for Pairs<'_> {
    type Ok = ();
    type Error = Refused;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Refused> {
        std::mem::swap(&mut self.one, &mut self.writer.hasher);
        let written = key.serialize(&mut *self.writer);
        std::mem::swap(&mut self.one, &mut self.writer.hasher);
        written
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        self.serialize_key(value)?;
        self.all.push(*self.one.finalize().as_bytes());
        self.one.reset();
        Ok(())
    }

    fn end(mut self) -> Result<(), Refused> {
        self.all.sort_unstable();
        self.writer.long(self.all.as_flattened());
        Ok(())
    }
}

impl ser::SerializeStruct for &mut Writer {
    type Ok = ();
    type Error = Refused;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Result<(), Refused> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Refused> {
        self.ignored = self.ignored.saturating_sub(1);
        Ok(())
    }
}

impl ser::SerializeStructVariant for &mut Writer {
    type Ok = ();
    type Error = Refused;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Result<(), Refused> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Refused> {
        Ok(())
    }
}

macro_rules! tuples {
    ($($kind:ident $method:ident),*) => {
        $(impl ser::$kind for &mut Writer {
            type Ok = ();
            type Error = Refused;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Refused> {
                Ok(())
            }
        })*
    };
}

tuples!(SerializeTuple serialize_element, SerializeTupleStruct serialize_field, SerializeTupleVariant serialize_field);

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[derive(serde::Serialize)]
    struct Said {
        word: &'static str,
        at: std::ops::Range<usize>,
        of: Option<u8>,
    }

    #[test]
    fn what_is_said_enters_and_where_it_stands_only_if_it_is_asked_for() {
        let said = |word, at, of| Said { word, at: at..at + 1, of };
        let same = |one: &Said, other: &Said, places| digest(one, places) == digest(other, places);
        assert!(same(&said("a", 1, None), &said("a", 7, None), Places::Ignored));
        assert!(!same(&said("a", 1, None), &said("a", 7, None), Places::Count));
        assert!(!same(&said("a", 1, Some(1)), &said("a", 1, None), Places::Ignored));
        assert!(!same(&said("a", 1, Some(1)), &said("a", 1, Some(2)), Places::Ignored));
    }

    #[test]
    fn a_map_has_no_order() {
        let map = |names: &[&'static str]| names.iter().map(|&name| (name, 1)).collect::<HashMap<_, _>>();
        let names = ["a", "b", "c", "d", "e", "f", "g", "h"];
        let reversed: Vec<&str> = names.iter().rev().copied().collect();
        assert_eq!(digest(&map(&names), Places::Count), digest(&map(&reversed), Places::Count));
        assert_ne!(digest(&map(&names), Places::Count), digest(&map(&names[1..]), Places::Count));
    }

    #[test]
    fn two_values_in_a_row_are_not_two_others() {
        let of = |values: &[&str]| digest(&values.to_vec(), Places::Count);
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["ab"]), of(&["ab", ""]));
        assert_ne!(
            digest(&(vec!["a"], vec!["b", "c"]), Places::Count),
            digest(&(vec!["a", "b"], vec!["c"]), Places::Count)
        );
    }
}
