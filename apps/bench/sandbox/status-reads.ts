import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { quantile } from '../server/measurement'
import type { Measurement } from '../server/measurement'

const connections = 32
const milliseconds = 2_000
const rounds = 5

const program = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

function told<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (code: number | null): void => reject(new Error(`A process of the bench ended with ${code}.`))
    child.once('exit', end)
    child.once('message', (message) => {
      child.off('exit', end)
      resolve(message as T)
    })
  })
}

/** How many looks at one job the engine answers in a second, over a port, with 1,000 running jobs in its list and nothing rendered. */
export async function measureStatusReads(): Promise<Measurement[]> {
  const sandbox = fork(program('serve.js'))
  const where = await told<{ port: number; path: string }>(sandbox)
  const cpu = async (): Promise<number> => {
    sandbox.send('cpu')
    const { cpu } = await told<{ cpu: NodeJS.CpuUsage }>(sandbox)
    return cpu.user + cpu.system
  }
  const rates: number[] = []
  const costs: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const before = await cpu()
    const asking = fork(program('../load.js'))
    asking.send({ ...where, headers: {}, connections, milliseconds })
    const { count } = await told<{ count: number }>(asking)
    // The first round only warms up.
    if (round === 0) continue
    rates.push(count / (milliseconds / 1_000))
    costs.push(((await cpu()) - before) / count)
  }
  sandbox.disconnect()
  const what = 'sandbox, status reads over a port'
  return [
    { what, value: quantile(rates, 0.5), unit: 'requests/s', bound: { atLeast: 2_000 } },
    // A busy machine answers less often, but not at a higher price.
    { what: `${what}: CPU a request`, value: quantile(costs, 0.5), unit: 'µs', bound: { atMost: 500 } },
  ]
}
