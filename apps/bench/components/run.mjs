import { writeFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { chromium as launchOptions } from '../../../.ci/chromium.mjs'
import { measureLibrary } from './library.mjs'
import { measureScrubbing } from './scrubbing.mjs'
import { openSite } from './site.mjs'

// `pnpm bench components [--json FILE]`: figures of the components in a real Chromium, a table for people, and JSON for machines on
// the last line or in the file.
const site = await openSite()
const browser = await chromium.launch(launchOptions)
const measurements = []
try {
  measurements.push(...(await measureScrubbing(browser, site.origin)), ...(await measureLibrary(browser, site.origin)))
} finally {
  await browser.close()
  site.close()
}

const verdictOf = ({ value, bound, isPeer }) =>
  isPeer ? 'peer' : !bound ? '' : value <= bound.atMost ? 'kept' : 'MISSED'
console.table(
  measurements.map((measurement) => ({
    what: measurement.what,
    value: `${Number(measurement.value.toPrecision(4))} ${measurement.unit}`.trim(),
    bound: measurement.bound ? `at most ${measurement.bound.atMost}` : '',
    verdict: verdictOf(measurement),
  })),
)
const json = JSON.stringify({ measurements })
const [, file] = process.argv.slice(process.argv.indexOf('--json'))
if (process.argv.includes('--json') && file !== undefined) writeFileSync(file, json)
else console.log(json)
process.exitCode = measurements.some((measurement) => verdictOf(measurement) === 'MISSED') ? 1 : 0
