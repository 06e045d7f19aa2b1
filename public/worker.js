// The service worker: what was once here opens without a line. `cargo xtask dist` puts `DIST` before it, the files of this
// build; docs/offline.md says how it behaves and how it is taken off every device again.
//
// What it answers: pages, files under /assets/ and what the API says to everybody. All else goes by as if it were not
// there: whatever carries a key or a token, whatever is not read but sent, requests, employees.
import { flush } from "./outbox.js";

(() => {
  "use strict";
  // Only a worker: loaded as a script of a page it would listen to the page's messages.
  if (typeof ServiceWorkerGlobalScope === "undefined") return;

  // The files of a build, in a cache of its own; answers outlive builds.
  const BUILDS = "opora-build-";
  const FILES = BUILDS + DIST.version;
  const ANSWERS = "opora-answers-1";

  // How long a person with a kept copy waits for a slow line, in milliseconds.
  const PATIENCE = 3000;
  // How many answers are kept at most, how long, and how old one is when it is fetched ahead once more.
  const ANSWERS_MOST = 400;
  const DAY = 24 * 3600 * 1000;
  const AGE_MOST = 90 * DAY;
  const AGE_AHEAD = DAY / 2;
  // How many answers one visit fetches ahead, and how many entries a block of the search index has (contract search.rs).
  const AHEAD_MOST = 80;
  const BLOCK = 256;

  // When an answer was kept, in milliseconds since 1970.
  const KEPT = "opora-kept";

  // What the API says to everybody (contract path.rs), wherever it is. Nothing of a person is among it: a topic may be called
  // «requests», but nothing stands behind `/requests/`.
  const PUBLIC =
    /^(?:(?!\/(?:requests|staff)\/).)*?\/(home|topics|faq\/[^/]+(\/[^/]+)?|guides(\/[^/]+)?|forms\/[^/]+|contacts|intake|search\/(index|shards\/[^/]+|entries\/\d+))$/;
  // Pages are whatever is no file, no API and not the page of employees (contract page.rs).
  const NO_PAGE = /^\/(staff|api)(\/|$)|\.[^/]*$/;
  const ASSET = /^\/assets\/(?!staff-)/;

  const pause = (time) => new Promise((done) => setTimeout(done, time));
  const copyIn = async (name, address) => (await caches.open(name)).match(address, { ignoreVary: true });
  // The app's calls may end in an ampersand.
  const plain = (address) => address.replace(/&+$/, "");
  const builds = async () => (await caches.keys()).filter((name) => name.startsWith(BUILDS));
  const windows = () => self.clients.matchAll({ type: "window", includeUncontrolled: true });
  // The person pays for bytes, or waits long for each.
  const isSparing = () => {
    const { saveData, effectiveType } = navigator.connection ?? {};
    return saveData || /2g/.test(effectiveType);
  };

  // ---- Coming and going ----

  addEventListener("install", (event) => event.waitUntil(install()));
  addEventListener("activate", (event) => event.waitUntil(activate()));

  async function install() {
    const isUpdate = (await builds()).some((name) => name !== FILES);
    const cache = await caches.open(FILES);
    await Promise.all([keepShell(cache), ...DIST.first.map((file) => keepFile(cache, file))]);
    // What could be opened without a line can be after an update, too.
    if (isUpdate && !isSparing()) await keepFiles(cache, DIST.rest);
  }

  // Nobody asked for it to take over while pages of another build are open: it waits until they are gone, or for a click.
  async function activate() {
    const old = (await builds()).filter((name) => name !== FILES);
    // A page of the last build that is still open goes on with its files; `fill` tidies up later.
    const last = (await windows()).length ? old.pop() : undefined;
    await Promise.all(old.filter((name) => name !== last).map((name) => caches.delete(name)));
    await self.registration.navigationPreload?.enable();
    // The first one looks after the page that brought it.
    if (!last) await self.clients.claim();
  }

  // The page of this build. Its files are named in it, so it never changes by itself: an update brings the next.
  async function keepShell(cache) {
    const page = await fetch("/", { cache: "no-cache", redirect: "error" });
    const text = await page.clone().text();
    // Not the page of a hotel's network, nor of a deploy that goes on right now.
    if (!page.ok || !text.includes(`"${DIST.app}"`)) throw new Error("this is not the page of this build");
    await cache.put("/", page);
  }

  // A file, from another cache where it is; the browser refuses what has not the right content.
  async function keepFile(cache, [address, integrity]) {
    if (await cache.match(address)) return;
    const file = (await caches.match(address, { ignoreVary: true })) ?? (await fetch(address, { integrity, redirect: "error" }));
    if (!file.ok) throw new Error(`${address} answered ${file.status}`);
    await cache.put(address, file);
  }

  // One after the other, so that they are in nobody's way. The first that does not come ends it: the next visit goes on.
  async function keepFiles(cache, files) {
    try {
      for (const file of files) await keepFile(cache, file);
      return true;
    } catch {
      return false;
    }
  }

  // ---- Answering ----

  addEventListener("fetch", (event) => {
    const { request } = event;
    if (request.method !== "GET" || request.headers.has("authorization")) return;
    const { origin, pathname } = new URL(request.url);
    const isOurs = origin === location.origin;
    if (request.mode === "navigate") {
      if (isOurs && !NO_PAGE.test(pathname)) event.respondWith(page(event));
    } else if (isOurs && ASSET.test(pathname)) {
      event.respondWith(asset(event));
    } else if (!request.destination && PUBLIC.test(pathname)) {
      event.respondWith(answer(event));
    }
  });

  // What the line brings; the copy where it brings nothing, an error of the portal, or nothing for too long.
  async function patient(line, copy) {
    const coming = line.catch(() => Response.error());
    const first = await Promise.race([coming, pause(PATIENCE)]);
    if (first && first.type !== "error" && first.status < 500) return first;
    return (await copy().catch(() => undefined)) ?? coming;
  }

  async function page(event) {
    const line = Promise.resolve(event.preloadResponse).then((loaded) => loaded ?? fetch(event.request));
    // An answer that comes too late is heard out all the same.
    event.waitUntil(line.catch(() => undefined));
    return patient(line, () => copyIn(FILES, "/"));
  }

  // Names hold the hash of the content, so the copy of any build is the file. A missing one stays missing.
  async function asset(event) {
    const { url } = event.request;
    const copy = await caches.match(url, { ignoreVary: true }).catch(() => undefined);
    if (copy) return copy;
    const { pathname } = new URL(url);
    const file = [...DIST.first, ...DIST.rest].find(([address]) => address === pathname);
    const coming = await fetch(event.request).catch(() => Response.error());
    // Once more, from the browser's own cache: by its integrity.
    if (file && coming.ok) event.waitUntil(caches.open(FILES).then((cache) => keepFiles(cache, [file])));
    return coming;
  }

  async function answer(event) {
    const { request, clientId } = event;
    const line = fetch(request).then((response) => {
      event.waitUntil(keepAnswer(plain(request.url), response.clone()).catch(() => undefined));
      return response;
    });
    event.waitUntil(line.catch(() => undefined));
    const given = await patient(line, () => copyIn(ANSWERS, plain(request.url)));
    tellAge(clientId, Number(given.headers.get(KEPT)));
    return given;
  }

  // Only what the API says: the page that somebody's network puts in its place is no answer.
  async function keepAnswer(address, response) {
    const type = response.headers.get("content-type") ?? "";
    if (!response.ok || response.redirected || type.includes("html")) return;
    const headers = { "content-type": type, [KEPT]: String(Date.now()) };
    const body = await response.arrayBuffer();
    await (await caches.open(ANSWERS)).put(address, new Response(body, { headers }));
  }

  // ---- What pages are told and ask ----

  // Of pages that were given copies, how old the oldest is.
  const told = new Map();

  async function tellAge(id, kept) {
    const before = told.get(id);
    if (kept) told.set(id, Math.min(kept, before ?? kept));
    else told.delete(id);
    if (told.get(id) === before) return;
    const page = await self.clients.get(id).catch(() => undefined);
    page?.postMessage({ type: "kept", at: told.get(id) });
  }

  const ASKED = {
    // The app is up and nobody waits: what else could be needed is fetched.
    fill: ({ source, data }) => fill(source, data),
    // Whether these files are all of this build.
    same: ({ ports: [port], data }) => {
      const files = [...DIST.first, ...DIST.rest].map(([address]) => address);
      port.postMessage(data.files.every((file) => files.includes(file)));
    },
    // The person wants the new build now.
    take: () => self.skipWaiting(),
    // The page that asks is of this build already. If no other is open, nobody notices.
    alone: async () => {
      if ((await windows()).length < 2) await self.skipWaiting();
    },
  };

  addEventListener("message", (event) => {
    if (Object.hasOwn(ASKED, event.data?.type)) {
      event.waitUntil(Promise.resolve(ASKED[event.data.type](event)).catch(() => undefined));
    }
  });

  // The line is back. An open page is woken and sends what waits; what is left, or all where none is open, the worker does.
  addEventListener("sync", (event) => event.waitUntil(sync()));

  async function sync() {
    const open = await windows();
    open.forEach((page) => page.postMessage({ type: "wake" }));
    if (open.length) await pause(PATIENCE);
    await flush(await base());
  }

  // ---- Ahead of time ----

  // One page after the other.
  let filling = Promise.resolve();

  function fill(page, wanted) {
    const at = told.get(page?.id);
    if (at) page.postMessage({ type: "kept", at });
    if (navigator.onLine) filling = filling.then(() => fillNow(wanted)).catch(() => undefined);
    return filling;
  }

  // `seen` is what the page has loaded so far, maybe before there was a worker.
  async function fillNow({ language, seen }) {
    await tidy();
    const cache = await caches.open(FILES);
    // What came with the worker may be gone since: somebody cleared the device.
    if (!(await cache.match("/", { ignoreVary: true }))) await keepShell(cache);
    const rest = isSparing() ? DIST.rest.filter(([address]) => seen.some((one) => one.endsWith(address))) : DIST.rest;
    if (!(await keepFiles(cache, [...DIST.first, ...rest]))) return;
    const answers = seen.filter((one) => PUBLIC.test(new URL(one).pathname));
    // The browser has most of them itself.
    for (const address of answers) await fetchAnswer(plain(address), {});
    if (!isSparing()) await fetchAhead(language);
    await trim();
  }

  // The files of earlier builds, once nobody reads them. Those of a build that is about to come stay.
  async function tidy() {
    const { installing, waiting } = self.registration;
    if (installing || waiting || (await windows()).length > 1) return;
    const old = (await builds()).filter((name) => name !== FILES);
    await Promise.all(old.map((name) => caches.delete(name)));
  }

  // The text of an answer, from the line unless the copy is fresh; empty where it can't be had.
  async function fetchAnswer(address, how) {
    const kept = await copyIn(ANSWERS, address);
    if (kept && Date.now() - Number(kept.headers.get(KEPT)) < AGE_AHEAD) return kept.text();
    const response = await fetch(address, how);
    await keepAnswer(address, response.clone());
    return response.ok ? response.text() : "";
  }

  // Where the API is, as the page of this build says.
  async function base() {
    const shell = await (await copyIn(FILES, "/"))?.text();
    const named = /<meta name="opora-api" content="([^"]+)"/.exec(shell)?.[1] ?? "/api/v1";
    return named.replace(/\/$/, "");
  }

  // What most people need, in the language of the page: the first page, topics, ways to reach us, what to write about,
  // the guides, the search; and what the first page and the choice of forms lead to.
  async function fetchAhead(language) {
    const api = await base();
    const read = (path) => {
      const address = new URL(`${api}${path}?lang=${language}`, location.origin);
      // Nobody has read it: it says so, and leaves the browser's own cache alone, by which a later reading would go uncounted.
      // Another origin would first have to allow the header.
      const headers = address.origin === location.origin ? { purpose: "prefetch" } : {};
      return fetchAnswer(address.href, { cache: "no-store", headers });
    };
    const texts = (await read("/home")) + (await read("/intake"));
    const { topics } = JSON.parse(await read("/topics"));
    for (const path of ["/contacts", "/guides", "/search/index"]) await read(path);
    for (let block = 0; ; block += 1) {
      const { entries } = JSON.parse(await read(`/search/entries/${block}`));
      if (entries.length < BLOCK) break;
    }
    // Whatever shape these answers have, they name pages by their addresses.
    const named = texts.matchAll(/"\/(faq\/[\w-]+\/[\w-]+|guides\/[\w-]+|requests\/new\/[\w-]+)(?=["?])/g);
    const paths = [...named].map(([, path]) => `/${path.replace("requests/new", "forms")}`);
    const wanted = new Set([...topics.map(({ slug }) => `/faq/${slug}`), ...paths]);
    for (const path of [...wanted].slice(0, AHEAD_MOST)) await read(path);
  }

  // The oldest answers go where there are too many, and those nobody should rely on any more.
  async function trim() {
    const cache = await caches.open(ANSWERS);
    const ages = await Promise.all(
      (await cache.keys()).map(async (request) => {
        const copy = await cache.match(request, { ignoreVary: true });
        return [request, Number(copy?.headers.get(KEPT))];
      }),
    );
    ages.sort(([, a], [, b]) => b - a);
    const gone = ages.filter(([, kept], at) => at >= ANSWERS_MOST || Date.now() - kept > AGE_MOST);
    await Promise.all(gone.map(([request]) => cache.delete(request, { ignoreVary: true })));
  }
})();
