import { readFileSync } from 'node:fs'
import path from 'node:path'
import { bringIn } from '../documents.mjs'
import { copyProject } from '../install-packed.mjs'

/** Copies a project to a folder and links its dependencies to those of the workspace, where one of its members has them. */
export function linkProject(project, folder) {
  copyProject(project, folder)
  const { dependencies, devDependencies } = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8'))
  bringIn(folder, Object.keys({ ...dependencies, ...devDependencies }))
}
