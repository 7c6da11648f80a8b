//! Invented enterprises, their people, and the series of their moments. Nobody
//! here is real, and no address in a link leads anywhere.

use std::fmt;

use pinyin::ToPinyin;

use super::Size;
use super::accounts::MANAGER_ACCOUNTS;
use super::names::Names;
use crate::dice::Dice;
use crate::service::Result;
use crate::service::signin::hash_password;
use crate::store::{Enterprise, Manager, ManagerCredentials, MomentTask, Staff, StaffDepartment};

const FIRST_ENTERPRISE_ID: i64 = 51;
const FIRST_DEPARTMENT_ID: i64 = 501;
const FIRST_STAFF_ID: i64 = 60_001;
const FIRST_TASK_ID: i64 = 71;
const FIRST_MANAGER_ID: i64 = 91;
/// Of the first manager; in a range that is not in use.
pub const FIRST_MOBILE: i64 = 100_6000_0000;
/// Keep the dice about staff apart from those about other people.
const STAFF: i64 = 7;
const SERIES: i64 = 8;
const MINUTE_MS: f64 = 60_000.0;

/// The platform and the name of each enterprise, and its share of the people.
const ENTERPRISES: [(i64, &str, f64); 3] = [
    (8, "海滨优选超市", 0.6),
    (8, "榕荫书店", 0.25),
    (9, "青云花店", 0.15),
];

const DEPARTMENTS: [&str; 4] = ["门店一部", "门店二部", "线上客服部", "团购部"];

/// A task and what its jobs are like.
pub struct Series {
    enterprise: usize,
    pub name: &'static str,
    /// Jobs a day, on average of the days that have some; 0: none yet.
    pub per_day: f64,
    /// What is posted.
    pub texts: &'static [&'static str],
}

pub const ALL_SERIES: [Series; 7] = [
    Series {
        enterprise: 0,
        name: "每日好物",
        per_day: 1.8,
        texts: &[
            "今日到货：本地头茬草莓，早上八点摘，十点到店。",
            "家里的油盐酱醋该补了吧？今天整单满 99 减 20，门店、小程序同享。",
            "天冷了，来一锅热汤。\n菌菇组合、手打牛丸、现切肥牛，今晚七点前下单，半小时送到。",
            "【会员价】鲜牛奶 950ml，两盒 25 元，每天限量。",
            "刚出炉的面包🍞，排队的人不多，先到先得。",
            "很多邻居问过的那款除螨喷雾回来了。成分温和，孩子和宠物的垫子也能用；喷完静置十分钟，再用湿布擦一遍就好。上次两天就断货，这次多备了一些，每位限购三瓶。需要的话在评论里留一个数字，下班路过来取，我给您留着。",
        ],
    },
    Series {
        enterprise: 0,
        name: "节庆活动",
        per_day: 0.35,
        texts: &[
            "周末亲子烘焙课还有六个名额，材料我们备好，人来就行。",
            "满 199 送春联一副，红纸是老师傅手裁的。",
            "抽奖结果出来了，中奖的邻居请带会员码到服务台。",
        ],
    },
    Series {
        enterprise: 0,
        name: "会员日",
        per_day: 0.15,
        texts: &[
            "每月一次的会员日：积分双倍，指定蔬果半价。",
            "会员日提醒：电子券今晚十二点过期，别浪费了。",
        ],
    },
    Series {
        enterprise: 0,
        name: "新店开业预热",
        per_day: 0.0,
        texts: &[],
    },
    Series {
        enterprise: 1,
        name: "新书上架",
        per_day: 0.8,
        texts: &[
            "新到一批推理小说，靠窗那排书架，坐下来读一章再决定。",
            "老板荐书：写给大人的自然笔记。插图是作者自己画的。",
            "旧书换新书，三本换一本，本周六日有效。",
        ],
    },
    Series {
        enterprise: 1,
        name: "周末读书会",
        per_day: 0.15,
        texts: &[
            "周六下午三点，二楼，聊聊这本书里没有写出来的结局。",
            "读书会改到周日上午，茶点照旧。",
        ],
    },
    Series {
        enterprise: 2,
        name: "当季鲜花",
        per_day: 0.8,
        texts: &[
            "郁金香到店，杯状，能开七天。",
            "下雨天给自己买束花吧，今天包装免费。",
        ],
    },
];

/// The series that a task is, by its name.
pub fn series(name: &str) -> Option<&'static Series> {
    ALL_SERIES.iter().find(|series| series.name == name)
}

/// A manager as they are stored, with the enterprises that they manage.
pub struct ManagerRow {
    pub credentials: ManagerCredentials,
    pub enterprises: Vec<i64>,
}

/// The enterprises that a store is filled with.
pub struct MomentSample {
    pub seed: u64,
    pub enterprises: Vec<Enterprise>,
    pub departments: Vec<StaffDepartment>,
    pub staff: Vec<Staff>,
    /// With when the simulated unit publishes the next job there, in drill
    /// time.
    pub tasks: Vec<(MomentTask, Option<i64>)>,
    pub managers: Vec<ManagerRow>,
}

impl fmt::Debug for MomentSample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MomentSample")
            .field("seed", &self.seed)
            .field("staff", &self.staff.len())
            .finish_non_exhaustive()
    }
}

impl Size {
    /// People of the enterprises altogether.
    pub fn staff(self) -> usize {
        match self {
            Self::Demo => 80,
            Self::District => 800,
            Self::City => 4_000,
        }
    }
}

impl MomentSample {
    /// The same size and seed always make the same enterprises and people;
    /// only the password hashes carry fresh salt.
    pub fn new(size: Size, seed: u64) -> Result<Self> {
        let mut sample = Self {
            seed,
            enterprises: Vec::new(),
            departments: Vec::new(),
            staff: Vec::with_capacity(size.staff()),
            tasks: Vec::new(),
            managers: Vec::new(),
        };
        let names = Names::new();
        for (number, (uniacid, name, share)) in ENTERPRISES.into_iter().enumerate() {
            let people = (size.staff() as f64 * share).round() as usize;
            sample.add_enterprise(number, uniacid, name);
            sample.add_staff(number, people, &names);
        }
        for (number, series) in ALL_SERIES.iter().enumerate() {
            sample.add_task(number as i64, series);
        }
        for (number, account) in MANAGER_ACCOUNTS.iter().enumerate() {
            sample.managers.push(ManagerRow {
                credentials: ManagerCredentials {
                    manager: Manager {
                        manager_id: FIRST_MANAGER_ID + number as i64,
                        uniacid: account.uniacid,
                        mobile: FIRST_MOBILE + number as i64,
                    },
                    password_hash: hash_password(account.password)?,
                },
                enterprises: account
                    .enterprises
                    .iter()
                    .map(|&number| enterprise_id(number))
                    .collect(),
            });
        }
        Ok(sample)
    }

    fn add_enterprise(&mut self, number: usize, uniacid: i64, name: &str) {
        self.enterprises.push(Enterprise {
            enterprise_id: enterprise_id(number),
            uniacid,
            name: name.to_owned(),
        });
        for name in DEPARTMENTS {
            self.departments.push(StaffDepartment {
                department_id: FIRST_DEPARTMENT_ID + self.departments.len() as i64,
                enterprise_id: enterprise_id(number),
                name: name.to_owned(),
            });
        }
    }

    fn add_staff(&mut self, enterprise: usize, people: usize, names: &Names) {
        let first_department = self.departments.len() - DEPARTMENTS.len();
        for nth in 0..people {
            let number = self.staff.len() as i64;
            let mut dice = Dice::new(self.seed, &[STAFF, number]);
            let name = names.person(&mut dice);
            let department = first_department + dice.below(DEPARTMENTS.len());
            self.staff.push(Staff {
                staff_id: FIRST_STAFF_ID + number,
                enterprise_id: enterprise_id(enterprise),
                department_id: self.departments[department].department_id,
                userid: userid(&name, nth + 1),
                name,
            });
        }
    }

    fn add_task(&mut self, number: i64, series: &Series) {
        let mut dice = Dice::new(self.seed, &[SERIES, number]);
        let task = MomentTask {
            task_id: FIRST_TASK_ID + number,
            enterprise_id: enterprise_id(series.enterprise),
            name: series.name.to_owned(),
        };
        let due_ms = (series.per_day > 0.0).then(|| (dice.between(15.0, 90.0) * MINUTE_MS) as i64);
        self.tasks.push((task, due_ms));
    }
}

fn enterprise_id(number: usize) -> i64 {
    FIRST_ENTERPRISE_ID + number as i64
}

/// The name of an enterprise by its number in every sample.
pub fn enterprise_name(number: usize) -> String {
    ENTERPRISES[number].1.to_owned()
}

/// A name as it is said, with a number that makes it unique.
fn userid(name: &str, number: usize) -> String {
    let said: String = name
        .chars()
        .filter_map(|character| character.to_pinyin())
        .map(|said| said.plain())
        .collect();
    format!("{said}{number:02}")
}
