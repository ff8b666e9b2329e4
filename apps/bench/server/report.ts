import { writeFileSync } from 'node:fs'
import { keepsBound } from './measurement'
import type { Measurement } from './measurement'

/** A table for people, and JSON for machines on the last line, or in the file after `--json`; ends with 1 where a bound is missed. */
export function report(measurements: Measurement[]): void {
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
}
