#!/usr/bin/env bash
# What durable state costs: the same topic scored with --changelog off, and durably in both delivery modes, twice each, in turns.
#   benchmarks/durable-state.sh [BOOTSTRAP] [CARDS] [DAYS] [MODEL]
# Wants `dotnet build -c Release src/Host` and a broker at BOOTSTRAP (localhost:9092). Prints one line per run: events/s, processor microseconds per event.
set -euo pipefail
cd "$(dirname "$0")/.."
bootstrap=${1:-localhost:9092} cards=${2:-2000} days=${3:-90} model=${4:-models/card-gru.onnx}
streaming() { dotnet src/Host/bin/Release/net10.0/streaming.dll "$@"; }
input=durable-state-$RANDOM$RANDOM

streaming topics --bootstrap "$bootstrap" --app "$input" --topic "$input" --partitions 4 >/dev/null 2>&1
streaming generate --bootstrap "$bootstrap" --to-topic "$input" --cards "$cards" --days "$days" --quiet >/dev/null

score() {
  local app=$input-$1-$2 report times
  streaming topics --bootstrap "$bootstrap" --app "$app" --topic "$input" >/dev/null 2>&1
  report=$(mktemp) times=$(mktemp)
  TIMEFORMAT='%U %S'
  { time streaming run --bootstrap "$bootstrap" --app "$app" --topic "$input" --model "$model" --until-end --json --quiet "${@:3}" >"$report"; } 2>"$times"
  read -r user system < <(tail -1 "$times")
  tail -1 "$report" | awk -v name="$1" -v round="$2" -v spent_user="$user" -v spent_system="$system" '{
    match($0, /"events":[0-9]+/);            events = substr($0, RSTART + 9, RLENGTH - 9)
    match($0, /"eventsPerSecond":[0-9.]+/);  rate = substr($0, RSTART + 18, RLENGTH - 18)
    printf "%-14s %s  %8d events  %9.0f events/s  %6.2f us processor/event\n", name, round, events, rate, (spent_user + spent_system) * 1e6 / events }'
  rm -f "$report" "$times"
}

for round in 1 2; do
  score off           "$round" --changelog off
  score at-least-once "$round" --changelog on --delivery at-least-once
  score exactly-once  "$round" --changelog on --delivery exactly-once
done
