// The phone's pages: forms go into the queue, the page shows at once what it will be. Without this
// file every form works by itself, online.
(() => {
  "use strict";
  const root = document.querySelector(".ph");
  const known = document.getElementById("ph-config");
  if (!root || !known || !window.indexedDB || !window.lumencareQueue) return;
  const config = JSON.parse(known.textContent);
  const { words } = config;
  const queue = window.lumencareQueue;
  const visit = document.getElementById("ph-visit");
  const mine = config.visits[config.number];
  const language = document.documentElement.lang === "en" ? "en" : "zh";
  const part = (id) => document.getElementById(id);
  const addressOf = (number) => config.send.replace("NUMBER", encodeURIComponent(number));
  const ENDS = { "set-out": "on-the-way", arrive: "on-site", finish: "done", miss: "missed" };
  const LONGEST_SIDE = 2048;
  const AGAIN = 30000;
  root.classList.add("js");

  // ---- what is shown ----
  const newer = (entry) => entry.state === "waiting" || (entry.state !== "refused" && entry.taken > config.made);
  const stateOf = (number, entries) => entries
    .filter((each) => each.visit === number && newer(each) && ENDS[each.kind])
    .reduce((_, each) => ENDS[each.kind], config.visits[number].state);

  const make = (tag, text, look) => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (look) made.className = look;
    return made;
  };

  const line = (entry) => {
    const row = make("li", "");
    const looks = { waiting: "lamp", done: "ok", differs: "warn", refused: "bad" };
    const clock = new Date(entry.at).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" });
    const about = config.number ? "" : ` · ${entry.visit}`;
    row.append(make("b", `${clock} ${config.kinds[entry.kind]}${about}`), make("span", words[entry.state], `badge ${looks[entry.state]}`));
    if (entry.said && entry.said[language]) row.append(make("p", entry.said[language]));
    if (entry.file && entry.state === "refused") {
      const link = make("a", words.keep_file, "btn");
      link.href = URL.createObjectURL(entry.file);
      link.download = entry.fileName || entry.kind;
      row.append(link);
    }
    if (entry.state !== "done") {
      const button = make("button", entry.state === "waiting" ? words.take_back : words.noted, "btn");
      button.type = "button";
      button.addEventListener("click", async () => { await queue.drop(entry.id); show(); });
      row.append(button);
    }
    return row;
  };

  const showVisit = (entries) => {
    const here = entries.filter((each) => each.visit === config.number && newer(each));
    const state = stateOf(config.number, entries);
    visit.dataset.state = state;
    visit.querySelectorAll("[data-when]").forEach((each) => { each.hidden = !each.dataset.when.split(" ").includes(state); });
    const photos = part("ph-photos");
    photos.textContent = Number(photos.dataset.kept) + here.filter((each) => each.kind === "photo").length;
    const cause = here.filter((each) => each.kind === "cause").pop();
    if (cause) visit.querySelectorAll("[name=cause]").forEach((each) => each.setAttribute("aria-pressed", String(each.value === cause.payload.cause)));
    visit.querySelectorAll("#ph-parts .new").forEach((each) => each.remove());
    here.filter((each) => each.kind === "part").forEach((each) => part("ph-parts").append(make("li", each.payload.part_number, "new")));
    const signed = here.filter((each) => each.kind === "sign").pop();
    if (signed) part("ph-signed").querySelector("b").textContent = signed.payload.signer;
    part("ph-signed").hidden = !(signed || mine.signed);
    visit.querySelector("form[data-kind=sign]").hidden = Boolean(signed || mine.signed);
    const closed = here.some((each) => each.kind === "finish" && each.state !== "waiting");
    part("ph-report").hidden = !(state === "done" && (closed || mine.report));
  };

  let net = "";
  const show = async () => {
    const entries = await queue.all();
    const own = entries.filter((each) => each.person === config.person);
    const waiting = own.filter((each) => each.state === "waiting").length;
    part("ph-queue").hidden = !waiting;
    part("ph-count").textContent = words.n_waiting.replace("N", waiting);
    part("ph-net").textContent = net || (navigator.onLine ? words.online : words.offline);
    part("ph-send").textContent = words.send_now;
    const others = entries.filter((each) => each.person !== config.person && each.state === "waiting");
    part("ph-other").hidden = !others.length;
    if (others.length) part("ph-other").textContent = words.of_other.replace("N", others.length).replace("WHO", others[0].name);
    document.querySelectorAll("[data-badge]").forEach((each) => {
      const number = each.dataset.badge;
      const left = own.filter((entry) => entry.visit === number && entry.state === "waiting").length;
      each.textContent = config.states[stateOf(number, own)] + (left ? ` · ${words.n_waiting.replace("N", left)}` : "");
    });
    const shown = own.filter((each) => (config.number ? each.visit === config.number : each.state !== "done"));
    part("ph-log-part").hidden = !shown.length;
    part("ph-log").replaceChildren(...shown.reverse().map(line));
    if (visit) showVisit(own);
  };

  const noStore = () => {
    part("ph-queue").hidden = false;
    part("ph-net").textContent = words.no_store;
  };

  // ---- sending ----
  let later = 0;
  const send = async () => {
    clearTimeout(later);
    const told = await queue.send(config.person, addressOf);
    net = { offline: words.offline, later: words.later, "signed-out": words.signed_out }[told] || "";
    if (told !== "sent") later = setTimeout(send, AGAIN);
    await show();
  };

  const add = async (kind, payload, file, fileName) => {
    await queue.add({ person: config.person, name: config.name, visit: config.number, kind, payload, file, fileName });
  };

  // ---- forms ----
  const wrong = (form, text) => {
    const note = form.querySelector(".ph-error");
    note.textContent = text;
    note.hidden = !text;
    return Boolean(text);
  };

  const value = (form, name) => (form.elements[name] ? form.elements[name].value.trim() : "");
  const checksOf = (form) => ({
    checks: [...form.querySelectorAll("[name=checks]:checked")].map((each) => each.value),
    findings: value(form, "findings"),
    ...(form.elements.trained ? { trained: form.elements.trained.checked } : {}),
  });

  // Large photos are drawn smaller before they are kept; what the browser cannot read stays as it is.
  const smaller = async (file) => {
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
      return made && (scale < 1 || made.size < file.size || file.type !== "image/jpeg") ? made : file;
    } catch { return file; }
  };

  const photo = async (file) => {
    if (!file) return;
    const picture = await smaller(file);
    const name = file.name || "photo.jpg";
    if (picture.size <= config.most) await add("photo", {}, new Blob([await picture.arrayBuffer()], { type: picture.type }), name);
    else await queue.add({ person: config.person, name: config.name, visit: config.number, kind: "photo", payload: {}, file: picture, fileName: name, state: "refused", said: config.too_big });
  };

  const pen = visit && window.lumencarePen(part("ph-pen"));

  const forms = {
    "set-out": () => add("set-out", {}),
    arrive: () => add("arrive", {}),
    photo: async (form) => {
      await photo(form.elements.file.files[0]);
      form.reset();
    },
    cause: (form, button) => add("cause", { cause: button.value, answers: mine.answers, mark: mine.mark }),
    part: async (form) => {
      if (wrong(form, value(form, "part_number") ? "" : words.part_missing)) return;
      const names = ["part_number", "faulty_serial", "new_serial"];
      await add("part", Object.fromEntries(names.map((name) => [name, value(form, name)])));
      // A unit that went in is not offered again, also before the office knows of it.
      const picked = form.elements.from_bag && form.elements.from_bag.selectedOptions[0];
      if (picked && !picked.value.endsWith("|")) picked.remove();
      form.reset();
    },
    checks: async (form) => { await add("checks", checksOf(form)); forget(); },
    miss: async (form) => {
      if (!wrong(form, value(form, "why") ? "" : words.why_missing)) await add("miss", { why: value(form, "why") });
    },
    finish: async (form) => {
      const sheet = visit.querySelector("form[data-kind=sign]");
      const why = value(form, "unsigned_why");
      const signer = value(sheet, "signer");
      const toSign = !sheet.hidden && pen.inked();
      if (wrong(form, sheet.hidden || toSign || why ? "" : words.sign_first)) return;
      if (toSign && wrong(form, signer ? "" : words.name_missing)) { sheet.elements.signer.focus(); return; }
      if (draft()) await add("checks", checksOf(visit.querySelector("form[data-kind=checks]")));
      if (toSign) await add("sign", { signer }, await pen.blob(), "signature.png");
      await add("finish", { fixed: form.elements.fixed.checked, unsigned_why: why });
      forget();
      scrollTo(0, 0);
    },
    sign: () => {},
  };

  // One after the other, none left out: a second tap on the same button is the only one ignored.
  let chain = Promise.resolve();
  const busy = new Set();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    // Whoever signs out leaves no page of a customer behind; what waits to be sent stays.
    if (form.action.endsWith("/account/logout/") && navigator.serviceWorker && navigator.serviceWorker.controller) {
      navigator.serviceWorker.controller.postMessage({ forget: true });
    }
    if (!form.dataset.kind) return;
    event.preventDefault();
    if (busy.has(form)) return;
    busy.add(form);
    const { submitter } = event;
    chain = chain.then(() => forms[form.dataset.kind](form, submitter)).then(show).catch(noStore).finally(() => busy.delete(form));
    chain.then(send);
  });

  // ---- what is typed but not sent yet outlives the page ----
  const notes = visit && visit.querySelector("form[data-draft]");
  const shelf = `lumencare-draft-${config.person}-${config.number}`;
  const draft = () => localStorage.getItem(shelf);
  const forget = () => localStorage.removeItem(shelf);

  const takeUpDraft = () => {
    const kept = JSON.parse(draft() || "null");
    notes.addEventListener("input", () => localStorage.setItem(shelf, JSON.stringify(checksOf(notes))));
    if (!kept) return;
    notes.querySelectorAll("[name=checks]").forEach((each) => { each.checked = kept.checks.includes(each.value); });
    notes.elements.findings.value = kept.findings;
    if (notes.elements.trained) notes.elements.trained.checked = Boolean(kept.trained);
  };

  // ---- scan ----
  const offerScan = () => {
    const detector = new window.BarcodeDetector();
    visit.querySelectorAll("[data-scan]").forEach((field) => {
      const label = part("ph-scan").content.firstElementChild.cloneNode(true);
      field.after(label);
      label.querySelector("input").addEventListener("change", async (event) => {
        const file = event.target.files[0];
        const found = file ? await detector.detect(await createImageBitmap(file)).catch(() => []) : [];
        if (found.length) field.value = found[0].rawValue;
        wrong(field.form, found.length ? "" : words.no_code);
      });
    });
  };

  // What is picked from the bag is written into the fields, where it can be seen and put right.
  const offerBag = (pick) => pick.addEventListener("change", () => {
    const cut = pick.value.lastIndexOf("|");
    pick.form.elements.part_number.value = pick.value.slice(0, Math.max(cut, 0));
    pick.form.elements.new_serial.value = pick.value.slice(cut + 1);
  });

  if (visit) {
    if (part("from_bag")) offerBag(part("from_bag"));
    takeUpDraft();
    if (window.BarcodeDetector) offerScan();
    part("ph-camera").addEventListener("change", (event) => {
      if (event.target.files.length) event.target.form.requestSubmit();
    });
  }
  part("ph-send").addEventListener("click", send);
  addEventListener("online", send);
  addEventListener("offline", show);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });

  // What was sent before this page was made is in the page; it is told no longer.
  const clear = async () => {
    for (const each of await queue.all()) {
      if (each.state === "done" && each.person === config.person && each.taken <= config.made) await queue.drop(each.id);
    }
  };

  const keepPages = async () => {
    if (!navigator.serviceWorker) return;
    const other = localStorage.getItem("lumencare-person");
    if (other && other !== String(config.person)) await caches.delete("lumencare-phone");
    localStorage.setItem("lumencare-person", config.person);
    navigator.serviceWorker.addEventListener("message", (event) => {
      if (part("ph-kept")) part("ph-kept").hidden = !event.data.carried;
    });
    await navigator.serviceWorker.register(config.worker, { scope: config.scope });
    const ready = await navigator.serviceWorker.ready;
    if (!config.number) ready.active.postMessage({ carry: config.carry });
  };

  clear().then(show).then(send).catch(noStore);
  keepPages().catch(() => {});
})();
