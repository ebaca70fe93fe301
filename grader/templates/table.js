"use strict";
// Sorts the table by a column, and shows the rows that were searched for.
{
  const table = document.getElementById("table");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const compare = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" }).compare;
  // Names, students and sections stand before the points.
  const words = heads.findIndex((head) => head.classList.contains("number"));
  // Points first: what has none, such as an exercise that was not submitted, comes last.
  const value = (row, column) => {
    const text = row.cells[column].textContent;
    const number = /\d+(\.\d+)?/.exec(text);
    return column < words || number === null ? { number: -1, text } : { number: Number(number[0]), text };
  };
  const sort = (head, column) => {
    const is_down = head.getAttribute("aria-sort") === "descending";
    const is_first = !head.hasAttribute("aria-sort");
    const down = is_first ? column >= words : !is_down;
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const rows = [...body.rows].map((row) => ({ row, value: value(row, column) }));
    const sign = down ? -1 : 1;
    rows.sort((one, other) =>
      sign * (one.value.number - other.value.number || compare(one.value.text, other.value.text)));
    body.append(...rows.map(({ row }) => row));
  };
  heads.forEach((head, column) => {
    const inside = head.querySelector("span") ?? head;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...inside.childNodes);
    inside.append(button);
    button.addEventListener("click", () => sort(head, column));
  });
  const find = document.getElementById("find");
  find.parentElement.hidden = false;
  find.addEventListener("input", () => {
    const wanted = find.value.toLowerCase();
    let found = 0;
    for (const row of body.rows) {
      const names = [...row.cells].slice(0, words).map((cell) => cell.textContent.toLowerCase());
      row.hidden = !names.some((name) => name.includes(wanted));
      found += row.hidden ? 0 : 1;
    }
    document.getElementById("found").textContent = wanted === "" ? "" : `${found} of ${body.rows.length}`;
  });
}
