//! `cache.db`: what a server of clubs, of quests or of moments answered, each whole,
//! under the name that its age is kept under. All of them are read whole too.

use super::{Age, Json, Migration, Stored, ages};
use muster_domain::id::ConnectionId;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Serialize, de::DeserializeOwned};

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 13,
    name: "create_club_answers",
    sql: "
    CREATE TABLE club_answers (
        connection TEXT NOT NULL,
        what TEXT NOT NULL,
        answer TEXT NOT NULL,
        PRIMARY KEY (connection, what)
    ) STRICT, WITHOUT ROWID;",
}];

/// An answer with its age.
pub(crate) fn find<T: DeserializeOwned>(
    db: &Connection,
    connection: &ConnectionId,
    what: &str,
) -> rusqlite::Result<Option<Stored<T>>> {
    let answer = db
        .prepare_cached("SELECT answer FROM club_answers WHERE connection = ?1 AND what = ?2")?
        .query_row([connection.as_str(), what], |row| row.get::<_, Json<T>>(0))
        .optional()?;
    let age: Option<Age> = ages::find(db, connection, what)?;
    let answer = answer.map(|Json(value)| value);
    Ok(answer.zip(age).map(|(value, age)| Stored { value, age }))
}

/// True if it differs from what was there.
pub(crate) fn put<T: Serialize>(
    db: &Connection,
    connection: &ConnectionId,
    what: &str,
    answer: &T,
) -> rusqlite::Result<bool> {
    let changed = db
        .prepare_cached(
            "INSERT INTO club_answers (connection, what, answer) VALUES (?1, ?2, ?3)
             ON CONFLICT (connection, what) DO UPDATE SET answer = excluded.answer
             WHERE answer <> excluded.answer",
        )?
        .execute(params![connection.as_str(), what, Json(answer)])?;
    Ok(changed > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use muster_domain::time::Time;

    #[test]
    fn an_answer_is_kept_by_connection_and_name_and_says_whether_it_is_new() {
        let db = Connection::open_in_memory().unwrap();
        for step in [ages::MIGRATIONS, MIGRATIONS].concat() {
            db.execute_batch(step.sql).unwrap();
        }
        let (mine, theirs) = (ConnectionId::from("mine"), ConnectionId::from("theirs"));
        assert!(put(&db, &mine, "missions", &[1, 2]).unwrap());
        assert!(!put(&db, &mine, "missions", &[1, 2]).unwrap());
        assert!(put(&db, &mine, "missions", &[2]).unwrap());
        let read = |connection| find::<Vec<u32>>(&db, connection, "missions").unwrap();
        assert_eq!(read(&mine), None, "it has no age");
        let age = Age {
            fetched_at: Time(5),
            server_time: None,
            complete: true,
        };
        ages::put(&db, &mine, "missions", &age).unwrap();
        let kept = Stored {
            value: vec![2],
            age,
        };
        assert_eq!(read(&mine), Some(kept));
        assert_eq!(read(&theirs), None);
    }

    /// A change here is a change of what older files hold.
    #[test]
    fn answers_keep_their_form() {
        use muster_domain::{club, meeting, mission, moment, received};
        fn holds<T: Serialize + DeserializeOwned>(json: &str) {
            let read: T = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), json);
        }
        let name = r#"{"id":"31","name":"游戏联盟","avatar_url":null}"#;
        holds::<club::MyClubs>(
            r#"{"me":"1","administered":[{"id":"31","name":"游戏联盟","avatar_url":null,"level":"school","members":60}],"joined":[]}"#,
        );
        holds::<club::ClubRoster>(
            r#"{"club":"31","students":[{"student":"1","name":"张三","mobile":"10050000000","department":"办公室","job":"会长","year":2016,"major":"","gender":"female","avatar_url":null}]}"#,
        );
        holds::<mission::MissionSummary>(&format!(
            r#"{{"id":"26","content":"扫大街","club":{name},"published_at":1,"deadline":2,"status":"active","figures":{{"unconfirmed":1,"confirmed":null,"unfinished":1,"finished":null}},"has_parts":true,"parts":2}}"#
        ));
        holds::<mission::MissionDetail>(&format!(
            r#"{{"id":"26","content":"扫大街","club":{name},"published_at":1,"deadline":2,"status":{{"other":"9"}},"people":[],"parts":[{{"id":"27","content":"东街","people":[{{"student":"1","name":"张三","avatar_url":null,"confirmed":true,"finished":false,"has_parts":false}}]}}]}}"#
        ));
        let figures =
            r#"{"invited":3,"unconfirmed":null,"confirmed":null,"unsigned":null,"signed":1}"#;
        let summary = format!(
            r#"{{"id":"6","content":"大会","address":"D101","club":{name},"published_at":1,"deadline":2,"sign_in":"qr_code","window":"open","figures":{figures}}}"#
        );
        holds::<meeting::MeetingSummary>(&summary);
        holds::<meeting::MeetingDetail>(&format!(
            r#"{{"summary":{summary},"leaders":[{{"student":"1","name":"张三","avatar_url":null,"mobile":"1","department":"","job":""}}]}}"#
        ));
        holds::<meeting::Participation>(&format!(
            r#"{{"figures":{figures},"attendees":[{{"student":"1","name":"张三","avatar_url":null,"department":"生活部","job":"部长","confirmed":true,"on_leave":false,"signed":true,"late":null,"changed_at":1,"signed_at":2,"comment":""}}]}}"#
        ));
        let sponsor = r#"{"student":"2","name":"李四","avatar_url":null}"#;
        let given = format!(
            r#"{{"id":"26","content":"扫大街","sponsor":{sponsor},"published_at":1,"deadline":2,"confirmed":true,"finished":false}}"#
        );
        holds::<received::FromClub<received::ReceivedMission>>(&format!(
            r#"{{"club":{name},"row":{given}}}"#
        ));
        holds::<received::ReceivedMissionDetail>(&format!(
            r#"{{"mission":{given},"people":[{{"student":"1","name":"张三","avatar_url":null}}],"parts":[{{"id":"27","content":"东街","finished":true,"has_parts":false,"people":[]}}]}}"#
        ));
        let invited = format!(
            r#"{{"id":"6","content":"大会","address":"D101","sponsor":{sponsor},"published_at":1,"deadline":2,"answered":"on_leave","signed":false}}"#
        );
        holds::<received::FromClub<received::ReceivedMeeting>>(&format!(
            r#"{{"club":{name},"row":{invited}}}"#
        ));
        holds::<received::ReceivedMeetingDetail>(&format!(
            r#"{{"meeting":{invited},"leaders":[]}}"#
        ));
        holds::<moment::Enterprises>(r#"{"chosen":"3","all":[{"id":"3","name":"海棠商贸"}]}"#);
        holds::<Vec<moment::SopTask>>(r#"[{"id":"1","name":"五月新品上架"}]"#);
        holds::<moment::MomentJobs>(
            r#"{"figures":{"done":1,"waiting":null,"total":2},"listed":1,"rows":[{"id":"1","created_at":1,"text":"上新","attachments":[{"kind":"link","title":"端午","address":"https://shop.example"},{"kind":"mini_program","title":"","address":null},{"kind":{"other":"poll"},"title":"","address":null}],"range":{"users":["Happy"],"departments":["2"],"tags":[]},"figures":{"done":1,"waiting":1,"total":2}}]}"#,
        );
        holds::<moment::MomentPeople>(
            r#"{"listed":null,"rows":[{"staff":"11","name":"张三","account":"Happy","status":"posted"},{"staff":"12","name":"李四","account":"","status":{"other":"发表失败"}}]}"#,
        );
    }
}
