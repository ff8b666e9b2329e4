import { describe, expect, it } from 'vitest'
import { base64Picture, openNative, picture } from '../testing/open-native'
import { readMp4 } from '../testing/read-mp4'

const model = 'gemini-omni-1.1-flash'
const format = { type: 'video', delivery: 'uri', aspect_ratio: '9:16', resolution: '720p', duration: '4s' }
const bodyOf = (changes: object = {}) => ({
  model,
  input: 'A lamp.',
  background: true,
  response_format: format,
  ...changes,
})

describe('an interaction', () => {
  it('runs in the background, and then has a file of the requested ratio', async () => {
    const { sandbox, gemini } = openNative()
    const { body: created } = await gemini('interactions', bodyOf())
    expect(created).toMatchObject({ object: 'interaction', model, status: 'in_progress' })
    expect(sandbox.creates[0]).toMatchObject({ api: 'gemini', model, request: { size: '720x1280', seconds: '4' } })
    await sandbox.advance(8)
    const { body } = await gemini(`interactions/${created.id}`)
    const [{ content }] = body.steps
    expect([body.status, content[0].type]).toEqual(['completed', 'video'])
    const file = await sandbox.fetch(content[0].uri, { headers: { 'x-goog-api-key': 'any' } })
    const [track] = readMp4(new Uint8Array(await file.arrayBuffer())).tracks
    expect([track?.width, track?.height]).toEqual([720, 1280])
  })

  it('takes a first frame beside the text', async () => {
    const { sandbox, gemini } = openNative()
    const image = { type: 'image', data: base64Picture, mime_type: 'image/webp' }
    await gemini('interactions', bodyOf({ input: [image, { type: 'text', text: 'A lamp.' }] }))
    expect(sandbox.creates[0]?.request).toMatchObject({ prompts: ['A lamp.'], referenceImage: picture })
  })

  it('whose prompt moderation blocks ends with a text instead of a video', async () => {
    const { sandbox, gemini } = openNative()
    const { body: created } = await gemini('interactions', bodyOf({ input: 'A scene of gore.' }))
    await sandbox.advance(8)
    const { body } = await gemini(`interactions/${created.id}`)
    expect([body.status, body.steps[0].content[0].type]).toEqual(['completed', 'text'])
  })

  it('can be cancelled', async () => {
    const { sandbox, gemini } = openNative()
    const { body: created } = await gemini('interactions', bodyOf())
    expect((await gemini(`interactions/${created.id}/cancel`, {})).body.status).toBe('cancelled')
    await sandbox.advance(8)
    expect((await gemini(`interactions/${created.id}`)).body.status).toBe('cancelled')
  })

  it('whose renderer fails has failed', async () => {
    const { sandbox, gemini } = openNative({ renderer: { render: () => Promise.reject(new Error('out of memory')) } })
    const { body: created } = await gemini('interactions', bodyOf())
    await sandbox.advance(8)
    const { body } = await gemini(`interactions/${created.id}`)
    expect(body).toMatchObject({ status: 'failed', errors: [{ message: 'out of memory' }] })
  })

  it.each([
    ['in the foreground', { background: false }, /background/],
    ['of another format', { response_format: { type: 'text' } }, /video/],
    ['with a number as its length', { response_format: { ...format, duration: 4 } }, /duration/],
    ['of 11 seconds', { response_format: { ...format, duration: '11s' } }, /3s to 10s/],
    ['in another ratio', { response_format: { ...format, aspect_ratio: '1:1' } }, /aspect_ratio/],
    ['delivered inline', { response_format: { ...format, delivery: 'inline' } }, /delivery/],
    ['without a text', { input: '' }, /text/],
    ['of a rejected prompt', { input: 'Contraband.' }, /moderation/],
    [
      'with an image that is none',
      {
        input: [
          { type: 'image', data: 'YQ==' },
          { type: 'text', text: 'A' },
        ],
      },
      /image/,
    ],
  ])('%s is 400', async (_, changes, message) => {
    const { sandbox, gemini } = openNative()
    const { status, body } = await gemini('interactions', bodyOf(changes))
    expect([status, body.error.status]).toEqual([400, 'INVALID_ARGUMENT'])
    expect(body.error.message).toMatch(message)
    expect(sandbox.counters.creates).toBe(0)
  })

  it('that is unknown, or an operation of Veo, is 400', async () => {
    const { gemini, startVeo } = openNative()
    const veo = (await startVeo()).split('/').at(-1)
    for (const id of ['000000000000', veo]) {
      const { status, body } = await gemini(`interactions/${id}`)
      expect([status, body.error.message]).toEqual([400, 'Invalid interaction name.'])
    }
    expect((await gemini('interactions', bodyOf({ model: 'gemini-9' }))).status).toBe(404)
  })
})
