// Runs the checks that guard a merge and sums the test reports in the last lines. With --all, runs the slower tests too.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { findChromium } from './chromium.mjs'
import { clearReports, readReports, reportTo, reporting, summarize, writtenReports } from './reports.mjs'

const root = new URL('..', import.meta.url).pathname
const isAll = process.argv.includes('--all')

/** Runs a step. Its output is printed when it ends, because two steps run at a time. */
const run = (command, args, environment = {}) =>
  new Promise((resolve) => {
    const started = Date.now()
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    })
    const output = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => output.push(bytes))
    child.once('error', (error) => output.push(Buffer.from(`${error.message}\n`)))
    child.once('close', (code) => {
      const seconds = ((Date.now() - started) / 1_000).toFixed(1)
      process.stdout.write(Buffer.concat(output))
      console.log(`· ${[path.basename(command), ...args].join(' ')}: ${seconds} s`)
      resolve(code === 0)
    })
  })

/** Returns the path of Chromium. As root on Debian, installs it first. */
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

// Tests that measure for a few seconds, do so for a minute with --all.
const browser = { CHROMIUM_PATH: chromiumPath(), ...(isAll && { DAILIES_LONG_TESTS: '1' }) }
const bin = (name) => path.join(root, 'node_modules/.bin', name)

clearReports()

const vitestSteps = []
const vitest = (project, ...more) => {
  vitestSteps.push(project)
  const args = ['run', '--project', project, ...reporting, ...more]
  return () => run(bin('vitest'), args, { ...browser, ...reportTo(project) })
}

const nextTests = [
  'e2e/video',
  'reload',
  ...['content', 'cron', 'events', 'first-page', 'seek'].map((name) => `apps/next/e2e/${name}.test.ts`),
]

// The next stage starts when a stage has ended: the second one needs the build. In each, the longest steps come first, and two steps
// run at a time, because one step seldom keeps two cores busy.
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
    // Two files at a time: most of its tests wait for a video to play or a job to end.
    browser: vitest('browser', '--project', 'chromium', '--maxWorkers=2'),
    integration: vitest('integration', '--maxWorkers=1'),
    stories: vitest('stories'),
    ...(isAll ? { hosts: vitest('hosts') } : {}),
    e2e: vitest('e2e'),
    consumers: () => run('node', ['.ci/consumers.mjs', ...(isAll ? ['--all'] : [])]),
    templates: () => run('node', ['.ci/templates.mjs', ...(isAll ? ['--all'] : [])]),
    gc: vitest('gc', '--maxWorkers=1'),
    // The other tests repeat those of `e2e` on Next, or start the app twice.
    next: vitest('next', ...(isAll ? [] : nextTests)),
    packages: () => run('node', ['.ci/packages.mjs']),
    storybook: () => run('node', ['.ci/storybook.mjs']),
    // `apps/next` is checked against the built packages, like an app of a user.
    typecheck: () => run('node', ['.ci/typecheck.mjs']),
    quickStart: () => run('node', ['.ci/quick-start.mjs']),
    size: () => run(bin('size-limit'), []),
  },
  ...(isAll
    ? [
        { matrix: () => run('node', ['.ci/matrix.mjs']), clone: () => run('node', ['.ci/quick-start.mjs', '--clone']) },
        // Alone, because its time limits are those of the product.
        { chaos: () => run('node', ['.ci/chaos.mjs']) },
      ]
    : []),
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

// The matrix writes more reports than the steps here.
const reports = readReports([...new Set([...vitestSteps, ...writtenReports()])])
const { hasPassed, lines } = summarize(reports, failed)
for (const line of lines) console.log(line)
process.exit(hasPassed ? 0 : 1)
