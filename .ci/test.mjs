// The whole test command: every check in turn, then one line summed from the runners' own reports.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from './chromium.mjs'

const root = new URL('..', import.meta.url).pathname
const reports = join(root, '.reports')

const run = (command, args, environment = {}) => {
  const started = Date.now()
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  })
  console.log(`· ${[command, ...args].join(' ')}: ${((Date.now() - started) / 1000).toFixed(1)} s`)
  return status === 0
}

/** Where Chromium is; installed first where that is possible. */
const chromiumPath = () => {
  const found = findChromium()
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    run('apt-get', ['update', '-qq'])
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      DEBIAN_FRONTEND: 'noninteractive',
    })
    const installed = findChromium()
    if (installed) return installed
  }
  console.error(
    'The browser tests need Chromium. Install it (Debian: apt install chromium) or name it in CHROMIUM_PATH.',
  )
  process.exit(1)
}

const browser = { CHROMIUM_PATH: chromiumPath() }
const bin = (name) => join(root, 'node_modules/.bin', name)

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const vitest =
  (project, ...more) =>
  () =>
    run(
      bin('vitest'),
      [
        'run',
        '--project',
        project,
        // Real browsers, processes and databases on a busy machine: a second try is told in the report, a second failure counts.
        '--retry=1',
        '--reporter=default',
        '--reporter=json',
        `--outputFile=${join(reports, `${project}.json`)}`,
        ...more,
      ],
      browser,
    )

const steps = {
  lint: () => run(bin('oxlint'), ['--deny-warnings']),
  format: () => run(bin('prettier'), ['--check', '--log-level', 'warn', '.']),
  lockfile: () => run('node', ['.ci/lockfile.mjs']),
  docs: () => run('node', ['.ci/docs.mjs']),
  api: () => run('node', ['.ci/api.mjs']),
  build: () => run(bin('turbo'), ['run', 'build', '--output-logs=errors-only'], browser),
  quickStart: () => run('node', ['.ci/quick-start.mjs']),
  // The Next app is compiled against what was built, as a stranger's is.
  types: () => run('node', ['.ci/types.mjs']),
  // The runner would leave one of two cores idle.
  unit: vitest('unit', '--project', 'react-18', '--maxWorkers=2'),
  browser: vitest('browser'),
  stories: vitest('stories'),
  journey: vitest('journey'),
  packages: () => run('node', ['.ci/packages.mjs']),
  strangers: () => run('node', ['.ci/strangers.mjs']),
  licences: () => run('node', ['.ci/licences.mjs']),
  unused: () => run(bin('knip'), []),
  size: () => run(bin('size-limit'), []),
}

const failed = Object.entries(steps).flatMap(([name, step]) => (step() ? [] : [name]))

const sum = { passed: 0, failed: 0, skipped: 0 }
for (const project of ['unit', 'browser', 'stories', 'journey']) {
  const file = join(reports, `${project}.json`)
  if (!existsSync(file)) {
    failed.push(`${project} (no report)`)
    continue
  }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  sum.passed += report.numPassedTests
  sum.failed += report.numFailedTests
  sum.skipped += report.numPendingTests + report.numTodoTests
  if (report.numPassedTests === 0) failed.push(`${project} (no test ran)`)
}

if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}`)
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
process.exit(failed.length > 0 || sum.failed > 0 ? 1 : 0)
