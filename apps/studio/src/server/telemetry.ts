import type { ServerEvent } from '@dailies/server'
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, metrics, trace } from '@opentelemetry/api'
import type { Attributes, Context } from '@opentelemetry/api'

/** Records the events of a video server as OpenTelemetry spans and metrics. Without an OpenTelemetry SDK in the process it does nothing. */
export function createTelemetry(): (event: ServerEvent) => void {
  const tracer = trace.getTracer('dailies')
  const meter = metrics.getMeter('dailies')
  const jobs = meter.createHistogram('dailies.job.duration', {
    description: 'Time from the creation of a job to its end.',
    unit: 's',
    advice: { explicitBucketBoundaries: [5, 15, 30, 60, 120, 300, 600, 1_800, 7_200] },
  })
  const upstream = meter.createHistogram('dailies.upstream.duration', {
    description: 'Response time of the upstream.',
    unit: 's',
    advice: { explicitBucketBoundaries: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120, 600] },
  })
  const archived = meter.createCounter('dailies.archive.written', {
    description: 'Bytes written to the archive.',
    unit: 'By',
  })
  const archiveFailures = meter.createCounter('dailies.archive.failures', {
    description: 'Files that could not be copied, read, deleted or made.',
  })
  const deliveryFailures = meter.createCounter('dailies.deliveries.failed', {
    description: 'Calls of onSettled and onDeleted that failed.',
  })
  const rejected = meter.createCounter('dailies.requests.rejected', {
    description: 'Requests that got an error response.',
  })
  const callbacks = meter.createCounter('dailies.callbacks', { description: 'Calls of the URL of a job.' })
  const webhooks = meter.createCounter('dailies.webhooks', { description: 'Verified webhooks.' })

  /** Records one span of a job's trace. Metrics have no owner attribute, because its cardinality is not bounded. */
  function span(
    name: string,
    event: Extract<ServerEvent, { videoId: string }>,
    details: Attributes,
    code?: string,
  ): void {
    const end = Date.now()
    const attributes: Attributes = { 'video.id': event.videoId, 'video.model': event.model, 'user.id': event.owner }
    const newSpan = tracer.startSpan(
      name,
      { kind: SpanKind.CLIENT, startTime: end - event.durationMs, attributes: { ...attributes, ...details } },
      traceOf(event.videoId),
    )
    if (code !== undefined) newSpan.setAttribute('error.type', code).setStatus({ code: SpanStatusCode.ERROR })
    newSpan.end(end)
  }

  return (event) => {
    const seconds = event.durationMs / 1_000
    switch (event.type) {
      case 'created':
        span(`video ${event.operation}`, event, {})
        return upstream.record(seconds, { operation: event.operation, 'video.model': event.model })
      case 'polled': {
        const { model, status, code } = event
        span('video poll', event, { 'video.status': status }, code)
        return upstream.record(seconds, {
          operation: 'retrieve',
          'video.model': model,
          ...(code && { 'error.type': code }),
        })
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
      case 'archiving_failed': {
        const { operation, variant, code } = event
        span('video archive', event, { operation, 'video.variant': variant }, code)
        return archiveFailures.add(1, { operation, 'video.variant': variant, 'error.type': code })
      }
      case 'rejected':
        return rejected.add(1, {
          route: event.route ?? 'none',
          'http.response.status_code': event.status,
          'error.type': event.code,
        })
      case 'delivery_failed':
        return deliveryFailures.add(1, { kind: event.kind, is_dead: event.isDead })
      case 'callback':
        return callbacks.add(1, { is_ignored: event.isIgnored })
      case 'webhook':
        return webhooks.add(1, { type: event.eventType, is_repeat: event.isRepeat })
    }
  }
}

/**
 * Returns the context of a video's trace, which is the same in every process. A video id ends in 34 hexadecimal digits; the trace id is the
 * last 32 of them. The parent span is never recorded, because a job can outlive the process that created it.
 */
function traceOf(videoId: string): Context {
  const [traceId, spanId] = [videoId.slice(-32), videoId.slice(-16)]
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true })
}
