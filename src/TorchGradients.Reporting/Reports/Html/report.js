"use strict";
// The page itself: colour scheme, tables that sort, small helpers. Texts come to the page as text only, never as markup.
const report = (() => {
  const listeners = [];
  const dark = matchMedia("(prefers-color-scheme: dark)");

  // Paper is white.
  let isPrinting = false;

  function isDark() {
    if (isPrinting) return false;
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : dark.matches;
  }

  function changed() {
    for (const listener of listeners) listener();
  }

  dark.addEventListener("change", changed);
  document.getElementById("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    changed();
  });

  function element(tag, properties, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties ?? {})) {
      if (name in made && name !== "list") made[name] = value;
      else made.setAttribute(name, value);
    }
    made.append(...children.filter(child => child !== null && child !== undefined));
    return made;
  }

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  }

  // Short numbers: three digits, 1.2e-13 for the very small.
  function number(value) {
    if (value === null || value === undefined) return "–";
    if (value === 0) return "0";
    const size = Math.abs(value);
    if (size < 1e-3 || size >= 1e5) return value.toExponential(1).replace(".0e", "e").replace("e+", "e");
    return String(Number(value.toPrecision(3)));
  }

  // What is absent stands last, whichever way a table is sorted.
  function compare(a, b, sign) {
    const absent = value => value === null || value === undefined || value === "" || value === "–";
    if (absent(a) || absent(b)) return absent(a) - absent(b);
    if (typeof a === "number" && typeof b === "number") return sign * (a - b);
    return sign * String(a).localeCompare(String(b), "en", { numeric: true });
  }

  // Marks the head that sorts and tells the direction: 1 up, -1 down.
  function turn(heads, head) {
    const up = head.getAttribute("aria-sort") !== "ascending";
    for (const other of heads) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    return up ? 1 : -1;
  }

  function valueOf(cell) {
    return cell.dataset.value === undefined ? cell.firstChild?.textContent ?? "" : Number(cell.dataset.value);
  }

  for (const table of document.querySelectorAll("table.sorts")) {
    const heads = [...table.tHead.rows[0].cells];
    table.tHead.addEventListener("click", event => {
      const head = event.target.closest("th");
      if (!head || !event.target.closest("button")) return;
      const place = head.cellIndex;
      const sign = turn(heads, head);
      const rows = [...table.tBodies[0].rows];
      rows.sort((a, b) => compare(valueOf(a.cells[place]), valueOf(b.cells[place]), sign));
      table.tBodies[0].append(...rows);
    });
  }

  const intervals = document.getElementById("intervals");
  intervals?.addEventListener("click", () => {
    const isShown = document.getElementById("comparison").classList.toggle("with-intervals");
    intervals.setAttribute("aria-pressed", String(isShown));
  });

  let theme, opened = [];
  addEventListener("beforeprint", () => {
    isPrinting = true;
    theme = document.documentElement.dataset.theme;
    document.documentElement.dataset.theme = "light";
    opened = [...document.querySelectorAll("details.cell:not([open]), #repeat details:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    isPrinting = false;
    if (theme === undefined) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    for (const details of opened) details.open = false;
  });

  return { isDark, onTheme: listener => listeners.push(listener), element, colour, number, compare, turn };
})();
