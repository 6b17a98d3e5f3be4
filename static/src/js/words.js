// Words come from the page, where they are translated; the script knows none of its own.
let known;

export function say(key, values = {}) {
  if (!known) {
    const meta = document.querySelector('meta[name="app-words"]');
    known = meta ? JSON.parse(meta.content) : {};
  }
  return Object.entries(values).reduce(
    (words, [name, value]) => words.replace(`{${name}}`, value),
    known[key] || "",
  );
}
