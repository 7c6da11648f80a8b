//! The eleven calls of document 001, and the one of the location module.

use super::{
    Call, Militia, convert, roster,
    wire::{self, path},
};
use crate::{
    connector::{Answer, Tasks},
    error::Result,
};
use async_trait::async_trait;
use muster_domain::{
    board::{CheckInFigures, CheckInRow, ResponseFigures, ResponseRow},
    id::TaskId,
    position::Whereabouts,
    read::Page,
    roster::{OfficeRoster, OrgRoster},
    task::{NewTask, Participant, PublishInfo, TaskDetail, TaskList, TaskSummary},
};
use reqwest::Method;

/// The body of the two paged boards.
fn page_wanted(per_page: u32, page: u32) -> wire::PageWanted {
    wire::PageWanted {
        pc: per_page,
        pn: page,
    }
}

#[async_trait]
impl Tasks for Militia {
    async fn list(
        &self,
        list: TaskList,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<Page<TaskSummary>>> {
        let (size, number) = (per_page.to_string(), page.to_string());
        let path = match list {
            TaskList::Working => path::working(&size, &number),
            TaskList::Done => path::done(&size, &number),
        };
        let convert = |wire| convert::tasks(wire, list, page);
        self.read_page(Call::get(&path), page, convert).await
    }

    async fn detail(&self, task: &TaskId) -> Result<Answer<TaskDetail>> {
        let path = path::detail(task.as_str());
        let convert = |wire| convert::detail(wire, task, self.crs);
        self.read(Call::get(&path), convert).await
    }

    async fn people(&self, task: &TaskId) -> Result<Answer<Vec<Participant>>> {
        let path = path::people(task.as_str());
        let convert = |wire| Ok(convert::participants(wire));
        self.read(Call::get(&path).large(), convert).await
    }

    async fn responses(
        &self,
        task: &TaskId,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<(ResponseFigures, Page<ResponseRow>)>> {
        let path = path::responses(task.as_str());
        let call = Call::get(&path).with(&page_wanted(per_page, page));
        let convert = |wire| convert::responses(wire, page);
        self.read_page(call, page, convert).await
    }

    async fn check_ins(
        &self,
        task: &TaskId,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<(CheckInFigures, Page<CheckInRow>)>> {
        let path = path::check_ins(task.as_str());
        let call = Call::get(&path).with(&page_wanted(per_page, page));
        let convert = |wire| convert::check_ins(wire, page);
        self.read_page(call, page, convert).await
    }

    async fn whereabouts(
        &self,
        task: &TaskId,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<Option<Page<Whereabouts>>>> {
        self.ask_whereabouts(task, per_page, page).await
    }

    async fn publish_info(&self) -> Result<Answer<PublishInfo>> {
        let convert = |wire| Ok(convert::info(wire, self.crs));
        let answer = self.read(Call::get(path::INFO), convert).await?;
        self.known().is_office = Some(answer.value.is_office);
        Ok(answer)
    }

    async fn orgs(&self) -> Result<Answer<OrgRoster>> {
        let call = Call::get(path::ORGS).large();
        self.read_large(call, roster::orgs).await
    }

    async fn offices(&self) -> Result<Answer<OfficeRoster>> {
        let call = Call::get(path::OFFICES).large();
        self.read_large(call, roster::offices).await
    }

    async fn publish(&self, task: &NewTask) -> Result<Answer<()>> {
        let body = convert::publish(task, self.crs);
        let call = Call::get(path::PUBLISH).by(Method::POST);
        self.write(call.with(&body)).await
    }

    async fn finish(&self, task: &TaskId) -> Result<Answer<()>> {
        let task_id = task.as_str().into();
        let call = Call::get(path::FINISH).by(Method::PUT);
        self.write(call.with(&wire::Finish { task_id })).await
    }
}
