// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { dailiesClient, swrClient, tanStackClient } from './bench-clients'
import type { Cost, Load } from './measure-requests'
import { measureRequests } from './measure-requests'

const baseLoad: Load = { tabs: 3, jobs: 10, components: 20, hasEvents: true, hidden: 0 }

const rows: [string, Load][] = [
  ['one tab, stream offered', { ...baseLoad, tabs: 1 }],
  ['three tabs, stream offered', baseLoad],
  ['three tabs, all hidden', { ...baseLoad, hidden: 3 }],
  ['one tab, polling only', { ...baseLoad, tabs: 1, hasEvents: false }],
  ['three tabs, polling only', { ...baseLoad, hasEvents: false }],
]

it('sends the same requests from three tabs as from one, none from hidden tabs, and no more than its peers', async () => {
  const table = new Map<string, { dailies: Cost; swr: Cost; tanstack: Cost | undefined }>()
  for (const [name, load] of rows) {
    table.set(name, {
      dailies: await measureRequests(dailiesClient, load),
      swr: await measureRequests(swrClient, load),
      // The page never polls: its server polls and streams.
      tanstack: load.hasEvents ? await measureRequests(tanStackClient, load) : undefined,
    })
  }
  process.stdout.write(
    [
      '',
      '10 jobs, 20 components per tab: requests in the first 30 s, in the minute after that, and open connections',
      `${' '.repeat(28)}${['Dailies', 'SWR refreshInterval', 'TanStack useGenerateVideo'].map(cell).join('')}`,
      ...Array.from(table, ([name, { dailies, swr, tanstack }]) =>
        [name.padEnd(28), ...[dailies, swr, tanstack].map((cost) => cell(format(cost)))].join(''),
      ),
      '',
      '',
    ].join('\n'),
  )
  const costOf = (name: string): Cost | undefined => table.get(name)?.dailies
  expect(costOf('three tabs, stream offered')).toMatchObject({ minute: 0, openConnections: 1 })
  expect(costOf('three tabs, polling only')?.minute).toBe(costOf('one tab, polling only')?.minute)
  expect(costOf('three tabs, all hidden')).toMatchObject({ minute: 0, openConnections: 0 })
  for (const [name, { dailies, swr, tanstack }] of table) {
    expect([name, dailies.minute <= swr.minute]).toEqual([name, true])
    if (!tanstack) continue
    expect([name, dailies.minute <= tanstack.minute, dailies.openConnections < tanstack.openConnections]).toEqual([
      name,
      true,
      true,
    ])
    // Each library renders the same number of statuses; otherwise the comparison would be invalid.
    expect([name, dailies.rendered, tanstack.rendered]).toEqual([name, swr.rendered, swr.rendered])
  }
}, 60_000)

const cell = (text: string): string => text.padStart(27)

const format = (cost: Cost | undefined): string =>
  cost ? `${cost.opening} / ${cost.minute} / ${cost.openConnections}` : 'has no polling'
