//! What happens to a code between a projector and a phone.

use super::paper::Paper;
use image::GrayImage;
use imageproc::filter::gaussian_blur_f32;
use rand::{RngExt, rngs::StdRng};
use std::f32::consts::TAU;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoil {
    Rotated,
    Skewed,
    Blurred,
    LowContrast,
    Glare,
    Moire,
    Jpeg30,
    /// Chinese writing all around it.
    Writing,
}

impl Spoil {
    pub const ALL: [Self; 8] = [
        Self::Rotated,
        Self::Skewed,
        Self::Blurred,
        Self::LowContrast,
        Self::Glare,
        Self::Moire,
        Self::Jpeg30,
        Self::Writing,
    ];

    /// How far the sheet is turned, radians, and how far each corner may leave
    /// its place, as a share of half the side.
    pub fn turn_and_skew(self, random: &mut StdRng) -> (f32, f32) {
        match self {
            Self::Rotated => (random.random_range(0.0..TAU), 0.03),
            Self::Skewed => (random.random_range(-0.15..0.15), 0.22),
            _ => (random.random_range(-0.15..0.15), 0.03),
        }
    }

    pub fn jpeg_quality(self) -> u8 {
        if self == Self::Jpeg30 { 30 } else { 85 }
    }

    pub fn apply(self, paper: Paper, random: &mut StdRng) -> GrayImage {
        let mut picture = match self {
            Self::Blurred => {
                let spread = paper.module * random.random_range(0.35..0.6);
                gaussian_blur_f32(&paper.picture, spread)
            }
            Self::LowContrast => low_contrast(paper.picture, random),
            Self::Glare => glare(paper, random),
            Self::Moire => moire(paper.picture, random),
            Self::Rotated | Self::Skewed | Self::Jpeg30 | Self::Writing => paper.picture,
        };
        noise(&mut picture, random);
        picture
    }
}

fn low_contrast(picture: GrayImage, random: &mut StdRng) -> GrayImage {
    let dark = random.random_range(90.0..120.0);
    let span = random.random_range(22.0..50.0);
    changed(picture, |_, _, value| dark + value / 255.0 * span)
}

/// A lamp's reflection on the code.
fn glare(paper: Paper, random: &mut StdRng) -> GrayImage {
    let (x, y) = paper.middle;
    let mut near = |middle: f32| middle + random.random_range(-paper.half..paper.half);
    let (x, y) = (near(x), near(y));
    let reach = paper.half * random.random_range(0.35..0.6);
    changed(paper.picture, |across, down, value| {
        let distance = (across - x).hypot(down - y) / reach;
        value + 200.0 * (-1.2 * distance * distance).exp()
    })
}

/// The dots of a screen against those of a camera: two waves.
fn moire(picture: GrayImage, random: &mut StdRng) -> GrayImage {
    let wave = random.random_range(0.3..1.2_f32);
    let turn = random.random_range(0.0..TAU / 2.0);
    let beat = random.random_range(0.01..0.06);
    changed(picture, |x, y, value| {
        let lines = ((x * turn.cos() + y * turn.sin()) * wave).sin() * 28.0;
        let dots = (x * wave).sin() * (y * (wave + beat)).sin() * 22.0;
        value * 0.8 + 25.0 + lines + dots
    })
}

fn changed(mut picture: GrayImage, change: impl Fn(f32, f32, f32) -> f32) -> GrayImage {
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        pixel.0[0] = change(x as f32, y as f32, f32::from(pixel.0[0])) as u8;
    }
    picture
}

fn noise(picture: &mut GrayImage, random: &mut StdRng) {
    for pixel in picture.iter_mut() {
        let grain: i8 = random.random_range(-8..9);
        *pixel = pixel.saturating_add_signed(grain);
    }
}
