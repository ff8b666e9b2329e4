import { upstreamSuite } from '@dailies/server/testing'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createReelProvider } from './reel-provider'
import { reelUpstream } from './reel-upstream'

const apiKey = 'reel-key-very-secret'

it('is the example of the guide', () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
  expect(read('../../../../../docs/your-own.md')).toContain(read('reel-upstream.ts'))
})

upstreamSuite('the upstream of the guide', async () => {
  const provider = createReelProvider(apiKey)
  const { state, faults } = provider
  return {
    upstream: reelUpstream({ apiKey, fetch: provider.fetch, now: () => state.now }),
    now: () => state.now,
    advance: async (ms) => void (state.now += ms),
    request: { prompt: 'A lamp.' },
    moderatedPrompt: 'A scene of gore.',
    unknownRef: 'render-0',
    jobs: () => provider.renders.size,
    faults: {
      create_rejected: () => faults.set('POST', 'reject'),
      create_lost: () => faults.set('POST', 'lose'),
      create_unreadable: () => faults.set('POST', 'unreadable'),
      create_hangs: () => faults.set('POST', 'hang'),
      poll_unavailable: () => faults.set('GET', 'unavailable'),
      // It reports an error of its own as a status of 500, never as the end of a job.
      false_failure: undefined,
      poll_hangs: () => faults.set('GET', 'hang'),
      file_hangs: () => faults.set('file', 'hang'),
      file_expired: () => faults.set('file', 'gone'),
      range_ignored: () => faults.set('file', 'whole'),
    },
    linkTo: (url) => (state.link = url),
    linkWithKey: () => (state.linkHasKey = true),
    secrets: [apiKey],
  }
})
