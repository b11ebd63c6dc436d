//! What is pasted, whole, and what is left of it.

use proptest::prelude::*;

use super::quiet;

/// Compares what is left with the lines of `expected`, indentation left out.
fn leaves(pasted: &str, expected: &str) {
    let expected: String =
        expected.lines().map(str::trim).filter(|l| !l.is_empty()).map(|l| format!("{l}\n")).collect();
    assert_eq!(quiet(pasted), expected);
}

#[test]
fn a_java_stack_keeps_its_errors_and_its_own_methods() {
    leaves(
        "2024-05-02 05:46:12,123 ERROR [http-nio-8080-exec-12] c.m.till.SessionController - No session for 00:1b:44:11:3a:b7
com.zaxxer.hikari.pool.ConnectionPoolTimeoutException: TillPool-1 - Connection is not available after 30000ms.
\tat com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:696) ~[HikariCP-4.0.3.jar:na]
\tat com.shop.till.SessionController.lambda$signIn$0(SessionController.java:41)
\tat java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1128)
\tat jdk.internal.reflect.GeneratedMethodAccessor52.invoke(Unknown Source)
\t... 23 more
Caused by: java.lang.OutOfMemoryError: unable to create native thread",
        "till SessionController No session for
         zaxxer hikari pool ConnectionPoolTimeoutException TillPool Connection is not available after
         HikariPool createTimeoutException
         SessionController signIn
         OutOfMemoryError unable to create native thread",
    );
}

#[test]
fn a_python_stack_keeps_files_functions_and_code() {
    leaves(
        "Traceback (most recent call last):
  File \"/app/scans/consumer.py\", line 88, in poll_batch
    batch = self.client.fetch(timeout=30)
  File \"/usr/lib/python3.11/site-packages/kafka/client_async.py\", line 612, in fetch
kafka.errors.KafkaTimeoutError: Batch containing 12 record(s) expired",
        "consumer poll_batch
         batch self client fetch timeout
         kafka errors KafkaTimeoutError Batch containing record expired",
    );
}

#[test]
fn a_go_stack_keeps_functions() {
    leaves(
        "panic: runtime error: nil pointer dereference
[signal SIGSEGV: segmentation violation code=0x1 addr=0x18 pc=0x6f2a31]

goroutine 4021 [running]:
git.example.invalid/shop/lane.(*Controller).fillLevel(0xc000123456, {0x8, 0xc0, 0x2})
\t/src/shop/lane/controller.go:217 +0x1d
runtime.gopark(0xc000)
\t/usr/local/go/src/runtime/proc.go:398 +0xce",
        "panic runtime error nil pointer dereference
         signal SIGSEGV segmentation violation addr pc
         shop lane Controller fillLevel",
    );
}

#[test]
fn a_rust_panic_keeps_its_message_and_its_own_frames() {
    leaves(
        "thread 'tokio-runtime-worker' panicked at src/plan/decode.rs:142:37:
called `Result::unwrap()` on an `Err` value: TooLong { rows: 65536 }
stack backtrace:
   0: rust_begin_unwind
             at /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/std/src/panicking.rs:689:5
   1: core::panicking::panic_fmt
   2: planner::plan::decode::rows
             at ./src/plan/decode.rs:142:37",
        "thread tokio-runtime-worker panicked at plan decode
         called Result unwrap on an Err value TooLong rows
         planner plan decode rows",
    );
}

#[test]
fn a_node_stack_keeps_its_own_frames() {
    leaves(
        "Error: connect ECONNREFUSED 10.12.0.7:5432
    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1595:16)
    at async BookingStore.reserve (/srv/booking/dist/store.js:88:11)
    at /srv/booking/node_modules/pg-pool/index.js:45:11
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5) {
  errno: -111,
  code: 'ECONNREFUSED',",
        "connect ECONNREFUSED
         BookingStore reserve
         errno
         ECONNREFUSED",
    );
}

#[test]
fn a_net_stack_keeps_its_own_frames() {
    leaves(
        r"System.InvalidOperationException: Sequence contains no elements
   at System.Linq.ThrowHelper.ThrowNoElementsException()
   at Shop.Tariff.ChargeBook.Single(String parcel) in C:\src\Tariff\ChargeBook.cs:line 118",
        "InvalidOperationException Sequence contains no elements
         ChargeBook Single",
    );
}

#[test]
fn lines_of_logs_keep_names_and_messages() {
    leaves(
        "May 02 05:46:12 till-2.east.example.invalid tilld[2211]: WARN lease not renewed in 10.0s (term 4412)
May  2 05:46:13 till-2 kernel: [1234567.891011] nf_conntrack: table full, dropping packet
<134>1 2024-05-02T05:46:12.003Z till-2 tilld 2211 - leader lost quorum
May 02 05:46:14 till-2 kubelet[811]: E0311 09:12:01.123456     811 prober.go:107] readiness probe failed
E0311 09:12:01.123456       1 reflector.go:138] Failed to watch *v1.Pod: net/http: TLS handshake timeout
level=warn ts=2024-05-02T05:46:12Z caller=poll.go:88 component=till msg=\"consumer lag\" group=tariff-engine lag=182733
\u{1b}[31m05:46:12.003\u{1b}[0m \u{1b}[1mERROR\u{1b}[0m director: no plan (INC-214, ORA-00942)
[31m05:46:12[0m director: colours that were copied
sha256:9f86d081884c7d659a2feaa0c55ad015 550e8400-e29b-41d4-a716-446655440000 eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9 fe80::1ff:fe23",
        "till east tilld lease not renewed in term
         till kernel nf_conntrack table full dropping packet
         till tilld leader lost quorum
         till kubelet prober readiness probe failed
         reflector Failed to watch Pod net http TLS handshake timeout
         poll till consumer lag group tariff-engine lag
         director no plan INC-214 ORA-00942
         director colours that were copied",
    );
}

#[test]
fn web_servers_keep_paths_and_failing_statuses() {
    leaves(
        "10.4.2.17 - - [02/May/2024:05:46:12 +0100] \"POST /api/v2/sessions?device=88aa12ffee HTTP/1.1\" 503 190 \"-\" \"okhttp/4.9.3\"
10.4.2.17 - - [02/May/2024:05:46:12 +0100] \"GET /api/v2/rounds/ML4400123 HTTP/1.1\" 200 190 \"-\" \"okhttp/4.9.3\"
10.4.2.17 - - [02/May/2024:05:46:12 +0100] \"GET /api/v2/rounds/ML4400123 HTTP/1.1\" 200 404 \"-\" \"okhttp/4.9.3\"
2024/05/02 05:46:12 [error] 31#31: *18273 upstream timed out (110: Connection timed out), client: 10.4.2.17
curl: (28) https://pay.shop.example.invalid:8443/v1/charges/9f8a7b6c?expand=1 timed out after 30001 ms",
        "api sessions 503 okhttp
         api rounds okhttp
         api rounds okhttp
         upstream timed out Connection timed out client
         curl pay shop charges timed out after",
    );
}

#[test]
fn records_in_json_keep_what_they_say() {
    leaves(
        r#"{"ts":"2024-05-02T05:46:12.003Z","level":"error","logger":"sync.session","msg":"sign-in refused: \"pool\" exhausted","service":"handheld-sync","depot":"Wexley","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","status":503}
{"message":"it broke","stack":"java.lang.IllegalStateException: no plan\n\tat com.shop.Plan.load(Plan.java:12)\n\tat java.lang.Thread.run(Thread.java:1)"}
  "queue": "charges","#,
        "sync session sign-in refused pool exhausted handheld-sync depot Wexley 503
         it broke IllegalStateException no plan Plan load
         queue charges",
    );
}

#[test]
fn tables_of_kubectl_keep_names_and_states() {
    leaves(
        "$ kubectl get pods -n shop
NAME                        READY   STATUS             RESTARTS      AGE
till-sync-7d4b9c6f5-x2x9z   0/1     CrashLoopBackOff   12 (3m ago)   4h
till-read-7d4b9c6f5-q0v3e   0/1     Pending            0             4h
kube-proxy-b5xq2            1/1     Running            0             90d
root@till-2:~# journalctl -u till --since \"10 min ago\"",
        "kubectl get pods shop
         till-sync CrashLoopBackOff ago
         till-read Pending
         kube-proxy Running
         journalctl till since ago",
    );
}

#[test]
fn chats_keep_what_people_say() {
    leaves(
        "anna joined the channel
Anna Berg  5:46 AM
:rotating_light: tills at Wexley can't sign in :eyes: @bo can you look? (edited)
Bo Lind
  5:47 AM
ECONNRESET from the carrier :+1:
12 replies
Last reply today at 6:02 AM
[05:49] carl: same at Penhow
[05:49] Carl Ek: 5xx on /sessions
[2/5/2024 05:49] Dora Lind
Kofi Blum 05:49: same in Brayle
05:50 <@dora> nobody gave a reply
05:51 -!- eve [~eve@10.0.0.4] has joined #ops
> is it the cert again? see INC-050
> > https://chat.example.invalid/archives/C012AB3CD/p1714625412003900 says so
11:02:33 From Dora Lind to Everyone: anyone in the yard?",
        "tills at Wexley can't sign in can you look
         ECONNRESET from the carrier
         same at Penhow
         5xx on sessions
         same in Brayle
         nobody gave reply
         is it the cert again see INC-050
         chat archives says so
         anyone in the yard",
    );
}

#[test]
fn an_alert_by_mail_keeps_its_subject_and_its_words() {
    leaves(
        "Received: from mx1.example.invalid (mx1.example.invalid [10.0.0.3])
From: Alerts <alerts@example.invalid>
Date: Thu, 2 May 2024 05:46:12 +0100
Subject: Re: [FIRING:3] RecirculationHigh - hall 2 - 23 % (threshold 10 %)
X-Priority: 1

Alert: RecirculationHigh
Severity: critical
Host: director-03
Triggered on Thu May 2 at 5:46 AM for 5m
Runbook: https://wiki.example.invalid/runbooks/take-back-the-plan
On Thu, 2 May 2024 at 05:40, Anna <anna@example.invalid> wrote:
| it went round in March as well, and we may see it in May",
        "RecirculationHigh hall threshold
         RecirculationHigh
         director
         Triggered on at for
         wiki runbooks take-back-the-plan
         it went round in March as well and we may see it in May",
    );
}

#[test]
fn a_line_that_comes_again_counts_a_few_times() {
    let pasted: String =
        (0..500).map(|n| format!("12:00:{:02} pool {n} exhausted after {} ms\n", n % 60, n * 7)).collect();
    assert_eq!(quiet(&pasted), "pool exhausted after\n".repeat(3));
}

#[test]
fn no_language_is_noise() {
    leaves(
        "接続プールが枯渇しました(503)。09:12に再起動しても直らない
Пул соединений исчерпан, сервер отвечает 503
Verbindungspool erschöpft – Geräte melden sich nicht an (Fehler 0x80070005), niemand da
पूल समाप्त हो गया है
שָׁלוֹם عَرَبِيّ ไม่มีไฟ Wexley’s café",
        "接続プールが枯渇しました 503 に再起動しても直らない
         Пул соединений исчерпан сервер отвечает 503
         Verbindungspool erschöpft Geräte melden sich nicht an Fehler niemand da
         पूल समाप्त हो गया है
         שָׁלוֹם عَرَبِيّ ไม่มีไฟ Wexley’s café",
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plain_words_of_any_script_stay(words in proptest::collection::vec("[a-zäöüßéø]{2,9}|[а-я]{2,9}|[α-ω]{2,9}|[一-龥]{1,9}|[가-힣]{1,9}|[א-ת]{2,9}|[ก-ฮ]{2,9}", 1..12)) {
        let text = words.join(" ");
        let left = quiet(&text);
        prop_assert_eq!(left.split_whitespace().collect::<String>(), words.concat());
    }

    #[test]
    fn anything_may_be_pasted(text in "(\\PC|[\\[\\]<>:\"\\\\{}@=.\\-/ \n\t\u{1b}0-9a-f]){0,80}") {
        let left = quiet(&text);
        prop_assert!(left.split_whitespace().all(|word| word.len() <= text.len()));
        let escape = char::from(0x1b);
        prop_assert!(!left.contains(escape));
    }
}
