//! What staff are to post, and who: as tables.

use super::{
    table::{Cell, Table},
    words::Words,
};
use crate::reads::clip;
use muster_domain::{
    moment::{Attachment, MomentBoard, MomentCounts, MomentJob, MomentPerson},
    time::Day,
};

/// Characters of a job's text that name a file.
const TITLE: usize = 40;

/// What a job is called where it has to have a name.
pub(crate) fn title(text: &str) -> String {
    let mut title = text.trim().to_owned();
    clip(&mut title, TITLE);
    title
}

/// One row a job.
pub(crate) fn jobs(words: &Words, rows: &[MomentJob]) -> Table {
    let said = &words.moments;
    let list = |names: &[String]| Cell::from(names.join(said.comma).as_str());
    let counted = |job: &MomentJob, of: fn(MomentCounts) -> u32| job.figures.counts().map(of);
    Table::new(said.jobs)
        .with("created_at", said.created_at, rows, |job| job.created_at)
        .with("text", said.text, rows, |job| job.text.as_str())
        .with("attachments", said.attachments, rows, |job| {
            list(&attachments(words, &job.attachments))
        })
        .with("users", said.users, rows, |job| list(&job.range.users))
        .with("departments", said.departments, rows, |job| {
            list(&job.range.departments)
        })
        .with("tags", said.tags, rows, |job| list(&job.range.tags))
        .with("done", said.done, rows, |job| counted(job, |of| of.done))
        .with("waiting", said.waiting, rows, |job| {
            counted(job, |of| of.waiting)
        })
        .with("total", said.total, rows, |job| counted(job, |of| of.total))
        .with("told_total", said.told_total, rows, |job| {
            // Only where it is another.
            let differs = job.figures.disagreements();
            differs.first().map(|differs| differs.server)
        })
        .with("id", words.number, rows, |job| job.id.as_str())
}

/// Each once, and how often.
fn attachments(words: &Words, attachments: &[Attachment]) -> Vec<String> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for one in attachments {
        let text = attachment(words, one);
        match counts.iter_mut().find(|(known, _)| *known == text) {
            Some((_, count)) => *count += 1,
            None => counts.push((text, 1)),
        }
    }
    let text = |(text, count)| match count {
        1 => text,
        count => format!("{text} × {count}"),
    };
    counts.into_iter().map(text).collect()
}

fn attachment(words: &Words, attachment: &Attachment) -> String {
    let kind = words.moments.kind(&attachment.kind);
    let told = [
        attachment.title.trim(),
        attachment.address.as_deref().unwrap_or_default(),
    ];
    let told: Vec<&str> = told.into_iter().filter(|text| !text.is_empty()).collect();
    if told.is_empty() {
        kind
    } else {
        format!("{kind} {}", told.join(" "))
    }
}

/// One row a person.
pub(crate) fn people(words: &Words, rows: &[MomentPerson]) -> Table {
    let said = &words.moments;
    Table::new(said.people)
        .with("name", words.name, rows, |row| row.name.as_str())
        .with("account", said.account, rows, |row| row.account.as_str())
        .with("status", words.status, rows, |row| said.status(&row.status))
        .with("id", words.number, rows, |row| row.staff.as_str())
}

/// Of which day, and what it comes to.
pub(crate) fn facts(
    words: &Words,
    day: Option<Day>,
    board: Option<&MomentBoard>,
) -> Vec<(&'static str, Cell)> {
    let said = &words.moments;
    let counts = board.and_then(|board| board.counts);
    let count = |of: fn(MomentCounts) -> u32| Cell::from(counts.map(of));
    let told = board.and_then(|board| board.told.total);
    let differs = told.filter(|told| counts.is_none_or(|counts| counts.total != *told));
    vec![
        (said.day, day.map(|day| day.to_string()).as_deref().into()),
        (said.done, count(|of| of.done)),
        (said.waiting, count(|of| of.waiting)),
        (said.total, count(|of| of.total)),
        (said.told_total, differs.into()),
    ]
}
