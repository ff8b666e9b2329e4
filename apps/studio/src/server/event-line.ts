import type { ServerEvent } from '@dailies/server'

/** Formats a server event as one line for the terminal. */
export function eventLine(event: ServerEvent): string {
  const duration = `${event.durationMs < 1_000 ? `${Math.round(event.durationMs)} ms` : `${(event.durationMs / 1_000).toFixed(1)} s`}`
  return `${event.type.padEnd(9)} ${about(event)} (${duration})`
}

function about(event: ServerEvent): string {
  switch (event.type) {
    case 'created':
      return `${event.videoId} by ${event.model}, ${event.operation} for ${event.owner}`
    case 'polled':
      return `${event.videoId} ${event.code ?? event.status}`
    case 'completed':
      return `${event.videoId} by ${event.model}`
    case 'failed':
      return `${event.videoId} ${event.code}${event.isFinal ? '' : ', not final'}`
    case 'archived':
      return `${event.videoId} ${event.variant}, ${event.bytes} bytes`
    case 'archiving_failed':
      return `${event.videoId} ${event.operation} of ${event.variant}, ${event.code}: ${event.reason}`
    case 'rejected':
      return `${event.method} ${event.path} with ${event.status} ${event.code}${event.reason === undefined ? '' : `: ${event.reason}`}`
    case 'delivery_failed':
      return `${event.kind} of ${event.videoId}, attempt ${event.attempts}${event.isDead ? ', given up' : ''}: ${event.reason}`
    case 'debit_failed':
      return `${event.videoId} for ${event.owner}: ${event.reason}`
    case 'upstream_missing':
      return `${event.upstreamId} is not connected, and has unfinished videos`
    case 'callback':
      return event.isIgnored ? 'that changes nothing' : 'of a provider: its job is polled now'
    case 'webhook':
      return `${event.eventType}${event.isRepeat ? ', again' : ''}`
  }
}
