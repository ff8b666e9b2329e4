/** How long work may take, and what happens when it takes longer. */
export interface TimeoutOptions<T> {
  /** In milliseconds, from the call or from the last `restart`. */
  timeoutMs: number
  /** Makes the error of a timeout. */
  timeoutError: () => Error
  /** Aborts the work from outside. */
  signal?: AbortSignal | undefined
  /**
   * How long aborted work may take to end, in milliseconds: the caller then knows that it has no effect any more.
   * @default 0
   */
  graceMs?: number | undefined
  /** Receives a result that arrives after the timeout or the abort, to release or to save it. */
  onLate?: ((result: T) => void) | undefined
}

/**
 * Races work against its own timer. The work receives a signal, which is aborted when the time is over, but the result
 * does not depend on whether the work respects it: a slot, a lease or a response that waits for it is free in any case.
 *
 * An abort of the outer signal also reaches the work after it has resolved, because a response may still be streaming.
 *
 * @param work receives the signal, and a function that restarts the timer after progress
 */
export function withTimeout<T>(
  work: (signal: AbortSignal, restart: () => void) => Promise<T>,
  { timeoutMs, timeoutError, signal: outer, graceMs = 0, onLate }: TimeoutOptions<T>,
): Promise<T> {
  const controller = new AbortController()
  return new Promise((resolve, reject) => {
    let isOver = false
    let endsAt = performance.now() + timeoutMs
    let timer: ReturnType<typeof setTimeout> | undefined

    const settle = (): boolean => {
      if (isOver) return false
      clearTimeout(timer)
      return (isOver = true)
    }
    const fail = (reason: unknown): void => void (settle() && reject(reason))
    const abort = (reason: unknown): void => {
      if (graceMs === 0) fail(reason)
      else if (!isOver) {
        clearTimeout(timer)
        timer = setTimeout(() => fail(reason), graceMs)
      }
      controller.abort(reason)
    }
    const onTimer = (): void => {
      const left = endsAt - performance.now()
      if (left > 0) timer = setTimeout(onTimer, Math.ceil(left))
      else abort(timeoutError())
    }
    timer = setTimeout(onTimer, timeoutMs)
    if (outer?.aborted) return fail(outer.reason)
    outer?.addEventListener('abort', () => abort(outer.reason), { once: true })

    // A work that throws instead of rejecting is a rejection, too.
    new Promise<T>((started) => started(work(controller.signal, () => (endsAt = performance.now() + timeoutMs)))).then(
      (result) => (settle() ? resolve(result) : onLate?.(result)),
      // The error of aborted work is the abort, however the work words it.
      (error: unknown) => fail(controller.signal.aborted ? controller.signal.reason : error),
    )
  })
}

/**
 * The same for work that receives no signal, such as a call of a store: it costs a timer and a promise, where a signal
 * would cost as much as the rest of a read.
 */
export const settleInTime = <T>(
  work: () => Promise<T>,
  { timeoutMs, timeoutError }: Pick<TimeoutOptions<T>, 'timeoutMs' | 'timeoutError'>,
): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(timeoutError()), timeoutMs)
    work().then(
      (result) => {
        clearTimeout(timer)
        resolve(result)
      },
      (error: unknown) => {
        clearTimeout(timer)
        // oxlint-disable-next-line prefer-promise-reject-errors -- passed on as it is
        reject(error)
      },
    )
  })
