import { VideoError } from '@dailies/core'

/** Opens a database that has one object store, with keys outside of its values. @throws VideoError `overloaded` */
export function openDatabase(name: string, objectStore: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1)
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(objectStore))
  return resultOf(request)
}

/** The result of a request. @throws VideoError `overloaded` */
export const resultOf = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(databaseError(request.error)))
  })

/** Resolves once a transaction is complete. @throws VideoError `overloaded`; nothing of it was written then */
export const committed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => reject(databaseError(transaction.error)))
  })

/** A browser gives a site a part of the disk, and private windows may give none. */
export const databaseError = (cause: unknown): VideoError =>
  new VideoError(
    // Chromium's error for a full disk has a name only.
    `The browser could not use its database: ${cause instanceof Error ? cause.message || `${cause.name}.` : 'the request was aborted.'} Check that this site may store data, and that the disk is not full.`,
    { code: 'overloaded', cause },
  )
