/* global requestAnimationFrame, performance -- these run in the page */

/** Starts recording frame intervals. */
export const recordFrames = (page) =>
  page.evaluate(() => {
    const recording = { frames: [], isActive: true }
    let last = performance.now()
    const frame = (now) => {
      recording.frames.push(now - last)
      last = now
      if (recording.isActive) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    globalThis.frameRecording = recording
  })

/** Stops recording; returns the mean frame interval, and a function from a quantile (0 to 1) to it, in milliseconds. */
export const stopRecordingFrames = async (page) => {
  const { frames } = await page.evaluate(() => {
    globalThis.frameRecording.isActive = false
    return globalThis.frameRecording
  })
  const sorted = frames.slice(2).sort((a, b) => a - b)
  return {
    mean: sorted.reduce((sum, interval) => sum + interval, 0) / (sorted.length || 1),
    quantile: (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0,
  }
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]

/**
 * For each `pointermove`: the CPU time, in milliseconds, of the main-thread task that handled it and rendered the
 * result.
 */
const taskDurations = (traceEvents) => {
  const moves = traceEvents.filter(({ name, cat }) => name === 'move' && cat === 'blink.user_timing')
  const tasks = traceEvents.filter(({ name, ph }) => ph === 'X' && /(^|::)RunTask$/.test(name))
  return moves.map(({ pid, tid, ts }) => {
    const enclosing = tasks.filter(
      (task) => task.pid === pid && task.tid === tid && task.ts <= ts && ts < task.ts + task.dur,
    )
    return Math.max(...enclosing.map(({ tdur }) => tdur / 1_000))
  })
}

/**
 * Repeats the same pointer moves (a sweep) while the browser records a trace; returns the longest task of a move, in
 * milliseconds. The duration of each move is its median over all sweeps, which removes the noise of other processes and
 * of garbage collection. The Long Tasks API in the page would only report tasks over 50 ms.
 *
 * `warmUp` also moves the pointer after each start of the trace and is not counted, because the first moves of a trace
 * include the allocation of its buffer. The page is idle for a second between warm-up and sweep, so the first move
 * after an idle period counts too.
 */
export const longestTask = async (browser, page, warmUp, sweep, sweeps = 31) => {
  await page.evaluate(() => addEventListener('pointermove', () => performance.mark('move'), { capture: true }))
  const countMoves = () => page.evaluate(() => performance.getEntriesByName('move').length)
  const durations = []
  for (let round = 0; round < sweeps; round += 1) {
    await page.evaluate(() => performance.clearMarks())
    await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] })
    await warmUp()
    const warmUpMoves = await countMoves()
    await page.waitForTimeout(1_000)
    await sweep()
    durations.push(taskDurations(JSON.parse(String(await browser.stopTracing())).traceEvents).slice(warmUpMoves))
  }
  const count = Math.min(...durations.map((moves) => moves.length))
  const medians = Array.from({ length: count }, (_, move) => median(durations.map((moves) => moves[move])))
  return Math.max(...medians)
}
