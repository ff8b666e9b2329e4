import type { Video } from '@dailies/core'
import { isSubmissionRejected } from '@dailies/server'
import { describe, expect, it } from 'vitest'
import { jsonPost } from '../testing/test-app'
import { openVendor } from './testing/open-vendor'
import { fileURL, vendorKey, vendors } from './testing/vendors'

const answer =
  (status: number, body: unknown = { error: { message: 'No.' } }) =>
  () =>
    Response.json(body, { status })
const request = { seed: 0, generate_audio: true }

describe.each(Object.keys(vendors))('@ai-sdk/%s', (name) => {
  const open = async () => {
    const bed = await openVendor(name)
    const { id } = await bed.create(request)
    const see = async (seconds = 5): Promise<Video> => {
      await bed.advance(seconds)
      return (await bed.request(`/videos/${id}`)).json() as Promise<Video>
    }
    return { ...bed, id, see }
  }

  it('makes a video, started once with our key, whose file is served', async () => {
    const { starts, state, vendor, see, request, id, videoFile } = await open()
    expect(starts).toMatchObject([{ body: vendor.sends }])
    expect(starts[0]?.headers.get('idempotency-key')).toMatch(/\w{8}/)
    expect(await see()).toMatchObject({ status: 'in_progress', error: null })
    state.status = vendor.completed
    const video = await see()
    expect([video.status, video.assets?.cost]).toEqual(['completed', vendor.cost])
    const file = await request(`/videos/${id}/content`)
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'video/mp4'])
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(videoFile)
    expect(starts).toHaveLength(1)
  })

  it('writes neither the key nor the URL of the file anywhere', async () => {
    const { written, state, vendor, see, request, id } = await open()
    state.status = answer(400, {
      error: { message: `The key ${vendorKey} is wrong.` },
      message: vendorKey,
      detail: vendorKey,
    })
    await see()
    state.status = vendor.completed
    await see()
    await request(`/videos/${id}/content`)
    const body = { error: { message: `No access for ${vendorKey}.` }, message: vendorKey, detail: vendorKey }
    state.start = answer(400, body)
    await request('/videos', jsonPost({ prompt: 'Another lamp.' }))
    const all = await written()
    expect(all).toContain('"status":"completed"')
    expect(all).not.toContain(vendorKey)
    expect(all).not.toContain(fileURL)
  })

  it.each(['failed', 'moderated'] as const)(
    'ends as %s with a reason, and without an id of the vendor',
    async (end) => {
      const { state, vendor, see } = await open()
      state.status = vendor[end]
      const { status, error } = await see()
      expect([status, error?.code]).toEqual(['failed', end === 'failed' ? 'generation_failed' : 'moderation_blocked'])
      expect(error?.message).toMatch(end === 'failed' ? /No GPU is free/ : /\w{3}/)
      expect(error?.message).not.toMatch(/job-at-the-vendor|Task ID|\{/i)
    },
  )

  it.each([
    ['503', answer(503)],
    ['502 with a page', () => new Response('<html>', { status: 502 })],
    ['429', answer(429)],
    ['401', answer(401)],
    ['200 with a page', () => new Response('<html>')],
    [
      'a connection that broke',
      () => Promise.reject(Object.assign(new Error('reset'), { code: 'ECONNRESET' })) as never,
    ],
  ])('runs on after a poll: %s', async (_, status) => {
    const { state, vendor, see } = await open()
    await see()
    state.status = status
    for (let polls = 0; polls < 8; polls += 1) expect((await see(20)).status).toBe('in_progress')
    state.status = vendor.completed
    expect((await see(600)).status).toBe('completed')
  })

  it('is lost, provisionally, after a minute of 404', async () => {
    const { state, vendor, see } = await open()
    state.status = answer(404)
    expect((await see(2)).status).toBe('queued')
    for (let polls = 0; polls < 20; polls += 1) await see(10)
    expect((await see()).error).toMatchObject({ code: 'lost', final: false })
    state.status = vendor.completed
    expect((await see(3_600)).status).toBe('completed')
  })

  it.each([
    ['400', answer(400), true],
    ['401', answer(401), true],
    ['409', answer(409), false],
    ['429', answer(429), false],
    ['500', answer(500), false],
    ['200 without an id', answer(200, {}), false],
    ['200 with a page', () => new Response('<html>'), false],
    [
      'a connection that was refused',
      () => {
        throw Object.assign(new TypeError('fetch failed'), {
          cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED', syscall: 'connect' }),
        })
      },
      true,
    ],
    [
      'a connection that broke',
      () => {
        throw Object.assign(new TypeError('fetch failed'), {
          cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
        })
      },
      false,
    ],
  ])('tells whether a start was rejected: %s', async (_, start, isRejected) => {
    const { upstream, state } = await openVendor(name)
    state.start = start
    const error: unknown = await upstream
      .create({ prompt: 'A lamp.', size: '1280x720', seconds: '8' }, { idempotencyKey: 'row-1' })
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Error)
    expect(isSubmissionRejected(error)).toBe(isRejected)
  })
})

describe('quirks of the packages', () => {
  it('replicate: a list of outputs is not read, so the job ends at its deadline, provisionally', async () => {
    const { create, state, advance, retrieve, vendor } = await openVendor('replicate')
    const { id } = await create()
    state.status = { ...(vendor.completed as object), output: [fileURL] }
    for (let minutes = 0; minutes < 180; minutes += 10) await advance(600)
    expect((await retrieve(id)).error).toMatchObject({ code: 'deadline_exceeded', final: false })
  })

  it('replicate: an aborted prediction is not read either', async () => {
    const { create, state, advance, retrieve, vendor } = await openVendor('replicate')
    const { id } = await create()
    state.status = { ...(vendor.running as object), status: 'aborted' }
    await advance(5)
    expect((await retrieve(id)).status).not.toBe('failed')
  })

  it('alibaba: a task that has expired stays pending, and ends at its deadline', async () => {
    const { create, state, advance, retrieve } = await openVendor('alibaba')
    const { id } = await create()
    state.status = { output: { task_id: 'job-at-the-vendor-1', task_status: 'UNKNOWN' } }
    for (let minutes = 0; minutes < 180; minutes += 10) await advance(600)
    expect((await retrieve(id)).error).toMatchObject({ code: 'deadline_exceeded', final: false })
  })

  it('minimax: a size that it does not know becomes its dearest tier, which a warning tells', async () => {
    const { create, starts, warnings } = await openVendor('minimax', {})
    await create()
    expect(starts).toMatchObject([{ body: { resolution: '2K' } }])
    expect(warnings).toContainEqual(expect.objectContaining({ feature: 'resolution' }))
  })

  it('replicate: a seed of 0 is left out', async () => {
    const { create, starts } = await openVendor('replicate')
    await create(request)
    expect(starts[0]?.body).toHaveProperty('input.prompt')
    expect(starts[0]?.body).not.toHaveProperty('input.seed')
  })

  it('xai: a request that has expired is failed', async () => {
    const { create, state, advance, retrieve } = await openVendor('xai')
    const { id } = await create()
    state.status = { status: 'expired' }
    await advance(5)
    expect(await retrieve(id)).toMatchObject({ status: 'failed', error: { code: 'expired' } })
  })
})
