// Draws each [data-chart] from the rows of its table, so that chart and table cannot disagree.
(() => {
  "use strict";

  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const drawn = new Map();

  const colour = (element, name) => getComputedStyle(element).getPropertyValue(name).trim();
  const number = (text) => (text === undefined || text === "" ? null : Number(text));

  /** Sizes follow the page's type, which is larger on a wall. */
  const rem = (size) => size * parseFloat(getComputedStyle(document.documentElement).fontSize);

  function frame(place) {
    const quiet = colour(place, "--quiet");
    const line = colour(place, "--line");
    const axis = {
      axisLabel: { color: quiet, fontSize: rem(0.75), hideOverlap: true },
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: line } },
    };
    return {
      animation: !still.matches,
      animationDuration: 300,
      textStyle: { fontFamily: getComputedStyle(place).fontFamily },
      grid: { left: 4, right: rem(1), top: rem(2.5), bottom: 4, containLabel: true },
      legend: {
        top: 4,
        left: 0,
        itemWidth: rem(0.875),
        itemHeight: rem(0.5),
        textStyle: { color: quiet, fontSize: rem(0.75) },
      },
      tooltip: {
        trigger: "axis",
        // Drawn, not written as HTML: neither a name nor a style can reach the page.
        renderMode: "richText",
        backgroundColor: colour(place, "--card"),
        borderColor: line,
        textStyle: { color: colour(place, "--ink"), fontSize: rem(0.8125) },
      },
      axis,
    };
  }

  function trend(place, table, rows) {
    const { axis, ...option } = frame(place);
    const accent = colour(place, "--accent");
    const value = rows.map((row) => number(row.value));
    const low = rows.map((row) => number(row.low));
    const span = rows.map((row) => (row.low ? number(row.high) - number(row.low) : null));
    const band = { color: accent, opacity: 0.16, type: "solid" };
    const hidden = { type: "line", symbol: "none", silent: true, lineStyle: { opacity: 0 } };
    const stack = { stack: "interval", stackStrategy: "all" };
    option.tooltip.formatter = (points) => rows[points[0].dataIndex].text;
    option.legend.data = [table.valueName, { name: table.intervalName, icon: "rect" }];
    return {
      ...option,
      xAxis: { ...axis, type: "category", boundaryGap: false, data: rows.map((row) => row.label) },
      yAxis: { ...axis, type: "value", ...scale(rows) },
      series: [
        { ...hidden, ...stack, name: "low", data: low, tooltip: { show: false } },
        {
          ...hidden,
          ...stack,
          name: table.intervalName,
          data: span,
          areaStyle: band,
          itemStyle: { color: accent, opacity: 0.3 },
        },
        {
          type: "line",
          name: table.valueName,
          data: value,
          color: accent,
          lineStyle: { width: 2 },
          symbol: "circle",
          symbolSize: rem(0.3125),
          showAllSymbol: true,
          markLine: { ...intervalsAlone(rows), lineStyle: { ...band, width: rem(0.375) } },
        },
      ],
    };
  }

  /** A band needs two neighbours: a slot without any shows its interval as an upright line. */
  function intervalsAlone(rows) {
    const alone = rows.flatMap((row, at) =>
      row.low && !rows[at - 1]?.low && !rows[at + 1]?.low
        ? [[{ coord: [at, number(row.low)] }, { coord: [at, number(row.high)] }]]
        : []);
    return { data: alone, symbol: "none", silent: true, animation: false };
  }

  /** The part of -100 to 100 that is used, in even steps. */
  function scale(rows) {
    const ends = rows.flatMap((row) => (row.low ? [number(row.low), number(row.high)] : []));
    const [low, high] = [Math.min(...ends), Math.max(...ends)];
    const interval = high - low > 100 ? 50 : 20;
    return {
      interval,
      min: Math.max(-100, Math.floor(low / interval) * interval),
      max: Math.min(100, Math.ceil(high / interval) * interval),
    };
  }

  function bars(place, table, rows) {
    const { axis, ...option } = frame(place);
    const series = (name, key, colourOfBars) => ({
      type: "bar",
      name,
      data: rows.map((row) => number(row[key])),
      color: colourOfBars,
      barMaxWidth: rem(1.125),
      itemStyle: { borderRadius: [0, 3, 3, 0] },
    });
    option.tooltip.axisPointer = { type: "shadow" };
    return {
      ...option,
      xAxis: { ...axis, type: "value", minInterval: 1 },
      yAxis: {
        ...axis,
        type: "category",
        inverse: true,
        data: rows.map((row) => row.label),
        axisLabel: { ...axis.axisLabel, width: rem(7), overflow: "truncate" },
      },
      series: [
        series(table.openedName, "opened", colour(place, "--accent")),
        series(table.closedName, "closed", colour(place, "--second")),
      ],
    };
  }

  const kinds = {
    trend: { option: trend, has: (row) => row.value },
    bars: { option: bars, has: () => true },
  };

  function draw(place) {
    const table = document.querySelector(`#${place.dataset.table} table`);
    const rows = [...table.tBodies[0].rows].map((row) => row.dataset);
    const kind = kinds[place.dataset.chart];
    if (!rows.some(kind.has)) {
      drawn.get(place)?.dispose();
      drawn.delete(place);
      place.textContent = table.dataset.none;
      place.removeAttribute("role");
      place.removeAttribute("aria-label");
      return;
    }
    if (!drawn.has(place)) {
      place.textContent = "";
      place.setAttribute("role", "img");
      drawn.set(place, echarts.init(place, null, { renderer: "svg" }));
    }
    place.setAttribute("aria-label", table.dataset.summary);
    drawn.get(place).setOption(kind.option(place, table.dataset, rows), { notMerge: false });
  }

  const places = [...document.querySelectorAll("[data-chart]")];
  const drawAll = () => places.forEach(draw);

  drawAll();
  dark.addEventListener("change", drawAll);
  const resized = new ResizeObserver((entries) =>
    entries.forEach((entry) => drawn.get(entry.target)?.resize()));
  places.forEach((place) => resized.observe(place));
  document.body.addEventListener("htmx:afterSwap", (event) =>
    places.filter((place) => place.dataset.table === event.target.id).forEach(draw));
})();
