//! Invented units and people, made from a seed. No person and no phone number
//! is real: the numbers begin at 100 0000 0000, a range that is not in use.

mod accounts;
mod club_scenes;
#[cfg(test)]
pub mod club_tests;
mod clubs;
mod moment_jobs;
#[cfg(test)]
pub mod moment_tests;
mod moments;
mod names;
mod people;
mod quest_scenes;
#[cfg(test)]
pub mod quest_tests;
mod quests;
mod scenes;
#[cfg(test)]
pub mod tests;
mod units;

use std::fmt;
use std::str::FromStr;

use crate::service::signin::hash_password;
use crate::store::{Office, Org, Person, Place, Point, Unit};
pub use accounts::{SampleAccount, accounts};
pub use club_scenes::play_clubs;
pub use clubs::ClubSample;
pub use moment_jobs::{compose, play_moments};
pub use moments::{MomentSample, series};
pub use quests::QuestSample;
pub use scenes::play;

/// How many people there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Size {
    /// 400 people.
    #[default]
    Demo,
    /// 20 000 people.
    District,
    /// 100 000 people.
    City,
}

impl Size {
    /// As it is written on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::District => "district",
            Self::City => "city",
        }
    }

    /// People altogether.
    pub fn people(self) -> usize {
        match self {
            Self::Demo => 400,
            Self::District => 20_000,
            Self::City => 100_000,
        }
    }

    fn districts(self) -> usize {
        match self {
            Self::Demo | Self::District => 2,
            Self::City => 11,
        }
    }

    fn streets_per_district(self) -> usize {
        match self {
            Self::Demo => 3,
            Self::District => 12,
            Self::City => 15,
        }
    }
}

impl FromStr for Size {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        [Self::Demo, Self::District, Self::City]
            .into_iter()
            .find(|size| size.name() == name)
            .ok_or_else(|| "expected demo, district or city".to_owned())
    }
}

/// The militia that an empty store is filled with.
pub struct Sample {
    pub size: Size,
    pub seed: u64,
    pub offices: Vec<Office>,
    pub orgs: Vec<Org>,
    pub people: Vec<Person>,
    pub memberships: Vec<Membership>,
    pub places: Vec<(Unit, Place)>,
    pub logins: Vec<Login>,
    /// Centre of each office, in the order of `offices`.
    centres: Vec<Point>,
}

impl fmt::Debug for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sample")
            .field("size", &self.size)
            .field("seed", &self.seed)
            .finish_non_exhaustive()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    pub org_id: i64,
    pub soldier_id: i64,
    pub is_admin: bool,
}

/// An account as it is stored.
pub struct Login {
    pub username: String,
    pub password_hash: String,
    pub unit: Unit,
}

impl Sample {
    /// The same size and seed always make the same units, people and places;
    /// only the password hashes carry fresh salt.
    pub fn new(size: Size, seed: u64) -> crate::service::Result<Self> {
        let mut sample = Self {
            size,
            seed,
            offices: Vec::new(),
            orgs: Vec::new(),
            people: Vec::with_capacity(size.people()),
            memberships: Vec::with_capacity(size.people() * 11 / 10),
            places: Vec::new(),
            logins: Vec::new(),
            centres: Vec::new(),
        };
        sample.add_offices();
        sample.add_people();
        sample.add_orgs();
        sample.add_places();
        let militia = accounts()
            .into_iter()
            .filter(|account| account.connector == "militia");
        for account in militia {
            sample.logins.push(Login {
                unit: sample.unit_of(account.role),
                password_hash: hash_password(account.password)?,
                username: account.username.to_owned(),
            });
        }
        Ok(sample)
    }
}
