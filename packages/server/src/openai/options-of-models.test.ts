import { createVideosClient } from '@dailies/core'
import { sandboxModels } from '@dailies/sandbox/models'
import { expect, it } from 'vitest'
import { createPng } from '../testing/create-png'
import { createTestApp } from '../testing/test-app'

const square = new File([createPng(64, 64)], 'frame.png', { type: 'image/png' })
const bytes = new Uint8Array(await square.arrayBuffer())

it.each(sandboxModels.map((model) => [model.id, model] as const))(
  'all that %s offers arrives at the provider, from a client through the server',
  async (id, model) => {
    const { videos, sandbox } = createTestApp({ upstream: { models: sandboxModels } })
    const client = createVideosClient({
      baseURL: 'http://app.test/api',
      headers: { Authorization: 'Bearer ada' },
      fetch: (input, init) => videos.fetch(new Request(input, init)),
    })
    const takesAnyFrame = model.exact_frame_size === false
    const shape = model.shapes?.at(-1)
    await client.create({
      prompt: 'A lamp.',
      model: id,
      ...(shape ? { aspect_ratio: shape.aspect_ratio, resolution: shape.resolution } : {}),
      ...(model.generate_audio ? { generate_audio: true } : {}),
      ...(model.seed ? { seed: 7 } : {}),
      ...(model.negative_prompt ? { negative_prompt: 'rain' } : {}),
      ...(takesAnyFrame ? { input_reference: square } : {}),
      ...(model.last_frame ? { last_frame: square } : {}),
      ...(model.input_references?.images ? { input_references: [square, square] } : {}),
    })
    expect(sandbox.creates[0]?.request).toMatchObject({
      model: id,
      ...(shape ? { size: shape.size, seconds: (shape.seconds ?? model.seconds)[0] } : {}),
      ...(model.generate_audio ? { generateAudio: true } : {}),
      ...(model.seed ? { seed: 7 } : {}),
      ...(model.negative_prompt ? { negativePrompt: 'rain' } : {}),
      ...(takesAnyFrame ? { referenceImage: bytes } : {}),
      ...(model.last_frame ? { lastFrame: bytes } : {}),
      ...(model.input_references?.images ? { references: [bytes, bytes] } : {}),
    })
    await videos.close()
  },
)
