// The button that gives a case away names the worker who is chosen.
export function nameTheChosen() {
  for (const button of document.querySelectorAll("[data-app-named]")) {
    const form = button.form;
    if (!form) {
      continue;
    }
    const update = () => {
      const chosen = form.querySelector("input[data-app-name]:checked");
      if (chosen) {
        button.textContent = button.dataset.appNamed.replace("{name}", chosen.dataset.appName);
      }
    };
    form.addEventListener("change", update);
    update();
  }
}
