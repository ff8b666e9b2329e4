import { startDemo } from './dist/server/demo.js'

await startDemo(process.env)
