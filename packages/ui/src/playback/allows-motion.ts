/** Whether a video may start by itself: not if the system asks for reduced motion or less data. */
export const allowsMotion = (): boolean => {
  const connection = 'connection' in navigator ? navigator.connection : undefined
  const savesData = typeof connection === 'object' && connection && 'saveData' in connection && connection.saveData
  return !savesData && globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches === false
}
