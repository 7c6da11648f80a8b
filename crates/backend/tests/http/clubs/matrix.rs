//! Every call from every viewpoint. The rows are looked up by the routes of
//! the server itself: a route without a row fails.

use jiff::SignedDuration;
use muster_backend::club_routes;
use serde_json::{Value, json};

use super::{CLUB, Hall, Me, NOBODY, as_somebody, envelope, forged};

const VIEWPOINTS: [&str; 9] = [
    "nobody",
    "forged",
    "expired",
    "revoked",
    "outsider",
    "bystander",
    "member",
    "leader",
    "sponsor",
];

/// Result codes by call, in the order of [`VIEWPOINTS`].
const MATRIX: [(&str, [i64; 9]); 22] = [
    // Anybody may try to come in.
    ("/user/login", [2000; 9]),
    (
        "/manage/club/get_my_club",
        own(2000, 2000, 2000, 2000, 2000),
    ),
    ("/club/get_my_clubs", own(2000, 2000, 2000, 2000, 2000)),
    // The sponsor's club.
    ("/club/get_club_students", own(3012, 2000, 2000, 2000, 2000)),
    (
        "/manage/club_mission/get_my_mission",
        own(2000, 2000, 2000, 2000, 2000),
    ),
    (
        "/manage/club_mission/public_mission",
        own(3012, 3012, 3012, 3012, 2000),
    ),
    // A mission of the sponsor's, given to member and leader. The bystander is
    // the member, and asks about one that only the leader was given.
    (
        "/manage/club_mission/get_my_mission_detail",
        own(3012, 3012, 3012, 3012, 2000),
    ),
    (
        "/manage/club_mission/remind_confirm_mission",
        own(3012, 3012, 3012, 3012, 2000),
    ),
    (
        "/manage/club_mission/remind_finish_mission",
        own(3012, 3012, 3012, 3012, 2000),
    ),
    (
        "/manage/club_mission/revert_mission",
        own(3012, 3012, 3012, 3012, 2000),
    ),
    (
        "/manage/club_meeting/get_my_meeting",
        own(2000, 2000, 2000, 2000, 2000),
    ),
    (
        "/manage/club_meeting/public_meeting",
        own(3012, 3012, 3012, 3012, 2000),
    ),
    // A meeting of the sponsor's, which the leader leads; member and leader
    // are invited, the sponsor is not. To the bystander's only the leader is.
    (
        "/manage/club_meeting/get_my_meeting_detail",
        own(3012, 3012, 3012, 2000, 2000),
    ),
    (
        "/manage/club_meeting/edit_meeting",
        own(3012, 3012, 3012, 3012, 2000),
    ),
    (
        "/manage/club_meeting/remind_confirm_meeting",
        own(3012, 3012, 3012, 3012, 2000),
    ),
    (
        "/manage/club_meeting/revert_meeting",
        own(3012, 3012, 3012, 3012, 2000),
    ),
    (
        "/meeting/get_meeting_participation",
        own(3012, 3012, 3012, 2000, 2000),
    ),
    ("/meeting/end_meeting", own(3012, 3012, 3012, 2000, 2000)),
    ("/meeting/sign_meeting", own(3000, 3000, 2000, 2000, 3000)),
    (
        "/dynamic/get_dynamic_list",
        own(3012, 2000, 2000, 2000, 2000),
    ),
    (
        "/dynamic/get_dynamic_detail",
        own(3012, 3012, 2000, 2000, 3012),
    ),
    (
        "/dynamic/set_dynamic_status",
        own(3012, 3012, 2000, 2000, 3012),
    ),
];

/// What somebody needs a token for.
const fn own(outsider: i64, bystander: i64, member: i64, leader: i64, sponsor: i64) -> [i64; 9] {
    [
        3006, 3010, 3010, 3010, outsider, bystander, member, leader, sponsor,
    ]
}

/// Who asks, in the order of [`VIEWPOINTS`].
struct Cast {
    all: Vec<Me>,
    leader: Me,
    sponsor: Me,
    /// The member and the leader.
    people: Vec<i64>,
}

impl Cast {
    async fn new(hall: &Hall) -> Self {
        let expired = hall.sign_in("sponsor").await;
        hall.wait(SignedDuration::from_hours(7 * 24));
        let revoked = hall.sign_in("sponsor").await;
        let sponsor = hall.sign_in("sponsor").await;
        let with = |token: String| Me {
            token,
            ..sponsor.clone()
        };
        let mut all = vec![
            with(String::new()),
            with(forged(hall.now_ms())),
            with(expired.token),
            with(revoked.token),
        ];
        let outsider = hall.sign_in("outsider").await;
        let member = hall.sign_in("member").await;
        let leader = hall.sign_in("leader").await;
        let people = vec![member.user_id, leader.user_id];
        all.extend([
            outsider,
            member.clone(),
            member,
            leader.clone(),
            sponsor.clone(),
        ]);
        Self {
            all,
            leader,
            sponsor,
            people,
        }
    }
}

/// A mission and a meeting.
struct Affairs {
    mission_id: i64,
    meeting_id: i64,
}

impl Affairs {
    async fn new(hall: &Hall, cast: &Cast, people: &[i64]) -> Self {
        Self {
            mission_id: hall.mission(&cast.sponsor, people).await,
            meeting_id: hall.meeting(&cast.sponsor, &cast.leader, people).await,
        }
    }
}

/// What a call is asked with, about one of these.
fn data(hall: &Hall, cast: &Cast, path: &str, me: &Me, of: &Affairs) -> Value {
    let (mission, meeting) = path
        .split_once("mission")
        .map_or((false, path.contains("meeting")), |_| (true, false));
    let Affairs {
        mission_id,
        meeting_id,
    } = *of;
    match path {
        "/user/login" => hall.credentials("member"),
        "/club/get_club_students" => json!({"club_id": CLUB}),
        "/manage/club_mission/public_mission" => hall.mission_draft(me, &cast.people),
        "/manage/club_meeting/public_meeting" => hall.meeting_draft(&cast.leader, &cast.people),
        "/meeting/sign_meeting" => hall.code(meeting_id, &cast.leader),
        "/dynamic/get_dynamic_list" => json!({"club_id": CLUB, "dynamic_type": "meeting"}),
        "/dynamic/get_dynamic_detail" => {
            json!({"dynamic_id": mission_id, "dynamic_type": "mission"})
        }
        "/dynamic/set_dynamic_status" => {
            json!({"dynamic_id": mission_id, "dynamic_type": "mission", "status": "confirm"})
        }
        _ if path.contains("/get_my_m") && !path.ends_with("_detail") => {
            json!({"sponsor_id": me.user_id})
        }
        _ if mission => json!({"mission_id": mission_id}),
        _ if meeting => json!({"meeting_id": meeting_id}),
        _ => json!({}),
    }
}

#[tokio::test]
async fn every_call_answers_every_viewpoint_as_documented() {
    let hall = Hall::open().await;
    let cast = Cast::new(&hall).await;
    let mut wrong = Vec::new();
    for route in club_routes() {
        let mut rows = MATRIX.iter().filter(|(path, _)| *path == route);
        let (_, expected) = rows.next().unwrap_or_else(|| panic!("no row for {route}"));
        assert!(rows.next().is_none(), "two rows for {route}");
        // Of its own, so that no call stands in the way of another.
        let theirs = Affairs::new(&hall, &cast, &cast.people).await;
        let of_others = Affairs::new(&hall, &cast, &[cast.leader.user_id]).await;
        for ((viewpoint, me), expected) in VIEWPOINTS.iter().zip(&cast.all).zip(expected) {
            let of = match *viewpoint {
                "bystander" => &of_others,
                _ => &theirs,
            };
            let data = as_somebody(me, data(&hall, &cast, route, me, of));
            // Signing in ends the caller's token before: come from another.
            let caller = match route {
                "/user/login" => "ios_test",
                _ => "chrome_test",
            };
            let told = hall.post(route, &envelope(caller, &data)).await;
            if told.code != *expected {
                wrong.push(format!("{route} {viewpoint}: {told:?}, {expected}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_row_is_for_a_route_that_is_gone() {
    for (path, _) in MATRIX {
        assert!(club_routes().contains(&path), "{path}");
    }
}

#[tokio::test]
async fn what_does_not_exist_is_answered_like_what_is_not_ones_own() {
    let hall = Hall::open().await;
    let cast = Cast::new(&hall).await;
    let outsider = hall.sign_in("outsider").await;
    let mission_id = hall.mission(&cast.sponsor, &cast.people).await;
    let meeting_id = hall
        .meeting(&cast.sponsor, &cast.leader, &cast.people)
        .await;
    for route in club_routes() {
        let asked = |id: i64| match route {
            "/meeting/sign_meeting" => hall.code(id, &cast.leader),
            _ if route.contains("mission/") && !route.contains("public") => {
                json!({"mission_id": id})
            }
            _ if route.contains("meeting/") && !route.contains("public") => {
                json!({"meeting_id": id})
            }
            _ => Value::Null,
        };
        let real = if route.contains("mission/") {
            mission_id
        } else {
            meeting_id
        };
        if asked(real).is_null()
            || route.ends_with("get_my_mission")
            || route.ends_with("get_my_meeting")
        {
            continue;
        }
        let theirs = hall.call(&outsider, route, asked(real)).await;
        let nothing = hall.call(&outsider, route, asked(NOBODY)).await;
        assert!(
            theirs.code == 3012 || theirs.code == 3000,
            "{route} {theirs:?}"
        );
        assert_eq!(
            (theirs.code, theirs.message),
            (nothing.code, nothing.message),
            "{route}"
        );
    }
}

#[tokio::test]
async fn nobody_asks_for_somebody_elses_list_or_publishes_as_another() {
    let hall = Hall::open().await;
    let (sponsor, outsider) = (
        hall.sign_in("sponsor").await,
        hall.sign_in("outsider").await,
    );
    let published = hall.missions().await.len();
    let mut draft = hall.mission_draft(&outsider, &[sponsor.user_id]);
    draft["club_id"] = json!(CLUB);
    for (path, data) in [
        (
            "/manage/club_mission/get_my_mission",
            json!({"sponsor_id": outsider.user_id}),
        ),
        (
            "/manage/club_meeting/get_my_meeting",
            json!({"sponsor_id": outsider.user_id}),
        ),
        ("/manage/club_mission/public_mission", draft),
    ] {
        let told = hall.call(&sponsor, path, data).await;
        assert_eq!(
            (told.code, told.message.as_str()),
            (3012, "发布者应为当前登录用户"),
            "{path}"
        );
    }
    assert_eq!(hall.missions().await.len(), published);
}
