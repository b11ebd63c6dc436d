//! A request's method, host and origin become permission, or a refusal: no other web site may read the preview.

use std::net::{IpAddr, Ipv6Addr};

use super::request::PreviewRequest;
use super::response::PreviewResponse;

/// What a request may be for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RequestPurpose {
    /// A page or a file of the site. Another site may link to it, so a browser may be led to it.
    Site,
    /// What only the preview's own script needs.
    Own,
    /// What changes a file: only the preview's own script asks for it, on this machine.
    Write,
}

/// Refuses names that are not ours, methods other than reading, and other sites.
pub(super) fn admit(asked: &PreviewRequest, bound: IpAddr, purpose: RequestPurpose) -> Result<(), PreviewResponse> {
    let mut hosts = asked.all("Host");
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return Err(PreviewResponse::plain(400, "A request names one host."));
    };
    if !is_ours(host, bound) {
        return Err(PreviewResponse::plain(403, &unknown_host(host)));
    }
    if purpose == RequestPurpose::Write {
        return may_write(asked, host, bound);
    }
    if !matches!(asked.method.as_str(), "GET" | "HEAD") {
        return Err(PreviewResponse::plain(405, "The preview can only be read.").with("Allow", "GET, HEAD"));
    }
    if is_foreign(asked, host, purpose) {
        return Err(PreviewResponse::plain(
            403,
            "The preview answers its own pages, and this was asked for by a page of another site.",
        ));
    }
    Ok(())
}

/// Refuses whoever is not surely a page of ours: browsers say of every `POST` where it comes from.
fn may_write(asked: &PreviewRequest, host: &str, bound: IpAddr) -> Result<(), PreviewResponse> {
    if asked.method != "POST" {
        return Err(PreviewResponse::plain(405, "This is for writing.").with("Allow", "POST"));
    }
    let said = asked.all("Origin").count() == 1 && asked.all("Sec-Fetch-Site").all(|site| site == "same-origin");
    if !bound.is_loopback() || !said || is_foreign(asked, host, RequestPurpose::Write) {
        return Err(PreviewResponse::plain(403, "Only a page of the preview itself, on its own machine, may write."));
    }
    Ok(())
}

/// Whether a `Host` cannot be another site's: `localhost`, a loopback address, the address that we are bound to, or any address when
/// we are bound to all. The port may be any: one that is forwarded to ours has another number, and no site can choose its own.
fn is_ours(host: &str, bound: IpAddr) -> bool {
    let (name, port) = match host.rfind(':') {
        Some(at) if !host.ends_with(']') => (&host[..at], &host[at + 1..]),
        _ => (host, ""),
    };
    if !port.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let bracketed = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    let ip: Option<IpAddr> = match bracketed {
        Some(name) => name.parse::<Ipv6Addr>().ok().map(IpAddr::from),
        None => name.parse().ok().filter(IpAddr::is_ipv4),
    };
    match ip.map(|ip| ip.to_canonical()) {
        Some(ip) => ip.is_loopback() || ip == bound.to_canonical() || bound.is_unspecified(),
        None => name.eq_ignore_ascii_case("localhost"),
    }
}

fn unknown_host(host: &str) -> String {
    format!(
        "The preview does not answer to the name `{}`: under a name, another site could be let in. Open it by the address that \
         `casebook serve` printed, or name the address of this machine that you want to use with `--bind`.",
        host.chars().filter(|c| !c.is_control()).take(100).collect::<String>()
    )
}

/// Whether a browser says that a page of another site asks. Older ones, and programs, say nothing.
fn is_foreign(asked: &PreviewRequest, host: &str, purpose: RequestPurpose) -> bool {
    let same =
        |origin: &str| origin.split_once("://").is_some_and(|(_, authority)| authority.eq_ignore_ascii_case(host));
    if !asked.all("Origin").all(same) {
        return true;
    }
    let led_here = purpose == RequestPurpose::Site && asked.header("Sec-Fetch-Mode") == Some("navigate");
    asked.all("Sec-Fetch-Site").any(|site| !matches!(site, "same-origin" | "none")) && !led_here
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_page_of_ours_on_this_machine_may_write() {
        let asked = |bound: &str, method: &str, headers: &[(&str, &str)]| {
            let headers = [&[("Host", "127.0.0.1:4000")], headers].concat();
            let request = PreviewRequest::new(method, "/.casebook/settle", &headers);
            admit(&request, bound.parse().unwrap(), RequestPurpose::Write).is_ok()
        };
        let ours = ("Origin", "http://127.0.0.1:4000");
        assert!(asked("127.0.0.1", "POST", &[ours]));
        assert!(asked("127.0.0.1", "POST", &[ours, ("Sec-Fetch-Site", "same-origin")]));
        assert!(!asked("127.0.0.1", "GET", &[ours]));
        assert!(!asked("192.168.1.5", "POST", &[ours]) && !asked("0.0.0.0", "POST", &[ours]));
        for headers in [
            &[][..],
            &[("Origin", "http://evil.example")],
            &[("Origin", "null")],
            &[ours, ours],
            &[ours, ("Sec-Fetch-Site", "cross-site")],
            &[ours, ("Sec-Fetch-Site", "same-site")],
        ] {
            assert!(!asked("127.0.0.1", "POST", headers), "{headers:?}");
        }
    }

    #[test]
    fn only_names_that_cannot_be_another_sites_are_ours() {
        let ours = |bound: &str, host: &str| is_ours(host, bound.parse().unwrap());
        for host in
            ["localhost", "LocalHost:4000", "127.0.0.1:4000", "127.0.0.1", "127.3.2.1:80", "[::1]:4000", "[::1]"]
        {
            for bound in ["127.0.0.1", "::1", "192.168.1.5", "0.0.0.0"] {
                assert!(ours(bound, host), "{host} at {bound}");
            }
        }
        assert!(ours("192.168.1.5", "192.168.1.5:4000"));
        assert!(ours("fd00::5", "[fd00::5]:4000"));
        assert!(ours("127.0.0.1", "[::ffff:127.0.0.1]"));
        assert!(ours("0.0.0.0", "10.1.2.3:4000"));
        assert!(ours("::", "[fd00::5]:4000"));
        let not_ours = [
            "evil.example",
            "evil.example:4000",
            "localhost.evil.example",
            "127.0.0.1.evil.example:4000",
            "evil.example#localhost",
            "localhost:4000@evil.example",
            "evil@localhost",
            "localhost:x",
            "",
            ":4000",
            "[::1",
            "::1",
            "[127.0.0.1]",
            "[evil]",
            "127.1",
            "0x7f000001",
            "2130706433",
            "localhost localhost",
            "my-laptop.local",
        ];
        for host in not_ours.iter().chain(&["192.168.1.6", "0.0.0.0:4000", "[fd00::6]"]) {
            for bound in ["127.0.0.1", "192.168.1.5", "fd00::5"] {
                assert!(!ours(bound, host), "{host} at {bound}");
            }
        }
        for host in not_ours {
            assert!(!ours("0.0.0.0", host), "{host} at every address");
        }
    }

    #[test]
    fn a_page_of_another_site_may_lead_here_and_no_more() {
        let cases = [
            ("", false, false),
            ("Sec-Fetch-Site: none, Sec-Fetch-Mode: navigate", false, false),
            ("Sec-Fetch-Site: same-origin, Sec-Fetch-Mode: cors", false, false),
            ("Sec-Fetch-Site: cross-site, Sec-Fetch-Mode: navigate", false, true),
            ("Sec-Fetch-Site: same-site, Sec-Fetch-Mode: navigate", false, true),
            ("Sec-Fetch-Site: cross-site, Sec-Fetch-Mode: no-cors", true, true),
            ("Sec-Fetch-Site: same-site, Sec-Fetch-Mode: cors", true, true),
            ("Origin: http://127.0.0.1:4000", false, false),
            ("Origin: http://127.0.0.1:8000", true, true),
            ("Origin: null", true, true),
            ("Origin: https://evil.example, Sec-Fetch-Mode: navigate", true, true),
        ];
        for (headers, site, own) in cases {
            let sent: Vec<_> = headers.split(", ").filter_map(|header| header.split_once(": ")).collect();
            let asked = PreviewRequest::new("GET", "/", &sent);
            assert_eq!(is_foreign(&asked, "127.0.0.1:4000", RequestPurpose::Site), site, "{headers}");
            assert_eq!(is_foreign(&asked, "127.0.0.1:4000", RequestPurpose::Own), own, "{headers}");
        }
    }
}
