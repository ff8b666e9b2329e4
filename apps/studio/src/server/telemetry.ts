import type { ServerEvent } from '@dailies/server'
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, metrics, trace } from '@opentelemetry/api'
import type { Attributes, Context } from '@opentelemetry/api'

/** Tells OpenTelemetry what happens inside a video server, as spans and measurements; free of cost where the process has no SDK. */
export function createTelemetry(): (event: ServerEvent) => void {
  const tracer = trace.getTracer('dailies')
  const meter = metrics.getMeter('dailies')
  const jobs = meter.createHistogram('dailies.job.duration', {
    description: 'From the creation of a job to its end.',
    unit: 's',
    advice: { explicitBucketBoundaries: [5, 15, 30, 60, 120, 300, 600, 1_800, 7_200] },
  })
  const upstream = meter.createHistogram('dailies.upstream.duration', {
    description: 'How long the upstream took to answer.',
    unit: 's',
    advice: { explicitBucketBoundaries: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120, 600] },
  })
  const archived = meter.createCounter('dailies.archive.written', { description: 'Files archived.', unit: 'By' })
  const rejected = meter.createCounter('dailies.requests.rejected', { description: 'Requests answered with an error.' })
  const webhooks = meter.createCounter('dailies.webhooks', { description: 'Webhooks that were verified.' })

  /** One span of a job's trace. Who the owner is stays out of the measurements: there may be very many. */
  function span(name: string, event: Extract<ServerEvent, { videoId: string }>, of: Attributes, code?: string): void {
    const end = Date.now()
    const attributes: Attributes = { 'video.id': event.videoId, 'video.model': event.model, 'user.id': event.owner }
    const told = tracer.startSpan(
      name,
      { kind: SpanKind.CLIENT, startTime: end - event.durationMs, attributes: { ...attributes, ...of } },
      traceOf(event.videoId),
    )
    if (code !== undefined) told.setAttribute('error.type', code).setStatus({ code: SpanStatusCode.ERROR })
    told.end(end)
  }

  return (event) => {
    const seconds = event.durationMs / 1_000
    switch (event.type) {
      case 'created':
        span(`video ${event.verb}`, event, {})
        return upstream.record(seconds, { verb: event.verb, 'video.model': event.model })
      case 'polled': {
        const { model, status, code } = event
        span('video poll', event, { 'video.status': status }, code)
        return upstream.record(seconds, { verb: 'retrieve', 'video.model': model, ...(code && { 'error.type': code }) })
      }
      case 'completed':
        span('video job', event, { 'video.status': 'completed' })
        return jobs.record(seconds, { 'video.model': event.model, 'video.status': 'completed' })
      case 'failed': {
        const { model, code, isFinal } = event
        span('video job', event, { 'video.status': 'failed', 'video.is_final': isFinal }, code)
        return jobs.record(seconds, { 'video.model': model, 'video.status': 'failed', 'error.type': code })
      }
      case 'archived':
        span('video archive', event, { 'video.variant': event.variant, 'file.size': event.bytes })
        return archived.add(event.bytes, { 'video.variant': event.variant })
      case 'rejected':
        return rejected.add(1, {
          route: event.route ?? 'none',
          'http.response.status_code': event.status,
          'error.type': event.code,
        })
      case 'webhook':
        return webhooks.add(1, { type: event.eventType, is_repeat: event.isRepeat })
    }
  }
}

/**
 * The trace that all work on one video belongs to, whichever process did it: an id ends in 34 hexadecimal digits, of which a trace takes 32.
 * Its first span is known by name alone, since a job outlives processes.
 */
function traceOf(videoId: string): Context {
  const [traceId, spanId] = [videoId.slice(-32), videoId.slice(-16)]
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true })
}
