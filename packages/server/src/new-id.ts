const hex = (value: number, length: number): string => value.toString(16).padStart(length, '0')

let lastTime = 0

/**
 * A new id of ours. Ids of one process sort by the time of their making, even within a millisecond, so an id is all that a list's cursor
 * needs; and 80 random bits keep them from being guessed.
 */
export function newId(prefix: string, now: number): string {
  // Thousandths of a millisecond leave room to count within one.
  lastTime = Math.max(lastTime + 1, Math.floor(now) * 1_000)
  const random = crypto.getRandomValues(new Uint8Array(10))
  return `${prefix}_${hex(lastTime, 14)}${Array.from(random, (byte) => hex(byte, 2)).join('')}`
}
