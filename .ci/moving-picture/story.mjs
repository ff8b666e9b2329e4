const shot = 'A red car on a desert road'
const nextShot = 'A red car in the city at night'

/**
 * What the picture tells, as a visitor does it.
 *
 * @param {object} stage
 * @param {import('playwright-core').Page} stage.page
 * @param {Awaited<ReturnType<typeof import('./hand.mjs').createHand>>} stage.hand
 * @param {() => ReturnType<typeof import('./recorder.mjs').createRecorder>} stage.record
 */
export async function playStory({ page, hand, record }) {
  const form = page.getByRole('form', { name: 'New video' })
  const prompt = page.getByRole('textbox', { name: 'Prompt' })
  const generate = page.getByRole('button', { name: /^Generate/ })
  const shots = page.locator('.dl-storyboard-shot')
  const pause = (/** @type {number} */ time) => page.waitForTimeout(time)
  const completed = async (/** @type {number} */ count) => {
    for (let done = 0; done < count; await pause(300)) {
      done = await page.evaluate(async () => {
        const { data } = await (await fetch('/api/videos')).json()
        return data.filter((/** @type {{ status: string }} */ { status }) => status === 'completed').length
      })
    }
  }

  await hand.moveTo(600, 560, 50)
  const recorder = await record()
  await pause(400)

  // One prompt, four takes.
  await hand.press(prompt)
  await hand.type(shot)
  await hand.press(form.getByText('×4', { exact: true }))
  await hand.press(generate)
  await hand.press(page.locator('[data-action="takes"]'))
  await hand.moveTo(800, 500, 500)
  await pause(3_000)
  await recorder.cut(async () => {
    await completed(4)
    await pause(1_500)
  })
  await pause(900)

  // In step.
  await hand.press(page.locator('[data-action="compare"]').first())
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await pause(1_500)
  await hand.drag(dialog.getByRole('slider').last(), [0.2, 0.8, 0.4])
  await pause(300)

  // One is kept, and becomes a shot.
  await hand.press(dialog.getByRole('button', { name: /^Keep/ }).nth(1))
  await shots.first().waitFor()
  await pause(900)

  // The next one begins with its last frame.
  await hand.press(page.getByRole('button', { name: 'Next shot from the last frame' }))
  await pause(700)
  await hand.press(prompt)
  await hand.type(nextShot)
  await hand.press(form.getByText('×1', { exact: true }))
  await hand.press(generate)
  await hand.moveTo(800, 300, 400)
  await pause(1_800)
  await recorder.cut(async () => {
    await completed(5)
    await pause(1_500)
  })

  // Both play as one.
  await hand.carry(page.locator('.dl-card .dl-media').first(), shots.last())
  await shots.nth(1).waitFor()
  await pause(400)
  await hand.press(page.locator('.dl-storyboard').getByRole('button', { name: 'Play' }))
  await hand.moveTo(900, 420, 500)
  await pause(5_000)
  return recorder.stop()
}
