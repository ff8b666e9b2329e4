import { readFileSync } from 'node:fs'
import { createSandbox } from '@dailies/sandbox'
import { createVideoServer } from '@dailies/server'
import { memoryArchive, memoryStore } from '@dailies/server/memory'
import { openaiUpstream } from '@dailies/server/openai'
import { SpanStatusCode, metrics, trace } from '@opentelemetry/api'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTelemetry } from './telemetry'

const apiKey = 'sk-a-very-secret-key'
const prompt = 'A lighthouse at dusk'
let spans: InMemorySpanExporter
let measured: InMemoryMetricExporter
let meters: MeterProvider

beforeEach(() => {
  spans = new InMemorySpanExporter()
  measured = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  meters = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter: measured })] })
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }))
  metrics.setGlobalMeterProvider(meters)
})

afterEach(async () => {
  await meters.shutdown()
  trace.disable()
  metrics.disable()
})

/** A server with OpenTelemetry in front of a sandbox, on one virtual clock. */
function openServer(options: Partial<Parameters<typeof createSandbox>[0]> = {}) {
  const sandbox = createSandbox({
    clock: 'manual',
    jobDurationMs: 8_000,
    apiKey,
    ...options,
  })
  const videos = createVideoServer({
    upstream: openaiUpstream({
      baseURL: 'http://sandbox.test/v1',
      apiKey,
      models: [{ id: 'mini', sizes: ['320x192'], seconds: ['1'] }],
      fetch: (request) => sandbox.fetch(request),
    }),
    authorize: () => ({ owner: 'ada' }),
    store: memoryStore(),
    archive: memoryArchive(),
    onEvent: createTelemetry(),
    now: () => sandbox.now() * 1_000,
  })
  const ask = (path: string, init?: RequestInit) => videos.fetch(new Request(`http://app.test/api${path}`, init))
  return {
    ask,
    create: async (): Promise<string> => {
      const headers = { 'Content-Type': 'application/json' }
      const body = JSON.stringify({ prompt, model: 'mini', size: '320x192', seconds: '1' })
      const { id } = await (await ask('/videos', { method: 'POST', headers, body })).json()
      return id
    },
    pass: async (seconds: number) => {
      await sandbox.advance(seconds)
      await videos.tick()
    },
  }
}

function spanOf(name: string): ReadableSpan {
  const found = spans.getFinishedSpans().find((span) => span.name === name)
  if (found) return found
  throw new Error(`No span was called ${name}.`)
}

const millisecondsOf = ({ duration: [seconds, nanoseconds] }: ReadableSpan) => seconds * 1_000 + nanoseconds / 1_000_000

/** All metrics by name: attributes and values. */
async function readMeasurements(): Promise<Record<string, [object, unknown][]>> {
  await meters.forceFlush()
  const found = measured.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics))
  return Object.fromEntries(
    found.map(({ descriptor, dataPoints }) => [
      descriptor.name,
      dataPoints.map(({ attributes, value }) => [attributes, typeof value === 'object' ? value.count : value]),
    ]),
  )
}

it('the lifecycle of a video is one trace, with the durations of its work', async () => {
  const { create, pass } = openServer()
  const id = await create()
  await pass(42)
  const recorded = spans.getFinishedSpans()
  expect(recorded.map(({ name }) => name).toSorted()).toEqual([
    'video archive',
    'video archive',
    'video archive',
    'video create',
    'video job',
    'video poll',
  ])
  expect(new Set(recorded.map((span) => span.spanContext().traceId))).toEqual(new Set([id.slice(-32)]))
  const job = spanOf('video job')
  expect(millisecondsOf(job)).toBeCloseTo(42_000)
  expect(job.attributes).toEqual({
    'video.id': id,
    'video.model': 'mini',
    'user.id': 'ada',
    'video.status': 'completed',
  })
  const read = await readMeasurements()
  const bytes = recorded.flatMap(({ attributes: { 'video.variant': variant, 'file.size': size } }) =>
    variant === undefined ? [] : [[{ 'video.variant': variant }, size]],
  )
  expect(bytes).toHaveLength(3)
  expect(read['dailies.archive.written']).toEqual(bytes)
  expect(read).toMatchObject({
    'dailies.job.duration': [[{ 'video.model': 'mini', 'video.status': 'completed' }, 1]],
    'dailies.upstream.duration': [
      [{ 'video.model': 'mini', operation: 'create' }, 1],
      [{ 'video.model': 'mini', operation: 'retrieve' }, 1],
    ],
  })
})

it('a failure has its error code on the span and in the metrics', async () => {
  const { create, pass } = openServer({ faults: [{ kind: 'status', status: 'NSFW' }] })
  await create()
  await pass(42)
  const job = spanOf('video job')
  expect(job.status.code).toBe(SpanStatusCode.ERROR)
  expect(job.attributes).toMatchObject({ 'video.status': 'failed', 'video.is_final': true, 'error.type': 'nsfw' })
  expect((await readMeasurements())['dailies.job.duration']).toEqual([
    [{ 'video.model': 'mini', 'video.status': 'failed', 'error.type': 'nsfw' }, 1],
  ])
})

it('counts rejected requests by route and code, not by path', async () => {
  const { ask } = openServer()
  await ask('/videos/video_1')
  await ask('/videos/video_2')
  await ask('/videos/video_2', { method: 'PUT' })
  expect((await readMeasurements())['dailies.requests.rejected']).toEqual([
    [{ route: 'retrieve', 'http.response.status_code': 404, 'error.type': 'not_found' }, 2],
    [{ route: 'none', 'http.response.status_code': 405, 'error.type': 'method_not_allowed' }, 1],
  ])
})

it('records neither prompt nor API key', async () => {
  const { create, pass, ask } = openServer()
  const id = await create()
  await pass(42)
  await ask(`/videos/${id}/content?variant=nonsense&signature=secret`)
  const recorded = spans.getFinishedSpans().map(({ name, attributes, events }) => ({ name, attributes, events }))
  const text = JSON.stringify([recorded, await readMeasurements()])
  expect(text).toContain(id)
  expect(text).not.toMatch(/lighthouse|secret/)
})

it('the guide contains this file verbatim', () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
  expect(read('../../../../docs/opentelemetry.md')).toContain(`\`\`\`ts\n${read('telemetry.ts')}\`\`\``)
})
