// Loaded by boot.js where the page stands in a frame of another portal, before the app: every address goes on saying so, and
// what belongs outside opens a tab of its own.
const KEPT = ["embed", "host", "theme"];

// What is kept here is that portal's alone (src/browser/place.rs): browsers keep apart sites, not origins.
const host = new URLSearchParams(location.search).get("host");
if (host !== location.origin) document.documentElement.dataset.place = `@${host ?? ""}`;

const framed = (address) => {
  const url = new URL(address, location.href);
  const now = new URLSearchParams(location.search);
  for (const key of KEPT) {
    if (now.has(key) && !url.searchParams.has(key)) url.searchParams.set(key, now.get(key));
  }
  return url.href;
};

for (const name of ["pushState", "replaceState"]) {
  const own = history[name].bind(history);
  history[name] = (state, title, address) => own(state, title, framed(address ?? location.href));
}

// Before the app is there, links and the search form of the page load pages.
const isBare = () => document.querySelector("#shell, #first") !== null;

addEventListener(
  "click",
  ({ target }) => {
    const link = target.closest?.("a[href]");
    if (!link || link.target || link.hasAttribute("download") || !/^https?:$/.test(link.protocol)) return;
    if (link.origin !== location.origin || link.relList.contains("external")) {
      link.target = "_blank";
      link.relList.add("noopener");
    } else if (isBare()) {
      link.href = framed(link.href);
    }
  },
  true,
);

addEventListener("formdata", ({ formData }) => {
  for (const [key, value] of new URL(framed("?")).searchParams) formData.set(key, value);
});
