import { createSandbox } from '@dailies/sandbox'
import { createVideoServer } from '@dailies/server'
import type { Store } from '@dailies/server'
import { authorizeByName, createRequest, miniUpstream } from '../server/mini-upstream'

/** The owner of every deleted video, of the newest rows, and of some other videos. */
export const owner = 'ada'
/** The id of the upstream of every row. */
export const upstreamId = 'bench'

const day = 86_400_000
/** Creates of today: as many whatever the number of rows. */
const today = 50

/** SQL that differs between the databases. */
export interface Sql {
  /** A table `n (i)` of the numbers from 1 to this one, as a `with` clause. */
  numbers(count: number): string
  /** The number `i` as text with zeros before it, so that ids sort by it. */
  padded: string
}

/** Creates the tables through the store, and returns the JSON document of a job as the store writes it. */
export async function createTemplate(store: Store, readDocument: () => Promise<string>): Promise<string> {
  const sandbox = createSandbox({ clock: 'manual', jobDurationMs: 1_000 })
  const videos = createVideoServer({
    upstream: miniUpstream({ id: upstreamId, fetch: (request) => sandbox.fetch(request) }),
    authorize: authorizeByName,
    store,
  })
  await videos.fetch(new Request('http://app.test/api/videos', createRequest('template', 'A lamp.')))
  await sandbox.close()
  return readDocument()
}

/**
 * The statements that fill the tables: a fifth of the videos are deleted, all of one owner and newer than the rest; one
 * in a hundred is running and due; the others are spread over a thousand owners.
 */
export function fillStatements({ numbers, padded }: Sql, count: number, document: string, now: number): string[] {
  const firstDeleted = Math.round(count * 0.8) + 1
  const isDeleted = `i >= ${firstDeleted}`
  const isRunning = `i % 100 = 1 and i < ${firstDeleted}`
  const id = `'video_' || ${padded}`
  const rowOwner = `case when ${isDeleted} or i % 20 = 0 then '${owner}' else 'owner_' || (i % 1000) end`
  const template = JSON.parse(document) as { video: { id: string }; phase: object }
  const documentOf = (phase: object): string => {
    const text = JSON.stringify({ ...template, phase }).replaceAll("'", "''")
    return `replace('${text}', '${template.video.id}', ${id})`
  }
  const at = now - 60 * day
  return [
    `${numbers(count)} insert into dailies_jobs (id, owner, upstream_id, owner_seq, phase, changed_at, deleted_at,
        is_active, is_unanswered, due_at, document)
      select ${id}, ${rowOwner}, '${upstreamId}', i,
        case when ${isDeleted} then 'deleted' when ${isRunning} then 'running' else 'done' end,
        ${at} + i, case when ${isDeleted} then ${at} + i end, case when ${isRunning} then 1 else 0 end, 0,
        case when ${isRunning} then ${at} + i end,
        case when ${isDeleted} then ${documentOf({ name: 'deleted', deletedAt: at, isActive: false })}
          when ${isRunning} then ${documentOf({ name: 'running', ref: 'ref', isIdle: false })}
          else ${documentOf({ name: 'done', ref: 'ref' })} end
      from n`,
    `${numbers(count)} insert into dailies_requests (job_id, owner, at, cost, model, size, seconds, duration_ms)
      select ${id}, ${rowOwner}, case when i > ${count - today} then ${now} - (${count} - i) * 1000 else ${at} + i end,
        400000, 'mini', '320x192', '1', 42000
      from n`,
    `${numbers(1_000)} insert into dailies_owners (owner, seq, changed_at)
      select 'owner_' || i, ${count}, ${at} from n`,
    `insert into dailies_owners (owner, seq, changed_at) values ('${owner}', ${count}, ${now})`,
  ]
}
