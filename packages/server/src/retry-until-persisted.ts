const firstPause = 50
const longestPause = 5_000
/** How long a store may be away before what it was to record is given up, in milliseconds. */
const patience = 60_000

/**
 * Records what an upstream said of a submission, again and again while the store is away: nobody but us has heard it, and a film that is
 * forgotten is paid for all the same. The lease is renewed meanwhile, as far as the store is there.
 */
export async function retryUntilPersisted<T>(record: () => Promise<T>): Promise<T> {
  for (let pause = firstPause, waited = 0; ; waited += pause, pause = Math.min(longestPause, 2 * pause)) {
    try {
      return await record()
    } catch (error) {
      if (waited >= patience) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}
