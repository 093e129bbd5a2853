"use strict";
// Runs: rows for those in view, found by typing, and a section for each that is opened. There may be thousands: figures come first.
charts.afterFirst(() => {
  const data = JSON.parse(document.getElementById("runs-data").textContent);
  const table = document.getElementById("runs-table");
  const search = document.getElementById("search"), found = document.getElementById("found"), more = document.getElementById("more");
  const page = 100;
  const titles = {
    folder: "run", seed: "seed", status: "status", trainLoss: "training loss", testAccuracy: "test accuracy",
    decayAtInitialization: "decay at start", decayAtEnd: "decay at end", firstLayerUpdateRatio: "update ratio", seconds: "seconds", finding: "finding",
  };
  const numeric = new Set(["seed", "trainLoss", "testAccuracy", "decayAtInitialization", "decayAtEnd", "firstLayerUpdateRatio", "seconds"]);
  const columns = data.columns.map((name, place) => ({ title: titles[name], isNumeric: numeric.has(name), value: run => run.row[place] }))
    .filter((column, place) => place === 0 || data.runs.some(run => column.value(run) !== null && column.value(run) !== ""));
  const axes = data.axes.map((name, place) => ({ title: name, isNumeric: false, value: run => run.cell[place] ?? "" }));
  const all = [columns[0], ...axes, ...columns.slice(1)];
  for (const run of data.runs) run.text = [...run.cell, ...run.row, ...Object.values(run.config ?? {})].join(" ").toLowerCase();

  let shown = data.runs, count = page;
  const opened = new Set();

  const heads = all.map(column => {
    const head = report.element("th", { scope: "col", className: column.isNumeric ? "number" : "" },
      report.element("button", { type: "button", textContent: column.title }));
    head.setAttribute("aria-sort", "none");
    head.firstChild.addEventListener("click", () => {
      const sign = report.turn(heads, head);
      data.runs.sort((a, b) => report.compare(column.value(a), column.value(b), sign));
      filter();
    });
    return head;
  });
  table.tHead.append(report.element("tr", null, ...heads));

  function curve(title, xLabel, yLabel, isLogarithmic, lines) {
    const traces = lines.filter(line => line.y.some(value => value !== null && (!isLogarithmic || value > 0)));
    if (traces.length === 0) return null;
    const place = report.element("div", { className: "curve", role: "img", ariaLabel: `${title}: ${traces.map(line =>
      `${line.name ? line.name + " " : ""}from ${report.number(line.y[0])} to ${report.number(line.y.at(-1))}`).join("; ")}` });
    const box = report.element("div", null, report.element("h4", { textContent: title }), place);
    box.draw = () => charts.draw(place, {
      kind: "lines", panels: [""],
      data: traces.map((line, index) => ({
        type: "scatter", mode: line.x.length <= 30 ? "lines+markers" : "lines", name: line.name ?? "", x: line.x, y: line.y, style: index,
        line: { color: index === 0 ? "#0072B2" : "#D55E00", width: 2, dash: index === 0 ? "solid" : "dash" }, marker: { size: 5 },
        hovertemplate: "%{x}: %{y:.3~g}<extra>" + (line.name ?? "") + "</extra>",
      })),
      layout: {
        xaxis: { title: { text: xLabel }, automargin: true },
        yaxis: { title: { text: yLabel }, automargin: true, type: isLogarithmic ? "log" : "linear", exponentformat: "power" },
      },
    });
    return box;
  }

  function overSteps(title, label, isLogarithmic, series) {
    return series ? curve(title, "step", label, isLogarithmic, [{ x: data.steps[series.steps], y: series.values }]) : null;
  }

  function layers(values) {
    return values.map((_, place) => place + 1);
  }

  function settings(caption, pairs) {
    const rows = Object.entries(pairs);
    return rows.length === 0 ? null : report.element("table", null, report.element("caption", { textContent: caption }),
      report.element("tbody", null, ...rows.map(([name, value]) => report.element("tr", null,
        report.element("th", { scope: "row", textContent: name }), report.element("td", { textContent: value })))));
  }

  // What ails which layers, first and last.
  function diagnosis(run) {
    const lines = ["At the first recorded step", "At the last recorded step"].map((when, place) => [when, run.layers?.[place]]).filter(line => line[1]);
    return lines.length === 0 ? null : report.element("ul", null,
      ...lines.map(([when, layers]) => report.element("li", { textContent: `${when}, by layer: ${layers}.` })));
  }

  function decays(run) {
    const ends = ["at initialisation", "at the end"].map((when, place) => [when, run.decays?.[place] ?? []]).filter(end => end[1].some(value => value !== null));
    const heads = ["error term", "decay factor per layer", "95 % interval", "first-to-last ratio", "half-life in layers"];
    return ends.length === 0 ? null : report.element("table", { className: "decays" },
      report.element("caption", { textContent: "Decay of the error term over the hidden layers, going backwards" }),
      report.element("thead", null, report.element("tr", null, ...heads.map(head => report.element("th", { scope: "col", textContent: head })))),
      report.element("tbody", null, ...ends.map(([when, [factor, low, high, ratio, half]]) => report.element("tr", null,
        report.element("th", { scope: "row", textContent: when }),
        ...[report.number(factor), low === null ? "–" : `${report.number(low)} to ${report.number(high)}`, report.number(ratio), report.number(half)]
          .map(text => report.element("td", { textContent: text }))))));
  }

  function section(run) {
    const profiles = [];
    if (run.first) profiles.push({ name: "at first", x: layers(run.first), y: run.first });
    if (run.last) profiles.push({ name: `at step ${run.lastStep}`, x: layers(run.last), y: run.last });
    const curves = [
      profiles.length ? curve(profiles.length > 1 ? "Error term by layer, first and last (dashed)" : "Error term by layer", "layer", "‖δ‖", true, profiles) : null,
      run.updates?.length ? curve("Update ratio by layer", "layer", "‖ΔW‖ / ‖W‖", true, [{ x: layers(run.updates), y: run.updates }]) : null,
      overSteps("Training loss", "loss", false, run.loss),
      overSteps("Test accuracy", "accuracy", false, run.accuracy),
      overSteps("Decay factor per layer", "decay factor", true, run.decay),
      overSteps("Update of the first layer", "‖ΔW‖ / ‖W‖", true, run.update),
    ].filter(box => box);
    const made = report.element("div", { className: "run" },
      run.reason ? report.element("p", { className: "missing", textContent: run.reason }) : null,
      report.element("p", { textContent: run.diagnosis ?? "There is no result of this run yet." }),
      diagnosis(run),
      decays(run),
      report.element("div", { className: "curves" }, ...curves),
      settings("Config: in what this run differs from others", run.config ?? {}),
      report.element("details", null, report.element("summary", { textContent: "What all runs have in common" }), settings("Config of all runs", data.common)));
    made.draw = () => curves.forEach(box => box.draw());
    return made;
  }

  function row(run) {
    const open = report.element("button", { type: "button", className: "open", textContent: run.row[0] });
    open.setAttribute("aria-expanded", "false");
    const cells = all.slice(1).map(column => {
      const value = column.value(run);
      return report.element("td", { className: column.isNumeric ? "number" : "", textContent: typeof value === "number" ? report.number(value) : value ?? "–" });
    });
    const line = report.element("tr", null, report.element("th", { scope: "row" }, open), ...cells);
    open.addEventListener("click", () => toggle(run, line, open));
    if (opened.has(run)) setTimeout(() => expand(run, line, open));
    return line;
  }

  function toggle(run, line, open) {
    if (opened.delete(run)) {
      open.setAttribute("aria-expanded", "false");
      line.nextSibling.remove();
    } else {
      opened.add(run);
      expand(run, line, open);
    }
  }

  function expand(run, line, open) {
    open.setAttribute("aria-expanded", "true");
    const made = section(run);
    line.after(report.element("tr", null, report.element("td", { colSpan: all.length }, made)));
    made.draw();
  }

  function show() {
    table.tBodies[0].replaceChildren(...shown.slice(0, count).map(row));
    more.hidden = shown.length <= count;
    more.textContent = `Show ${Math.min(page, shown.length - count)} more of ${shown.length}`;
  }

  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter(word => word);
    shown = words.length === 0 ? data.runs : data.runs.filter(run => words.every(word => run.text.includes(word)));
    count = page;
    const listed = data.runs.length < data.total ? " that are listed" : "";
    found.textContent = (words.length === 0 ? `${data.runs.length} runs` : `${shown.length} of ${data.runs.length} runs`) + listed;
    show();
  }

  search.addEventListener("input", filter);
  more.addEventListener("click", () => {
    count += page;
    show();
  });
  filter();
});
document.getElementById("search").addEventListener("focus", charts.proceed, { once: true });
