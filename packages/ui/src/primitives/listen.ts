/** Adds event listeners to a target. @returns a cleanup function for `useEffect` */
export const listen = (
  target: EventTarget,
  listeners: Record<string, (event: Event) => void>,
  options?: AddEventListenerOptions,
): (() => void) => {
  for (const [event, listener] of Object.entries(listeners)) target.addEventListener(event, listener, options)
  return () => {
    for (const [event, listener] of Object.entries(listeners)) target.removeEventListener(event, listener, options)
  }
}
