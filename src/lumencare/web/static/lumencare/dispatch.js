// The board: arrows walk the slots, Ctrl Z takes back, dragging is an addition to the click.
(() => {
  "use strict";
  const ghosts = () => [...document.querySelectorAll("#board .ghost")].filter((each) => each.offsetParent);
  const middle = (each) => {
    const box = each.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];
  };
  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  // The nearest slot in a direction; sideways counts double, so that a row is walked along.
  const next = (from, [x, y]) => {
    const [fx, fy] = middle(from);
    const ahead = ghosts()
      .filter((each) => each !== from)
      .map((each) => { const [ex, ey] = middle(each); return [each, ex - fx, ey - fy]; })
      .filter(([, dx, dy]) => dx * x + dy * y > 1);
    ahead.sort((a, b) => weight(a, x) - weight(b, x));
    return ahead.length ? ahead[0][0] : null;
  };
  const weight = ([, dx, dy], x) => (x ? Math.abs(dx) + 2 * Math.abs(dy) : Math.abs(dy) + 2 * Math.abs(dx));
  document.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (step && event.target.classList.contains("ghost")) {
      const target = next(event.target, step);
      if (target) { event.preventDefault(); target.focus(); }
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
      const undo = document.querySelector("[data-undo]");
      if (undo && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { event.preventDefault(); undo.click(); }
    }
  });
  const focusFirst = () => { const first = ghosts()[0] || document.querySelector(".fit button"); if (first) first.focus(); };
  let wanted = null;
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id !== "chosen") return;
    if (wanted) drop(wanted); else focusFirst();
  });
  // Dragging chooses what is dragged; dropped on a slot that fits, it is sent there.
  document.addEventListener("dragstart", (event) => {
    const item = event.target.closest(".item[data-number]");
    if (item) event.dataTransfer.setData("text/plain", item.dataset.number);
  });
  const cell = (event) => event.target.closest("#board [data-engineer]");
  document.addEventListener("dragover", (event) => { if (cell(event)) event.preventDefault(); });
  document.addEventListener("drop", (event) => {
    const at = cell(event);
    const item = at && [...document.querySelectorAll(".item[data-number]")].find((each) => each.dataset.number === event.dataTransfer.getData("text/plain"));
    if (!item) return;
    event.preventDefault();
    wanted = at.dataset;
    item.click();
  });
  const drop = (at) => {
    wanted = null;
    const fits = ghosts().find((each) => each.dataset.engineer === at.engineer && each.dataset.place === at.place);
    if (fits) fits.click(); else focusFirst();
  };
})();
