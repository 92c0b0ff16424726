//! Numbers and shapes in words: thousands, bytes with NumPy's binary units, ratios.
//! Knows numbers only.

pub use engine::limit::size_text;
pub use engine::print::shape_text;

/// From here on bytes are also said in binary units.
const ROUNDED: u128 = 10 * 1024;

/// Digits in groups of three: `400,000,000,000`.
pub fn thousands(number: u128) -> String {
    let last = number % 1000;
    match number / 1000 {
        0 => last.to_string(),
        before => format!("{},{last:03}", thousands(before)),
    }
}

/// A length or count that is never negative.
pub fn natural(number: i64) -> u128 {
    u128::from(number.max(0).unsigned_abs())
}

/// A number with its noun: `1 byte`, `2 bytes`.
pub fn count(number: u128, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{} {noun}s", thousands(number))
    }
}

/// Bytes in words: `96 bytes`, `400,000,000,000 bytes (373. GiB)` with the unit as NumPy writes it.
pub fn bytes(number: u128) -> String {
    if number < ROUNDED {
        count(number, "byte")
    } else {
        format!("{} ({})", count(number, "byte"), size_text(number))
    }
}

/// Bytes as short as can be said: `96 bytes` or `373. GiB`.
pub fn bytes_short(number: u128) -> String {
    if number < ROUNDED {
        count(number, "byte")
    } else {
        size_text(number)
    }
}

/// How many times one number holds another: `1.7 times`, `10,000,000 times`.
pub fn times(many: u128, few: u128) -> Option<String> {
    if few == 0 || many == 0 || many > u128::MAX / 16 {
        return None;
    }
    let tenths = (many * 10 + few / 2) / few;
    Some(if tenths >= 100 || tenths.is_multiple_of(10) {
        format!("{} times", thousands((many + few / 2) / few))
    } else {
        format!("{}.{} times", tenths / 10, tenths % 10)
    })
}

/// A list in a sentence: `a`, `a and b`, `a, b and c`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// An index as it stands between brackets: `1, 0`.
pub fn index_text(index: &[i64]) -> String {
    if index.is_empty() {
        return "()".to_owned();
    }
    let items: Vec<String> = index.iter().map(i64::to_string).collect();
    items.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_said_with_numpys_units() {
        assert_eq!(bytes(1), "1 byte");
        assert_eq!(bytes(96), "96 bytes");
        assert_eq!(bytes(400_000_000_000), "400,000,000,000 bytes (373. GiB)");
        assert_eq!(bytes(40_000_000_000), "40,000,000,000 bytes (37.3 GiB)");
        assert_eq!(bytes(8_000_000), "8,000,000 bytes (7.63 MiB)");
    }

    #[test]
    fn ratios_are_said_shortly() {
        assert_eq!(times(96, 56).as_deref(), Some("1.7 times"));
        assert_eq!(times(96, 48).as_deref(), Some("2 times"));
        assert_eq!(times(800, 7).as_deref(), Some("114 times"));
        assert_eq!(times(1, 0), None);
    }
}
