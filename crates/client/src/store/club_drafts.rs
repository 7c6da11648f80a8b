//! `club_drafts` in the desk database: missions and meetings being written.

use super::{
    Migration,
    form_drafts::{Draft, Form},
};
use muster_domain::club::ClubFields;

pub(super) const MIGRATIONS: &[Migration] = &[Migration {
    version: 13,
    name: "create_club_drafts",
    sql: "
    CREATE TABLE club_drafts (
        id TEXT PRIMARY KEY NOT NULL,
        connection TEXT NOT NULL,
        changed_at INTEGER NOT NULL,
        fields TEXT NOT NULL
    ) STRICT;
    CREATE INDEX club_drafts_by_connection ON club_drafts (connection, changed_at);
",
}];

pub(crate) type ClubDraft = Draft<ClubFields>;

impl Form for ClubFields {
    const TABLE: &'static str = "club_drafts";
    const COLUMN: &'static str = "fields";

    fn without_ids(self) -> Self {
        self.without_ids()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use muster_domain::mission::MissionFields;

    #[test]
    fn a_stored_form_keeps_its_form() {
        let mission = ClubFields::Mission(MissionFields {
            content: " 扫大街".into(),
            ..MissionFields::default()
        });
        let stored = serde_json::to_string(&mission).unwrap();
        insta::assert_snapshot!(stored, @r#"{"kind":"mission","club":null,"content":" 扫大街","deadline":"","people":[],"parts":[]}"#);
    }
}
