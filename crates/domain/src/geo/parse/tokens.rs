//! What a pasted text is made of: numbers, their marks and the words beside
//! them.

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token {
    /// The number, and whether it has a sign or a fraction.
    Number {
        value: f64,
        whole: bool,
    },
    Unit(Unit),
    Side(Side),
    /// A comma, a semicolon, a line's end.
    Break,
}

#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) enum Unit {
    Degree,
    Minute,
    Second,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Side {
    North,
    South,
    East,
    West,
    Latitude,
    Longitude,
}

const WORDS: [(&str, Token); 34] = [
    ("latitude", Token::Side(Side::Latitude)),
    ("longitude", Token::Side(Side::Longitude)),
    ("long", Token::Side(Side::Longitude)),
    ("lat", Token::Side(Side::Latitude)),
    ("lng", Token::Side(Side::Longitude)),
    ("lon", Token::Side(Side::Longitude)),
    ("纬度", Token::Side(Side::Latitude)),
    ("经度", Token::Side(Side::Longitude)),
    ("北纬", Token::Side(Side::North)),
    ("南纬", Token::Side(Side::South)),
    ("东经", Token::Side(Side::East)),
    ("西经", Token::Side(Side::West)),
    ("n", Token::Side(Side::North)),
    ("s", Token::Side(Side::South)),
    ("e", Token::Side(Side::East)),
    ("w", Token::Side(Side::West)),
    ("°", Token::Unit(Unit::Degree)),
    ("º", Token::Unit(Unit::Degree)),
    ("度", Token::Unit(Unit::Degree)),
    ("''", Token::Unit(Unit::Second)),
    ("′′", Token::Unit(Unit::Second)),
    ("′", Token::Unit(Unit::Minute)),
    ("'", Token::Unit(Unit::Minute)),
    ("’", Token::Unit(Unit::Minute)),
    ("分", Token::Unit(Unit::Minute)),
    ("″", Token::Unit(Unit::Second)),
    ("\"", Token::Unit(Unit::Second)),
    ("”", Token::Unit(Unit::Second)),
    ("秒", Token::Unit(Unit::Second)),
    (",", Token::Break),
    ("、", Token::Break),
    (";", Token::Break),
    ("/", Token::Break),
    ("\n", Token::Break),
];

/// What means nothing between the parts.
const SKIPPED: &str = ":=()[]{}";

/// `None` at the first thing that does not belong to a coordinate.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let text: String = text.trim().chars().map(narrow).collect();
    let (mut rest, mut tokens) = (text.as_str(), Vec::new());
    while let Some(next) = rest.chars().next() {
        let digits = number_length(rest);
        if digits > 0 {
            let (number, after) = rest.split_at(digits);
            tokens.push(Token::Number {
                value: number
                    .parse()
                    .ok()
                    .filter(|value: &f64| value.is_finite())?,
                whole: number.bytes().all(|byte| byte.is_ascii_digit()),
            });
            rest = after;
        } else if let Some((word, token)) = WORDS.iter().find(|(word, _)| rest.starts_with(word)) {
            tokens.push(*token);
            rest = &rest[word.len()..];
        } else if (next.is_whitespace() && next != '\n') || SKIPPED.contains(next) {
            rest = &rest[next.len_utf8()..];
        } else {
            return None;
        }
    }
    Some(tokens)
}

/// Full-width forms and letters' case make no difference.
fn narrow(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0)
            .unwrap_or(letter)
            .to_ascii_lowercase(),
        '\u{3000}' => ' ',
        '−' | '–' => '-',
        '。' => '.',
        '‘' => '’',
        '“' => '”',
        other => other.to_ascii_lowercase(),
    }
}

/// Bytes of the number that `text` begins with; 0 if it begins with none.
fn number_length(text: &str) -> usize {
    let sign = usize::from(text.starts_with(['-', '+']));
    let whole = text[sign..].bytes().take_while(u8::is_ascii_digit).count();
    if whole == 0 {
        return 0;
    }
    let after = &text[sign + whole..];
    let fraction = after.strip_prefix('.').map_or(0, |digits| {
        1 + digits.bytes().take_while(u8::is_ascii_digit).count()
    });
    sign + whole + fraction
}
