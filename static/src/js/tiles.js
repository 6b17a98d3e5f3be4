// "I don't know yet" clears the other ticks, and a tick clears it.
export function clearOthers() {
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (input.type !== "checkbox" || !input.checked) {
      return;
    }
    const tiles = input.closest("[data-app-tiles]");
    if (!tiles) {
      return;
    }
    const alone = "appAlone" in input.dataset;
    for (const other of tiles.querySelectorAll(`input[name="${CSS.escape(input.name)}"]`)) {
      if (other !== input && (alone || "appAlone" in other.dataset)) {
        other.checked = false;
      }
    }
  });
}
