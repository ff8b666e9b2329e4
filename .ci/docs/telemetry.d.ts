import type { ServerEvent } from '@dailies/server'

export function createTelemetry(): (event: ServerEvent) => void
