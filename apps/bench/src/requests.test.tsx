// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { followWithDailies, followWithSWR, followWithTanStack } from './follow'
import type { Cost, Load } from './measure-requests'
import { measureRequests } from './measure-requests'

const load: Load = { tabs: 3, jobs: 10, components: 20, hasEvents: true, hidden: 0 }

const rows: [string, Load][] = [
  ['one tab, stream offered', { ...load, tabs: 1 }],
  ['three tabs, stream offered', load],
  ['three tabs, all hidden', { ...load, hidden: 3 }],
  ['one tab, polling only', { ...load, tabs: 1, hasEvents: false }],
  ['three tabs, polling only', { ...load, hasEvents: false }],
]

it('three tabs cost the server what one costs, hidden ones nothing, and never more than its peers', async () => {
  const table = new Map<string, { dailies: Cost; swr: Cost; tanstack: Cost | undefined }>()
  for (const [name, of] of rows) {
    table.set(name, {
      dailies: await measureRequests(followWithDailies, of),
      swr: await measureRequests(followWithSWR, of),
      // The page never polls: its server looks and streams.
      tanstack: of.hasEvents ? await measureRequests(followWithTanStack, of) : undefined,
    })
  }
  process.stdout.write(
    [
      '',
      '10 jobs, 20 components a tab: requests in the first 30 s, in the minute after, and connections held open',
      `${' '.repeat(28)}${['Dailies', 'SWR refreshInterval', 'TanStack useGenerateVideo'].map(cell).join('')}`,
      ...Array.from(table, ([name, { dailies, swr, tanstack }]) =>
        [name.padEnd(28), ...[dailies, swr, tanstack].map((cost) => cell(shown(cost)))].join(''),
      ),
      '',
      '',
    ].join('\n'),
  )
  const dailies = (name: string): Cost | undefined => table.get(name)?.dailies
  expect(dailies('three tabs, stream offered')).toMatchObject({ minute: 0, heldOpen: 1 })
  expect(dailies('three tabs, polling only')?.minute).toBe(dailies('one tab, polling only')?.minute)
  expect(dailies('three tabs, all hidden')).toMatchObject({ minute: 0, heldOpen: 0 })
  for (const [name, { dailies, swr, tanstack }] of table) {
    expect([name, dailies.minute <= swr.minute]).toEqual([name, true])
    if (!tanstack) continue
    expect([name, dailies.minute <= tanstack.minute, dailies.heldOpen < tanstack.heldOpen]).toEqual([name, true, true])
    // All do the same work, or the figures would say nothing.
    expect([name, dailies.informed, tanstack.informed]).toEqual([name, swr.informed, swr.informed])
  }
}, 60_000)

const cell = (text: string): string => text.padStart(27)

const shown = (cost: Cost | undefined): string =>
  cost ? `${cost.opening} / ${cost.minute} / ${cost.heldOpen}` : 'has no polling'
