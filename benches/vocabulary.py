"""The words the generator writes with: lexicon, sentence patterns and kinds of failure.

Everything here is data and made up. Lists begin with the commonest word, because the generator draws from them with
Zipf's weights. `{slot}` is filled by `generate.py`; code patterns use `«slot»`, since braces belong to the languages.
"""

# Countable nouns, singular.
NOUNS = """
request service error deployment queue node cluster database change alert job connection pool cache replica log
release client timeout partition configuration worker key dashboard region backup message instance retry certificate
record host consumer version lock session index script pipeline container table endpoint rule limit token schema
shard response batch process volume zone metric threshold rollout migration feature flag thread event header route
balancer proxy gateway scheduler trace lease leader follower snapshot query transaction file disk network switch
resolver domain zonefile policy permission role account secret vault registry image manifest chart operator controller
webhook callback payload packet socket handshake port subnet tunnel firewall peer link route-table prefix upstream
downstream dependency library module runtime heap buffer allocation collector pause page sector inode directory mount
filesystem archive bucket object blob segment checkpoint watermark offset stream topic broker producer backlog window
interval deadline budget quota ceiling floor counter gauge histogram percentile sample label annotation tag
owner team handover rotation runbook playbook step drill exercise rehearsal review checklist template ticket page-out
escalation bridge channel update notice status incident symptom cause signal hint clue hypothesis theory guess
assumption expectation surprise question answer finding lesson pattern habit convention agreement contract promise
invoice payment order basket shipment refund ledger balance statement report export import feed catalogue price
discount voucher booking reservation seat ticket-office warehouse parcel label-printer scanner terminal kiosk till
meter sensor reading firmware device handset browser tab form field button banner screen layout font locale currency
calendar holiday clock timezone leap-second epoch timestamp date cron trigger hook plugin extension adapter connector
bridgehead facade wrapper shim stub mock fixture test suite assertion coverage branch commit merge tag-push build
artefact package lockfile checksum signature digest nonce salt cipher algorithm parser lexer encoder decoder codec
charset encoding collation column row cursor join view trigger-table sequence constraint vacuum bloat tuple planner
estimate statistic scan sort spill tempfile journal redo-log archive-log standby primary quorum vote term election
membership heartbeat lease-holder fence witness arbiter split tie ring token-range vnode hint-file tombstone compaction
memtable level bloom-filter block extent stripe array controller-card battery cable optic transceiver breaker generator
chiller rack cage aisle badge contractor supplier vendor carrier provider contract-term invoice-run tariff region-pair
failover switchover cutover fallback bypass shortcut workaround toggle override exception waiver default constant
variable parameter argument option preset profile tier class category bucket-policy boundary perimeter gate barrier
valve throttle brake damper bulkhead compartment shelter spare surplus slack margin headroom capacity forecast trend
season peak burst spike plateau valley ramp slope drift skew bias outlier gap hole leak crack seam edge corner fringe
tail head body wake ripple echo shadow mirror twin copy clone fork sibling parent child ancestor orphan zombie ghost
""".split()

ADJECTIVES = """
new old slow first second last large small same other high low stale missing wrong internal external primary secondary
manual automatic shared single full empty open closed broken healthy degraded noisy quiet hidden visible known unknown
early late long short recent previous current next failing partial complete local remote global regional default custom
temporary permanent scheduled unplanned expected unexpected unusual familiar ordinary rare frequent constant intermittent
steady sudden gradual brief persistent transient synchronous asynchronous idempotent atomic eventual consistent
inconsistent redundant resilient fragile brittle robust loose tight strict lenient permissive restrictive safe unsafe
legacy modern outdated deprecated unsupported patched unpatched upgraded rebuilt restarted orphaned detached attached
unbounded bounded unlimited throttled saturated starved overloaded idle busy warm cold hot frozen thawed corrupt intact
truncated duplicated delayed dropped reordered malformed oversized undersized nested recursive cyclic linear quadratic
exponential random deterministic unrelated adjacent neighbouring downstream upstream inbound outbound public private
anonymous authenticated unauthenticated expired valid invalid revoked pending queued running paused cancelled rejected
accepted approved unreviewed undocumented documented obvious subtle misleading confusing ambiguous explicit implicit
silent loud verbose terse sparse dense wide narrow deep shallow thin thick heavy light bare sealed leaky porous dusty
forgotten neglected cherished borrowed leased rented owned unowned contested cautious hasty patient tired fresh curious
plain ornate clumsy elegant awkward graceful stubborn obedient erratic regular seasonal nightly weekly monthly quarterly
annual regulatory contractual financial operational procedural cultural spatial temporal lexical numeric textual binary
hexadecimal octal fractional rounded signed unsigned clamped wrapped escaped unescaped localised translated quoted
""".split()

ADVERBS = """
quickly slowly eventually immediately silently repeatedly gradually partly almost already briefly again twice still
independently unexpectedly steadily consistently intermittently automatically manually correctly incorrectly cleanly
safely widely mostly entirely barely noticeably visibly quietly loudly early late overnight abruptly smoothly unevenly
sharply mildly deliberately accidentally carefully hastily patiently systematically sporadically simultaneously
sequentially locally globally internally externally temporarily permanently nominally technically strictly loosely
faithfully stubbornly predictably randomly
""".split()

# Transitive verbs: base, or base:past:gerund[:participle] where the rule of `generate.py` would be wrong.
TRANSITIVE = """
restart block fill exhaust delay overload drop:dropped:dropping reject replace retry:retried:retrying move check read:read:reading write:wrote:writing:written
hold:held:holding remove lose:lost:losing mask trigger route throttle evict drain promote demote restore rebuild cache
invalidate reload deploy:deployed:deploying patch upgrade downgrade pin:pinned:pinning isolate cordon replicate
duplicate truncate corrupt overwrite:overwrote:overwriting:overwritten shadow mirror redirect rename delete archive compress decode encode parse
validate sign revoke rotate renew expire refuse accept cancel:cancelled:cancelling pause resume poll:polled:polling scan:scanned:scanning flush compact
split:split:splitting merge rebalance reshard starve flood swamp saturate trip:tripped:tripping open close lock unlock
release acquire renegotiate advertise withdraw:withdrew:withdrawing:withdrawn announce propagate resolve misroute misread:misread:misreading
miscount mislabel:mislabelled:mislabelling skip:skipped:skipping ignore suppress hide:hid:hiding:hidden reveal expose leak
outgrow:outgrew:outgrowing outlive inherit import export load unload mount unmount attach detach provision
decommission retire schedule reschedule defer:deferred:deferring queue enqueue dequeue batch coalesce amplify dampen clamp cap:capped:capping
bypass override bump disable enable configure reconfigure tune measure sample trace profile replay:replayed:replaying simulate rehearse
question explain document annotate escalate confirm contradict
""".split()

# Intransitive verbs.
INTRANSITIVE = """
fail recover stall restart crash time-out:timed-out:timing-out grow:grew:growing:grown climb fall:fell:falling:fallen return stop:stopped:stopping start
hang:hung:hanging loop flap:flapped:flapping oscillate spike plateau drift lag:lagged:lagging diverge converge
reconnect disconnect expire overflow underflow wrap:wrapped:wrapping collide deadlock starve pile-up:piled-up:piling-up
back-up:backed-up:backing-up drain settle subside reappear vanish linger persist spread:spread:spreading cascade
degrade misbehave panic:panicked:panicking abort exit respawn reload resynchronise rebalance fragment saturate
""".split()

PREFIXES = "sub micro meta pre re super multi hyper auto proto inter cross mid over under half non co mini mega".split()

# Halves of service names, and names that are a service's whole name.
NAME_FRONT = """
checkout payment ledger invoice basket order shipment refund catalogue price search profile session identity consent
mail push sms notice document media image video thumbnail upload archive report export import feed event metrics log
trace audit billing quota licence tariff booking seat timetable route geo map address postcode tax currency fraud risk
score ranking suggest review rating wallet gift loyalty voucher campaign experiment flag config secret certificate dns
edge gateway mesh relay bridge queue stream batch cron scheduler worker lease lock counter cache blob index
""".split()
NAME_BACK = "api writer reader store worker proxy gateway sync indexer router relay broker keeper planner cron edge cache engine bridge watcher".split()
NAME_WHOLE = """
harrier quartz bramble saffron juniper lantern marlin cobalt thistle gannet walnut sextant pelican hazel flint osprey
cinder tamarack meridian beacon anvil heron sorrel basalt plover larch compass ember mistral tundra pebble rowan
""".split()

TEAMS = """
payments platform storefront identity logistics data-platform search messaging networking storage observability
release-engineering mobile billing marketplace risk developer-experience warehouse-systems media edge core-databases
customer-tools partner-integrations reporting compliance-engineering
""".split()

REGIONS = "eu-west eu-north us-east us-west ap-south ap-east sa-east af-south".split()
ZONES = "fra1 fra2 ams1 dub2 iad1 iad3 pdx1 sin2 bom1 gru1 jnb1 sto1".split()
ROLES = """
the on-call engineer|the second responder|a support lead|the database team|the release manager|an engineer from {team2}
the incident lead|a developer who happened to be online|the network team|a contractor on site|the secondary on call
an engineer returning from lunch|the platform team|the owner of {svcc2}|the night shift|the team lead of {team}
""".replace("\n", "|").strip("|").split("|")
AUDIENCES = """
customers|merchants|warehouse staff|support agents|drivers|partners on the public interface|mobile users|new sign-ups
finance colleagues|users in {region}|signed-in visitors|customers with saved cards|suppliers|stations|branch staff
a third of shoppers|subscribers|internal users|customers on the older app|resellers
""".replace("\n", "|").strip("|").split("|")
FEATURES = """
checkout|sign-in|search|invoice export|order tracking|password reset|price lists|refunds|seat selection|label printing
document upload|push notifications|account settings|address lookup|gift cards|saved baskets|reporting|video playback
card payments|stock levels|partner feeds|subscriptions|account deletion|mobile bookings|webhooks|timetables|e-mail receipts
usage metering|two-factor codes|catalogue import
""".replace("\n", "|").strip("|").split("|")

ERRORS = """
ECONNRESET ETIMEDOUT ECONNREFUSED ENOSPC EMFILE EPIPE ENOMEM EHOSTUNREACH SERVFAIL NXDOMAIN OOMKilled CrashLoopBackOff
ImagePullBackOff SQLSTATE_40001 SQLSTATE_53300 HTTP_429 HTTP_502 HTTP_503 HTTP_504 TLS_ALERT_42 DEADLINE_EXCEEDED
RESOURCE_EXHAUSTED UNAVAILABLE
""".split()
CAMEL_FRONT = "Connection Lease Shard Session Invoice Ledger Queue Token Snapshot Replica Cursor Payload Schema Quota Retry Cache Route Batch Offset Handshake Certificate Election Checkpoint Segment Webhook".split()
CAMEL_MIDDLE = "Pool Cache Lock Stream Writer Reader Store Client Buffer Window Budget Table Index Registry".split()
CAMEL_BACK = "Timeout Exhausted Error Exception Rejected Mismatch Overflow Conflict Expired Unavailable Violation NotFound".split()
UNITS = "seconds bytes total ratio count depth age ms".split()
SYLLABLES = "ba be bo ca ce co da de do fa fe fi ga ge go ha he ka ke ki la le li lo ma me mi mo na ne ni no pa pe po ra re ri ro sa se si so ta te ti to va ve vi vo za ze zo".split()
ENDINGS = "n r l s th x nd rk lt m rn st ck ne dge".split()

# --------------------------------------------------------------------------------------------------------------------
# Phrases, from which sentences are built.

PHRASES = {
    "np": [
        "the {noun}", "the {noun}", "the {adj} {noun}", "the {adj} {noun}", "the {noun} {noun}", "a {adj} {noun}",
        "one of the {nouns}", "the {noun} in front of {svcc}", "the {adj} {noun} of the {noun}", "every {adj} {noun}",
        "the {noun} for {feature}", "each {noun} in {region}", "the {noun} on `{host}`", "its {adj} {noun}",
        "the {coined} {noun}", "the {noun} that {team2} owns", "another {noun}",
    ],
    "npp": [
        "{nouns}", "{adj} {nouns}", "the {nouns}", "the {adj} {nouns}", "{noun} {nouns}", "{count} {nouns}",
        "most {nouns}", "some {adj} {nouns}", "the remaining {nouns}", "{nouns} in {region}", "{nouns} written by {svcc2}",
        "{adj} {nouns} and {nouns}", "all {adj} {nouns}", "a few {nouns}",
    ],
    "cl": [
        "{np} {tved} {np}", "{np} {tved} {npp}", "{np} {ived}", "{np} {ived} {adv}", "{npp} {ived} {adv}",
        "{npp} {tved} {np}", "{np} {adv} {tved} {npp}", "{np} had {adv} {tvpp} {np}", "{svcc} {tved} {npp}",
        "{svcc2} {ived} {adv}", "{npp} were {tvpp} before {np} {ived}", "{np} was {tvpp} by {np}",
        "{np} kept {tving} {npp}", "{npp} kept {iving}", "nobody had {tvpp} {np} since `{ver}`",
        "the {noun} for `{key}` was {adj}", "`{metric}` {ived} while {npp} {ived}",
    ],
    "why": [
        "because {cl}", "since {cl}", "as {cl}", "after {cl}", "while {cl}", "once {cl}", "although {cl}",
        "which {tved} {np}", "so that {cl}", "until {cl}", "and {cl}", "but {cl}", "before {cl}",
    ],
    "when": [
        "at {clock}", "around {clock}", "shortly after {clock}", "{dur} later", "within {dur}", "for {dur}",
        "during the {adj} {noun}", "in the {noun} window", "after the handover", "on the morning of the {noun}",
        "by {clock}", "just before {clock}",
    ],
    "see": [
        "`{metric}`", "the graph of `{metric}`", "the {noun} panel", "the logs of `{host}`", "a trace through {svcc2}",
        "the {coined} console", "the {noun} history", "the output of `{cmd}`", "the {adj} {noun} page",
    ],
    "err": ["`{errcode}`", "`{exc}`", "`{exc}` from {svcc2}", "`{errcode}` on `{host}`", "{adj} `{errcode}` responses"],
}

# --------------------------------------------------------------------------------------------------------------------
# Sentences, by what they are for.

SENTENCES = {
    "summary": [
        "On {day}, {audience} could not use {feature} for {dur} {why}.",
        "{Feature} slowed or failed for {audience} between {clock} and {clock2}; the mechanism was {mech}.",
        "For {dur}, {svcc} answered {pct} of requests with {err} as a result of {mech}.",
        "{Mech} in {svcc} left {audience} without {feature} for {dur}.",
        "A {adj} change to the {noun} led to {mech}, and {svcc} {ived} {adv}.",
        "{svcc} stopped serving {feature} {when} {why}.",
        "What looked like a {adj} {noun} turned out to be {mech}, reaching {svcc2} within {dur}.",
        "Between {clock} and {clock2}, {count} {nouns} were {tvpp} {why}.",
        "{audience} saw errors in {feature} while {svcc} worked through {mech}.",
        "During a {adj} {noun}, {mech} took {pct} of {svcc} out of rotation.",
        "{team} was paged for {svcc} {when}; the cause was {mech} in {region}.",
        "An interaction between {svcc} and {svcc2} became visible as {mech}.",
    ],
    "summary2": [
        "{team} restored service by {fixing}, and {svcc} returned to normal by {clock2}.",
        "The {noun} was {adj}, {why}.",
        "No {nouns} were lost, but {count} {nouns} had to be {tvpp} by hand.",
        "Nothing about {svcc2} had changed that day; {cl}.",
        "The change itself was small and reviewed; {why}, its effect was not.",
        "Recovery took {dur} of {tving} {npp} and {dur} more of waiting.",
        "It was found by {found}, {dur} after it began.",
        "{cause}",
    ],
    "impact": [
        "About {count} {audience} were affected, most of them in {region}.",
        "{pct} of requests to {svcc} failed with {err} at the worst point, {when}.",
        "{Feature} did not work for {dur}, and worked slowly for {dur} more.",
        "The p99 of `{metric}` rose from {num} ms to {count} ms.",
        "{count} {nouns} were delayed by up to {dur}; all of them were {tvpp} by {clock2}.",
        "Support received {num} contacts, nearly all about {feature}.",
        "{audience} saw a {adj} {noun} and could carry on after {tving} the {noun}.",
        "{svcc2} was not affected, {why}.",
        "No data was lost: {npp} stayed in the {noun} until {svcc} {ived}.",
        "{count} {nouns} were {tvpp} twice, and finance corrected {num} of them by hand.",
        "Partners reading from {svcc} received {adj} {nouns} for {dur}.",
        "The error budget for {feature} lost {pct} of its quarter.",
        "Internal {nouns} were stopped on purpose, so {team2} lost {dur} of work.",
        "Batch work for {region} finished {dur} late and one {adj} report was not sent.",
        "Nobody outside {team} noticed until {clock}, {why}.",
        "People arriving from {svcc2} saw the {adj} {noun} page rather than an error.",
    ],
    "background": [
        "{svcc} is the part of {feature} that {tvs} {npp}, and it has been owned by {team} since the {adj} {noun}.",
        "It reads {npp} from {svcc2} and keeps {np} in memory for {dur}.",
        "The {noun} was introduced in `{ver}` to make {npp} {adj}.",
        "Under normal load {svcc} handles {count} {nouns} a minute with {pct} of its {noun} to spare.",
        "A library named {coined} provides the {noun}; it was last upgraded to `{ver}`.",
        "By design, {npp} are {adj}: when {np} fails, {svcc2} is meant to take over within {dur}.",
        "The setting `{key}` has had its value since the first release and nobody on {team} had a reason to look at it.",
        "In {region} the layout differs {adv}: {cl}.",
        "Two teams touch this path, {team} for the {noun} and {team2} for the {noun}.",
        "The {coined} platform schedules {npp} on hosts such as `{host}`, one per {noun}.",
        "Each {noun} has a {adj} {noun}, which {tved} {npp} whenever {np} {ived}.",
        "An earlier project had planned to replace the {noun} with {coined}, and was put aside {why}.",
        "The documentation describes {np}; it does not mention {np}.",
        "For historical reasons the {noun} lives in {region} although most {nouns} do not.",
        "Since the {noun} was split from {svcc2}, {npp} have shared one {noun}.",
    ],
    "story": [
        "{When}, {cl}.",
        "{When}, {role} opened {see} and saw {npp}.",
        "{svcc} {ived} {adv}, {why}.",
        "{Cl}, {why}.",
        "{cause}",
        "{cause}",
        "From the outside this looked like {np}; from the inside, {cl}.",
        "The first {nouns} were {tvpp} {when}, {why}.",
        "{see_c} showed {err} rising from {num} to {count} a minute.",
        "Each {noun} that {ived} made {np} a little more {adj}.",
        "{role_c} {tved} {np}, and for {dur} {npp} {ived} {adv}.",
        "Meanwhile {cl}, which {team2} read as a {adj} {noun}.",
        "{Npp} {ived}, {npp} {ived}, and `{metric}` {ived} {adv}.",
        "The {noun} did what it was built to do: {cl}.",
        "That alone would have been a {adj} {noun}, but {cl}.",
        "By {clock} there were {count} {nouns} waiting and {num} {nouns} able to take them.",
        "{svcc2} had {tvpp} {npp} {adv}, {why}.",
        "At this point the {noun} and the {noun} disagreed about {npp}.",
        "With the {noun} {adj}, {npp} went to {region}, where {cl}.",
        "A {adj} {noun} in {coined} made the same {noun} appear {num} times.",
        "The log of `{host}` held a single line about it: {err}.",
        "Requests that reached `{host}` succeeded; requests that reached its neighbours did not, {why}.",
        "It took {dur} for {npp} to notice that {np} had {ivpp}.",
        "The {adj} path had last run during the {noun}, when {npp} were {num} times smaller.",
        "Every restart of `{host}` began with {tving} {npp}, and so every restart made {np} worse.",
    ],
    "deadend": [
        "The first theory was {np}, because {see} had moved at the same minute.",
        "{role_c} suspected the {adj} {noun} and spent {dur} {tving} {npp}; nothing changed.",
        "We looked at {see} first, as the last two pages for {svcc} had come from there.",
        "Rolling back to `{ver}` made no difference, which ruled out {np} but cost {dur}.",
        "Someone asked whether {cl}. It had not, and finding that out took {dur}.",
        "{See_c} was green throughout, {why}.",
        "The {noun} dashboard averages over {dur}, so the {adj} {noun} did not show.",
        "A {adj} deployment of {svcc2} had finished {dur} earlier and drew attention for a while.",
        "The alert named `{host}`, which was healthy; the {noun} beside it was not.",
        "Running `{cmd}` returned {adj} results, {why}.",
        "For {dur} two groups worked on {np} and {np} without knowing of each other.",
        "The runbook for {svcc} begins with {tving} {np}; in this case that {tved} {npp} as well.",
    ],
    "finding": [
        "The turning point was {see}: {npp} were {adj} only on hosts running `{ver}`.",
        "{role_c} compared `{host}` with `{host}` and found that `{key}` differed.",
        "A packet capture showed {npp} leaving, and nothing coming back, {why}.",
        "{cause}",
        "Then {role} remembered an earlier {noun} with the same {adj} {noun} and searched for it.",
        "Reading the source of {coined} settled it: {cl}.",
        "With tracing at full rate for {dur}, {err} lined up with {npp} to the second.",
        "Taking `{host}` out of rotation made the errors stop there and appear on `{host}`.",
        "It became clear that {mech} explained both the {adj} {noun} and the {adj} {noun}.",
        "The query behind {see} had grown from {num} to {count} rows, {why}.",
        "We reproduced it in staging {dur} later by {tving} {npp} while {npp} {ived}.",
        "What joined the two was the {noun}: {cl}.",
    ],
    "recovery": [
        "{role_c} began {fixing}.",
        "The quickest safe step was {fixing}, and it was agreed {when}.",
        "We chose {fixing} over {tving} {np}, since the second could not be undone.",
        "Once {npp} were {tvpp}, `{metric}` fell from {count} to {num} within {dur}.",
        "{svcc} was brought back {region} by {region}, {pct} of traffic at a time.",
        "{Npp} were {tvpp} from the {noun}, oldest first, which took {dur}.",
        "The {noun} was paused so that {npp} could drain; {team2} confirmed that {np} {ived} {adv}.",
        "At {clock2} the last {adj} {noun} was gone and the {noun} was closed.",
        "A second attempt was needed, {why}.",
        "After {fixing}, the team watched {see} for {dur} before calling it mitigated.",
        "{count} {nouns} were replayed by a script that {role} wrote and a colleague reviewed in the channel.",
        "Traffic returned in steps, with {dur} between them, to avoid the same {noun} again.",
        "The final clean-up, {tving} {npp} in {region}, waited for the next day.",
    ],
    "detection": [
        "We learned of it from {found}, {dur} after the first {noun} {ived}.",
        "The alert on `{metric}` needs {dur} above its threshold, {why}.",
        "There was an earlier sign: {see} had shown {npp} for days, and no alert watched it.",
        "{found_c} noticed before any monitor, because monitors look at {np} and not at {feature}.",
        "The synthetic check covers {feature} from {region} only, where {cl}.",
        "{num} alerts fired in {dur}; the useful one was the {adj} one.",
        "The page reached {role} at {clock}, who acknowledged it from a phone.",
        "An alert for exactly this {noun} existed, and had been muted during the {noun} in `{ver}`.",
        "Errors were counted per {noun}, so {pct} of failures stayed below the threshold.",
        "Customers wrote in about {feature} {when}; support linked the contacts {dur} later.",
        "The signal that mattered, `{metric}`, is on a dashboard that {team2} looks at weekly.",
    ],
    "surprise": [
        "We expected {np} to be {adj}; in fact {cl}.",
        "It surprised everyone that {np} depends on {np}.",
        "Nobody knew that {svcc2} still reads {npp} from the {adj} {noun}.",
        "The retry setting in {coined} counts attempts, not retries; the difference was {num} {nouns} a second.",
        "We thought the {noun} would fail closed. It failed open, {why}.",
        "The {noun} had been {adj} for {dur} on most days of the year, and it had never mattered until {cl}.",
        "`{key}` is read once at start and never again, although the documentation says otherwise.",
        "Removing {npp} made {svcc} slower, not faster, {why}.",
        "The backup path works, but through the same {noun} as the {adj} path.",
        "Two {nouns} with the same name exist, one in {region} and one in {region}.",
        "The {adj} {noun} recovered by itself {num} times before anyone looked.",
    ],
    "helped": [
        "The {noun} rehearsed last {noun} was the one that was needed, and {role} had taken part.",
        "{svcc2} kept serving {adj} {nouns} from its cache, so {feature} stayed up.",
        "A feature flag let {role} turn off {feature} in {region} without a deployment.",
        "The chat channel had {role} and {role} within {dur}, without a page.",
        "The {noun} introduced after an earlier incident kept {npp} from being {tvpp} twice.",
        "Good notes in the {noun} made {tving} {npp} a matter of minutes.",
        "Someone said early that they did not understand {see}, and asked.",
        "Rate limits on {svcc2} held, {why}.",
        "Support had a prepared text for {feature} and sent it within {dur}.",
    ],
    "lucky": [
        "It happened {when}, when traffic is {pct} of its peak.",
        "{role_c} was awake and had written the {noun} two years ago.",
        "The {adj} {noun} had {pct} of its disk left when {np} {ived}.",
        "A {adj} release that would have removed the {noun} had been postponed.",
        "Only {num} {nouns} had been moved to {coined} by then.",
        "The vendor answered within {dur}, {why}.",
        "Had {np} {ivpp} as well, there was no second {noun} to fall back to.",
    ],
    "lesson": [
        "A {noun} that is {adj} in the small can be {adj} in the large: {cl}.",
        "Limits that protect {svcc} do not protect {svcc2}, {why}.",
        "The distance between {np} and {np} is shorter than our diagrams say.",
        "We treat {npp} as configuration, and they behave like code.",
        "When {npp} are shared, the {adj} one decides for all of them.",
        "What helps at {num} {nouns} a second can hurt at {count}.",
        "Ownership of {np} had moved with people rather than with documents.",
        "An {adj} {noun} is worth more than a {adj} one that nobody reads.",
        "Time spent on {tving} {npp} during calm weeks shortened this by {dur}.",
    ],
    "question": [
        "Why did {np} {iv} in {region} and not elsewhere?",
        "How many other services {tv} {npp} in the same way?",
        "What would have happened with {count} {nouns} instead of {num}?",
        "Which {nouns} still depend on `{key}`?",
        "Could we {tv} {npp} on purpose, on a quiet morning, and see whether {svcc2} {ivs}?",
    ],
    "filler": [
        "{Cl}, {why}.", "{Cl}.", "{When}, {cl}.", "{Npp} {ived} {adv}, {why}.", "{Np} {tved} {npp} {adv}.",
        "{Cl}; {cl}.", "Of {count} {nouns}, {num} were {adj}.", "{Np} is {adj} by default, {why}.",
        "Most of the {noun} work since then has gone into {tving} {npp}.",
    ],
    "event": [
        "{Npp} begin to {iv} on `{host}`", "`{metric}` passes {num}", "{role_c} acknowledges the page",
        "{role_c} opens {see} and reports {npp}", "{role_c} joins from {team2}", "Theory: {np} is {adj}",
        "Theory discarded: `{host}` is healthy", "{role_c} runs `{cmd}` in {region}", "{count} {nouns} are waiting",
        "Rollback of {svcc} to `{ver}` started", "Rollback finished, no change seen", "{svcc2} begins to return {err}",
        "Support reports {num} contacts about {feature}", "Status page updated: {feature} degraded",
        "{role_c} asks {team2} about {np}", "`{host}` taken out of rotation", "Traffic shifted away from {region}",
        "{pct} of requests succeed again", "{Npp} {ived} {adv}", "Release `{ver}` of {svcc2} reaches {region}",
        "Vendor ticket opened, first answer after {dur}", "`{key}` set to {num}", "{role_c} hands over after {dur}",
        "Incident bridge opened, {num} people on it", "A {adj} {noun} is found in {see}", "{err_c} stops on `{host}`",
        "Second {noun} {ived}; {npp} remain {adj}", "Feature flag for {feature} turned off", "Queue drains at {count} a minute",
        "{role_c} notices that {cl}", "Restart of `{host}`, healthy for {dur}, then {adj} again",
    ],
    "action": [
        "Alert on `{metric}` when it stays above {num} for {dur}", "Document {np} in the runbook of {svcc}",
        "Add a limit to {npp} so that {np} cannot {iv}", "Rehearse {tving} {npp} with {team2}",
        "Move {npp} from {coined} to the {adj} {noun}", "Remove `{key}` and give the {noun} one {adj} default",
        "Give {np} an owner other than {team2}", "Show `{metric}` beside the {noun} on the first dashboard",
        "Upgrade {coined} to `{ver}` everywhere", "Write a check that compares {npp} across regions",
        "Let {feature} work without {svcc2} for {dur}", "Ask the vendor why {npp} {iv}",
        "Test what happens when `{host}` answers {adv}", "Delete {npp} nobody reads", "Cap retries in {svcc2} at {num}",
        "Make the {noun} refuse {adj} {nouns}", "{Fix}", "{Fix}",
    ],
    "factor": [
        "{cause}", "{cause}", "{Np} was {adj}, {why}.", "The {noun} had no {noun}, {why}.", "`{key}` differed between {region} and {region}.",
        "Pressure to finish the {noun} before the {noun}; {role} was alone with it.", "{Npp} were {adj} and had never been {tvpp}.",
        "Alerts watched {np} rather than {feature}.", "Knowledge of {np} sat with one person, on leave that week.",
        "The review looked at {npp}; {np} was outside its view.",
    ],
    "quote": [
        "“I can see {npp}, but not where they come from. Does anyone know who {tved} {np}?”",
        "“I see nothing wrong in {see}, and that is what worries me.”",
        "“If {np} is {adj}, then {feature} cannot work, yet it does for {pct} of people.”",
        "“Give me {dur}. I would rather understand {np} than restart it again.”",
        "“We changed `{key}` in the spring. Could that be related?”",
    ],
    "linking": [
        "The same {noun} appeared in [{linktitle}]({link}), {why}.",
        "This resembles [{linktitle}]({link}): there, too, {cl}.",
        "An action from [{linktitle}]({link}) was still open, {why}.",
        "Compare [{linktitle}]({link}), where {npp} {ived} {adv}.",
        "The check added after [{linktitle}]({link}) did not fire, {why}.",
        "The fix from [{linktitle}]({link}) helped here: {cl}.",
        "{role_c} recalled [{linktitle}]({link}) and asked whether {cl}.",
        "See [{linktitle}]({link}) for how {team2} handled {npp} then.",
    ],
}

FOUND = {
    "alert": "an alert on `{metric}`", "slo-burn": "the burn-rate alert for {feature}", "dashboard": "someone watching {see}",
    "customer": "a customer", "support": "support", "employee": "a colleague trying {feature}", "partner": "a partner",
    "scheduled-check": "the nightly check of {npp}", "unknown": "chance",
}

# Narrative sections: headings to choose from, and which sentences a paragraph there is made of.
SECTIONS = [
    (["Background", "Context", "How this part works"], ["background", "background", "background", "filler"], 0.6),
    (["What happened", "Narrative", "How it unfolded"], ["story", "story", "story", "deadend", "story", "filler"], 1.0),
    (["Detection", "How we found out"], ["detection", "detection", "filler"], 0.6),
    (["Diagnosis", "Investigation", "What we looked at"], ["deadend", "finding", "story", "finding"], 0.8),
    (["Resolution", "Mitigation and recovery", "How service came back"], ["recovery", "recovery", "recovery", "filler"], 0.75),
    (["What surprised us", "Surprises"], ["surprise", "surprise"], 0.7),
    (["What went well", "What helped"], ["helped", "helped"], 0.6),
    (["Where we got lucky"], ["lucky", "lucky"], 0.35),
    (["Lessons learned", "What we take away"], ["lesson", "lesson", "filler"], 0.5),
    (["Open questions"], ["question", "question"], 0.3),
]

# --------------------------------------------------------------------------------------------------------------------
# Kinds of failure: what it is called, titles, factors, tags, its own nouns, causes, repairs (as gerunds).


def _m(name, titles, factors, tags, nouns, causes, fixes):
    return dict(name=name, titles=titles.split("|"), factors=factors.split(), tags=tags.split(), nouns=nouns.split(),
                causes=causes.split("|"), fixes=fixes.split("|"))


MECHANISMS = [
    _m("an expired certificate", "Expired certificate on {svc} stopped {feature}|{svc} refused connections after its certificate expired",
       "expired-credential missing-alert manual-step", "tls certificates", "certificate issuer handshake keystore renewal intermediate expiry authority fingerprint truststore",
       "The renewal job had renewed the certificate, but {svcc} loads its keystore only at start.|The intermediate certificate expired {dur} before the leaf, and the expiry monitor looks only at leaves.|Renewal for this name was a calendar entry of a person who had moved to {team2}.",
       "installing a new certificate by hand|restarting {svcc} so that it loads the renewed chain"),
    _m("a retry storm", "Retry storm from {svc} overwhelmed {svc2}|{svc2} overloaded by retries after a short network fault",
       "retry-storm missing-backoff unbounded-work", "retries overload", "retry backoff jitter attempt deadline multiplier storm amplification budget caller",
       "Each of the three layers retried three times, so one failure became twenty-seven requests.|Clients of {svcc} retried without jitter and arrived together every {dur}.|The retry budget counted per connection, and every timeout opened a new connection.",
       "disabling retries in {svcc2}|shedding {pct} of load at the gateway"),
    _m("connection pool exhaustion", "{svc} ran out of database connections|Connection pool exhaustion in {svc} during {feature} peak",
       "resource-exhaustion undersized-limit slow-query", "database capacity", "pool connection checkout waiter statement slot lease pgbouncer idle-timeout acquirer",
       "A slow report held its connections for {dur}, and the pool had no separate share for it.|The pool size was multiplied by the number of workers when {svcc} moved to {coined}.|A missing close in the error path leaked one connection per failed request.",
       "killing the long-running statements|raising the pool limit and restarting {svcc} host by host"),
    _m("a configuration change applied everywhere at once", "Configuration push took down {svc} in all regions|A one-line configuration change disabled {feature}",
       "global-rollout missing-validation config-drift", "configuration rollout", "configuration rollout canary stage validator key default override diff push",
       "The configuration system has no stages: a merged change is on every host within {dur}.|An empty list was valid syntax and meant “allow nothing”.|Staging carried an override for `{key}` that hid the new value.",
       "reverting the configuration|pinning `{key}` to its earlier value"),
    _m("a full disk", "Disk full on {svc} hosts stopped writes|Log growth filled the volume under {svc}",
       "resource-exhaustion missing-alert unbounded-growth", "disk logging", "disk volume inode rotation logfile partition quota retention growth mount",
       "Debug logging left on since `{ver}` wrote {count} lines a minute.|The alert watched bytes while the volume ran out of inodes.|Rotation kept deleted files open, so freeing them freed nothing.",
       "deleting rotated logs and reopening the files|growing the volume online"),
    _m("a memory leak", "Memory leak in {svc} led to rolling restarts|{svc} killed for memory every {num} minutes",
       "memory-leak missing-limit upgrade-regression", "memory runtime", "heap allocation collector leak limit cgroup generation arena finaliser reference",
       "A cache keyed by request header never evicted, and `{ver}` made the header unique per request.|The {coined} client registered a listener on each reconnect and removed none.|The container limit left no room for the collector, so the kernel ended the process first.",
       "restarting hosts on a schedule of {dur}|rolling {svcc} back to `{ver}`"),
    _m("a failed database failover", "Failover of the {svc} database did not complete|{svc} writes rejected after primary election",
       "failover-untested stale-topology missing-rehearsal", "database failover", "primary standby failover election fence quorum replica promotion topology witness",
       "The standby was promoted while {svcc} kept the old address in its pool.|Fencing waited for an agent that ran on the failed host.|Replication lag was {dur} at the time, so the controller refused to promote.",
       "promoting the standby by hand|pointing {svcc} at the new primary"),
    _m("replication lag", "Stale reads in {feature} caused by replication lag|{svc} served old data while its replicas caught up",
       "replication-lag long-transaction read-your-writes", "database replication", "replica lag apply-thread relay-log watermark snapshot standby slot reader staleness",
       "A bulk update of {count} rows arrived as one transaction and held the apply thread for {dur}.|Reads after writes went to replicas, which is right only when lag is small.|A dropped index existed on the primary alone, so replicas applied each row by scanning.",
       "sending reads to the primary|pausing the bulk update"),
    _m("a cache stampede", "Cache stampede after flush brought down {svc}|Cold cache in {svc} overloaded {svc2}",
       "thundering-herd cold-cache shared-expiry", "cache overload", "cache miss stampede expiry warmup key hit-ratio origin eviction coalescing",
       "Every entry had been written by one job and therefore expired within the same second.|The flush was meant for one prefix and matched all of them.|No request coalescing exists between {svcc} and its origin, so a miss costs one query per visitor.",
       "warming the cache from a snapshot|limiting concurrent misses to {num}"),
    _m("a DNS record with the wrong value", "Wrong DNS record made {feature} unreachable|Removed DNS zone entry broke {svc}",
       "dns ownership-unclear long-ttl", "dns network", "zone record resolver nameserver delegation lifetime apex alias glue negative-cache",
       "The record was managed in two places and the older place won.|Negative answers were cached for {dur}, so the corrected record was not seen.|The clean-up script took an alias without traffic to be unused; it was the target of another alias.",
       "restoring the record and flushing resolvers|adding the address to the hosts of {svcc}"),
    _m("a schema migration holding a lock", "Schema migration locked the {svc} table|Adding an index blocked writes for {feature}",
       "long-lock migration-under-load missing-timeout", "database migration", "migration lock table index constraint transaction column backfill waiter statement-timeout",
       "The statement waited behind a long read, and every later statement waited behind it.|The tool sets no lock timeout, so it waited for {dur} instead of giving up.|On the test copy the table has {num} rows; in production it has {count} thousand.",
       "cancelling the migration|ending the blocking transaction"),
    _m("clock skew", "Clock skew on {svc} hosts invalidated tokens|Time drift broke {feature} in one region",
       "clock-skew missing-alert hidden-dependency", "time authentication", "clock drift skew timeserver stratum token validity leeway stepping monotonic",
       "The time daemon had stopped on {num} hosts after the image change in `{ver}`.|Tokens issued by a fast clock were not yet valid on a slow one.|Lease arithmetic used wall-clock time, and a step of {num} seconds ended all leases.",
       "restarting the time daemon and stepping the clocks|widening the leeway for tokens"),
    _m("a bad deployment without a working rollback", "Release {ver} of {svc} could not be rolled back|Faulty release of {svc} broke {feature}",
       "rollback-untested incompatible-change large-release", "deployment rollback", "release rollback artefact compatibility migration canary build pipeline promotion freeze",
       "The release wrote records that the earlier version could not read.|The earlier image had been removed by the registry’s retention rule.|The canary received {pct} of traffic but none of the requests that use {feature}.",
       "fixing forward with `{ver}`|restoring the earlier image from a developer’s laptop"),
    _m("a poison message", "Poison message stalled the {svc} queue|One malformed record stopped {feature}",
       "poison-message missing-dead-letter missing-validation", "queue messaging", "message consumer offset dead-letter payload deserialiser partition redelivery group poison",
       "One message of {count} bytes failed to parse, was redelivered, and failed again.|The dead-letter queue existed but the consumer of this topic was not connected to it.|A producer in {team2} began to send an optional field as null.",
       "skipping the offset by hand|moving the message aside and replaying the rest"),
    _m("consumer lag", "{svc} fell behind on its event stream|Hours of consumer lag delayed {feature}",
       "undersized-limit hot-partition missing-alert", "streaming capacity", "consumer partition lag offset rebalance throughput fetch commit broker hot-key",
       "One customer produced {pct} of events, all with the same key and so in the same partition.|Each rebalance took longer than the session timeout, which caused the next rebalance.|The consumer commits after each record, and the broker had become slower by {num} ms.",
       "adding partitions and consumers|splitting the busy key"),
    _m("a network partition", "Network partition isolated {svc} in {region}|Split brain in {svc} after a switch failure",
       "network-partition single-path untested-failure-mode", "network consensus", "partition link switch route quorum minority packet-loss uplink fabric heartbeat",
       "Both uplinks passed through the same building, which the drawing did not show.|The minority side kept accepting writes because its fence depended on the link.|Loss was {pct} and in one direction only, so heartbeats passed and requests did not.",
       "shutting the flapping port|draining {region}"),
    _m("a routing leak", "Route leak sent {region} traffic the long way|Withdrawn prefix made {feature} unreachable",
       "routing missing-filter supplier", "network routing", "prefix announcement peer transit filter autonomous-system community path session route-server",
       "A carrier announced a more specific prefix than ours.|The filter list was generated from a source that returned an empty answer.|A maintenance script withdrew the prefix before traffic had drained.",
       "announcing more specific prefixes|shutting the session with the carrier"),
    _m("an exhausted quota", "Provider quota stopped scaling of {svc}|{feature} failed when an API quota ran out",
       "quota-exhausted missing-alert supplier", "quota capacity", "quota limit request scaling instance-family provider account region-limit headroom increase",
       "The limit is per account, and a load test in another project had used {pct} of it.|Scaling failed silently: the controller logged the refusal at debug level.|The forecast was made before {feature} moved to {svcc}.",
       "asking the provider for an emergency increase|moving batch work to another account"),
    _m("a supplier outage", "Supplier outage disabled {feature}|{svc} unavailable while a provider recovered",
       "supplier hidden-dependency missing-fallback", "supplier dependency", "supplier provider fallback circuit-breaker contract status-page dependency timeout substitute region",
       "The fallback provider was itself a customer of the failed one.|{svcc} calls the supplier on start, so hosts that restarted did not come back.|The timeout towards the supplier was {dur}, longer than any caller was willing to wait.",
       "switching to the second supplier|turning the call off with a flag"),
    _m("a leap in traffic", "Unannounced campaign overloaded {svc}|{feature} slow under record traffic",
       "capacity unannounced-load missing-load-shedding", "capacity overload", "traffic campaign peak load-shedding autoscaler concurrency admission waiting-room forecast burst",
       "Traffic grew from {num} to {count} requests a second in {dur}, faster than hosts start.|The campaign date had moved, and only one of the two calendars said so.|Autoscaling followed processor use, which stayed low while threads waited.",
       "turning on the waiting room|adding hosts by hand"),
    _m("a deadlock", "Deadlock in {svc} froze {feature}|{svc} threads stuck after lock order change",
       "concurrency missing-timeout upgrade-regression", "concurrency runtime", "deadlock lock thread mutex monitor order waiter stack-dump scheduler starvation",
       "Two paths took the same locks in a different order, which became likely once {svcc} had more than {num} threads.|A callback ran while the lock was held and called back into {svcc}.|The health check does not need the lock, so stuck hosts stayed in rotation.",
       "restarting stuck hosts|disabling the callback"),
    _m("accidental deletion", "Deletion of live data in {svc}|Clean-up job removed {feature} records still in use",
       "destructive-command missing-guard ambiguous-name", "data-loss backup", "deletion backup restore tombstone retention dry-run prefix confirmation snapshot bucket",
       "The job matched by name prefix, and a new live data set had the prefix of the test ones.|The command was run in the terminal of production, which looks like the one of staging.|The dry run and the real run used different filters.",
       "restoring from the snapshot of {clock}|replaying the journal since the snapshot"),
    _m("backups that could not be restored", "Restore of {svc} failed during drill|Backups of {svc} were incomplete for weeks",
       "backup-untested missing-alert silent-failure", "backup recovery", "backup restore archive checksum encryption-key retention drill manifest catalogue verification",
       "The job exited with success after writing {num} of {count} segments.|The encryption key of the archive was itself stored in the archive.|Restores had been tested on the small data set only.",
       "copying data from a replica|rebuilding from the event history"),
    _m("a feature flag with an unexpected default", "Feature flag outage turned {feature} off|Flag service failure exposed unfinished {feature}",
       "feature-flag hidden-dependency unsafe-default", "flags configuration", "flag default evaluation audience rule cache percentage toggle client variant",
       "When the flag service cannot be reached, the client uses the default in the code, written {dur} before the feature was finished.|The rule compared versions as text, so `10` came before `9`.|Old flags are never removed, and this name had been used before.",
       "setting the flag for everyone|shipping a client with a safe default"),
    _m("an overloaded control plane", "Control plane of {svc} overloaded after restart|Scheduler backlog stopped deployments of {svc}",
       "thundering-herd control-plane circular-dependency", "kubernetes overload", "scheduler controller watch apiserver etcd informer webhook admission node-agent lease",
       "All agents reconnected at once and asked for the full list.|The admission webhook ran on the cluster it guards and could not start without it.|An operator wrote its status every second for each of {count} objects.",
       "limiting watches at the balancer|removing the webhook until pods had started"),
    _m("nodes evicted together", "Simultaneous eviction of {svc} pods|Node upgrade drained all replicas of {svc}",
       "missing-disruption-budget maintenance concentration", "kubernetes maintenance", "eviction drain node budget pod affinity taint upgrade replica spread",
       "All replicas had been packed on two nodes, since nothing asked for them to be spread.|The disruption budget selected a label that the last release had renamed.|The upgrade waits for pods to be running, not for them to be ready.",
       "uncordoning the old nodes|pausing the upgrade"),
    _m("a slow query after a plan change", "Query plan flip slowed {svc}|{feature} timed out after statistics refresh",
       "slow-query plan-change missing-alert", "database performance", "plan planner statistic index scan estimate cardinality join selectivity hint",
       "After the nightly statistics run the planner expected {num} rows and met {count}.|The parameter that is typical in tests is rare in production, and the plan is cached.|The index was there, but on an expression with another collation.",
       "refreshing statistics with a larger sample|pinning the earlier plan"),
    _m("a regular expression with catastrophic backtracking", "Pathological input pinned {svc} processors|A new rule consumed all processor time of {svc}",
       "unbounded-work missing-limit input-validation", "performance security", "expression backtracking matcher pattern input rule engine processor quantifier limit",
       "The pattern has two nested quantifiers, and an input of {num} spaces takes {dur}.|The rule was global and skipped the staged rollout because it was marked urgent.|The matcher has no step limit, so the watchdog ended whole hosts.",
       "removing the rule|limiting input length at the gateway"),
    _m("a wrong permission change", "Permission change locked {svc} out of its storage|Access policy clean-up broke {feature}",
       "permissions missing-validation ownership-unclear", "security access", "permission policy role principal binding audit least-privilege group grant denial",
       "The role looked unused because its use is once a month.|A deny rule for one path was written with a wildcard.|Group membership is copied every {dur}, so the mistake and its repair both arrived late.",
       "restoring the earlier policy|granting a temporary role"),
    _m("a leaked credential being revoked", "Revoked credential stopped {svc}|Emergency rotation broke {feature}",
       "credential-rotation hidden-dependency missing-inventory", "security credentials", "credential rotation secret vault consumer revocation scanner inventory lease scope",
       "The inventory listed two users of the credential; there were {num}.|{svcc} reads the secret at start and has no way to read it again.|The old and the new credential cannot be valid together in {coined}.",
       "issuing a second credential|restarting every consumer of the secret"),
    _m("a power fault", "Power fault in {zone} stopped {svc}|Cooling failure in {zone} forced a shutdown of {svc}",
       "facility single-path untested-failure-mode", "facility hardware", "power feed breaker battery generator chiller rack sensor transfer-switch load",
       "The transfer switch moved to the second feed, which had been under maintenance since {clock}.|Batteries held for {dur}, and the generator starts after longer.|Hosts marked as spread over two rooms shared a distribution unit.",
       "starting the generator by hand|moving {svcc} out of {zone}"),
    _m("faulty hardware that kept working", "Bit flips on one {svc} host corrupted records|A failing disk slowed all of {svc}",
       "gray-failure hardware missing-checksum", "hardware corruption", "checksum memory-module controller sector firmware parity scrub host latency corruption",
       "The host answered its checks and corrupted one record in {count}.|The slowest disk sets the pace, as each write waits for all copies.|Corrected errors had been counted for months on a page without readers.",
       "taking the host out of service|comparing checksums across replicas"),
    _m("two jobs running at the same time", "Duplicate {feature} run charged customers twice|Overlapping jobs in {svc} produced duplicate records",
       "concurrency missing-idempotency lease-expiry", "batch correctness", "job lease schedule overlap idempotency key lock duplicate run cron",
       "The lease lasted {dur} and the job now takes longer.|Both the old and the new scheduler were active during the move to {coined}.|The idempotency key contained the start time of the run.",
       "stopping the second scheduler|reversing {count} duplicate records"),
    _m("a time-zone mistake", "Daylight saving change shifted {feature} by an hour|End-of-year date broke {svc}",
       "date-handling untested-failure-mode missing-validation", "time correctness", "timezone offset calendar midnight week-number transition schedule locale parser date",
       "The hour between two and three happened twice that night, and the job ran twice.|The format used the year of the week instead of the calendar year.|{svcc} stored local times without an offset, and {region} changed its rule.",
       "correcting the records of {day}|running the schedule in UTC"),
    _m("an incompatible client upgrade", "Client library upgrade in {svc} broke {svc2}|New {coined} version changed the wire format",
       "incompatible-change upgrade-regression missing-contract-test", "dependency upgrade", "library upgrade protocol field serialiser default compatibility contract wire version",
       "The new version sends a field name in another case, and {svcc2} ignores unknown fields.|A default changed from off to on between minor versions.|The lock file was regenerated for an unrelated fix and brought {num} upgrades along.",
       "pinning the earlier library|accepting both spellings in {svcc2}"),
    _m("a health check that lied", "Health check kept broken {svc} hosts in rotation|Over-eager health check removed all {svc} hosts",
       "health-check shared-dependency fail-closed", "load-balancing monitoring", "health-check probe balancer readiness liveness target threshold rotation dependency panic-mode",
       "The check touches the database, so one slow database removed every host.|The check answers from a thread that does not share the pool of requests.|After the balancer was replaced, its threshold was one failure instead of three.",
       "turning the check off|forcing hosts into rotation"),
    _m("mislabelled monitoring", "Alert on {svc} silent during outage of {feature}|Metrics relabelling hid errors in {svc}",
       "missing-alert monitoring-gap silent-failure", "monitoring observability", "alert rule label series scrape exporter threshold silence recording-rule absence",
       "The rule divided by a series that had ceased to exist, and no data is no alert.|A relabelling rule dropped the label by which the alert selects.|The silence for a planned window had no end.",
       "rewriting the alert against `{metric}`|watching the logs by eye for {dur}"),
    _m("a bad data feed", "Wrong {feature} shown after a faulty feed|Empty feed from a partner emptied {svc}",
       "input-validation missing-guard supplier", "data correctness", "feed row column validation partner import file delimiter threshold freshness",
       "The file was complete but empty, and an empty file means “delete all”.|A column was inserted in the middle, so prices were read as quantities.|The importer accepts {pct} of bad rows; every row was bad in the same valid way.",
       "importing the file of the day before|stopping the import and restoring {npp}"),
    _m("an unbounded queue", "Unbounded queue in {svc} hid an outage of {svc2}|Hours-old work processed first in {svc}",
       "unbounded-queue missing-backpressure missing-deadline", "queue overload", "queue backlog depth backpressure deadline age producer drop-policy worker buffer",
       "Work was accepted at {count} a second and done at {num}.|Requests were answered long after their callers had left, and all the work was waste.|The queue is on disk, so a restart brought the backlog back.",
       "dropping work older than {dur}|serving the newest first"),
    _m("a misjudged maintenance", "Planned maintenance of {svc} ran into business hours|Wrong host taken down during maintenance of {svc}",
       "maintenance ambiguous-name handover", "maintenance process", "maintenance window handover step host label ticket approval checklist contractor",
       "The ticket named the rack by its old number.|Step {num} takes minutes in the test room and {dur} with live data.|The window was given in local time and read as UTC.",
       "reconnecting the host|abandoning the maintenance and returning to the old state"),
]

# --------------------------------------------------------------------------------------------------------------------
# Code, by language. Every pattern holds «uid», which no other block has.

CODE = {
    "yaml": [
        """apiVersion: apps/v1
kind: Deployment
metadata:
  name: «svc»
  namespace: «team»
  annotations:
    change: "«uid»"
spec:
  replicas: «small»
  strategy:
    rollingUpdate:
      maxUnavailable: «small2»
  template:
    spec:
      containers:
        - name: «svc»
          image: registry.internal/«svc»:«verb»
          resources:
            limits:
              memory: «num»Mi
          env:
            - name: «envkey»
              value: "«num2»"
""",
        """groups:
  - name: «svc».rules
    rules:
      # change «uid»
      - alert: «camel»
        expr: rate(«metricb»[«small»m]) > «num»
        for: «small2»m
        labels:
          severity: page
          team: «team»
        annotations:
          summary: "«nounb» «adjb» on «svc2»"
""",
        """# «svc», as it was at «clock» («uid»)
upstream:
  host: «hostb»
  connect_timeout: «num»ms
  retries: «small»
«keyb»:
  enabled: true
  limit: «num2»
  regions: [«regionb», «regionc»]
""",
    ],
    "python": [
        '''def «fn»(«nounb»s, limit=«num»):
    """Return the «adjb» entries; see change «uid»."""
    kept = []
    for item in «nounb»s:
        if item.age > limit:
            continue
        try:
            kept.append(item.«fn2»())
        except «camel» as error:
            log.warning("«nounc» «adjb»: %s", error)
    return kept[:«small»]
''',
        '''class «camel»(RuntimeError):
    pass


@retry(attempts=«small», wait=«num» / 1000)
def «fn»(client, key="«keyb»"):
    response = client.get(f"/«svc»/{key}", timeout=«small2»)
    if response.status == 503:
        raise «camel»("«uid»")
    return {row["id"]: row["«nounb»"] for row in response.json()}
''',
        '''# replay_«uid».py: send the «adjb» «nounb»s again, oldest first
for batch in chunks(read("«hostb»"), size=«num»):
    done = [post("«svc»", row) for row in batch if not row.get("«nounc»")]
    print(len(done), "of", len(batch))
    time.sleep(«small»)
''',
    ],
    "go": [
        """// «fn» was added in «uid».
func (c *«camel») «Fn»(ctx context.Context, «nounb» string) error {
	ctx, cancel := context.WithTimeout(ctx, «num»*time.Millisecond)
	defer cancel()
	for attempt := 0; attempt < «small»; attempt++ {
		if err := c.send(ctx, «nounb»); err == nil {
			return nil
		}
	}
	return fmt.Errorf("«svc»: «adjb» «nounc» after %d attempts", «small»)
}
""",
        """type «camel» struct {
	mu      sync.Mutex
	entries map[string]*«Fn»
	limit   int // «num», since «uid»
}

func (s *«camel») Get(key string) (*«Fn», bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.entries[key]
	if !ok && len(s.entries) > s.limit {
		metrics.Inc("«metricb»")
	}
	return e, ok
}
""",
    ],
    "sql": [
        """-- «uid»
SELECT «nounb»_id, count(*) AS «nounc»s, max(updated_at) - min(updated_at) AS spread
FROM «table»
WHERE state = '«adjb»' AND region = '«regionb»' AND updated_at > now() - interval '«num» minutes'
GROUP BY «nounb»_id
HAVING count(*) > «small»
ORDER BY 2 DESC
LIMIT «num2»;
""",
        """BEGIN;
SET lock_timeout = '«small»s';
ALTER TABLE «table» ADD COLUMN «nounb»_«nounc» bigint DEFAULT «num»; -- change «uid»
CREATE INDEX «table»_«nounb»_idx ON «table» («nounb»_«nounc») WHERE «nounc»_at IS NULL;
COMMIT;
""",
        """EXPLAIN ANALYZE /* «uid» */
UPDATE «table» AS t
SET «nounb» = s.«nounb», attempts = t.attempts + 1
FROM staging_«nounc» AS s
WHERE t.id = s.id AND t.lease_until < now() AND s.batch BETWEEN «num» AND «num2»;
""",
    ],
    "bash": [
        """# «uid»: drain and restart, one host at a time
for host in «hostb» «hostc»; do
  «cli» drain "$host" --wait «num»s || exit «small»
  ssh "$host" 'systemctl restart «svc» && sleep «small2»'
  «cli» status "$host" | grep -c «adjb»
done
""",
        """set -euo pipefail
export «envkey»=«num»
«cli» list --service «svc» --region «regionb» \\
  | awk '$3 > «num2» { print $1 }' \\
  | xargs -n «small» «cli» «nounb» --reason "«uid»"
tail -n «num» /var/log/«svc»/«nounc».log | sort | uniq -c | sort -rn | head
""",
    ],
    "json": [
        """{
  "change": "«uid»",
  "service": "«svc»",
  "«nounb»": { "limit": «num», "«adjb»": true, "window_s": «small» },
  "targets": ["«hostb»", "«hostc»"],
  "«nounc»": null,
  "owner": "«team»"
}
""",
        """{
  "ts": "«clock»",
  "level": "error",
  "logger": "«svc».«nounb»",
  "msg": "«nounc» «adjb»: «camel»",
  "trace": "«uid»",
  "attempt": «small»,
  "elapsed_ms": «num2»,
  "peer": "«hostb»"
}
""",
    ],
    "rust": [
        """/// Change «uid».
pub fn «fn»(«nounb»: &[«camel»], limit: usize) -> Result<Vec<u64>, Error> {
    let mut ids: Vec<u64> = «nounb»
        .iter()
        .filter(|item| item.age < Duration::from_millis(«num»))
        .map(|item| item.id)
        .collect();
    ids.sort_unstable();
    ids.truncate(limit.min(«num2»));
    if ids.is_empty() {
        return Err(Error::«Fn»("«svc»"));
    }
    Ok(ids)
}
""",
        """impl «camel» {
    const LIMIT: u32 = «num»; // was «num2» before «uid»

    fn «fn»(&mut self) -> Option<&str> {
        match self.state {
            State::«Fn» { attempts } if attempts > «small» => None,
            _ => self.«nounb».as_deref(),
        }
    }
}
""",
    ],
    "hcl": [
        """resource "cloud_«nounb»_group" "«table»" {
  name         = "«svc»-«regionb»"
  min_size     = «small»
  max_size     = «num»
  health_grace = «num2»

  tags = {
    team   = "«team»"
    change = "«uid»"
  }
}
""",
        """module "«table»" {
  source  = "./modules/«nounb»"
  version = "«verb»" # «uid»

  «keyh» = «num»
  regions = ["«regionb»", "«regionc»"]

  «nounc» {
    enabled = «bool»
    timeout = "«small»s"
  }
}
""",
    ],
}
