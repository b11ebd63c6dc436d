//! The configured accent becomes a stylesheet with one shade for light pages and one for dark ones.
//!
//! Both are moved towards black or white until text in them is readable, so that no house colour can spoil a page.

/// An sRGB colour.
type Rgb = [u8; 3];

/// The page behind the text, as `themes/default/css/tokens.css` has it.
const LIGHT: Rgb = [0xfb, 0xfa, 0xf8];
const DARK: Rgb = [0x16, 0x18, 0x1b];

/// Comfortably above the 4.5 that WCAG asks for, since links also stand on tinted panels.
const CONTRAST: f64 = 5.5;

/// `assets/accent.css` for `accent`; `None` when that is not `#rrggbb`.
pub(crate) fn accent_stylesheet(accent: &str) -> Option<String> {
    let accent = parse(accent)?;
    let (light, dark) = (readable(accent, LIGHT, [0; 3]), readable(accent, DARK, [255; 3]));
    Some(format!("@layer tokens {{\n  :root {{ --accent: light-dark({}, {}); }}\n}}\n", hex(light), hex(dark)))
}

fn parse(text: &str) -> Option<Rgb> {
    let digits = text.trim().strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// The first mixture of `colour` and `pole` that is readable on `page`.
fn readable(colour: Rgb, page: Rgb, pole: Rgb) -> Rgb {
    (0..=20)
        .map(|step| mix(colour, pole, f64::from(step) / 20.0))
        .find(|&c| contrast(c, page) >= CONTRAST)
        .unwrap_or(pole)
}

fn mix(a: Rgb, b: Rgb, share: f64) -> Rgb {
    std::array::from_fn(|i| (f64::from(a[i]) + (f64::from(b[i]) - f64::from(a[i])) * share).round() as u8)
}

/// WCAG 2's contrast ratio.
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: Rgb) -> f64 {
    let linear = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn hex(colour: Rgb) -> String {
    format!("#{:02x}{:02x}{:02x}", colour[0], colour[1], colour[2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_accent_becomes_readable_in_both_schemes() {
        for accent in ["#1d6b57", "#ffff00", "#000000", "#ffffff", "#808080"] {
            let accent = parse(accent).expect("six digits");
            assert!(contrast(readable(accent, LIGHT, [0; 3]), LIGHT) >= CONTRAST);
            assert!(contrast(readable(accent, DARK, [255; 3]), DARK) >= CONTRAST);
        }
    }

    #[test]
    fn what_is_not_six_hex_digits_is_no_accent() {
        for text in ["red", "#12345", "#12345g", "#1234567", "#+12345"] {
            assert_eq!(accent_stylesheet(text), None, "{text}");
        }
    }
}
