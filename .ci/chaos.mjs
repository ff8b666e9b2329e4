// `pnpm test:chaos [--seed N] [--seconds S] [--rest S] [--keys N] [--outbox N] [--store sqlite|postgres]`: runs several instances per
// store while they are killed, paused and cut off, and fails unless every video was made once and reached its owner. Then two
// instances deliver `onSettled` while they are killed or paused N times, and fail unless every call arrives;
// `--seconds 0` runs only this part.
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
    outbox: { type: 'string', default: '200' },
    store: { type: 'string' },
  },
})
const [seed, seconds, restSeconds, keys, disruptions] = ['seed', 'seconds', 'rest', 'keys', 'outbox'].map((name) => {
  const value = Number(values[name])
  if (Number.isInteger(value) && value >= 0) return value
  console.error(`--${name} ${values[name]} is not a whole number.`)
  return process.exit(2)
})

/** Imports a module from source, without a build. */
const load = async ({ pathname }) => {
  const options = { resolve: { tsconfigPaths: true, noExternal: [/^@dailies\//] }, logLevel: 'error' }
  return (await runnerImport(pathname, options)).module
}
const { hasPostgres, runChaos } = await load(
  new URL('../packages/server/src/testing/chaos/run-chaos.ts', import.meta.url),
)

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
  // Only the second part.
  if (seconds === 0) continue
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
if (hasPostgres && wanted.includes('postgres') && disruptions > 0) {
  const started = Date.now()
  const { runOutboxChaos } = await load(
    new URL('../packages/server/src/testing/chaos/run-outbox-chaos.ts', import.meta.url),
  )
  const { lost, ...counts } = await runOutboxChaos({ seed, disruptions })
  const line = Object.entries({ ...counts, lost: lost.length }).map(([what, count]) => `${what} ${count}`)
  console.log(`outbox: ${line.join(', ')} (${Math.round((Date.now() - started) / 1_000)} s)`)
  if (lost.length > 0) hasFailed = true
}
process.exit(hasFailed ? 1 : 0)
