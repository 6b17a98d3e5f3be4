// A changed select sends the filters by itself; the button is for those who type, and for pages
// without a script.
export function sendFilters() {
  for (const form of document.querySelectorAll("form[data-app-filters]")) {
    if (!form.querySelector("input[type=search], input[type=text]")) {
      for (const button of form.querySelectorAll("button[type=submit]")) {
        button.parentElement.hidden = true;
      }
    }
    form.addEventListener("change", (event) => {
      if (event.target.tagName === "SELECT") {
        form.requestSubmit();
      }
    });
  }
}
