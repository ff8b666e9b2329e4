import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { postgresStore } from '../../postgres'
import { sqliteStore } from '../../sqlite'
import type { Store } from '../../store/store'
import { buildInstance } from '../instance-process'
import { startPostgres } from '../postgres-cluster'
import { startCommitProxy } from './commit-proxy'
import type { CommitProxy } from './commit-proxy'
import { startFleet } from './fleet'
import type { Fleet } from './fleet'
import { createPlan, groups, randomOf } from './plan'
import type { Group, PlanOptions } from './plan'
import { startProvider, webhookSecret } from './provider'
import type { Provider } from './provider'
import { classifyCharges } from './classify-charges'
import { gatherEvidence, classify } from './classify-key'
import type { ClassifiedKey, KeyResult } from './classify-key'
import { startLedger } from './ledger-server'
import type { LedgerServer } from './ledger-server'
import { runViewer } from './viewer'

export { hasPostgres } from '../postgres-cluster'

export type ChaosStore = 'SQLite' | 'PostgreSQL'

/** Options of a run. */
export interface ChaosOptions extends PlanOptions {
  store: ChaosStore
  /** How long everything may take to come to rest afterwards. */
  restSeconds: number
}

/** What happened in a run. */
export interface ChaosReport {
  store: ChaosStore
  kills: number
  pauses: number
  jumps: number
  cuts: number
  replays: number
  redirects: number
  /** Calls of the ledger that had an effect. */
  ledgerCalls: number
  /** Requests with which the API key reached another origin than the provider's. */
  leakedKeys: number
  keys: number
  results: Record<KeyResult, number>
  /** Everything that is doubled, lost or stuck. */
  failures: ClassifiedKey[]
}

/** A share of the transactions small enough that work goes on, large enough that each of them is cut some time. */
const commitCutShare = 0.01
/** An upstream that hangs is given up after this time. */
const createTimeoutMs = 5_000
const restPollMs = 2_000

/** Runs the plan on one store, waits until everything is at rest, and classifies every key. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { seed, seconds, store } = options
  const directory = mkdtempSync(path.join(tmpdir(), 'dailies-chaos-'))
  const ends: (() => unknown)[] = [() => rmSync(directory, { recursive: true, force: true })]
  let ending: Promise<void> | undefined
  const endAll = (): Promise<void> =>
    (ending ??= (async () => {
      for (const end of ends) await end()
    })())
  // Otherwise an interrupted run would leave PostgreSQL and paused instances behind.
  const interrupt = (): void => void endAll().finally(() => process.exit(130))
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  try {
    const random = randomOf(seed + 1)
    let proxy: CommitProxy | undefined
    let connectionString = path.join(directory, 'videos.db')
    if (store === 'PostgreSQL') {
      const cluster = await startPostgres()
      ends.unshift(() => cluster.stop())
      connectionString = await cluster.createDatabase()
      proxy = await startCommitProxy(connectionString, { share: commitCutShare, random })
    }
    const ledger = await startLedger(random)
    ends.unshift(ledger.close)
    const program = await buildInstance()
    const fleets: Partial<Record<Group, Fleet>> = {}
    const providers: Provider[] = []
    for (const group of groups) {
      const provider = await startProvider({
        group,
        seed,
        random,
        deliver: (body, headers) =>
          fleets[group]?.fetch('/videos/webhook', { method: 'POST', body, headers }) ??
          Promise.reject(new TypeError('No instance is up.')),
      })
      ends.unshift(provider.close)
      providers.push(provider)
      const fleet = await startFleet({
        program,
        random,
        environment: {
          STORE: proxy?.connectionString ?? connectionString,
          ARCHIVE: path.join(directory, 'archive'),
          LEDGER: ledger.url,
          UPSTREAM: provider.baseURL,
          UPSTREAM_ID: group,
          MEDIA_ORIGIN: provider.mediaOrigin,
          WEBHOOK_SECRET: webhookSecret,
          CREATE_TIMEOUT: String(createTimeoutMs),
          RETAIN_FOR: String(Math.round(seconds * 500)),
          ...(group === 'idempotent' ? { IDEMPOTENT: '1' } : { ADOPT_ORPHANS: '1' }),
        },
      })
      ends.unshift(fleet.close)
      fleets[group] = fleet
    }
    const rows = proxy ? postgresStore({ connectionString }) : sqliteStore({ file: connectionString })
    ends.unshift(() => rows.close?.())
    return await execute(options, { fleets: fleets as Record<Group, Fleet>, providers, proxy, rows, ledger })
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
    await endAll()
  }
}

interface Setup {
  fleets: Record<Group, Fleet>
  providers: Provider[]
  proxy: CommitProxy | undefined
  /** The rows of the instances, read directly. */
  rows: Store
  ledger: LedgerServer
}

async function execute(
  { store, restSeconds, ...planOptions }: ChaosOptions,
  { fleets, providers, proxy, rows, ledger }: Setup,
): Promise<ChaosReport> {
  const plan = createPlan(planOptions)
  const started = Date.now()
  const until = (at: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, Math.max(0, started + at - Date.now())))
  let isOver = false
  const viewers = plan.keys.map(async (planned) => {
    await until(planned.at)
    return runViewer(fleets[planned.group], planned, () => isOver)
  })
  await Promise.all([
    ...plan.disruptions.map(async (disruption) => {
      await until(disruption.at)
      await fleets[disruption.group].disrupt(disruption)
    }),
    until(planOptions.seconds * 1_000),
  ])

  proxy?.calm()
  ledger.calm()
  for (const provider of providers) provider.calm()
  await Promise.all(groups.map((group) => fleets[group].calm()))
  const deadline = Date.now() + restSeconds * 1_000
  const timer = setTimeout(() => (isOver = true), restSeconds * 1_000)
  const outcomes = await Promise.all(viewers)
  clearTimeout(timer)

  let classified: ClassifiedKey[] = []
  let charges: ClassifiedKey[] = []
  for (let isAtRest = false; !isAtRest;) {
    const evidence = await gatherEvidence({ fleets, store: rows }, providers)
    classified = await Promise.all(outcomes.map((outcome) => classify(outcome, evidence)))
    charges = await classifyCharges(outcomes, classified, { ledger, store: rows, made: evidence.made })
    isAtRest = Date.now() >= deadline || ![...classified, ...charges].some(({ result }) => result === 'stuck')
    if (!isAtRest) await new Promise((resolve) => setTimeout(resolve, restPollMs))
  }
  const results: Record<KeyResult, number> = {
    doubled: 0,
    lost: 0,
    stuck: 0,
    unknown: 0,
    orphaned: 0,
    unsent: 0,
    deleted: 0,
    completed: 0,
  }
  for (const { result } of [...classified, ...charges]) results[result] += 1
  const total = (name: 'kills' | 'pauses' | 'jumps'): number =>
    groups.reduce((sum, group) => sum + fleets[group][name], 0)
  return {
    store,
    kills: total('kills'),
    pauses: total('pauses'),
    jumps: total('jumps'),
    cuts: proxy?.cuts ?? 0,
    replays: providers.reduce((sum, { replays }) => sum + replays, 0),
    redirects: providers.reduce((sum, { redirects }) => sum + redirects, 0),
    ledgerCalls: ledger.calls,
    leakedKeys: providers.reduce((sum, { leakedKeys }) => sum + leakedKeys, 0),
    keys: outcomes.length,
    results,
    failures: [...classified, ...charges].filter(({ result }) => ['doubled', 'lost', 'stuck'].includes(result)),
  }
}
