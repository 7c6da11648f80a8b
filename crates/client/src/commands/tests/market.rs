//! Moments of a chain of shops, in texts of the longest characters that there
//! are.

use super::{
    city::{City, long},
    school::keep_as,
};
use crate::{
    commands::{MomentView, Target},
    testing::START,
};
use muster_domain::moment::{
    Attachment, AttachmentKind, Enterprise, Enterprises, MomentFigures, MomentJob, MomentJobs,
    MomentPeople, MomentPerson, PostStatus, SopTask, VisibleRange,
};
use serde_json::{Value, json};

pub(super) const TASK: &str = "1";
const JOB: &str = "7";

const LISTED: i64 = 1_000;
const STAFF: i64 = 10_000;

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// The jobs of the task, on all days.
pub(super) fn jobs(city: &City) -> Value {
    json!({"connection": city.connection, "task": TASK, "day": null})
}

pub(super) fn job(city: &City) -> Value {
    json!({"of": jobs(city), "job": JOB})
}

fn a_job(number: i64) -> MomentJob {
    let names = |many| (0..many).map(|name| long(name, 130)).collect();
    // One that no page has room for, and many of which a list has.
    let (chars, many) = if number == 7 { (9_000, 600) } else { (300, 5) };
    let attachment = |one: i64| Attachment {
        kind: AttachmentKind::Other(long(one, 130)),
        title: long(one, 300),
        address: Some(long(one, 600)),
    };
    MomentJob {
        id: number.into(),
        created_at: Some(START.plus_ms(number * DAY)),
        text: long(number, chars),
        attachments: (0..many).map(attachment).collect(),
        range: VisibleRange {
            users: names(many),
            departments: names(many),
            tags: names(many),
        },
        figures: MomentFigures {
            done: Some(1),
            waiting: Some(1),
            total: Some(3),
        },
    }
}

fn person(number: i64) -> MomentPerson {
    MomentPerson {
        staff: number.into(),
        name: long(number, 130),
        account: long(number, 130),
        status: PostStatus::Other(long(number, 130)),
    }
}

pub(super) async fn fill(city: &City) {
    let target = |view| Target::Moments {
        connection: city.connection.clone(),
        view,
    };
    let enterprise = |number: i64| Enterprise {
        id: number.into(),
        name: long(number, 300),
    };
    let enterprises = Enterprises {
        chosen: Some(1.into()),
        all: (0..LISTED).map(enterprise).collect(),
    };
    keep_as(city, &target(MomentView::Enterprises), enterprises).await;
    let task = |number: i64| SopTask {
        id: number.into(),
        name: long(number, 300),
    };
    let tasks: Vec<_> = (0..LISTED).map(task).collect();
    keep_as(city, &target(MomentView::Tasks), tasks).await;
    let of_all_days = MomentView::Jobs {
        task: TASK.into(),
        day: None,
    };
    let jobs = MomentJobs {
        rows: (0..LISTED).map(a_job).collect(),
        ..MomentJobs::default()
    };
    keep_as(city, &target(of_all_days), jobs).await;
    let people = MomentPeople {
        listed: None,
        rows: (0..STAFF).map(person).collect(),
    };
    keep_as(
        city,
        &target(MomentView::People { job: JOB.into() }),
        people,
    )
    .await;
}
