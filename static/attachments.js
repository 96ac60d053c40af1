// A part of composer.js (src/http/assets.ts): all parts and dom.js share one scope.

// Files: chosen, dropped, pasted or photographed; all end in the one input.

on("change", (event) => {
  if (event.target.id === "reply-files") setFiles([...event.target.files]);
  if (event.target.id === "reply-camera") addFiles([...event.target.files]);
});
on("paste", (event) => {
  if (event.target.id !== "reply-text" || !event.clipboardData?.files.length) return;
  event.preventDefault();
  addFiles([...event.clipboardData.files]);
});
on("dragover", (event) => {
  const pane = event.target.closest?.("#thread-pane");
  if (!pane || !$("#reply-form") || !event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  $("#composer").classList.add("is-dropping");
});
on("dragleave", (event) => {
  if (!event.relatedTarget?.closest?.("#thread-pane"))
    $("#composer")?.classList.remove("is-dropping");
});
on("drop", (event) => {
  $("#composer")?.classList.remove("is-dropping");
  if (
    !event.target.closest?.("#thread-pane") ||
    !$("#reply-form") ||
    !event.dataTransfer.files.length
  )
    return;
  event.preventDefault();
  setMode("reply");
  addFiles([...event.dataTransfer.files]);
});

const addFiles = (files) => setFiles([...$("#reply-files").files, ...files]);

function setFiles(files) {
  const input = $("#reply-files");
  const kept = new DataTransfer();
  for (const file of files) if (fits(file)) kept.items.add(file);
  input.files = kept.files;
  for (const image of $$("#files img")) URL.revokeObjectURL(image.src);
  $("#files").replaceChildren(...[...kept.files].map(fileChip));
}

function fits(file) {
  const form = $("#reply-form");
  const limits = JSON.parse(form.dataset.limits);
  const limit = limits[file.type.split("/")[0]] ?? limits.document;
  if (file.size <= limit * 1024 * 1024) return true;
  const text = form.dataset.tooLarge.replace("{name}", file.name).replace("{limit}", limit);
  const notice = document.createElement("p");
  notice.className = "error";
  notice.role = "alert";
  notice.textContent = text;
  $("#composer-notice").replaceChildren(notice);
  return false;
}

function fileChip(file, index) {
  const chip = document.createElement("li");
  if (file.type.startsWith("image/")) {
    const image = document.createElement("img");
    image.src = URL.createObjectURL(file);
    image.alt = "";
    chip.append(image);
  }
  const name = document.createElement("span");
  name.className = "one-line";
  name.textContent = file.name;
  const remove = document.createElement("button");
  remove.type = "button";
  remove.textContent = "×";
  remove.ariaLabel = $("#reply-form").dataset.remove.replace("{name}", file.name);
  remove.onclick = () => setFiles([...$("#reply-files").files].filter((_, at) => at !== index));
  chip.append(name, remove);
  return chip;
}
