//! The meetings that the account published.

use super::{TEXT, acts::reminded, clip_name, kept, received::clip_leaders, window};
use crate::{
    client::Client,
    commands::{
        ClubView,
        clubs::{ListAffairs, OneMeeting, meetings::MeetingView},
    },
    reads::{self, clip, clip_lines},
    search::Query,
};
use muster_domain::{
    error::AppError,
    meeting::{MeetingDetail, MeetingSummary, SignInWay, SignInWindow},
    outbox::ClubAffair,
    read::{Read, Rows},
};

/// Characters of a text in a head.
const WHOLE: usize = 2_000;

pub(crate) async fn meetings(
    client: &Client,
    args: ListAffairs,
) -> Result<Read<Rows<MeetingSummary>>, AppError> {
    let view = ClubView::Meetings;
    let list: Read<Vec<MeetingSummary>> = kept(client, args.connection, view).await?;
    let query = Query::new(&args.filter);
    Ok(list.map(|mut rows| {
        rows.retain(|row| {
            let mut texts = [&row.content, &row.address, &row.club.name].into_iter();
            texts.any(|text| query.matches(text))
        });
        rows.sort_by_key(|row| std::cmp::Reverse(row.published_at));
        rows.iter_mut().for_each(|row| shorten(row, TEXT));
        window(rows, args.offset, args.limit)
    }))
}

fn shorten(row: &mut MeetingSummary, text: usize) {
    clip_lines(&mut row.content, text);
    clip(&mut row.address, text);
    clip_name(&mut row.club);
    if let SignInWay::Other(word) = &mut row.sign_in {
        clip(word, reads::NAME);
    }
    if let Some(SignInWindow::Other(word)) = &mut row.window {
        clip(word, reads::NAME);
    }
}

pub(crate) async fn meeting(
    client: &Client,
    args: OneMeeting,
) -> Result<Read<MeetingView>, AppError> {
    let meeting = args.meeting;
    let affair = ClubAffair::Meeting {
        meeting: meeting.clone(),
    };
    let (reminded_at, _) = reminded(client, &args.connection, affair).await?;
    let view = ClubView::Meeting { meeting };
    let detail: Read<MeetingDetail> = kept(client, args.connection, view).await?;
    Ok(detail.map(|mut detail| {
        shorten(&mut detail.summary, WHOLE);
        clip_leaders(&mut detail.leaders);
        MeetingView {
            detail,
            reminded_at,
        }
    }))
}
