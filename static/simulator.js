// The simulated phone: an input that empties once its message was taken.
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  if (ctx.sourceElement?.id !== "sim-form" || !ctx.response?.raw.ok) return;
  const input = document.getElementById("sim-text");
  input.value = "";
  input.focus();
});
