// The whole test command: every check, then one line summed from the runners' own reports.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { findChromium } from './chromium.mjs'

const root = new URL('..', import.meta.url).pathname
const reports = path.join(root, '.reports')

/** Runs a step and prints what it said once it has ended, so that two at a time can be read. */
const run = (command, args, environment = {}) =>
  new Promise((resolve) => {
    const started = Date.now()
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    })
    const said = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => said.push(bytes))
    child.once('error', (error) => said.push(Buffer.from(`${error.message}\n`)))
    child.once('close', (code) => {
      const took = ((Date.now() - started) / 1_000).toFixed(1)
      process.stdout.write(Buffer.concat(said))
      console.log(`· ${[path.basename(command), ...args].join(' ')}: ${took} s`)
      resolve(code === 0)
    })
  })

/** Where Chromium is; installed first where that is possible. */
const chromiumPath = () => {
  const found = findChromium()
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const aptGet = (...args) =>
      spawnSync('apt-get', [...args], { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    aptGet('update', '-qq')
    aptGet('install', '-y', '-qq', '--no-install-recommends', 'chromium')
    const installed = findChromium()
    if (installed) return installed
  }
  console.error(
    'The browser tests need Chromium. Install it (Debian: apt install chromium) or name it in CHROMIUM_PATH.',
  )
  process.exit(1)
}

const browser = { CHROMIUM_PATH: chromiumPath() }
const bin = (name) => path.join(root, 'node_modules/.bin', name)

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
        `--outputFile=${path.join(reports, `${project}.json`)}`,
        ...more,
      ],
      browser,
    )

const nextE2e = (name) => `apps/next/e2e/${name}.test.ts`

// Those that need no build, then those that do; within each the longest first. Two run at a time, since a step seldom keeps two cores busy.
const stages = [
  {
    build: () => run(bin('turbo'), ['run', 'build', '--output-logs=errors-only'], browser),
    docs: () => run('node', ['.ci/docs.mjs']),
    api: () => run('node', ['.ci/api.mjs']),
    format: () => run(bin('prettier'), ['--check', '--log-level', 'warn', '.']),
    licences: () => run('node', ['.ci/licences.mjs']),
    unused: () => run(bin('knip'), []),
    lint: () => run(bin('oxlint'), ['--deny-warnings']),
    lockfile: () => run('node', ['.ci/lockfile.mjs']),
    terms: () => run('node', ['.ci/terms.mjs']),
  },
  {
    unit: vitest('unit', '--project', 'react-18', '--maxWorkers=1'),
    stories: vitest('stories'),
    e2e: vitest('e2e'),
    // The whole of it is `pnpm test:next`, with the tests that start the app twice.
    next: vitest('next', 'e2e/video', 'reload', ...['content', 'cron', 'events', 'first-page', 'seek'].map(nextE2e)),
    browser: vitest('browser'),
    storybook: () => run('node', ['.ci/storybook.mjs']),
    consumers: () => run('node', ['.ci/consumers.mjs']),
    packages: () => run('node', ['.ci/packages.mjs']),
    quickStart: () => run('node', ['.ci/quick-start.mjs']),
    // The Next app is compiled against what was built, as a consumer's is.
    types: () => run('node', ['.ci/types.mjs']),
    size: () => run(bin('size-limit'), []),
  },
]

const failed = []
for (const stage of stages) {
  const waiting = Object.entries(stage)
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, step] = next
      if (!(await step())) failed.push(name)
    }
  }
  await Promise.all([lane(), lane()])
}

const sum = { passed: 0, failed: 0, skipped: 0 }
for (const project of ['unit', 'browser', 'stories', 'e2e', 'next']) {
  const file = path.join(reports, `${project}.json`)
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
