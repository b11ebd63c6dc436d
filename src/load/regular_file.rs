#![expect(clippy::disallowed_methods, reason = "this is how files are opened")]
//! A path becomes a file's bytes: of a regular file, and of no more bytes than were asked for.
//!
//! A named pipe would be waited for without end, and a device may have none. What a path leads to is looked at before it is opened,
//! and the handle once more after.

use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// Opens the file at `path`. A symbolic link is followed.
///
/// # Errors
/// When it cannot be opened, and when it is no regular file: the error then says what it is.
pub fn open_regular(path: &Path) -> io::Result<(File, Metadata)> {
    check(&std::fs::metadata(path)?)?;
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    check(&metadata)?;
    Ok((file, metadata))
}

/// Reads the file at `path`, with what was known of it before the first byte was read.
///
/// # Errors
/// As [`open_regular`]; and when there are more than `most` bytes, of which no more than that many are read.
pub fn read_regular(path: &Path, most: u64) -> io::Result<(Vec<u8>, Metadata)> {
    let (file, metadata) = open_regular(path)?;
    let too_large = || io::Error::other(format!("it is larger than {}", size(most)));
    if metadata.len() > most {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    // It may grow while it is read, and some file systems do not know how long a file is.
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(too_large());
    }
    Ok((bytes, metadata))
}

fn check(metadata: &Metadata) -> io::Result<()> {
    match metadata.is_file() {
        true => Ok(()),
        false => Err(io::Error::other(format!("it is {}, not a file", kind(metadata)))),
    }
}

#[cfg(unix)]
fn kind(metadata: &Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    let kind = metadata.file_type();
    match () {
        () if kind.is_dir() => "a folder",
        () if kind.is_fifo() => "a named pipe",
        () if kind.is_socket() => "a socket",
        () => "a device",
    }
}

#[cfg(not(unix))]
fn kind(metadata: &Metadata) -> &'static str {
    if metadata.is_dir() { "a folder" } else { "a device" }
}

/// A size as people say it: `256 KB`, `16 MB`.
fn size(bytes: u64) -> String {
    match bytes / 1024 {
        0 => format!("{bytes} bytes"),
        kilo if kilo < 1024 => format!("{kilo} KB"),
        kilo => format!("{} MB", kilo / 1024),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::process::Command;

    use super::*;

    #[test]
    fn only_files_are_opened_and_no_more_is_read_than_was_asked_for() {
        let dir = tempfile::tempdir().unwrap();
        let path = |name: &str| dir.path().join(name);
        std::fs::write(path("file"), "12345").unwrap();
        std::os::unix::fs::symlink("file", path("link")).unwrap();
        assert!(Command::new("mkfifo").arg(path("pipe")).status().unwrap().success());
        std::os::unix::fs::symlink("pipe", path("link to a pipe")).unwrap();
        let _listening = std::os::unix::net::UnixListener::bind(path("socket")).unwrap();
        let read = |path: &Path, most| {
            read_regular(path, most).map(|(bytes, _)| bytes.len()).map_err(|error| error.to_string())
        };
        assert_eq!(read(&path("file"), 5), Ok(5));
        assert_eq!(read(&path("link"), 5), Ok(5));
        let refused = [
            (path("file"), "it is larger than 4 bytes"),
            (path("pipe"), "it is a named pipe, not a file"),
            (path("link to a pipe"), "it is a named pipe, not a file"),
            (path("socket"), "it is a socket, not a file"),
            (dir.path().to_path_buf(), "it is a folder, not a file"),
            (Path::new("/dev/zero").to_path_buf(), "it is a device, not a file"),
        ];
        for (path, why) in refused {
            assert_eq!(read(&path, 4), Err(why.to_owned()), "{}", path.display());
        }
        // A device that says it is a file of no length, as `/proc` does, is read as far as was asked for.
        assert!(read(Path::new("/proc/self/status"), 4).is_err());
    }
}
