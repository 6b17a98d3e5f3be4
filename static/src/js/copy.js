// Copies the words that may be used.
import { say } from "./words.js";

export function copyWords() {
  if (!navigator.clipboard) {
    return;
  }
  for (const button of document.querySelectorAll("[data-app-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const box = button.parentElement;
      const words = box.querySelector("[data-app-copied]").innerText.trim();
      const said = box.querySelector(".app-copied");
      try {
        await navigator.clipboard.writeText(words);
        said.textContent = say("copied");
      } catch {
        said.textContent = say("notCopied");
      }
    });
  }
}
