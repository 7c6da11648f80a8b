mod paper;
mod spoil;

use super::*;
use image::{GrayImage, ImageFormat, Luma, imageops};
use paper::{Paper, encoded};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use spoil::Spoil;

/// As long as a sign-in code, each another one.
fn text(random: &mut StdRng) -> String {
    let [meeting, leader]: [u32; 2] = std::array::from_fn(|_| random.random_range(1..100_000));
    let minted = 1_700_000_000_000_u64 + random.random_range(0..99_999_999_999);
    format!(
        "http://jump.weclubs.net?scene_id=202&meeting_id={meeting}&leader_id={leader}&timestamp={minted}"
    )
}

/// A photograph of a code, spoilt in one way, and what the code says.
fn photograph(seed: u64) -> (Spoil, String, Vec<u8>) {
    let mut random = StdRng::seed_from_u64(seed);
    let spoil = Spoil::ALL[(seed % Spoil::ALL.len() as u64) as usize];
    let text = text(&mut random);
    let paper = Paper::lay(&text, spoil, &mut random);
    let picture = spoil.apply(paper, &mut random);
    (spoil, text, encoded(&picture, spoil.jpeg_quality()))
}

#[test]
fn of_200_spoilt_photographs_at_least_190_are_read() {
    const PICTURES: u64 = 200;
    let mut read_of = [0; Spoil::ALL.len()];
    let mut unread = Vec::new();
    for seed in 0..PICTURES {
        let (spoil, text, bytes) = photograph(seed);
        match read(&bytes) {
            Ok(texts) => {
                assert_eq!(texts, [text], "seed {seed}");
                read_of[spoil as usize] += 1;
            }
            Err(why) => {
                assert_eq!(why, Unreadable::NoCode, "seed {seed}");
                unread.push(seed);
            }
        }
    }
    let total: u64 = read_of.iter().sum();
    println!("{total} of {PICTURES} photographs are read");
    for (spoil, read) in Spoil::ALL.iter().zip(read_of) {
        println!(
            "  {spoil:?}: {read} of {}",
            PICTURES / Spoil::ALL.len() as u64
        );
    }
    assert!(total >= 190, "not read: seeds {unread:?}");
}

/// The control: it is the code that is read, not the paper around it, and what
/// is spoilt beyond recognition stays unread.
#[test]
fn without_a_code_nothing_is_read() {
    for seed in 0..8 {
        let mut random = StdRng::seed_from_u64(seed);
        let mut paper = Paper::lay(
            "covered",
            Spoil::ALL[seed as usize % Spoil::ALL.len()],
            &mut random,
        );
        paper.cover();
        let bytes = encoded(&paper.picture, 85);
        assert_eq!(read(&bytes), Err(Unreadable::NoCode), "seed {seed}");
    }
}

#[test]
fn five_codes_in_one_picture_give_five_texts() {
    let mut random = StdRng::seed_from_u64(5);
    let mut wall = GrayImage::from_pixel(1_900, 700, Luma([255]));
    let mut expected: Vec<String> = (0..5).map(|_| text(&mut random)).collect();
    for (at, text) in expected.iter().enumerate() {
        let sheet = paper::sheet(text, 6);
        imageops::replace(&mut wall, &sheet, 40 + 370 * at as i64, 150);
    }
    let mut texts = read(&encoded(&wall, 85)).unwrap();
    texts.sort();
    expected.sort();
    assert_eq!(texts, expected);
}

#[test]
fn a_mirrored_or_inverted_code_is_read() {
    let sheet = paper::sheet("muster", 8);
    let mut inverted = sheet.clone();
    imageops::invert(&mut inverted);
    for view in [imageops::flip_horizontal(&sheet), inverted] {
        assert_eq!(read(&encoded(&view, 85)).unwrap(), ["muster"]);
    }
}

#[test]
fn every_kind_of_picture_is_read() {
    let sheet = paper::sheet("muster", 8);
    for format in [
        ImageFormat::Png,
        ImageFormat::Jpeg,
        ImageFormat::WebP,
        ImageFormat::Gif,
        ImageFormat::Bmp,
    ] {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let picture = image::DynamicImage::ImageLuma8(sheet.clone()).into_rgb8();
        picture.write_to(&mut bytes, format).unwrap();
        assert_eq!(read(bytes.get_ref()).unwrap(), ["muster"], "{format:?}");
    }
}

#[test]
fn a_photograph_of_twelve_megapixels_is_read_and_one_of_108_is_refused() {
    let mut large = GrayImage::from_pixel(4_000, 3_000, Luma([230]));
    imageops::replace(&mut large, &paper::sheet("muster", 14), 900, 1_200);
    assert_eq!(read(&encoded(&large, 85)).unwrap(), ["muster"]);

    let (width, height) = (12_000, 9_000);
    assert_eq!(
        read(&bitmap_header(width, height)),
        Err(Unreadable::TooLarge { width, height })
    );
}

/// A bitmap that says how large it is, and ends.
fn bitmap_header(width: u32, height: u32) -> Vec<u8> {
    let mut header = b"BM".to_vec();
    for word in [54 + width * height * 3, 0, 54, 40, width, height] {
        header.extend(word.to_le_bytes());
    }
    header.extend([1, 0, 24, 0]);
    header.extend([0; 24]);
    header
}

#[test]
fn a_broken_picture_is_told_apart_from_one_without_a_code() {
    for bytes in [
        &b""[..],
        b"http://jump.weclubs.net",
        &bitmap_header(100, 100),
    ] {
        assert_eq!(read(bytes), Err(Unreadable::NotAPicture));
    }
    let whole = encoded(&paper::sheet("muster", 4), 85);
    let mut random = StdRng::seed_from_u64(1);
    for _ in 0..300 {
        let mut broken = whole.clone();
        broken.truncate(random.random_range(0..whole.len()));
        for _ in 0..random.random_range(0..6) {
            let length = broken.len();
            if length > 0 {
                broken[random.random_range(0..length)] = random.random();
            }
        }
        // Whatever it gives, it is never a text that is not there.
        if let Ok(texts) = read(&broken) {
            assert_eq!(texts, ["muster"]);
        }
    }
}

#[test]
fn a_drawing_is_the_code_and_nothing_else() {
    let Drawing { side, path } = draw("muster").unwrap();
    assert_eq!(side, 21);
    // The finder in the upper left corner begins with seven dark modules.
    assert!(path.starts_with("M0 0h7v1h-7z"), "{path}");
    assert_eq!(draw(&"号".repeat(2_000)), Err(TooMuch));
}
