//! Who answered, who arrived, who is where.

use super::{Militia, Result};
use crate::store::{Account, Counts, PageAt, Position, Row};

/// A page of everybody notified.
#[derive(Debug)]
pub struct ResponseBoard {
    pub mem_count: i64,
    pub counts: Counts,
    /// `None` before the first response.
    pub mean_response_ms: Option<i64>,
    pub pages: i64,
    pub rows: Vec<Row>,
}

/// A page of everybody who accepted.
#[derive(Debug)]
pub struct CheckInBoard {
    pub counts: Counts,
    pub pages: i64,
    pub rows: Vec<Row>,
}

/// A page of those who report where they are.
#[derive(Debug)]
pub struct PositionPage {
    pub pages: i64,
    pub total: i64,
    pub rows: Vec<Position>,
}

impl Militia {
    pub fn responses(
        &self,
        account: &Account,
        task_id: i64,
        page: PageAt,
    ) -> Result<ResponseBoard> {
        let task = self.visible(account, task_id)?;
        Ok(ResponseBoard {
            mem_count: task.mem_count,
            counts: task.counts,
            mean_response_ms: self.store.mean_response_ms(task_id)?,
            pages: page.pages(task.counts.notified),
            rows: self.store.notified(task_id, page)?,
        })
    }

    pub fn check_ins(&self, account: &Account, task_id: i64, page: PageAt) -> Result<CheckInBoard> {
        let task = self.visible(account, task_id)?;
        Ok(CheckInBoard {
            counts: task.counts,
            pages: page.pages(task.counts.accepted),
            rows: self.store.accepted(task_id, page)?,
        })
    }

    pub fn positions(&self, account: &Account, task_id: i64, page: PageAt) -> Result<PositionPage> {
        self.visible(account, task_id)?;
        let (rows, total) = self.store.positions(task_id, page)?;
        Ok(PositionPage {
            pages: page.pages(total),
            total,
            rows,
        })
    }
}
