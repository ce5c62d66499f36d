"use strict";
// Numbers as people read them: few digits, always the same number of them, the unit beside them.
const format = (() => {
  const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
  const dash = "–";
  const missing = value => value === null || value === undefined || Number.isNaN(value);

  const count = value => missing(value) ? dash : grouped.format(value);

  // 12,345,678 -> 12.3M: for axes and narrow places.
  const short = value => {
    if (missing(value)) { return dash; }
    for (const [size, suffix] of [[1e9, "G"], [1e6, "M"], [1e3, "k"]]) {
      if (Math.abs(value) >= size) { return `${trim(value / size)}${suffix}`; }
    }
    return trim(value);
  };
  const trim = value => String(Number(value.toPrecision(3)));

  // Seconds in the unit that leaves one to three digits before the point.
  const seconds = value => {
    if (missing(value)) { return [dash, "ms"]; }
    if (value < 0.001) { return [(value * 1e6).toFixed(0), "µs"]; }
    if (value < 1) { return [(value * 1e3).toFixed(value < 0.1 ? 1 : 0), "ms"]; }
    if (value < 120) { return [value.toFixed(value < 10 ? 2 : 1), "s"]; }
    return value < 7200 ? [(value / 60).toFixed(0), "min"] : [(value / 3600).toFixed(1), "h"];
  };
  const duration = value => seconds(value).join(" ");
  const axisSeconds = value => value >= 1 ? `${trim(value)} s` : value >= 0.001 ? `${trim(value * 1e3)} ms` : `${trim(value * 1e6)} µs`;

  const bytes = value => {
    if (missing(value)) { return dash; }
    for (const [size, suffix] of [[2 ** 30, "GiB"], [2 ** 20, "MiB"], [2 ** 10, "KiB"]]) {
      if (value >= size) { return `${trim(value / size)} ${suffix}`; }
    }
    return `${value} B`;
  };

  const percent = (part, whole) => !whole ? dash : (100 * part / whole).toFixed(part / whole < 0.1 ? 2 : 1);
  const score = value => missing(value) ? dash : value.toFixed(3);
  const clock = time => new Date(time).toLocaleTimeString([], { hour12: false });
  // Event time: in UTC as records have it, the year left out for room.
  const moment = time => time.slice(5, 19).replace("T", " ");
  return { count, short, seconds, duration, axisSeconds, bytes, percent, score, clock, moment, dash };
})();
