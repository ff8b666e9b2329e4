import fc from 'fast-check'
import { createConnection } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mounts } from '../testing/mounts'
import type { MountedServer } from '../testing/mounts'
import { createTestApp, jsonPost, upstreamKey } from '../testing/test-app'
import type { TestApp } from '../testing/test-app'

const leaks = new RegExp(`${upstreamKey}|node_modules|\\.ts:\\d|at \\w+ \\(|/packages/|/home/|sandbox\\.test`)

/** The problems of a response: a 5xx status, a leaked secret or stack trace, or an error body of another shape. */
function problemsOf(status: number, headers: string, body: string): string[] {
  const isError = status >= 400 && body !== ''
  return [
    ...(status >= 500 ? [`status ${status}: ${body.slice(0, 300)}`] : []),
    ...(leaks.exec(headers + body.slice(0, 4_000)) ?? []),
    ...(isError && !/^\{"error":\{"message":"[^"].*"code":"\w+"/.test(body)
      ? [`unexpected error body: ${body.slice(0, 300)}`]
      : []),
  ]
}

describe('malformed requests', () => {
  let app: TestApp
  let id: string
  beforeAll(async () => {
    app = createTestApp()
    id = ((await (await app.request('/videos', jsonPost({ prompt: 'A lamp.' }))).json()) as { id: string }).id
    await app.advance(30)
  })
  afterAll(() => app.videos.close())

  const header = fc
    .string({ minLength: 0, maxLength: 40 })
    .map((text) => text.replaceAll(/[^\t\u0020-\u007e\u0080-\u00ff]/g, ''))
  const segment = fc.oneof(
    fc.constantFrom(
      'videos',
      'content',
      'remix',
      'events',
      'webhook',
      'edits',
      'extensions',
      'capabilities',
      'characters',
      '..',
      '.',
      '',
      '%00',
      '%2e%2e',
      '%',
      '%zz',
      '__proto__',
      'constructor',
    ),
    fc.constant('ID'),
    fc.webSegment(),
    fc.string({ maxLength: 20 }).map(encodeURIComponent),
  )
  const json = fc.oneof(
    fc.json(),
    fc.constantFrom(
      '{',
      '[]',
      'null',
      '"a"',
      '{"prompt":1e999}',
      '{"__proto__":{"prompt":"x"}}',
      `{"prompt":"${'\\u0000'}"}`,
      `${'['.repeat(5_000)}`,
    ),
    fc
      .record(
        {
          prompt: fc.anything(),
          model: fc.anything(),
          size: fc.anything(),
          seconds: fc.anything(),
          input_reference: fc.anything(),
          video: fc.anything(),
        },
        { requiredKeys: [] },
      )
      .map((value) => JSON.stringify(value) ?? 'null'),
  )
  const multipart = fc
    .array(
      fc.tuple(
        fc.constantFrom('prompt', 'model', 'input_reference', '', '"', 'x'.repeat(300)),
        fc.string({ maxLength: 60 }),
        fc.constantFrom('\r\n', '\n', ''),
      ),
    )
    .map(
      (parts) =>
        parts
          .map(
            ([name, value, line]) =>
              `--b${line}Content-Disposition: form-data; name="${name}"${line}${line}${value}${line}`,
          )
          .join('') + '--b--',
    )
  const request = fc.record({
    method: fc.constantFrom('GET', 'HEAD', 'POST', 'DELETE', 'PUT', 'PATCH', 'OPTIONS', 'QUERY', 'get', 'X'),
    path: fc.array(segment, { maxLength: 4 }),
    query: fc.oneof(
      fc.constant(''),
      fc.webQueryParameters(),
      fc.constantFrom('limit=-1', 'limit=1e9', 'after=%00', 'variant=../../etc/passwd', 'order=', 'download'),
    ),
    headers: fc.dictionary(
      fc.constantFrom(
        'range',
        'if-range',
        'if-none-match',
        'idempotency-key',
        'last-event-id',
        'origin',
        'sec-fetch-site',
        'accept',
        'content-encoding',
        'x-forwarded-host',
      ),
      fc.oneof(
        header,
        fc.constantFrom(
          'bytes=0-',
          'bytes=-1',
          'bytes=9-1',
          'bytes=0-1,2-3',
          'bytes=99999999999999999999-',
          'items=0-1',
          'null',
          'same-origin',
          '*',
          '"x"',
        ),
      ),
      { maxKeys: 4 },
    ),
    body: fc.oneof(
      json.map((text) => ({ type: 'application/json', text })),
      multipart.map((text) => ({ type: 'multipart/form-data; boundary=b', text })),
      fc.tuple(header, fc.string()).map(([type, text]) => ({ type, text })),
    ),
    isSignedIn: fc.boolean(),
  })

  it(
    '10,000 random requests cause no 5xx, no hang, no stack trace and no leaked secret',
    { timeout: 120_000 },
    async () => {
      expect.hasAssertions()
      await fc.assert(
        fc.asyncProperty(request, async ({ method, path, query, headers, body, isSignedIn }) => {
          const route = path.map((part) => (part === 'ID' ? id : part)).join('/')
          const url = `http://app.test/api/videos${route === '' ? '' : `/${route}`}${query === '' ? '' : `?${query}`}`
          const hasBody = !['GET', 'HEAD', 'get'].includes(method)
          const malformed = new Request(url, {
            method,
            headers: {
              ...headers,
              ...(hasBody && { 'content-type': body.type }),
              ...(isSignedIn && { authorization: 'Bearer ada' }),
            },
            ...(hasBody && { body: body.text }),
          })
          const response = await app.videos.fetch(malformed)
          if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
            await response.body?.cancel()
            return
          }
          const isFile = /^(video|image)\//.test(response.headers.get('content-type') ?? '')
          const text = await response.text()
          expect(problemsOf(response.status, JSON.stringify([...response.headers]), isFile ? '' : text)).toEqual([])
        }),
        { numRuns: 10_000, seed: 20_261_122 },
      )
    },
  )
})

describe('raw bytes on a socket', () => {
  let app: TestApp
  let mount: MountedServer
  beforeAll(async () => {
    app = createTestApp()
    mount = await mounts.find(({ name }) => name === 'Express 5')!.open(app.videos)
  })
  afterAll(async () => {
    await mount.close()
    await app.videos.close()
  })

  /** Sends these bytes; returns what the server sends until it closes the connection or is silent for two seconds. */
  const sendRaw = (text: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = createConnection(Number(new URL(mount.baseURL).port), '127.0.0.1')
      let received = ''
      socket.setTimeout(2_000, () => socket.destroy())
      socket.on('data', (chunk) => (received += chunk.toString('latin1')))
      socket.on('error', () => undefined)
      socket.on('close', () => resolve(received))
      socket.write(text, 'latin1')
    })

  it.each([
    [
      'a path that starts with two slashes',
      'GET //evil.example/api/videos HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    ],
    ['an absolute form', 'GET http://evil.example/api/videos HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
    ['an invalid host', 'GET /api/videos HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n'],
    ['no host', 'GET /api/videos HTTP/1.0\r\n\r\n'],
    ['TRACE', 'TRACE /api/videos HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
    [
      'bytes that are not UTF-8',
      'GET /api/videos/\xff\xfe HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ada\r\nConnection: close\r\n\r\n',
    ],
    [
      'a body shorter than its Content-Length',
      'POST /api/videos HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ada\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{}',
    ],
    [
      'invalid chunks',
      'POST /api/videos HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ada\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    ],
  ])('%s: causes no 5xx and leaks nothing', async (_, text) => {
    const received = await sendRaw(text)
    expect(received).not.toMatch(/^HTTP\/1\.1 5/)
    expect(received).not.toMatch(leaks)
    expect((await mount.fetch(`${mount.baseURL}/videos`, { headers: { Authorization: 'Bearer ada' } })).status).toBe(
      200,
    )
  })
})
