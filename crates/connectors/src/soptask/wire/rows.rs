//! Rows as servers list them: bare, or a page of them with its number. PHP
//! writes an empty object as an empty array.

use crate::{
    error::{Error, Result},
    json::{Count, List, Strict, broken},
};
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
};
use std::{fmt, marker::PhantomData};

/// An array of `T`, or an object.
#[derive(Debug)]
pub(crate) enum ArrayOr<T, O> {
    Array(Vec<T>),
    Object(O),
}

impl<'de, T: Deserialize<'de>, O: Deserialize<'de>> Deserialize<'de> for ArrayOr<T, O> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct Either<T, O>(PhantomData<(T, O)>);

        impl<'de, T: Deserialize<'de>, O: Deserialize<'de>> Visitor<'de> for Either<T, O> {
            type Value = ArrayOr<T, O>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object or an array")
            }

            fn visit_seq<A: SeqAccess<'de>>(
                self,
                mut array: A,
            ) -> std::result::Result<Self::Value, A::Error> {
                let mut values = Vec::new();
                while let Some(value) = array.next_element()? {
                    values.push(value);
                }
                Ok(ArrayOr::Array(values))
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                map: A,
            ) -> std::result::Result<Self::Value, A::Error> {
                O::deserialize(MapAccessDeserializer::new(map)).map(ArrayOr::Object)
            }
        }

        deserializer.deserialize_any(Either(PhantomData))
    }
}

/// What no array holds.
#[derive(Debug, Deserialize)]
pub(crate) enum Nothing {}

/// An object; what is missing, `null` or `[]` is an empty one.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(crate) struct OrEmpty<T>(Option<ArrayOr<Nothing, T>>);

impl<T> Default for OrEmpty<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Default> OrEmpty<T> {
    pub(crate) fn get(self) -> T {
        match self.0 {
            Some(ArrayOr::Object(value)) => value,
            Some(ArrayOr::Array(_)) | None => T::default(),
        }
    }
}

/// Rows alone, or a page of them.
pub(crate) type Rows<T> = ArrayOr<Strict<T>, Paginator<T>>;

/// A page as Laravel writes it. The addresses of its neighbours are not read.
#[derive(Debug, Deserialize)]
pub(crate) struct Paginator<T> {
    current_page: Option<Count>,
    last_page: Option<Count>,
    total: Option<Count>,
    data: Option<List<Strict<T>>>,
}

/// Rows, or one of the names that servers put them under.
pub(crate) type Lists<T> = ArrayOr<Strict<T>, Wrapped<T>>;

#[derive(Debug, Deserialize)]
pub(crate) struct Wrapped<T> {
    list: Option<Rows<T>>,
    record_list: Option<Rows<T>>,
    current_page: Option<Count>,
    last_page: Option<Count>,
    total: Option<Count>,
    data: Option<List<Strict<T>>>,
}

/// The rows of a page, and how many pages and rows there are.
pub(crate) struct Listed<T> {
    pub(crate) rows: Vec<T>,
    /// Where they stand in the answer.
    pub(crate) place: String,
    pub(crate) total_pages: u32,
    /// 0 where the server does not tell.
    pub(crate) total: u32,
}

impl<T> Rows<T> {
    /// # Errors
    /// `BrokenAnswer` for a page of nothing at all.
    pub(crate) fn listed(self, place: &str, page: u32) -> Result<Listed<T>> {
        match self {
            ArrayOr::Array(rows) => {
                let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
                Ok(Listed {
                    rows: bare(rows),
                    place: place.to_owned(),
                    total_pages: 1,
                    total,
                })
            }
            ArrayOr::Object(paginator) => paginator.listed(place, page),
        }
    }
}

impl<T> Paginator<T> {
    fn listed(self, place: &str, page: u32) -> Result<Listed<T>> {
        let place = joined(place, super::DATA);
        let is_page = self.current_page.is_some() || self.total.is_some();
        let rows = match self.data {
            Some(List(rows)) => bare(rows),
            None if is_page => Vec::new(),
            None => return Err(missing(&place)),
        };
        // Without a number of pages, one that has rows may have a next.
        let more = if rows.is_empty() { 0 } else { 1 };
        let total_pages = match self.last_page {
            Some(last) => last.0,
            None => page.saturating_add(more),
        };
        Ok(Listed {
            rows,
            place,
            total_pages: total_pages.max(1),
            total: self.total.map_or(0, |total| total.0),
        })
    }
}

impl<T> Lists<T> {
    /// # Errors
    /// As of [`Rows`].
    pub(crate) fn listed(self, page: u32) -> Result<Listed<T>> {
        match self {
            ArrayOr::Array(rows) => Rows::Array(rows).listed("", page),
            ArrayOr::Object(Wrapped {
                list: Some(rows), ..
            }) => rows.listed(super::LIST, page),
            ArrayOr::Object(Wrapped {
                record_list: Some(rows),
                ..
            }) => rows.listed(super::RECORD_LIST, page),
            ArrayOr::Object(wrapped) => Paginator {
                current_page: wrapped.current_page,
                last_page: wrapped.last_page,
                total: wrapped.total,
                data: wrapped.data,
            }
            .listed("", page),
        }
    }
}

fn bare<T>(rows: Vec<Strict<T>>) -> Vec<T> {
    rows.into_iter().map(|Strict(row)| row).collect()
}

fn missing(place: &str) -> Error {
    broken(place, "missing")
}

fn joined(place: &str, name: &str) -> String {
    if place.is_empty() {
        name.to_owned()
    } else {
        format!("{place}.{name}")
    }
}
