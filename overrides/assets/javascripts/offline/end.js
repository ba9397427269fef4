/* The end of the service worker: it takes the place of the one that readers have, forgets all, and goes. */

addEventListener("install", () => skipWaiting())

addEventListener("activate", event => event.waitUntil(leave()))

async function leave() {
  const prefix = `newsroom ${new URL(self.registration.scope).pathname} `
  const ours = (await caches.keys()).filter(name => name.startsWith(prefix))
  await Promise.all(ours.map(name => caches.delete(name)))
  await self.registration.unregister()
}
