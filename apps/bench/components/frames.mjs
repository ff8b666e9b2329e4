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
 * Repeats the same pointer moves (a sweep) in each of some pages while the browser records a trace; returns the longest
 * task of a move in each page, in milliseconds. The pages take turns, so that what else the machine does falls on all of
 * them. The duration of each move is its median over all sweeps, which removes the noise of other processes and of
 * garbage collection. The Long Tasks API in the page would only report tasks over 50 ms.
 *
 * `throttle` slows a page down, only in its turn: a throttled page takes CPU time from the others even when it is idle.
 * `warmUp` also moves the pointer after each start of the trace and is not counted, because the first moves of a trace
 * include the allocation of its buffer. The page is idle for a second between warm-up and sweep, so the first move
 * after an idle period counts too.
 */
export const longestTasks = async (browser, runs, sweeps) => {
  const durations = runs.map(() => [])
  for (const { page } of runs)
    await page.evaluate(() => addEventListener('pointermove', () => performance.mark('move'), { capture: true }))
  for (let round = 0; round < sweeps; round += 1)
    for (const [index, { page, throttle, warmUp, sweep }] of runs.entries()) {
      await page.bringToFront()
      await throttle(true)
      await page.evaluate(() => performance.clearMarks())
      await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] })
      await warmUp()
      const warmUpMoves = await page.evaluate(() => performance.getEntriesByName('move').length)
      await page.waitForTimeout(1_000)
      await sweep()
      const { traceEvents } = JSON.parse(String(await browser.stopTracing()))
      await throttle(false)
      durations[index].push(taskDurations(traceEvents).slice(warmUpMoves))
    }
  return durations.map((sweepsOfPage) => {
    const count = Math.min(...sweepsOfPage.map((moves) => moves.length))
    return Math.max(...Array.from({ length: count }, (_, move) => median(sweepsOfPage.map((moves) => moves[move]))))
  })
}
