#!/bin/sh
# Runs the newest Claude Code through the recorder, all three ways, with a replay in the API's place: neither a key nor the API
# is needed, only npm's registry once. Not part of `mvn verify`, since what npm brings changes without us.
#
# Usage:  src/test/clients/claude-code.sh [FOLDER]
#   FOLDER   where Claude Code is installed, or will be; a temporary one by default
set -eu

project=$(cd "$(dirname "$0")/../../.." && pwd)
wiretape=$project/wiretape
sample=$project/recordings/plain-text.ndjson
work=$(mktemp -d)
folder=${1:-$work/install}
replay=
trap '[ -z "$replay" ] || kill "$replay"; rm -rf "$work"' EXIT

mkdir -p "$folder"
[ -x "$folder/node_modules/.bin/claude" ] || npm install --prefix "$folder" --no-audit --no-fund @anthropic-ai/claude-code
claude=$folder/node_modules/.bin/claude

# Settings of the person who runs this must play no part.
export HOME="$work/home" XDG_DATA_HOME="$work/data" XDG_CONFIG_HOME="$work/config" ANTHROPIC_API_KEY=sk-ant-none
unset ANTHROPIC_BASE_URL ANTHROPIC_AUTH_TOKEN
mkdir -p "$HOME" && cd "$work"
echo "Claude Code $("$claude" --version)"

# Flags, telemetry and the like are answered with the recording, too; Claude Code makes nothing of that.
"$wiretape" replay "$sample" --match sequence --loop --speed max --listen 127.0.0.1:0 >ready 2>served &
replay=$!
until grep -qs listening ready; do kill -0 "$replay" || exit 1; sleep 0.2; done
url=$(sed 's/.* on //' ready)
"$wiretape" play "$sample" --text --speed max >expected

status=0
for way in base-url proxy http-proxy; do
  if [ "$way" = http-proxy ]; then
    ANTHROPIC_BASE_URL=$url "$wiretape" run --via proxy --intercept 127.0.0.1 -- \
      "$claude" -p 'Why does the sea glow?' >said 2>told || true
  else
    "$wiretape" run --via "$way" --target "$url" -- "$claude" -p 'Why does the sea glow?' >said 2>told || true
  fi
  if [ "$(cat said)" = "$(cat expected)" ] && grep -q '^wiretape: recorded [1-9]' told; then
    echo "ok    by $way: $(grep '^wiretape: recorded' told)"
  else
    echo "FAIL  by $way"
    cat said told
    status=1
  fi
done
exit "$status"
