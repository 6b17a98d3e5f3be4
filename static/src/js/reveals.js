// What belongs to one answer is shown once that answer is chosen. Without a script it is there
// all the time.
export function reveal() {
  for (const input of document.querySelectorAll("[data-app-reveals]")) {
    update(input);
  }
  document.addEventListener("change", (event) => {
    const { name, form } = event.target;
    if (!name) {
      return;
    }
    for (const input of (form || document).querySelectorAll("[data-app-reveals]")) {
      if (input.name === name) {
        update(input);
      }
    }
  });
}

function update(input) {
  const place = document.getElementById(input.dataset.appReveals);
  if (place) {
    place.hidden = !input.checked;
  }
}
