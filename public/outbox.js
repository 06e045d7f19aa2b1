// A part of the service worker: what waits to be sent leaves where no page of Opora is open, too. The app is the other one
// who sends (src/form/outbox.rs), and the only one who tells the person. The two share a lock, the idempotency key, which
// makes one request of two sendings, and what an entry holds (`Waiting` there). The worker puts the answer into the entry,
// with the key of the request in it; the app has it settled before it sends anything itself.

// Of the app on its own site: frames of other portals have theirs, and a session besides.
const DATABASE = "opora";
const LOCK = "opora.outbox";
// How long a call and a file may take, in milliseconds (api/fetch.rs): a page may be waiting for the lock.
const PATIENCE = 20_000;
const FILE_PATIENCE = 300_000;

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

// The database, if the app has made one. A newer version of the app does not wait for it.
const opened = async () => {
  const request = indexedDB.open(DATABASE);
  request.onupgradeneeded = () => request.transaction.abort();
  const database = await done(request).catch(() => undefined);
  if (database) database.onversionchange = () => database.close();
  return database;
};

// What the API at `base` answers; `undefined` where it refuses, which the app hears once more and tells. Throws where trying
// again makes sense, as the app sees it (api/error.rs).
const post = async (base, path, language, headers, body, patience) => {
  const address = `${base}${path}${path.includes("?") ? "&" : "?"}lang=${language}`;
  const response = await fetch(address, { method: "POST", headers, body, signal: AbortSignal.timeout(patience) });
  if (response.status >= 500 || [408, 409, 429].includes(response.status)) throw new Error(`${path}: ${response.status}`);
  // The page of a hotel's network is no answer.
  return response.ok ? response.json() : undefined;
};

const sendAll = async (base, database) => {
  const table = (name, mode) => database.transaction(name, mode).objectStore(name);
  const read = async (key, from = table("outbox")) => JSON.parse((await done(from.get(key))) ?? "null");
  // In one transaction: what the person has deleted meanwhile stays gone.
  const change = async (key, news) => {
    const outbox = table("outbox", "readwrite");
    const entry = await read(key, outbox);
    if (entry) await done(outbox.put(JSON.stringify({ ...entry, ...news }), key));
    return Boolean(entry);
  };
  // Whether all its files are there.
  const bring = async (key, { files, profile, language }) => {
    for (const file of files.filter(({ uploaded }) => !uploaded)) {
      const content = await done(table("files").get(file.id));
      const headers = {
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        "content-type": "application/octet-stream",
      };
      const path = `/attachments?profile=${profile}`;
      file.uploaded = content && (await post(base, path, language, headers, content, FILE_PATIENCE));
      // When the answer to the request is lost, the next attempt must have the same body under the same key.
      if (!file.uploaded || !(await change(key, { files }))) return false;
    }
    return true;
  };
  const send = async (key) => {
    const entry = await read(key);
    // Who wrote one under the name of a portal's account sends it from there; a refused one waits to be mended.
    if (!entry?.language || entry.answer || entry.refusal || entry.owner || !(await bring(key, entry))) return;
    const attachments = entry.files.map(({ uploaded: { id, key }, description }) => ({ id, key, description }));
    const { form, fields, preferences, context } = entry;
    const headers = { "content-type": "application/json", "idempotency-key": key };
    const body = JSON.stringify({ form, fields, attachments, preferences, context });
    const answer = await post(base, "/requests", entry.language, headers, body, PATIENCE);
    if (answer) await change(key, { answer: JSON.stringify(answer) });
  };
  // One that fails keeps no other from leaving.
  let failure;
  for (const key of await done(table("outbox").getAllKeys())) await send(key).catch((error) => (failure = error));
  if (failure) throw failure;
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
