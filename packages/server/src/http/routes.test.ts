import { expect, it } from 'vitest'
import { allowOf, matchRoute, resolveRoute } from './routes'

const route = (method: string, pathname: string, basePath?: string) =>
  resolveRoute(matchRoute(pathname, basePath), { method })

it.each([
  ['GET', '/videos', 'list', '', ''],
  ['POST', '/api/videos/', 'create', '/api', ''],
  ['HEAD', '/api/videos/video_1', 'retrieve', '/api', 'video_1'],
  ['DELETE', '/a/b/videos/video_1', 'delete', '/a/b', 'video_1'],
  ['POST', '/videos/api/videos/video_1/remix', 'remix', '/videos/api', 'video_1'],
  ['GET', '/my-videos/videos/video_1/content', 'content', '/my-videos', 'video_1'],
  ['POST', '/videos/edits', 'edit', '', ''],
  ['POST', '/videos/extensions', 'extend', '', ''],
  ['GET', '/videos/capabilities', 'capabilities', '', ''],
  ['GET', '/videos/events', 'events', '', ''],
  ['POST', '/videos/webhook', 'webhook', '', ''],
])('%s %s is %s, mounted at "%s"', (method, pathname, name, mount, id) => {
  expect(route(method, pathname)).toEqual({ name, mount, id, shareId: '' })
})

it.each(['/', '/video', '/videos-of-others', '/videos/a/likes', '/videos/a/content/b', '/videosvideos'])(
  '%s does not match',
  (pathname) => expect(matchRoute(pathname, undefined)).toBeUndefined(),
)

it.each([
  ['/api', '/api/videos', '/api'],
  ['/api/', '/api/videos', '/api'],
  ['', '/videos', ''],
  ['/', '/videos', ''],
])('with basePath "%s" %s is mounted at "%s"', (basePath, pathname, mount) => {
  expect(route('GET', pathname, basePath)).toEqual({ name: 'list', mount, id: '', shareId: '' })
})

it('with basePath, only a path directly below it matches', () => {
  expect(route('GET', '/videos/videos', '')).toEqual({ name: 'retrieve', mount: '', id: 'videos', shareId: '' })
  for (const pathname of ['/other/videos', '/apivideos', '/api', '/api/x/videos'])
    expect(matchRoute(pathname, '/api')).toBeUndefined()
})

it('a method that a path does not support is rejected with the allowed methods', () => {
  const match = matchRoute('/videos/video_1', undefined)
  expect(match && allowOf(match)).toBe('GET, POST, DELETE, HEAD, OPTIONS')
  for (const method of ['PUT', 'constructor'])
    expect(() => resolveRoute(match, { method })).toThrow(/GET, POST, DELETE, HEAD, OPTIONS/)
})

it.each([
  ['POST', '/api/videos/video_1/shares', { name: 'share', id: 'video_1', shareId: '' }],
  ['DELETE', '/api/videos/video_1/shares/share_1', { name: 'deleteShare', id: 'video_1', shareId: 'share_1' }],
  ['GET', '/api/videos/shared/token/content/', { name: 'sharedContent', id: 'token', shareId: '' }],
  ['GET', '/api/videos/shared/content', { name: 'shared', id: 'content', shareId: '' }],
])('%s %s is a route of shares', (method, pathname, expected) => {
  expect(route(method, pathname, '/api')).toEqual({ mount: '/api', ...expected })
})

it.each(['/api/videos/shared/token/remix', '/api/videos/video_1/shares/share_1/x', '/api/videos/video_1/content/x'])(
  '%s is no route',
  (pathname) => expect(matchRoute(pathname, '/api')).toBeUndefined(),
)
