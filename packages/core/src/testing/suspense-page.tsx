import { VideosProvider } from '@dailies/core/react'
import type { InitialVideos } from '@dailies/core/react'
import { isVideoError } from '@dailies/core'
import type { ReactNode } from 'react'
import { Component, StrictMode, Suspense } from 'react'
import { PageCache } from './render-hook-in-strict-mode'
import type { Page } from './render-hook-in-strict-mode'

interface BoundaryState {
  error: unknown
}

/** Shows the code of the caught error on a button that retries. */
export class ErrorBoundary extends Component<{ children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { error: undefined }

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === undefined) return this.props.children
    return (
      <button type="button" onClick={() => this.setState({ error: undefined })}>
        {isVideoError(error) ? error.code : String(error)}
      </button>
    )
  }
}

/** A page as in an app: provider, error boundary, Suspense, content. */
export const SuspensePage = ({
  videos,
  environment,
  initial,
  children,
}: Page & { initial?: InitialVideos; children: ReactNode }): ReactNode => (
  <StrictMode>
    <PageCache>
      <VideosProvider client={videos} environment={environment} initial={initial}>
        <ErrorBoundary>
          <Suspense fallback={<i>waiting</i>}>{children}</Suspense>
        </ErrorBoundary>
      </VideosProvider>
    </PageCache>
  </StrictMode>
)
