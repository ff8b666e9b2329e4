/** A number that stands for a text, 32 bits wide; the same for the same text (FNV-1a, mixed once more). */
export function hash(text: string): number {
  let state = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193)
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return (state ^ (state >>> 16)) >>> 0
}

/** A chance between 0 and 1 that is the same in every run with the same seed. */
export const chance = (seed: number, purpose: string, count: number): number =>
  hash(`${seed}/${purpose}/${count}`) / 0x1_0000_0000

/** So many hexadecimal digits, the same in every run with the same seed. */
export function hexadecimal(seed: number, purpose: string, digits: number): string {
  let text = ''
  for (let part = 0; text.length < digits; part += 1) {
    text += hash(`${seed}/${purpose}/${part}`).toString(16).padStart(8, '0')
  }
  return text.slice(0, digits)
}
