import type { Measurement } from './measurement'
import { quantile } from './measurement'
import { headers, measureInTurn, serve } from './server-process'
import type { RoundResult } from './server-process'

/**
 * Measures GET of one video, with authorization, ownership and the SQLite store, and compares it with a bare Express
 * route that sends the same JSON.
 */
export async function measureGet(): Promise<Measurement[]> {
  const ours = await serve('ours')
  const response = await fetch(`http://127.0.0.1:${ours.port}${ours.path}`, { headers })
  const bare = await serve('bare', await response.text())
  const pairs = await measureInTurn({ ours, bare })
  // Median of the ratio of each round, because other load on the machine affects both servers of a round.
  const median = (of: (pair: { ours: RoundResult; bare: RoundResult }) => number): number =>
    quantile(pairs.map(of), 0.5)
  const what = 'GET one video'
  return [
    {
      what: `${what}: bare Express route with the same JSON`,
      value: median(({ bare }) => bare.rate),
      unit: 'requests/s',
      isPeer: true,
    },
    { what: `${what}: the same, CPU per request`, value: median(({ bare }) => bare.cpu), unit: 'µs', isPeer: true },
    {
      what: `${what}: authorization, ownership, SQLite`,
      value: median(({ ours }) => ours.rate),
      unit: 'requests/s',
    },
    { what: `${what}: the same, CPU per request`, value: median(({ ours }) => ours.cpu), unit: 'µs' },
    {
      what: `${what}: share of the bare route's requests/s`,
      value: median(({ ours, bare }) => ours.rate / bare.rate),
      unit: '',
      bound: { atLeast: 0.75 },
    },
    {
      what: `${what}: the bare route's CPU relative to ours`,
      value: median(({ ours, bare }) => bare.cpu / ours.cpu),
      unit: '',
    },
  ]
}
