"use strict";
// One kind of chart for the whole page: lines or bars by uPlot, a legend that shows the newest values, or those under the cursor.
const charts = (() => {
  const all = [];
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  // options: { id, name, series: [{ label, colour, text, fill, bars }], axis: value => text, log, x, follow }
  function make(options) {
    const box = document.getElementById(options.id);
    const key = document.getElementById(`key-${options.id}`) ?? document.getElementById(`key-${options.key}`);
    const chart = { options, box, key, plot: null, data: [[], ...options.series.map(() => [])] };
    box.tabIndex = 0;
    box.setAttribute("role", "img");
    box.addEventListener("keydown", event => move(chart, event));
    box.addEventListener("blur", () => chart.plot?.setCursor({ left: -10, top: -10 }));
    new ResizeObserver(() => chart.plot?.setSize(sizeOf(box))).observe(box);
    all.push(chart);
    build(chart);
    return chart;
  }

  // Of a logarithmic axis only the powers of ten.
  const powers = (_, splits) => splits.map(value => Number.isInteger(Math.round(Math.log10(value) * 1e6) / 1e6) ? value : null);
  const sizeOf = box => ({ width: Math.max(120, Math.floor(box.clientWidth)), height: Math.floor(box.clientHeight) });

  function build(chart) {
    const { options, box } = chart;
    chart.plot?.destroy();
    const axis = {
      stroke: colour("--soft"), font: "11px system-ui, sans-serif", grid: { stroke: colour("--grid"), width: 1 }, ticks: { show: false }, gap: 4,
    };
    chart.plot = new uPlot({
      ...sizeOf(box),
      padding: [8, options.x ? 8 : 26, 0, 0],
      cursor: { y: false, points: { size: 7 }, drag: { x: false, y: false }, sync: options.x ? undefined : { key: "time" } },
      legend: { show: false },
      scales: {
        x: options.x ? { time: false, range: (_, min, max) => [min - 0.6, max + 0.6] } : { time: true },
        y: options.log
          ? { distr: 3, range: (_, min, max) => [10 ** Math.floor(Math.log10(min || 1e-3)), 10 ** Math.ceil(Math.log10((max || 1) * 1.05))] }
          : { range: (_, __, max) => [0, max > 0 ? max * 1.15 : 1] },
      },
      axes: [
        options.x
          ? { ...axis, size: 22, label: options.x.label, labelSize: 16, labelFont: axis.font, labelGap: -2, grid: { show: false }, splits: options.x.splits, values: (_, at) => at.map(options.x.text) }
          : { ...axis, size: 26, values: (_, at) => at.map(second => format.clock(second * 1e3)), space: 70 },
        {
          ...axis, size: options.size ?? 58, ...(options.log ? { filter: powers, grid: { ...axis.grid, filter: powers } } : {}), values: (_, at) => at.map(value => value === null ? null : options.axis(value)), space: 28,
        },
      ],
      series: [{}, ...options.series.map((series, i) => ({
        label: series.label,
        stroke: colour(`--c${series.colour ?? i + 1}`),
        width: series.bars ? 0 : 1.6,
        fill: series.bars ? colour(`--c${series.colour ?? i + 1}`) : series.fill ? colour("--fill") : undefined,
        fillTo: series.bars ? plot => plot.scales.y.min : undefined,
        paths: series.bars ? uPlot.paths.bars({ size: [0.82, 60] }) : undefined,
        points: { show: false },
        spanGaps: true,
      }))],
      hooks: { setCursor: [plot => legend(chart, plot.cursor.idx)], draw: options.draw ? [options.draw] : [] },
    }, chart.data, box);
    legend(chart, null);
  }

  function legend(chart, at) {
    if (!chart.key) { return; }
    const times = chart.data[0];
    const index = at ?? times.length - 1;
    const parts = chart.options.series.map((series, i) => {
      const item = document.createElement("li");
      item.style.setProperty("--swatch", `var(--c${series.colour ?? i + 1})`);
      const value = chart.data[i + 1]?.[index];
      item.append(document.createElement("i"), series.label, Object.assign(document.createElement("b"), { textContent: series.text(value) }));
      return item;
    });
    if (chart.options.x && at === null) { parts.forEach(part => part.querySelector("b").remove()); }
    chart.key.replaceChildren(...parts);
    chart.box.setAttribute("aria-label", describe(chart, index));
  }

  function describe(chart, index) {
    const { options, data } = chart;
    if (!data[0].length) { return `${options.name}: nothing yet`; }
    const where = options.x ? `${options.x.label} ${options.x.text(data[0][index])}` : format.clock(data[0][index] * 1e3);
    return `${options.name} at ${where}: ${options.series.map((series, i) => `${series.label} ${series.text(data[i + 1][index])}`).join(", ")}`;
  }

  // Left and right walk through the points as a mouse would, Home and End jump, Escape lets go.
  function move(chart, event) {
    const last = chart.data[0].length - 1;
    const at = chart.plot.cursor.idx;
    const to = { ArrowLeft: (at ?? last + 1) - 1, ArrowRight: (at ?? last - 1) + 1, Home: 0, End: last }[event.key];
    if (event.key === "Escape") { chart.plot.setCursor({ left: -10, top: -10 }); return; }
    if (to === undefined || last < 0) { return; }
    event.preventDefault();
    const x = chart.data[0][Math.min(last, Math.max(0, to))];
    chart.plot.setCursor({ left: chart.plot.valToPos(x, "x"), top: 10 });
  }

  function show(chart, data) {
    chart.data = data;
    chart.plot.setData(data);
    legend(chart, chart.plot.cursor.idx ?? null);
  }

  // Lines come and go (a partition moves): the chart is made anew, which takes a millisecond and happens rarely.
  function setSeries(chart, series) {
    chart.options.series = series;
    chart.data = [[], ...series.map(() => [])];
    build(chart);
  }

  return { make, show, setSeries, colour, recolour: () => all.forEach(build) };
})();
