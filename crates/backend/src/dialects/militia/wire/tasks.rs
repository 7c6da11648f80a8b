//! `/task/info`, `/task/working`, `/task/done`, `/task/detail`.

use serde::Serialize;

use super::{beijing, is_zero, or_null};
use crate::service::tasks::{Desk, Phase, TaskDetail, TaskPage};
use crate::store::{Place, Task};

#[derive(Serialize)]
pub struct Info {
    #[serde(skip_serializing_if = "is_zero")]
    is_office: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<CommonPlace>,
}

#[derive(Serialize)]
struct CommonPlace {
    place_id: i64,
    place_name: String,
    #[serde(skip_serializing_if = "is_zero")]
    place_lat: f64,
    #[serde(skip_serializing_if = "is_zero")]
    place_lng: f64,
}

impl From<Desk> for Info {
    fn from(desk: Desk) -> Self {
        Self {
            is_office: desk.is_office,
            places: desk.places.into_iter().map(CommonPlace::from).collect(),
        }
    }
}

impl From<Place> for CommonPlace {
    fn from(place: Place) -> Self {
        Self {
            place_id: place.place_id,
            place_name: place.name,
            place_lat: place.at.lat,
            place_lng: place.at.lng,
        }
    }
}

/// A page of `/task/working` or `/task/done`.
#[derive(Serialize)]
pub struct Page<T> {
    #[serde(skip_serializing_if = "is_zero")]
    total_pages: i64,
    #[serde(skip_serializing_if = "is_zero")]
    total_tasks: i64,
    data: Option<Vec<T>>,
}

impl Page<Working> {
    pub fn working(page: TaskPage) -> Self {
        Self::new(page, |(task, phase)| Working::new(task, phase))
    }
}

impl Page<Done> {
    pub fn done(page: TaskPage) -> Self {
        Self::new(page, |(task, _)| Done::from(task))
    }
}

impl<T> Page<T> {
    fn new(page: TaskPage, row: impl Fn((Task, Phase)) -> T) -> Self {
        Self {
            total_pages: page.pages,
            total_tasks: page.total,
            data: or_null(page.tasks.into_iter().map(row).collect()),
        }
    }
}

#[derive(Serialize)]
pub struct Working {
    task_id: i64,
    title: String,
    launch_admin: String,
    launch_datetime: String,
    gather_datetime: String,
    gather_place: String,
    #[serde(flatten)]
    progress: Progress,
    mem_count: i64,
}

impl Working {
    fn new(task: Task, phase: Phase) -> Self {
        Self {
            task_id: task.task_id,
            title: task.title,
            launch_admin: task.launcher_name,
            launch_datetime: beijing(task.launched),
            gather_datetime: beijing(task.gather),
            gather_place: task.place_name,
            progress: Progress::of(phase),
            mem_count: task.mem_count,
        }
    }
}

#[derive(Serialize)]
pub struct Done {
    task_id: i64,
    title: String,
    launch_admin: String,
    launch_datetime: String,
    finish_datetime: String,
    gather_place: String,
    mem_count: i64,
    #[serde(skip_serializing_if = "is_zero")]
    response_count: i64,
    #[serde(skip_serializing_if = "is_zero")]
    accept_count: i64,
    #[serde(skip_serializing_if = "is_zero")]
    check_count: i64,
}

impl From<Task> for Done {
    fn from(task: Task) -> Self {
        Self {
            task_id: task.task_id,
            finish_datetime: beijing(task.finished.unwrap_or(task.finish)),
            title: task.title,
            launch_admin: task.launcher_name,
            launch_datetime: beijing(task.launched),
            gather_place: task.place_name,
            mem_count: task.mem_count,
            response_count: task.counts.refused + task.counts.accepted,
            accept_count: task.counts.accepted,
            check_count: task.counts.checked,
        }
    }
}

/// `status` and `detail`: the phase and how far it is. A done task has
/// neither.
#[derive(Serialize)]
struct Progress {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "is_zero")]
    detail: f64,
}

impl Progress {
    fn of(phase: Phase) -> Self {
        let (status, detail) = match phase {
            Phase::Recruiting(share) => (Some("zj"), share),
            Phase::Gathering(share) => (Some("jh"), share),
            Phase::Executing => (Some("zx"), 0.0),
            Phase::Done => (None, 0.0),
        };
        Self { status, detail }
    }
}

#[derive(Serialize)]
pub struct Detail {
    task_id: i64,
    title: String,
    launch_admin: String,
    launch_datetime: String,
    gather_datetime: String,
    finish_datetime: String,
    gather_place: String,
    #[serde(skip_serializing_if = "is_zero")]
    place_lat: f64,
    #[serde(skip_serializing_if = "is_zero")]
    place_lng: f64,
    mem_count: i64,
    #[serde(flatten)]
    progress: Progress,
    #[serde(skip_serializing_if = "is_zero")]
    is_launcher: bool,
}

impl From<TaskDetail> for Detail {
    fn from(detail: TaskDetail) -> Self {
        let TaskDetail {
            task,
            phase,
            is_launcher,
        } = detail;
        Self {
            task_id: task.task_id,
            title: task.title,
            launch_admin: task.launcher_name,
            launch_datetime: beijing(task.launched),
            gather_datetime: beijing(task.gather),
            finish_datetime: beijing(task.finished.unwrap_or(task.finish)),
            gather_place: task.place_name,
            place_lat: task.place.lat,
            place_lng: task.place.lng,
            mem_count: task.mem_count,
            progress: Progress::of(phase),
            // Once a task is done there is nothing left to be allowed.
            is_launcher: is_launcher && phase != Phase::Done,
        }
    }
}
