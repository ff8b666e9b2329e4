import axe from 'axe-core'
import { page, userEvent } from 'vitest/browser'
import { afterEach } from 'vitest'
import { compareScreenshots } from './screenshots'
import { unfocused } from './visible-focus'

declare module 'vitest' {
  interface TaskMeta {
    /** Put there by Storybook's runner. */
    storyId?: string
  }
}

// What a theme, a direction or a width can change: colours, places and sizes. Names, roles and structure were looked at when the
// story ended, in the theme it has.
const rules = ['color-contrast', 'link-in-text-block', 'target-size']

/** The page as a reader may have set it. `zoom` is of the text alone. */
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

// The page of a test has no margin of its own, as a page of an app has.
Object.assign(document.body.style, { margin: '0', padding: '16px', blockSize: 'auto' })

// Each story once more, as it stands when it has ended: mounted anew four times it would cost four times as much.
afterEach(async ({ task }) => {
  if (task.result?.errors?.length) return
  const { documentElement: root } = document
  root.dataset['motion'] = 'reduced'
  await compareScreenshots(task.meta.storyId ?? '')
  const found: string[] = []
  for (const { theme, direction, width, zoom = '' } of settings) {
    if (innerWidth !== width) await page.viewport(width, width === 320 ? 640 : 900)
    Object.assign(root.dataset, { theme })
    root.dir = direction
    root.style.fontSize = zoom
    const what = [...overflowing(), ...(await violations())]
    found.push(...what.map((each) => `${[theme, direction, width, zoom].join(' ')}: ${each}`))
  }
  await userEvent.keyboard('{Shift}')
  found.push(...unfocused())
  if (found.length > 0) throw new Error(`Not everybody can use this story:\n${found.join('\n')}`)
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

/** What makes the page wider than the window, or can be pressed but lies outside of it. */
function overflowing(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement
  const outside = [...document.querySelectorAll('button, a, input, select, textarea, [role=slider]')].filter(
    (control) => {
      const { left, right, width } = control.getBoundingClientRect()
      return width > 1 && (left < -1 || right > clientWidth + 1)
    },
  )
  return [
    ...(scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide in ${clientWidth}`] : []),
    ...outside.map((control) => `outside of the window: ${control.outerHTML.slice(0, 120)}`),
  ]
}
