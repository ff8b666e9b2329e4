import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const { devDependencies } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'))

/** Leads every import of React, and of what is bound to React, to the copies of this folder. */
export const react18 = Object.keys(devDependencies)
  .filter((name) => !name.startsWith('@types/'))
  .map((name) => ({ find: new RegExp(`^${name}(?=/|$)`), replacement: `${folder}node_modules/${name}` }))
