import { VideosProvider } from '@dailies/core/react'
import { act, renderHook } from '@testing-library/react'
import type { RenderHookResult } from '@testing-library/react'
import type { ReactNode } from 'react'
import { StrictMode } from 'react'
import type { VideosClient, Environment } from '@dailies/core'

/** What a page stands on. */
export interface Page {
  videos: VideosClient
  environment: Environment
}

/** Everything hooks stand in: StrictMode, and a provider of the real client in front of the sandbox. */
export const inStrictMode =
  ({ videos, environment }: Page) =>
  ({ children }: { children: ReactNode }): ReactNode => (
    <StrictMode>
      <VideosProvider client={videos} environment={environment}>
        {children}
      </VideosProvider>
    </StrictMode>
  )

/** Renders one hook so. */
export const renderInStrictMode = <Result,>(page: Page, hook: () => Result): RenderHookResult<Result, void> =>
  renderHook(hook, { wrapper: inStrictMode(page) })

/** Turns both clocks inside act. */
export const turn = (far: { advance(seconds: number): Promise<void> }, seconds: number): Promise<void> =>
  act(() => far.advance(seconds))
