//! The screens of a call-out stay right while the unit answers. Two hundred
//! times it lives on, the clock stands, and the client refreshes what a
//! commander looks at from a server that keeps no order; then every figure and
//! every row is compared with the backend's database.

mod scene;
mod shown;
mod tally;
mod truth;

use crate::deck::Manner;
use muster_backend::Dialect;
use rand::{RngExt, SeedableRng, rngs::StdRng};
use scene::Scene;
use shown::Screen;
use tally::Tally;

const REFRESHES: usize = 200;

/// What the shuffling is made from; `MUSTER_SEED` takes another.
fn seed() -> u64 {
    std::env::var("MUSTER_SEED").map_or(1, |seed| seed.parse().unwrap())
}

pub async fn recounted(dialect: Dialect) {
    let seed = seed();
    let scene = Scene::open(dialect, seed).await;
    let mut dice = StdRng::seed_from_u64(seed);
    let mut tally = Tally::default();
    let mut truth = scene.truth();
    for number in 0..REFRESHES {
        truth = scene.live_on(&truth).await;
        let manner = match dice.random_range(0..20) {
            // Before anything is kept, once.
            _ if number == 0 => Manner::Adrift,
            0 => Manner::Adrift,
            1..5 => Manner::Slipping,
            _ => Manner::Shuffled,
        };
        scene.proxy.tell(manner);
        let about = format!("{dialect:?}, seed {seed}, refresh {number}");
        tally.begin(manner, &about);
        for screen in Screen::ALL {
            let seen = scene.refresh(screen, &mut dice).await;
            tally.compare(screen, seen, &truth, scene.now());
        }
        tally.compare_beside(&scene, &truth).await;
        if manner == Manner::Shuffled {
            tally.mislead(&scene.proxy, &scene.task, &truth);
        }
    }
    tally.close(&truth, scene.proxy.faults(), REFRESHES);
}
