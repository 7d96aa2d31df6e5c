#!/bin/sh
# Runs the newest TypeScript SDK and the newest of Vercel's AI SDK on the newest Node through the recorder, all three ways,
# with a replay in the API's place: neither a key nor the API is needed, only npm's registry once. Not part of `mvn verify`,
# since what npm brings changes without us.
#
# Usage:  src/test/clients/node.sh [FOLDER]
#   FOLDER   where the packages are installed, or will be; a temporary one by default
set -eu

project=$(cd "$(dirname "$0")/../../.." && pwd)
wiretape=$project/wiretape
sample=$project/recordings/plain-text.ndjson
work=$(mktemp -d)
folder=${1:-$work/install}
replay=
trap '[ -z "$replay" ] || kill "$replay"; rm -rf "$work"' EXIT

mkdir -p "$folder"
[ -x "$folder/node_modules/.bin/node" ] ||
  npm install --prefix "$folder" --no-audit --no-fund node @anthropic-ai/sdk ai @ai-sdk/anthropic
cp "$project/src/test/node/ask.mjs" "$folder"
node=$folder/node_modules/.bin/node

export XDG_DATA_HOME="$work/data" XDG_CONFIG_HOME="$work/config"
unset ANTHROPIC_BASE_URL
cd "$work"
echo "Node $("$node" --version)"

"$wiretape" replay "$sample" --match sequence --loop --speed max --listen 127.0.0.1:0 >ready 2>served &
replay=$!
until grep -qs listening ready; do kill -0 "$replay" || exit 1; sleep 0.2; done
url=$(sed 's/.* on //' ready)
"$wiretape" play "$sample" --text --speed max >expected
printf '%s' "$(cat expected)" >expected

status=0
ask() { # WAY CLIENT BASE-URL OPTIONS…
  way=$1 client=$2 base=$3
  shift 3
  "$wiretape" run "$@" -- sh -c "exec \"\$0\" \"\$1\" $client \"$base\"" "$node" "$folder/ask.mjs" >said 2>told || true
  if cmp -s said expected && grep -q '^wiretape: recorded 1 ' told; then
    echo "ok    $client by $way"
  else
    echo "FAIL  $client by $way"
    cat said told
    status=1
  fi
}
for client in sdk ai-sdk; do
  # Expanded by the shell that the recorder starts.
  # shellcheck disable=SC2016
  ask 'base URL' "$client" '$ANTHROPIC_BASE_URL' --target "$url"
  ask HTTP_PROXY "$client" "$url" --via proxy --intercept 127.0.0.1
  ask interception "$client" https://api.anthropic.com --via proxy --intercept 127.0.0.1 --target "$url"
done
exit "$status"
