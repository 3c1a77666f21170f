// The queue of what an engineer did: kept on the phone first, then sent once, in order.
// Nothing is ever dropped here but by a person: what was refused stays, with the words for it.
window.lumencareQueue = (() => {
  "use strict";
  const STORE = "sent";
  const MOST_TRIES = 3;
  let opened = null;

  const open = () => {
    opened = opened || new Promise((resolve, reject) => {
      const asked = indexedDB.open("lumencare-phone", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id", autoIncrement: true });
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    return opened;
  };

  // Resolves once it is on the disk, not before: the phone may die right after.
  const inStore = async (mode, act) => {
    const base = await open();
    return new Promise((resolve, reject) => {
      const transaction = base.transaction(STORE, mode, { durability: "strict" });
      const asked = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  };

  const all = () => inStore("readonly", (store) => store.getAll());
  const put = (entry) => inStore("readwrite", (store) => store.put(entry));
  const drop = (id) => inStore("readwrite", (store) => store.delete(id));

  const freshKey = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    return [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, "0")).join("");
  };

  const add = (entry) => {
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
    return put({ key: freshKey(), at: new Date().toISOString(), state: "waiting", tries: 0, ...entry });
  };

  const cookie = (name) => {
    const found = document.cookie.split("; ").find((each) => each.startsWith(`${name}=`));
    return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
  };

  const post = (entry, address) => {
    const form = new FormData();
    form.set("key", entry.key);
    form.set("kind", entry.kind);
    form.set("device_at", entry.at);
    form.set("device_now", new Date().toISOString());
    form.set("payload", JSON.stringify(entry.payload || {}));
    if (entry.file) form.set("file", entry.file, entry.fileName || "file");
    const headers = { "X-CSRFToken": cookie("csrftoken"), Accept: "application/json" };
    return fetch(address, { method: "POST", body: form, headers, credentials: "same-origin", redirect: "manual" });
  };

  // Sends one thing; answers "sent", "offline", "signed-out" or "later".
  const sendOne = async (entry, address) => {
    let answer;
    try { answer = await post(entry, address); } catch { return "offline"; }
    if (answer.type === "opaqueredirect") return "signed-out";
    const told = await answer.json().catch(() => null);
    if (!told || !["done", "differs", "refused"].includes(told.outcome)) {
      await put({ ...entry, tries: entry.tries + 1 });
      return "later";
    }
    const kept = told.outcome === "refused" ? entry.file : undefined;
    await put({ ...entry, state: told.outcome, said: told.said, taken: told.at, file: kept });
    return "sent";
  };

  // In order; one that the server cannot answer lets the next pass after some tries, and waits on.
  const sendAll = async (person, addressOf) => {
    const passed = new Set();
    for (;;) {
      const waiting = (await all()).filter((each) => each.state === "waiting" && each.person === person);
      const next = waiting.find((each) => !passed.has(each.id));
      if (!next) return waiting.length ? "later" : "sent";
      const told = await sendOne(next, addressOf(next.visit));
      if (told === "later" && next.tries >= MOST_TRIES) passed.add(next.id);
      else if (told !== "sent") return told;
    }
  };

  // Two pages of one phone do not send at once; and should they, the key makes it one.
  const send = (person, addressOf) => {
    const run = () => sendAll(person, addressOf);
    return navigator.locks ? navigator.locks.request("lumencare-phone", run) : run();
  };

  return { add, all, drop, put, send };
})();
