//! Everybody in a club, and the ways to group them.

use crate::id::{ClubId, StudentId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// 性别.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    Female,
    Male,
}

/// Somebody in a club. Text that was never filled in is empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClubStudent {
    pub student: StudentId,
    pub name: String,
    pub mobile: String,
    /// 部门
    pub department: String,
    /// 职位
    pub job: String,
    /// 入学年份
    pub year: Option<u16>,
    /// 院系
    pub major: String,
    pub gender: Option<Gender>,
    pub avatar_url: Option<String>,
}

/// 社团的当前届成员: whom its missions and meetings can be sent to. Each
/// student once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClubRoster {
    pub club: ClubId,
    pub students: Vec<ClubStudent>,
}

/// By what recipients are chosen together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum GroupBy {
    Department,
    Job,
    Year,
}

/// Students with something in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClubGroup {
    /// Empty for those of whom it is not known.
    pub name: String,
    pub students: Vec<StudentId>,
}

impl ClubRoster {
    /// Whether somebody is in the club.
    pub fn has(&self, student: &StudentId) -> bool {
        self.students.iter().any(|row| row.student == *student)
    }

    /// Everybody, once, under what they have in common: in the order of the
    /// names, years the latest first, and last those of whom it is not known.
    pub fn groups(&self, by: GroupBy) -> Vec<ClubGroup> {
        let mut groups: BTreeMap<String, Vec<StudentId>> = BTreeMap::new();
        for row in &self.students {
            let name = match by {
                GroupBy::Department => row.department.clone(),
                GroupBy::Job => row.job.clone(),
                GroupBy::Year => row.year.map_or_else(String::new, |year| year.to_string()),
            };
            groups.entry(name).or_default().push(row.student.clone());
        }
        let unknown = groups.remove("");
        let mut named: Vec<_> = groups.into_iter().collect();
        if by == GroupBy::Year {
            named.reverse();
        }
        named
            .into_iter()
            .chain(unknown.map(|students| (String::new(), students)))
            .map(|(name, students)| ClubGroup { name, students })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn student(id: i64, department: &str, job: &str, year: Option<u16>) -> ClubStudent {
        ClubStudent {
            student: id.into(),
            name: "张三".into(),
            mobile: "10000000001".into(),
            department: department.into(),
            job: job.into(),
            year,
            major: String::new(),
            gender: None,
            avatar_url: None,
        }
    }

    fn shown(groups: &[ClubGroup]) -> Vec<String> {
        let ids = |group: &ClubGroup| {
            let ids: Vec<_> = group.students.iter().map(StudentId::as_str).collect();
            format!("{}:{}", group.name, ids.join(","))
        };
        groups.iter().map(ids).collect()
    }

    #[test]
    fn everybody_is_in_one_group_and_the_unknown_come_last() {
        let roster = ClubRoster {
            club: 31.into(),
            students: vec![
                student(1, "", "会员", Some(2016)),
                student(2, "B", "部长", None),
                student(3, "A", "", Some(2018)),
                student(4, "B", "会员", Some(2016)),
            ],
        };
        assert_eq!(
            shown(&roster.groups(GroupBy::Department)),
            ["A:3", "B:2,4", ":1"]
        );
        assert_eq!(
            shown(&roster.groups(GroupBy::Job)),
            ["会员:1,4", "部长:2", ":3"]
        );
        assert_eq!(
            shown(&roster.groups(GroupBy::Year)),
            ["2018:3", "2016:1,4", ":2"]
        );
        assert!(roster.has(&4.into()) && !roster.has(&5.into()));
    }
}
