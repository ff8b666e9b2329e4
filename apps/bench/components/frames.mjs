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

const middle = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]

/** For each `pointermove`, the task of the page's main thread that handled it and drew what came of it, in milliseconds of its CPU. */
const tasksOfMoves = (traceEvents) => {
  const moves = traceEvents.filter(({ name, cat }) => name === 'move' && cat === 'blink.user_timing')
  const tasks = traceEvents.filter(({ name, ph }) => ph === 'X' && /(^|::)RunTask$/.test(name))
  return moves.map(({ pid, tid, ts }) => {
    const around = tasks.filter(
      (task) => task.pid === pid && task.tid === tid && task.ts <= ts && ts < task.ts + task.dur,
    )
    return Math.max(...around.map(({ tdur }) => tdur / 1_000))
  })
}

/**
 * Sweeps several times over the same moves while the browser traces itself: gives the longest task of a move, where each move counts as
 * the middle of its sweeps, so that what the machine did meanwhile does not count, and what the move itself costs does. The browser's
 * own collection of garbage falls on any move. The page's own observers see only tasks over 50 ms.
 *
 * `begin` moves too, after each start of the trace, and is not counted: the first moves of a trace pay for the memory it is written to.
 * Between it and the sweep the page rests for a second, so that the first move after a rest counts as any other.
 */
export const longestTask = async (browser, page, begin, sweep, sweeps = 31) => {
  await page.evaluate(() => addEventListener('pointermove', () => performance.mark('move'), { capture: true }))
  const countMoves = () => page.evaluate(() => performance.getEntriesByName('move').length)
  const costs = []
  for (let round = 0; round < sweeps; round += 1) {
    await page.evaluate(() => performance.clearMarks())
    await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] })
    await begin()
    const begun = await countMoves()
    await page.waitForTimeout(1_000)
    await sweep()
    costs.push(tasksOfMoves(JSON.parse(String(await browser.stopTracing())).traceEvents).slice(begun))
  }
  const count = Math.min(...costs.map((moves) => moves.length))
  const middles = Array.from({ length: count }, (_, move) => middle(costs.map((moves) => moves[move])))
  return Math.max(...middles)
}
