/** What a user wants to have created once: an operation, its fields, and an id that tells equal wishes apart. */
export interface Intent {
  operation: string
  fields: object
  intentId: string | undefined
}

/** Describes an intent within this page: equal fields, and the same file objects, give the same text. */
export const describeIntent = (intent: Intent): string => describe(intent, entriesOf(intent).map(identify))

/** Describes an intent so that it stays the same across a reload: a file is described by its SHA-256. */
export const fingerprintOf = async (intent: Intent): Promise<string> =>
  describe(intent, await Promise.all(entriesOf(intent).map(async ([name, value]) => [name, await digest(value)])))

/** A key that is the same for the same text; undefined on plain http, which has no `crypto.subtle`. */
export async function hashText(text: string): Promise<string | undefined> {
  return globalThis.crypto?.subtle && sha256(new TextEncoder().encode(text))
}

const entriesOf = ({ fields }: Intent): [string, unknown][] =>
  Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))

const describe = ({ operation, intentId }: Intent, fields: unknown[]): string =>
  JSON.stringify([operation, ...(intentId === undefined ? [] : [intentId]), ...fields])

const fileNumbers = new WeakMap<Blob, number>()
let lastFileNumber = 0

const identify = ([name, value]: [string, unknown]): unknown[] => [name, identifyValue(value)]

const identifyValue = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(identifyValue)
  if (!(value instanceof Blob)) return value
  const number = fileNumbers.get(value) ?? (lastFileNumber += 1)
  fileNumbers.set(value, number)
  return `file ${number}`
}

const digest = async (value: unknown): Promise<unknown> => {
  if (Array.isArray(value)) return Promise.all(value.map(digest))
  return value instanceof Blob ? digestFile(value) : value
}

const digestFile = async (file: Blob): Promise<string> =>
  // Without crypto.subtle, the server compares the files itself and responds with 409 if they differ.
  globalThis.crypto?.subtle ? sha256(new Uint8Array(await file.arrayBuffer())) : `${file.type} ${file.size}`

const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
