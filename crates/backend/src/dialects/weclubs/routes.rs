//! The calls, once: the router and the tests are made from this table.

/// What a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    SignIn,
    AdministeredClubs,
    MyClubs,
    Students,
    MyMissions,
    PublishMission,
    MissionDetail,
    RemindConfirmMission,
    RemindFinishMission,
    RevertMission,
    MyMeetings,
    PublishMeeting,
    MeetingDetail,
    EditMeeting,
    RemindConfirmMeeting,
    RevertMeeting,
    Participation,
    EndMeeting,
    SignMeeting,
    Received,
    ReceivedDetail,
    SetStatus,
}

/// Path and call. The method is always POST.
pub const ROUTES: &[(&str, Call)] = &[
    ("/user/login", Call::SignIn),
    ("/manage/club/get_my_club", Call::AdministeredClubs),
    ("/club/get_my_clubs", Call::MyClubs),
    ("/club/get_club_students", Call::Students),
    // Document 000, chapter 11.
    ("/manage/club_mission/get_my_mission", Call::MyMissions),
    ("/manage/club_mission/public_mission", Call::PublishMission),
    (
        "/manage/club_mission/get_my_mission_detail",
        Call::MissionDetail,
    ),
    (
        "/manage/club_mission/remind_confirm_mission",
        Call::RemindConfirmMission,
    ),
    (
        "/manage/club_mission/remind_finish_mission",
        Call::RemindFinishMission,
    ),
    ("/manage/club_mission/revert_mission", Call::RevertMission),
    ("/manage/club_meeting/get_my_meeting", Call::MyMeetings),
    ("/manage/club_meeting/public_meeting", Call::PublishMeeting),
    (
        "/manage/club_meeting/get_my_meeting_detail",
        Call::MeetingDetail,
    ),
    ("/manage/club_meeting/edit_meeting", Call::EditMeeting),
    (
        "/manage/club_meeting/remind_confirm_meeting",
        Call::RemindConfirmMeeting,
    ),
    ("/manage/club_meeting/revert_meeting", Call::RevertMeeting),
    // Document 004, chapter 4.
    ("/meeting/get_meeting_participation", Call::Participation),
    ("/meeting/end_meeting", Call::EndMeeting),
    ("/meeting/sign_meeting", Call::SignMeeting),
    ("/dynamic/get_dynamic_list", Call::Received),
    ("/dynamic/get_dynamic_detail", Call::ReceivedDetail),
    ("/dynamic/set_dynamic_status", Call::SetStatus),
];

/// Where calls of this kind are; another path there is no call.
pub const ROOMS: [&str; 5] = [
    "/user/{*call}",
    "/manage/{*call}",
    "/club/{*call}",
    "/meeting/{*call}",
    "/dynamic/{*call}",
];
