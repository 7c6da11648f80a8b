//! The eleven calls of document 001.

use super::{Call, Militia, TREE_CAP_MIB, convert, roster, wire};
use crate::{
    connector::{Answer, Tasks},
    error::Result,
    json::broken,
};
use async_trait::async_trait;
use muster_domain::{
    board::{CheckInFigures, CheckInRow, ResponseFigures, ResponseRow},
    id::TaskId,
    read::Page,
    roster::{OfficeRoster, OrgRoster},
    task::{NewTask, Participant, PublishInfo, TaskDetail, TaskList, TaskSummary},
};
use reqwest::Method;

/// Content that must be there.
fn some<T>(answer: Answer<Option<T>>) -> Result<Answer<T>> {
    let value = answer.value.ok_or_else(|| broken("data", "missing"))?;
    Ok(Answer {
        value,
        server_time: answer.server_time,
    })
}

/// Content that only a page past the last may lack. The first page must have
/// it, or a lame answer would pass for an empty list.
fn of_page<T: Default>(answer: Answer<Option<T>>, page: u32) -> Result<Answer<T>> {
    if page > 1 {
        Ok(answer.map(Option::unwrap_or_default))
    } else {
        some(answer)
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
        let name = match list {
            TaskList::Working => "working",
            TaskList::Done => "done",
        };
        let path = ["task", name, &per_page.to_string(), &page.to_string()];
        let answer = of_page::<wire::Tasks>(self.read(Call::get(&path)).await?, page)?;
        Ok(answer.map(|wire| convert::tasks(wire, list, page)))
    }

    async fn detail(&self, task: &TaskId) -> Result<Answer<TaskDetail>> {
        let path = ["task", "detail", task.as_str()];
        let answer = some::<wire::Task>(self.read(Call::get(&path)).await?)?;
        let value = convert::detail(answer.value, task, self.crs)?;
        Ok(Answer {
            value,
            server_time: answer.server_time,
        })
    }

    async fn people(&self, task: &TaskId) -> Result<Answer<Vec<Participant>>> {
        let path = ["task", "detail", "mem", task.as_str()];
        let call = Call {
            cap_mib: TREE_CAP_MIB,
            ..Call::get(&path)
        };
        let answer = some::<wire::Participants>(self.read(call).await?)?;
        Ok(answer.map(convert::participants))
    }

    async fn responses(
        &self,
        task: &TaskId,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<(ResponseFigures, Page<ResponseRow>)>> {
        let path = ["task", "response", task.as_str()];
        let wanted = wire::PageWanted {
            pc: per_page,
            pn: page,
        };
        let answer = self.read(Call::get(&path).with(&wanted)).await?;
        let answer = of_page::<wire::Responses>(answer, page)?;
        Ok(answer.map(|wire| convert::responses(wire, page)))
    }

    async fn check_ins(
        &self,
        task: &TaskId,
        per_page: u32,
        page: u32,
    ) -> Result<Answer<(CheckInFigures, Page<CheckInRow>)>> {
        let path = ["task", "gather", task.as_str()];
        let wanted = wire::PageWanted {
            pc: per_page,
            pn: page,
        };
        let answer = self.read(Call::get(&path).with(&wanted)).await?;
        let answer = of_page::<wire::CheckIns>(answer, page)?;
        Ok(answer.map(|wire| convert::check_ins(wire, page)))
    }

    async fn publish_info(&self) -> Result<Answer<PublishInfo>> {
        let answer = some::<wire::Info>(self.read(Call::get(&["task", "info"])).await?)?;
        self.known().is_office = Some(answer.value.is_office.0);
        Ok(answer.map(|wire| convert::info(wire, self.crs)))
    }

    async fn orgs(&self) -> Result<Answer<OrgRoster>> {
        let call = Call {
            cap_mib: TREE_CAP_MIB,
            ..Call::get(&["task", "orgs"])
        };
        let answer = some::<wire::Orgs>(self.read(call).await?)?;
        let value = roster::orgs(answer.value)?;
        Ok(Answer {
            value,
            server_time: answer.server_time,
        })
    }

    async fn offices(&self) -> Result<Answer<OfficeRoster>> {
        let call = Call {
            cap_mib: TREE_CAP_MIB,
            ..Call::get(&["task", "offices"])
        };
        let answer = some::<wire::Offices>(self.read(call).await?)?;
        let value = roster::offices(answer.value)?;
        Ok(Answer {
            value,
            server_time: answer.server_time,
        })
    }

    async fn publish(&self, task: &NewTask) -> Result<Answer<()>> {
        let call = Call {
            method: Method::POST,
            ..Call::get(&["task"])
        };
        self.write(call.with(&convert::publish(task, self.crs)))
            .await
    }

    async fn finish(&self, task: &TaskId) -> Result<Answer<()>> {
        let call = Call {
            method: Method::PUT,
            ..Call::get(&["task", "finish"])
        };
        let task_id = task.as_str().into();
        self.write(call.with(&wire::Finish { task_id })).await
    }
}
