import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** A package whose code or files are in a build. */
export interface ThirdPartyPackage {
  name: string
  version: string
  /** The SPDX identifier of its licence. */
  licence: string
  /** Its licence, and its notices. */
  text: string
  /** The address of its source. */
  source: string
}

interface Manifest {
  name: string
  version: string
  license?: string
  repository?: string | { url?: string }
}

/** The root of a package: below the last `node_modules` of a path, with a name that may have a scope. */
const packagePath = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/

const read = (file: URL | string): string => readFileSync(file, 'utf8').trim()

// What follows the line with the holder of the copyright.
const mitText = read(new URL('../../../../LICENSE', import.meta.url)).replace(/^[^]*?(?=Permission is hereby)/, '')

/** Packages that are published under MIT without a licence file, and who holds their copyright by the file in their repositories. */
const holders: [name: RegExp, holder: string][] = [
  [/^react-remove-scroll-bar$/, 'Copyright (c) 2025 Anton Korzunov'],
  [/^(storybook|@storybook\/.+)$/, 'Copyright (c) 2017 Kadira Inc.'],
]

/** Files of others that a package has without their licence, by the name of the package. */
const notices: Readonly<Record<string, string[]>> = {
  // The font says so itself, in its table of names.
  storybook: [
    'Its font: Copyright 2016 The Nunito Sans Project Authors (https://github.com/Fonthausen/NunitoSans)\n\nThis Font Software is licensed under the SIL Open Font License, Version 1.1. The text of this licence is above, under @fontsource/inter, and is also available with a FAQ at: http://scripts.sil.org/OFL',
  ],
}

/** The folder of the package that a module or file belongs to; undefined if it is ours, or generated. */
export function packageFolderOf(id: string): string | undefined {
  const [file = ''] = id.replace(/^\0/, '').replaceAll('\\', '/').split('?')
  return packagePath.exec(file)?.[0]
}

/** @throws Error if a package has no licence text: its code must not be published without it */
export function readPackage(folder: string): ThirdPartyPackage {
  const manifest = JSON.parse(read(path.join(folder, 'package.json'))) as Manifest
  const { name, version, license: licence = '' } = manifest
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
  const texts = files.map((file) => read(path.join(folder, file)))
  const [, holder] = holders.find(([names]) => names.test(name)) ?? []
  if (texts.length === 0 && holder !== undefined && licence === 'MIT') texts.push(`${holder}\n\n${mitText}`)
  if (texts.length === 0 || licence === '')
    throw new Error(
      `${name} is in this build, but its package names no licence or has no text of it. Look at its repository, and add the holder of its copyright in third-party-package.ts.`,
    )
  return { name, version, licence, text: [...texts, ...(notices[name] ?? [])].join('\n\n'), source: sourceOf(manifest) }
}

/** Its repository, which has the source in the form that its authors edit, as MPL-2.0 wants it. */
function sourceOf({ name, version, repository }: Manifest): string {
  const url = typeof repository === 'string' ? repository : repository?.url
  const [, repo] = /^(?:github:|.*github\.com[/:])?([\w.-]+\/[\w.-]+?)(?:\.git|\/)?$/.exec(url ?? '') ?? []
  return repo === undefined ? `https://www.npmjs.com/package/${name}/v/${version}` : `https://github.com/${repo}`
}

/**
 * The names of the packages whose code is in a file of another package. Bundlers write the path of each module in a comment; its version is
 * not known.
 */
export function packagesInside(file: string): string[] {
  if (!/\.[cm]?js$/.test(file)) return []
  const comments = read(file).matchAll(/^\s*\/\/ \S*node_modules\/((?:@[^/\s]+\/)?[^/\s]+)\//gm)
  return [...comments].map(([, name = '']) => name)
}
