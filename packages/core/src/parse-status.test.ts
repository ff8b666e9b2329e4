import { createVideosClient, parseStatus } from '@dailies/core'
import { expect, it } from 'vitest'
import { parseStatusValue } from './parse-status'

const values: [status: string, values: string[]][] = [
  ['queued', ['queued', 'pending', 'created', 'submitted', 'NOT_START', 'not start', 'throttled', 'Queued']],
  ['in_progress', ['in_progress', 'processing', 'running', 'generating', 'IN_PROGRESS', 'In-Progress', 'in progress']],
  ['completed', ['completed', 'complete', 'succeeded', 'succeed', 'success', 'done', 'SUCCESS', 'COMPLETED ']],
  ['failed', ['failed', 'error', 'fail', 'failure', 'rejected', 'nsfw', 'moderated', 'cancelled', 'canceled']],
  ['failed', ['expired', 'deleted', 'FAILURE', ' Failed', 'aborted', 'terminated', 'stopped', 'interrupted', 'killed']],
  ['failed', ['timeout', 'timed out', 'blocked', 'Request Moderated', 'Content Moderated']],
  ['completed', ['finished', 'Ready']],
  ['in_progress', ['unknown', 'warming_up', 'finalizing', 'finished?', 'toString', '__proto__', 'constructor']],
]

it.each(values.flatMap(([status, names]) => names.map((name) => [name, status] as const)))(
  'parses the status "%s" as %s, also in the client',
  async (name, status) => {
    expect(parseStatus(name)).toBe(status)
    const client = createVideosClient({ baseURL: '/api', fetch: async () => Response.json({ id: 'a', status: name }) })
    expect(await client.retrieve('a')).toMatchObject({ status })
  },
)

it.each([
  ['NSFW', 'nsfw'],
  ['cancelled', 'cancelled'],
  ['rejected', 'rejected'],
  ['not found', undefined],
  ['failed', undefined],
  ['FAILURE', undefined],
  ['completed', undefined],
])('keeps the value of a failure that names the reason: %s', (name, reason) => {
  expect(parseStatusValue(name)?.reason).toBe(reason)
})

it.each([undefined, null, 200, '', '  ', {}])('finds no status in %s', (raw) => {
  expect(parseStatusValue(raw)).toBeUndefined()
  expect(parseStatus(raw)).toBe('in_progress')
})
