use super::*;
use proptest::prelude::*;

fn finds(query: &str, name: &str) -> bool {
    let query = Query::new(query);
    let found = query.matches(name);
    let hits = Index::new([name]).scan(&query);
    assert_eq!(
        hits[0].is_some(),
        found,
        "the index and the single text disagree on {query:?} in {name}"
    );
    found
}

#[test]
fn chinese_pinyin_and_initials_find_a_name() {
    for (query, name) in [
        ("陈嘉树", "陈嘉树"),
        ("嘉树", "陈嘉树"),
        ("树", "陈嘉树"),
        ("chenjiashu", "陈嘉树"),
        ("ChenJiaShu", "陈嘉树"),
        (" chen jia shu ", "陈嘉树"),
        ("chenj", "陈嘉树"),
        ("chenji", "陈嘉树"),
        ("jiashu", "陈嘉树"),
        ("cjs", "陈嘉树"),
        ("js", "陈嘉树"),
        ("chjsh", "陈嘉树"),
        ("陈js", "陈嘉树"),
        ("陈jiashu", "陈嘉树"),
        ("cjiashu", "陈嘉树"),
        ("c嘉s", "陈嘉树"),
        ("ouyang", "欧阳明"),
        ("oy", "欧阳明"),
        ("oym", "欧阳明"),
        ("欧阳", "欧阳明"),
        ("nv", "女子排"),
        ("nü", "女子排"),
        ("nyu", "女子排"),
        ("lvbu", "吕布"),
        ("zeng", "曾国"),
        ("shan", "单雄"),
        ("qiu", "仇英"),
        ("xian", "西安"),
        ("xi'an", "西安"),
        ("zhangwei", "张伟"),
        ("zhw", "张伟"),
        ("changg", "昌岗街应急排"),
        ("hzq1p", "海珠区1排"),
        ("海珠区１排", "海珠区1排"),
        ("tom", "Tom陈"),
        ("TOMc", "tom陈"),
        ("johnsm", "John Smith"),
        ("热合曼", "阿卜杜·热合曼"),
        ("dure", "阿卜杜·热合曼"),
        ("🌊", "抗洪🌊队"),
        ("hong🌊d", "抗洪🌊队"),
        ("𬘭", "赵𬘭"),
        ("zhao𬘭", "赵𬘭"),
        ("", "陈嘉树"),
        (" · ", "陈嘉树"),
    ] {
        let empty = Query::new(query).is_empty();
        assert!(empty || finds(query, name), "{query:?} in {name}");
    }
}

#[test]
fn what_was_not_meant_is_not_found() {
    for (query, name) in [
        ("陈树", "陈嘉树"),
        ("cs", "陈嘉树"),
        ("chejiashu", "陈嘉树"),
        ("chenshu", "陈嘉树"),
        ("cjsx", "陈嘉树"),
        ("henjia", "陈嘉树"),
        ("iashu", "陈嘉树"),
        ("阳欧", "欧阳明"),
        ("2", "海珠区1排"),
        ("js", "John Smith"),
        ("%", "陈嘉树"),
        ("🌊", "陈嘉树"),
        ("a", ""),
    ] {
        assert!(!finds(query, name), "{query:?} in {name}");
    }
}

#[test]
fn the_match_is_given_in_utf16_units_of_the_name() {
    let find = |query: &str, name: &str| Query::new(query).find(name);
    assert_eq!(find("changg", "昌岗街"), [(0, 2)]);
    assert_eq!(find("js", "陈嘉树"), [(1, 3)]);
    assert_eq!(find("li", "李小李"), [(0, 1), (2, 3)]);
    assert_eq!(find("hong", "🌊抗洪"), [(3, 4)]);
    assert_eq!(find("🌊", "抗🌊"), [(1, 3)]);
    assert_eq!(find("bdr", "阿卜杜·热合曼"), [(1, 5)]);
    assert_eq!(find("x", "陈嘉树"), []);
    assert_eq!(find("", "陈嘉树"), []);
}

#[test]
fn the_scan_says_whether_a_name_begins_with_it() {
    let index = Index::new(["李雷", "小李", "王五", "", "小李李"]);
    let hits = index.scan(&Query::new("li"));
    assert_eq!(
        hits,
        [
            Some(Hit::Start),
            Some(Hit::Inside),
            None,
            None,
            Some(Hit::Inside)
        ]
    );
}

#[test]
fn an_endless_query_finds_nothing_and_ends() {
    let name = "长".repeat(200);
    for query in ["长".repeat(10_000), "chang".repeat(2_000), "c".repeat(128)] {
        assert!(!finds(&query, &name), "{} characters", query.len());
    }
    let longest = "c".repeat(QUERY_LIMIT);
    assert!(finds(&longest, &name));
    assert!(!finds(&longest, &name[..name.len() / 2]));
}

#[test]
fn names_are_sorted_by_pinyin_and_families_by_their_own() {
    let mut names = [
        "曾一",
        "张三",
        "陈嘉树",
        "Bob",
        "单雄",
        "万俟一",
        "李四",
        "",
        "吕布",
        "路一",
        "🌊",
    ];
    names.sort_by_key(|name| sort_key(name));
    assert_eq!(
        names,
        [
            "",
            "Bob",
            "陈嘉树",
            "李四",
            "路一",
            "吕布",
            "万俟一",
            "单雄",
            "曾一",
            "张三",
            "🌊"
        ]
    );
}

proptest! {
    /// A naive reading of the rules: every way to cut the query into parts.
    #[test]
    fn the_bits_agree_with_trying_every_way(
        name in "[陈曾吕女西安a1· ]{0,5}",
        query in "[chenzgluvxia1陈吕 ]{1,6}",
    ) {
        let folded: Vec<char> = query.chars().filter_map(fold).collect();
        prop_assume!(!folded.is_empty());
        let letters: Vec<Letter> = name.chars().filter_map(fold).map(Letter::new).collect();
        let expected = (0..letters.len()).any(|from| consumes(&folded, &letters[from..]));
        prop_assert_eq!(finds(&query, &name), expected);
    }

    #[test]
    fn no_text_makes_it_fail(name in any::<String>(), query in any::<String>()) {
        let ranges = Query::new(&query).find(&name);
        let length = name.encode_utf16().count() as u32;
        let mut last = 0;
        for (start, end) in ranges {
            prop_assert!(last <= start && start < end && end <= length);
            last = end;
        }
        sort_key(&name);
    }
}

fn consumes(query: &[char], letters: &[Letter]) -> bool {
    if query.is_empty() {
        return true;
    }
    let Some((letter, rest)) = letters.split_first() else {
        return false;
    };
    let mut parts = vec![letter.literal.to_string()];
    for reading in &letter.readings {
        let cut = reading.len().min(query.len());
        parts.push(reading.clone());
        parts.push(reading[..1].to_owned());
        if cut == query.len() {
            parts.push(reading[..cut].to_owned());
        }
        if ["zh", "ch", "sh"].contains(&reading.get(..2).unwrap_or("")) {
            parts.push(reading[..2].to_owned());
        }
    }
    parts.iter().any(|part| {
        let part: Vec<char> = part.chars().collect();
        query.starts_with(&part) && consumes(&query[part.len()..], rest)
    })
}
