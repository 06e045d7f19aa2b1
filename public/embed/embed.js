// Opora in the page of another portal: <opora-help>, the function `Opora`, and the channel to the frame. The page stays as
// it is: nothing of it is read but its language, nothing is fetched before somebody wants help, and a strict policy
// needs to allow no more than this script and the frame. docs/embedding.md is for those who add it.
//
// At most 3 KB after the build: `cargo xtask size` weighs it.
(() => {
  const NAME = "opora-help";
  const tag = document.currentScript;
  // Two script elements, as a tag manager and a template bring them, are one loader.
  if (!tag || customElements.get(NAME)) return;
  const OPORA = new URL(tag.src).origin;

  // The button, closing, and what stands in place of a frame that does not come.
  const WORDS = {
    ru: ["Помощь", "Закрыть", "Помощь не загрузилась. Открыть в новой вкладке"],
    en: ["Help", "Close", "Help did not load. Open it in a new tab"],
  };

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // A sheet in a closed tree: the style of the page does not reach in, and a policy has no inline style to refuse. The ink
  // on the accent is black or white, whichever can be read better: a lightness of 49 divides them.
  const SHEET = new CSSStyleSheet();
  SHEET.replaceSync(`
:host{display:inline-block}
:host([mode=inline]){display:block}
:host([hidden]),[hidden]{display:none}
div{all:initial;--accent:light-dark(#1d4ed8,#8fb3ff);--radius:10}
button,a{display:inline-block;min-height:44px;padding:.5em 1em;box-sizing:border-box;border:1px solid #0000;border-radius:calc(var(--radius)*1px);font:1em system-ui;color:lch(from var(--accent) calc((49 - l)*infinity) 0 0);background:var(--accent);cursor:pointer}
iframe{display:block;width:100%;border:0;flex:1;min-height:0}
dialog{flex-direction:column;width:100%;height:100%;max-width:none;max-height:none;margin:0;padding:0;border:0;outline:1px solid #888;overflow:hidden}
:modal,:popover-open{display:flex}
dialog button{align-self:end;margin:5px;color:inherit;background:none}
p{margin:1em}
@media(min-width:601px){.dialog{margin:auto;max-width:720px;max-height:95%}.drawer{inset-inline-start:auto;width:440px}}
`);

  // `accent:#123456; surface:#ffffff; radius:8` becomes an object; anything else stays.
  const parsed = (text) => {
    if (!/:/.test(text)) return text;
    const theme = {};
    for (const [, name, value] of text.matchAll(/(\w+)\s*:\s*([#\w]+)/g)) theme[name] = isNaN(value) ? value : +value;
    return theme;
  };

  // ---- One piece of help ----

  const all = new Set();
  // What `Opora` was told, also for elements that are not there yet.
  let shared = {};

  // A function that gives a token, as it is or made of one: a token is good for one frame, and once.
  const giver = (token) => (token.call ? token : () => [token, (token = "")][0]);

  // Somebody is about to open it: the line to Opora is made ready, nothing is fetched.
  const line = make("link", { rel: "preconnect", href: OPORA });
  const near = () => document.head.append(line);

  const part = (element) => {
    const root = element.attachShadow({ mode: "closed" });
    root.adoptedStyleSheets = [SHEET];

    // `life` ends with the element's place on the page; `opener` had the focus before; `unheard` is the frame that may
    // not have heard of the last view.
    let life, wrap, button, box, shut, frame, note, nonce, port, timer, watch, opener, isOpen, unheard;
    // Of the page, not of the frame: they outlive it. The token is a function that gives one.
    let path, context, token, isLeaving;

    const asked = (name) => element.getAttribute(name) ?? shared[name];
    const mode = () => asked("mode") || "drawer";
    // Colours are those of a light page: without a surface of their own they stand on white.
    const scheme = () => /^light$|^dark$/.exec(asked("theme")) ?? (/:/.test(asked("theme")) ? "light" : null);
    const language = () => asked("language") ?? element.closest("[lang]")?.lang;
    const tongue = () => (/^en/.test(language()) ? "en" : "ru");
    const view = () => path ?? (asked("form") ? `/requests/new/${asked("form")}` : (asked("view") ?? "/"));

    // Always a page of Opora, whatever the view is.
    const address = () => new URL(`${OPORA}/.${view()}`);

    const tell = (type, detail) =>
      element.dispatchEvent(new CustomEvent(`opora-${type}`, { detail, bubbles: true, composed: true }));
    const send = (type, value, name = type) => port?.postMessage({ type, [name]: value });
    // Said again where the frame is loaded anew meanwhile. One that is not there yet begins with it.
    const go = () => {
      unheard = frame;
      send("view", view());
    };

    const attach = () => {
      all.add(element);
      life = new AbortController();
      token ??= shared.token;
      root.append((wrap = make("div")));
      if (mode() === "inline") {
        watch = new IntersectionObserver((seen) => seen.pop().isIntersecting && load(), { rootMargin: "400px" });
        watch.observe(element);
      } else {
        const on = (target, name, work) => target.addEventListener(name, work, life);
        button = make("button", { part: "button" });
        shut = make("button", {}, "✕");
        box = make("dialog", { className: mode() }, shut);
        if (mode() === "drawer") box.popover = "manual";
        wrap.append(button, box);
        on(button, "click", () => {
          // Safari does not by itself.
          button.focus();
          open();
        });
        on(button, "pointerenter", near);
        on(shut, "click", close);
        // Or the browser has closed it.
        on(box, "close", () => box.open || close());
        // Also from beside the drawer, which may cover what has the focus there.
        on(document, "keydown", ({ key, defaultPrevented }) => key === "Escape" && !defaultPrevented && close());
      }
      dress();
      if (isLeaving) load();
    };

    const detach = () => {
      all.delete(element);
      life.abort();
      watch?.disconnect();
      clearTimeout(timer);
      port?.close();
      root.replaceChildren();
      wrap = box = frame = port = isOpen = undefined;
    };

    // Puts the texts and the theme on. What a script sets is no inline style to a policy.
    const dress = () => {
      const [usual, closing] = WORDS[tongue()];
      const label = asked("label") ?? usual;
      const theme = parsed(asked("theme"));
      wrap.lang = tongue();
      wrap.style.cssText = `color-scheme:${scheme() ?? "light dark"}`;
      for (const name in theme) wrap.style.setProperty(`--${name}`, theme[name]);
      if (frame) frame.title = label || usual;
      if (!box) return;
      button.textContent = label;
      button.hidden = !label;
      box.ariaLabel = label || usual;
      shut.ariaLabel = closing;
    };

    const change = (name) => {
      if (!wrap) return;
      if (name === "mode") return attach(detach());
      dress();
      if (/view|form/.test(name)) {
        path = undefined;
        go();
      } else send(name, parsed(asked(name)) ?? "auto");
    };

    const load = () => {
      if (frame || !wrap) return;
      // A page without TLS has none, and cannot be let in.
      nonce = crypto.randomUUID?.();
      const src = address();
      const query = { embed: 1, host: location.origin, lang: language(), theme: scheme() };
      for (const name in query) if (query[name]) src.searchParams.set(name, query[name]);
      frame = make("iframe", {
        name: `opora:${nonce}`,
        allow: "clipboard-write",
        referrerPolicy: "origin",
        // Until the frame says how high it is.
        height: 320,
        sandbox: "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals",
        src,
      });
      dress();
      addEventListener("message", meet, life);
      timer = setTimeout(miss, 15000);
      (box ?? wrap).append(frame);
    };

    // The frame does not answer: no line, a policy of the page, or an origin that Opora does not know.
    const miss = () => {
      if (port) return;
      note = make("p", { role: "alert" }, make("a", { href: address(), target: "_blank" }, WORDS[tongue()][2]));
      frame.before(note);
      frame.hidden = true;
      tell("error", { code: "timeout" });
    };

    // By version 1 of the channel. Each page in the frame says hello once; its channel takes the place of the one before,
    // where nobody listens any more.
    const meet = ({ source, origin, data }) => {
      if (origin !== OPORA || source !== frame.contentWindow || data?.opora !== 1 || data.type !== "hello" || data.nonce !== nonce) return;
      port?.close();
      const channel = new MessageChannel();
      port = channel.port1;
      port.onmessage = hear;
      note?.remove();
      frame.hidden = false;
      const options = { mode: mode(), language: language(), theme: parsed(asked("theme")), context: context ?? shared.context };
      source.postMessage({ opora: 1, type: "welcome", nonce, load: data.load, options }, OPORA, [channel.port2]);
      if (isLeaving) send("logout");
      if (unheard === frame) go();
    };

    const hear = ({ data }) => {
      const type = data?.type;
      if (type === "close") return close();
      // What a page may be told, and with which fields: all else is dropped.
      if (!port || !/^(ready|resize|route|request-created|unread|error|identified|logged-out|token-expired)$/.test(type)) return;
      const detail = JSON.parse(JSON.stringify(data, ["version", "height", "path", "title", "number", "count", "code"]));
      if (type === "resize" && !box) frame.height = data.height;
      if (/ready|token/.test(type)) introduce();
      if (type === "route") {
        enter();
        unheard = undefined;
        // Whoever went on in a long frame begins at its top.
        if (root.activeElement && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
      }
      if (/logged|wiped/.test([type, data.code])) isLeaving = false;
      tell(type, detail);
    };

    const introduce = async () => {
      const [from, to] = [token, port];
      // Meanwhile the visitor may have signed out, or another page stand in the frame, which is told for itself.
      const isDue = () => from === token && to === port;
      try {
        const given = to && (await from?.());
        if (given && isDue()) send("identify", given, "token");
      } catch {
        if (isDue()) tell("error", { code: "token" });
      }
    };

    // The focus goes in once a page is there, if it is still where opening has put it.
    const enter = () => {
      if (!port || root.activeElement !== shut) return;
      frame.focus();
      send("focus", "start", "from");
    };

    const open = (view) => {
      if (!wrap) return;
      if (view) go((path = view));
      load();
      if (!box) frame.focus();
      else if (!isOpen) {
        opener = root.activeElement ?? document.activeElement;
        // On a phone it covers all of the page; beside a drawer the page stays in use.
        if (box.popover && matchMedia("(min-width:601px)").matches) box.showPopover();
        else box.showModal();
        isOpen = true;
        shut.focus();
      }
      // A frame that was hidden a moment ago has nothing yet that takes the focus.
      setTimeout(enter, 99);
    };

    const close = () => {
      if (!isOpen) return;
      isOpen = false;
      const hadFocus = root.activeElement;
      box.close();
      if (box.popover) box.hidePopover();
      // Given at once, Firefox takes it away again.
      if (hadFocus) setTimeout(() => isOpen || opener.focus());
      tell("close");
    };

    // What was set on the element before there was a class for it.
    context = element.context;
    Object.defineProperty(element, "context", { set: (given) => send("context", (context = given)) });
    Object.assign(element, {
      open,
      close,
      identify(given) {
        token = giver(given);
        introduce();
      },
      // The frame may keep something of this person from another day, so it is loaded for that, too.
      logout() {
        token = undefined;
        isLeaving = true;
        load();
        send("logout");
      },
    });
    return [attach, detach, change];
  };

  class Help extends HTMLElement {
    static observedAttributes = ["view", "form", "language", "theme", "mode", "label"];
    #part = part(this);
    connectedCallback() {
      this.#part[0]();
    }
    disconnectedCallback() {
      this.#part[1]();
    }
    attributeChangedCallback(name) {
      this.#part[2](name);
    }
  }

  // ---- The function ----

  const each = (work) => all.forEach(work);
  const share = (name) => (value) => {
    shared[name] = value;
    each((one) => one.setAttribute(name, value));
  };
  // What can be opened; without a button where it is not there yet: whoever opens it has one.
  const first = () => {
    const found = [...all].find((one) => one.getAttribute("mode") !== "inline");
    if (found) return found;
    const made = make(NAME);
    made.setAttribute("label", "");
    document.body.append(made);
    return made;
  };
  const ASKS = {
    open: (view) => first().open(view),
    close: () => each((one) => one.close()),
    identify: (token) => {
      shared.token = giver(token);
      each((one) => one.identify(shared.token));
    },
    logout: () => {
      shared.token = undefined;
      all.size || first();
      each((one) => one.logout());
    },
    context: (context) => {
      shared.context = context;
      each((one) => (one.context = context));
    },
    language: share("language"),
    theme: share("theme"),
    on: (name, work) => {
      document.addEventListener(`opora-${name}`, work);
      return () => ASKS.off(name, work);
    },
    off: (name, work) => document.removeEventListener(`opora-${name}`, work),
    destroy: () => {
      shared = {};
      each((one) => one.remove());
    },
  };

  const start = () => {
    const queue = window.Opora?.q ?? [];
    window.Opora = (name, ...rest) => ASKS[name]?.(...rest);
    customElements.define(NAME, Help);
    for (const call of queue) Opora(...call);
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
