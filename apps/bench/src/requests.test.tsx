// @vitest-environment jsdom
import { expect, it } from 'vitest'
import type { Load } from './measure-requests'
import { followWithDailies, followWithSWR, requestsPerMinute } from './measure-requests'

const load: Load = { tabs: 3, jobs: 10, components: 20, hasEvents: true, hidden: 0 }

const rows: [string, Load][] = [
  ['one tab, stream offered', { ...load, tabs: 1 }],
  ['three tabs, stream offered', load],
  ['one tab, polling only', { ...load, tabs: 1, hasEvents: false }],
  ['three tabs, polling only', { ...load, hasEvents: false }],
  ['three tabs, all hidden', { ...load, hidden: 3 }],
]

it('three tabs cost the server what one costs, hidden ones nothing, and never more than SWR alone', async () => {
  const table: Record<string, { dailies: number; swr: number }> = {}
  for (const [name, of] of rows) {
    table[name] = {
      dailies: await requestsPerMinute(followWithDailies, of),
      swr: await requestsPerMinute(followWithSWR, of),
    }
  }
  process.stdout.write(
    ['', 'requests per minute, 10 jobs, 20 components a tab', ...Object.entries(table).map(line)].join('\n') + '\n\n',
  )
  expect(table['three tabs, stream offered']?.dailies).toBe(table['one tab, stream offered']?.dailies)
  expect(table['three tabs, polling only']?.dailies).toBe(table['one tab, polling only']?.dailies)
  expect(table['three tabs, all hidden']?.dailies).toBe(0)
  for (const { dailies, swr } of Object.values(table)) expect(dailies).toBeLessThanOrEqual(swr)
}, 60_000)

const line = ([name, { dailies, swr }]: [string, { dailies: number; swr: number }]): string =>
  `${name.padEnd(28)} Dailies ${String(dailies).padStart(4)}   SWR refreshInterval ${String(swr).padStart(4)}`
