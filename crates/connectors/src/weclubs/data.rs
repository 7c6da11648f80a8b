//! What a call carries. It is signed and sent from the same values, so that the
//! two cannot differ; and it can hold neither a null nor a fraction, of which
//! no two programs agree on the spelling.

use muster_domain::time::Time;
use serde::{Serialize, Serializer, ser::SerializeMap};
use zeroize::Zeroizing;

/// The `data` of a request: names and values in the order in which they are
/// sent.
#[derive(Default)]
pub(super) struct Data(Vec<(&'static str, Value)>);

/// A value that can be signed. What may be a secret is wiped when dropped.
pub(super) enum Value {
    Number(i64),
    Text(Zeroizing<String>),
    Objects(Vec<Data>),
}

impl Data {
    pub(super) fn new() -> Self {
        Self::default()
    }

    pub(super) fn number(self, name: &'static str, number: impl Into<i64>) -> Self {
        self.with(name, Value::Number(number.into()))
    }

    pub(super) fn text(self, name: &'static str, text: &str) -> Self {
        self.with(name, Value::Text(Zeroizing::new(text.to_owned())))
    }

    /// An id as the documents write it, a number; one that is none goes back
    /// as the text that it came as.
    pub(super) fn id(self, name: &'static str, id: &str) -> Self {
        match id.parse::<i64>() {
            Ok(number) if number.to_string() == id => self.number(name, number),
            _ => self.text(name, id),
        }
    }

    /// Unix milliseconds.
    pub(super) fn time(self, name: &'static str, time: Time) -> Self {
        self.number(name, time.0)
    }

    pub(super) fn objects(self, name: &'static str, objects: Vec<Self>) -> Self {
        self.with(name, Value::Objects(objects))
    }

    fn with(mut self, name: &'static str, value: Value) -> Self {
        self.0.push((name, value));
        self
    }

    /// With the values of another before its own.
    pub(super) fn after(mut self, mut before: Self) -> Self {
        before.0.append(&mut self.0);
        before
    }

    /// Names and values, by name.
    pub(super) fn sorted(&self) -> Vec<&(&'static str, Value)> {
        let mut entries: Vec<_> = self.0.iter().collect();
        entries.sort_by_key(|(name, _)| *name);
        entries
    }
}

impl Value {
    /// Hands out, piece by piece, what Java's `String.valueOf` makes of it.
    pub(super) fn spell(&self, out: &mut impl FnMut(&str)) {
        match self {
            Self::Number(number) => out(&number.to_string()),
            Self::Text(text) => out(text),
            Self::Objects(objects) => {
                out("[");
                for (index, object) in objects.iter().enumerate() {
                    out(if index == 0 { "{" } else { ", {" });
                    for (index, (name, value)) in object.0.iter().enumerate() {
                        if index > 0 {
                            out(", ");
                        }
                        out(name);
                        out("=");
                        value.spell(out);
                    }
                    out("}");
                }
                out("]");
            }
        }
    }
}

impl Serialize for Data {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) => text.as_str().serialize(serializer),
            Self::Objects(objects) => objects.serialize(serializer),
        }
    }
}
