import type { SavedJob, SavedJobs } from '@dailies/sandbox/browser'

const objectStore = 'jobs'

/** The jobs of the sandbox in IndexedDB. */
export interface SavedJobsInPage {
  savedJobs: SavedJobs
  /** Resolves once all changes so far are written. @throws DOMException if one cannot be written */
  written(): Promise<void>
}

export async function openSavedJobs(name: string): Promise<SavedJobsInPage> {
  const request = indexedDB.open(name, 1)
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(objectStore))
  const database = await resultOf(request)
  const saved = (await resultOf(database.transaction(objectStore).objectStore(objectStore).getAll())) as SavedJob[]
  // What is not written yet, also because the disk was full: the last state of each job, undefined if it was deleted.
  const unwritten = new Map<string, { job: SavedJob | undefined }>()
  let writing: Promise<void> = Promise.resolve()
  const write = (): Promise<void> => {
    const changes = [...unwritten]
    const transaction = database.transaction(objectStore, 'readwrite')
    const jobs = transaction.objectStore(objectStore)
    for (const [id, { job }] of changes) {
      if (job === undefined) jobs.delete(id)
      else jobs.put(job, id)
    }
    writing = new Promise((resolve, reject) => {
      transaction.addEventListener('complete', () => {
        for (const [id, change] of changes) if (unwritten.get(id) === change) unwritten.delete(id)
        resolve()
      })
      transaction.addEventListener('abort', () => reject(transaction.error))
    })
    return writing
  }
  const change = (id: string, job: SavedJob | undefined): void => {
    unwritten.set(id, { job })
    // `written` repeats what failed.
    write().catch(() => undefined)
  }

  return {
    savedJobs: {
      jobs: saved.toSorted((one, other) => one.number - other.number),
      save: (job) => change(job.id, job),
      delete: (id) => change(id, undefined),
    },
    async written() {
      await writing.catch(() => undefined)
      if (unwritten.size > 0) await write()
    },
  }
}

const resultOf = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })
