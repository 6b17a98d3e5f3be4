// Parts of pages that renew themselves (htmx): with the form's token, and what a page asks by
// itself does not count as use of the session.
import htmx from "htmx.org/dist/htmx.esm.js";
import { token } from "./ask.js";
import { reveal } from "./reveals.js";

export function partial() {
  document.body.addEventListener("htmx:configRequest", (event) => {
    const { headers, elt, verb } = event.detail;
    if (verb !== "get") {
      headers["X-CSRFToken"] = token();
    }
    if (elt.closest("[data-app-background]")) {
      headers["X-App-Background"] = "1";
    } else {
      document.dispatchEvent(new CustomEvent("app:used"));
    }
  });
  document.body.addEventListener("htmx:afterSwap", reveal);
  document.body.addEventListener("htmx:responseError", (event) => {
    // The session ended: the page itself leads to signing in, and back here.
    if ([401, 403].includes(event.detail.xhr.status)) {
      window.location.reload();
    }
  });
  return htmx;
}
