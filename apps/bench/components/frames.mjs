/* global requestAnimationFrame, performance -- these run in the page */

/** Begins to note the intervals between frames. */
export const watchFrames = (page) =>
  page.evaluate(() => {
    const watch = { frames: [], on: true }
    let last = performance.now()
    const frame = (now) => {
      watch.frames.push(now - last)
      last = now
      if (watch.on) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    globalThis.watch = watch
  })

/** Ends it: gives the interval, in milliseconds, that a share of all does not exceed. */
export const framesOf = async (page) => {
  const { frames } = await page.evaluate(() => {
    globalThis.watch.on = false
    return globalThis.watch
  })
  const sorted = frames.slice(2).sort((one, other) => one - other)
  return (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/**
 * Runs something while the browser traces itself: gives the longest task of the page's main thread, in milliseconds of its CPU, so
 * that a busy machine does not count. The page's own observers see only tasks over 50 ms.
 */
export const longestTask = async (browser, page, run) => {
  await browser.startTracing(page, {
    categories: ['toplevel'],
  })
  await run()
  const { traceEvents } = JSON.parse(String(await browser.stopTracing()))
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  const tasks = new Map()
  for (const { name, pid, tid, tdur = 0 } of traceEvents) {
    const thread = `${pid} ${tid}`
    if (!/(^|::)RunTask$/.test(name) || !mains.has(thread)) continue
    tasks.set(thread, [...(tasks.get(thread) ?? []), tdur / 1_000])
  }
  // A spare renderer waits beside the page's own, which is the busy one.
  const [busiest = []] = [...tasks.values()].sort((one, other) => other.length - one.length)
  return Math.max(0, ...busiest)
}
