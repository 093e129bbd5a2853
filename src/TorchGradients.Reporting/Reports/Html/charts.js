"use strict";
// Charts: drawn when they come into view, in as many columns as the window has room for, in the colours of the scheme.
const charts = (() => {
  const drawn = new Map();
  // What A4 leaves between margins.
  const paper = 640;
  let isLoaded = false, isPrinting = false;

  function load() {
    if (isLoaded) return;
    isLoaded = true;
    const script = document.createElement("script");
    script.textContent = document.getElementById("plotly").textContent;
    document.head.append(script);
  }

  function look(colour) {
    return colour.startsWith("#000000") && report.isDark() ? "#ffffff" + colour.slice(7) : colour;
  }

  // The untreated network is black on white and white on black.
  function dressed(trace) {
    const copy = { ...trace };
    if (copy.line?.color) copy.line = { ...copy.line, color: look(copy.line.color) };
    if (copy.marker?.color) copy.marker = { ...copy.marker, color: look(copy.marker.color) };
    if (copy.error_x?.color) copy.error_x = { ...copy.error_x, color: look(copy.error_x.color) };
    if (copy.fillcolor) copy.fillcolor = look(copy.fillcolor);
    delete copy.style;
    delete copy.prediction;
    return copy;
  }

  function columnsFor(chart, width) {
    const isMap = chart.kind === "heat" && chart.sharesScale;
    const least = isPrinting ? isMap ? 190 : 300 : isMap ? 250 : chart.kind === "intervals" ? 360 : 330;
    const most = isMap ? 4 : 3;
    const count = chart.panels.length;
    const columns = Math.max(1, Math.min(most, count, Math.floor(width / least)));
    return count === 4 && columns === 3 ? 2 : columns;
  }

  function panelHeight(chart) {
    if (isPrinting && chart.kind === "lines") return 240;
    if (isPrinting && chart.kind === "heat" && chart.sharesScale) return 150;
    if (chart.kind === "intervals") return 132 + 22 * Math.max(4, chart.rows);
    if (chart.kind === "heat") return chart.sharesScale ? chart.panels.length > 4 ? 220 : 320 : 110 + 26 * chart.rows;
    return chart.isProof ? 265 : chart.panels.length > 3 ? 320 : 350;
  }

  // Of a logarithmic axis: every so many powers of ten, or 1, 2, 5 in full within few of them.
  function ticks([low, high]) {
    if (high - low >= 2) return { dtick: Math.ceil((high - low) / 8), exponentformat: "power" };
    const values = [];
    for (let power = Math.floor(low); power <= high; power++) values.push(...[1, 2, 5].map(step => step * 10 ** power));
    const inside = values.filter(value => Math.log10(value) >= low && Math.log10(value) <= high);
    return { tickmode: "array", tickvals: inside, ticktext: inside.map(value => String(Number(value.toPrecision(2)))) };
  }

  // Names of rows stand between the panels.
  function gapOf(chart, width, columns) {
    if (chart.kind !== "intervals") return 0.22;
    const longest = Math.max(...chart.data.map(trace => trace.name.length));
    return Math.min(0.6, (7.5 * longest + 24) * columns / width);
  }

  function axisName(axis, panel) {
    return axis + (panel === 0 ? "" : panel + 1);
  }

  function layoutOf(chart, width) {
    const columns = columnsFor(chart, width);
    const rows = Math.ceil(chart.panels.length / columns);
    const height = panelHeight(chart);
    const ink = report.colour("ink"), grid = report.colour("grid"), quiet = report.colour("quiet");
    const layout = {
      width, height: rows * height + 30, showlegend: false, hovermode: "closest", dragmode: width < 600 ? false : "zoom",
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: getComputedStyle(document.body).fontFamily, size: 13, color: ink },
      margin: { l: 56, r: chart.layout.coloraxis ? 10 : 16, t: chart.kind === "intervals" ? 52 : 30, b: 46 },
      modebar: { bgcolor: "rgba(0,0,0,0)", color: quiet, activecolor: ink },
      hoverlabel: { bgcolor: report.colour("raised"), bordercolor: grid, font: { color: ink } },
      grid: { rows, columns, pattern: "independent", roworder: "top to bottom", xgap: gapOf(chart, width, columns), ygap: Math.min(0.5, 90 / height) },
      annotations: [],
    };
    chart.panels.forEach((title, panel) => {
      const x = "x" + (panel === 0 ? "" : panel + 1), y = "y" + (panel === 0 ? "" : panel + 1);
      if (title) {
        layout.annotations.push({
          text: title.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;"), showarrow: false,
          xref: x + " domain", yref: y + " domain", x: 0, y: 1, yanchor: "bottom", xanchor: "left", font: { size: 13, color: quiet },
        });
      }
      for (const [axis, name] of [["xaxis", axisName("xaxis", panel)], ["yaxis", axisName("yaxis", panel)]]) {
        const own = chart.layout[name] ?? {};
        const isInner = axis === "yaxis" && panel % columns !== 0 && chart.kind !== "intervals";
        layout[name] = {
          ...own, title: { text: isInner ? "" : own.title?.text ?? "", standoff: 8, font: { size: 13 } },
          gridcolor: grid, linecolor: grid, zerolinecolor: grid, tickfont: { color: quiet, size: 12 },
          ...(own.type === "log" && own.range ? ticks(own.range) : {}),
          ...(chart.kind === "heat" ? { showgrid: false, nticks: chart.sharesScale || axis === "xaxis" ? 8 : undefined } : {}),
        };
      }
    });
    if (chart.layout.shapes) layout.shapes = chart.layout.shapes.map(shape => ({ ...shape, line: { color: quiet, width: 1 } }));
    if (chart.layout.coloraxis) {
      layout.coloraxis = { ...chart.layout.coloraxis, colorbar: { ...chart.layout.coloraxis.colorbar, tickfont: { color: quiet }, outlinewidth: 0 } };
    }
    return layout;
  }

  const options = {
    displaylogo: false, responsive: false, displayModeBar: "hover",
    modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d"],
  };

  function draw(place, chart, hidden = new Set()) {
    load();
    const width = isPrinting ? Math.min(paper, place.closest(".curves") ? paper / 2 - 20 : paper) : Math.floor(place.clientWidth);
    if (width < 50) return;
    const data = chart.data.map(trace => ({ ...dressed(trace), visible: !hidden.has(trace.style) && !(trace.prediction && hidden.has(-1)) }));
    Plotly.react(place, data, layoutOf(chart, width), options);
    place.classList.add("drawn");
    drawn.set(place, { chart, hidden, width });
  }

  function mark(entry) {
    const space = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(space, "svg");
    picture.setAttribute("viewBox", "0 0 36 14");
    picture.setAttribute("aria-hidden", "true");
    const colour = entry.color === "#000000" ? "var(--ink)" : entry.color;
    const line = document.createElementNS(space, "path");
    line.setAttribute("d", "M0 7H36");
    line.setAttribute("stroke", colour);
    line.setAttribute("stroke-width", entry.style === 0 ? 3 : 2);
    line.setAttribute("stroke-dasharray", { solid: "none", dash: "7 4", dot: "2 3", "3px,4px": "3 4" }[entry.dash] ?? "6 2");
    picture.append(line);
    if (!entry.symbol) return picture;
    const shapes = {
      circle: "M18 3a4 4 0 1 0 .01 0", square: "M14 3h8v8h-8z", "triangle-up": "M18 2l5 9h-10z", diamond: "M18 2l5 5-5 5-5-5z",
      "triangle-down": "M18 12l5-9h-10z",
    };
    const symbol = document.createElementNS(space, "path");
    symbol.setAttribute("d", shapes[entry.symbol]);
    symbol.setAttribute("fill", colour);
    picture.append(symbol);
    return picture;
  }

  function addLegend(figure, place, chart) {
    const legend = figure.querySelector(".legend");
    if (!chart.legend || chart.legend.length < 2) return;
    const hidden = new Set();
    for (const entry of chart.legend) {
      const button = report.element("button", { type: "button" }, mark(entry), entry.name);
      button.setAttribute("aria-pressed", "true");
      button.addEventListener("click", () => {
        if (hidden.has(entry.style)) hidden.delete(entry.style);
        else hidden.add(entry.style);
        button.setAttribute("aria-pressed", String(!hidden.has(entry.style)));
        draw(place, chart, hidden);
      });
      legend.append(button);
    }
  }

  function plain(text) {
    return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
  }

  function rowsOf(chart) {
    const panelOf = trace => chart.panels[trace.xaxis === "x" ? 0 : Number(trace.xaxis.slice(1)) - 1];
    const rows = [];
    for (const trace of chart.data.filter(trace => trace.meta !== "band")) {
      if (chart.kind === "heat") {
        trace.text.forEach((row, y) => row.forEach((text, x) => {
          if (text) rows.push([panelOf(trace), plain(trace.y[y]), plain(trace.x[x]), text]);
        }));
      } else {
        trace.customdata.forEach((point, place) => rows.push(
          [panelOf(trace), plain(trace.name), ...(chart.kind === "lines" ? [report.number(trace.x[place])] : []), ...point.map(report.number)]));
      }
    }
    return rows;
  }

  // Tables of numbers can be long: as many rows as anyone reads.
  function addNumbers(figure, chart) {
    const details = figure.querySelector("details.numbers");
    details.addEventListener("toggle", () => {
      if (!details.open || details.querySelector("table")) return;
      const heads = chart.kind === "heat" ? ["panel", chart.yLabel || "row", chart.xLabel, "value"]
        : chart.kind === "lines" ? ["panel", "line", chart.xLabel, chart.yLabel, "low", "high"]
        : ["panel", "setting", "estimate", "low", "high"];
      const rows = rowsOf(chart), most = 2000;
      const table = report.element("table", null,
        report.element("caption", { textContent: rows.length > most ? `The first ${most} of ${rows.length} rows` : "All numbers of the figure" }),
        report.element("thead", null, report.element("tr", null, ...heads.map(head => report.element("th", { scope: "col", textContent: head })))),
        report.element("tbody", null, ...rows.slice(0, most).map(row =>
          report.element("tr", null, ...row.map(text => report.element("td", { textContent: text }))))));
      details.append(report.element("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: "Numbers" }, table));
    });
  }

  function begin(figure) {
    const place = figure.querySelector(".chart");
    const chart = JSON.parse(figure.querySelector(".chart-data").textContent);
    chart.isProof = figure.closest("#proof") !== null;
    figure.dataset.begun = "";
    addLegend(figure, place, chart);
    addNumbers(figure, chart);
    draw(place, chart);
    setTimeout(proceed);
  }

  // What can wait until the first figure is drawn; no longer than a moment, as none may be in view.
  const waitingForFigure = [];

  function proceed() {
    for (const callback of waitingForFigure.splice(0)) callback();
  }

  setTimeout(proceed, 1500);

  const figures = [...document.querySelectorAll("figure")];
  const observer = new IntersectionObserver(entries => {
    for (const entry of entries.filter(entry => entry.isIntersecting)) {
      observer.unobserve(entry.target);
      begin(entry.target);
    }
  }, { rootMargin: "300px" });
  // After the first picture of the page, so that it can be read at once.
  requestAnimationFrame(() => setTimeout(() => figures.forEach(figure => observer.observe(figure))));

  function redraw(force) {
    for (const [place, { chart, hidden, width }] of drawn) {
      if (!place.isConnected) drawn.delete(place);
      else if (force || Math.abs(place.clientWidth - width) > 4) draw(place, chart, hidden);
    }
  }

  let waiting = 0;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => redraw(false), 150);
  });
  report.onTheme(() => redraw(true));
  addEventListener("beforeprint", () => {
    isPrinting = true;
    figures.filter(figure => figure.dataset.begun === undefined).forEach(begin);
    redraw(true);
    proceed();
  });
  addEventListener("afterprint", () => {
    isPrinting = false;
    redraw(true);
  });

  return { draw, proceed, afterFirst: callback => waitingForFigure.push(callback) };
})();
