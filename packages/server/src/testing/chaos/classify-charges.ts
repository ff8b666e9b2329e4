import type { Store } from '../../store/store'
import type { ClassifiedKey } from './classify-key'
import type { LedgerServer } from './ledger-server'
import type { Outcome } from './viewer'

/** Results in which the provider may have billed a job that no owner sees, as documented: its charge stays. */
const mayStayDebited = new Set<ClassifiedKey['result']>(['unknown', 'orphaned', 'deleted', 'completed'])

/**
 * Compares the ledger with what became of each key: one charge is debited for a video that was made, and none for a key
 * for which nothing was made.
 *
 * @param made how many jobs the provider made, by prompt
 * @returns the keys that are doubled or lost, or whose refund is still to be delivered (stuck)
 */
export async function classifyCharges(
  outcomes: Outcome[],
  classified: ClassifiedKey[],
  { ledger, store, made }: { ledger: LedgerServer; store: Store; made: ReadonlyMap<string, number> },
): Promise<ClassifiedKey[]> {
  const rows = await rowsByPrompt(outcomes, store)
  const debited = new Set(
    [...ledger.charges.values()].flatMap(({ videoId, state }) => (state === 'debited' ? [videoId] : [])),
  )
  const charges = [...ledger.charges.values()].filter(({ state }) => state === 'debited').map(({ videoId }) => videoId)
  const failures: ClassifiedKey[] = []
  for (const [index, { planned, ids }] of outcomes.entries()) {
    const result = classified[index]?.result ?? 'stuck'
    const { key, prompt } = planned
    const own = new Set([...ids, ...(rows.get(prompt) ?? [])])
    const count = charges.filter((videoId) => own.has(videoId)).length
    const jobs = made.get(prompt) ?? 0
    if (count > 1) failures.push({ result: 'doubled', key, reason: `${count} charges are debited` })
    if (count === 0 && jobs > 0)
      failures.push({ result: 'lost', key, reason: 'a video was made, and nothing is debited' })
    if (count > 0 && jobs === 0 && !mayStayDebited.has(result))
      failures.push({ result: 'stuck', key, reason: 'nothing was made, and its credits are not refunded' })
    for (const id of own) debited.delete(id)
  }
  for (const videoId of debited)
    failures.push({ result: 'lost', key: videoId, reason: 'a charge without a key is debited' })
  return failures
}

/** Every row of the owners, also of creates that were rejected, by the prompt of its request. */
async function rowsByPrompt(outcomes: Outcome[], store: Store): Promise<Map<string, string[]>> {
  const rows = new Map<string, string[]>()
  for (const owner of new Set(outcomes.map(({ planned }) => planned.owner))) {
    for (const { video, request } of await store.ownerChanges(owner, { afterSeq: 0, limit: 10_000 })) {
      const prompt = request?.fields.prompt
      if (prompt !== undefined) rows.set(prompt, [...(rows.get(prompt) ?? []), video.id])
    }
  }
  return rows
}
