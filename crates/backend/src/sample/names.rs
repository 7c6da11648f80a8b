//! Names of people and of units.

use crate::dice::Dice;

/// Eleven districts with their centres in GCJ-02 degrees (latitude,
/// longitude), rounded to about a hundred metres.
pub const DISTRICTS: [(&str, f64, f64); 11] = [
    ("海珠区", 23.083, 113.317),
    ("天河区", 23.125, 113.361),
    ("越秀区", 23.129, 113.267),
    ("荔湾区", 23.126, 113.244),
    ("白云区", 23.157, 113.273),
    ("黄埔区", 23.106, 113.459),
    ("番禺区", 22.938, 113.384),
    ("花都区", 23.404, 113.220),
    ("南沙区", 22.802, 113.525),
    ("从化区", 23.548, 113.587),
    ("增城区", 23.261, 113.811),
];

/// Streets, invented, of which a district takes fifteen in a row.
const STREETS: [&str; 45] = [
    "青云", "江岸", "石溪", "凤鸣", "龙津", "金沙", "同福", "榕荫", "新洲", "沙园", "南亭", "素社",
    "竹丝", "梅花", "松岗", "云城", "棠下", "车陂", "柳浦", "鹭江", "赤岭", "长兴", "五凤", "珠光",
    "文冲", "鱼珠", "萝峰", "荔红", "夏园", "沙涌", "东漖", "茶滘", "海龙", "桥中", "多宝", "逢源",
    "昌华", "金花", "流溪", "江埔", "朱村", "石滩", "新塘", "永和", "仙溪",
];

const COMMON_SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗梁";

const SURNAMES: &str = "高郑谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔\
    钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴\
    莫孔向汤麦区冼邝关招简岑霍植";

const TWO_CHARACTER_SURNAMES: [&str; 14] = [
    "欧阳", "司徒", "上官", "诸葛", "司马", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯",
    "端木", "独孤",
];

/// Characters of given names. The last line is rare on purpose, and its last
/// three lie outside the Basic Multilingual Plane.
const GIVEN: &str = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建文辉力健永志国立东\
    海峰波宁雪梅琳玉兰凤洁红春菊素云莲真环雅芝玲珍俊雄鹏飞鑫宇浩轩博晨阳子涵思远嘉欣怡\
    家豪振宏达安康乐天佑德才良新民生富贵荣昌盛世泽润清澄若水木林森枫桐\
    喆堃犇翀昶赟婳祎頔龘燚玥珺彧祺㛃䶮𬍛𠮷𬱖";

/// One in so many given names takes a rare character.
const RARE_FROM_END: usize = 20;

/// A name: one or two characters of surname, one or two of given name.
#[derive(Debug)]
pub struct Names {
    common: Vec<char>,
    others: Vec<char>,
    given: Vec<char>,
    rare: Vec<char>,
}

impl Names {
    pub fn new() -> Self {
        let mut given: Vec<char> = GIVEN.chars().collect();
        let rare = given.split_off(given.len() - RARE_FROM_END);
        Self {
            common: COMMON_SURNAMES.chars().collect(),
            others: SURNAMES.chars().collect(),
            given,
            rare,
        }
    }

    pub fn person(&self, dice: &mut Dice) -> String {
        let mut name = String::new();
        match dice.unit() {
            share if share < 0.02 => name.push_str(dice.pick(&TWO_CHARACTER_SURNAMES)),
            share if share < 0.55 => name.push(one_of(&self.common, dice)),
            _ => name.push(one_of(&self.others, dice)),
        }
        name.push(one_of(&self.given, dice));
        if dice.chance(0.8) {
            let pool = if dice.chance(0.04) {
                &self.rare
            } else {
                &self.given
            };
            name.push(one_of(pool, dice));
        }
        name
    }
}

fn one_of(pool: &[char], dice: &mut Dice) -> char {
    pool[dice.below(pool.len())]
}

pub fn city_name() -> String {
    "广州市人武部".to_owned()
}

pub fn district(district: usize) -> &'static str {
    DISTRICTS[district % DISTRICTS.len()].0
}

pub fn district_name(index: usize) -> String {
    format!("{}人武部", district(index))
}

pub fn street(district: usize, street: usize) -> &'static str {
    STREETS[(district * 15 + street) % STREETS.len()]
}

/// The office of a street; the district keeps equal street names apart.
pub fn street_name(in_district: usize, index: usize) -> String {
    format!(
        "{}{}街人武部",
        district(in_district),
        street(in_district, index)
    )
}

pub fn platoon_name(in_district: usize, in_street: usize, index: usize) -> String {
    format!(
        "{}{}街{}排",
        district(in_district),
        street(in_district, in_street),
        ordinal(index)
    )
}

/// 一, 二, ... for a count from 0, up to 99.
pub fn ordinal(index: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let number = index + 1;
    let (tens, ones) = (number / 10, number % 10);
    let tens = match tens {
        0 => String::new(),
        1 => "十".to_owned(),
        _ => format!("{}十", DIGITS[tens % 10]),
    };
    format!("{tens}{}", DIGITS[ones])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_read_as_they_are_said() {
        let said: Vec<String> = [0, 8, 9, 10, 19, 20, 25].map(ordinal).to_vec();
        assert_eq!(said, ["一", "九", "十", "十一", "二十", "二十一", "二十六"]);
    }

    #[test]
    fn names_include_two_character_surnames_and_rare_characters() {
        let names = Names::new();
        let mut dice = Dice::new(3, &[]);
        let people: Vec<String> = (0..2_000).map(|_| names.person(&mut dice)).collect();
        let any = |test: fn(&String) -> bool| people.iter().any(test);
        assert!(any(|name| name.starts_with("欧阳")));
        assert!(any(|name| name.chars().any(|c| c > '\u{ffff}')));
        assert!(any(|name| name.chars().count() == 2));
        assert!(any(|name| name.chars().count() == 4));
        assert!(
            people
                .iter()
                .all(|name| (2..=4).contains(&name.chars().count()))
        );
    }
}
