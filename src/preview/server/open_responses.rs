//! Responses that are being sent, and which of them are cut off: those whose client does not read, and the oldest when there are too many
//! or they hold too much memory.
//!
//! `tiny_http` gives no access to the connections that it accepts. But the system hands on to each of them the timeouts that were set on
//! the socket that listens. So a connection without a request ends after a while, and a response that is not read checks at each timeout
//! whether to go on.

#![expect(clippy::disallowed_methods, reason = "an answer that nobody reads ends after a while")]

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use socket2::SockRef;

/// How long a connection stays on which nothing is asked; longer than a stream of events lasts.
const SILENT: Duration = Duration::from_secs(60);

/// How long a client may read nothing of an answer.
const STALLED: Duration = Duration::from_secs(30);

/// How often an answer that is not read looks whether it is to go on. Windows allows no second try.
const LOOKS: Duration = if cfg!(windows) { STALLED } else { Duration::from_secs(1) };

/// Answers that are kept at once; more than the windows of a few browsers ask for, each of which opens six connections.
const MOST: usize = 96;

/// Bytes of answers that are kept at once.
const KEPT: usize = 64 << 20;

/// Sets the timeouts for reading and writing on the connections of a socket that listens. Where the system does not hand them on, clients are
/// waited for as long as they like. They may hold for accepting connections too; those that the preview makes to itself come sooner.
pub(super) fn bound_waiting(socket: &TcpListener) {
    let socket = SockRef::from(socket);
    let _ = socket.set_read_timeout(Some(SILENT));
    let _ = socket.set_write_timeout(Some(LOOKS));
}

/// The responses that are being sent.
#[derive(Default)]
pub(super) struct Underway {
    now: Mutex<OpenState>,
}

#[derive(Default)]
struct OpenState {
    /// How many bytes each keeps, by number: the oldest is the first.
    answers: BTreeMap<u64, usize>,
    next: u64,
    /// Clients to whom an answer was given up, and when: on their connections nothing can follow.
    given_up: BTreeMap<SocketAddr, Instant>,
}

/// A response that is being sent, and where it is written.
pub(super) struct Sending<'u, W> {
    underway: &'u Underway,
    number: u64,
    client: Option<SocketAddr>,
    begun: Instant,
    out: W,
}

impl Underway {
    /// An answer begins, of which nothing is kept yet. Nothing when the connection is one on which nothing can follow.
    ///
    /// Waits for the answers before it on the same connection.
    pub(super) fn begin<W: Write>(&self, client: Option<SocketAddr>, out: W) -> Option<Sending<'_, W>> {
        let mut now = self.lock();
        let number = now.next;
        now.next += 1;
        now.answers.insert(number, 0);
        drop(now);
        let mut sending = Sending { underway: self, number, client, begun: Instant::now(), out };
        // With nothing to send, this is no more than waiting for one's turn.
        sending.flush().ok()?;
        sending.begun = Instant::now();
        (!client.is_some_and(|client| self.has_given_up(client))).then_some(sending)
    }

    fn has_given_up(&self, client: SocketAddr) -> bool {
        // Its connection has ended when it has asked nothing for so long, and another one may come from there.
        let mut now = self.lock();
        now.given_up.retain(|_, last| last.elapsed() < 2 * SILENT);
        now.given_up.get_mut(&client).map(|last| *last = Instant::now()).is_some()
    }

    /// Whether an answer and those that came after it are too many or keep too much. The newest never does.
    fn is_too_much(&self, number: u64) -> bool {
        let now = self.lock();
        let (mut count, mut kept) = (0, 0);
        for bytes in now.answers.range(number..).map(|(_, bytes)| bytes) {
            count += 1;
            kept += bytes;
        }
        now.answers.contains_key(&number) && (count > MOST || (count > 1 && kept > KEPT))
    }

    /// A panic in a thread that held the lock leaves every answer in its place.
    fn lock(&self) -> MutexGuard<'_, OpenState> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<W> Sending<'_, W> {
    /// Says how many bytes are kept until the client has read them.
    pub(super) fn keeps(&self, bytes: usize) {
        self.underway.lock().answers.insert(self.number, bytes);
    }

    /// Says that the answer is meant to last: it no longer counts. Those who use it bound their number themselves.
    pub(super) fn lasts(&self) {
        self.underway.lock().answers.remove(&self.number);
    }

    /// Takes a step again and again while the client is to be waited for.
    fn patiently<T>(&mut self, mut step: impl FnMut(&mut W) -> io::Result<T>) -> io::Result<T> {
        let since = Instant::now();
        while self.begun.elapsed() < LOOKS || !self.underway.is_too_much(self.number) {
            match step(&mut self.out) {
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
                taken => return taken,
            }
            if since.elapsed() >= STALLED {
                break;
            }
        }
        if let Some(client) = self.client {
            self.underway.lock().given_up.insert(client, Instant::now());
        }
        Err(ErrorKind::TimedOut.into())
    }
}

impl<W: Write> Write for Sending<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.patiently(|out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.patiently(Write::flush)
    }
}

impl<W> Drop for Sending<'_, W> {
    fn drop(&mut self) {
        self.underway.lock().answers.remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;

    const CLIENT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 1);

    /// A client that reads nothing.
    struct Stuck;

    impl Write for Stuck {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            std::thread::sleep(Duration::from_millis(20));
            Err(ErrorKind::WouldBlock.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn the_oldest_that_keep_too_much_are_too_much() {
        let underway = Underway::default();
        let answers: Vec<_> = (0..5).map(|_| underway.begin(None, Stuck).unwrap()).collect();
        let too_much = || answers.iter().map(|answer| underway.is_too_much(answer.number)).collect::<Vec<_>>();
        for (answer, bytes) in answers.iter().zip([0, KEPT / 2, KEPT / 2, 1, KEPT / 4]) {
            answer.keeps(bytes);
        }
        assert_eq!(too_much(), [true, true, false, false, false]);
        answers[4].keeps(2 * KEPT);
        assert_eq!(too_much(), [true, true, true, true, false], "an answer that is too long alone is given");
    }

    #[test]
    fn the_oldest_of_too_many_is_too_much_unless_it_is_meant_to_last() {
        let underway = Underway::default();
        let mut answers: Vec<_> = (0..=MOST).map(|_| underway.begin(None, Stuck).unwrap()).collect();
        let too_much =
            |answers: &[Sending<'_, Stuck>]| answers.iter().filter(|one| underway.is_too_much(one.number)).count();
        assert_eq!(too_much(&answers), 1);
        answers[0].lasts();
        assert_eq!(too_much(&answers), 0);
        answers.push(underway.begin(None, Stuck).unwrap());
        assert_eq!(too_much(&answers), 1);
        answers.truncate(40);
        assert_eq!(too_much(&answers), 0, "those that have ended do not count");
    }

    #[test]
    fn nothing_follows_on_a_connection_on_which_an_answer_was_given_up() {
        let underway = Underway::default();
        let mut first = underway.begin(Some(CLIENT), Stuck).unwrap();
        let newer = underway.begin(None, Stuck).unwrap();
        newer.keeps(KEPT);
        first.keeps(1);
        assert_eq!(first.write_all(b"x").unwrap_err().kind(), ErrorKind::TimedOut);
        assert!(first.begun.elapsed() >= LOOKS && first.begun.elapsed() < STALLED);
        assert!(underway.begin(Some(CLIENT), Stuck).is_none());
        assert!(underway.begin(Some(SocketAddr::new(CLIENT.ip(), 2)), Stuck).is_some());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_is_set_on_the_socket_that_listens_holds_on_its_connections() {
        let socket = TcpListener::bind("127.0.0.1:0").unwrap();
        bound_waiting(&socket);
        let client = TcpStream::connect(socket.local_addr().unwrap()).unwrap();
        let (accepted, _) = socket.accept().unwrap();
        assert_eq!(accepted.write_timeout().unwrap(), Some(LOOKS));
        assert_eq!(accepted.read_timeout().unwrap(), Some(SILENT));
        drop(client);
    }
}
