//! A task that has made jobs for years: it is read whole once, and then as far as
//! it has changed.

use super::shop::{Shop, job};
use muster_domain::time::Day;
use serde_json::{Value, json};
use std::iter;

const DAYS: usize = 200;

/// Two jobs a day until today, the newest first as the server has them. Somebody
/// has still to post those of two days. The days, today first.
async fn read() -> (Shop, Vec<Day>) {
    let shop = Shop::open().await;
    let today = Day::of(shop.bench.client.now_on(&shop.connection)).unwrap();
    let days: Vec<Day> = iter::successors(Some(today), |day| day.before())
        .take(DAYS)
        .collect();
    let jobs = days.iter().enumerate().flat_map(|(back, day)| {
        let waiting = u32::from(back == 1 || back == 3);
        let id = i64::try_from(back).unwrap() * 2 + 1_000;
        [("15", id), ("09", id + 1)].map(|(hour, id)| {
            let at = format!("{day} {hour}:00:00");
            job(id, &at, "每日好物", 2 - waiting, waiting)
        })
    });
    shop.stock().jobs = jobs.collect();
    shop.refresh_jobs(None).await.unwrap();
    assert_eq!(shop.stock().count("getFriendsJobList"), DAYS, "pages");
    assert_eq!(told(&shop).await, json!([true, 400, 796, 4]));
    (shop, days)
}

/// Whether everything is here, the jobs, and who has posted and who has not.
async fn told(shop: &Shop) -> Value {
    let board = shop.bench.call("get_moment_board", shop.list(None));
    let board = board.await.unwrap();
    assert_eq!(board["value"]["disagreements"], json!([]));
    let (value, counts) = (&board["value"], &board["value"]["counts"]);
    json!([
        board["complete"],
        value["jobs"],
        counts["done"],
        counts["waiting"]
    ])
}

/// The requests that a refresh takes.
async fn asked(shop: &Shop) -> usize {
    let before = shop.stock().count("getFriendsJobList");
    shop.refresh_jobs(None).await.unwrap();
    shop.stock().count("getFriendsJobList") - before
}

fn post(shop: &Shop, index: usize) {
    let mut stock = shop.stock();
    stock.jobs[index]["moment_finish_count"] = json!(2);
    stock.jobs[index]["moment_wait_count"] = json!(0);
}

#[tokio::test]
async fn while_nothing_is_new_a_few_pages_are_read_in_turn_and_an_edited_text_is_found() {
    let (shop, _) = read().await;
    // On the first page it is seen at once, elsewhere when its turn comes.
    let edited = [(1, "改过的：今天七折"), (301, "改过的：补发")];
    for (index, text) in edited {
        shop.stock().jobs[index]["content"]["text"]["content"] = json!(text);
    }
    // Its figures do not come along before the sums hold them.
    shop.stock().told = Some(json!({"finish_count": 796, "wait_count": 4, "job_total": 800}));
    shop.stock().jobs[301]["moment_finish_count"] = json!(1);
    shop.stock().jobs[301]["moment_wait_count"] = json!(1);
    let (mut turns, mut seen) = (0, Vec::new());
    while seen.len() < edited.len() {
        assert!(turns < DAYS / 4, "all of them have had their turn");
        let before = shop.stock().asked.len();
        assert!(asked(&shop).await <= 5, "with the first");
        turns += 1;
        let of_turn: Vec<u64> = shop.stock().asked[before + 1..]
            .iter()
            .map(|(_, asked)| asked["page"].as_u64().unwrap())
            .collect();
        assert!(of_turn.iter().all(|page| *page > 1), "{of_turn:?}");
        let has_come = of_turn.contains(&151);
        let texts = edited.map(|(_, text)| text);
        seen = shop.texts(None, "改过", false).await;
        assert_eq!(seen, texts[..1 + usize::from(has_come)], "{of_turn:?}");
        assert_eq!(told(&shop).await, json!([true, 400, 796, 4]));
        shop.bench.clock.advance_ms(5 * 60_000);
    }
}

#[tokio::test]
async fn a_day_that_is_read_tells_the_list_of_all_days_of_its_texts() {
    let (shop, days) = read().await;
    shop.stock().jobs[301]["content"]["text"]["content"] = json!("改过的：补发");
    shop.stock().jobs[301]["moment_finish_count"] = json!(1);
    let day = days[150].to_string();
    let before = shop.stock().asked.len();
    shop.refresh_jobs(Some(&day)).await.unwrap();
    assert_eq!(shop.stock().asked.len() - before, 1);
    assert_eq!(shop.texts(None, "改过", false).await, ["改过的：补发"]);
    assert_eq!(told(&shop).await, json!([true, 400, 796, 4]));
}

#[tokio::test]
async fn who_posts_late_costs_the_days_that_somebody_is_waited_for() {
    let (shop, _) = read().await;
    // Of the two days it is the earlier one.
    post(&shop, 6);
    assert_eq!(asked(&shop).await, 5);
    assert_eq!(told(&shop).await, json!([true, 400, 797, 3]));
    post(&shop, 2);
    assert_eq!(asked(&shop).await, 3);
    assert_eq!(told(&shop).await, json!([true, 400, 798, 2]));
}

#[tokio::test]
async fn new_jobs_are_found_wherever_the_server_lists_them() {
    let (shop, days) = read().await;
    let new = |id| job(id, &format!("{} 18:00:00", days[0]), "加场", 0, 3);
    shop.stock().jobs.insert(0, new(1));
    assert_eq!(asked(&shop).await, 1, "it is on the first page");
    assert_eq!(told(&shop).await, json!([true, 401, 796, 7]));
    shop.stock().jobs.push(new(2));
    // That day has four jobs on two pages.
    assert_eq!(asked(&shop).await, 4);
    assert_eq!(told(&shop).await, json!([true, 402, 796, 10]));
    let text = shop.texts(None, "加场", true).await;
    assert_eq!(text.len(), 2);
}

#[tokio::test]
async fn a_job_that_was_made_in_the_place_of_another_stands_alone() {
    let (shop, days) = read().await;
    let again = job(1, &format!("{} 18:00:00", days[0]), "每日好物", 2, 0);
    shop.stock().jobs[0] = again;
    assert_eq!(asked(&shop).await, 3, "its day is read");
    assert_eq!(told(&shop).await, json!([true, 400, 796, 4]));
}

/// Where nothing can be held against the jobs no day can settle them.
#[tokio::test]
async fn a_server_that_tells_no_sums_is_read_whole_and_no_day_of_it() {
    let (shop, _) = read().await;
    shop.stock().told = Some(json!({"finish_count": null, "wait_count": null}));
    assert_eq!(asked(&shop).await, DAYS + 1, "the first page tells");
}

#[tokio::test]
async fn what_the_days_do_not_explain_is_read_whole() {
    let (shop, _) = read().await;
    shop.stock().jobs.remove(399);
    assert!(asked(&shop).await > DAYS);
    assert_eq!(told(&shop).await, json!([true, 399, 794, 4]));
}

#[tokio::test]
async fn a_day_that_breaks_off_leaves_what_is_here() {
    let (shop, days) = read().await;
    let new = |id| job(id, &format!("{} 18:00:00", days[0]), "加场", 0, 3);
    shop.stock().jobs.extend([new(1), new(2)]);
    shop.stock().broken_from = Some(2);
    shop.refresh_jobs(None).await.unwrap_err();
    assert_eq!(told(&shop).await, json!([true, 400, 796, 4]));
}
