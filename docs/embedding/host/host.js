// What a portal's own script does with Opora: it may be called before the loader is there.
window.Opora ??= (...call) => {
  (Opora.q ??= []).push(call);
  return () => Opora("off", call[1], call[2]);
};

// Everything the portal is told, for the page to show.
const told = [];
const EVENTS = "ready resize route request-created unread close error identified logged-out token-expired";
for (const name of EVENTS.split(" ")) {
  Opora("on", name, ({ detail }) => {
    told.push({ name, detail });
    const log = document.querySelector("#log");
    if (log) log.textContent = `${name} ${JSON.stringify(detail)}\n${log.textContent}`;
  });
}
window.told = told;

// A portal signs on its server, with a key that no browser knows. This one is a demonstration.
const KEY = "opora-demo-portal-key-not-a-secret";
const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const text = (value) => new TextEncoder().encode(value);
async function token() {
  const now = Math.floor(Date.now() / 1000);
  const audience = document.documentElement.dataset.opora;
  const claims = { iss: "demo", aud: audience, sub: "demo-visitor", iat: now, exp: now + 300, jti: crypto.randomUUID(), name: "Анна Петрова", email: "anna@example.ru" };
  const parts = [{ alg: "HS256", typ: "JWT" }, claims].map((part) => base64(text(JSON.stringify(part))));
  const key = await crypto.subtle.importKey("raw", text(KEY), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return `${parts.join(".")}.${base64(await crypto.subtle.sign("HMAC", key, text(parts.join("."))))}`;
}

const { service } = document.documentElement.dataset;
if (service) Opora("context", { page: document.title.split(" — ")[0], service });

const ACTIONS = {
  ask: () => Opora("open", "/requests/new/feedback"),
  guide: () => Opora("open", "/guides/password-reset"),
  enter: () => Opora("identify", token),
  leave: () => Opora("logout"),
};
document.addEventListener("click", ({ target }) => ACTIONS[target.dataset?.action]?.());
