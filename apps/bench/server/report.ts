import { writeFileSync } from 'node:fs'
import { meetsBound } from './measurement'
import type { Measurement } from './measurement'

/** Prints a table, and JSON on the last line or to a file; sets exit code 1 if a bound is not met. */
export function report(measurements: Measurement[], file?: string): void {
  const round = (value: number): number => Number(value.toPrecision(4))
  const rows = measurements.map((measurement) => {
    const { what, value, unit, bound, isPeer } = measurement
    const limit = bound ? ('atMost' in bound ? `at most ${bound.atMost}` : `at least ${bound.atLeast}`) : ''
    const result = { undefined: isPeer ? 'peer' : '', true: 'passed', false: 'FAILED' }[`${meetsBound(measurement)}`]
    return { what, value: `${round(value)} ${unit}`.trim(), bound: limit, result }
  })
  console.table(rows)
  const json = JSON.stringify({ measurements })
  if (file !== undefined) writeFileSync(file, json)
  else console.log(json)
  process.exitCode = measurements.some((measurement) => meetsBound(measurement) === false) ? 1 : 0
}
