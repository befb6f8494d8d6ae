// Skew and jitter buffer over the last minutes, on one time axis.

const WINDOW_S = 300;

export class Plots {

  #times = [];
  #skewUs = [];
  #bufferMs = [];
  #targetMs = [];
  #skewPlot;
  #bufferPlot;

  constructor(skewElement, bufferElement) {
    this.#skewPlot = plot(skewElement, [line('skew', 'µs', '--first')]);
    this.#bufferPlot = plot(bufferElement, [line('held', 'ms', '--first'), line('target', 'ms', '--second')]);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.#skewPlot.redraw();
      this.#bufferPlot.redraw();
    });
  }

  // What is not known is null, and leaves a gap.
  add(skewNs, bufferNs, targetNs) {
    this.#times.push(Date.now() / 1000);
    this.#skewUs.push(skewNs === null ? null : skewNs / 1e3);
    this.#bufferMs.push(bufferNs === null ? null : bufferNs / 1e6);
    this.#targetMs.push(targetNs === null ? null : targetNs / 1e6);
    const now = this.#times.at(-1);
    while (this.#times[0] < now - WINDOW_S) {
      [this.#times, this.#skewUs, this.#bufferMs, this.#targetMs].forEach(values => values.shift());
    }
    this.#skewPlot.setData([this.#times, this.#skewUs]);
    this.#bufferPlot.setData([this.#times, this.#bufferMs, this.#targetMs]);
  }
}

function colour(name) {
  return getComputedStyle(document.getElementById('bridge')).getPropertyValue(name).trim();
}

function line(label, unit, colourName) {
  return {
    label,
    stroke: () => colour(colourName),
    width: 1.5,
    points: {show: false},
    value: (self, value) => value === null || value === undefined ? '–' : value.toFixed(1) + ' ' + unit
  };
}

function plot(element, series) {
  const axis = {
    stroke: () => colour('--dim'),
    grid: {stroke: () => colour('--line'), width: 0.5},
    ticks: {stroke: () => colour('--line'), width: 0.5}
  };
  const made = new uPlot({
    width: Math.max(200, element.clientWidth),
    height: 180,
    cursor: {sync: {key: 'bridge'}, drag: {x: false, y: false}},
    scales: {
      x: {range: (self, min, max) => [Math.min(max - 30, min), max]},
      y: {range: (self, min, max) => [0, Math.max(1, max * 1.15)]}
    },
    axes: [
      {...axis, values: (self, times) => times.map(time => new Date(time * 1000).toLocaleTimeString('en-GB'))},
      {...axis, size: 60, values: (self, values) => values.map(value => String(Math.round(value * 100) / 100))}
    ],
    series: [{value: (self, time) => time ? new Date(time * 1000).toLocaleTimeString('en-GB') : '–'}, ...series]
  }, [[], ...series.map(() => [])], element);
  new ResizeObserver(() => made.setSize({width: Math.max(200, element.clientWidth), height: 180})).observe(element);
  return made;
}
