// Loading a chunk so that a failure can be lived through. `cargo xtask dist` puts these functions
// in place of the `fetch` and the `wrapAsyncCb` of the generated split loader.
//
// Why: the generated loader tells the app «failed» through its callback. leptos expects success
// there and panics, and with `panic = "abort"` the whole page is dead from then on. So a failure
// never reaches the app. A load that failed waits and tries again instead, and what the visitor
// should know is said by an event on `window`:
//
// `opora:chunk-failed`, detail `{ url, status, gone }`. `status` is 0 where no answer came. `gone`
// is true where the file no longer exists: the site was deployed anew under an open tab, only a
// reload helps. Otherwise `opora:chunk-retry` on `window` tries again at once (a retry button, a
// second click on the link); coming back online does so by itself.

// Pauses before the silent attempts, in milliseconds: a flicker of a mobile network is shorter.
const PAUSES = [400, 1600];

class ChunkError extends Error {
  constructor(url, status, cause) {
    super(`${url}: ${status}`, { cause });
    this.name = "ChunkError";
    this.detail = { url: String(url), status, gone: status === 404 || status === 410 };
  }
}

// How a chunk is loaded: from a file of its own. URLs are resolved against the script itself, under
// `/assets/`, so the page's own path does not matter. The same file is the same place.
const files = {};
export const chunk = (file) => (files[file] ??= placed(() => fetchChunk(new URL(file, import.meta.url))));

// A chunk that came within a whole page is there with it; where that did not come, it is fetched as at any other time.
const placed = (fetched) => {
  const single = () => compiled(fetched());
  const place = () => (place.whole ? (imports) => place.whole(imports).catch(() => single()(imports)) : single());
  return place;
};

// Files where small chunks travel together, one behind the other, and their sizes: a page shares dozens of them with
// other pages, and each would be a request.
export const packs = [];

// A small chunk: so many bytes after those of the one before, in the order in which this is called.
let next = 0;
export const part = (length) => {
  const start = next;
  next += length;
  return placed(() => fetchPart(start, length));
};

// The pack of a place, and where in it the place is.
function packAt(start) {
  for (const [file, size] of packs) {
    if (start < size) return [file, start];
    start -= size;
  }
}

// Begins to fetch the page at the present address whole, in one module with all chunks that it needs, and what it will ask
// the API: beside the app, which would ask for both only once it is there. What the page loads by itself afterwards
// comes merged, too, once the first of it is asked for: `then` names a file and its places each. See xtask/src/dist/ahead.rs.
export function ahead(pages, file, places, question, ...then) {
  const found = new RegExp(pages).exec(location.pathname);
  if (!found) return;
  const fetched = (name) => {
    const response = fetchChunk(new URL(name, import.meta.url));
    // Whoever awaits the page is told; nobody else needs to be.
    response.catch(() => {});
    return response;
  };
  const merged = (of, from) => {
    let instance;
    const whole = ({ __wasm_split: host }) => (instance ??= WebAssembly.instantiateStreaming(from(), { host }));
    for (const place of of) place.whole ??= whole;
  };
  const response = fetched(file);
  merged(places, () => response);
  for (const [thenFile, ...thenPlaces] of then) merged(thenPlaces, () => fetched(thenFile));
  if (question) ask(question.replace(/\$(\d)/g, (_, group) => found[group]));
}

// The address is to the letter that of src/api.rs, or it would be asked twice.
function ask(path) {
  const base = document.querySelector("meta[name=opora-api]").content;
  const link = document.createElement("link");
  const href = `${base}${path}?lang=${document.documentElement.lang}&`;
  document.head.append(Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "", href }));
}

// The chunks of a table whose bits are set, six in a digit, the first the highest.
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
export const chosen = (table, bits) =>
  table.filter((_, at) => (DIGITS.indexOf(bits[(at / 6) | 0]) >> (5 - (at % 6))) & 1);

// What is fetched goes on coming while the imports are gathered.
function compiled(response) {
  // Whoever awaits the module is told; nobody else needs to be.
  response.catch(() => {});
  return async (imports) => WebAssembly.instantiateStreaming(response, imports);
}

// A fetch that fails by an error page, too: `instantiateStreaming` would report it without a status.
async function fetchChunk(url) {
  let response;
  try {
    response = await fetch(url);
  } catch (cause) {
    throw new ChunkError(url, 0, cause);
  }
  if (!response.ok) throw new ChunkError(url, response.status);
  return response;
}

// The streaming compiler takes a made-up response, too.
async function fetchPart(start, length) {
  const [file, at] = packAt(start);
  const bytes = await fetchPack(new URL(file, import.meta.url));
  const headers = { "content-type": "application/wasm" };
  return new Response(bytes.slice(at, at + length), { headers });
}

const fetched = new Map();

function fetchPack({ href: url }) {
  if (!fetched.has(url)) {
    const loading = fetchChunk(url).then((response) => response.arrayBuffer());
    // Kept only when it came, like a chunk.
    loading.catch(() => fetched.delete(url));
    fetched.set(url, loading);
  }
  return fetched.get(url);
}

// The loader the app calls: it answers only when the chunk is in memory. `load` forgets a failure
// (`makeLoad` keeps successes only), so calling it again fetches again. An `aside` chunk is one that
// nobody waits for: it fails without a word.
export function resilient(load, sharedImports, aside) {
  return async (callback, data) => {
    for (let attempt = 0; !(await loaded(load, attempt, aside)); attempt += 1);
    sharedImports().__wasm_split.__indirect_function_table.get(callback)(data, true);
  };
}

async function loaded(load, attempt, aside) {
  try {
    // What is not in the first load has its style in another sheet, see boot.js.
    await Promise.all([load(), window.oporaStyle?.()]);
    return true;
  } catch (error) {
    const detail = error.detail ?? { url: "", status: 0, gone: false };
    if (attempt < PAUSES.length && !detail.gone) {
      await new Promise((resolve) => setTimeout(resolve, PAUSES[attempt]));
      return false;
    }
    // Listen first: the event's own listener may already ask for a retry.
    const again = retry();
    if (!aside) {
      console.error(error);
      window.dispatchEvent(new CustomEvent("opora:chunk-failed", { detail }));
    }
    await again;
    return false;
  }
}

function retry() {
  return new Promise((resolve) => {
    const done = new AbortController();
    for (const name of ["opora:chunk-retry", "online"]) {
      window.addEventListener(
        name,
        () => {
          done.abort();
          resolve();
        },
        { signal: done.signal },
      );
    }
  });
}
