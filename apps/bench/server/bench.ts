import { writeFileSync } from 'node:fs'
import { measureLatency } from './completion-latency'
import { measureEntry } from './entry-size'
import { measureStreams } from './event-streams'
import { measureGet } from './get-video'
import { keepsBound } from './measurement'
import type { Measurement } from './measurement'
import { measureReads } from './upstream-reads'

// `node dist/bench.js [--json FILE]`: a table for people, and JSON for machines on the last line or in the file.
const measurements: Measurement[] = []
for (const measure of [measureEntry, measureGet, measureStreams, measureLatency, measureReads]) {
  measurements.push(...(await measure()))
}

const round = (value: number): number => Number(value.toPrecision(4))
const rows = measurements.map((measurement) => {
  const { what, value, unit, bound, isPeer } = measurement
  const held = bound ? ('atMost' in bound ? `at most ${bound.atMost}` : `at least ${bound.atLeast}`) : ''
  const verdict = { undefined: isPeer ? 'peer' : '', true: 'kept', false: 'MISSED' }[`${keepsBound(measurement)}`]
  return { what, value: `${round(value)} ${unit}`.trim(), bound: held, verdict }
})
console.table(rows)
const json = JSON.stringify({ measurements })
const [, file] = process.argv.slice(process.argv.indexOf('--json'))
if (process.argv.includes('--json') && file !== undefined) writeFileSync(file, json)
else console.log(json)
process.exitCode = measurements.some((measurement) => keepsBound(measurement) === false) ? 1 : 0
