// Lights up a claim and its words together, whichever of the two is pointed at or has the focus.
"use strict";

const text = document.querySelector(".report");
const words = (name, value) => text.querySelectorAll(`.m[data-${name}~="${CSS.escape(value)}"]`);

function light(element) {
  for (const lit of text.querySelectorAll(".lit")) lit.classList.remove("lit");
  const claim = element.closest("[data-claim]");
  const word = element.closest(".m[data-claims], .m[data-voices]");
  const claims = claim ? [claim.dataset.claim] : (word?.dataset.claims ?? "").split(" ").filter(Boolean);
  for (const n of claims) {
    text.querySelector(`[data-claim="${CSS.escape(n)}"]`)?.classList.add("lit");
    for (const one of words("claims", n)) one.classList.add("lit");
  }
  if (!claim && !claims.length) {
    for (const n of (word?.dataset.voices ?? "").split(" ").filter(Boolean)) {
      for (const one of words("voices", n)) one.classList.add("lit");
    }
  }
}

for (const kind of ["pointerover", "focusin"]) {
  text.addEventListener(kind, (event) => light(event.target));
}
