// Keys for what the page's buttons and links do, and words of the report into the field one is in by selecting them.
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, select, textarea")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "k") return history.back();
  const meant = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!meant) return;
  event.preventDefault();
  if (meant.tagName === "SUMMARY") {
    const details = meant.parentElement;
    details.open = !details.open;
    (details.open ? details.querySelector("select, input:not([type=hidden])") : meant).focus();
  } else {
    meant.click();
  }
});

let field = null;
document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-words]")) field = event.target;
});
document.querySelector(".case__text")?.addEventListener("pointerup", () => {
  const chosen = String(getSelection()).trim();
  if (chosen && field?.closest("details")?.open) {
    field.value = chosen;
    field.focus();
  }
});
