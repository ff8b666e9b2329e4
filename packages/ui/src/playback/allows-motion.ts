import { listen } from '../primitives'

const reducedMotion = '(prefers-reduced-motion: reduce)'
const reducedData = '(prefers-reduced-data: reduce)'

/** Whether videos may start by themselves: the system asks for neither reduced motion nor less data. */
export const allowsMotion = (): boolean => {
  const connection = 'connection' in navigator ? navigator.connection : undefined
  const savesData = typeof connection === 'object' && connection && 'saveData' in connection && connection.saveData
  const isOff = (query: string) => globalThis.matchMedia?.(query).matches === false
  return !savesData && isOff(reducedMotion) && isOff(reducedData)
}

/** Calls the listener when the preferences of the system change; returns the unsubscribe function. */
export const onMotionChange = (listener: () => void): (() => void) => {
  const ends = [reducedMotion, reducedData].map((query) => {
    const list = globalThis.matchMedia?.(query)
    return list ? listen(list, { change: listener }) : () => {}
  })
  return () => ends.forEach((end) => end())
}
