// A second click while a form is sent does nothing; the button says that it is being sent.
import { say } from "./words.js";

const GIVE_BACK = 10000;

export function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) {
      return;
    }
    if (form.dataset.appSending) {
      event.preventDefault();
      return;
    }
    form.dataset.appSending = "yes";
    const button = event.submitter || form.querySelector("button[type=submit]");
    setTimeout(() => wait(form, button), 0);
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-app-sending]")) {
      done(form, form.querySelector("[data-app-words]"));
    }
  });
}

function wait(form, button) {
  if (button && button.classList.contains("govuk-button")) {
    button.dataset.appWords = button.innerHTML;
    button.textContent = say("sending");
    button.setAttribute("aria-disabled", "true");
  }
  // A download leaves the page where it is: give the button back.
  setTimeout(() => done(form, button), GIVE_BACK);
}

function done(form, button) {
  delete form.dataset.appSending;
  if (button && button.dataset.appWords) {
    button.innerHTML = button.dataset.appWords;
    delete button.dataset.appWords;
    button.removeAttribute("aria-disabled");
  }
}
