import type { Video } from '@dailies/core'

const maxLength = 50

/** The name of a frame's file: the beginning of the prompt and the time, without characters that file systems reject. */
export const nameOfFrame = ({ id, prompt }: Video, seconds: number): string => {
  const words = (prompt ?? '').replaceAll(/[\p{C}"*/:<>?\\|%.]+/gu, ' ').replaceAll(/\s+/g, ' ')
  const title = [...words].slice(0, maxLength).join('').trim() || id
  return `${title} ${seconds.toFixed(2)}s.png`
}
