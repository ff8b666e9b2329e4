import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

// `pnpm bench [server | content | sandbox | store | components] [--only NAME] [--json FILE]`: runs all benchmarks, or the named
// one. Its options need the name; `--only` runs one part of `server`, such as `polls`.
const benchmarks = {
  server: [
    ['npx', 'tsup', '--silent'],
    ['node', '--expose-gc', 'dist/bench.js'],
  ],
  content: [['node', 'content/run.mjs']],
  sandbox: [
    ['npx', 'tsup', '--silent'],
    ['node', 'dist/sandbox/bench.js'],
  ],
  store: [
    ['npx', 'tsup', '--silent'],
    ['node', 'dist/store/bench.js'],
  ],
  components: [['node', 'components/run.mjs']],
}

const [first, ...rest] = process.argv.slice(2)
const isNamed = first !== undefined && first in benchmarks
if (first !== undefined && !isNamed) {
  console.error(
    `There is no benchmark "${first}". Use one of ${Object.keys(benchmarks).join(', ')}, or no name to run all.`,
  )
  process.exit(2)
}

const run = (command) => {
  const [program, ...args] = command
  return spawnSync(program, args, { cwd: fileURLToPath(new URL('.', import.meta.url)), stdio: 'inherit' }).status === 0
}

const failed = (isNamed ? [first] : Object.keys(benchmarks)).filter((name) => {
  console.log(`· ${name}`)
  const [measure, ...before] = benchmarks[name].toReversed()
  return !before.every(run) || !run([...measure, ...rest])
})
if (failed.length > 0) console.error(`These benchmarks failed or missed a bound: ${failed.join(', ')}`)
process.exit(failed.length > 0 ? 1 : 0)
