import { isFields } from './body'
import type { ApiName, CreateRequest } from './job'

/** A create as it reached the sandbox. */
export interface ReceivedCreate {
  /** The API that received it. */
  api: ApiName
  /** Unix seconds of the sandbox's clock. */
  at: number
  /** In the path; undefined in the Videos API, which has it in the body. */
  model: string | undefined
  /** The header `Idempotency-Key`. */
  idempotencyKey: string | null
  /** The parsed JSON, or the fields of a form. */
  body: unknown
  /** How the sandbox understood it; undefined if it was rejected. */
  request: CreateRequest | undefined
}

/** The creates that the sandbox received, including remixes, edits and extensions. */
export interface ReceivedCreates {
  /** The last hundred, in order, rejected ones included. */
  readonly list: readonly ReceivedCreate[]
  /** Records a create once its body is parsed; returns the record, to be completed when it is accepted. */
  add(create: Omit<ReceivedCreate, 'at' | 'request'>): ReceivedCreate
}

// A create can hold images, so that a long-running sandbox must not keep all of them.
const keptCreates = 100

export function createReceived(now: () => number): ReceivedCreates {
  const list: ReceivedCreate[] = []
  return {
    list,
    add(create) {
      const received: ReceivedCreate = { ...create, at: now(), request: undefined }
      list.push(received)
      if (list.length > keptCreates) list.shift()
      return received
    },
  }
}

/** The value as JSON can hold it: a file becomes its length in bytes. */
export function withoutFiles(value: unknown): unknown {
  if (value instanceof Uint8Array) return { bytes: value.length }
  if (value instanceof Blob) return { bytes: value.size }
  if (Array.isArray(value)) return value.map(withoutFiles)
  if (!isFields(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutFiles(one)]))
}
