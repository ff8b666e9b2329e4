import { createSandbox, dialectNames } from '@dailies/sandbox'
import type { DialectName, SandboxOptions } from '@dailies/sandbox'
import { describe, expect, it } from 'vitest'
import { conform } from './conform'
import { planConform } from './options'
import { tableOf } from './report-table'

async function run(options: Partial<SandboxOptions> = {}) {
  const sandbox = createSandbox({ clock: 'manual', apiKey: 'sk-test', ...options })
  const report = await conform({
    baseURL: 'http://sandbox/v1',
    apiKey: 'sk-test',
    model: 'mini',
    seconds: '4',
    pollEvery: 0.001,
    deadline: 0.05,
    // Every poll advances the clock; for a synchronous server it advances once the job is accepted.
    async fetch(input, init) {
      const { creates } = sandbox.counters
      const responses: Response[] = []
      if (init.method === 'GET' && /\/videos\/[^/?]+$/.test(input)) await sandbox.advance(3)
      const answer = sandbox.fetch(input, init)
      if (options.dialect !== 'dynamo' || init.method !== 'POST') return answer
      void answer.then((response) => responses.push(response))
      while (responses.length === 0 && sandbox.counters.creates === creates) await new Promise(setImmediate)
      await sandbox.advance(8)
      return answer
    },
  })
  const outcome = (point: string) => report.findings.find((finding) => finding.point === point)?.outcome
  return { sandbox, report, outcome }
}

it('the openai dialect conforms in every check except Range, which is undocumented', async () => {
  const { report, sandbox } = await run()
  expect(report.findings.filter(({ outcome }) => outcome !== 'conforms').map(({ point }) => point)).toEqual([
    'content: Range',
  ])
  expect(report).toMatchObject({ conforms: report.findings.length - 1, usable: true })
  expect(sandbox.counters.leakedKeys).toBe(0)
})

it('creates at most the announced number of videos, and deletes them all', async () => {
  const { sandbox } = await run()
  expect(sandbox.counters.creates).toBe(planConform({ baseURL: '' }).videos)
  const response = await sandbox.fetch('http://sandbox/v1/videos', { headers: { authorization: 'Bearer sk-test' } })
  expect((await response.json()).data).toEqual([])
})

it.each([...dialectNames])('the report on %s is complete and says that it can be used', async (dialect) => {
  const { report } = await run({ dialect })
  expect(report.findings.length).toBeGreaterThan(9)
  // A server without retrieve hands the video out with its first answer.
  expect(report.usable).toBe(true)
})

describe('finds deviations of a dialect', () => {
  it.each<[DialectName, string, string]>([
    ['litellm', 'id on retrieve', 'deviates'],
    ['litellm', 'answer to create', 'deviates'],
    ['litellm', 'list', 'missing'],
    ['litellm', 'content: thumbnail', 'deviates'],
    ['vllm-omni', 'create by JSON', 'missing'],
    ['vllm-omni', 'remix', 'missing'],
    ['sglang', 'delete', 'deviates'],
    ['tensorrt-llm', 'answer to create', 'deviates'],
    ['dynamo', 'create by JSON', 'deviates'],
    ['dynamo', 'life of a job', 'deviates'],
    ['aisix', 'content: video', 'deviates'],
    ['stdapi', 'delete while running', 'missing'],
    ['qvac', 'content: spritesheet', 'missing'],
    ['relay', 'id', 'deviates'],
  ])('in %s: %s', async (dialect, point, expected) => {
    const { outcome } = await run({ dialect })
    expect(outcome(point)).toBe(expected)
  })
})

it('reports a job that never ends within the deadline, as unusable', async () => {
  const { report, outcome } = await run({ faults: [{ kind: 'stuck' }] })
  expect(outcome('life of a job')).toBe('deviates')
  expect(report.usable).toBe(false)
})

it('the table has a line for every check and a result', async () => {
  const { report } = await run()
  const table = tableOf(report)
  for (const { point } of report.findings) expect(table).toContain(point)
  expect(table).toContain('Dailies works with this server.')
})
