// Runs vitest with a report of its tests and retries, and sums these reports.
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'

const folder = new URL('../.reports/', import.meta.url).pathname
const fileOf = (name) => path.join(folder, `${name}.json`)

/** Removes the reports of earlier runs. */
export const clearReports = () => rmSync(folder, { recursive: true, force: true })

/**
 * Arguments of vitest. Tests with real browsers, processes and databases can exceed a timeout on a busy machine, so each test has a
 * second try, and the summary names the tests that needed it.
 */
export const reporting = ['--retry=1', '--reporter=default', '--reporter=./.ci/reporter.mjs']

/** The environment in which vitest writes the report `name`. */
export const reportTo = (name) => ({ TEST_REPORT: fileOf(name) })

/** The names of all reports that were written. */
export const writtenReports = () =>
  existsSync(folder) ? readdirSync(folder).map((file) => path.basename(file, '.json')) : []

/** Reads reports by their names; undefined for a report that was not written. */
export const readReports = (names) =>
  Object.fromEntries(
    names.map((name) => [name, existsSync(fileOf(name)) ? JSON.parse(readFileSync(fileOf(name), 'utf8')) : undefined]),
  )

/**
 * Sums reports into the last lines of a command.
 * @param {Record<string, { passed: number, failed: number, skipped: number, retried: { name: string, retries: number, state: string }[] } | undefined>} reports
 * @param {string[]} failedSteps
 */
export function summarize(reports, failedSteps) {
  const failures = [...failedSteps]
  const total = { passed: 0, failed: 0, skipped: 0, retries: 0 }
  const retried = []
  for (const [name, report] of Object.entries(reports)) {
    if (!report) {
      failures.push(`${name} (no report)`)
      continue
    }
    if (report.passed === 0) failures.push(`${name} (no test passed)`)
    total.passed += report.passed
    total.failed += report.failed
    total.skipped += report.skipped
    for (const test of report.retried) {
      total.retries += test.retries
      retried.push(`Retried (${test.state}): ${test.name}`)
    }
  }
  return {
    hasPassed: failures.length === 0 && total.failed === 0,
    lines: [
      ...(failures.length > 0 ? [`Failed: ${failures.join(', ')}`] : []),
      ...retried,
      `${total.retries} ${total.retries === 1 ? 'retry' : 'retries'}`,
      // A parser reads the last line.
      `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`,
    ],
  }
}
