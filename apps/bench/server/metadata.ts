import type { Measurement } from './measurement'
import { quantile } from './measurement'
import { measureInTurn, serve } from './server-process'

/** A few pairs, as an app has them, and the most that are allowed. */
const few = 4
const most = 16

/** Compares GET of one video, and of a list of 20, with metadata and without. */
export async function measureMetadata(): Promise<Measurement[]> {
  const measurements: Measurement[] = []
  for (const [what, variant, pairs] of [
    ['GET one video', 'ours', most],
    ['GET a list of 20', 'list', few],
    ['GET a list of 20', 'list', most],
  ] as const) {
    const rounds = await measureInTurn({ without: await serve(variant), with: await serve(variant, String(pairs)) })
    const rates = rounds.map(({ without }) => without.rate)
    const shares = rounds.map((round) => round.with.rate / round.without.rate)
    measurements.push(
      { what: `${what}: without metadata`, value: quantile(rates, 0.5), unit: 'requests/s' },
      {
        what: `${what}: share of that with ${pairs} pairs each`,
        value: quantile(shares, 0.5),
        unit: '',
        bound: { atLeast: 0.9 },
      },
    )
  }
  return measurements
}
