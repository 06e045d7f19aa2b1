// Stands in the place of worker.js when the service worker has to go: takes it and everything it kept off the device.
// Requests, drafts and the outbox are the app's and stay. Pages that are open go to the network from now on.
addEventListener("install", () => self.skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  const kept = (await caches.keys()).filter((name) => name.startsWith("opora-"));
  await Promise.all(kept.map((name) => caches.delete(name)));
  await self.registration.unregister();
}
