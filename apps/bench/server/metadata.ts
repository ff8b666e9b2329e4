import type { Measurement } from './measurement'
import { quantile } from './measurement'
import { measureInTurn, serve } from './server-process'

const pairs = '16'

/** Compares GET of one video, and of a list of 20, with 16 pairs of metadata each and without. */
export async function measureMetadata(): Promise<Measurement[]> {
  const measurements: Measurement[] = []
  for (const [what, variant] of [
    ['GET one video', 'ours'],
    ['GET a list of 20', 'list'],
  ] as const) {
    const rounds = await measureInTurn({ without: await serve(variant), with: await serve(variant, pairs) })
    measurements.push(
      {
        what: `${what}: without metadata`,
        value: quantile(
          rounds.map(({ without }) => without.rate),
          0.5,
        ),
        unit: 'requests/s',
      },
      {
        what: `${what}: share of that with ${pairs} pairs each`,
        value: quantile(
          rounds.map((round) => round.with.rate / round.without.rate),
          0.5,
        ),
        unit: '',
        bound: { atLeast: 0.9 },
      },
    )
  }
  return measurements
}
