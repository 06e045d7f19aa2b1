// A part of the service worker: what waits to be sent leaves where no page of Opora is open, too. The app is the other one
// who sends (src/form/outbox.rs), and the only one who tells the person. The two share a lock, the idempotency key, which
// makes one request of two sendings, and what an entry holds (`Waiting` there). The worker puts the answer into the entry,
// with the key of the request in it; the app has it settled before it sends anything itself.

// Of the app on its own site: frames of other portals have theirs, and a session besides.
const DATABASE = "opora";
const LOCK = "opora.outbox";

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

// The database, if the app has made one.
const opened = () => {
  const request = indexedDB.open(DATABASE);
  request.onupgradeneeded = () => request.transaction.abort();
  return done(request).catch(() => undefined);
};

// What the API at `base` answers; `undefined` where it refuses, which the app hears once more and tells. Throws where trying
// again makes sense, as the app sees it (api/error.rs).
const post = async (base, path, { language }, headers, body) => {
  const joint = path.includes("?") ? "&" : "?";
  const response = await fetch(`${base}${path}${joint}lang=${language}`, { method: "POST", headers, body });
  if (response.status >= 500 || [408, 409, 429].includes(response.status)) throw new Error(`${path}: ${response.status}`);
  // The page of a hotel's network is no answer.
  return response.ok ? response.json() : undefined;
};

const sendAll = async (base, database) => {
  const table = (name, mode) => database.transaction(name, mode).objectStore(name);
  const keep = (entry) => done(table("outbox", "readwrite").put(JSON.stringify(entry), entry.idempotency_key));
  const isSent = async (entry, file) => {
    const content = file.uploaded ? undefined : await done(table("files").get(file.id));
    if (content) {
      const headers = {
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        "content-type": "application/octet-stream",
      };
      file.uploaded = await post(base, `/attachments?profile=${entry.profile}`, entry, headers, content);
      // When the answer to the request is lost, the next attempt must have the same body under the same key.
      if (file.uploaded) await keep(entry);
    }
    return Boolean(file.uploaded);
  };
  const send = async (entry) => {
    for (const file of entry.files) if (!(await isSent(entry, file))) return;
    const attachments = entry.files.map(({ uploaded: { id, key }, description }) => ({ id, key, description }));
    const { form, fields, preferences, context } = entry;
    const headers = { "content-type": "application/json", "idempotency-key": entry.idempotency_key };
    const body = JSON.stringify({ form, fields, attachments, preferences, context });
    const answer = await post(base, "/requests", entry, headers, body);
    if (answer) await keep({ ...entry, answer: JSON.stringify(answer) });
  };
  const entries = (await done(table("outbox").getAll())).map((text) => JSON.parse(text));
  // Who wrote one under the name of a portal's account sends it from there; a refused one waits to be mended.
  for (const entry of entries) if (entry.language && !entry.answer && !entry.refusal && !entry.owner) await send(entry);
};

// Sends what waits, as soon as no page does. Throws where something is left that could be sent later.
export const flush = (base) =>
  navigator.locks.request(LOCK, async () => {
    const database = await opened();
    try {
      if (database) await sendAll(base, database);
    } finally {
      database?.close();
    }
  });
