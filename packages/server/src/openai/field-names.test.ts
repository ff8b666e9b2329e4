import type { CreateVideo } from '@dailies/core'
import { expect, it } from 'vitest'
import { dialects } from './dialects'
import { encodeBody } from './encode-body'

const image = new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])])
const request: CreateVideo = {
  prompt: 'A lamp.',
  size: '1280x720',
  aspect_ratio: '16:9',
  resolution: '720p',
  seconds: '4',
  generate_audio: false,
  seed: 7,
  negative_prompt: 'rain',
  last_frame: image,
  input_references: [image, image],
  parameters: { guidance_scale: 5 },
}

it('a form has the names of the server, every reference as a part, and no words for the size beside it', async () => {
  const body = await encodeBody(request, dialects['vllm-omni'].format, dialects['vllm-omni'].fieldNames)
  const parts = [...(body as FormData)].map(([name, value]) => [name, value instanceof Blob ? value.type : value])
  expect(parts).toEqual([
    ['guidance_scale', '5'],
    ['prompt', 'A lamp.'],
    ['size', '1280x720'],
    ['seconds', '4'],
    ['generate_sound', 'false'],
    ['seed', '7'],
    ['negative_prompt', 'rain'],
    ['input_references[]', 'image/png'],
    ['input_references[]', 'image/png'],
    ['last_frame', 'image/png'],
  ])
})

it('JSON has numbers and booleans, and files as data URLs', async () => {
  const file = { image_url: 'data:image/png;base64,iVBORw0KGgo=' }
  expect(await encodeBody(request, { encoding: 'json', seconds: 'number' })).toEqual({
    guidance_scale: 5,
    prompt: 'A lamp.',
    size: '1280x720',
    seconds: 4,
    generate_audio: false,
    seed: 7,
    negative_prompt: 'rain',
    last_frame: file,
    input_references: [file, file],
  })
})
