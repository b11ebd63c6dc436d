//! Pictures that say where and by whom they were taken are published without that, and look as they did.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::kit::Kb;

/// What stands in every block of metadata, and in no byte of what is published.
const CANARY: &str = "Zanzibar";

fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
    let length = u16::try_from(contents.len() + 2).expect("a short segment").to_be_bytes();
    [&[0xff, marker][..], &length, contents].concat()
}

/// EXIF with a camera of the canary's name, turned as `turned` says.
fn exif(turned: u8) -> Vec<u8> {
    let mut block = b"II*\0\x08\0\0\0\x02\0".to_vec();
    block.extend([0x0f, 1, 2, 0, 9, 0, 0, 0, 38, 0, 0, 0]);
    block.extend([0x12, 1, 3, 0, 1, 0, 0, 0, turned, 0, 0, 0]);
    block.extend([0; 4]);
    block.extend(CANARY.as_bytes());
    block.push(0);
    block
}

const SCAN: &[u8] = &[0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56];

fn jpeg() -> Vec<u8> {
    [
        vec![0xff, 0xd8],
        segment(0xe0, &[b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01", CANARY.as_bytes()].concat()),
        segment(0xe1, &[b"Exif\0\0", exif(6).as_slice()].concat()),
        segment(0xe1, format!("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>{CANARY}</x:xmpmeta>").as_bytes()),
        segment(0xe2, b"ICC_PROFILE\0\x01\x01colours"),
        segment(0xed, format!("Photoshop 3.0\08BIM{CANARY}").as_bytes()),
        segment(0xfe, CANARY.as_bytes()),
        segment(0xdb, &[1; 65]),
        segment(0xc0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
        segment(0xda, &[1, 1, 0, 0, 63, 0]),
        SCAN.to_vec(),
        segment(0xfe, CANARY.as_bytes()),
        segment(0xda, &[1, 1, 0, 0, 63, 0]),
        SCAN.to_vec(),
        vec![0xff, 0xd9],
        format!("a second picture of {CANARY}").into_bytes(),
    ]
    .concat()
}

fn chunk(kind: &[u8; 4], contents: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(kind);
    crc.update(contents);
    let length = u32::try_from(contents.len()).expect("a short chunk").to_be_bytes();
    [&length, &kind[..], contents, &crc.sum().to_be_bytes()].concat()
}

fn png() -> Vec<u8> {
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", b"\0\0\0\x01\0\0\0\x01\x08\0\0\0\0"),
        chunk(b"iCCP", b"name\0\0colours"),
        chunk(b"eXIf", &exif(6)),
        chunk(b"tEXt", format!("Author\0{CANARY}").as_bytes()),
        chunk(b"iTXt", format!("XML:com.adobe.xmp\0\0\0\0\0{CANARY}").as_bytes()),
        chunk(b"tIME", &[7, 0xe8, 1, 1, 0, 0, 0]),
        chunk(b"caBX", CANARY.as_bytes()),
        chunk(b"IDAT", b"\x78\x9c\x63\x60\0\0\0\x02\0\x01"),
        chunk(b"IEND", b""),
        CANARY.as_bytes().to_vec(),
    ]
    .concat()
}

fn riff_chunk(kind: &[u8; 4], contents: &[u8]) -> Vec<u8> {
    let length = u32::try_from(contents.len()).expect("a short chunk").to_le_bytes();
    let padding = if contents.len() % 2 == 1 { &[0][..] } else { &[] };
    [&kind[..], &length, contents, padding].concat()
}

fn webp() -> Vec<u8> {
    let chunks = [
        b"WEBP".to_vec(),
        riff_chunk(b"VP8X", &[0b0010_1100, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        riff_chunk(b"ICCP", b"colours!"),
        riff_chunk(b"VP8L", b"\x2f\0\0\0\0\x88\x88\x08"),
        riff_chunk(b"EXIF", &exif(6)),
        riff_chunk(b"XMP ", format!("<x:xmpmeta>{CANARY}").as_bytes()),
        riff_chunk(b"ABCD", CANARY.as_bytes()),
    ]
    .concat();
    [riff_chunk(b"RIFF", &chunks), CANARY.as_bytes().to_vec()].concat()
}

fn gif() -> Vec<u8> {
    let block = |label: u8, contents: &[u8]| {
        [&[0x21, label, u8::try_from(contents.len()).expect("a short block")], contents, &[0]].concat()
    };
    [
        b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff".to_vec(),
        [&[0x21, 0xff, 11][..], b"NETSCAPE2.0\x03\x01\0\0\0"].concat(),
        block(0xfe, CANARY.as_bytes()),
        [&[0x21, 0xff, 11][..], b"XMP DataXMP\x08", CANARY.as_bytes(), &[0]].concat(),
        block(0xf9, &[1, 0, 0, 0]),
        b",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;".to_vec(),
        CANARY.as_bytes().to_vec(),
    ]
    .concat()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn site(pictures: &[(&str, Vec<u8>)]) -> Kb {
    let shown: Vec<String> = pictures.iter().map(|(name, _)| format!("![p]({name})")).collect();
    let kb = Kb::with(&[("content/incidents/a.md", &format!("# The fire\n\n{}\n", shown.join("\n")))]);
    for (name, bytes) in pictures {
        kb.edit(&format!("content/incidents/{name}"), bytes);
    }
    kb
}

#[test]
fn what_a_picture_says_is_stripped_and_named() {
    let pictures = [("a.jpg", jpeg()), ("b.png", png()), ("c.webp", webp()), ("d.gif", gif())];
    let kb = site(&pictures);
    let findings = kb.findings_with(&["--all"]);
    let about: Vec<&String> = findings.iter().filter(|finding| finding.starts_with("media/metadata ")).collect();
    assert_eq!(
        about,
        [
            "media/metadata incidents/a.jpg this picture holds the camera, text, a smaller picture and bytes behind its end, which is stripped",
            "media/metadata incidents/b.png this picture holds the camera, the author, the time, text, data of a program and bytes behind its end, which is stripped",
            "media/metadata incidents/c.webp this picture holds the camera, text, data of a program and bytes behind its end, which is stripped",
            "media/metadata incidents/d.gif this picture holds text and bytes behind its end, which is stripped",
        ]
    );
    assert!(!findings.iter().any(|finding| finding.contains(CANARY)), "{findings:?}");
    let built = kb.build();
    assert_eq!(built.holding(CANARY), Vec::<&str>::new());
    let bytes = |name: &str| built.files[&format!("incidents/{name}")].clone();
    // Turned as before, in its colours, with the same coded data: nothing else is left.
    let turned = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let clean = bytes("a.jpg");
    assert!(holds(&clean, turned) && holds(&clean, b"ICC_PROFILE\0\x01\x01colours"));
    let scans = [segment(0xda, &[1, 1, 0, 0, 63, 0]), SCAN.to_vec()].concat().repeat(2);
    assert!(holds(&clean, &scans) && clean.ends_with(&[0xff, 0xd9]), "{clean:?}");
    let clean = bytes("b.png");
    assert!(holds(&clean, &chunk(b"eXIf", turned)) && holds(&clean, b"iCCPname\0\0colours"));
    assert!(holds(&clean, b"IDAT\x78\x9c\x63\x60\0\0\0\x02\0\x01") && clean.ends_with(&chunk(b"IEND", b"")));
    let clean = bytes("c.webp");
    assert!(holds(&clean, b"VP8L\x08\0\0\0\x2f\0\0\0\0\x88\x88\x08") && holds(&clean, b"colours!"));
    assert!(holds(&clean, &riff_chunk(b"VP8X", &[0b0010_0000, 0, 0, 0, 0, 0, 0, 0, 0, 0])));
    let clean = bytes("d.gif");
    assert!(holds(&clean, b"NETSCAPE2.0") && holds(&clean, b"\x02\x02D\x01\0") && clean.ends_with(b";"));
    // A picture that was cleaned is copied as it is.
    let names: Vec<(&str, Vec<u8>)> = pictures.iter().map(|(name, _)| (*name, bytes(name))).collect();
    let again = site(&names);
    assert_eq!(again.findings_with(&["--all"]).iter().filter(|f| f.starts_with("media/")).count(), 0);
    assert!(names.iter().all(|(name, bytes)| again.build().files[&format!("incidents/{name}")] == *bytes));
}

#[test]
fn a_picture_in_the_text_of_a_page_is_cleaned_like_a_file() {
    let encoded = STANDARD.encode(jpeg());
    let kb =
        Kb::with(&[("content/incidents/a.md", &format!("# The fire\n\n![p](data:image/jpeg;base64,{encoded})\n"))]);
    let findings = kb.findings_with(&["--all"]);
    let about: Vec<&String> = findings.iter().filter(|finding| finding.starts_with("media/")).collect();
    assert_eq!(
        about,
        [
            "media/metadata content/incidents/a.md this picture holds the camera, text, a smaller picture and bytes behind its end, which is stripped"
        ]
    );
    let built = kb.build();
    assert_eq!(built.holding(CANARY), Vec::<&str>::new());
    assert_eq!(built.holding(&encoded[..60]), Vec::<&str>::new());
    let pictures: Vec<&str> =
        built.addresses().into_iter().filter(|address| address.starts_with("pictures/")).collect();
    assert!(matches!(pictures[..], [one] if one.ends_with(".jpg")), "{pictures:?}");
}

#[test]
fn what_cannot_be_cleaned_is_named() {
    let heic = [&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], b"Exif\0\0", CANARY.as_bytes()].concat();
    let broken = [&jpeg()[..200], CANARY.as_bytes()].concat();
    let pdf = format!("%PDF-1.4\n1 0 obj\n<< /Author ({CANARY}) >>\nendobj\n").into_bytes();
    let kb = site(&[("a.avif", heic), ("b.jpg", broken), ("c.pdf", pdf)]);
    let findings = kb.findings();
    assert_eq!(
        findings.iter().filter(|finding| finding.starts_with("media/uncleaned ")).collect::<Vec<_>>(),
        [
            "media/uncleaned incidents/a.avif this picture holds metadata that cannot be stripped from its kind, so it is left out",
            "media/uncleaned incidents/b.jpg this picture is damaged and holds metadata, so it is left out",
            "media/uncleaned incidents/c.pdf this file says who made it, or where or with what, and is published as it is",
        ],
        "{findings:?}"
    );
    let built = kb.build();
    assert_eq!(built.holding(CANARY), ["incidents/c.pdf"]);
    assert!(built.files["incidents/a.avif"].starts_with(b"GIF89a"));
}
