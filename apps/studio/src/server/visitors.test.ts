import { expect, it } from 'vitest'
import { createVisitors } from './visitors'

const visitors = createVisitors('a secret')

const requestWith = (headers: Record<string, string>) => new Request('http://studio', { headers })

it('a returning visitor keeps the same name', () => {
  const [cookie = ''] = visitors.newCookie().split(';')
  const name = visitors.nameOf(requestWith({ cookie }))
  expect(name).toMatch(/^visitor-[\w-]{22}$/)
  expect(visitors.nameOf(requestWith({ cookie: `other=1; ${cookie}; last=2` }))).toBe(name)
})

it('two first visits are two visitors', () => {
  const names = [visitors.newCookie(), visitors.newCookie()].map((cookie) =>
    visitors.nameOf(requestWith({ cookie: cookie.split(';')[0] ?? '' })),
  )
  expect(names[0]).not.toBe(names[1])
})

it('the cookie is HttpOnly and SameSite', () => {
  expect(visitors.newCookie()).toMatch(/; HttpOnly; SameSite=Lax$/)
})

it.each([
  ['of another secret', createVisitors('another secret').newCookie()],
  ['with another name in it', visitors.newCookie().replace(/=..../, '=AAAA')],
  ['without a signature', 'dailies_demo_visitor=someone'],
  ['with an empty signature', 'dailies_demo_visitor=someone.'],
  ['that is something else', 'session=1'],
])('a cookie %s is rejected', (_what, cookie) => {
  expect(visitors.nameOf(requestWith({ cookie }))).toBeNull()
})

it('a script sends its name as a bearer token', () => {
  expect(visitors.nameOf(requestWith({ authorization: 'Bearer demo-ada' }))).toBe('demo-ada')
})

it.each(['Bearer ada', 'Bearer demo-', 'Bearer demo-a b', 'Basic demo-ada', ''])(
  'the authorization "%s" is rejected, whatever the cookie is',
  (authorization) => {
    const [cookie = ''] = visitors.newCookie().split(';')
    expect(visitors.nameOf(requestWith({ authorization, cookie }))).toBeNull()
  },
)
