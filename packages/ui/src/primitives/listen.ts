/** Listens to a target. @returns what ends it, as an effect wants it */
export const listen = (
  target: EventTarget,
  listeners: Record<string, () => void>,
  options?: AddEventListenerOptions,
): (() => void) => {
  for (const [event, listener] of Object.entries(listeners)) target.addEventListener(event, listener, options)
  return () => {
    for (const [event, listener] of Object.entries(listeners)) target.removeEventListener(event, listener, options)
  }
}
