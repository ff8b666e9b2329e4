const assert = require('node:assert/strict')
const { createServer } = require('node:http')
const { createElement } = require('react')
const { renderToString } = require('react-dom/server')
const { createAndWatch, createVideosClient } = require('@dailies/core')
const { VideosProvider } = require('@dailies/core/react')
const { LanguageProvider } = require('@dailies/ui/language')
const { VideoPrompt } = require('@dailies/ui/video-prompt')
const { german } = require('@dailies/ui/strings/de')

async function main() {
  const html = renderToString(
    createElement(
      VideosProvider,
      { baseURL: 'http://localhost/api' },
      createElement(LanguageProvider, { language: german }, createElement(VideoPrompt)),
    ),
  )
  assert.match(html, /<textarea/)
  // The entries share one context.
  assert.match(html, /Erzeugen|Generieren/)
  assert.doesNotMatch(html, /style=/)

  // What is ESM only is imported, as from any CommonJS program.
  const { createVideoServer } = await import('@dailies/server')
  const { memoryStore } = await import('@dailies/server/memory')
  const { openaiUpstream } = await import('@dailies/server/openai')
  const { toNode } = await import('@dailies/server/node')
  const videos = createVideoServer({
    upstream: openaiUpstream({
      baseURL: process.env.VIDEOS_BASE_URL,
      apiKey: process.env.VIDEOS_API_KEY,
      models: [{ id: 'mini', sizes: ['320x192'], seconds: ['1', '2'] }],
    }),
    authorize: () => ({ owner: 'ada' }),
    store: memoryStore(),
  })
  videos.start()
  const server = createServer(toNode(videos))
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))

  const client = createVideosClient({ baseURL: `http://127.0.0.1:${server.address().port}` })
  const video = await createAndWatch(client, { prompt: 'A brass lamp on a desk', model: 'mini', seconds: '1' })
  assert.equal(video.status, 'completed', JSON.stringify(video.error))
  const file = Buffer.from(await (await fetch(client.contentURL(video, 'video'))).arrayBuffer())
  assert.equal(file.toString('latin1', 4, 8), 'ftyp')

  server.close()
  server.closeAllConnections()
  await videos.close()
  console.log('made a video')
}

main()
