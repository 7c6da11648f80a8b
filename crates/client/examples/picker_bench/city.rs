//! An invented city of any size: the same for the same number of people.

use muster_domain::{
    id::SoldierId,
    roster::{Member, Office, OfficeHeading, OfficeRoster, Org, OrgRoster},
};

const FAMILIES: &str = "李王张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤";
const GIVEN: &str = "嘉树沐阳思远明伟芳娜敏静丽强磊军洋勇艳杰娟涛超秀霞平刚桂英华玉兰文斌宇浩然子轩雨欣梓涵建国志国庆海燕晓东春梅立新长江云飞";
const PLACES: &str = "昌岗江南滨江海幢南石头凤阳瑞宝龙凤沙园素社南华西赤岗新港官洲";

pub struct City {
    pub orgs: OrgRoster,
    pub offices: OfficeRoster,
}

/// A small generator of our own: the numbers must not change with a library.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % bound.max(1) as u64) as usize
    }

    fn pick(&mut self, from: &str) -> char {
        let count = from.chars().count();
        from.chars().nth(self.below(count)).unwrap_or('一')
    }

    fn person_name(&mut self) -> String {
        if self.below(100) == 0 {
            return format!("欧阳{}", self.pick(GIVEN));
        }
        let mut name = String::from(self.pick(FAMILIES));
        for _ in 0..1 + self.below(4).min(1) {
            name.push(self.pick(GIVEN));
        }
        name
    }
}

/// City → 12 districts → 8 streets each; two organisations in a street, the
/// first with two lower ones. One in twenty is in a second organisation.
pub fn build(people: usize) -> City {
    let mut dice = Dice(7);
    let mut offices = vec![office(0, "市人武部".to_owned(), None)];
    for _ in 0..12 {
        let district = offices.len();
        let name = format!("{}{}区", dice.pick(PLACES), dice.pick(PLACES));
        offices.push(office(district, name, Some(0)));
        for _ in 0..8 {
            let name = format!("{}{}街", dice.pick(PLACES), dice.pick(PLACES));
            offices.push(office(offices.len(), name, Some(district)));
        }
    }
    let mut orgs = Vec::new();
    for (heading, street) in offices.iter().enumerate() {
        for (lower, kind) in [(2, "应急排"), (0, "一班"), (0, "二班"), (0, "预备队")] {
            let id = orgs.len() as i64;
            orgs.push(Org {
                id: id.into(),
                name: format!("{}{kind}", street.name),
                heading,
                lower: (1..=lower).map(|next| (id + next).into()).collect(),
                members: Vec::new(),
            });
        }
    }
    for person in 0..people {
        let member = Member {
            soldier: SoldierId::from(100_000 + person as i64),
            name: dice.person_name(),
            is_admin: dice.below(200) == 0,
        };
        let org = dice.below(orgs.len());
        let office = orgs[org].heading;
        if dice.below(20) == 0 {
            let second = dice.below(orgs.len());
            orgs[second].members.push(member.clone());
        }
        orgs[org].members.push(member.clone());
        offices[office].members.push(Member {
            is_admin: false,
            ..member
        });
    }
    let headings = offices.iter().map(|office| OfficeHeading {
        name: office.name.clone(),
        parent: office.parent,
    });
    let total = u32::try_from(people).unwrap_or(u32::MAX);
    City {
        orgs: OrgRoster {
            total,
            headings: headings.collect(),
            orgs,
        },
        offices: OfficeRoster { total, offices },
    }
}

fn office(id: usize, name: String, parent: Option<usize>) -> Office {
    Office {
        id: (id as i64).into(),
        name,
        parent,
        members: Vec::new(),
    }
}
