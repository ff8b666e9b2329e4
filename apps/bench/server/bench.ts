import { measureLatency } from './completion-latency'
import { measureEntry } from './entry-size'
import { measureStreams } from './event-streams'
import { measureGet } from './get-video'
import type { Measurement } from './measurement'
import { report } from './report'
import { measureReads } from './upstream-reads'

// `node dist/bench.js [--json FILE]`
const measurements: Measurement[] = []
for (const measure of [measureEntry, measureGet, measureStreams, measureLatency, measureReads]) {
  measurements.push(...(await measure()))
}

report(measurements)
