// `pnpm test:chaos [--seed N] [--seconds S] [--rest S] [--keys N] [--store sqlite|postgres]`: runs several instances per store while
// they are killed, paused and cut off, and fails unless every video was made once and reached its owner.
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'

const minKeys = 300
const { values } = parseArgs({
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    seconds: { type: 'string', default: '90' },
    rest: { type: 'string', default: '240' },
    keys: { type: 'string', default: '340' },
    store: { type: 'string' },
  },
})
const [seed, seconds, restSeconds, keys] = ['seed', 'seconds', 'rest', 'keys'].map((name) => {
  const value = Number(values[name])
  if (Number.isInteger(value) && value >= 0) return value
  console.error(`--${name} ${values[name]} is not a whole number.`)
  return process.exit(2)
})

const source = new URL('../packages/server/src/testing/chaos/run-chaos.ts', import.meta.url).pathname
const { module } = await runnerImport(source, {
  resolve: { tsconfigPaths: true },
  // From source, without a build.
  ssr: { noExternal: [/^@dailies\//] },
  logLevel: 'error',
})
const { hasPostgres, runChaos } = module

const stores = { sqlite: 'SQLite', postgres: 'PostgreSQL' }
const wanted = values.store === undefined ? Object.keys(stores) : [values.store]
let hasFailed = false
console.log(`chaos: seed ${seed}, ${seconds} s; --seed ${seed} repeats the plan`)
for (const name of wanted) {
  const store = stores[name]
  if (!store) {
    console.error(`--store ${name} is unknown: use sqlite or postgres.`)
    process.exit(2)
  }
  if (name === 'postgres' && !hasPostgres) {
    console.log('chaos: no PostgreSQL here: install it, or set DATABASE_URL')
    continue
  }
  const started = Date.now()
  const { results, failures, ...counts } = await runChaos({ seed, seconds, restSeconds, keys, store })
  const line = Object.entries({ ...counts, ...results }).map(([what, count]) => `${what} ${count}`)
  console.log(`chaos: ${line.join(', ')} (${Math.round((Date.now() - started) / 1_000)} s)`)
  for (const { result, key, reason } of failures) console.log(`  ${result} ${key}: ${reason}`)
  if (counts.keys < minKeys) console.log(`  a run needs at least ${minKeys} keys to pass`)
  if (counts.leakedKeys > 0) console.log('  the API key reached another origin than the one of its provider')
  if (failures.length > 0 || counts.leakedKeys > 0 || counts.keys < minKeys) hasFailed = true
}
process.exit(hasFailed ? 1 : 0)
