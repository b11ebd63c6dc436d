//! An address and a port become a socket that listens.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

use crate::error::{Error, Result};

/// The port that is tried first when none is asked for.
pub const PORT: u16 = 4000;

/// Ports that are tried after one that is taken.
const FURTHER: u16 = 50;

/// A socket that listens, and where it can be reached.
#[derive(Debug)]
pub struct Listener {
    pub(super) socket: TcpListener,
    address: SocketAddr,
}

impl Listener {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The URL of the start page, for a browser on this machine.
    pub fn url(&self) -> String {
        format!("http://{}/", self.door())
    }

    /// Where it can be reached from this machine.
    pub(super) fn door(&self) -> SocketAddr {
        let mut door = self.address;
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
            ip => ip,
        };
        door.set_ip(ip);
        door
    }
}

/// Listens at `port`, [`PORT`] when none is asked for, or at the next one that is free; port 0 is any.
///
/// # Errors
/// When `bind` is no address of this machine, the port is not for everybody, or it and the ports after it are taken.
pub fn listen(bind: IpAddr, port: Option<u16>) -> Result<Listener> {
    let first = port.unwrap_or(PORT);
    let last = first.saturating_add(FURTHER);
    for port in first..=last {
        match TcpListener::bind((bind, port)) {
            Ok(socket) => {
                let address = socket.local_addr().map_err(|error| refused(bind, port, &error.to_string()))?;
                return Ok(Listener { socket, address });
            }
            Err(error) if taken(error.kind(), port) => {}
            Err(error) => return Err(refusal(bind, port, &error)),
        }
    }
    let message = format!("the ports {first} to {last} of {bind} are all taken; name a free one with `--port`");
    Err(Error::environment(message))
}

/// Windows says of a port that another program holds for itself that permission is denied.
fn taken(kind: ErrorKind, port: u16) -> bool {
    kind == ErrorKind::AddrInUse || (cfg!(windows) && kind == ErrorKind::PermissionDenied && port >= 1024)
}

fn refusal(bind: IpAddr, port: u16, error: &std::io::Error) -> Error {
    match error.kind() {
        ErrorKind::AddrNotAvailable => {
            let ways = "`--bind` takes 127.0.0.1, an address of this machine, or 0.0.0.0 for all of them";
            refused(bind, port, &format!("this machine does not have that address; {ways}"))
        }
        ErrorKind::PermissionDenied => {
            refused(bind, port, "ports below 1024 are often reserved; name a higher one with `--port`")
        }
        _ => refused(bind, port, &format!("{error}; try another `--bind` or `--port`")),
    }
}

fn refused(bind: IpAddr, port: u16, why: &str) -> Error {
    Error::environment(format!("could not listen at {}: {why}", SocketAddr::new(bind, port)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    #[test]
    fn a_port_that_is_taken_gives_way_to_the_next_that_is_free() {
        let first = listen(HERE, Some(0)).unwrap();
        let second = listen(HERE, Some(first.address().port())).unwrap();
        assert!(second.address().port() > first.address().port());
        assert_eq!(second.url(), format!("http://127.0.0.1:{}/", second.address().port()));
    }

    #[test]
    fn the_url_of_every_address_is_that_of_this_machine() {
        let listener = listen(Ipv4Addr::UNSPECIFIED.into(), Some(0)).unwrap();
        assert_eq!(listener.url(), format!("http://127.0.0.1:{}/", listener.address().port()));
    }

    #[test]
    fn an_address_of_another_machine_is_an_error_with_a_way_out() {
        // Reserved for documentation: nobody has it.
        let error = listen("192.0.2.1".parse().unwrap(), None).unwrap_err();
        assert_eq!(
            error.to_string(),
            "could not listen at 192.0.2.1:4000: this machine does not have that address; `--bind` takes 127.0.0.1, an address of \
             this machine, or 0.0.0.0 for all of them"
        );
        assert_eq!(error.exit_code(), 3);
    }

    #[test]
    fn the_last_port_has_none_after_it() {
        let held = TcpListener::bind((HERE, u16::MAX));
        let listened = listen(HERE, Some(u16::MAX));
        let said = listened.err().map(|error| error.to_string());
        let all_taken = "the ports 65535 to 65535 of 127.0.0.1 are all taken; name a free one with `--port`";
        assert_eq!(said.as_deref(), Some(all_taken));
        drop(held);
    }
}
