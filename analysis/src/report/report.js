"use strict";
// A press on a head sorts by its column, numbers as numbers; a second press turns the order round.
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  heads.forEach((head, column) => {
    head.querySelector("button").addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const number = head.classList.contains("number");
      const key = (row) => {
        const words = row.cells[column].textContent;
        return number ? parseFloat(words.replace("−", "-").replaceAll(",", "")) : words;
      };
      const compare = (a, b) => {
        if (!number) return a.localeCompare(b, "en");
        // Empty cells go last, whichever way.
        if (Number.isNaN(a) || Number.isNaN(b)) return (Number.isNaN(a) - Number.isNaN(b)) * (down ? -1 : 1);
        return a - b;
      };
      const rows = [...body.rows].map((row) => [key(row), row]);
      rows.sort((x, y) => compare(x[0], y[0]) * (down ? -1 : 1));
      body.append(...rows.map((pair) => pair[1]));
    });
  });
}
