import { createSandbox } from '@dailies/sandbox'
import type { Fault, Sandbox, SandboxOptions } from '@dailies/sandbox'
import type { CreateVideo } from '@dailies/core'
import type { Json, Upstream } from '../upstream/upstream'
import type { UpstreamFault, UpstreamTestBed } from './upstream-suite'

/** The API key of the sandbox, which must not appear anywhere. */
export const bedKey = 'sk-test-bed-very-secret'

/** What differs between the APIs of the sandbox. */
export interface SandboxTestBedOptions {
  upstream: (sandbox: Sandbox) => Upstream
  sandbox?: Partial<SandboxOptions>
  request?: Partial<CreateVideo>
  unknownRef: Json
  /** The fault of the sandbox for each fault of the suite; a missing one is the usual one. */
  faults?: Partial<Record<UpstreamFault, Fault | undefined>>
  /** Whether responses name the URL of the file. */
  hasLinks: boolean
}

const usualFaults: Record<UpstreamFault, Fault> = {
  // The provider repeats the key, which the upstream must remove.
  create_rejected: { kind: 'error', on: 'create', status: 400, message: `The request of ${bedKey} is invalid.` },
  create_lost: { kind: 'drop', on: 'create', takesEffect: true },
  create_unreadable: { kind: 'html', on: 'create', status: 200, takesEffect: true },
  create_hangs: { kind: 'hang', on: 'create' },
  poll_unavailable: { kind: 'error', on: 'retrieve', status: 503, retryAfter: 1, message: `No room for ${bedKey}.` },
  false_failure: { kind: 'false_failure' },
  poll_hangs: { kind: 'hang', on: 'retrieve' },
  file_hangs: { kind: 'hang', on: ['content', 'media'] },
  file_expired: { kind: 'expired' },
  range_ignored: { kind: 'whole' },
}

/** A test bed on the sandbox, with a manual clock. */
export function openSandboxTestBed(options: SandboxTestBedOptions): UpstreamTestBed {
  const sandbox = createSandbox({ clock: 'manual', apiKey: bedKey, jobDurationMs: 8_000, ...options.sandbox })
  const faults = { ...usualFaults, ...options.faults }
  const inject = (name: UpstreamFault) => {
    const fault = faults[name]
    return fault && (() => sandbox.faults.add({ times: 1, ...fault }))
  }
  return {
    upstream: options.upstream(sandbox),
    now: () => sandbox.now() * 1_000,
    advance: (ms) => sandbox.advance(ms / 1_000),
    request: { prompt: 'A lamp.', ...options.request },
    moderatedPrompt: 'A scene of gore.',
    unknownRef: options.unknownRef,
    jobs: () => sandbox.counters.creates,
    faults: Object.fromEntries(
      (Object.keys(usualFaults) as UpstreamFault[]).map((name) => [name, inject(name)]),
    ) as UpstreamTestBed['faults'],
    linkTo: options.hasLinks ? (url) => sandbox.faults.add({ kind: 'link', url }) : undefined,
    linkWithKey: options.hasLinks ? () => sandbox.faults.add({ kind: 'keyed_link' }) : undefined,
    secrets: [bedKey],
  }
}
