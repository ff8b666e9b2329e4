/** Registers a service worker, or its newest version, and resolves once it is active. @throws Error if it cannot start */
export async function startServiceWorker(script: URL): Promise<ServiceWorker> {
  const registration = await navigator.serviceWorker.register(script)
  // Without this update check, the page begins with an outdated worker and loses what it keeps there when the new one takes over.
  await registration.update()
  const worker = registration.installing ?? registration.waiting ?? registration.active
  if (!worker) throw new Error('The service worker was unregistered while it started. Reload the page.')
  await activated(worker)
  return worker
}

function activated(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve, reject) => {
    const checkState = () => {
      if (worker.state === 'activated') resolve()
      if (worker.state === 'redundant') reject(new Error('The service worker did not start. Reload the page.'))
    }
    worker.addEventListener('statechange', checkState)
    checkState()
  })
}
