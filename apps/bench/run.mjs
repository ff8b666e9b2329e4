import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

// `pnpm bench [server | content | sandbox | components] [--json FILE]`: every part in turn, or the one that is named; the file is for one.
const parts = {
  server: [
    ['npx', 'tsup', '--silent'],
    ['node', '--expose-gc', 'dist/bench.js'],
  ],
  content: [['node', 'content/run.mjs']],
  sandbox: [
    ['npx', 'tsup', '--silent'],
    ['node', 'dist/sandbox/bench.js'],
  ],
  components: [['node', 'components/run.mjs']],
}

const [first, ...rest] = process.argv.slice(2)
const isNamed = first !== undefined && first in parts
if (first !== undefined && !isNamed) {
  console.error(
    `There is no part "${first}" to measure. Name one of ${Object.keys(parts).join(', ')}, or none for all.`,
  )
  process.exit(2)
}

const run = (command) => {
  const [name, ...args] = command
  return spawnSync(name, args, { cwd: fileURLToPath(new URL('.', import.meta.url)), stdio: 'inherit' }).status === 0
}

const missed = (isNamed ? [first] : Object.keys(parts)).filter((part) => {
  console.log(`· ${part}`)
  const [measure, ...before] = parts[part].toReversed()
  return !before.every(run) || !run([...measure, ...rest])
})
if (missed.length > 0) console.error(`Not all bounds were kept: ${missed.join(', ')}`)
process.exit(missed.length > 0 ? 1 : 0)
