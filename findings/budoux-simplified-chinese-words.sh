#!/usr/bin/env bash
# BudouX 0.10.1 (finds where a line may break in scripts without spaces): its model for simplified Chinese takes words of our field apart
# into single characters, at the beginning of a sentence most of all; the model for traditional Chinese keeps the same words whole.
#
# Expected: 数据库 (database) and 证书 (certificate) are in one piece, as 資料庫 and 憑證 are: a break belongs between phrases.
# Seen: 数|据|库 and 证|书. The port to Rust (budoux-phf-rs 0.1.10) has the same model and the same breaks.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/env"
"$dir/env/bin/pip" install --quiet --disable-pip-version-check budoux==0.10.1
cat >"$dir/wanted" <<'TEXT'
数|据|库|已经|恢复
证|书|到|期后|网站|打不|开
数|据|库连接池耗尽
資料庫|已經|恢復
憑證|到|期後|網站|打|不|開
TEXT
"$dir/env/bin/python" - >"$dir/seen" <<'PYTHON'
import budoux

simplified = budoux.load_default_simplified_chinese_parser()
traditional = budoux.load_default_traditional_chinese_parser()
for parser, text in [
    (simplified, "数据库已经恢复"),
    (simplified, "证书到期后网站打不开"),
    (simplified, "数据库连接池耗尽"),
    (traditional, "資料庫已經恢復"),
    (traditional, "憑證到期後網站打不開"),
]:
    print("|".join(parser.parse(text)))
PYTHON
echo "BudouX 0.10.1; most would expect the first word of each line in one piece."
cat "$dir/seen"
diff "$dir/wanted" "$dir/seen" || { echo "it behaves otherwise now" >&2; exit 1; }
