import { parseArgs } from 'node:util'
import { measureCallbackReads } from './callback-reads'
import { measureLatency } from './completion-latency'
import { measureEntry } from './entry-size'
import { measureStreams } from './event-streams'
import { measureGet } from './get-video'
import type { Measurement } from './measurement'
import { measureMetadata } from './metadata'
import { report } from './report'
import { measurePolls } from './upstream-polls'

const benchmarks: Record<string, () => Promise<Measurement[]>> = {
  entry: measureEntry,
  get: measureGet,
  metadata: measureMetadata,
  streams: measureStreams,
  latency: measureLatency,
  polls: measurePolls,
  reads: measureCallbackReads,
}

// `node dist/bench.js [--only NAME,NAME] [--json FILE]`
const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } })
const names = values.only?.split(',') ?? Object.keys(benchmarks)
const measurements: Measurement[] = []
for (const name of names) {
  const measure = benchmarks[name]
  if (!measure) throw new Error(`There is no "${name}". Use ${Object.keys(benchmarks).join(', ')}.`)
  measurements.push(...(await measure()))
}

report(measurements, values.json)
