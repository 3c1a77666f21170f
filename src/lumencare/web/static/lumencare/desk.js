// The desk: clocks count with the server's time, rows open beside the queue, the queue stays live.
// Without this file every link leads to a whole page, and the clocks show when it was made.
(() => {
  "use strict";
  const wide = matchMedia("(min-width:1181px)");
  const mark = () => document.getElementById("live");
  const queue = () => document.getElementById("queue");
  const detail = document.getElementById("detail");
  if (!mark() || !detail) return;
  // The server's clock wins: its difference to this one is taken with each answer.
  let ahead = 0;
  const setClock = () => { ahead = Number(mark().dataset.now) * 1000 - Date.now(); };
  const two = (number) => String(number).padStart(2, "0");
  const tick = () => {
    const now = (Date.now() + ahead) / 1000;
    document.querySelectorAll("[data-due]").forEach((each) => {
      const left = Math.round(each.dataset.due - now), whole = Math.abs(left);
      each.textContent = `${left < 0 ? "\u2212" : ""}${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
      if (left < 0) { each.parentNode.classList.remove("soon"); each.parentNode.classList.add("late"); }
    });
  };
  setClock();
  setInterval(tick, 1000);
  // The chosen row, by the address: it stays chosen when the queue is drawn anew.
  const chosen = () => new URL(location.href).searchParams.get("case") || detail.dataset.case || "";
  const rows = () => [...queue().querySelectorAll(".tk")];
  const show = (number) => rows().forEach((each) => {
    const here = each.dataset.case === number;
    each.classList.toggle("on", here);
    const link = each.querySelector(".ttl");
    if (here) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
  });
  const open = (row) => {
    const link = row.querySelector(".ttl");
    if (!wide.matches) { location.href = link.href; return; }
    const address = new URL(link.href);
    address.hash = "";
    show(row.dataset.case);
    history.replaceState(null, "", address);
    detail.dataset.version = row.dataset.version;
    htmx.ajax("GET", row.dataset.panel, { target: "#detail", swap: "innerHTML" });
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#queue .ttl");
    if (!link || !wide.matches || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open(link.closest(".tk"));
  });
  document.addEventListener("keydown", (event) => {
    const step = { j: 1, k: -1 }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    const all = rows(), at = all.findIndex((each) => each.classList.contains("on"));
    const next = all[Math.max(0, Math.min(all.length - 1, at + step))];
    if (!next || next === all[at]) return;
    next.querySelector(".ttl").focus();
    next.scrollIntoView({ block: "nearest" });
    if (wide.matches) open(next); else show(next.dataset.case);
  });
  // After news: the same row, the same focus; the panel only where its case changed and nobody types.
  const late = () => (document.querySelector("#figures .kpi") || {}).textContent;
  let told = late();
  document.body.addEventListener("htmx:oobAfterSwap", (event) => {
    if (event.detail.target.id !== "queue") return;
    const number = chosen();
    show(number);
    const row = rows().find((each) => each.dataset.case === number);
    const typing = detail.contains(document.activeElement) && document.activeElement !== document.body;
    if (row && row.dataset.version !== detail.dataset.version && !typing && wide.matches) open(row);
    if (late() !== told) { told = late(); document.getElementById("polite").textContent = told; }
    tick();
  });
  document.body.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "live") setClock(); });
})();
