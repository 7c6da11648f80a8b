//! The answers as types. Times are Unix milliseconds, flags 0 or 1. Nobody
//! here has a picture, and no club has one: their keys are null.

mod clubs;
mod meetings;
mod missions;
mod received;

use jiff::Timestamp;
use serde::Serialize;

pub use clubs::{Clubs, MyClubs, SignedIn, Sort, Students};
pub use meetings::{MeetingDetail, Meetings, Participation};
pub use missions::{MissionDetail, Missions};
pub use received::{
    ReceivedMeetingDetail, ReceivedMeetings, ReceivedMissionDetail, ReceivedMissions,
    ReceivedNotices,
};

use crate::store::ClubStudent;

/// The address of a picture, of which there is none.
type NoPicture = Option<&'static str>;

fn millis(time: Timestamp) -> i64 {
    time.as_millisecond()
}

fn flag(flag: bool) -> u8 {
    flag.into()
}

/// 签到负责人
#[derive(Serialize)]
struct Leader {
    student_id: i64,
    student_name: String,
    avatar_url: NoPicture,
    mobile: String,
    job_name: Option<String>,
    department_name: Option<String>,
}

impl From<ClubStudent> for Leader {
    fn from(leader: ClubStudent) -> Self {
        Self {
            student_id: leader.student.student_id,
            student_name: leader.student.name,
            avatar_url: None,
            mobile: leader.student.mobile.to_string(),
            job_name: leader.job.map(|(_, name)| name),
            department_name: leader.department.map(|(_, name)| name),
        }
    }
}
