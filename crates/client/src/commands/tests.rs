//! No answer is larger than the windows take, whatever the stores hold.

mod city;
mod guild;
mod market;
mod school;

use super::{dispatch::ANSWER_LIMIT, *};
use crate::{reads, testing::Bench};
use city::{City, long, typed};
use muster_domain::draft::TaskFields;
use serde_json::json;

/// How a row of the table is asked for its largest answer.
enum Case {
    /// It grows with what the stores hold.
    Grows(Value),
    /// It holds what one form, line or file has.
    One(Value),
    /// Nothing, a figure, an id, or a record of figures.
    Small,
}

fn case(city: &City, name: &str) -> Case {
    use Case::{Grows, One, Small};
    let connection = &city.connection;
    let with = |more: Value| {
        let mut args = json!({"connection": connection, "task": "7"});
        for (name, value) in more.as_object().into_iter().flatten() {
            args[name] = value.clone();
        }
        args
    };
    let window = |sort: &str| {
        with(json!({
            "offset": 0, "limit": 1_000_000, "filter": "", "status": null, "office": null,
            "through": null, "group": null, "soldiers": null, "sort": sort, "descending": false,
        }))
    };
    let listing = || {
        let mut listing = window("name");
        listing["kind"] = json!("responses");
        json!({
            "listing": listing, "columns": [], "reveal": true, "offset": 0, "limit": 1_000_000,
            "format": "xlsx",
        })
    };
    let draft = || json!({"draft": "draft0"});
    let students = || {
        let group = json!({"connection": connection, "group": null, "filter": ""});
        let mut students = group;
        students["club"] = json!(school::CLUB);
        students
    };
    match name {
        "list_tasks" => Grows(with(json!({"list": "done", "page": 1, "filter": "1"}))),
        "list_task_groups" | "list_task_people" | "list_responses" | "list_check_ins"
        | "list_positions" => Grows(window("name")),
        "get_response_picture" | "get_check_in_picture" | "get_packet" | "get_task_links" => {
            Grows(with(json!({})))
        }
        "list_position_points" => Grows(with(json!({"crs": "gcj02", "after": null}))),
        "list_drafts" | "get_publish_info" | "list_saved" => {
            Grows(json!({"connection": connection, "offset": 0}))
        }
        "list_picker_rows" => Grows(json!({
            "draft": "draft0", "view": "people", "query": "", "offset": 0, "limit": 1_000_000,
        })),
        "list_outbox" | "list_activity" => Grows(json!({"offset": 0, "limit": 1_000_000})),
        "list_notices" => One(json!({"unread_only": false, "offset": 0, "limit": 1_000_000})),
        "copy_table" | "print_table" => Grows(listing()),
        "find" => Grows(json!({"query": "1", "limit": 1_000_000})),

        "get_quest_board" | "list_quest_categories" | "list_quest_drafts" => {
            Grows(json!({"connection": connection}))
        }
        "list_quests" => Grows(json!({
            "connection": connection, "filter": {}, "sort": "name", "descending": false,
            "offset": 0, "limit": 1_000_000,
        })),
        "get_quest" | "get_quest_progress" => Grows(with(json!({"quest": guild::QUEST}))),
        "list_quest_audit" => Grows(window("name")),
        "list_quest_results" => Grows(json!({
            "entry": guild::BATCH, "offset": 0, "limit": 1_000_000,
        })),
        "new_quest_draft" => One(json!({"connection": connection, "quest": null})),
        "get_quest_draft" => Grows(json!({"draft": "quest_draft0"})),
        "save_quest_draft" => Grows(json!({"draft": "quest_draft0", "fields": guild::typed()})),

        "list_clubs" | "list_club_drafts" => Grows(json!({"connection": connection})),
        "list_club_groups" => Grows(with(json!({
            "club": school::CLUB, "by": "department", "offset": 0, "limit": 1_000_000,
        }))),
        "list_club_students" => Grows(json!({"of": students(), "offset": 0, "limit": 1_000_000})),
        "list_club_student_ids" => Grows(students()),
        "list_missions" | "list_meetings" | "list_received_missions" | "list_received_meetings" => {
            Grows(window("name"))
        }
        "get_mission" | "get_received_mission" => Grows(with(json!({"mission": school::MISSION}))),
        "list_mission_people" => {
            let mut args = window("name");
            args["mission"] = json!(school::MISSION);
            Grows(args)
        }
        "get_attendance_board" => Grows(with(json!({"meeting": school::MEETING}))),
        "list_attendees" => {
            let mut args = window("signed_at");
            args["meeting"] = json!(school::MEETING);
            Grows(args)
        }
        "get_meeting" | "get_received_meeting" | "list_code_windows" => {
            One(with(json!({"meeting": school::MEETING})))
        }
        "edit_meeting" => One(with(json!({
            "meeting": school::MEETING, "fields": school::edited(),
        }))),
        "new_club_draft" => One(json!({"connection": connection, "fields": school::typed()})),
        "get_club_draft" => Grows(json!({"draft": "club_draft0"})),
        "save_club_draft" => Grows(json!({"draft": "club_draft0", "fields": school::typed()})),

        "list_enterprises" => Grows(json!({"connection": connection})),
        "list_moment_tasks" => Grows(window("name")),
        "list_moment_jobs" => {
            let mut args = window("name");
            args["of"] = market::jobs(city);
            args["waiting"] = json!(true);
            Grows(args)
        }
        "list_moment_days" => {
            let mut args = window("name");
            args["task"] = json!(market::TASK);
            args["from"] = Value::Null;
            args["until"] = Value::Null;
            One(args)
        }
        "get_moment_job" => Grows(market::job(city)),
        "list_moment_people" => {
            let mut args = window("name");
            args["of"] = market::job(city);
            Grows(args)
        }
        "get_moment_board" => One(market::jobs(city)),
        "get_posting_board" => One(market::job(city)),

        "get_task" | "get_response_board" | "get_check_in_board" | "get_position_board"
        | "finish_task" | "draft_from_task" => One(with(json!({}))),
        "follow_up" => One(with(json!({"whom": "unread"}))),
        "get_person" => One(json!({"connection": connection, "soldier": "7"})),
        "get_draft" | "list_overlapping_tasks" | "get_picker" => One(draft()),
        "save_draft" => One(json!({"draft": "draft0", "fields": typed()})),
        "new_draft" => One(json!({"connection": connection})),
        "list_picker_people" => One(json!({
            "draft": "draft0", "list": "twice", "offset": 0, "limit": 1_000_000,
        })),
        "save_as" => One(json!({"draft": "draft0", "kind": "template", "name": long(1, 400)})),
        "draft_from_template" => One(json!({"saved": "saved1"})),
        "club_draft_from_template" => Grows(json!({"saved": "club_saved"})),
        "count_unread" | "app_info" | "get_settings" | "get_map_sources" | "list_connections" => {
            One(json!({}))
        }
        "change_settings" => One(json!({"language": "en"})),
        "describe_point" => One(json!({"lat": 23.1, "lng": 113.3, "crs": "gcj02"})),
        "parse_coordinates" => One(json!({"text": "23.1, 113.3", "crs": "gcj02"})),

        "unlock"
        | "lock_screen"
        | "unlock_screen"
        | "set_lock_passphrase"
        | "remove_lock_passphrase"
        | "dismiss_notice"
        | "remove_connection"
        | "note_call"
        | "dial_person"
        | "open_wall"
        | "open_projector"
        | "delete_draft"
        | "toggle_picker_row"
        | "seek_picker_row"
        | "expand_picker_row"
        | "toggle_picker_matches"
        | "rename_saved"
        | "delete_saved"
        | "add_saved"
        | "remove_map_source"
        | "count_outbox"
        | "take_back"
        | "mark_notices_read"
        | "get_popups"
        | "try_popup"
        | "export_table"
        | "export_packet"
        | "reveal_export"
        | "mint_sign_in_code"
        | "read_code_picture"
        | "delete_club_draft"
        | "delete_quest_draft"
        | "save_diagnostics"
        | "reveal_logs"
        | "watch"
        | "refresh"
        | "test_connection"
        | "test_map_source" => Small,
        // One of what a list above holds many of.
        "add_connection" | "update_connection" | "sign_in" | "sign_out" | "start_demo"
        | "rehearse_draft" | "publish_task" | "add_map_file" | "add_map_address"
        | "change_map_source" | "choose_enterprise" | "choose_map_source" | "clear_map_tiles"
        | "send_now" | "search_again" | "settle" | "get_notice" | "remind_mission"
        | "revert_mission" | "remind_meeting" | "revert_meeting" | "end_meeting"
        | "publish_club_draft" | "sign_in_to_meeting" | "reply_to_mission" | "reply_to_meeting"
        | "accept_quest" | "abandon_quest" | "complete_quest" | "claim_quest" | "accept_quests"
        | "claim_quests" | "delete_quest" | "reset_quests" | "send_quest_draft" => Small,
        other => panic!("how large is an answer of {other}?"),
    }
}

/// One city for all of it: it takes long to fill.
#[tokio::test]
async fn no_answer_is_larger_than_a_window_takes_whatever_the_stores_hold() {
    let city = City::new().await;
    for command in TABLE {
        let name = command.name;
        let (args, grows) = match case(&city, name) {
            Case::Grows(args) => (args, true),
            Case::One(args) => (args, false),
            Case::Small => continue,
        };
        let bytes = city.ask(name, args).await;
        let bytes = bytes.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(bytes <= ANSWER_LIMIT, "{name}: {bytes} bytes");
        // There was much to answer.
        assert!(!grows || bytes > 20_000, "{name}: {bytes} bytes");
    }
    what_does_not_fit_into_one_answer_comes_with_the_next(&city).await;
    without_the_bound_of_rows_answers_are_too_large(&city).await;
}

async fn what_does_not_fit_into_one_answer_comes_with_the_next(city: &City) {
    let (places, answers) = paged(city, "get_publish_info", "/value/places").await;
    assert_eq!(places, 10_000);
    assert!(answers > 1);
    let (saved, answers) = paged(city, "list_saved", "/rows").await;
    assert!(saved >= 600 && answers > 1);
}

/// The control: the stores hold more than fits, and the test above sees it.
async fn without_the_bound_of_rows_answers_are_too_large(city: &City) {
    reads::tests::allow_everything();
    let mut small = Vec::new();
    for name in [
        "get_publish_info",
        "list_outbox",
        "list_clubs",
        "list_club_students",
        "list_missions",
        "list_meetings",
        "list_received_missions",
        "list_received_meetings",
        "get_received_mission",
        "list_attendees",
        "list_quests",
        "list_quest_audit",
        "list_quest_results",
        "list_enterprises",
        "list_moment_jobs",
    ] {
        let Case::Grows(args) = case(city, name) else {
            panic!("{name} does not grow");
        };
        if let Ok(bytes) = city.ask(name, args).await {
            small.push((name, bytes));
        }
    }
    assert_eq!(small, []);
}

#[test]
fn an_answer_beyond_the_bound_is_refused() {
    let most = "x".repeat(ANSWER_LIMIT - 2);
    assert!(write_answer("list", &most).is_ok());
    let error = write_answer("list", &format!("{most}x"));
    assert!(matches!(error, Err(AppError::Internal { .. })), "{error:?}");
}

/// Every row of a list that is answered as many at a time as fit.
async fn paged(city: &City, name: &str, rows: &str) -> (usize, usize) {
    let (mut seen, mut answers) = (0, 0);
    loop {
        let args = json!({"connection": city.connection, "offset": seen});
        let answer = city.bench.call(name, args).await.unwrap();
        let Some(window) = answer.pointer(rows).and_then(Value::as_array) else {
            panic!("{name} has no {rows}");
        };
        if window.is_empty() {
            return (seen, answers);
        }
        seen += window.len();
        answers += 1;
    }
}

#[tokio::test]
async fn a_draft_that_no_answer_could_hold_is_refused_and_what_was_kept_stays() {
    let bench = Bench::new().await;
    let connection = bench.sign_in().await;
    let fields = |chars: usize| TaskFields {
        title: "长".repeat(chars),
        ..TaskFields::default()
    };
    let large = |chars: usize| {
        let part = json!({"content": "长".repeat(chars), "people": []});
        json!({
            "kind": "mission", "club": null, "content": "", "deadline": "", "people": [],
            "parts": [part],
        })
    };
    let new = json!({ "connection": connection });
    let call_out = bench.call("new_draft", new).await.unwrap()["id"].clone();
    let new = json!({"connection": connection, "fields": large(10_000)});
    let mission = bench.call("new_club_draft", new).await.unwrap()["id"].clone();

    let save = json!({"draft": call_out, "fields": fields(10_000)});
    bench.call("save_draft", save).await.unwrap();
    let too_large = Err(AppError::DraftTooLarge {
        kib: 235,
        limit_kib: 200,
    });
    let save = json!({"draft": call_out, "fields": fields(80_000)});
    assert_eq!(bench.call("save_draft", save).await, too_large);
    let save = json!({"draft": mission, "fields": large(80_000)});
    assert_eq!(bench.call("save_club_draft", save).await, too_large);
    let new = json!({"connection": connection, "fields": large(80_000)});
    assert_eq!(bench.call("new_club_draft", new).await, too_large);

    let kept = bench.call("get_draft", json!({"draft": call_out})).await;
    assert_eq!(kept.unwrap()["fields"], json!(fields(10_000)));
    let kept = bench
        .call("get_club_draft", json!({"draft": mission}))
        .await;
    assert_eq!(kept.unwrap()["fields"], large(10_000));
}
