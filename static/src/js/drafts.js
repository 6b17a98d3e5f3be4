// Nothing is lost: what one types is kept as a draft, at most every three seconds, and the page
// says so. When the network fails it says that too, and keeps trying. Leaving warns only when
// something has not been kept.
import { post } from "./ask.js";
import { say } from "./words.js";

const PAUSE = 3000;
const SLOWEST = 60000;

export function keepDrafts() {
  for (const form of document.querySelectorAll("form[data-app-draft-url]")) {
    watch(form);
  }
}

function watch(form) {
  const state = { dirty: false, busy: false, sent: false, last: 0, fails: 0, timer: 0 };
  const mark = document.querySelector("[data-app-saved]");
  const changed = () => {
    state.dirty = true;
    later(form, state, mark);
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => {
    state.sent = true;
    clearTimeout(state.timer);
  });
  const now = () => state.dirty && keep(form, state, mark);
  window.addEventListener("online", now);
  document.addEventListener("app:keep", now);
  document.addEventListener("visibilitychange", () => document.hidden && now());
  window.addEventListener("pageshow", () => (state.sent = false));
  window.addEventListener("beforeunload", (event) => {
    if (state.dirty && !state.sent) {
      event.preventDefault();
    }
  });
}

function later(form, state, mark, least = 0) {
  clearTimeout(state.timer);
  const wait = Math.max(800, least, state.last + PAUSE - Date.now());
  state.timer = setTimeout(() => keep(form, state, mark), wait);
}

async function keep(form, state, mark) {
  if (state.busy || state.sent || !state.dirty) {
    return;
  }
  state.busy = true;
  state.dirty = false;
  state.last = Date.now();
  try {
    const answer = await post(form.dataset.appDraftUrl, answers(form));
    if (answer.ok && answer.data.saved) {
      state.fails = 0;
      show(mark, answer.data.words, answer.data.note, true);
    } else if (answer.status === 401 || answer.data.signed_out) {
      state.dirty = true;
      show(mark, say("signedOut"), say("signInElsewhere"), false);
    } else if (answer.data.words) {
      show(mark, answer.data.words, "", false);
    } else {
      failed(form, state, mark);
    }
  } catch {
    failed(form, state, mark);
  } finally {
    state.busy = false;
    if (state.dirty && !state.fails) {
      later(form, state, mark);
    }
  }
}

function failed(form, state, mark) {
  state.dirty = true;
  state.fails += 1;
  show(mark, say("notSaved"), say("tryingAgain"), false);
  later(form, state, mark, Math.min(SLOWEST, PAUSE * 2 ** state.fails));
}

// The answers without files: those are sent with the form itself.
function answers(form) {
  const body = new FormData();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") {
      body.append(name, value);
    }
  }
  return body;
}

// The words change once a minute at most, because they name the minute; so it is said no oftener.
function show(mark, words, note, good) {
  if (!mark || mark.dataset.appSaid === words) {
    return;
  }
  mark.dataset.appSaid = words;
  mark.classList.toggle("app-saved--failed", !good);
  mark.querySelector("[data-app-saved-icon]").hidden = !good;
  const strong = document.createElement("strong");
  strong.textContent = words;
  mark.querySelector("[data-app-saved-words]").replaceChildren(strong, ` ${note || ""}`);
}
