/* The end of the service worker, by which the one that readers have knows that it is to go (worker.js). Where that one
   does not, this takes its place when no page is open, forgets all, and goes. */

addEventListener("activate", event => event.waitUntil(leave()))

async function leave() {
  const prefix = `newsroom ${new URL(self.registration.scope).pathname} `
  const ours = (await caches.keys()).filter(name => name.startsWith(prefix))
  await Promise.all(ours.map(name => caches.delete(name)))
  await self.registration.unregister()
}
