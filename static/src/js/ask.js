// How the script talks to the service: same origin, with the form's token, JSON back.
export function token() {
  const meta = document.querySelector('meta[name="csrf-token"]');
  return meta ? meta.content : "";
}

export async function post(url, body, headers = {}) {
  const answer = await fetch(url, {
    method: "POST",
    body,
    credentials: "same-origin",
    redirect: "manual",
    headers: { Accept: "application/json", "X-CSRFToken": token(), ...headers },
  });
  const type = answer.headers.get("content-type") || "";
  return { ok: answer.ok, status: answer.status, data: type.includes("json") ? await answer.json() : {} };
}
