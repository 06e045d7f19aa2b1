// Runs in the head, before the first paint: theme and language, the Trusted Types policy, the fetch of the app,
// and the last words when something breaks. Plain JavaScript, because it must work where WebAssembly does not.
(() => {
  "use strict";
  const tag = document.currentScript;
  const root = document.documentElement;

  const setting = (name) => {
    try {
      return localStorage.getItem(`opora.${name}`);
    } catch {
      return null; // Storage may be forbidden; then the device's own preferences hold.
    }
  };

  // The same order as src/i18n.rs: the address, the saved choice, the browser.
  const known = (text) => (text || "").split(",").map((one) => one.trim().slice(0, 2).toLowerCase()).find((one) => one === "ru" || one === "en");
  const language = known(new URLSearchParams(location.search).get("lang")) || known(setting("language")) || known((navigator.languages || []).join(",")) || "ru";
  root.lang = language;
  const theme = setting("theme");
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;

  // Leptos builds static markup through template.innerHTML, so a default policy is needed. It lets nothing through
  // that could run: the app's own markup never holds any of it.
  const RUNS = /<\s*(script|iframe|object|embed|link|meta|base)|\son\w+\s*=|javascript:|srcdoc\s*=/i;
  const inert = (markup) => {
    if (RUNS.test(markup)) throw new TypeError("markup that could run was refused");
    return markup;
  };
  window.trustedTypes?.createPolicy("default", { createHTML: inert });

  const WORDS = {
    ru: {
      crash: "Страница сломалась. Написанное вами сохранено на этом устройстве.",
      chunk: "Не загрузилась часть страницы: нет связи. Написанное вами сохранено.",
      gone: "Сайт обновился, пока вы его читали. Обновите страницу: написанное вами сохранено.",
      old: "Этот браузер не может показать страницу целиком. Обновите его или позвоните нам.",
      reload: "Обновить страницу",
      retry: "Попробовать ещё раз",
    },
    en: {
      crash: "This page broke. What you wrote is saved on this device.",
      chunk: "A part of the page did not load: there is no connection. What you wrote is saved.",
      gone: "The site was updated while you were reading it. Reload the page: what you wrote is saved.",
      old: "This browser cannot show the whole page. Update it or call us.",
      reload: "Reload the page",
      retry: "Try again",
    },
  }[language];

  const onBody = (work) => (document.body && document.getElementById("crash") ? work() : addEventListener("DOMContentLoaded", work));

  // Built from nodes: text stays text. A broken app is said once and for good, a missing part goes when it is there.
  let broken = false;
  const tell = (text, label, action) => {
    if (broken) return;
    onBody(() => {
      const notice = document.getElementById("crash");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button";
      button.textContent = label;
      button.addEventListener("click", action);
      const words = document.createElement("p");
      words.textContent = text;
      notice.replaceChildren(words, button);
      const phone = document.querySelector("meta[name=opora-phone]");
      const dialled = document.querySelector("meta[name=opora-phone-link]");
      if (phone && dialled) {
        const call = document.createElement("a");
        call.href = `tel:${dialled.content}`;
        call.textContent = phone.content;
        notice.append(call);
      }
      notice.hidden = false;
    });
  };
  const crashed = (text) => {
    tell(text, WORDS.reload, () => location.reload());
    broken = true;
  };

  // A panic traps the module: the app sends the first event, the browser the second.
  addEventListener("opora:panic", () => crashed(WORDS.crash));
  addEventListener("error", (event) => {
    if (event.error instanceof WebAssembly.RuntimeError) crashed(WORDS.crash);
  });
  // A page of the app that did not arrive; sent by the split loader, see xtask/asset/chunk.js.
  addEventListener("opora:chunk-failed", ({ detail }) => {
    if (detail.gone) return crashed(WORDS.gone);
    tell(WORDS.chunk, WORDS.retry, () => {
      document.getElementById("crash").hidden = true;
      dispatchEvent(new Event("opora:chunk-retry"));
    });
  });
  addEventListener("online", () => {
    if (!broken) document.getElementById("crash").hidden = true;
  });

  // The shell in the visitor's language; content follows with the app.
  if (language === "en") {
    addEventListener("DOMContentLoaded", () => {
      for (const element of document.querySelectorAll("#app [data-en]")) {
        if (element instanceof HTMLInputElement) element.placeholder = element.dataset.en;
        else element.textContent = element.dataset.en;
        if (element.dataset.lang) {
          element.lang = element.dataset.lang;
          element.href = `?lang=${element.dataset.lang}`;
        }
      }
    });
  }

  if (typeof WebAssembly !== "object" || typeof WebAssembly.instantiateStreaming !== "function") {
    crashed(WORDS.old);
    return;
  }
  // Both start now and meet in init. Not rel=preload: Safari would fetch the module twice.
  const wasm = fetch(tag.dataset.wasm, { credentials: "same-origin" });
  const glue = import(tag.dataset.app);
  const parsed = new Promise((done) => onBody(done));
  Promise.all([glue, wasm, parsed])
    .then(([app, module]) => {
      if (!module.ok) throw new Error(`the app answered ${module.status}`);
      return app.default({ module_or_path: module });
    })
    .catch((error) => {
      console.error(error);
      crashed(WORDS.chunk);
    });
})();
