// The page of a signature: the code shows in six boxes, and how long until another may be sent.
// Whoever likes draws a signature too. Without this file it is one field and one button.
(() => {
  "use strict";
  document.querySelectorAll(".otp").forEach((frame) => {
    const field = frame.querySelector("input"), boxes = [...frame.querySelectorAll(".code i")];
    const draw = () => {
      const digits = field.value.replace(/\D/g, "").slice(0, boxes.length);
      if (digits !== field.value) field.value = digits;
      boxes.forEach((box, at) => {
        box.textContent = digits[at] || "";
        box.classList.toggle("f", at === Math.min(digits.length, boxes.length - 1) && document.activeElement === field);
      });
    };
    frame.classList.add("live");
    ["input", "focus", "blur", "change"].forEach((name) => field.addEventListener(name, draw));
    draw();
  });
  document.querySelectorAll("[data-pen]").forEach((frame) => {
    const kept = frame.closest("form").elements.drawing;
    const before = kept.value;
    const pen = window.lumencarePen(frame, () => { kept.value = pen.address(); });
    frame.hidden = false;
    if (before) pen.show(before);
  });
  document.querySelectorAll("[data-again]").forEach((button) => {
    const shown = button.querySelector("[data-left]");
    const until = Date.now() + Number(button.dataset.again) * 1000;
    button.disabled = true;
    const tick = () => {
      const left = Math.ceil((until - Date.now()) / 1000);
      if (left > 0) { shown.textContent = left; return; }
      shown.remove();
      button.disabled = false;
      clearInterval(timer);
    };
    const timer = setInterval(tick, 500);
  });
})();
