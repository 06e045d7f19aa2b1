// A page around, in the test's hands: it says what a test wants to this window, as whoever the test wants.
export function say(data, origin, isParent, ports) {
  const stranger = document.createElement("iframe");
  document.body.append(stranger);
  const source = isParent ? window.parent : stranger.contentWindow;
  window.dispatchEvent(new MessageEvent("message", { data, origin, source, ports }));
  stranger.remove();
}

export const channel = () => {
  const { port1, port2 } = new MessageChannel();
  const heard = [];
  port1.onmessage = ({ data }) => heard.push(JSON.stringify(data));
  return { port1, port2, heard };
};

// What is said to the page around, which is this window itself.
export function listen() {
  const heard = [];
  window.addEventListener("message", ({ data, origin }) => heard.push(`${origin} ${JSON.stringify(data)}`));
  return heard;
}

// Who listens to this window for events of this name, from now on.
export function listeners(name) {
  const all = [];
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  window.addEventListener = (type, heard, options) => {
    if (type === name) all.push(heard);
    add.call(window, type, heard, options);
  };
  window.removeEventListener = (type, heard, options) => {
    if (all.includes(heard)) all.splice(all.indexOf(heard), 1);
    remove.call(window, type, heard, options);
  };
  return all;
}

// A value that only a browser can pass on.
export const evaluated = (code) => new Function(`return ${code}`)();

// Runs a script of the page at an address of its own; answers with the addresses that it hands on.
export function visited(script, address, steps) {
  const location = new URL(address);
  const handed = [];
  const go = (state, title, url) => {
    handed.push(url);
    location.href = url;
  };
  const history = { pushState: go, replaceState: go };
  run(script, location, history);
  for (const [name, url] of steps) history[name](null, "", url);
  return handed;
}

// The place of what is kept that a script of the page notes at an address.
export function placed(script, address) {
  const history = { pushState() {}, replaceState() {} };
  return run(script, new URL(address), history).dataset.place;
}

function run(script, location, history) {
  const documentElement = document.createElement("html");
  const parts = { location, history, document: { documentElement }, addEventListener: () => {} };
  new Function(...Object.keys(parts), script)(...Object.values(parts));
  return documentElement;
}
