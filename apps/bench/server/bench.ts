import { measureCallbackReads } from './callback-reads'
import { measureLatency } from './completion-latency'
import { measureEntry } from './entry-size'
import { measureStreams } from './event-streams'
import { measureGet } from './get-video'
import type { Measurement } from './measurement'
import { measureMetadata } from './metadata'
import { report } from './report'
import { measurePolls } from './upstream-polls'

// `node dist/bench.js [--json FILE]`
const measurements: Measurement[] = []
for (const measure of [
  measureEntry,
  measureGet,
  measureMetadata,
  measureStreams,
  measureLatency,
  measurePolls,
  measureCallbackReads,
]) {
  measurements.push(...(await measure()))
}

report(measurements)
