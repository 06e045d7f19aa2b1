// Loaded by boot.js once the app is up and nobody waits for anything: brings the service worker, and says what there is to
// say about it, which is how old a copy is and that there is a new version. All of it is an extra: where the browser
// refuses, the app works as it does without.
const root = document.documentElement;
const container = navigator.serviceWorker;

const WORDS = {
  ru: {
    kept: (at) => `Показано то, что было сохранено ${at}.`,
    update: "Вышла новая версия сайта. Введённое вами сохранено.",
    take: "Обновить сейчас",
    later: "Позже",
  },
  en: {
    kept: (at) => `Shown as it was saved on ${at}.`,
    update: "There is a new version of this site. What you typed is saved.",
    take: "Update now",
    later: "Later",
  },
};
const words = () => WORDS[root.dataset.base] ?? WORDS.ru;

// ---- How old a copy is ----

// In the banner of index.html that says there is no line.
const banner = document.getElementById("offline");
const age = document.createElement("p");
age.className = "frame";
let keptAt;

const tellAge = () => {
  age.hidden = !keptAt;
  // A portal that does not answer is no line, whatever the device thinks of its own.
  banner.hidden = navigator.onLine && !keptAt;
  if (keptAt) age.textContent = words().kept(new Date(keptAt).toLocaleString(root.lang, { dateStyle: "long", timeStyle: "short" }));
};
banner.append(age);
addEventListener("online", tellAge);

// ---- A new version ----

const place = document.getElementById("update");
// The worker that waits, and the last one the person did not want yet.
let waiting;
let refused;

const button = (label, rank, action) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.dataset.rank = rank;
  made.textContent = label;
  made.addEventListener("click", action);
  return made;
};

// Never by itself: somebody may be typing.
const take = () => {
  const reload = () => location.reload();
  container.addEventListener("controllerchange", reload, { once: true });
  // Another tab may have been quicker.
  if (waiting.state !== "installed") return reload();
  waiting.postMessage({ type: "take" });
};
const leave = () => {
  refused = waiting;
  tellUpdate();
};
const tellUpdate = () => {
  const isNews = waiting && waiting !== refused;
  place.hidden = !isNews;
  if (!isNews) return place.replaceChildren();
  const line = document.createElement("p");
  line.className = "frame banner__row";
  line.append(words().update, button(words().take, "secondary", take), button(words().later, "quiet", leave));
  place.replaceChildren(line);
};

// The line moves the page down: not under the hands of somebody who types.
const TYPED = "textarea, select, input:not([type=radio], [type=checkbox], [type=file])";
const sayUpdate = () => (document.activeElement?.matches(TYPED) ? setTimeout(sayUpdate, 1000) : tellUpdate());

// What this page was made of.
const files = () => {
  const named = document.head.querySelectorAll('script[src], link[rel="stylesheet"]');
  const { app, wasm } = document.querySelector("script[data-app]").dataset;
  return [app, wasm, ...[...named].map((one) => new URL(one.src || one.href).pathname)];
};

const ask = (worker, question) =>
  new Promise((answered) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => answered(data);
    worker.postMessage(question, [port2]);
  });

const look = async ({ waiting: worker, active }) => {
  if (!worker || !active || worker === waiting) return;
  if (await ask(worker, { type: "same", files: files() })) {
    // This page is of the new build already: it came by the network.
    worker.postMessage({ type: "alone" });
  } else {
    waiting = worker;
    sayUpdate();
  }
};

// ---- Bringing the worker ----

const HOUR = 3600 * 1000;

const start = async () => {
  const registration = await container.register("/worker.js", { updateViaCache: "none" });
  const watch = () => {
    registration.installing?.addEventListener("statechange", () => look(registration));
    look(registration);
  };
  registration.addEventListener("updatefound", watch);
  watch();

  // A tab that stays open asks now and again, when somebody turns to it.
  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - asked < HOUR) return;
    asked = Date.now();
    registration.update().catch(() => {});
  });

  const { active } = await container.ready;
  const fill = () => {
    const seen = performance.getEntriesByType("resource").map(({ name }) => name);
    active.postMessage({ type: "fill", language: root.lang, seen });
  };
  fill();
  addEventListener("opora:language", fill);
  // Where there is Background Sync, what waits leaves once the line is back, whatever has become of this tab.
  addEventListener("opora:waits", () => registration.sync?.register("opora-outbox").catch(() => {}));
};

const SAID = {
  kept: ({ at }) => {
    keptAt = at;
    tellAge();
  },
  // The outbox of the app listens to this.
  wake: () => dispatchEvent(new Event("online")),
};
container.addEventListener("message", ({ data }) => {
  if (Object.hasOwn(SAID, data?.type)) SAID[data.type](data);
});
addEventListener("opora:language", () => {
  tellAge();
  tellUpdate();
});

start().catch(() => {});
