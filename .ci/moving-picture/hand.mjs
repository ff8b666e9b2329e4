/** Draws a pointer where the mouse is: a browser without a window has none. Runs in the page. */
const drawPointer = () => {
  const pointer = document.createElement('div')
  pointer.popover = 'manual'
  pointer.ariaHidden = 'true'
  Object.assign(pointer.style, {
    position: 'fixed',
    inset: '0 auto auto 0',
    inlineSize: '22px',
    blockSize: '26px',
    margin: '0',
    padding: '0',
    border: '0',
    background: 'none',
    overflow: 'visible',
    pointerEvents: 'none',
    zIndex: '2147483647',
  })
  const space = 'http://www.w3.org/2000/svg'
  const drawing = document.createElementNS(space, 'svg')
  drawing.setAttribute('viewBox', '0 0 22 26')
  const arrow = document.createElementNS(space, 'path')
  arrow.setAttribute('d', 'M2 2v19l5-4.6 3 7.2 3.6-1.5-3-7.1h6.8z')
  arrow.setAttribute('fill', '#fff')
  arrow.setAttribute('stroke', '#000')
  arrow.setAttribute('stroke-width', '1.6')
  drawing.append(arrow)
  pointer.append(drawing)
  let covers = -1
  /** @param {PointerEvent | DragEvent} event */
  const follow = ({ clientX, clientY }) => {
    if (!pointer.isConnected) document.body.append(pointer)
    pointer.style.transform = `translate(${clientX - 2}px, ${clientY - 2}px)`
    // Shown again over what has come into the top layer since.
    const now = document.querySelectorAll(':popover-open, dialog:modal').length
    if (now === covers) return
    if (pointer.matches(':popover-open')) pointer.hidePopover()
    pointer.showPopover()
    covers = document.querySelectorAll(':popover-open, dialog:modal').length
  }
  addEventListener('pointermove', follow, true)
  addEventListener('dragover', follow, true)
}

/**
 * The hand of a visitor: it moves evenly, and one can see where it is.
 *
 * @param {import('playwright-core').Page} page
 */
export async function createHand(page) {
  await page.addInitScript(drawPointer)
  let [x, y] = [560, 520]
  /**
   * @param {number} toX
   * @param {number} toY
   * @param {number} [time] in milliseconds
   */
  const moveTo = async (toX, toY, time = 420) => {
    const [fromX, fromY] = [x, y]
    const start = Date.now()
    for (let share = 0; share < 1;) {
      share = Math.min(1, (Date.now() - start) / time)
      const eased = share * share * (3 - 2 * share)
      x = fromX + (toX - fromX) * eased
      y = fromY + (toY - fromY) * eased
      await page.mouse.move(x, y)
      await page.waitForTimeout(16)
    }
  }
  const pause = () => page.waitForTimeout(200)
  /** @param {import('playwright-core').Locator} target */
  const boxOf = async (target) => {
    await target.scrollIntoViewIfNeeded()
    const box = await target.boundingBox()
    if (!box) throw new Error(`Nothing is there: ${target}`)
    return box
  }
  return {
    moveTo,
    /**
     * Moves to a share of the width and height of something.
     *
     * @param {import('playwright-core').Locator} target
     * @param {{ across?: number, down?: number, time?: number }} [place]
     */
    async over(target, { across = 0.5, down = 0.5, time = 420 } = {}) {
      const box = await boxOf(target)
      await moveTo(box.x + box.width * across, box.y + box.height * down, time)
    },
    /** @param {import('playwright-core').Locator} target */
    async press(target) {
      await this.over(target)
      await page.waitForTimeout(120)
      await page.mouse.down()
      await page.waitForTimeout(60)
      await page.mouse.up()
      await page.waitForTimeout(220)
    },
    /**
     * Drags the thumb of a slider from one share of its width to the next.
     *
     * @param {import('playwright-core').Locator} slider
     * @param {readonly number[]} stops
     */
    async drag(slider, [first = 0, ...stops]) {
      await this.over(slider, { across: first })
      await page.mouse.down()
      for (const across of stops) await this.over(slider, { across, time: 1_100 })
      await page.mouse.up()
    },
    /**
     * Drags a thing to the end of another.
     *
     * @param {import('playwright-core').Locator} thing
     * @param {import('playwright-core').Locator} goal
     */
    async carry(thing, goal) {
      await this.over(thing, { across: 0.4, down: 0.6 })
      await pause()
      await page.mouse.down()
      await this.over(goal, { across: 0.95, time: 1_100 })
      await pause()
      await page.mouse.up()
    },
    /** @param {string} text */
    async type(text) {
      await page.keyboard.type(text, { delay: 18 })
    },
  }
}
