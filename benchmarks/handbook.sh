#!/usr/bin/env bash
# The published protocol of the Fraud Detection Handbook on the card's own transactions: trains four weeks, tests four, prints the figures.
# usage: benchmarks/handbook.sh handbook_raw_dev_2018-04-01_2018-09-07.csv.gz [FOLDER]     (needs both programs on the PATH, and jq)
# TRAIN_DAYS=28 trains longer than the protocol allows: say so wherever the figures go.
set -euo pipefail
data=$1; out=${2:-handbook}; days=${TRAIN_DAYS:-7}
schema=$(dirname "$0")/../schemas/handbook-card.json
mkdir -p "$out"
for week in 2018-07-25 2018-08-01 2018-08-08 2018-08-15; do
  # The loss counts the train week alone; everything before it moves the cards' states. Without patience no later week decides anything.
  delay=$(date -u -d "$week +7 days" +%F) test=$(date -u -d "$week +14 days" +%F) end=$(date -u -d "$week +21 days" +%F)
  from=$(date -u -d "$delay -$days days" +%F)
  nice -n 19 streaming-train fit --data "$data" --schema "$schema" --from "$from" --validate-from "$delay" --validate-to "$test" \
    --epochs 6 --patience 0 --dropout 0.2 --hidden 16 --out "$out/$week.onnx" --quiet > "$out/$week.log"
  nice -n 19 streaming backtest --file "$data" --model "$out/$week.onnx" --from "$test" --to "$end" \
    --drop-known-compromised 7d --out "$out/$week" --quiet > "$out/$week.log"
  jq -r --arg week "$test" \
    '.knownCompromisedDropped.models[0].overall | [$week, .events, .frauds, .rocAuc, .averagePrecision, .cardPrecisionAt100] | @tsv' \
    "$out/$week/metrics.json"
done | tee "$out/figures.tsv"
awk '{a += $4; p += $5; c += $6} END {printf "mean of %d\t\t\t%.4f\t%.4f\t%.4f\n", NR, a / NR, p / NR, c / NR}' "$out/figures.tsv"
