// A vitest reporter: writes the number of tests and the tests that were retried. Vitest's own JSON report has no retries.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export default class {
  /** @param {readonly import('vitest/node').TestModule[]} modules */
  onTestRunEnd(modules) {
    const report = { passed: 0, failed: 0, skipped: 0, retried: [] }
    for (const { project, moduleId, children } of modules) {
      for (const test of children.allTests()) {
        const { state } = test.result()
        report[state === 'pending' ? 'skipped' : state] += 1
        const retries = test.diagnostic()?.retryCount ?? 0
        if (retries === 0) continue
        const name = `${project.name}: ${path.relative(project.config.root, moduleId)} > ${test.fullName}`
        report.retried.push({ name, retries, state })
      }
    }
    const file = process.env['TEST_REPORT']
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(report))
  }
}
