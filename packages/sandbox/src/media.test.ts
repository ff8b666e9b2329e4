import { sampleVideo } from '@dailies/sandbox'
import { expect, it } from 'vitest'
import { openSandbox } from './testing/open-sandbox'

async function withLink() {
  const opened = openSandbox({ dialect: 'aisix', mediaOrigin: 'http://media.example', apiKey: 'sk-test' })
  const headers = { authorization: 'Bearer sk-test' }
  const { body } = await opened.ask('', {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ prompt: 'A lamp.' }),
  })
  await opened.sandbox.advance(8)
  const { headers: answered } = await opened.content(body.id, { headers })
  return { ...opened, link: answered.get('location') ?? '' }
}

it('a media URL is on another origin, and serves the video and ranges without the API key', async () => {
  const { sandbox, link } = await withLink()
  expect(new URL(link).origin).toBe('http://media.example')
  const whole = await sandbox.fetch(link)
  expect(new Uint8Array(await whole.arrayBuffer())).toEqual(sampleVideo({ size: '720x1280', seconds: 4 }).video)
  expect((await sandbox.fetch(link, { headers: { range: 'bytes=0-3' } })).status).toBe(206)
  expect(sandbox.counters.leakedKeys).toBe(0)
})

it('counts requests that leak the API key to the media origin', async () => {
  const { sandbox, link } = await withLink()
  await sandbox.fetch(link, { headers: { authorization: 'Bearer sk-test' } })
  expect(sandbox.counters.leakedKeys).toBe(1)
})

it('rejects a media URL without signature, and answers 404 for an expired video', async () => {
  const { sandbox, link } = await withLink()
  expect((await sandbox.fetch(link.replace(/\?.*/, ''))).status).toBe(403)
  await sandbox.advance(3_600)
  expect((await sandbox.fetch(link)).status).toBe(404)
})

it('a fault can apply to the media server only', async () => {
  const { sandbox, link } = await withLink()
  sandbox.faults.add({ kind: 'redirect', location: 'http://elsewhere/', on: 'media', times: 1 })
  const moved = await sandbox.fetch(link)
  expect([moved.status, moved.headers.get('location')]).toEqual([302, 'http://elsewhere/'])
  sandbox.faults.add({ kind: 'cut', on: 'media', times: 1 })
  await expect((await sandbox.fetch(link)).arrayBuffer()).rejects.toThrow('terminated')
  sandbox.faults.add({ kind: 'expired', times: 1, on: 'media' })
  expect((await sandbox.fetch(link)).status).toBe(404)
  expect((await sandbox.fetch(link)).status).toBe(200)
})

it.each(['new-api', 'relay', 'aisix'] as const)('every link of %s can be led astray', async (dialect) => {
  const url = 'http://169.254.169.254/latest'
  const { sandbox, ask, post, content } = openSandbox({ dialect, faults: [{ kind: 'link', url }] })
  const { body } = await post('', { prompt: 'A lamp.' })
  const id = body.id ?? body.task_id
  await sandbox.advance(8)
  const retrieved = await ask(`/${id}`)
  const served = await content(id)
  const links = [retrieved.body.video_url, retrieved.body.metadata?.url, served.headers.get('location')]
  expect(links.filter(Boolean)).toEqual([url])
})
