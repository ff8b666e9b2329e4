import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { quantile } from '../server/measurement'
import type { Measurement } from '../server/measurement'

const connections = 32
const durationMs = 2_000
const rounds = 5

const scriptPath = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => reject(new Error(`A benchmark process exited with code ${code}.`))
    child.once('exit', onExit)
    child.once('message', (message) => {
      child.off('exit', onExit)
      resolve(message as T)
    })
  })
}

/**
 * Measures how many status requests per second the sandbox serves over HTTP, with 1,000 running jobs and without
 * rendering.
 */
export async function measureStatusReads(): Promise<Measurement[]> {
  const sandbox = fork(scriptPath('serve.js'))
  const target = await nextMessage<{ port: number; path: string }>(sandbox)
  const cpu = async (): Promise<number> => {
    sandbox.send('cpu')
    const { cpu } = await nextMessage<{ cpu: NodeJS.CpuUsage }>(sandbox)
    return cpu.user + cpu.system
  }
  const rates: number[] = []
  const costs: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const before = await cpu()
    const load = fork(scriptPath('../http-load.js'))
    load.send({ ...target, headers: {}, connections, durationMs })
    const { count } = await nextMessage<{ count: number }>(load)
    // The first round only warms up.
    if (round === 0) continue
    rates.push(count / (durationMs / 1_000))
    costs.push(((await cpu()) - before) / count)
  }
  sandbox.disconnect()
  const what = 'sandbox, status requests over HTTP'
  return [
    { what, value: quantile(rates, 0.5), unit: 'requests/s', bound: { atLeast: 2_000 } },
    // On a busy machine the rate drops, but the CPU time per request stays the same.
    { what: `${what}: CPU per request`, value: quantile(costs, 0.5), unit: 'µs', bound: { atMost: 500 } },
  ]
}
