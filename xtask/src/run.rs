//! `run`: from a fresh machine to the app on the screen, or to pictures of it.

use std::fs;

use crate::steps::Steps;
use crate::tools::{cargo, has_display, root};
use crate::{apt, ui};

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    Open,
    Tour,
}

pub fn run(wish: Wish) -> bool {
    let tour = wish == Wish::Tour || !has_display();
    let packages: &[&[&str]] = if tour {
        &[apt::BUILD, apt::WINDOW]
    } else {
        &[apt::BUILD]
    };
    let mut steps = Steps::default();
    if apt::ensure(&mut steps, packages) && ui::ready(&mut steps) {
        if tour {
            take_pictures(&mut steps);
        } else if steps.command("build the app", cargo(&["build", "-p", "muster"])) {
            steps.command(
                "Muster",
                cargo(&["run", "--quiet", "-p", "muster", "--", "--demo"]),
            );
        }
    }
    steps.summary()
}

/// The tour drives the real app in a real window on a screen of its own.
fn take_pictures(steps: &mut Steps) {
    let folder = root().join("target/tour");
    // Pictures of an earlier build would pass for those of this one.
    fs::remove_dir_all(&folder).ok();
    let mut tour = cargo(&["test", "-p", "muster", "--test", "tour"]);
    tour.env("MUSTER_TOUR", &folder);
    if steps.command("tour", tour) {
        println!("pictures: {}", folder.display());
    }
}
