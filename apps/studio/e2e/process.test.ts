import { connect } from 'node:net'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, it } from 'vitest'
import { DemoExit, freePort, startDemo } from './demo-process'
import { mount } from './mount'

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

it.each(['SIGINT', 'SIGTERM'] as const)('%s stops all processes', async (signal) => {
  const demo = await startDemo()
  expect([await answers(demo.port), await answers(demo.sandboxPort)]).toEqual([true, true])
  expect(await demo.stop(signal)).toBe(0)
  expect([await answers(demo.port), await answers(demo.sandboxPort)]).toEqual([false, false])
})

it('stopping does not wait for a rendering video, nor for an open event stream', async () => {
  const demo = await startDemo({ SANDBOX_JOB_SECONDS: '600' })
  const headers = { ...mount.as('ada'), 'Content-Type': 'application/json' }
  const body = JSON.stringify({
    prompt: 'A slow pan over roofs',
    model: 'lamp-1',
    seconds: '12',
    size: '1280x720',
  })
  expect((await fetch(`${demo.url}/api/videos`, { method: 'POST', headers, body })).status).toBe(200)
  const stopped = Date.now()
  expect(await demo.stop()).toBe(0)
  expect(Date.now() - stopped).toBeLessThan(5_000)
})

it('prints one line with a working URL', async () => {
  const demo = await startDemo()
  expect(demo.output()).toBe(mount.line(demo.port))
  expect((await fetch(demo.url)).status).toBe(200)
  await demo.stop()
})

it.each(['PORT', 'SANDBOX_PORT'])('prints one clear line and exits if %s is in use', async (variable) => {
  const port = await freePort()
  const other = createServer().listen(port, '127.0.0.1')
  await once(other, 'listening')
  const failure = await startDemo({ [variable]: String(port) }).catch((error: unknown) => error)
  other.close()
  expect(failure).toBeInstanceOf(DemoExit)
  expect(failure).toMatchObject({
    code: 1,
    output: `Port ${port} is in use by another program. Choose another with ${variable}, such as ${variable}=${port + 1}.\n`,
  })
})
