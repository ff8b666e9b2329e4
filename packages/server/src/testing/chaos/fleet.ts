import { startInstance } from '../instance-process'
import type { Instance } from '../instance-process'
import { instancesPerGroup } from './plan'
import type { Disruption } from './plan'

/** The instances of one group, as a load balancer with crashing machines behind it. */
export interface Fleet {
  /** Sends a request to one of the instances that should be up, without knowing whether it is. */
  fetch(path: string, init: RequestInit): Promise<Response>
  /** Resolves when the disruption is over. */
  disrupt(disruption: Disruption): Promise<void>
  /** Brings every instance up again, with the right time. */
  calm(): Promise<void>
  readonly kills: number
  readonly pauses: number
  readonly jumps: number
  close(): Promise<void>
}

export interface FleetOptions {
  program: string
  environment: Record<string, string>
  random: () => number
}

/** A paused instance accepts connections and does not answer; a load balancer gives up, too. */
const requestTimeoutMs = 20_000

export async function startFleet({ program, environment, random }: FleetOptions): Promise<Fleet> {
  let clockAhead = 0
  const counts = { kills: 0, pauses: 0, jumps: 0 }
  const start = (): Promise<Instance> => startInstance(program, { ...environment, CLOCK_AHEAD: String(clockAhead) })
  const instances: (Instance | undefined)[] = await Promise.all(Array.from({ length: instancesPerGroup }, start))
  const paused = new Set<number>()
  let work = Promise.resolve()
  let isClosed = false

  const setClock = (aheadMs: number): void => {
    clockAhead = aheadMs
    for (const instance of instances) instance?.setClock(aheadMs)
  }

  async function restart(index: number): Promise<void> {
    const instance = await start()
    if (isClosed) return instance.kill()
    // The clock may have jumped while it started.
    instance.setClock(clockAhead)
    instances[index] = instance
  }

  async function disrupt(disruption: Disruption): Promise<void> {
    if (disruption.kind === 'clock') {
      counts.jumps += 1
      return setClock(disruption.aheadMs)
    }
    const { kind, instance: index, forMs } = disruption
    const instance = instances[index]
    if (!instance || paused.has(index)) return
    if (kind === 'pause') {
      counts.pauses += 1
      paused.add(index)
      instance.pause()
      await delay(forMs)
      instance.resume()
      paused.delete(index)
      return
    }
    counts.kills += 1
    instances[index] = undefined
    await instance.kill()
    await delay(forMs)
    await restart(index)
  }

  return {
    fetch: (path, init) => {
      const up = instances.filter((instance) => instance !== undefined)
      const instance = up[Math.floor(random() * up.length)]
      if (!instance) return Promise.reject(new TypeError('No instance is up.'))
      const signals = [AbortSignal.timeout(requestTimeoutMs), ...(init.signal ? [init.signal] : [])]
      return fetch(`${instance.baseURL}${path}`, { ...init, signal: AbortSignal.any(signals) })
    },
    disrupt: (disruption) => {
      const done = disrupt(disruption)
      work = Promise.all([work, done]).then(() => undefined)
      return done
    },
    calm: async () => {
      await work
      setClock(0)
    },
    get kills() {
      return counts.kills
    },
    get pauses() {
      return counts.pauses
    },
    get jumps() {
      return counts.jumps
    },
    close: async () => {
      isClosed = true
      await Promise.all(instances.map((instance) => instance?.kill()))
      await work.catch(() => undefined)
    },
  }
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
