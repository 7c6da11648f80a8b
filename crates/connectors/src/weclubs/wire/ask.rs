//! What is asked: the `data` of each call. `user_id` and `token` are put before
//! it where the call is made.

use crate::weclubs::data::Data;
use muster_domain::time::Time;

/// `POST /user/login`; the password as its MD5.
pub(crate) fn sign_in(mobile: &str, password: &str) -> Data {
    Data::new()
        .text("mobile", mobile)
        .text("password", password)
}

/// The account that asks.
pub(crate) fn account(user: &str, token: &str) -> Data {
    Data::new().id("user_id", user).text("token", token)
}

/// Which page is wanted. The documents call its size `page_size`, servers read
/// `size`.
pub(crate) fn page(per_page: u32, page: u32) -> Data {
    Data::new()
        .number("page_no", page)
        .number("page_size", per_page)
        .number("size", per_page)
}

/// 11.1, and 我发布的会议列表.
pub(crate) fn published(sponsor: &str, per_page: u32, number: u32) -> Data {
    page(per_page, number).after(Data::new().id("sponsor_id", sponsor))
}

/// 11.3 to 11.6.
pub(crate) fn mission(mission: &str) -> Data {
    Data::new().id("mission_id", mission)
}

/// 4.1, 4.2 and the calls about a published meeting.
pub(crate) fn meeting(meeting: &str) -> Data {
    Data::new().id("meeting_id", meeting)
}

/// 发布新任务 (11.2), without its people.
pub(crate) fn publish_mission(content: &str, deadline: Time, sponsor: &str, club: &str) -> Data {
    Data::new()
        .text("content", content)
        .time("deadline", deadline)
        .id("sponsor_id", sponsor)
        .id("club_id", club)
}

/// `participation`, of a mission, of a part, of a meeting.
pub(crate) fn people(data: Data, people: &str) -> Data {
    data.text("participation", people)
}

/// A `child` of 11.2.
pub(crate) fn part(content: &str, participation: &str) -> Data {
    people(Data::new().text("content", content), participation)
}

/// `child` of 11.2.
pub(crate) fn parts(data: Data, parts: Vec<Data>) -> Data {
    data.objects("child", parts)
}

/// 发布新会议, without its sign-in.
pub(crate) fn publish_meeting(
    content: &str,
    club: &str,
    address: &str,
    deadline: Time,
    participation: &str,
) -> Data {
    let meeting = Data::new()
        .text("content", content)
        .id("club_id", club)
        .text("address", address)
        .time("deadline", deadline);
    people(meeting, participation)
}

/// `need_sign` and, where there are any, `leader`.
pub(crate) fn signing(data: Data, leaders: Option<&str>) -> Data {
    let data = data.number("need_sign", i64::from(leaders.is_some()));
    match leaders {
        Some(leaders) => data.text("leader", leaders),
        None => data,
    }
}

/// 编辑会议内容: what is to change, without its sign-in.
pub(crate) fn edit_meeting(
    meeting: &str,
    content: Option<&str>,
    address: Option<&str>,
    deadline: Option<Time>,
) -> Data {
    let mut data = self::meeting(meeting);
    if let Some(content) = content {
        data = data.text("content", content);
    }
    if let Some(address) = address {
        data = data.text("address", address);
    }
    if let Some(deadline) = deadline {
        data = data.time("deadline", deadline);
    }
    data
}

/// 会议签到 (4.3): the three values of the code.
pub(crate) fn sign_meeting(meeting: &str, leader: &str, minted_at: Time) -> Data {
    self::meeting(meeting)
        .id("leader_id", leader)
        .time("create_date", minted_at)
}

/// The people of a club, by department.
pub(crate) fn students(club: &str) -> Data {
    Data::new().id("club_id", club).number("sort_type", 2)
}

/// 获取动态列表.
pub(crate) fn received(club: &str, kind: &str, per_page: u32, number: u32) -> Data {
    let club = Data::new().id("club_id", club).text("dynamic_type", kind);
    page(per_page, number).after(club)
}

/// 获取动态详情.
pub(crate) fn received_detail(id: &str, kind: &str) -> Data {
    Data::new().id("dynamic_id", id).text("dynamic_type", kind)
}

/// 设置动态状态. An empty comment is none.
pub(crate) fn reply(kind: &str, id: &str, status: &str, comment: &str) -> Data {
    let data = Data::new()
        .text("dynamic_type", kind)
        .id("dynamic_id", id)
        .text("status", status);
    if comment.is_empty() {
        data
    } else {
        data.text("comment", comment)
    }
}
