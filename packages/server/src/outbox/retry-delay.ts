const firstDelayMs = 1_000
const maxDelayMs = 900_000

/** The wait before the next delivery after so many failed ones: it doubles from a second up to a quarter of an hour. */
export const retryDelayMs = (attempts: number): number => Math.min(maxDelayMs, firstDelayMs * 2 ** (attempts - 1))
