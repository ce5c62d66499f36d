#!/usr/bin/env bash
# What telemetry costs: the same events scored with and without, in turns, on one machine. Prints a JSON line per run, and ratios at the end
# (docs/telemetry.md, Cost). Processor time per event is the figure to look at: throughput also depends on whoever else uses the machine.
#
#   STREAMING=path/to/streaming OTELCOL=path/to/otelcol benchmarks/telemetry.sh BOOTSTRAP [ROUNDS]
#
# Needs a broker, kcat, jq, and the OpenTelemetry Collector.
set -euo pipefail
bootstrap=$1
rounds=${2:-3}
: "${STREAMING:?the program}" "${OTELCOL:?the OpenTelemetry Collector}"
model=${MODEL:-$(dirname "$0")/../models/card-gru.onnx}
cards=${CARDS:-5000} days=${DAYS:-30}
app="bench$$"
work=$(mktemp -d)
trap 'kill "${collector:-}" 2>/dev/null || true; rm -rf "$work"' EXIT

cat > "$work/collector.yaml" <<'Y'
receivers: { otlp: { protocols: { grpc: { endpoint: "127.0.0.1:24317" } } } }
exporters: { nop: {} }
service:
  telemetry: { metrics: { level: none }, logs: { level: error } }
  pipelines:
    traces: { receivers: [otlp], exporters: [nop] }
    metrics: { receivers: [otlp], exporters: [nop] }
Y
"$OTELCOL" --config "$work/collector.yaml" 2> "$work/collector.log" &
collector=$!

for input in plain sampled; do
  "$STREAMING" topics --bootstrap "$bootstrap" --app "$app" --topic "$app.$input" --partitions 4 --quiet > /dev/null
done
"$STREAMING" generate --bootstrap "$bootstrap" --cards "$cards" --days "$days" --to-topic "$app.plain" --quiet > /dev/null
kcat -b "$bootstrap" -C -t "$app.plain" -e -q -K '|' | kcat -b "$bootstrap" -P -t "$app.sampled" -K '|' \
  -X partitioner=murmur2_random -H traceparent=00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01

otlp="OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:24317"
declare -A environment=(
  [off]="" [metrics]="" [page]=""
  [one-percent]="$otlp OTEL_TRACES_SAMPLER=traceidratio OTEL_TRACES_SAMPLER_ARG=0.01"
  [all-batches]="$otlp OTEL_TRACES_SAMPLER=always_on"
  [all-records]="$otlp OTEL_TRACES_SAMPLER=always_on"
)
for round in $(seq "$rounds"); do
  for variant in off metrics page one-percent all-batches all-records; do
    input=plain; arguments=""; viewer=""
    case $variant in
      all-records) input=sampled ;;
      metrics | page) arguments="--http 18099" ;;
    esac
    if [ "$variant" = page ]; then
      (for _ in $(seq 600); do curl -sN http://127.0.0.1:18099/events > /dev/null || sleep 0.2; done) &
      viewer=$!
    fi
    # shellcheck disable=SC2086
    env ${environment[$variant]} bash -c 'TIMEFORMAT="%U %S"; time "$@"' - "$STREAMING" run --bootstrap "$bootstrap" --app "$app" --topic "$app.$input" \
      --group "$app-$variant-$round" --model "$model" --changelog off --until-end --json --quiet $arguments > "$work/out" 2> "$work/err"
    [ -z "$viewer" ] || { kill "$viewer"; wait "$viewer" 2> /dev/null || true; }
    read -r user system < <(tail -1 "$work/err")
    tail -1 "$work/out" | jq -c --arg variant "$variant" --argjson cpu "$(echo "$user + $system" | bc)" \
      '{variant: $variant, events, eventsPerSecond, cpuMicrosecondsPerEvent: ($cpu * 1e6 / .events), p99: .latencyMs.p99}' | tee -a "$work/runs"
  done
done
jq -sc 'group_by(.variant) | map({key: .[0].variant, value: {cpu: (map(.cpuMicrosecondsPerEvent) | min), rate: (map(.eventsPerSecond) | max)}}) | from_entries
  | .off as $off | map_values({cpuRatio: (.cpu / $off.cpu), throughputRatio: (.rate / $off.rate)})' "$work/runs"
