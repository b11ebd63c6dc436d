//! An attached file becomes the same file with a token in it, where its readers and its programs look for words.

/// The bytes of a file of this name with a token in them.
pub(super) fn planted_file(name: &str, bytes: &[u8], token: &str) -> Vec<u8> {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "svg" => planted_drawing(bytes, token),
        "png" => planted_png(bytes, token),
        "jpg" | "jpeg" => planted_jpeg(bytes, token),
        _ => [bytes, b"\n", token.as_bytes(), b"\n"].concat(),
    }
}

/// A drawing that says a token in every way a drawing can.
pub(super) fn drawing(token: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><title>{token}</title><desc>{token}</desc>\
         <!-- {token} --><text x=\"1\" y=\"8\">{token}</text></svg>\n"
    )
}

fn planted_drawing(bytes: &[u8], token: &str) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    match text.rfind("</svg") {
        Some(at) => format!("{}<!-- {token} --><text>{token}</text>{}", &text[..at], &text[at..]).into_bytes(),
        None => bytes.to_vec(),
    }
}

/// A picture with a text chunk after its header, which is 33 bytes long.
fn planted_png(bytes: &[u8], token: &str) -> Vec<u8> {
    let Some((header, rest)) = bytes.split_at_checked(33) else { return bytes.to_vec() };
    let data = [b"tEXtComment\0", token.as_bytes()].concat();
    let length = u32::try_from(data.len() - 4).unwrap_or_default();
    let mut sum = flate2::Crc::new();
    sum.update(&data);
    [header, &length.to_be_bytes(), &data, &sum.sum().to_be_bytes(), rest].concat()
}

/// A photograph with a comment after its first marker.
fn planted_jpeg(bytes: &[u8], token: &str) -> Vec<u8> {
    let Some((start, rest)) = bytes.split_at_checked(2) else { return bytes.to_vec() };
    let length = u16::try_from(token.len() + 2).unwrap_or(2);
    [start, &[0xff, 0xfe], &length.to_be_bytes(), token.as_bytes(), rest].concat()
}
