import { VideosProvider } from '@dailies/core/react'
import { act, renderHook } from '@testing-library/react'
import type { RenderHookResult } from '@testing-library/react'
import type { ReactNode } from 'react'
import { StrictMode } from 'react'
import { SWRConfig } from 'swr'
import type { VideosClient, Environment } from '@dailies/core'

/** The client and environment of a page. */
export interface Page {
  videos: VideosClient
  environment: Environment
}

/** A page has an SWR cache of its own. In this process SWR's default cache would be shared by all tests of a file. */
export const PageCache = ({ children }: { children: ReactNode }): ReactNode => (
  <SWRConfig value={{ provider: () => new Map() }}>{children}</SWRConfig>
)

/** Wrapper for hooks: StrictMode, and a provider with the real client in front of the sandbox. */
export const inStrictMode =
  ({ videos, environment }: Page) =>
  ({ children }: { children: ReactNode }): ReactNode => (
    <StrictMode>
      <PageCache>
        <VideosProvider client={videos} environment={environment}>
          {children}
        </VideosProvider>
      </PageCache>
    </StrictMode>
  )

/** Renders one hook in that wrapper. */
export const renderInStrictMode = <Result,>(page: Page, hook: () => Result): RenderHookResult<Result, void> =>
  renderHook(hook, { wrapper: inStrictMode(page) })

/** What advances by the clock of a test, and sends requests. */
interface ManualServer {
  advance(seconds: number): Promise<void>
  startedRequests(): number
}

/**
 * Advances both clocks inside `act`, and completes all requests. Effects run when `act` ends, and it does not wait for the
 * requests that they start: a list, for example, follows the capabilities.
 */
export async function turn(server: ManualServer, seconds: number): Promise<void> {
  await act(() => server.advance(seconds))
  let started: number
  do {
    started = server.startedRequests()
    await act(() => server.advance(0))
  } while (server.startedRequests() > started)
}
