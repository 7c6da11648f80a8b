//! Who answered, who arrived, who is where.

use super::{Militia, Refusal, Result};
use crate::store::{Account, CheckIns, PageAt, Position, Responses};

/// Everybody notified.
#[derive(Debug)]
pub struct ResponseBoard {
    pub pages: i64,
    pub page: Responses,
}

/// Everybody who accepted.
#[derive(Debug)]
pub struct CheckInBoard {
    pub pages: i64,
    pub page: CheckIns,
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
        self.visible(account, task_id)?;
        let board = self.store.responses(task_id, page)?;
        let board = board.ok_or(Refusal::NoSuchTask)?;
        Ok(ResponseBoard {
            pages: page.pages(board.counts.notified),
            page: board,
        })
    }

    pub fn check_ins(&self, account: &Account, task_id: i64, page: PageAt) -> Result<CheckInBoard> {
        self.visible(account, task_id)?;
        let board = self.store.check_ins(task_id, page)?;
        let board = board.ok_or(Refusal::NoSuchTask)?;
        Ok(CheckInBoard {
            pages: page.pages(board.counts.accepted),
            page: board,
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
