import { writeFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { chromium as launchOptions } from '../../../.ci/chromium.mjs'
import { measureLibrary } from './library.mjs'
import { measureMoving } from './moving.mjs'
import { measureScrubbing } from './scrubbing.mjs'
import { openSite } from './site.mjs'

// `pnpm bench components [--json FILE]`: benchmarks of the components in Chromium. Prints a table, and JSON on the last
// line or to the file.
const site = await openSite()
const browser = await chromium.launch(launchOptions)
const measurements = []
try {
  for (const measure of [measureScrubbing, measureLibrary, measureMoving])
    measurements.push(...(await measure(browser, site.origin)))
} finally {
  await browser.close()
  site.close()
}

const resultOf = ({ value, bound, isPeer }) =>
  isPeer ? 'peer' : !bound ? '' : value <= bound.atMost ? 'passed' : 'FAILED'
console.table(
  measurements.map((measurement) => ({
    what: measurement.what,
    value: `${Number(measurement.value.toPrecision(4))} ${measurement.unit}`.trim(),
    bound: measurement.bound ? `at most ${measurement.bound.atMost}` : '',
    result: resultOf(measurement),
  })),
)
const json = JSON.stringify({ measurements })
const [, file] = process.argv.slice(process.argv.indexOf('--json'))
if (process.argv.includes('--json') && file !== undefined) writeFileSync(file, json)
else console.log(json)
process.exitCode = measurements.some((measurement) => resultOf(measurement) === 'FAILED') ? 1 : 0
