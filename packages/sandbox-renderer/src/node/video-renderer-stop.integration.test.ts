import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { videoRenderer } from './video-renderer'
import type { RenderRequest } from '@dailies/sandbox'

const mini: RenderRequest = { seed: 1, width: 320, height: 192, seconds: 1, prompts: ['Dunes'] }
const long: RenderRequest = { ...mini, width: 1280, height: 720, seconds: 20 }

test('an aborted render rejects at once with the reason, and the next one is rendered', async () => {
  const renderer = videoRenderer()
  const abort = new AbortController()
  const dropped = renderer.render(long, { signal: abort.signal })
  const next = renderer.render(mini)
  abort.abort(new Error('the job was deleted'))
  await expect(dropped).rejects.toThrow('the job was deleted')
  expect((await next).video.length).toBeGreaterThan(1000)
  await renderer.close?.()
})

test('a render that waits its turn can be aborted without touching the one before it', async () => {
  const renderer = videoRenderer()
  const abort = new AbortController()
  const first = renderer.render(mini)
  const waiting = renderer.render(long, { signal: abort.signal })
  abort.abort()
  await expect(waiting).rejects.toThrow(/abort/i)
  expect((await first).video.length).toBeGreaterThan(1000)
  await renderer.close?.()
})

test('a render whose signal is aborted already never starts', async () => {
  const renderer = videoRenderer()
  await expect(renderer.render(long, { signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow('too late')
  await renderer.close?.()
})

test('closing drops what is unfinished, and a later render starts afresh', async () => {
  const renderer = videoRenderer()
  const dropped = renderer.render(long)
  const waiting = renderer.render(mini)
  const outcomes = Promise.allSettled([dropped, waiting])
  await renderer.close?.()
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect((await renderer.render(mini)).video.length).toBeGreaterThan(1000)
  await renderer.close?.()
})

test('an idle renderer keeps no process alive and installs no exception handler in it', async () => {
  const program = `
    import { register } from 'node:module'
    register(${JSON.stringify(new URL('../testing/typescript-hooks.mjs', import.meta.url).href)})
    const { videoRenderer } = await import(${JSON.stringify(new URL('./video-renderer.ts', import.meta.url).href)})
    await videoRenderer().render(${JSON.stringify(mini)})
    console.log('rendered', process.listenerCount('uncaughtException') + process.listenerCount('unhandledRejection'))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    timeout: 15_000,
  })
  expect(stdout.trim()).toBe('rendered 0')
})
