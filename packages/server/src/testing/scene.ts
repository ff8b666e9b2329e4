import type { Video } from '@dailies/core'
import type { ServerEvent } from '../server-event'
import { memoryStore } from '../store/memory'
import { createVideoServer } from '../video-server'
import type { VideoServer, VideoServerOptions } from '../video-server'
import { scriptedUpstream } from './scripted-upstream'
import type { ScriptedUpstream } from './scripted-upstream'
import { authorizeByName } from './mini-app'
import { posting } from './stage'

/** A server in front of a scripted upstream, on a clock that the test turns. */
export interface Scene {
  videos: VideoServer
  upstream: ScriptedUpstream
  events: ServerEvent[]
  clock: { now: number }
  /** Turns the clock by so many seconds, looking at what is due every `step` seconds on the way. */
  pass(seconds: number, step?: number): Promise<void>
  ask(path: string, init?: RequestInit & { as?: string | null }): Promise<Response>
  create(fields?: Record<string, unknown>, headers?: Record<string, string>): Promise<Video>
  see(id: string): Promise<Video>
}

export function openScene(options: Partial<VideoServerOptions> = {}, changes: Partial<ScriptedUpstream> = {}): Scene {
  const upstream = scriptedUpstream(changes)
  const clock = { now: Date.UTC(2026, 10, 22, 12) }
  const events: ServerEvent[] = []
  const videos = createVideoServer({
    upstream,
    authorize: authorizeByName,
    store: memoryStore(),
    now: () => clock.now,
    onEvent: (event) => events.push(event),
    ...options,
  })
  const scene: Scene = {
    videos,
    upstream,
    events,
    clock,
    pass: async (seconds, step = seconds) => {
      for (let passed = 0; passed < seconds; passed += step) {
        clock.now += step * 1_000
        await videos.tick()
      }
    },
    ask: (path, { as = 'ada', ...init } = {}) => {
      const headers = new Headers(init.headers)
      if (as !== null) headers.set('Authorization', `Bearer ${as}`)
      return videos.fetch(new Request(`http://app.test/api${path}`, { ...init, headers }))
    },
    create: async (fields = {}, headers = {}) => {
      const response = await scene.ask('/videos', posting({ prompt: 'A lamp.', ...fields }, headers))
      return response.json() as Promise<Video>
    },
    see: async (id) => (await scene.ask(`/videos/${id}`)).json() as Promise<Video>,
  }
  return scene
}
