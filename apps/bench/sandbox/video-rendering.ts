import { createSandbox } from '@dailies/sandbox'
import { videoRenderer } from '@dailies/sandbox-renderer'
import { quantile } from '../server/measurement'
import type { Measurement } from '../server/measurement'

/** One prompt for each scene, including weather, which redraws the whole frame. */
const prompts = [
  'A paper boat crosses a calm sea at dusk',
  'A city in the rain at night',
  'A brass lamp on a desk',
  'A forest in the snow with a house',
  'A lighthouse above mountains at dawn',
]

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000_000
}

/**
 * Measures the CPU time, over all threads, that renders a video of 4 s at 1280x720 with its audio, thumbnail and
 * spritesheet. The first one also starts the encoders.
 */
export async function measureRendering(): Promise<Measurement[]> {
  const sandbox = createSandbox({ clock: 'manual', renderer: videoRenderer() })
  const costs: number[] = []
  for (const prompt of prompts) {
    const body = new FormData()
    for (const [name, value] of Object.entries({ prompt, size: '1280x720', seconds: '4' })) body.set(name, value)
    const before = cpuSeconds()
    await sandbox.fetch('http://sandbox/v1/videos', { method: 'POST', body })
    await sandbox.advance(600)
    costs.push(cpuSeconds() - before)
  }
  await sandbox.close()
  const what = 'sandbox, a video of 4 s at 1280x720'
  return [
    { what: `${what}: CPU, median of ${costs.length}`, value: quantile(costs, 0.5), unit: 's', bound: { atMost: 3 } },
    { what: `${what}: CPU, maximum`, value: Math.max(...costs), unit: 's', bound: { atMost: 3 } },
  ]
}
