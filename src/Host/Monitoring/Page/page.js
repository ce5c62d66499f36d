"use strict";
// Server-sent events in, figures out: the newest snapshot in numbers and tables, the last minutes of snapshots in charts.
(() => {
  const kept = 300;               // snapshots in the charts, one a second
  const shownLines = 8;           // lag lines; with more partitions the fullest ones
  const element = id => document.getElementById(id);
  const history = [];
  let paused = false;
  let drawnLines = "";

  const set = (id, text) => { const node = element(id); if (node.textContent !== text) { node.textContent = text; } };
  const make = (tag, properties = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), properties);
    node.append(...children);
    return node;
  };
  const cell = (text, className = "") => make("td", { className, textContent: text });
  const meter = (share, colour) => {
    const bar = make("span");
    bar.style.width = `${(100 * Math.min(1, Math.max(0, share || 0))).toFixed(1)}%`;
    if (colour) { bar.style.setProperty("--mark", `var(${colour})`); }
    return make("td", { className: "bar", ariaHidden: "true" }, make("span", { className: "meter" }, bar));
  };
  const rows = (id, list, empty, columns) => element(id).replaceChildren(
    ...(list.length ? list : [make("tr", {}, make("td", { className: "none", colSpan: columns, textContent: empty }))]));

  const perSecond = value => value === undefined || value === null ? format.dash : format.count(value);
  const throughput = charts.make({
    id: "throughput", name: "Throughput", axis: value => `${format.short(value)}/s`,
    series: [{ label: "events/s", fill: true, text: perSecond }],
  });
  const latency = charts.make({
    id: "latency", name: "Latency", axis: format.axisSeconds, log: true,
    series: [{ label: "p50", text: format.duration }, { label: "p99", colour: 2, text: format.duration }, { label: "p99.9", colour: 5, text: format.duration }],
  });
  const lags = charts.make({ id: "lags", key: "lag", name: "Lag", axis: value => format.short(value), size: 44, series: [] });
  const state = charts.make({
    id: "state", name: "Key states", axis: value => format.short(value), size: 44,
    series: [{ label: "cards", fill: true, colour: 3, text: format.count }],
  });
  let edges = [];
  let threshold = null;
  const scores = charts.make({
    id: "scores", name: "Scores of the last minute", axis: value => format.short(value), log: true, size: 44,
    x: { label: "score up to", text: at => edges[at] ?? "1", splits: () => edges.map((_, i) => i).filter(i => i % 2 === 1) },
    series: [{ label: "events in a bin", bars: true, text: format.count }],
    draw: plot => markThreshold(plot),
  });

  function markThreshold(plot) {
    if (threshold === null || !edges.length) { return; }
    // Bins are evenly spaced whatever they span, so the line stands within its bin in proportion.
    const bin = edges.findIndex(edge => threshold < edge);
    const at = bin < 0 ? edges.length : bin;
    const [low, high] = [at === 0 ? 0 : edges[at - 1], at < edges.length ? edges[at] : 1];
    const x = Math.round(plot.valToPos(at - 0.5 + (threshold - low) / (high - low), "x", true));
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.strokeStyle = charts.colour("--bad");
    ctx.fillStyle = charts.colour("--bad");
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
    ctx.textAlign = x > bbox.left + bbox.width * 0.6 ? "right" : "left";
    ctx.fillText(`threshold ${format.score(threshold)}`, x + (ctx.textAlign === "left" ? 4 : -4) * devicePixelRatio, bbox.top + 10 * devicePixelRatio);
    ctx.restore();
  }

  // ---- figures ----

  function quantity(id, value) {
    const [number, unit] = format.seconds(value);
    set(id, number);
    if (element(`${id}-unit`)) { set(`${id}-unit`, unit); }
  }

  function drawFigures(now, minuteAgo) {
    set("rate", format.count(now.eventsPerSecond));
    set("events", `${format.count(now.events)} since the start`);
    quantity("p50", now.latency.p50);
    quantity("p99", now.latency.p99);
    set("p999", `p99.9 ${format.duration(now.latency.p999)}`);
    set("lag", format.count(now.lag));
    set("lag-time", now.lagSeconds > 0 ? `oldest waits ${format.duration(now.lagSeconds)}` : "nothing waits");
    set("keys", format.count(now.keys));
    set("bytes", format.bytes(now.stateBytes));
    set("alert-share", format.percent(now.alerts - minuteAgo.alerts, now.scored - minuteAgo.scored));
    set("alert-count", `last minute; ${format.count(now.alerts)} in all`);
    set("dead-share", format.percent(now.deadLetters - minuteAgo.deadLetters, now.events - minuteAgo.events));
    set("dead-count", `last minute; ${format.count(now.deadLetters)} in all`);
  }

  // ---- charts ----

  function drawCharts(now, minuteAgo) {
    const times = history.map(then => then.time / 1e3);
    charts.show(throughput, [times, history.map(then => then.eventsPerSecond)]);
    charts.show(latency, [times, ...["p50", "p99", "p999"].map(name => history.map(then => then.latency[name] || null))]);
    charts.show(state, [times, history.map(then => then.keys)]);

    const lines = [...now.partitions].sort((a, b) => (b.lag ?? 0) - (a.lag ?? 0)).slice(0, shownLines)
      .map(partition => partition.partition).sort((a, b) => a - b);
    const key = lines.join();
    if (key !== drawnLines) {
      drawnLines = key;
      charts.setSeries(lags, lines.map(number => ({ label: `${number}`, text: format.short })));
    }
    charts.show(lags, [times, ...lines.map(number => history.map(then => then.lagOf.get(number) ?? null))]);

    const bins = now.scores.map((count, i) => Math.max(0, count - (minuteAgo.scores[i] ?? 0)));
    if (bins.length) { charts.show(scores, [bins.map((_, i) => i), bins.map(count => count || null)]); }
  }

  // ---- tables ----

  const lanes = { open: "good", restoring: "warn", refused: "bad" };
  function drawPartitions(now) {
    // A handful of records is no lag worth a long bar.
    const most = Math.max(1_000, ...now.partitions.map(partition => partition.lag ?? 0));
    set("partition-count", `${now.partitions.length} assigned`);
    rows("partitions", now.partitions.map(partition => {
      const lane = make("span", { className: "tag", textContent: partition.state });
      lane.dataset.tone = lanes[partition.state] ?? "";
      return make("tr", {}, cell(`${partition.partition}`, "n"), make("td", {}, lane), cell(format.count(partition.lag), "n"),
        meter((partition.lag ?? 0) / most), cell(format.count(partition.position), "n"), cell(format.count(partition.keys), "n"));
    }), "No partition is assigned to this instance.", 6);
  }

  function drawAlerts(now) {
    rows("alerts", now.recentAlerts.map(alert => make("tr", { title: alert.time }, cell(format.moment(alert.time)), cell(format.score(alert.score), "n"),
      meter(alert.score, "--bad"), cell(`${alert.partition}`, "n"), cell(format.count(alert.offset), "n"))), "No alert yet.", 5);
  }

  // The bands that the field uses: below 0.1 as in training, from 0.25 on another population.
  const reading = psi => psi < 0.1 ? ["steady", "good"] : psi < 0.25 ? ["moving", "warn"] : ["shifted", "bad"];
  function drawDrift(now) {
    set("drift-note", now.driftOver);
    const drift = [...now.drift].sort((a, b) => b.psi - a.psi);
    rows("drift", drift.map(feature => {
      const [word, tone] = reading(feature.psi);
      const tag = make("span", { className: "tag", textContent: word });
      tag.dataset.tone = tone;
      return make("tr", {}, make("td", { className: "name", textContent: feature.name, title: feature.name }), cell(feature.psi.toFixed(3), "n"),
        meter(feature.psi / 0.5, tone === "good" ? "--good" : tone === "warn" ? "--warn" : "--bad"), make("td", {}, tag));
    }), "Too little scored yet to compare with the training data.", 4);
  }

  function drawModel(now) {
    element("model").replaceChildren(...now.facts.flatMap(([name, value]) => [make("dt", { textContent: name }), make("dd", { textContent: value })]));
  }

  function drawHappened(now) {
    element("happened").replaceChildren(...(now.history.length
      ? now.history.map(line => make("li", {}, make("time", { textContent: format.clock(line.time) }), make("span", { textContent: line.text })))
      : [make("li", { className: "none", textContent: "Nothing yet." })]));
  }

  function status(text, name) {
    const node = element("status");
    if (node.textContent !== text) { node.textContent = text; }
    node.dataset.state = name;
    document.body.classList.toggle("gone", name === "gone");
  }

  function draw() {
    const now = history.at(-1);
    if (!now || paused) { return; }
    const minuteAgo = history.find(then => then.time >= now.time - 60_000 - 500) ?? now;
    const since = minuteAgo === now ? { alerts: 0, scored: 0, deadLetters: 0, events: 0, scores: [] } : minuteAgo;
    edges = now.scoreEdges;
    threshold = now.threshold;
    set("about", now.about);
    drawFigures(now, since);
    drawCharts(now, since);
    drawPartitions(now);
    drawAlerts(now);
    drawDrift(now);
    drawModel(now);
    drawHappened(now);
  }

  // ---- what comes in ----

  function take(data) {
    const now = snapshots.read(data);
    // A counter that went back is another process on the same port: its past is not this one's.
    if (history.length && now.events < history.at(-1).events) { history.length = 0; }
    history.push(now);
    if (history.length > kept) { history.shift(); }
    status(now.status, now.status === "ready" ? "ready" : "waiting");
    draw();
  }

  const source = new EventSource("/events");
  source.onmessage = message => take(JSON.parse(message.data));
  source.onerror = () => status("no connection", "gone");

  // ---- controls ----

  function pause() {
    paused = !paused;
    element("pause").setAttribute("aria-pressed", `${paused}`);
    set("pause", paused ? "Paused" : "Pause");
    draw();
  }

  const themes = ["auto", "light", "dark"];
  const system = matchMedia("(prefers-color-scheme: dark)");
  let theme = "auto";
  try { theme = themes.find(known => known === localStorage.getItem("theme")) ?? "auto"; } catch { /* storage is off */ }
  function applyTheme() {
    document.documentElement.dataset.theme = theme === "auto" ? (system.matches ? "dark" : "light") : theme;
    set("theme", `Theme: ${theme}`);
    charts.recolour();
  }
  function nextTheme() {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    try { localStorage.setItem("theme", theme); } catch { /* storage is off */ }
    applyTheme();
  }
  system.addEventListener("change", applyTheme);
  element("pause").addEventListener("click", pause);
  element("theme").addEventListener("click", nextTheme);
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === "p" || event.key === "P") { pause(); }
    if (event.key === "t" || event.key === "T") { nextTheme(); }
  });
  applyTheme();
})();
