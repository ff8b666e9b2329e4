import axe from 'axe-core'
import { page, userEvent } from 'vitest/browser'
import { afterEach } from 'vitest'
import { compareScreenshots } from './screenshots'
import { controlsWithoutFocusRing } from './visible-focus'

declare module 'vitest' {
  interface TaskMeta {
    /** Set by Storybook's test runner. */
    storyId?: string
  }
}

// The axe rules whose result depends on theme, direction or width: colours, positions and sizes. Names, roles and
// structure are checked once, by the a11y addon, when the story has ended.
const rules = ['color-contrast', 'link-in-text-block', 'target-size']

/** The page settings that a user can choose. `zoom` applies to text only. */
interface Setting {
  theme: 'light' | 'dark' | 'brand'
  direction: 'ltr' | 'rtl'
  width: 1200 | 320
  zoom?: '200%'
}

const settings: Setting[] = [
  { theme: 'dark', direction: 'ltr', width: 1200, zoom: '200%' },
  { theme: 'light', direction: 'rtl', width: 320 },
  { theme: 'brand', direction: 'ltr', width: 320 },
]

// The page of a test has no margin, unlike the page of an app.
Object.assign(document.body.style, { margin: '0', padding: '16px', blockSize: 'auto' })

// Checks each story in its final state. Mounting it again for each setting would take four times as long.
afterEach(async ({ task }) => {
  if (task.result?.errors?.length) return
  const { documentElement: root } = document
  root.dataset['motion'] = 'reduced'
  await compareScreenshots(task.meta.storyId ?? '')
  const problems: string[] = []
  for (const { theme, direction, width, zoom = '' } of settings) {
    if (innerWidth !== width) await page.viewport(width, width === 320 ? 640 : 900)
    Object.assign(root.dataset, { theme })
    root.dir = direction
    root.style.fontSize = zoom
    const messages = [...overflowing(), ...(await violations())]
    problems.push(...messages.map((message) => `${[theme, direction, width, zoom].join(' ')}: ${message}`))
  }
  await userEvent.keyboard('{Shift}')
  problems.push(...controlsWithoutFocusRing())
  if (problems.length > 0) throw new Error(`This story has accessibility problems:\n${problems.join('\n')}`)
})

async function violations(): Promise<string[]> {
  const results = await axe.run(document.body, {
    runOnly: rules,
    rules: { 'target-size': { enabled: true } },
    resultTypes: ['violations'],
  })
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id} ${target.join(' ')} ${failureSummary.split('\n')[1] ?? ''}`),
  )
}

/** Reports horizontal overflow of the page, and controls that lie outside the window. */
function overflowing(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement
  const outside = [...document.querySelectorAll('button, a, input, select, textarea, [role=slider]')].filter(
    (control) => {
      const { left, right, width } = control.getBoundingClientRect()
      return width > 1 && (left < -1 || right > clientWidth + 1)
    },
  )
  return [
    ...(scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide in a window of ${clientWidth} px`] : []),
    ...outside.map((control) => `outside the window: ${control.outerHTML.slice(0, 120)}`),
  ]
}
