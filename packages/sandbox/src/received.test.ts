import { expect, it } from 'vitest'
import { openSandbox } from './testing/open-sandbox'

it('creates of the Videos API are kept with their body and what became of it', async () => {
  const { sandbox, ask, post, create } = openSandbox()
  const id = await create({ seconds: '2' })
  const form = new FormData()
  form.set('prompt', 'A form.')
  form.set('model', 'mini')
  await ask('', { method: 'POST', headers: { 'idempotency-key': 'key-1' }, body: form })
  await post('', { prompt: '' })
  await sandbox.advance(20)
  await post(`/${id}/remix`, { prompt: 'At night.' })
  expect(sandbox.creates).toMatchObject([
    { api: 'videos', at: 1_790_000_000, body: { seconds: '2' }, request: { model: 'mini', seconds: '2' } },
    { idempotencyKey: 'key-1', body: { prompt: 'A form.' }, request: { size: '320x192' } },
    { body: { prompt: '' }, request: undefined },
    { at: 1_790_000_020, body: { prompt: 'At night.' }, request: { prompts: ['A lamp.', 'At night.'] } },
  ])
})

it('the last hundred are kept', async () => {
  const { sandbox, create } = openSandbox()
  for (let index = 0; index < 102; index += 1) await create({ prompt: `Number ${index}` })
  expect(sandbox.creates).toHaveLength(100)
  expect(sandbox.creates[0]?.body).toMatchObject({ prompt: 'Number 2' })
})

it('a control route returns them, with the length of files in their place', async () => {
  const { sandbox, ask } = openSandbox()
  const form = new FormData()
  form.set('prompt', 'A form.')
  form.set('input_reference', new Blob([new Uint8Array(12)]))
  await ask('', { method: 'POST', body: form })
  const { creates } = await (await sandbox.fetch('http://sandbox/sandbox/creates')).json()
  expect(creates).toMatchObject([{ api: 'videos', body: { prompt: 'A form.', input_reference: { bytes: 12 } } }])
})
