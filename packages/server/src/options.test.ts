import { ffmpegPreviews, diskArchive } from '@dailies/server/node'
import { openaiUpstream } from '@dailies/server/openai'
import { postgresStore } from '@dailies/server/postgres'
import { s3Archive } from '@dailies/server/s3'
import { sqliteStore } from '@dailies/server/sqlite'
import { describe, expect, it } from 'vitest'
import { createTestServer } from './testing/test-server'

type Options = Record<string, unknown>

const s3 = { endpoint: 'https://s3.example.com', bucket: 'b', accessKeyId: 'id', secretAccessKey: 'secret-key' }
const openai = { baseURL: 'https://api.example.com/v1', apiKey: 'secret-key' }

/** Every function with options, valid ones, and those of its options that have a kind in common. */
const factories: {
  name: string
  create: (options: Options) => unknown
  valid: Options
  required?: string[]
  timers?: string[]
  numbers?: string[]
  flags?: string[]
  texts?: string[]
  callbacks?: string[]
}[] = [
  {
    name: 'createVideoServer',
    create: (options) => createTestServer(options),
    valid: {},
    timers: ['createTimeoutMs', 'pollTimeoutMs', 'eventStreamLifetimeMs', 'readerIdleTimeoutMs'],
    numbers: [
      'deadlineMs',
      'purgeAfterMs',
      'retainForMs',
      'maxReferenceImageBytes',
      'maxUploadedVideoBytes',
      'maxRequestMemoryBytes',
    ],
    flags: ['signedURLs', 'allowVideoUploads', 'adoptOrphans', 'events'],
    callbacks: ['beforeCreate', 'onEvent', 'waitUntil'],
  },
  {
    name: 'openaiUpstream',
    create: (options) => openaiUpstream(options as unknown as Parameters<typeof openaiUpstream>[0]),
    valid: openai,
    required: ['baseURL', 'apiKey'],
    timers: ['mediaIdleTimeoutMs', 'readTimeoutMs', 'createTimeoutMs'],
    numbers: ['maxMediaBytes', 'maxMediaWaitMs'],
    flags: ['idempotent'],
    texts: ['id', 'webhookSecret', 'currency'],
    callbacks: ['fetch', 'now'],
  },
  {
    name: 's3Archive',
    create: (options) => s3Archive(options as unknown as Parameters<typeof s3Archive>[0]),
    valid: s3,
    required: ['endpoint', 'bucket', 'accessKeyId', 'secretAccessKey'],
    timers: ['timeoutMs'],
    numbers: ['retries'],
    flags: ['redirects'],
    texts: ['region', 'sessionToken', 'addressStyle'],
    callbacks: ['fetch'],
  },
  {
    name: 'postgresStore',
    create: (options) => postgresStore(options as unknown as Parameters<typeof postgresStore>[0]),
    valid: { connectionString: 'postgres://user:secret-key@127.0.0.1/db' },
    required: ['connectionString'],
    timers: ['connectTimeoutMs'],
    numbers: ['poolSize'],
  },
  {
    name: 'sqliteStore',
    create: (options) => sqliteStore(options as unknown as Parameters<typeof sqliteStore>[0]),
    valid: { file: ':memory:' },
    required: ['file'],
  },
  {
    name: 'diskArchive',
    create: (options) => diskArchive(options as unknown as Parameters<typeof diskArchive>[0]),
    valid: { directory: 'videos' },
    required: ['directory'],
  },
  {
    name: 'ffmpegPreviews',
    create: (options) => ffmpegPreviews(options),
    valid: {},
    timers: ['timeoutMs'],
    numbers: ['columns', 'rows', 'tileSide', 'thumbnailSide'],
    texts: ['command'],
  },
]

const notNumbers = [Number(undefined), Number.NaN, -1, -0.1, '2', 'two', null, true, {}, [5], -Infinity]
const notTimers = [...notNumbers, 0, 0.5, Infinity, 2 ** 31]

describe.each(factories)('$name', ({ name: factory, create, valid, required = [], ...kinds }) => {
  const creating = (options: Options) => () => create({ ...valid, ...options })

  it('accepts valid options, and undefined for any that has a default', () => {
    expect(creating({})).not.toThrow()
    const optional = Object.values(kinds).flat()
    expect(creating(Object.fromEntries(optional.map((name) => [name, undefined])))).not.toThrow()
  })

  it('rejects an unknown name, with the nearest one or all', () => {
    expect(creating({ nonsense: 1 })).toThrow(expect.objectContaining({ code: 'misconfigured', param: 'nonsense' }))
    for (const name of Object.values(kinds).flat()) {
      expect(creating({ [`x${name.toLowerCase()}`]: undefined })).toThrow(`Did you mean ${name}?`)
    }
  })

  it.each(required)('requires %s, also if it is empty as from an unset variable', (name) => {
    for (const value of [undefined, '']) {
      expect(creating({ [name]: value })).toThrow(expect.objectContaining({ code: 'misconfigured' }))
    }
  })

  const cases = [
    ...(kinds.timers ?? []).map((name) => ({ name, values: notTimers })),
    ...(kinds.numbers ?? []).map((name) => ({ name, values: notNumbers })),
    ...(kinds.flags ?? []).map((name) => ({ name, values: ['false', 'true', '', 0, 1, null] })),
    ...(kinds.texts ?? []).map((name) => ({ name, values: ['', 1, null, {}] })),
    ...(kinds.callbacks ?? []).map((name) => ({ name, values: ['secret-key', 1, null, {}] })),
  ]
  if (cases.length === 0) return
  it.each(cases)('rejects every wrong value of $name, and repeats no text', ({ name, values }) => {
    for (const value of values) {
      const error: unknown = catchError(creating({ [name]: value }))
      expect(error).toMatchObject({ code: 'misconfigured', param: name })
      expect(String(error)).toContain(`The option ${name} of ${factory} must be `)
      expect(String(error)).not.toContain('secret-key')
    }
  })
})

it.each([{ models: 'sora-2' }, { sizes: '1280x720' }, { seconds: ['4', 8] }, { model: ['sora-2'] }])(
  'createVideoServer rejects allow: %j, which would allow by a part of the text',
  (allow) => {
    expect(() => createTestServer({ allow: allow as object })).toThrow(
      expect.objectContaining({ code: 'misconfigured' }),
    )
  },
)

function catchError(call: () => unknown): unknown {
  try {
    call()
  } catch (error) {
    return error
  }
  return undefined
}
