//! Lists as Laravel's paginator writes them (document 002, `record_list`).

use serde::Serialize;

use crate::service::moments::Sheet;

#[derive(Serialize)]
pub struct Paginator<T> {
    current_page: i64,
    data: Vec<T>,
    first_page_url: String,
    /// Number of the first row, from 1; null on a page without rows.
    from: Option<i64>,
    last_page: i64,
    last_page_url: String,
    next_page_url: Option<String>,
    path: String,
    per_page: i64,
    prev_page_url: Option<String>,
    to: Option<i64>,
    total: i64,
}

impl<T> Paginator<T> {
    /// `address` is what was called, without its query.
    pub fn new<R>(sheet: Sheet<R>, address: &str, write: impl FnMut(R) -> T) -> Self {
        let Sheet { rows, page, total } = sheet;
        let last = page.pages(total).max(1);
        let url = |number: i64| format!("{address}?page={number}");
        let count = rows.len() as i64;
        let from = (count > 0).then(|| page.offset() + 1);
        Self {
            current_page: page.number,
            first_page_url: url(1),
            from,
            last_page: last,
            last_page_url: url(last),
            next_page_url: (page.number < last).then(|| url(page.number + 1)),
            path: address.to_owned(),
            per_page: page.size,
            prev_page_url: (page.number > 1).then(|| url(page.number - 1)),
            to: from.map(|from| from + count - 1),
            total,
            data: rows.into_iter().map(write).collect(),
        }
    }
}
