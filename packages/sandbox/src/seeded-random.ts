/** A 32-bit hash of a text (FNV-1a with a final mix). */
export function hash(text: string): number {
  let state = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193)
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return (state ^ (state >>> 16)) >>> 0
}

/** A pseudo-random number from 0 to 1, deterministic for a seed. */
export const seededRandom = (seed: number, purpose: string, count: number): number =>
  hash(`${seed}/${purpose}/${count}`) / 0x1_0000_0000

/** Pseudo-random hexadecimal digits, deterministic for a seed. */
export function hexadecimal(seed: number, purpose: string, digits: number): string {
  let text = ''
  for (let part = 0; text.length < digits; part += 1) {
    text += hash(`${seed}/${purpose}/${part}`).toString(16).padStart(8, '0')
  }
  return text.slice(0, digits)
}
