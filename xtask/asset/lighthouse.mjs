// Looks at pages as Lighthouse does on a phone (simulated Slow 4G, a CPU four times slower):
// `node lighthouse.mjs PACKAGES CHROME ROUNDS NAME=URL…` prints a line of JSON a look. Rounds go over all pages in turn,
// so that whatever else the machine does meets all of them alike; each look has a browser of its own.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [packages, chromePath, rounds, ...pages] = process.argv.slice(2);
const { resolve } = createRequire(`${packages}/`);
const load = (name) => import(pathToFileURL(resolve(name)));
const [{ default: lighthouse }, { launch }] = await Promise.all([load("lighthouse"), load("chrome-launcher")]);

const chromeFlags = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--accept-lang=ru-RU,ru", "--disable-sync", "--disable-default-apps", "--disable-extensions", "--mute-audio",
];
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const METRICS = {
  fcp: "first-contentful-paint", lcp: "largest-contentful-paint", tbt: "total-blocking-time", si: "speed-index",
  cls: "cumulative-layout-shift", bytes: "total-byte-weight",
};

const look = async (name, url, again = true) => {
  const chrome = await launch({ chromePath, chromeFlags, logLevel: "silent" });
  try {
    const settings = { port: chrome.port, logLevel: "error", onlyCategories: CATEGORIES };
    const { lhr } = await lighthouse(url, settings);
    if (lhr.runtimeError) {
      // Now and then a browser that has just been started records no begin of the navigation.
      if (again && lhr.runtimeError.code === "NO_NAVSTART") return look(name, url, false);
      throw new Error(lhr.runtimeError.message);
    }
    const scores = CATEGORIES.map((category) => [category, Math.round(lhr.categories[category].score * 100)]);
    const values = Object.entries(METRICS).map(([metric, audit]) => [metric, lhr.audits[audit].numericValue]);
    // What counts and did not hold: the report says it where a score is short of 100.
    const refs = CATEGORIES.slice(1).flatMap((category) => lhr.categories[category].auditRefs);
    const failed = refs.filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1).map(({ id }) => id);
    return { name, ...Object.fromEntries([...scores, ...values]), failed };
  } finally {
    chrome.kill();
  }
};

for (let round = 0; round < Number(rounds); round += 1) {
  for (const page of pages) {
    const at = page.indexOf("=");
    console.log(JSON.stringify(await look(page.slice(0, at), page.slice(at + 1))));
  }
}
