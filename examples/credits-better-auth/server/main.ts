import path from 'node:path'
import express from 'express'
import { createApp } from './app'
import { settings } from './settings'

const { app, videos } = await createApp()
const page = path.join(import.meta.dirname, '../page')
app.use('/assets', express.static(path.join(page, 'assets'), { immutable: true, maxAge: '1y' }))
app.use(express.static(page))

const server = app.listen(settings.port, 'localhost', (error) => {
  if (error) throw error // for example, the port is in use
  videos.start()
  console.log(`Open ${settings.origin}`)
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close()
    void videos.close()
    server.closeIdleConnections()
  })
}
