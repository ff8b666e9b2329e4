/** Keeps a timer from keeping the process alive, on Node; elsewhere it does nothing. */
export function unref<T>(timer: T): T {
  if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function')
    timer.unref()
  return timer
}
