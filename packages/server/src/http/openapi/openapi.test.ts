import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import type { VideoServerOptions } from '../../video-server'
import type { FakeUpstream } from '../../testing/fake-upstream'
import { mounts } from '../../testing/mounts'
import { createChecker } from '../../testing/openapi/checker'
import { isNode, operationOf, resolve } from '../../testing/openapi/document'
import type { OpenAPI } from '../../testing/openapi/document'
import { createTestApp } from '../../testing/test-app'
import { createTestServer } from '../../testing/test-server'
import { matchRoute, resolveRoute, routeTable } from '../routes'
import { operationIdOf } from './operation-ids'

const documentOf = (options: Partial<VideoServerOptions> = {}, changes: Partial<FakeUpstream> = {}): OpenAPI =>
  createTestServer(options, changes).videos.openapi() as OpenAPI

const notAsked = () => Promise.reject(new Error('Not asked.'))
const everything = (): OpenAPI =>
  documentOf(
    {
      sharing: true,
      signedURLs: true,
      publicURL: 'https://app.example/api',
      trustedOrigins: ['https://other.example'],
      credits: { debit: () => undefined, refund: () => undefined },
    },
    { edit: notAsked, extend: notAsked, cancel: notAsked, verifyWebhook: notAsked },
  )
const nothing = (): OpenAPI => documentOf({ events: false }, { remix: undefined } as never)
const ofTenants = (): OpenAPI =>
  documentOf({ upstream: { resolve: () => Promise.reject(new Error('Not asked.')), byId: () => undefined } })

const operationIds = ({ paths }: OpenAPI): string[] =>
  Object.values(paths)
    .flatMap((item) => Object.values(item))
    .map(({ operationId }) => operationId)

/** Every reference in a part of a document. */
const referencesIn = (part: unknown): string[] => {
  if (Array.isArray(part)) return part.flatMap(referencesIn)
  if (!isNode(part)) return []
  return [...(typeof part['$ref'] === 'string' ? [part['$ref']] : []), ...Object.values(part).flatMap(referencesIn)]
}

describe.each([
  ['with everything', everything],
  ['with nothing that can be off', nothing],
  ['with an upstream per tenant', ofTenants],
])('the document of a mount %s', (_, open) => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator()
    const { valid, errors } = await validator.validate(structuredClone(open()))
    expect([errors, valid, validator.version]).toEqual([undefined, true, '3.1'])
  })

  it('has what it refers to, and nothing else', () => {
    const document = open()
    const used = new Set(referencesIn(document))
    const kept = Object.entries(document.components)
      .filter(([kind]) => kind !== 'headers')
      .flatMap(([kind, parts]) => Object.keys(parts).map((name) => `#/components/${kind}/${name}`))
      // The text of the event stream is described by a schema of one event.
      .filter((reference) => !reference.endsWith('/VideoEvent'))
    expect([...used].filter((reference) => !reference.startsWith('#/components/headers/')).sort()).toEqual(kept.sort())
    for (const $ref of used) expect(resolve(document, { $ref })).toBeDefined()
  })

  it('has an example of each error, which is one', () => {
    const document = open()
    const { answer } = createChecker(document)
    const examples = Object.entries(document.components['examples'] ?? {})
    for (const [name, { value }] of examples) expect([name, answer('Error', value)]).toEqual([name, []])
    expect(examples.length).toBeGreaterThan(15)
  })

  it('names each operation once, and each is a route', () => {
    const document = open()
    const ids = operationIds(document)
    expect(ids).toEqual([...new Set(ids)])
    for (const [path, item] of Object.entries(document.paths)) {
      for (const [method, { operationId, parameters = [] }] of Object.entries(item)) {
        const route = resolveRoute(matchRoute(`/api${path.replaceAll(/[{}]/g, '')}`, '/api'), {
          method: method.toUpperCase(),
        })
        expect(operationId).toBe(operationIdOf(route.name, path))
        const inPath = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => `{${name}}`)
        expect(path.match(/\{\w+\}/g) ?? []).toEqual(inPath)
      }
    }
  })
})

it('has every method of every path of the route table', () => {
  const document = everything()
  for (const [path, methods] of Object.entries(routeTable))
    expect([path, Object.keys(document.paths[path] ?? {})]).toEqual([
      path,
      Object.keys(methods).map((m) => m.toLowerCase()),
    ])
})

describe('what a mount does not have is not described, and answered by an error', () => {
  it.each([
    ['POST', '/videos/{video_id}/remix'],
    ['POST', '/videos/edits'],
    ['POST', '/videos/extensions'],
    ['GET', '/videos/events'],
    ['POST', '/videos/webhook'],
    ['POST', '/videos/webhook/{upstream_id}'],
    ['POST', '/videos/callbacks/{token}'],
    ['GET', '/videos/{video_id}/shares'],
    ['POST', '/videos/{video_id}/shares'],
    ['DELETE', '/videos/{video_id}/shares/{share_id}'],
    ['GET', '/videos/shared/{token}'],
    ['GET', '/videos/shared/{token}/content'],
  ])('%s %s', async (method, path) => {
    const server = createTestServer({ events: false }, { remix: undefined } as never)
    const { id } = await server.create()
    const { paths } = server.videos.openapi() as OpenAPI
    expect(paths[path]).toBeUndefined()
    const body =
      method === 'POST'
        ? { body: JSON.stringify({ prompt: 'A lamp.', ...(path.includes('remix') ? {} : { video: { id } }) }) }
        : {}
    const response = await server.request(path.replace('{video_id}', id).replaceAll(/[{}]/g, ''), {
      method,
      headers: { 'Content-Type': 'application/json' },
      ...body,
    })
    expect([404, 501]).toContain(response.status)
  })

  it('with several upstreams a webhook names its own', () => {
    const { paths } = ofTenants()
    expect(paths['/videos/webhook']).toBeUndefined()
    expect(paths['/videos/webhook/{upstream_id}']).toBeDefined()
  })

  it('limits are those of the options', () => {
    const { paths } = documentOf({ maxReferenceImageBytes: 123_456 })
    expect(JSON.stringify(paths['/videos'])).toContain('123456 bytes')
  })
})

describe.each(mounts)('mounted by $name', ({ open }) => {
  it('serves the document of the server', async () => {
    const app = createTestApp({ server: { basePath: '/api' } })
    const mount = await open(app.videos)
    const ask = (init: RequestInit = {}) =>
      mount.fetch(`${mount.baseURL}/videos/openapi.json`, {
        ...init,
        headers: { Authorization: 'Bearer ada', ...(init.headers as Record<string, string>) },
      })
    const response = await ask()
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json'])
    expect(await response.json()).toEqual(app.videos.openapi())
    const etag = response.headers.get('etag') ?? ''
    expect((await ask({ headers: { 'If-None-Match': etag } })).status).toBe(304)
    const head = await ask({ method: 'HEAD' })
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, ''])
    expect((await mount.fetch(`${mount.baseURL}/videos/openapi.json`)).status).toBe(401)
    await mount.close()
  })
})

it.each([
  ['http://app.test/api/videos/openapi.json', '/api'],
  ['http://app.test/videos/openapi.json', '/'],
  ['http://app.test//other.example/videos/openapi.json', '/other.example'],
])('at %s its server is %s, whatever the Host', async (url, expected) => {
  const { videos } = createTestServer()
  const headers = { Authorization: 'Bearer ada', Host: 'other.example', 'X-Forwarded-Host': 'other.example' }
  const response = await videos.fetch(new Request(url, { headers }))
  expect(((await response.json()) as OpenAPI)['servers']).toEqual([{ url: expected }])
})

it('a variable segment does not hide a fixed one', () => {
  const document = everything()
  expect(operationOf(document, 'GET', '/videos/openapi.json')?.operationId).toBe('retrieveDocument')
  expect(operationOf(document, 'GET', '/videos/video_1')?.operationId).toBe('retrieveVideo')
})

it('has another ETag at another mount and with other options', async () => {
  const etagOf = async (mount: string, options: Partial<VideoServerOptions> = {}): Promise<string | null> => {
    const { videos } = createTestServer(options)
    const url = `http://app.test${mount}/videos/openapi.json`
    const response = await videos.fetch(new Request(url, { headers: { Authorization: 'Bearer ada' } }))
    return response.headers.get('etag')
  }
  const etags = [await etagOf('/a'), await etagOf('/b'), await etagOf('/a', { sharing: true }), await etagOf('/a')]
  expect(new Set(etags).size).toBe(3)
  expect(etags[0]).toBe(etags[3])
})
