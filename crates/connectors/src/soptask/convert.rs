//! From the server's words to the domain's.

use super::wire::{
    self,
    rows::{Listed, Lists},
};
use crate::{
    error::Result,
    json::{Count, Id, List, Strict, Text, broken},
};
use muster_domain::{
    id::{EnterpriseId, MomentJobId, SopTaskId, StaffId},
    moment::{
        Attachment, AttachmentKind, Enterprise, MomentFigures, MomentJob, MomentPerson, PostStatus,
        SopTask, VisibleRange,
    },
    read::Page,
};

pub(super) fn enterprises(wire: Lists<wire::Named>, page: u32) -> Result<Page<Enterprise>> {
    rows(wire.listed(page)?, page, wire::ID, |wire| {
        Some(Enterprise {
            id: EnterpriseId(wire.id.0?),
            name: wire.name.0,
        })
    })
}

pub(super) fn tasks(wire: Lists<wire::Named>, page: u32) -> Result<Page<SopTask>> {
    rows(wire.listed(page)?, page, wire::ID, |wire| {
        Some(SopTask {
            id: SopTaskId(wire.id.0?),
            name: wire.name.0,
        })
    })
}

pub(super) fn jobs(
    Strict(wire): Strict<wire::Jobs>,
    page: u32,
) -> Result<(MomentFigures, Page<MomentJob>)> {
    let figures = figures(wire.finish_count, wire.wait_count, wire.job_total);
    let list = wire
        .record_list
        .ok_or_else(|| broken(wire::RECORD_LIST, "missing"))?;
    let listed = list.listed(wire::RECORD_LIST, page)?;
    Ok((figures, rows(listed, page, wire::ID, job)?))
}

pub(super) fn people(wire: Lists<wire::Person>, page: u32) -> Result<Page<MomentPerson>> {
    rows(wire.listed(page)?, page, wire::USER_ID, person)
}

/// Rows without the id that tells them apart are of no use: to drop one would
/// change the sums without a word.
fn rows<W, T>(
    listed: Listed<W>,
    page: u32,
    id: &str,
    convert: impl Fn(W) -> Option<T>,
) -> Result<Page<T>> {
    let Listed {
        rows,
        place,
        total_pages,
        total,
    } = listed;
    let missing = |index| broken(&format!("{place}[{index}].{id}"), "missing");
    let rows = rows.into_iter().enumerate();
    let rows = rows.map(|(index, wire)| convert(wire).ok_or_else(|| missing(index)));
    Ok(Page {
        page,
        total_pages,
        total,
        rows: rows.collect::<Result<_>>()?,
    })
}

fn figures(done: Option<Count>, waiting: Option<Count>, total: Option<Count>) -> MomentFigures {
    let told = |count: Option<Count>| count.map(|count| count.0);
    MomentFigures {
        done: told(done),
        waiting: told(waiting),
        total: told(total),
    }
}

fn job(wire: wire::Job) -> Option<MomentJob> {
    let content = wire.content.get();
    let range = content.visible_range.get();
    let senders = range.sender_list.get();
    let attachments = content.attachments.0.into_iter();
    Some(MomentJob {
        id: MomentJobId(wire.id.0?),
        created_at: wire.created_at.0,
        text: content.text.get().content.0,
        attachments: attachments.map(attachment).collect(),
        range: VisibleRange {
            users: texts(senders.user_list),
            departments: texts(senders.department_list),
            tags: texts(range.external_contact_list.get().tag_list),
        },
        figures: figures(
            wire.moment_finish_count,
            wire.moment_wait_count,
            wire.moment_total,
        ),
    })
}

fn attachment(Strict(wire): Strict<wire::Attachment>) -> Attachment {
    let link = wire.link.get();
    Attachment {
        kind: match wire.msgtype.0.trim() {
            wire::IMAGE => AttachmentKind::Image,
            wire::VIDEO => AttachmentKind::Video,
            wire::LINK => AttachmentKind::Link,
            wire::MINI_PROGRAM => AttachmentKind::MiniProgram,
            wire::FILE => AttachmentKind::File,
            other => AttachmentKind::Other(other.to_owned()),
        },
        title: link.title.0,
        address: filled(link.url),
    }
}

fn person(wire: wire::Person) -> Option<MomentPerson> {
    let staff = wire.staff.get();
    let account = staff.userid.0.trim().to_owned();
    let by_account = || filled(Text(account.clone()));
    let ids = [wire.user_id, staff.user_id].into_iter();
    let id = ids.filter_map(|Id(id)| id).next().or_else(by_account)?;
    Some(MomentPerson {
        staff: StaffId(id),
        name: staff.name.0,
        status: match wire.status.0.trim() {
            wire::WAITING => PostStatus::Waiting,
            wire::POSTED => PostStatus::Posted,
            code => {
                let words = filled(wire.status_name);
                PostStatus::Other(words.unwrap_or_else(|| code.to_owned()))
            }
        },
        account,
    })
}

fn texts(list: List<Text>) -> Vec<String> {
    list.0.into_iter().filter_map(filled).collect()
}

fn filled(text: Text) -> Option<String> {
    (!text.0.trim().is_empty()).then_some(text.0)
}
