// A field to sign in with a finger, a pen or a mouse. `lumencarePen(frame)` finds the canvas and the
// button that clears it; whoever cannot draw types a name, which every such page asks for.
(() => {
  "use strict";
  window.lumencarePen = (frame, changed = () => {}) => {
    const canvas = frame.querySelector("canvas"), clear = frame.querySelector("[data-clear]");
    const pen = canvas.getContext("2d");
    let inked = false;
    const wipe = () => {
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      inked = false;
    };
    const at = (event) => {
      const box = canvas.getBoundingClientRect();
      return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height];
    };
    Object.assign(pen, { lineWidth: 4, lineCap: "round", lineJoin: "round", strokeStyle: "#111" });
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      pen.beginPath();
      pen.moveTo(...at(event));
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!canvas.hasPointerCapture(event.pointerId)) return;
      pen.lineTo(...at(event));
      pen.stroke();
      inked = true;
    });
    canvas.addEventListener("pointerup", changed);
    clear.addEventListener("click", () => { wipe(); changed(); });
    wipe();
    return {
      inked: () => inked,
      blob: () => new Promise((done) => canvas.toBlob(done, "image/png")),
      address: () => (inked ? canvas.toDataURL("image/png") : ""),
      // What was drawn before the page came back, as after a wrong code.
      show: (address) => {
        const picture = new Image();
        picture.addEventListener("load", () => { pen.drawImage(picture, 0, 0, canvas.width, canvas.height); inked = true; });
        picture.src = address;
      },
    };
  };
})();
