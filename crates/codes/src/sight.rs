//! Looking for codes as somebody does who holds a photograph now nearer, now
//! further away, and screws up the eyes.

use image::{
    GrayImage,
    imageops::{self, FilterType, fast_blur},
};
use rqrr::PreparedImage;

/// Against the noise of a camera and the dots of a screen, pixels.
const BLURS: [f32; 3] = [1.0, 2.0, 4.0];
/// For codes of very large modules.
const SHRINKS: [u32; 2] = [2, 3];
/// The longest side of a picture that is also enlarged, pixels.
const SMALL: u32 = 1_000;
/// For codes out of focus: how far the edges are spread, pixels.
const SPREADS: [f32; 3] = [3.0, 5.0, 8.0];
/// How much of what the blur took away is added again.
const SHARPENING: f32 = 5.0;

/// The texts of the codes in the picture. It is changed in one way after the
/// other until something is read.
pub(super) fn texts(picture: &GrayImage) -> Vec<String> {
    views(picture)
        .map(|view| seen(&view))
        .find(|texts| !texts.is_empty())
        .unwrap_or_default()
}

/// The picture, then what may show more. Each is made only when it is looked at.
fn views(picture: &GrayImage) -> impl Iterator<Item = GrayImage> + '_ {
    let plain = std::iter::once_with(|| picture.clone());
    let calmer = BLURS.iter().map(|blur| fast_blur(picture, *blur));
    let smaller = SHRINKS.iter().map(|by| scaled(picture, 1, *by));
    let small = picture.width().max(picture.height()) <= SMALL;
    let larger = small.then(|| scaled(picture, 2, 1));
    let sharper = SPREADS
        .iter()
        .flat_map(|spread| BLURS[..2].iter().map(move |blur| (*spread, *blur)))
        .map(|(spread, blur)| sharpened(&fast_blur(picture, blur), spread));
    // A screen in dark colours, and a camera that mirrors.
    let inverted = std::iter::once_with(|| {
        let mut view = picture.clone();
        imageops::invert(&mut view);
        view
    });
    let mirrored = std::iter::once_with(|| imageops::flip_horizontal(picture));
    plain
        .chain(calmer)
        .chain(smaller)
        .chain(inverted)
        .chain(mirrored)
        .chain(larger)
        .chain(sharper)
}

/// What can be read in this very view.
fn seen(view: &GrayImage) -> Vec<String> {
    let mut prepared = PreparedImage::prepare_from_greyscale(
        view.width() as usize,
        view.height() as usize,
        |x, y| view.as_raw()[y * view.width() as usize + x],
    );
    let mut texts: Vec<String> = Vec::new();
    for grid in prepared.detect_grids() {
        if let Ok((_, text)) = grid.decode()
            && !texts.contains(&text)
        {
            texts.push(text);
        }
    }
    texts
}

fn scaled(picture: &GrayImage, times: u32, by: u32) -> GrayImage {
    let side = |pixels: u32| (pixels * times / by).max(1);
    imageops::resize(
        picture,
        side(picture.width()),
        side(picture.height()),
        FilterType::Triangle,
    )
}

/// An unsharp mask.
fn sharpened(picture: &GrayImage, spread: f32) -> GrayImage {
    let blurred = fast_blur(picture, spread);
    let mut sharp = picture.clone();
    for (pixel, soft) in sharp.iter_mut().zip(blurred.iter()) {
        let value = f32::from(*pixel);
        *pixel = (value + SHARPENING * (value - f32::from(*soft))) as u8;
    }
    sharp
}
