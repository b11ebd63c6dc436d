//! Credentials of many kinds, drawn as the test runs and issued by nobody, in every place where one may stand; and logs that hold none.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::kit::Kb;

/// What people paste, by kind. What stands in `<>` is drawn: a letter for the alphabet and how many, `<>` is nothing.
const KINDS: &[(&str, &str)] = &[
    ("aws-access", "AKIA<>‹u16›"),
    ("aws-temporary", "ASIA<>‹u16›"),
    ("aws-secret", "aws_secret_access_key = ‹b40›"),
    ("google-api", "AIza<>‹s35›"),
    ("google-client", "GOCSPX<>-‹s28›"),
    ("google-access", "ya29.‹s80›"),
    ("azure-storage", "AccountName=cove;AccountKey=‹b86›==;EndpointSuffix=core.windows.net"),
    ("azure-bus", "SharedAccessKeyName=Root;SharedAccessKey=‹b43›="),
    ("azure-sas", "https://cove.blob.core.windows.net/logs/a.txt?sv=2022-11-02&se=2030-01-01&sr=b&sp=r&sig=‹a43›%3D"),
    ("azure-client", "‹a3›8Q~‹a34›"),
    ("alibaba", "LTAI<>5t‹a18›"),
    ("tencent", "AKID<>‹a32›"),
    ("digitalocean", "dop_v1_<>‹h64›"),
    ("heroku", "HRKU-<>‹s60›"),
    ("netlify", "nfp_<>‹a36›"),
    ("github", "ghp_<>‹a36›"),
    ("github-server", "ghs_<>‹a36›"),
    ("github-fine", "github_pat_<>‹a22›_‹a59›"),
    ("gitlab", "glpat-<>‹s20›"),
    ("gitlab-runner", "glrt-<>‹s20›"),
    ("bitbucket", "ATBB<>‹a32›"),
    ("atlassian", "ATATT3<>xFfGF0‹s172›=‹h8›"),
    ("npm", "npm_<>‹a36›"),
    ("npmrc", "//registry.npmjs.org/:_authToken=‹h40›"),
    ("pypi", "pypi-<>AgEIcHlwaS5vcmc‹s150›"),
    ("rubygems", "rubygems_<>‹h48›"),
    ("crates", "cio<>‹a32›"),
    ("docker", "dckr_pat_<>‹s27›"),
    ("docker-config", "{\"auth\": \"‹q›\"}"),
    ("terraform", "‹a14›.atlasv1.‹a67›"),
    ("pulumi", "pul-<>‹h40›"),
    ("sonar", "squ_<>‹h40›"),
    ("postman", "PMAK-<>‹h24›-‹h34›"),
    ("vault", "hvs.<>‹s90›"),
    ("vault-header", "X-Vault-Token: s.‹a24›"),
    ("doppler", "dp.pt.<>‹a43›"),
    ("slack-bot", "xoxb-<>‹d12›-‹d13›-‹a24›"),
    ("slack-app", "xapp-<>1-A‹u10›-‹d13›-‹h64›"),
    ("slack-webhook", "https://hooks.slack.com/services/T‹u10›/B‹u10›/‹a24›"),
    ("discord-webhook", "https://discord.com/api/webhooks/1‹d18›/‹s68›"),
    ("teams-webhook", "https://cove.webhook.office.com/webhookb2/‹g›@‹g›/IncomingWebhook/‹h32›/‹g›"),
    ("telegram", "7‹d9›:AA‹s33›"),
    ("notion", "ntn_<>‹d11›‹a35›"),
    ("linear", "lin_api_<>‹a40›"),
    ("airtable", "pat‹a14›.‹h64›"),
    ("figma", "figd_<>‹s40›"),
    ("stripe", "sk_live_<>‹a24›"),
    ("webhook-secret", "whsec_<>‹a32›"),
    ("square", "sq0atp-<>‹s22›"),
    ("shopify", "shpat_<>‹h32›"),
    ("sendgrid", "SG.<>‹s22›.‹s43›"),
    ("mailgun", "key-<>‹h32›"),
    ("mailchimp", "‹h32›-us14"),
    ("brevo", "xkeysib-<>‹h64›-‹a16›"),
    ("twilio", "TWILIO_AUTH_TOKEN=‹h32›"),
    ("new-relic", "NRAK-<>‹u27›"),
    ("grafana", "glsa_<>‹a32›_‹h8›"),
    ("sentry", "sntryu_<>‹h64›"),
    ("dynatrace", "dt0c01.<>‹u24›.‹u64›"),
    ("datadog", "DD_API_KEY=‹h32›"),
    ("opsgenie", "Authorization: GenieKey ‹g›"),
    ("pagerduty", "https://events.pagerduty.com/integration/‹h32›/enqueue"),
    ("databricks", "dapi<>‹h32›"),
    ("planetscale", "pscale_tkn_<>‹s43›"),
    ("anthropic", "sk-ant-<>api03-‹s93›AA"),
    ("openai", "sk-proj-<>‹s74›T3BlbkFJ‹s74›"),
    ("openai-plain", "sk-<>‹a48›"),
    ("hugging-face", "hf_<>‹a34›"),
    ("groq", "gsk_<>‹a52›"),
    ("tailscale", "tskey-auth-<>‹a11›CNTRL-‹a32›"),
    ("jwt", "eyJ<>‹a40›.eyJ‹a60›.‹s86›"),
    ("basic", "Authorization: Basic ‹q›"),
    ("bearer", "Authorization: Bearer ‹a40›"),
    ("private-token", "PRIVATE-TOKEN: ‹a24›"),
    ("api-key-header", "X-Api-Key: ‹a32›"),
    ("cookie", "Cookie: theme=dark; sessionid=‹a32›"),
    ("http", "https:<>//deploy:‹p›@git.cove.dev/shop.git"),
    ("postgres", "postgres:<>//shop:‹p›@db.cove.dev:5432/shop"),
    ("redis", "redis:<>//:‹a24›@cache.cove.dev:6379/0"),
    ("amqp", "amqp:<>//worker:‹a12›@mq.cove.dev/%2F"),
    ("mongodb", "mongodb+srv:<>//shop:‹a16›@cluster0.cove.mongodb.net/shop"),
    ("password", "PASSWORD=‹p›"),
    ("password-quoted", "DB_PASSWORD=\"‹p›\""),
    ("password-yaml", "password: ‹p›"),
    ("password-prose", "the password is ‹p›"),
    ("password-german", "Passwort: ‹p›"),
    ("password-portuguese", "Senha: ‹p›"),
    ("password-norwegian", "Passord: ‹p›"),
    ("password-danish", "Adgangskode: ‹p›"),
    ("password-russian", "Пароль: ‹p›"),
    ("password-french-short", "mdp : ‹p›"),
    ("password-spanish-short", "clave: ‹p›"),
    ("password-short", "pw: ‹p›"),
    ("password-of-a-network", "WLAN-Schlüssel: ‹p›"),
    ("password-in-prose", "we logged in as admin with the password \"‹p›\""),
    ("telegram-address", "https://api.telegram.org/bot7‹d9›:AA‹s33›/sendMessage"),
    ("password-french", "mot de passe : ‹p›"),
    ("password-japanese", "パスワード：‹p›"),
    ("secret", "SECRET=‹a32›"),
    ("client-secret", "\"client_secret\": \"‹a40›\""),
    ("connection-string", "Server=db1;Database=shop;User Id=shop;Password=‹p›;Encrypt=true"),
    ("curl", "curl -u<> deploy:‹p› https://cove.dev/api"),
    ("sshpass", "sshpass -p '‹p›' ssh deploy@10.0.0.4"),
    ("pgpass", "db.cove.dev:5432:shop:shop:‹p›"),
    ("netrc", "machine git.cove.dev login deploy password ‹p›"),
    ("zoom", "https://cove.zoom.us/j/81234567890?pwd=‹a32›"),
    ("passcode", "Meeting ID: 812 3456 7890 Passcode: 7‹d5›3"),
    ("one-time", "otpauth://totp/Cove:ann?secret=‹u32›&issuer=Cove"),
    ("shadow", "root:$6$‹a8›$‹a86›:19000:0:99999:7:::"),
    ("wireguard", "PrivateKey = ‹b43›="),
    ("kubeconfig", "client-key-data: LS0tLS1CRUdJTi<>BSU0EgUFJJVkFURSBLRVkt‹a400›"),
    ("rsa-key", "-----BEGIN <>RSA PRIVATE KEY-----\n‹b64›\n‹b64›\n-----END RSA PRIVATE KEY-----"),
    ("openssh-key", "-----BEGIN <>OPENSSH PRIVATE KEY-----\n‹b64›\n‹b64›\n-----END OPENSSH PRIVATE KEY-----"),
];

/// Lines that hold no credential, though much in them is random.
const HARMLESS: &[&str] = &[
    "commit ‹h40› by ann, tree ‹h40›",
    "sha256:‹h64› pulled in ‹d3› ms",
    "image: registry.cove.dev/shop/cart@sha256:‹h64›",
    "docker://alpine:3.18.12@sha256:‹h64›",
    "request_id=‹g› trace_id=‹h32› span_id=‹h16› status=500",
    "md5=‹h32› etag=\"‹h32›\" checksum: ‹h64›",
    "![x](data:image/png;base64,iVBORw0KGgo‹b400›==)",
    "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7<>EXAMPLE",
    "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCY<>EXAMPLEKEY",
    "Authorization: Bearer ${TOKEN}",
    "Authorization: Bearer <token>",
    "curl -H \"Authorization: Bearer $API_TOKEN\" https://cove.dev",
    "password: {{ vault_db_password }}",
    "PASSWORD=${DB_PASSWORD:-changeme}",
    "DB_PASSWORD=$(cat /run/secrets/db)",
    "token: {{ token }}",
    "password: ********",
    "password=[REDACTED] token=[FILTERED]",
    "secret: <your-secret>",
    "API_KEY=your-api-key-here",
    "postgres:<>//user:password@localhost:5432/shop",
    "amqp:<>//guest:guest@localhost:5672/",
    "https:<>//user:${PASSWORD}@git.cove.dev/shop.git",
    "redis:<>//:<password>@cache:6379",
    "ghp_<>xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "pod cart-‹l10›-‹l5› restarted, node ip-10-0-‹d2›-‹d2›",
    "secret/prod-db-creds-‹l10› mounted; secretName: prod-tls-‹l5›",
    "next_page_token=‹a24› continuation-token: ‹a30›",
    "cache key: orders:v2:‹h40›",
    "key=‹h32› hit ratio 0.‹d2›",
    "idempotency_key=‹g› dedup key ‹h24›",
    "password policy: min_length=12, password reset token expired after ‹d2› minutes",
    "the password was rotated on 2024-03-11 and the token revoked",
    "secretKeyRef: {name: db-credentials, key: password}",
    "lock token=‹d6› fencing_token=‹d6› max_tokens=4096 prompt_tokens: ‹d4›",
    "GET /api/v1/orders/‹g›?page=2&key=created&sort=asc HTTP/1.1 200",
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI‹a43› ann@cove",
    "integrity sha512-‹b86›==",
    "-----BEGIN CERTIFICATE-----",
    "basic authentication was off; basic understanding of bearer authentication",
    "Basic dXNlcjpwYXNz<>d29yZA==",
    "at com.cove.auth.TokenProvider.refreshAccessToken(TokenProvider.java:‹d3›)",
    "KeyError: 'password' in get_secret_value(secret_id='prod/db/password')",
    "arn:aws:secretsmanager:eu-west-1:‹d12›:secret:prod/db-‹a6›",
    "ERROR password authentication failed for user \"shop\"",
    "const token = await getToken(userId); if password == expected_password2: raise",
    "password: String, secret: Option<Secret>, api_key: &str",
    "session ‹g› closed; csrf_token=‹a32›",
    "version 1.‹d2›.‹d1›-‹h7› deployed by ci-‹d5›",
];

/// Drawn numbers that are the same in every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % end
    }

    fn of(&mut self, alphabet: &str, count: usize) -> String {
        (0..count).map(|_| char::from(alphabet.as_bytes()[self.below(alphabet.len())])).collect()
    }

    /// A template with what it names drawn.
    fn filled(&mut self, template: &str) -> String {
        const LOWER: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
        const ALL: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        let mut text = String::new();
        for (at, piece) in template.replace("<>", "").split(['‹', '›']).enumerate() {
            let drawn = at % 2 == 1;
            let (kind, count) = piece.split_at(usize::from(drawn));
            let count = count.parse().unwrap_or(0);
            match kind {
                "" => text.push_str(piece),
                "a" => text.push_str(&self.of(ALL, count)),
                "s" => text.push_str(&self.of(&format!("{ALL}-_"), count - 1)),
                "b" => text.push_str(&self.of(&format!("{ALL}+/"), count)),
                "h" => text.push_str(&self.of(&LOWER[26..].chars().chain("abcdef".chars()).collect::<String>(), count)),
                "l" => text.push_str(&self.of(LOWER, count)),
                "u" => text.push_str(&self.of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", count)),
                "d" => text.push_str(&self.of("0123456789", count)),
                "g" => text.push_str(&self.filled("‹h8›-‹h4›-4‹h3›-a‹h3›-‹h12›")),
                "p" => text.push_str(&self.filled("Walnut‹d4›!‹a3›")),
                "q" => {
                    let pair = self.filled("deploy:‹p›");
                    text.push_str(&STANDARD.encode(pair));
                }
                other => panic!("no alphabet {other}"),
            }
            if kind == "s" {
                text.push('Z');
            }
        }
        text
    }
}

const PLACES: [&str; 4] = ["prose", "code", "front", "attached"];

fn placed(token: &str, place: &str) -> String {
    match place {
        "prose" => format!("# The fire\n\nAt 10:15 somebody pasted {token} into the channel.\n"),
        "code" => format!("# The fire\n\n```\n$ run --now\n{token}\n```\n"),
        "front" => {
            format!("---\ntitle: The fire\nnote: |\n  {}\n---\nIt burned.\n", token.replace('\n', "\n  "))
        }
        _ => format!("2026-03-11T10:15:04Z app[12]: INFO  {token}\n"),
    }
}

/// The findings about credentials, by the name of the file that holds one.
fn stopped(kb: &Kb) -> BTreeMap<String, usize> {
    let mut stopped = BTreeMap::new();
    for finding in kb.findings().iter().filter_map(|finding| finding.strip_prefix("privacy/secret ")) {
        let place = finding.split(' ').next().expect("a place");
        let name = place.rsplit('/').next().unwrap_or(place);
        *stopped.entry(name.split(':').next().unwrap_or(name).to_owned()).or_insert(0) += 1;
    }
    stopped
}

#[expect(clippy::print_stdout, reason = "the rate is what the test is read for")]
#[test]
fn credentials_of_every_kind_are_stopped_in_every_place() {
    let mut draw = Draw(0x9e37_79b9_7f4a_7c15);
    let kb = Kb::new();
    let (mut files, mut attached) = (BTreeMap::new(), String::from("# Logs\n\n"));
    for (kind, template) in KINDS {
        for place in PLACES {
            for turn in 0..3 {
                let ending = if place == "attached" { "log" } else { "md" };
                let name = format!("{kind}-{place}-{turn}.{ending}");
                kb.edit(&format!("content/incidents/{name}"), placed(&draw.filled(template), place));
                if place == "attached" {
                    writeln!(attached, "- [{name}]({name})").expect("a string takes it");
                }
                files.insert(name, (*kind, place));
            }
        }
    }
    kb.edit("content/incidents/logs.md", attached);
    let stopped = stopped(&kb);
    let missed: Vec<&String> = files.keys().filter(|name| !stopped.contains_key(*name)).collect();
    let whole = KINDS.len() - missed.iter().map(|name| files[*name].0).collect::<BTreeSet<_>>().len();
    println!("{} of {} tokens, {whole} of {} kinds", files.len() - missed.len(), files.len(), KINDS.len());
    assert!(KINDS.len() >= 100 && files.len() >= 1200);
    assert!(missed.len() * 100 <= files.len(), "{missed:?}");
}

#[test]
fn a_hundred_thousand_lines_of_logs_hold_no_credential() {
    let mut draw = Draw(0x2545_f491_4f6c_dd1d);
    let kb = Kb::with(&[("content/incidents/a.md", "# The fire\n\n[x](a.log) [y](b.log) [z](c.log) [v](d.log)\n")]);
    for name in ["a", "b", "c", "d"] {
        let lines: Vec<String> = (0..25_000).map(|at| draw.filled(HARMLESS[at % HARMLESS.len()])).collect();
        kb.edit(&format!("content/incidents/{name}.log"), lines.join("\n"));
        let page: Vec<String> = lines.into_iter().take(200).collect();
        kb.edit(&format!("content/incidents/{name}-page.md"), format!("# The log\n\n{}\n", page.join("\n\n")));
    }
    assert_eq!(stopped(&kb), BTreeMap::new());
}
