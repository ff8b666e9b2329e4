/**
 * @typedef {object} Recorded
 * @property {Buffer} image a JPEG
 * @property {number} at in milliseconds of the recording, without what was cut
 */

/**
 * Records what a page shows, each time it changes. Chromium sends frames with their times, so that a slow machine gives fewer
 * frames, not slower ones.
 *
 * @param {import('playwright-core').Page} page
 */
export async function createRecorder(page) {
  const session = await page.context().newCDPSession(page)
  /** @type {Recorded[]} */
  const frames = []
  let isCut = false
  let cutFrom = 0
  let cutTime = 0
  let lastTime = 0
  session.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    void session.send('Page.screencastFrameAck', { sessionId })
    lastTime = (metadata.timestamp ?? Date.now() / 1_000) * 1_000
    if (!isCut) frames.push({ image: Buffer.from(data, 'base64'), at: lastTime - cutTime })
  })
  await session.send('Page.startScreencast', { format: 'jpeg', quality: 95, everyNthFrame: 1 })
  return {
    /**
     * Leaves out the time that `wait` takes.
     *
     * @param {() => Promise<unknown>} wait
     */
    async cut(wait) {
      cutFrom = Date.now()
      isCut = true
      await wait()
      cutTime += Date.now() - cutFrom
      isCut = false
    },
    /** Ends the recording, whose last frame stays as long as the page has shown it. */
    async stop() {
      const end = Date.now() - cutTime
      await session.send('Page.stopScreencast')
      const [first] = frames
      if (!first) throw new Error('The page was not recorded.')
      return { frames: frames.map(({ image, at }) => ({ image, at: at - first.at })), end: end - first.at }
    },
  }
}
