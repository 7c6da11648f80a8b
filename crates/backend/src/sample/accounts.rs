//! The accounts of every sample, whatever its size and seed.

use md5::{Digest, Md5};
use serde::Serialize;

use super::clubs::club_name;
use super::moments::enterprise_name;
use super::names::{city_name, district_name, platoon_name, street_name};

/// An account that a person or a test may use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SampleAccount {
    /// The protocol that it speaks: `militia`, `weclubs`, `soptask` or
    /// `questboard`.
    pub connector: &'static str,
    /// What it is for: `commander`, `platoon`, `sponsor`, ...
    pub role: &'static str,
    /// To sign in with.
    pub username: &'static str,
    /// To sign in with; no secret, since it stands here.
    pub password: &'static str,
    /// The unit that it speaks for, the club that it is in, the enterprise that
    /// it manages, or who it is on the board of quests.
    pub name: String,
    /// `office`, `organisation`, `club`, `enterprise` or `board`.
    pub unit: &'static str,
    /// The platform that it signs in to; of `soptask` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uniacid: Option<i64>,
}

/// An account for the clubs. The n-th is the n-th student's.
pub struct ClubAccount {
    pub role: &'static str,
    mobile: &'static str,
    password: &'static str,
    pub seat: Seat,
}

/// What the holder of an account is, in which club by its number.
#[derive(Clone, Copy)]
pub enum Seat {
    President(usize),
    /// Of a department; administers nothing.
    Head(usize),
    Officer(usize),
}

impl Seat {
    pub fn club(self) -> usize {
        match self {
            Self::President(club) | Self::Head(club) | Self::Officer(club) => club,
        }
    }
}

impl ClubAccount {
    /// What is sent in place of the password: its MD5, in hexadecimal.
    pub fn wire_password(&self) -> String {
        hex(&Md5::digest(self.password.as_bytes()))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// In the order of the first students.
pub const CLUB_ACCOUNTS: [ClubAccount; 4] = [
    ClubAccount {
        role: "sponsor",
        mobile: "10050000000",
        password: "muster-sponsor",
        seat: Seat::President(0),
    },
    ClubAccount {
        role: "leader",
        mobile: "10050000001",
        password: "muster-leader",
        seat: Seat::Head(0),
    },
    ClubAccount {
        role: "member",
        mobile: "10050000002",
        password: "muster-member",
        seat: Seat::Officer(0),
    },
    ClubAccount {
        role: "outsider",
        mobile: "10050000003",
        password: "muster-outsider",
        seat: Seat::President(1),
    },
];

/// An account on the board of quests. Its role is its user name.
pub struct QuestAccount {
    pub role: &'static str,
    pub password: &'static str,
    pub name: &'static str,
    pub level: i64,
    pub is_admin: bool,
}

/// In the order of the users.
pub const QUEST_ACCOUNTS: [QuestAccount; 2] = [
    QuestAccount {
        role: "admin",
        password: "muster-admin",
        name: "任务板管理员",
        level: 60,
        is_admin: true,
    },
    QuestAccount {
        role: "user",
        password: "muster-user",
        name: "任务板用户",
        level: 12,
        is_admin: false,
    },
];

/// An account for moments jobs. The n-th is the n-th manager's.
pub struct ManagerAccount {
    pub role: &'static str,
    pub mobile: &'static str,
    pub password: &'static str,
    pub uniacid: i64,
    /// By their numbers; there is at least one.
    pub enterprises: &'static [usize],
}

pub const MANAGER_ACCOUNTS: [ManagerAccount; 3] = [
    ManagerAccount {
        role: "manager",
        mobile: "10060000000",
        password: "muster-manager",
        uniacid: 8,
        enterprises: &[0, 1],
    },
    ManagerAccount {
        role: "deputy",
        mobile: "10060000001",
        password: "muster-deputy",
        uniacid: 8,
        enterprises: &[1],
    },
    ManagerAccount {
        role: "neighbour",
        mobile: "10060000002",
        password: "muster-neighbour",
        uniacid: 9,
        enterprises: &[2],
    },
];

/// The accounts of every sample. For the militia the city office
/// (`superior`), a district office (`commander`), another (`peer`), a street
/// office under the first (`subordinate`) and a platoon in it (`platoon`).
/// For the clubs the president of one (`sponsor`), a head of a department in
/// it who leads its meetings (`leader`), an officer of it (`member`), and the
/// president of another (`outsider`). For moments jobs the manager of two
/// enterprises (`manager`), one of the second of them only (`deputy`), and one
/// of an enterprise on another platform (`neighbour`). For the quests who runs
/// the board (`admin`) and who plays (`user`).
pub fn accounts() -> Vec<SampleAccount> {
    let militia = |role, password, unit, name| SampleAccount {
        connector: "militia",
        role,
        username: role,
        password,
        name,
        unit,
        uniacid: None,
    };
    let mut accounts = vec![
        militia("commander", "muster-commander", "office", district_name(0)),
        militia(
            "platoon",
            "muster-platoon",
            "organisation",
            platoon_name(0, 0, 0),
        ),
        militia("superior", "muster-superior", "office", city_name()),
        militia(
            "subordinate",
            "muster-subordinate",
            "office",
            street_name(0, 0),
        ),
        militia("peer", "muster-peer", "office", district_name(1)),
    ];
    accounts.extend(CLUB_ACCOUNTS.iter().map(|account| SampleAccount {
        connector: "weclubs",
        role: account.role,
        username: account.mobile,
        password: account.password,
        name: club_name(account.seat.club()),
        unit: "club",
        uniacid: None,
    }));
    accounts.extend(MANAGER_ACCOUNTS.iter().map(|account| SampleAccount {
        connector: "soptask",
        role: account.role,
        username: account.mobile,
        password: account.password,
        name: enterprise_name(account.enterprises[0]),
        unit: "enterprise",
        uniacid: Some(account.uniacid),
    }));
    accounts.extend(QUEST_ACCOUNTS.iter().map(|account| SampleAccount {
        connector: "questboard",
        role: account.role,
        username: account.role,
        password: account.password,
        name: account.name.to_owned(),
        unit: "board",
        uniacid: None,
    }));
    accounts
}
