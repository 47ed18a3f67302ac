// Files dropped anywhere on the form are as if chosen; their names are listed.
"use strict";

const drop = document.querySelector("#drop");
const files = document.querySelector("#files");
const chosen = document.querySelector("#chosen");
const form = files.form;
document.querySelector(".drop__hint").hidden = false;

function list() {
  chosen.replaceChildren(
    ...[...files.files].map((file) => {
      const item = document.createElement("li");
      item.textContent = `${file.name} (${Math.ceil(file.size / 1024)} KiB)`;
      return item;
    }),
  );
}

for (const kind of ["dragenter", "dragover"]) {
  form.addEventListener(kind, (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.add("over");
  });
}
for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, () => drop.classList.remove("over"));
form.addEventListener("drop", (event) => {
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  files.files = event.dataTransfer.files;
  list();
});
files.addEventListener("change", list);
