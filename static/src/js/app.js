// Everything here makes a page that already works a little kinder. Without it, every page works.
import { createAll, CharacterCount, ErrorSummary, SkipLink } from "govuk-frontend";
import { copyWords } from "./copy.js";
import { keepDrafts } from "./drafts.js";
import { sendFilters } from "./filters.js";
import { warnWhenIdle } from "./idle.js";
import { partial } from "./partial.js";
import { reveal } from "./reveals.js";
import { nameTheChosen } from "./rooms.js";
import { sendOnce } from "./sending.js";
import { markSteps } from "./steps.js";
import { clearOthers } from "./tiles.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const part of [ErrorSummary, SkipLink, CharacterCount]) {
  createAll(part);
}
for (const start of [
  sendOnce,
  keepDrafts,
  warnWhenIdle,
  reveal,
  clearOthers,
  markSteps,
  copyWords,
  sendFilters,
  nameTheChosen,
  partial,
]) {
  start();
}
