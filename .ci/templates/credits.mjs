import { setTimeout as wait } from 'node:timers/promises'
import { generateVideo, openPage, playCard } from '../play-video.mjs'

/** Signs a new user up, and returns how this user asks. */
async function signUp(url, email) {
  const send = (path, init = {}) => fetch(`${url}${path}`, { ...init, headers: { origin: url, ...init.headers } })
  const json = { 'content-type': 'application/json' }
  const body = JSON.stringify({ email, password: 'a-long-password', name: email })
  const response = await send('/api/auth/sign-up/email', { method: 'POST', headers: json, body })
  if (!response.ok) throw new Error(`The sign-up was answered with ${response.status}: ${await response.text()}`)
  const cookie = response.headers.getSetCookie().map((each) => each.split(';')[0])
  const asUser = (path, init = {}) => send(path, { ...init, headers: { cookie: cookie.join('; '), ...init.headers } })
  return {
    balance: async () => (await (await asUser('/api/credits')).json()).credits,
    create: (prompt) => asUser('/api/videos', { method: 'POST', headers: json, body: JSON.stringify({ prompt }) }),
    list: async () => (await (await asUser('/api/videos')).json()).data,
  }
}

const expectEqual = (what, found, expected) => {
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new Error(`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}.`)
}

/** A new account has three credits; a video takes one, and a failed one gives it back. All of it in the page. */
const checkPage = (url) =>
  openPage(url, async (page) => {
    const shows = (text) => page.locator('output', { hasText: new RegExp(`^${text}$`) }).waitFor({ timeout: 30_000 })
    await page.getByRole('textbox', { name: 'E-mail' }).fill('ada@example.com')
    await page.getByLabel('Password').fill('a-long-password')
    await page.getByRole('button', { name: 'Create an account' }).click()
    await shows('3 credits')
    await generateVideo(page, 'A brass lamp on a desk')
    await shows('2 credits')
    await playCard(page, 'A brass lamp on a desk')
    await page.keyboard.press('Escape')
    await generateVideo(page, 'Too much gore')
    await shows('1 credit')
    await page.locator('.dl-card[data-status="failed"]').waitFor({ timeout: 30_000 })
    await shows('2 credits')
  })

/** Of three creates at the same time, a balance of one pays one. */
async function checkParallelCreates(url) {
  const { balance, create, list } = await signUp(url, 'bob@example.com')
  expectEqual('The credits of a new user', await balance(), 3)
  expectEqual('A create that the provider rejects', (await create('Contraband on a table')).status, 400)
  for (let waited = 0; (await balance()) !== 3 && waited < 50; waited += 1) await wait(100)
  expectEqual('The credits after a rejection', await balance(), 3)
  expectEqual('Two creates', [(await create('One')).status, (await create('Two')).status], [200, 200])
  expectEqual('The credits after two creates', await balance(), 1)
  const three = await Promise.all(['Three', 'Four', 'Five'].map((prompt) => create(prompt)))
  expectEqual('Three creates at once', three.map(({ status }) => status).toSorted(), [200, 402, 402])
  expectEqual('The credits at the end', await balance(), 0)
  expectEqual('The videos of this user', (await list()).length, 3)
}

/** Signed out, and as another user, there is nothing to see. */
async function checkSignedOut(url) {
  const statuses = await Promise.all(
    ['/api/credits', '/api/videos'].map(async (path) => (await fetch(`${url}${path}`)).status),
  )
  expectEqual('Signed out', statuses, [401, 401])
  expectEqual('The videos of another user', await (await signUp(url, 'eve@example.com')).list(), [])
}

export async function checkCredits(url) {
  await checkPage(url)
  await checkParallelCreates(url)
  await checkSignedOut(url)
}
