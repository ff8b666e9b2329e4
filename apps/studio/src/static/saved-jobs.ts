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
  let last: Promise<unknown> = Promise.resolve()
  const change = (call: (jobs: IDBObjectStore) => void): void => {
    const transaction = database.transaction(objectStore, 'readwrite')
    call(transaction.objectStore(objectStore))
    last = Promise.all([
      last,
      new Promise((resolve, reject) => {
        transaction.addEventListener('complete', resolve)
        transaction.addEventListener('abort', () => reject(transaction.error))
      }),
    ])
    // Whoever waits for it gets the error.
    last.catch(() => undefined)
  }

  return {
    savedJobs: {
      jobs: saved.toSorted((one, other) => one.number - other.number),
      save: (job) => change((jobs) => jobs.put(job, job.id)),
      delete: (id) => change((jobs) => jobs.delete(id)),
    },
    async written() {
      const writing = last
      last = Promise.resolve()
      await writing
    },
  }
}

const resultOf = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })
