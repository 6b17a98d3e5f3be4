// Two minutes before the session ends it says so, and one button keeps it. Another tab may have
// kept it alive meanwhile, so the service is asked first, in a way that does not count as use.
import { post } from "./ask.js";

const NOTICE = 120;

export function warnWhenIdle() {
  const seconds = Number(document.body.dataset.appIdle);
  const bar = document.querySelector("[data-app-idle-warning]");
  if (!seconds || !bar) {
    return;
  }
  const state = { ends: 0, timer: 0 };
  const begin = (left) => {
    bar.hidden = true;
    state.ends = Date.now() + left * 1000;
    wait(state, Math.max(0, left - NOTICE), () => check(state, bar, begin));
  };
  begin(seconds);
  document.addEventListener("app:used", () => begin(seconds));
  bar.querySelector("[data-app-stay-button]").addEventListener("click", async () => {
    const answer = await stay({}).catch(() => null);
    if (answer && answer.ok) {
      begin(answer.data.seconds || seconds);
    } else {
      window.location.reload();
    }
  });
}

function stay(headers) {
  return post(document.body.dataset.appStay, new FormData(), headers);
}

function wait(state, seconds, then) {
  clearTimeout(state.timer);
  state.timer = setTimeout(then, seconds * 1000);
}

async function check(state, bar, begin) {
  const answer = await stay({ "X-App-Background": "1" }).catch(() => null);
  const left = answer && answer.ok ? answer.data.seconds : (state.ends - Date.now()) / 1000;
  if (left > NOTICE + 5) {
    begin(left);
    return;
  }
  document.dispatchEvent(new CustomEvent("app:keep"));
  bar.hidden = false;
  document.body.prepend(bar);
  wait(state, Math.max(5, left) + 2, () => window.location.reload());
}
