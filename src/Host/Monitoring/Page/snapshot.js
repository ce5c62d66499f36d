"use strict";
// What /events sends (docs/telemetry.md), in the page's own terms: units made one, figures added up, kinds made sentences.
const snapshots = (() => {
  const sum = values => values.length ? values.reduce((all, value) => all + value, 0) : null;
  const known = values => values.filter(value => value !== null);
  const seconds = milliseconds => milliseconds === null ? null : milliseconds / 1e3;
  const share = value => value === null ? format.dash : `${format.percent(value, 1)} %`;
  const entries = map => Object.entries(map ?? {}).filter(([, value]) => value > 0).sort(([, a], [, b]) => b - a);

  function read(data) {
    const { health, latencyMs, partitions } = data;
    return {
      time: Date.parse(data.time),
      status: data.ready ? "ready" : data.unreadyBecause ?? "not ready",
      about: `${data.app} · instance ${data.instance} · up ${format.duration(data.uptimeSeconds)} · ${data.version}`,
      events: data.events,
      scored: data.scored,
      alerts: data.alerts,
      deadLetters: data.deadLetters,
      eventsPerSecond: data.eventsPerSecond,
      latency: { p50: seconds(latencyMs.p50), p99: seconds(latencyMs.p99), p999: seconds(latencyMs.p999) },
      partitions,
      lagOf: new Map(partitions.map(partition => [partition.partition, partition.lag])),
      lag: sum(known(partitions.map(partition => partition.lag))),
      lagSeconds: Math.max(0, ...known(partitions.map(partition => partition.lagSeconds))),
      keys: data.keys,
      stateBytes: data.stateBytes,
      scores: data.scores.counts,
      scoreEdges: data.scores.edges,
      threshold: data.model.threshold,
      drift: Object.entries(health?.drift ?? {}).map(([name, psi]) => ({ name, psi })),
      driftOver: health ? `PSI, last ${format.duration(Math.min(health.windowSeconds, data.uptimeSeconds))}` : "population stability index",
      facts: factsOf(data),
      recentAlerts: data.recentAlerts,
      history: data.history.map(line => ({ time: line.time, text: sentence(line) })),
    };
  }

  function factsOf({ model, health, deadLettersByReason }) {
    return [
      ["name", model.name],
      ["model id", model.modelId],
      ["state id", model.stateId],
      ["threshold", format.score(model.threshold)],
      ...(health ? [
        ["cold starts", share(health.coldStartShare)],
        ["state norm", health.stateNorm === null ? format.dash : health.stateNorm.toPrecision(3)],
        ["saturated", share(health.stateSaturation)],
        ["unknown values", listOf(health.unknownCategories, share)],
        ["missing values", listOf(health.missingFields, share)],
      ] : []),
      ["dead letters", listOf(deadLettersByReason, format.count)],
    ];
  }

  const listOf = (map, text) => entries(map).slice(0, 4).map(([name, value]) => `${name} ${text(value)}`).join(", ") || "none";

  function sentence({ kind, partition, detail }) {
    const words = kind.replaceAll("-", " ");
    const what = partition === null ? words[0].toUpperCase() + words.slice(1) : `Partition ${partition} ${words}`;
    return detail ? `${what}: ${detail[0].toLowerCase()}${detail.slice(1)}` : what;
  }

  return { read };
})();
