// Runs in the head, before the first paint: theme and language, the Trusted Types policy, the fetch of the app; then
// the header's switches, and the last words when something breaks. Plain JavaScript, because all of it must work
// before WebAssembly is there and where it never is.
(() => {
  "use strict";
  const tag = document.currentScript;
  const root = document.documentElement;

  // Storage may be forbidden; then the device's own preferences hold and choices last as long as the page.
  const setting = (name, value) => {
    try {
      if (value === undefined) return localStorage.getItem(`opora.${name}`);
      localStorage.setItem(`opora.${name}`, value);
    } catch {
      return null;
    }
  };

  // ---- The style of pages beyond the first ----

  // Resolves once it is there or can't be had; the loader of chunks waits for it.
  let styled;
  window.oporaStyle = () =>
    (styled ??= new Promise((done) => {
      const later = document.getElementById("later");
      // In a page with words of its own it comes before them.
      if (later.sheet) return done();
      later.disabled = true;
      later.onload = done;
      later.onerror = () => {
        // The next page tries again.
        styled = null;
        later.disabled = true;
        done();
      };
      later.disabled = false;
    }));
  // In another portal's page there is neither header nor footer; frame.js keeps every address so.
  const query = () => new URLSearchParams(location.search);
  const framed = query().get("embed") === "1" && window !== top;
  if (framed) root.dataset.embed = "";
  if (framed || location.pathname !== "/") window.oporaStyle();

  // ---- Theme and language ----

  // The same order as src/i18n.rs: the address, the saved choice, the browser.
  // Languages beside Russian and English: what the build knows of content/<tag>/language.toml.
  const further = JSON.parse(tag.dataset.languages || "[]");
  const tags = ["ru", "en", ...further.map((one) => one.tag)];
  const known = (text) =>
    (text || "")
      .split(",")
      .map((one) => one.trim().split(/[-_;]/)[0].toLowerCase())
      .find((one) => tags.includes(one));

  // What a further language says for the shell's English texts; Russian and English say it themselves.
  let own;
  let base;
  let words = {};
  // Resolves once the texts are there, at once where nothing is to be fetched.
  const speak = (language) => {
    root.lang = language;
    own = further.find((one) => one.tag === language);
    base = own ? own.base : language;
    root.dir = own?.rtl ? "rtl" : "ltr";
    root.dataset.base = base;
    words = {};
    if (!own) return { then: (done) => done() };
    own.said ??= fetch(own.texts).then((answer) => answer.json()).catch(() => ({}));
    return own.said.then((said) => root.lang === language && (words = said));
  };
  const asked = query().get("lang");
  const spoken = speak(known(asked) || known(setting("language")) || known((navigator.languages || []).join(",")) || "ru");

  // How the page looks: attributes of the root, which style/tokens.css and style/look.css read. Absent is the usual. Every
  // value but these is ignored, whoever has put it into the storage.
  const LOOK = {
    theme: ["light", "dark"],
    contrast: ["high"],
    text: ["125", "150", "175", "200"],
    spacing: ["wide"],
    simple: ["on"],
    motion: ["off"],
  };
  const look = () => {
    for (const [name, values] of Object.entries(LOOK)) {
      // The portal around a frame may say how pages look; what the visitor has chosen goes first.
      const value = setting(name) ?? (framed && query().get(name));
      if (values.includes(value)) root.dataset[name] = value;
      else delete root.dataset[name];
    }
  };
  look();
  // Another tab has changed it; without a key it has cleared everything.
  addEventListener("storage", ({ key }) => {
    if (key !== null && !(key.replace("opora.", "") in LOOK)) return;
    look();
    dispatchEvent(new Event("opora:look"));
  });

  // Until the texts are there the shell is not shown: text that grows would push the page about.
  if (root.lang !== "ru") root.dataset.translating = "";

  // Puts the shell's texts into the language of the page. What was there at first is kept for the way back.
  const PLACES = [
    ["en", (element) => element.textContent, (element, text) => (element.textContent = text)],
    ["enLabel", (element) => element.ariaLabel, (element, text) => (element.ariaLabel = text)],
    ["enPlaceholder", (element) => element.placeholder, (element, text) => (element.placeholder = text)],
  ];
  const translate = () => {
    for (const [name, read, write] of PLACES) {
      const attribute = `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      for (const element of document.querySelectorAll(`[${attribute}]`)) {
        element.russian ??= read(element);
        const english = element.dataset[name];
        write(element, words[english] ?? (base === "en" ? english : element.russian));
      }
    }
    const other = document.getElementById("language");
    if (further.length) {
      other.value = root.lang;
      other.ariaLabel = say("language");
      return;
    }
    other.lang = other.hreflang = base === "en" ? "ru" : "en";
    other.href = `?lang=${other.lang}`;
  };

  // With more than two languages the switch is a choice.
  const choose = () => {
    const choice = document.createElement("select");
    choice.id = "language";
    choice.className = "tool";
    for (const [value, name] of [["ru", "Русский"], ["en", "English"], ...further.map((one) => [one.tag, one.name])]) {
      const option = new Option(name, value);
      option.lang = value;
      choice.add(option);
    }
    document.getElementById("language").replaceWith(choice);
    choice.addEventListener("change", () => pick(choice.value));
  };
  const pick = (language) => {
    setting("language", language);
    speak(language).then(() => {
      translate();
      // What was announced was in the other language.
      for (const said of document.querySelectorAll("#live-a, #live-b")) said.textContent = "";
      // ?lang= would win over this choice at the next load.
      const rest = query();
      rest.delete("lang");
      history.replaceState(history.state, "", `${location.pathname}${rest.size ? `?${rest}` : ""}`);
      dispatchEvent(new CustomEvent("opora:language", { detail: root.lang }));
    });
  };

  const switches = () => {
    if (further.length) choose();
    spoken.then(() => {
      if (further.length || root.lang !== "ru") translate();
      delete root.dataset.translating;
    });

    document.getElementById("language").addEventListener("click", (event) => {
      if (further.length) return;
      event.preventDefault();
      pick(root.lang === "en" ? "ru" : "en");
    });
    // The settings, or another tab.
    addEventListener("opora:speak", (event) => pick(known(event.detail) || root.lang));
    addEventListener("storage", ({ key, newValue }) => {
      const chosen = key === "opora.language" && known(newValue);
      if (chosen && chosen !== root.lang) pick(chosen);
    });

    const button = document.getElementById("theme");
    const dark = () => root.dataset.theme === "dark" || (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
    const pressed = () => (button.ariaPressed = String(dark()));
    pressed();
    // The settings, another tab or this button has changed how the page looks; or the device has.
    addEventListener("opora:look", pressed);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", pressed);
    button.addEventListener("click", () => {
      root.dataset.theme = dark() ? "light" : "dark";
      setting("theme", root.dataset.theme);
      dispatchEvent(new Event("opora:look"));
    });

    const menu = document.getElementById("menu");
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    menu.addEventListener("click", (event) => {
      if (event.target.closest("a")) menu.open = false;
    });
    for (const name of ["focusin", "click"]) {
      document.addEventListener(name, (event) => {
        if (!menu.contains(event.target)) menu.open = false;
      });
    }

    const offline = document.getElementById("offline");
    const line = () => (offline.hidden = navigator.onLine);
    line();
    addEventListener("online", line);
    addEventListener("offline", line);

    // The router would only scroll.
    const main = document.getElementById("main");
    document.querySelector(".skip-link").addEventListener("click", (event) => {
      event.preventDefault();
      main.focus();
    });

    // The page's own words, which the server has put there, stay until the app has drawn its heading: what it draws of
    // waiting is not seen.
    const words = document.getElementById("first");
    if (words) {
      const own = [...words.children].find((one) => one.lang === root.lang);
      if (own && !/^(ru|en)$/.test(root.lang)) words.replaceChildren(own);
      new MutationObserver((_, observer) => {
        if (!document.getElementById("page-title")) return;
        observer.disconnect();
        words.remove();
      }).observe(main, { childList: true, subtree: true });
    }

    // What is typed before the app comes goes into the box that the app draws, and the focus with it.
    const first = document.getElementById("search");
    if (!first) return;
    let typing = false;
    first.addEventListener("focus", () => (typing = true));
    new MutationObserver((_, observer) => {
      if (first.isConnected || !main.firstElementChild) return;
      observer.disconnect();
      const box = document.getElementById("search");
      if (!box) return;
      if (first.value) {
        box.value = first.value;
        box.setSelectionRange(first.selectionStart, first.selectionEnd);
      }
      if (typing && document.activeElement === document.body) box.focus();
    }).observe(main, { childList: true });
  };

  const ready = (work) => (document.readyState === "loading" ? addEventListener("DOMContentLoaded", work) : work());
  ready(switches);

  // Paper tells where it came from: style/print.css. What stands behind ? and # stays here.
  addEventListener("beforeprint", () => (root.dataset.printed = location.host + location.pathname));

  // ---- The way back ----

  // The browser restores the scroll position when a page of data is still short. So the app says when it is there.
  const places = {};
  const address = () => location.pathname + location.search;
  // Safari before 26.2 has no scrollend.
  addEventListener("onscrollend" in window ? "scrollend" : "scroll", () => {
    if (!("returning" in root.dataset)) places[address()] = scrollY;
  });
  addEventListener("popstate", () => (root.dataset.returning = ""));
  for (const name of ["click", "wheel", "touchstart", "keydown"]) {
    addEventListener(name, () => delete root.dataset.returning, { capture: true, passive: true });
  }
  // The heading may be there before the data: goes on until the page is long enough, the visitor moves or time is up.
  const scrollBack = (top, end) => {
    if (!("returning" in root.dataset)) return;
    scrollTo(0, top);
    if (scrollY + 1 < top && performance.now() < end) requestAnimationFrame(() => scrollBack(top, end));
    else delete root.dataset.returning;
  };
  addEventListener("opora:returned", () => {
    // A frame takes no focus from the page around it.
    if (!framed || document.hasFocus()) document.getElementById("page-title")?.focus({ preventScroll: true });
    scrollBack(places[address()] || 0, performance.now() + 3000);
  });

  // ---- Trusted Types ----

  // Leptos builds static markup through template.innerHTML, so a default policy is needed. It lets nothing through
  // that could run: the app's own markup never holds any of it.
  const RUNS = /<\s*(script|iframe|object|embed|link|meta|base)|\son\w+\s*=|javascript:|srcdoc\s*=/i;
  window.trustedTypes?.createPolicy("default", {
    createHTML: (markup) => {
      if (RUNS.test(markup)) throw new TypeError("markup that could run was refused");
      return markup;
    },
    // The service worker, and no other script from a string.
    createScriptURL: (url) => (url === "/worker.js" ? url : null),
  });

  // ---- The last words ----

  const WORDS = {
    ru: {
      crash: "Страница сломалась. Написанное вами сохранено на этом устройстве.",
      chunk: "Не загрузилась часть страницы: нет связи. Написанное вами сохранено.",
      gone: "Сайт обновился, пока вы его читали. Обновите страницу: написанное вами сохранено.",
      old: "Этот браузер не может показать страницу целиком. Обновите его или позвоните нам.",
      reload: "Обновить страницу",
      retry: "Попробовать ещё раз",
      language: "Язык",
    },
    en: {
      crash: "This page broke. What you wrote is saved on this device.",
      chunk: "A part of the page did not load: there is no connection. What you wrote is saved.",
      gone: "The site was updated while you were reading it. Reload the page: what you wrote is saved.",
      old: "This browser cannot show the whole page. Update it or call us.",
      reload: "Reload the page",
      retry: "Try again",
      language: "Language",
    },
  };

  const say = (reason) => words[WORDS.en[reason]] ?? WORDS[base][reason];

  // Built from nodes: text stays text. A broken app is said once and for good, a missing part goes when it is there.
  let broken = false;
  const tell = (reason, label, action) => {
    if (broken) return;
    ready(() => {
      const notice = document.getElementById("crash");
      const words = document.createElement("p");
      words.textContent = say(reason);
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button";
      button.textContent = say(label);
      button.addEventListener("click", action);
      const call = document.getElementById("phone").cloneNode(true);
      call.removeAttribute("id");
      notice.replaceChildren(words, button, call);
      notice.hidden = false;
    });
  };
  const hide = () => {
    if (!broken) document.getElementById("crash").hidden = true;
  };
  const crashed = (reason) => {
    tell(reason, "reload", () => location.reload());
    broken = true;
  };

  // A panic traps the module: the app sends the first event, the browser the second.
  addEventListener("opora:panic", () => crashed("crash"));
  addEventListener("error", (event) => {
    if (event.error instanceof WebAssembly.RuntimeError) crashed("crash");
  });
  // A page of the app that did not arrive; sent by the split loader, see xtask/asset/chunk.js.
  addEventListener("opora:chunk-failed", ({ detail }) => {
    if (detail.gone) return crashed("gone");
    tell("chunk", "retry", () => {
      hide();
      dispatchEvent(new Event("opora:chunk-retry"));
    });
  });
  addEventListener("online", hide);

  // ---- The app ----

  if (typeof WebAssembly !== "object" || typeof WebAssembly.compileStreaming !== "function") {
    crashed("old");
    return;
  }
  // What makes the site open without a line waits until the page is there and idle; not in a frame, nor for employees.
  const offline = () => {
    if (!tag.dataset.offline || !navigator.serviceWorker || window !== top) return;
    const isBusy = document.readyState !== "complete" || document.querySelector("#shell, #first, [aria-busy=true]");
    const next = isBusy ? offline : () => import(tag.dataset.offline).catch(() => {});
    setTimeout(() => (window.requestIdleCallback ?? setTimeout)(next), 1500);
  };
  // The first page, and one with words of its own, can be read without the app: what it takes to be painted is not shared
  // with the app, which begins to come then. A tab in the background paints nothing and does not wait, nor does anybody
  // wait long for a paint that is not told.
  const painted = new Promise((done) => {
    if ((location.pathname !== "/" && !("first" in root.dataset)) || document.hidden) return done();
    try {
      new PerformanceObserver(done).observe({ type: "paint", buffered: true });
    } catch {
      requestAnimationFrame(() => setTimeout(done));
    }
    setTimeout(done, 300);
  });
  // Both start at once and meet in init. Not rel=preload: Safari would fetch the module twice.
  const wasm = painted
    .then(() => fetch(tag.dataset.wasm))
    .then((answer) => {
      if (!answer.ok) throw new Error(`the app answered ${answer.status}`);
      return WebAssembly.compileStreaming(answer);
    });
  const glue = painted.then(() => import(tag.dataset.app));
  // What the first page shows is asked for beside the app, not after it; src/browser/page.rs takes it.
  if (location.pathname === "/") {
    const api = document.querySelector("meta[name=opora-api]")?.content || "/api/v1";
    const url = `${api.replace(/\/+$/, "")}/home?lang=${root.lang}`;
    const text = painted
      .then(() => fetch(url, { signal: AbortSignal.timeout?.(10000) }))
      .then((answer) => (answer.ok ? answer.text() : null))
      .catch(() => null);
    window.oporaEarly = { url, text };
  }
  const parsed = new Promise((done) => ready(done));
  // A press or a key that came meanwhile goes first: the app starts in a task of its own.
  const pause = () => new Promise((done) => setTimeout(done));
  Promise.all([glue, wasm, parsed, framed && import(tag.dataset.frame)])
    .then(([app, module]) => pause().then(() => app.default({ module_or_path: module })))
    .then(offline)
    .catch((error) => {
      console.error(error);
      crashed("chunk");
    });
})();
