import { expect, it } from 'vitest'
import { openSandbox } from './testing/open-sandbox'

const create = ({ ask }: ReturnType<typeof openSandbox>, key: string) =>
  ask('', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ prompt: 'A lamp.' }),
  })

it('without idempotency, a repeated key creates another job and is counted', async () => {
  const opened = openSandbox()
  const [first, second] = [await create(opened, 'k'), await create(opened, 'k')]
  expect(second.body.id).not.toBe(first.body.id)
  expect(opened.sandbox.counters).toMatchObject({ creates: 2, idempotencyKeys: ['k', 'k'] })
})

it('with idempotency, a repeated key returns the first job and is billed once', async () => {
  const opened = openSandbox({ idempotent: true })
  const [first, second, other] = [await create(opened, 'k'), await create(opened, 'k'), await create(opened, 'l')]
  expect(second.body.id).toBe(first.body.id)
  expect(other.body.id).not.toBe(first.body.id)
  expect(opened.sandbox.counters).toMatchObject({ creates: 2, idempotencyKeys: ['k', 'k', 'l'] })
})

it('counts requests by operation, including rejected ones', async () => {
  const { sandbox, ask, post, create } = openSandbox()
  const id = await create()
  await ask(`/${id}`)
  await ask(`/${id}`)
  await post('', {})
  await ask('/video_none', { method: 'DELETE' })
  expect(sandbox.counters.requests).toEqual({
    create: 2,
    cancel: 0,
    result: 0,
    list: 0,
    retrieve: 2,
    delete: 1,
    content: 0,
    remix: 0,
    edit: 0,
    extend: 0,
  })
  expect(sandbox.counters.creates).toBe(1)
})
