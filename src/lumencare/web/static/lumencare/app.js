// Keys and small comforts. Every page works without this file; it only saves hand movements.
(() => {
  "use strict";
  const field = document.getElementById("q");
  const hits = document.getElementById("hits");
  const typing = (target) => /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable;

  // Ctrl K or / leads to the search field; arrows walk its hits; Enter opens the one chosen.
  const links = () => (hits ? [...hits.querySelectorAll("a")] : []);
  const choose = (step) => {
    const all = links();
    if (!all.length) return;
    const at = all.findIndex((each) => each.classList.contains("sel"));
    const next = (at + step + all.length) % all.length;
    all.forEach((each, index) => each.classList.toggle("sel", index === (at < 0 && step < 0 ? all.length - 1 : next)));
    all[next].scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (field && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      field.focus();
      field.select();
    } else if (field && event.key === "/" && !typing(event.target)) {
      event.preventDefault();
      field.focus();
    } else if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      const main = document.querySelector("[data-main-action]");
      if (main) { event.preventDefault(); main.click(); }
    } else if (event.target === field && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && hits && hits.innerHTML) {
      hits.innerHTML = "";
    } else if (event.key === "Escape") {
      document.querySelectorAll("details.me[open]").forEach((each) => { each.open = false; });
    } else if (event.key === "?" && !typing(event.target)) {
      const help = document.getElementById("help");
      if (help && help.showModal) { if (help.open) help.close(); else help.showModal(); }
    } else if (!typing(event.target) && (event.key === "j" || event.key === "k") && !event.ctrlKey) {
      walkRows(event.key === "j" ? 1 : -1);
    } else if (!typing(event.target) && event.key === "Enter" && document.querySelector("tr[aria-selected=true]")) {
      const link = document.querySelector("tr[aria-selected=true] a");
      if (link && event.target === document.body) link.click();
    }
  });
  // Enter opens the chosen hit, else the first; typed faster than answered, it waits for the answer.
  if (field && hits) {
    let waiting = false;
    const open = (link) => { location.href = link.href; };
    field.form.addEventListener("submit", (event) => {
      const chosen = links().find((each) => each.classList.contains("sel"));
      const link = chosen || (hits.dataset.of === field.value ? links()[0] : null);
      if (link) { event.preventDefault(); open(link); }
      else if (window.htmx && field.value.trim() && hits.dataset.of !== field.value) { event.preventDefault(); waiting = true; }
    });
    document.body.addEventListener("htmx:afterRequest", (event) => {
      if (event.detail.elt !== field) return;
      const asked = event.detail.requestConfig.parameters.q;
      hits.dataset.of = event.detail.successful ? asked : "";
      if (!waiting || (event.detail.successful && asked !== field.value)) return;
      waiting = false;
      if (links().length) open(links()[0]); else field.form.submit();
    });
  }
  // J and K walk the rows of the page's first table.
  const walkRows = (step) => {
    const rows = [...document.querySelectorAll("main .tbl tbody tr")].filter((each) => each.querySelector("th a, td a"));
    if (!rows.length) return;
    const at = rows.findIndex((each) => each.getAttribute("aria-selected") === "true");
    const next = Math.max(0, Math.min(rows.length - 1, at + step));
    rows.forEach((each, index) => (index === next ? each.setAttribute("aria-selected", "true") : each.removeAttribute("aria-selected")));
    rows[next].scrollIntoView({ block: "nearest" });
  };
  // X marks the row; `data-row-key` is what a key does to the row alone while none is marked.
  // One key for what a page does often: `data-key` names it; `data-cycle` goes on to the next choice.
  const writing = (target) => typing(target) && !/^(radio|checkbox)$/.test(target.type);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
    const key = CSS.escape(event.key.toLowerCase());
    const row = document.querySelector("main tr[aria-selected=true]");
    const mark = key === "x" && row ? row.querySelector("input[type=checkbox]") : null;
    const own = row && !document.querySelector("main tbody input:checked") ? row.querySelector(`[data-row-key="${key}"]`) : null;
    const one = mark || own || document.querySelector(`[data-key="${key}"]:not(:disabled)`);
    const round = [...document.querySelectorAll(`[data-cycle="${key}"]:enabled`)];
    const next = one || round[(round.findIndex((each) => each.checked) + 1) % round.length];
    if (next) { event.preventDefault(); next.click(); }
  });
  // What was copied is said aloud to a screen reader, and shown on the button.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button || !navigator.clipboard) return;
    event.preventDefault();
    navigator.clipboard.writeText(button.dataset.copy).then(() => {
      document.getElementById("polite").textContent = button.dataset.copied || "";
      button.classList.add("ok");
    });
  });
  // All pages of a quotation are printed, also those that nobody opened.
  addEventListener("beforeprint", () => {
    document.querySelectorAll("details.sheets").forEach((each) => { each.open = true; });
  });
  // An open menu closes when something else is clicked.
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.me[open]").forEach((each) => { if (!each.contains(event.target)) each.open = false; });
  });
})();
