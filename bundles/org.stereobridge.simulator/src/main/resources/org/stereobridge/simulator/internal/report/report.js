"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const speakerColours = ["first", "second", "third", "fourth"];
  const speakerColour = i => colour(speakerColours[i % speakerColours.length]);
  const charts = [];

  const clock = seconds => {
    const whole = Math.floor(seconds), rest = String(whole % 60).padStart(2, "0");
    return whole < 3600 ? Math.floor(whole / 60) + ":" + rest
      : Math.floor(whole / 3600) + ":" + String(Math.floor(whole / 60) % 60).padStart(2, "0") + ":" + rest;
  };
  const hertz = value => value >= 1000 ? value / 1000 + "k" : String(value);
  const timeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400, 28800];

  function axis(label, values, more) {
    return Object.assign({
      stroke: colour("soft"), grid: {stroke: colour("line"), width: 1}, ticks: {stroke: colour("line"), width: 1},
      font: "12px system-ui, sans-serif", labelFont: "12px system-ui, sans-serif", label: label, labelSize: 20,
      values: (u, splits) => splits.map(v => v == null ? "" : values(v))
    }, more);
  }
  const timeAxis = () => axis("time, min:s", clock, {incrs: timeSteps, space: 60});
  const hertzSplits = [20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000];
  const hertzAxis = narrow => axis("frequency, Hz", hertz, {
    splits: () => narrow ? [20, 100, 500, 2000, 20000] : hertzSplits, filter: (u, splits) => splits});
  const hertzScale = {time: false, distr: 3, log: 10, range: () => [20, 20000]};
  const plain = digits => v => v.toFixed(digits).replace("-", "\u2212");

  function draw(id, height, build) {
    const section = document.getElementById(id);
    section.hidden = false;
    const place = section.querySelector(".chart");
    charts.push(() => {
      place.replaceChildren();
      const width = place.clientWidth;
      build(width < 480, (options, values, to) => new uPlot(Object.assign({
        width: width, height: height, cursor: {points: {size: 6}, drag: {x: true, y: false}}
      }, options), values, to || place), place);
    });
  }

  // What was not measured is a gap, not a line.
  const parted = (x, y) => {
    const usual = Math.min(...x.slice(1).map((v, i) => v - x[i]));
    const to = [[], []];
    x.forEach((v, i) => {
      if (i > 0 && v - x[i - 1] > 5 * usual) {
        to[0].push((v + x[i - 1]) / 2);
        to[1].push(null);
      }
      to[0].push(v);
      to[1].push(y[i]);
    });
    return to;
  };

  if (data.skew) {
    const {seconds, micros, from} = data.skew;
    const two = data.speakers.length === 2;
    document.getElementById("late").textContent = two
      ? "above 0 " + data.speakers[1].name + " is late, below 0 " + data.speakers[0].name
      : "the distance from the earliest speaker to the latest is drawn";
    const settled = micros.filter((v, i) => seconds[i] >= from).map(Math.abs);
    const most = Math.max(20, 1.25 * (settled.length ? Math.max(...settled) : Math.max(...micros.map(Math.abs))));
    draw("skew", 260, (narrow, plot) => plot({
      scales: {x: {time: false}, y: {range: () => [two ? -most : 0, most]}},
      axes: [timeAxis(), axis("skew, \u00b5s", plain(0), {size: 56})],
      series: [{label: "time", value: (u, v) => v == null ? "" : clock(v)},
        {label: "skew", stroke: colour("first"), width: 1.5, points: {show: seconds.length < 300, size: 4},
          value: (u, v) => v == null ? "" : plain(2)(v) + " \u00b5s"}],
      hooks: {drawClear: [u => {
        const start = u.valToPos(Math.max(from, u.scales.x.min), "x", true);
        if (from > u.scales.x.min && start > u.bbox.left) {
          u.ctx.fillStyle = colour("line");
          u.ctx.globalAlpha = 0.5;
          u.ctx.fillRect(u.bbox.left, u.bbox.top, Math.min(start - u.bbox.left, u.bbox.width), u.bbox.height);
          u.ctx.globalAlpha = 1;
        }
      }]}
    }, parted(seconds, micros)));
  }

  if (data.speakers) {
    draw("waves", 110, (narrow, plot, place) => data.speakers.forEach((speaker, i) => {
      const name = document.createElement("p");
      name.className = "wave-name";
      name.textContent = speaker.name + " (" + speaker.channel + ")";
      place.append(name);
      const heard = speaker.heard, given = speaker.given;
      const x = heard.low.map((v, n) => n * heard.step);
      const grey = given && given.low.length === heard.low.length;
      const values = [x], series = [{}], bands = [];
      const add = (low, high, paint) => {
        const line = {stroke: paint, width: 1, points: {show: false}};
        values.push(high, low);
        series.push(line, line);
        bands.push({series: [values.length - 2, values.length - 1], fill: paint});
      };
      if (grey) {
        add(given.low, given.high, colour("grey"));
      }
      add(heard.low, heard.high, speakerColour(i) + "c0");
      const last = i === data.speakers.length - 1;
      plot({
        height: last ? 130 : 95, legend: {show: false}, cursor: {show: false}, bands: bands, series: series,
        scales: {x: {time: false}, y: {range: () => [-1, 1]}},
        axes: [last ? timeAxis() : axis("", () => "", {size: 8, labelSize: 0, incrs: timeSteps, space: 60}),
          axis("", plain(0), {splits: () => [-1, 0, 1], size: 36, labelSize: 0})]
      }, values);
    }));

    draw("spectrum", 300, (narrow, plot) => {
      const values = [data.hz], series = [{label: "Hz", value: (u, v) => v == null ? "" : Math.round(v)}];
      data.speakers.forEach((speaker, i) => {
        const level = (u, v) => v == null ? "" : plain(1)(v) + " dB";
        values.push(speaker.in, speaker.out);
        series.push({label: speaker.name + " in", stroke: colour("grey") + "90", width: 7, value: level, points: {show: false}},
          {label: speaker.name + " out", stroke: speakerColour(i), width: 1.5, value: level,
            points: {show: false}});
      });
      const all = values.slice(1).flat();
      const top = Math.ceil(Math.max(...all) / 10) * 10;
      const floor = Math.max(top - 100, Math.floor(Math.min(...all) / 10) * 10);
      plot({scales: {x: hertzScale, y: {range: () => [floor, top]}}, series: series,
        axes: [hertzAxis(narrow), axis("level, dB of full scale", plain(0), {size: 52})]}, values);
    });

    const told = data.speakers.flatMap(speaker => speaker.response).filter(v => v != null);
    if (told.length) {
      draw("response", 240, (narrow, plot) => {
        const middle = told.reduce((a, b) => a + b) / told.length;
        const most = Math.max(0.05, 1.3 * Math.max(...told.map(v => Math.abs(v - middle))));
        plot({
          scales: {x: hertzScale, y: {range: () => [middle - most, middle + most]}},
          axes: [hertzAxis(narrow), axis("out over in, dB", plain(most > 0.5 ? 1 : 2), {size: 60})],
          series: [{label: "Hz", value: (u, v) => v == null ? "" : Math.round(v)}].concat(data.speakers.map(
            (speaker, i) => ({label: speaker.name, stroke: speakerColour(i), width: 1.5, spanGaps: false,
              points: {show: true, size: 4}, value: (u, v) => v == null ? "" : plain(4)(v) + " dB"})))
        }, [data.hz].concat(data.speakers.map(speaker => speaker.response)));
      });
    }
  }

  if (data.latency && data.latency.ms.length) {
    const {ms, percent} = data.latency;
    const step = ms.length > 1 ? ms[1] - ms[0] : 1;
    draw("latency", 220, (narrow, plot) => plot({
      scales: {x: {time: false, range: () => [Math.max(0, ms[0] - 2 * step), ms[ms.length - 1] + 2 * step]},
        y: {range: (u, low, high) => [0, high * 1.1]}},
      axes: [axis("delay, ms", v => String(+v.toFixed(2))), axis("share, %", v => String(+v.toFixed(2)), {size: 52})],
      series: [{label: "ms", value: (u, v) => v == null ? "" : v.toFixed(2)},
        {label: "share", stroke: colour("first"), fill: colour("first") + "80", width: 1,
          paths: uPlot.paths.bars({size: [0.95, 60]}), points: {show: false},
          value: (u, v) => v == null ? "" : v.toFixed(2) + " %"}]
    }, [ms, percent]));
  }

  const drawAll = () => charts.forEach(chart => chart());
  drawAll();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  let width = innerWidth, pending = 0;
  addEventListener("resize", () => {
    if (innerWidth !== width) {
      width = innerWidth;
      cancelAnimationFrame(pending);
      pending = requestAnimationFrame(drawAll);
    }
  });
})();
