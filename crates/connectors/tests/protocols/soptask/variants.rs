//! What `docs/protocols/soptask.md` says of real servers, one test each.

use super::support::having;
use muster_domain::{
    moment::{AttachmentKind, MomentFigures, MomentJob, PostStatus},
    read::Page,
    time::Time,
};

async fn jobs(record_list: &str) -> (MomentFigures, Page<MomentJob>) {
    let data = format!(r#"{{"record_list":{record_list}}}"#);
    let (connector, _server) = having(&data).await;
    let moments = connector.moments().unwrap();
    moments.jobs(&1.into(), None, 1).await.unwrap().value
}

async fn job(row: &str) -> MomentJob {
    let (_, page) = jobs(&format!("[{row}]")).await;
    let [job] = <[MomentJob; 1]>::try_from(page.rows).unwrap();
    job
}

#[tokio::test]
async fn numbers_may_be_text_and_what_is_not_told_is_not_zero() {
    for row in [
        r#"{"id":7,"moment_total":4,"moment_finish_count":3,"moment_wait_count":1}"#,
        r#"{"id":"7","moment_total":"4","moment_finish_count":"3","moment_wait_count":"1"}"#,
        r#"{"id":7.0,"moment_total":4.0,"moment_finish_count":" 3","moment_wait_count":1}"#,
    ] {
        let job = job(row).await;
        assert_eq!(job.id.as_str(), "7", "{row}");
        let figures = job.figures;
        assert_eq!(
            (figures.done, figures.waiting, figures.total),
            (Some(3), Some(1), Some(4)),
            "{row}"
        );
    }
    for row in [
        r#"{"id":7}"#,
        r#"{"id":7,"moment_total":null,"moment_finish_count":null,"moment_wait_count":null}"#,
    ] {
        let job = job(row).await;
        assert_eq!(job.figures, MomentFigures::default(), "{row}");
        assert_eq!((job.created_at, job.text.as_str()), (None, ""));
    }
}

#[tokio::test]
async fn content_may_be_missing_null_or_an_empty_array_at_every_level() {
    for content in [
        "null",
        "[]",
        "{}",
        r#"{"text":null,"attachments":null,"visible_range":null}"#,
        r#"{"text":[],"attachments":[],"visible_range":[]}"#,
        r#"{"text":{"content":null},"visible_range":{"sender_list":[],"external_contact_list":null}}"#,
        r#"{"visible_range":{"sender_list":{"user_list":null,"department_list":[""]}}}"#,
    ] {
        let job = job(&format!(r#"{{"id":7,"content":{content}}}"#)).await;
        assert_eq!(job.text, "", "{content}");
        assert!(job.attachments.is_empty(), "{content}");
        assert_eq!(job.range, Default::default(), "{content}");
    }
}

#[tokio::test]
async fn attachments_are_many_and_their_kinds_survive() {
    let job = job(r#"{"id":7,"content":{"attachments":[
            {"msgtype":"image"},
            {"msgtype":"image","image":{"media_id":"x"}},
            {"msgtype":" video ","video":null},
            {"msgtype":"link","link":{"title":"活动","url":"https://shop.example"}},
            {"msgtype":"link","link":[]},
            {"msgtype":"miniprogram","miniprogram":{"a":[{}]}},
            {"msgtype":"file","file":{"media_id":"x"}},
            {"msgtype":"poll"},
            {}
        ]}}"#)
    .await;
    let kinds: Vec<_> = job.attachments.iter().map(|one| one.kind.clone()).collect();
    use AttachmentKind::{File, Image, Link, MiniProgram, Other, Video};
    assert_eq!(
        kinds,
        [
            Image,
            Image,
            Video,
            Link,
            Link,
            MiniProgram,
            File,
            Other("poll".into()),
            Other(String::new())
        ]
    );
    let link = &job.attachments[3];
    assert_eq!(
        (link.title.as_str(), link.address.as_deref()),
        ("活动", Some("https://shop.example"))
    );
    assert_eq!(job.attachments[4].address, None);
}

#[tokio::test]
async fn a_time_is_beijing_time_or_none() {
    for (text, expected) in [
        (r#""2024-05-23 17:40:01""#, Some(Time(1_716_457_201_000))),
        ("1716457201000", Some(Time(1_716_457_201_000))),
        (r#""""#, None),
        ("null", None),
        (r#""0000-00-00 00:00:00""#, None),
    ] {
        let job = job(&format!(r#"{{"id":7,"created_at":{text}}}"#)).await;
        assert_eq!(job.created_at, expected, "{text}");
    }
}

#[tokio::test]
async fn a_list_is_a_page_of_laravels_or_its_rows_alone() {
    for (list, rows, total, pages) in [
        (r#"[{"id":1},{"id":2}]"#, 2, 2, 1),
        ("[]", 0, 0, 1),
        (r#"{"current_page":1,"data":null}"#, 0, 0, 1),
        (r#"{"total":0,"data":[]}"#, 0, 0, 1),
        (
            r#"{"data":[{"id":1}],"last_page":"4","total":"31"}"#,
            1,
            31,
            4,
        ),
        (r#"{"data":[{"id":1}],"last_page":0,"total":1}"#, 1, 1, 1),
        // It may go on: the next page tells.
        (r#"{"data":[{"id":1}]}"#, 1, 0, 2),
    ] {
        let (_, page) = jobs(list).await;
        assert_eq!(
            (page.rows.len(), page.total, page.total_pages),
            (rows, total, pages),
            "{list}"
        );
    }
}

#[tokio::test]
async fn the_list_of_tasks_comes_under_any_of_its_names() {
    let page = r#"{"current_page":1,"last_page":1,"total":1,"data":[{"id":1,"name":"上新"}]}"#;
    for data in [
        page.to_owned(),
        r#"[{"id":"1","name":"上新"}]"#.to_owned(),
        format!(r#"{{"list":{page}}}"#),
        format!(r#"{{"record_list":{page}}}"#),
        r#"{"list":[{"id":1,"name":"上新"}]}"#.to_owned(),
        r#"{"record_list":[{"id":1,"name":"上新","surprise":{}}]}"#.to_owned(),
    ] {
        let (connector, _server) = having(&data).await;
        let moments = connector.moments().unwrap();
        let found = moments.tasks(1).await.unwrap().value;
        let [task] = found.rows.as_slice() else {
            panic!("{data}")
        };
        assert_eq!((task.id.as_str(), task.name.as_str()), ("1", "上新"));
        let enterprises = moments.enterprises(1).await.unwrap().value;
        assert_eq!(enterprises.rows[0].id.as_str(), "1", "{data}");
    }
}

#[tokio::test]
async fn somebody_is_told_apart_by_any_of_their_numbers() {
    for (row, id, name) in [
        (
            r#"{"user_id":11,"staff":{"user_id":12,"name":"张三"}}"#,
            "11",
            "张三",
        ),
        (
            r#"{"staff":{"user_id":"12","name":"张三","userid":"Happy"}}"#,
            "12",
            "张三",
        ),
        (r#"{"user_id":0,"staff":{"userid":"Happy"}}"#, "Happy", ""),
        (r#"{"user_id":11,"staff":null}"#, "11", ""),
        (r#"{"user_id":11,"staff":[]}"#, "11", ""),
    ] {
        let (connector, _server) = having(&format!("[{row}]")).await;
        let moments = connector.moments().unwrap();
        let people = moments.people(&1.into(), "", None, 1).await.unwrap().value;
        let person = &people.rows[0];
        assert_eq!(
            (person.staff.as_str(), person.name.as_str()),
            (id, name),
            "{row}"
        );
    }
}

#[tokio::test]
async fn who_has_posted_and_who_has_not_and_what_else_there_is() {
    for (row, expected) in [
        (r#""status":0"#, PostStatus::Waiting),
        (r#""status":"1""#, PostStatus::Posted),
        (
            r#""status":3,"status_name":"发表失败""#,
            PostStatus::Other("发表失败".into()),
        ),
        (
            r#""status":"sent","status_name":null"#,
            PostStatus::Other("sent".into()),
        ),
        (r#""status":null"#, PostStatus::Other(String::new())),
    ] {
        let (connector, _server) = having(&format!(r#"[{{"user_id":1,{row}}}]"#)).await;
        let moments = connector.moments().unwrap();
        let people = moments.people(&1.into(), "", None, 1).await.unwrap().value;
        assert_eq!(people.rows[0].status, expected, "{row}");
    }
}
