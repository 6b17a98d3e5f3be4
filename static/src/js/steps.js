// A step turns deep with a tick once what it asks has an answer.
export function markSteps() {
  document.addEventListener("change", (event) => {
    const step = event.target.closest && event.target.closest("[data-app-asks]");
    if (!step) {
      return;
    }
    const asked = step.dataset.appAsks.split(" ").filter(Boolean);
    const done = asked.length > 0 && asked.every((name) => answered(step, name));
    step.classList.toggle("app-step--done", done);
    if (done && step.classList.contains("app-step--error")) {
      step.classList.remove("app-step--error");
      step.querySelector(".app-step__mark span").textContent = step.dataset.appStep;
    }
  });
}

function answered(step, name) {
  const chosen = [`[name="${name}"]`, `[name^="${name}_"]`].join(",");
  const controls = [...step.querySelectorAll(chosen)];
  const boxes = controls.filter((each) => each.type === "radio" || each.type === "checkbox");
  if (boxes.length) {
    return boxes.some((each) => each.checked);
  }
  return controls.length > 0 && controls.every((each) => each.value.trim() !== "");
}
