import { VideoError, createVideosClient, isVideoError } from '@dailies/core'
import type { Video } from '@dailies/core'
import { upstreamRequestOf } from '../../store/job'
import type { Store } from '../../store/store'
import type { Fleet } from './fleet'
import { maxJumpMs } from './plan'
import type { Group } from './plan'
import type { Provider } from './provider'
import type { Outcome } from './viewer'

/**
 * What became of a key once everything is at rest, which decides the run:
 *
 * - `doubled`: the provider made two jobs for the key, or its creates were answered with two ids.
 * - `lost`: the provider made a job for the key, or the upstream is idempotent and a create was answered with success,
 *   and there is no video: the owner cannot retrieve it, it did not complete, or its file cannot be read although it is
 *   not past its `expires_at`. Also a definite error of a read that the owner did not cause.
 * - `stuck`: no create of the key was answered, the video or a file of it is still not settled, or a deleted one still
 *   exists at the provider although its reference was known.
 * - `unknown`: the provider made no job, and its answer was lost. An upstream that is not idempotent is never asked twice,
 *   so the video failed with `submission_unknown`, as documented. Nothing was billed.
 * - `orphaned`: the owner deleted the video before the provider's answer was known. Its create is never sent again, because
 *   that could bill it, so its job stays at the provider.
 * - `unsent`: the answer of the ledger was lost in a debit that was repeated after a crash, so nothing was sent.
 * - `deleted`, `completed`: as the owner wanted.
 */
export type KeyResult = 'doubled' | 'lost' | 'stuck' | 'unknown' | 'orphaned' | 'unsent' | 'deleted' | 'completed'

export interface ClassifiedKey {
  result: KeyResult
  key: string
  reason: string
}

export interface Evidence {
  fleets: Record<Group, Fleet>
  /** The rows themselves, for what owners do not see. */
  store: Store
  /** By prompt, over the life of the provider. */
  made: ReadonlyMap<string, number>
  /** The prompts of jobs that still exist at the provider. */
  remaining: ReadonlySet<string>
}

/** Reads what the providers know of their jobs. */
export async function gatherEvidence(
  known: Pick<Evidence, 'fleets' | 'store'>,
  providers: Provider[],
): Promise<Evidence> {
  const counts = await Promise.all(providers.map((provider) => provider.jobsByPrompt()))
  const remaining = await Promise.all(providers.map((provider) => provider.remaining()))
  return {
    ...known,
    made: new Map(counts.flatMap((count) => Array.from(count))),
    remaining: new Set(remaining.flatMap((prompts) => Array.from(prompts))),
  }
}

/** Classifies one key. What can pass, such as a response that times out, counts as stuck until it has passed. */
export async function classify(outcome: Outcome, evidence: Evidence): Promise<ClassifiedKey> {
  const { planned, ids, isDeleted, faults } = outcome
  const { group, owner, key, prompt } = planned
  const made = evidence.made.get(prompt) ?? 0
  const is = (result: KeyResult, reason: string): ClassifiedKey => ({ result, key, reason })
  if (made > 1) return is('doubled', `the provider made ${made} jobs`)
  if (ids.size > 1) return is('doubled', `it was answered with ${[...ids].join(', ')}`)
  if (faults.length > 0) return is('lost', faults.join('; '))
  const [id] = ids
  if (id === undefined) return is('stuck', 'no create was answered')
  if (isDeleted) {
    if (!evidence.remaining.has(prompt)) return is('deleted', '')
    const job = await evidence.store.retrieve(id)
    return job && upstreamRequestOf(job) ? is('orphaned', '') : is('stuck', `${id} is deleted, but not at the provider`)
  }

  const client = createVideosClient({
    baseURL: '',
    headers: { Authorization: `Bearer ${owner}` },
    fetch: (path, init) => evidence.fleets[group].fetch(path, init),
  })
  const video = await client.retrieve(id).catch(toVideoError)
  if (isVideoError(video)) return is(video.retryable ? 'stuck' : 'lost', `${id}: ${video.code} ${video.message}`)
  const { status, error, assets } = video
  if (status === 'failed' && error?.code === 'submission_unknown' && made === 0 && group === 'searched')
    return is('unknown', '')
  if (status === 'failed' && error?.code === 'overloaded' && error.accepted === false && made === 0)
    return is('unsent', '')
  if (status === 'failed')
    return is(error?.final === false ? 'stuck' : 'lost', `${id} failed: ${error?.code} ${error?.message}`)
  if (status !== 'completed') return is('stuck', `${id} is ${status}`)
  const states = [assets?.video.state, assets?.thumbnail.state, assets?.spritesheet.state]
  if (states.includes('archiving')) return is('stuck', `${id} has files that are ${states.join(', ')}`)
  const read = async (): Promise<number> => (await (await client.content(id)).arrayBuffer()).byteLength
  const bytes = await read().catch(toVideoError)
  if (bytes === assets?.video.bytes || isExpired(video, group)) return is('completed', '')
  if (!isVideoError(bytes)) return is('lost', `the file of ${id} has ${bytes} bytes`)
  return is(bytes.retryable ? 'stuck' : 'lost', `the file of ${id}: ${bytes.code} ${bytes.message}`)
}

/** Whether its files are past their retention; the clock may have been ahead when that was decided. */
function isExpired({ expires_at, assets }: Video, group: Group): boolean {
  const aheadMs = assets?.video.state === 'expired' ? maxJumpMs[group] : 0
  return expires_at !== null && expires_at * 1_000 <= Date.now() + aheadMs
}

/** A body that breaks off rejects with another error. */
const toVideoError = (error: unknown): VideoError =>
  isVideoError(error) ? error : new VideoError('The response broke off.', { code: 'network', cause: error })
