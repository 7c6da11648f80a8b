//! A backend with the clubs of the sample, and connectors that speak to it.

use crate::wire::Wire;
use jiff::{SignedDuration, Timestamp};
use muster_backend::{
    Backend, Clock as _, ManualClock, MeetingRecount, MissionRecount, Options, Running, accounts,
};
use muster_connectors::{Connector, Credentials, Network, Session, connect};
use muster_domain::{
    connection::{ConnectionConfig, ConnectorKind, ModuleUrls, WeclubsSettings},
    geo::Crs,
    id::{ClubId, MeetingId, MissionId, StudentId},
    meeting::{NewMeeting, NewSignIn},
    mission::{NewMission, NewSubMission, NewWork},
    time::Time,
};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// The sponsor's club, and the outsider's.
pub const CLUB: i64 = 31;
pub const OTHER_CLUB: i64 = 32;
const START: &str = "2018-05-07T12:00:00Z";

pub struct Hall {
    backend: Running,
    clock: Arc<ManualClock>,
}

/// Somebody who has signed in.
pub struct Member {
    pub connector: Arc<dyn Connector>,
    pub id: StudentId,
}

impl Hall {
    pub async fn open() -> Self {
        Self::open_with(Options::default()).await
    }

    /// At the other end of a wire.
    pub async fn behind(wire: &Wire) -> Self {
        let hosts = vec![wire.host()];
        let hall = Self::open_with(Options {
            hosts,
            ..Options::default()
        })
        .await;
        wire.plug_in(&hall.url());
        hall
    }

    /// With nobody who answers by themselves, and a clock that stands.
    pub async fn open_with(options: Options) -> Self {
        let clock = Arc::new(ManualClock::at(START.parse::<Timestamp>().unwrap()));
        let backend = Backend::start(Options {
            speed: 0.0,
            clock: Arc::<ManualClock>::clone(&clock),
            ..options
        })
        .await
        .unwrap();
        Self { backend, clock }
    }

    pub fn now(&self) -> Time {
        Time(self.clock.now().as_millisecond())
    }

    /// The same clock, for a core.
    pub fn clock(&self) -> Arc<dyn Fn() -> Time + Send + Sync> {
        let clock = Arc::clone(&self.clock);
        Arc::new(move || Time(clock.now().as_millisecond()))
    }

    pub fn url(&self) -> String {
        self.backend.url()
    }

    pub async fn close(self) {
        self.backend.stop().await;
    }

    pub fn wait(&self, time: SignedDuration) {
        self.clock.advance(time);
    }

    pub fn connector(
        &self,
        settings: Option<WeclubsSettings>,
        session: Option<Session>,
    ) -> Arc<dyn Connector> {
        let config = ConnectionConfig {
            kind: ConnectorKind::Weclubs,
            name: String::new(),
            base_url: self.backend.url(),
            modules: ModuleUrls::default(),
            crs: Crs::default(),
            weclubs: settings,
            soptask: None,
        };
        let count = AtomicU64::new(1);
        let network = Network {
            clock: self.clock(),
            random: Arc::new(move || count.fetch_add(1, Ordering::Relaxed).into()),
            connect_ms: 5_000,
            first_byte_ms: 15_000,
            body_ms: 15_000,
        };
        connect(&config, session, network).unwrap()
    }

    pub async fn sign_in(&self, role: &str) -> Member {
        let connector = self.connector(None, None);
        connector.sign_in(&credentials(role)).await.unwrap();
        let id = connector.clubs().unwrap().me().unwrap();
        Member { connector, id }
    }

    /// As a client of another kind, which has a token of its own.
    pub async fn sign_in_as(&self, role: &str, caller: &str) -> Member {
        let settings = WeclubsSettings {
            caller: Some(caller.to_owned()),
            ..WeclubsSettings::default()
        };
        let connector = self.connector(Some(settings), None);
        connector.sign_in(&credentials(role)).await.unwrap();
        let id = connector.clubs().unwrap().me().unwrap();
        Member { connector, id }
    }

    pub async fn mission(&self, mission: &MissionId) -> MissionRecount {
        let all = self.backend.recount_missions().await.unwrap();
        let is_it = |row: &MissionRecount| row.mission_id.to_string() == mission.0;
        all.into_iter().find(is_it).unwrap()
    }

    pub async fn missions(&self) -> usize {
        self.backend.recount_missions().await.unwrap().len()
    }

    pub async fn meeting(&self, meeting: &MeetingId) -> MeetingRecount {
        let all = self.backend.recount_meetings().await.unwrap();
        let is_it = |row: &MeetingRecount| row.meeting_id.to_string() == meeting.0;
        all.into_iter().find(is_it).unwrap()
    }

    /// An hour from now, with a tag.
    pub fn deadline(&self) -> Time {
        self.now().plus_ms(3_600_000 + 417)
    }

    pub fn mission_for(&self, people: &[&Member]) -> NewMission {
        NewMission {
            club: CLUB.into(),
            content: "器材盘点 | 周五前 100% +".into(),
            deadline: self.deadline(),
            work: NewWork::Whole {
                people: ids(people),
            },
        }
    }

    pub fn mission_in_parts(&self, parts: &[(&str, &[&Member])]) -> NewMission {
        let part = |(content, people): &(&str, &[&Member])| NewSubMission {
            content: (*content).to_owned(),
            people: ids(people),
        };
        NewMission {
            work: NewWork::Parts {
                parts: parts.iter().map(part).collect(),
            },
            ..self.mission_for(&[])
        }
    }

    pub fn meeting_for(&self, people: &[&Member], leaders: &[&Member]) -> NewMeeting {
        NewMeeting {
            club: CLUB.into(),
            content: "招新动员大会".into(),
            address: "D101".into(),
            deadline: self.deadline(),
            people: ids(people),
            sign_in: if leaders.is_empty() {
                NewSignIn::None
            } else {
                NewSignIn::QrCode {
                    leaders: ids(leaders),
                }
            },
        }
    }
}

impl Member {
    /// Publishes and finds it by its tag.
    pub async fn publish_mission(&self, mission: &NewMission) -> MissionId {
        let missions = self.connector.missions().unwrap();
        missions.publish(mission).await.unwrap();
        let list = missions.list(50, 1).await.unwrap().value;
        let found: Vec<_> = list.rows.iter().filter(|row| mission.is(row)).collect();
        assert_eq!(found.len(), 1, "{list:?}");
        found[0].id.clone()
    }

    /// Publishes and finds it by its tag.
    pub async fn publish_meeting(&self, meeting: &NewMeeting) -> MeetingId {
        let meetings = self.connector.meetings().unwrap();
        meetings.publish(meeting).await.unwrap();
        let list = meetings.list(50, 1).await.unwrap().value;
        let found: Vec<_> = list.rows.iter().filter(|row| meeting.is(row)).collect();
        assert_eq!(found.len(), 1, "{list:?}");
        found[0].id.clone()
    }
}

pub fn credentials(role: &str) -> Credentials {
    let all = accounts();
    let account = all
        .iter()
        .find(|account| account.connector == "weclubs" && account.role == role)
        .unwrap();
    Credentials {
        username: account.username.to_owned(),
        password: account.password.to_owned(),
    }
}

pub fn club() -> ClubId {
    CLUB.into()
}

fn ids(people: &[&Member]) -> Vec<StudentId> {
    people.iter().map(|member| member.id.clone()).collect()
}
