import { expect, it } from 'vitest'
import { createVisitors } from './visitors'

const visitors = createVisitors('a secret')

const asking = (headers: Record<string, string>) => new Request('http://studio', { headers })

it('a visitor comes back under the same name', () => {
  const [cookie = ''] = visitors.newCookie().split(';')
  const name = visitors.nameOf(asking({ cookie }))
  expect(name).toMatch(/^visitor-[\w-]{22}$/)
  expect(visitors.nameOf(asking({ cookie: `other=1; ${cookie}; last=2` }))).toBe(name)
})

it('two first visits are two visitors', () => {
  const names = [visitors.newCookie(), visitors.newCookie()].map((cookie) =>
    visitors.nameOf(asking({ cookie: cookie.split(';')[0] ?? '' })),
  )
  expect(names[0]).not.toBe(names[1])
})

it('the cookie is out of reach of scripts and of other sites', () => {
  expect(visitors.newCookie()).toMatch(/; HttpOnly; SameSite=Lax$/)
})

it.each([
  ['of another secret', createVisitors('another secret').newCookie()],
  ['with another name in it', visitors.newCookie().replace(/=..../, '=AAAA')],
  ['without a signature', 'dailies_demo_visitor=someone'],
  ['with an empty signature', 'dailies_demo_visitor=someone.'],
  ['that is something else', 'session=1'],
])('a cookie %s names nobody', (_what, cookie) => {
  expect(visitors.nameOf(asking({ cookie }))).toBeNull()
})

it('a script names itself', () => {
  expect(visitors.nameOf(asking({ authorization: 'Bearer demo-ada' }))).toBe('demo-ada')
})

it.each(['Bearer ada', 'Bearer demo-', 'Bearer demo-a b', 'Basic demo-ada', ''])(
  'the authorization "%s" names nobody, whatever the cookie says',
  (authorization) => {
    const [cookie = ''] = visitors.newCookie().split(';')
    expect(visitors.nameOf(asking({ authorization, cookie }))).toBeNull()
  },
)
