import { createSandbox, listen } from '@dailies/sandbox'

// A sandbox without rendering and with many jobs, in a separate process. Sends the port and path of one job to the
// parent.
const sandbox = createSandbox({ jobDurationMs: 1_000_000_000 })
let id = ''
for (let job = 0; job < 1_000; job += 1) {
  const body = new FormData()
  body.set('prompt', `Lamp number ${job}`)
  const created = await sandbox.fetch('http://sandbox/v1/videos', { method: 'POST', body })
  id = ((await created.json()) as { id: string }).id
}
const { baseURL } = await listen(sandbox, { port: 0 })
const { port, pathname } = new URL(baseURL)
process.on('message', () => process.send?.({ cpu: process.cpuUsage() }))
process.on('disconnect', () => process.exit())
process.send?.({ port: Number(port), path: `${pathname}/videos/${id}` })
