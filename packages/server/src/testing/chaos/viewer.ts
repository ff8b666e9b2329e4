import { createVideosClient, isSettled, isVideoError } from '@dailies/core'
import type { Video } from '@dailies/core'
import type { Fleet } from './fleet'
import type { PlannedKey } from './plan'

/** What one viewer learned about one key. */
export interface Outcome {
  planned: PlannedKey
  /** Every id that a create of this key was answered with. */
  ids: Set<string>
  isDeleted: boolean
  /** Definite errors, and broken responses: what no crash excuses. */
  faults: string[]
}

const retryMs = 1_000
const watchIntervalMs = 1_500

/**
 * Creates a video and watches it as a page does: an error that can pass is retried with the same key, and the video is
 * read until it is settled. Then its file is read, and the owner may delete it meanwhile.
 *
 * @param isOver whether the run has ended; what is open then stays open
 */
export async function runViewer(fleet: Fleet, planned: PlannedKey, isOver: () => boolean): Promise<Outcome> {
  const { owner, key, prompt, repeats, deletes } = planned
  const outcome: Outcome = { planned, ids: new Set(), isDeleted: false, faults: [] }
  const client = createVideosClient({
    baseURL: '',
    headers: { Authorization: `Bearer ${owner}` },
    fetch: (path, init) => fleet.fetch(path, init),
  })

  /** Repeats a call until it has a definite result; undefined at the end of the run. */
  async function persist<T>(call: () => Promise<T>): Promise<T | undefined> {
    while (!isOver()) {
      try {
        return await call()
      } catch (error) {
        if (isVideoError(error) && !error.retryable) throw error
        await delay(retryMs)
      }
    }
    return undefined
  }

  const create = async (): Promise<Video | undefined> => {
    const video = await persist(() => client.create({ prompt, model: 'mini' }, { idempotencyKey: key }))
    if (video) outcome.ids.add(video.id)
    return video
  }

  async function deleteVideo(id: string): Promise<void> {
    outcome.isDeleted = true
    // A deletion whose answer was lost is "not found" when it is repeated.
    await persist(() => client.delete(id)).catch(acceptCodes('not_found'))
  }

  async function readFile(id: string): Promise<void> {
    await persist(async () => {
      const response = await client.content(id)
      const bytes = (await response.arrayBuffer()).byteLength
      const expected = response.headers.get('content-length')
      if (expected !== null && bytes !== Number(expected)) outcome.faults.push(`${bytes} of ${expected} bytes`)
    }).catch(acceptCodes('not_found', 'expired'))
  }

  async function run(): Promise<void> {
    let video = await create()
    for (let repeat = 0; repeat < repeats; repeat += 1) await create()
    if (!video) return
    const { id } = video
    if (deletes === 'running') return deleteVideo(id)
    while (!isOver() && !isSettled(video)) {
      await delay(watchIntervalMs)
      video = (await persist(() => client.retrieve(id))) ?? video
    }
    if (video.status !== 'completed') return
    const reading = readFile(id)
    if (deletes === 'reading') await deleteVideo(id)
    await reading
  }

  await run().catch((error: unknown) => {
    outcome.faults.push(isVideoError(error) ? `${error.code}: ${error.message}` : String(error))
  })
  return outcome
}

const acceptCodes =
  (...codes: string[]) =>
  (error: unknown): undefined => {
    if (isVideoError(error) && codes.includes(error.code)) return undefined
    throw error
  }

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
