import { VideosProvider } from '@dailies/core/react'
import { act, renderHook } from '@testing-library/react'
import type { RenderHookResult } from '@testing-library/react'
import type { ReactNode } from 'react'
import { StrictMode } from 'react'
import type { SandboxClient } from './sandbox-client'

/** Everything hooks stand in: StrictMode, and a provider of the real client in front of the sandbox. */
export const inStrictMode =
  ({ videos, world }: SandboxClient) =>
  ({ children }: { children: ReactNode }): ReactNode => (
    <StrictMode>
      <VideosProvider client={videos} world={world}>
        {children}
      </VideosProvider>
    </StrictMode>
  )

/** Renders one hook so. */
export const renderInStrictMode = <Result,>(far: SandboxClient, hook: () => Result): RenderHookResult<Result, void> =>
  renderHook(hook, { wrapper: inStrictMode(far) })

/** Turns both clocks inside act. */
export const turn = (far: SandboxClient, seconds: number): Promise<void> => act(() => far.advance(seconds))
