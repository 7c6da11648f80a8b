//! Invented clubs of an invented school. No student and no phone number is
//! real: the numbers begin at 100 5000 0000, in a range that is not in use.

use std::fmt;

use jiff::Timestamp;

use super::Size;
use super::accounts::{CLUB_ACCOUNTS, ClubAccount, Seat};
use super::names::Names;
use crate::clock::BEIJING;
use crate::dice::Dice;
use crate::service::Result;
use crate::service::signin::hash_password;
use crate::store::{Club, ClubLevel, ClubMember, Department, Gender, Job, Student};

const FIRST_STUDENT_ID: i64 = 30_001;
/// The mobile of the first student; the others count on from it.
pub const FIRST_MOBILE: i64 = 100_5000_0000;
const FIRST_CLUB_ID: i64 = 31;
const FIRST_DEPARTMENT_ID: i64 = 401;
const FIRST_JOB_ID: i64 = 801;
/// Keep the dice about students apart from those about soldiers.
const STUDENTS: i64 = 5;
const MEMBERS: i64 = 6;

const SCHOOL: &str = "南岭海滨学院";
const MAJORS: [&str; 8] = [
    "软件工程系",
    "电子信息系",
    "外国语系",
    "国际经贸系",
    "数字媒体系",
    "管理系",
    "会计系",
    "土木工程系",
];
/// A school year begins in September.
const FIRST_MONTH: i8 = 9;
/// Years that somebody stays.
const YEARS: i64 = 4;

/// Names of clubs. The first of them is the sponsor's, the second the
/// outsider's.
const CLUBS: [(&str, ClubLevel); 20] = [
    ("青年志愿者协会", ClubLevel::School),
    ("摄影协会", ClubLevel::Interest),
    ("机器人社", ClubLevel::Interest),
    ("学生会", ClubLevel::School),
    ("辩论队", ClubLevel::Interest),
    ("合唱团", ClubLevel::School),
    ("羽毛球协会", ClubLevel::Interest),
    ("软件工程系学生会", ClubLevel::Faculty),
    ("红十字会", ClubLevel::School),
    ("话剧社", ClubLevel::Interest),
    ("天文社", ClubLevel::Interest),
    ("广播站", ClubLevel::School),
    ("围棋社", ClubLevel::Interest),
    ("外国语系学生会", ClubLevel::Faculty),
    ("汉服社", ClubLevel::Interest),
    ("龙舟队", ClubLevel::School),
    ("电子协会", ClubLevel::Interest),
    ("心理健康协会", ClubLevel::School),
    ("街舞社", ClubLevel::Interest),
    ("创业协会", ClubLevel::Interest),
];
/// Campuses, which tell clubs of one name apart.
const CAMPUSES: [&str; 3] = ["", "东区", "西区"];

const DEPARTMENTS: [&str; 6] = ["办公室", "宣传部", "外联部", "活动部", "技术部", "财务部"];
const JOBS: [(&str, bool); 5] = [
    ("会长", true),
    ("副会长", true),
    ("部长", false),
    ("干事", false),
    ("会员", false),
];
const PRESIDENT: usize = 0;
const VICE_PRESIDENT: usize = 1;
const HEAD: usize = 2;
const OFFICER: usize = 3;
const MEMBER: usize = 4;

/// The clubs that a store is filled with.
pub struct ClubSample {
    pub seed: u64,
    /// When the last ones were enrolled.
    latest_year: i64,
    pub students: Vec<Student>,
    pub clubs: Vec<Club>,
    pub departments: Vec<Department>,
    pub jobs: Vec<Job>,
    pub members: Vec<ClubMember>,
    /// Of those who have an account: the student and the hash.
    pub passwords: Vec<(i64, String)>,
}

impl fmt::Debug for ClubSample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClubSample")
            .field("seed", &self.seed)
            .field("students", &self.students.len())
            .finish_non_exhaustive()
    }
}

impl Size {
    /// Students altogether.
    pub fn students(self) -> usize {
        match self {
            Self::Demo => 180,
            Self::District => 3_000,
            Self::City => 12_000,
        }
    }

    /// Clubs altogether.
    pub fn clubs(self) -> usize {
        match self {
            Self::Demo => 3,
            Self::District => 20,
            Self::City => CLUBS.len() * CAMPUSES.len(),
        }
    }
}

impl ClubSample {
    /// The same size, seed and school year always make the same clubs and
    /// students; only the password hashes carry fresh salt.
    pub fn new(size: Size, seed: u64, now: Timestamp) -> Result<Self> {
        let mut sample = Self {
            seed,
            latest_year: school_year(now),
            students: Vec::with_capacity(size.students()),
            clubs: Vec::with_capacity(size.clubs()),
            departments: Vec::new(),
            jobs: Vec::new(),
            members: Vec::new(),
            passwords: Vec::new(),
        };
        let names = Names::new();
        for number in 0..size.students() {
            sample.add_student(number as i64, &names);
        }
        for number in 0..size.clubs() {
            sample.add_club(number);
        }
        sample.add_members(size);
        for (number, account) in CLUB_ACCOUNTS.iter().enumerate() {
            // What the wire carries in place of a password is its digest.
            let digest = account.wire_password();
            sample
                .passwords
                .push((sample.students[number].student_id, hash_password(&digest)?));
        }
        Ok(sample)
    }

    fn add_student(&mut self, number: i64, names: &Names) {
        let mut dice = Dice::new(self.seed, &[STUDENTS, number]);
        self.students.push(Student {
            student_id: FIRST_STUDENT_ID + number,
            name: names.person(&mut dice),
            mobile: FIRST_MOBILE + number,
            gender: if dice.chance(0.5) {
                Gender::Female
            } else {
                Gender::Male
            },
            graduate_year: self.latest_year - dice.below(YEARS as usize) as i64,
            school: SCHOOL.to_owned(),
            major: dice.pick(&MAJORS).to_owned(),
        });
    }

    fn add_club(&mut self, number: usize) {
        let club_id = FIRST_CLUB_ID + number as i64;
        self.clubs.push(Club {
            club_id,
            name: club_name(number),
            level: CLUBS[number % CLUBS.len()].1,
        });
        for name in DEPARTMENTS {
            self.departments.push(Department {
                department_id: FIRST_DEPARTMENT_ID + self.departments.len() as i64,
                club_id,
                name: name.to_owned(),
            });
        }
        for (name, administers) in JOBS {
            self.jobs.push(Job {
                job_id: FIRST_JOB_ID + self.jobs.len() as i64,
                club_id,
                name: name.to_owned(),
                administers,
            });
        }
    }

    /// Everybody is in one club, a quarter in a second one as well. Those with
    /// an account come first and sit where their account says.
    fn add_members(&mut self, size: Size) {
        let clubs = size.clubs();
        let mut sizes = vec![0; clubs];
        for (number, account) in CLUB_ACCOUNTS.iter().enumerate() {
            self.seat(account, number);
        }
        for number in CLUB_ACCOUNTS.len()..size.students() {
            let mut dice = Dice::new(self.seed, &[MEMBERS, number as i64]);
            let first = number * clubs / size.students();
            self.join(first, number, &mut sizes, &mut dice);
            if clubs > 1 && dice.chance(0.25) {
                let second = (first + 1 + dice.below(clubs - 1)) % clubs;
                self.join(second, number, &mut sizes, &mut dice);
            }
        }
    }

    fn seat(&mut self, account: &ClubAccount, student: usize) {
        let (club, department, job) = match account.seat {
            Seat::President(club) => (club, 0, PRESIDENT),
            Seat::Head(club) => (club, 3, HEAD),
            Seat::Officer(club) => (club, 3, OFFICER),
        };
        self.add_member(club, student, Some(department), Some(job));
    }

    /// The first ones stand beside the president, then each department gets
    /// its head. Some of the rest have no department or no job.
    fn join(&mut self, club: usize, student: usize, sizes: &mut [usize], dice: &mut Dice) {
        let nth = sizes[club];
        sizes[club] += 1;
        let department = nth % DEPARTMENTS.len();
        let has_president = club < 2;
        let job = match nth {
            0 if !has_president => PRESIDENT,
            0..=2 => VICE_PRESIDENT,
            3..=8 => HEAD,
            _ if dice.chance(0.35) => OFFICER,
            _ => MEMBER,
        };
        let placed = nth < 9 || !dice.chance(0.06);
        let employed = nth < 9 || !dice.chance(0.04);
        self.add_member(
            club,
            student,
            placed.then_some(department),
            employed.then_some(job),
        );
    }

    fn add_member(
        &mut self,
        club: usize,
        student: usize,
        department: Option<usize>,
        job: Option<usize>,
    ) {
        let within = |per_club: usize, index: usize| (club * per_club + index) as i64;
        self.members.push(ClubMember {
            club_id: FIRST_CLUB_ID + club as i64,
            student_id: self.students[student].student_id,
            department_id: department
                .map(|index| FIRST_DEPARTMENT_ID + within(DEPARTMENTS.len(), index)),
            job_id: job.map(|index| FIRST_JOB_ID + within(JOBS.len(), index)),
        });
    }

    /// The students of a club, in the order of their ids.
    pub fn members_of(&self, club_id: i64) -> Vec<i64> {
        let mut members: Vec<i64> = self
            .members
            .iter()
            .filter(|member| member.club_id == club_id)
            .map(|member| member.student_id)
            .collect();
        members.sort_unstable();
        members
    }

    /// The student and the club of an account's role.
    pub fn seat_of(&self, role: &str) -> Option<(i64, i64)> {
        let number = CLUB_ACCOUNTS
            .iter()
            .position(|account| account.role == role)?;
        let club = CLUB_ACCOUNTS[number].seat.club();
        let student = self.students.get(number)?;
        Some((student.student_id, FIRST_CLUB_ID + club as i64))
    }
}

/// The year in which the school year at `now` began.
fn school_year(now: Timestamp) -> i64 {
    let date = now.to_zoned(BEIJING).date();
    i64::from(date.year()) - i64::from(date.month() < FIRST_MONTH)
}

/// The name of a club by its number in every sample.
pub fn club_name(number: usize) -> String {
    let campus = CAMPUSES[number / CLUBS.len() % CAMPUSES.len()];
    format!("{campus}{}", CLUBS[number % CLUBS.len()].0)
}
