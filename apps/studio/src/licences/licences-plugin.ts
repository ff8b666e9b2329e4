import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'
import { licencePage } from './licence-page.ts'
import { packageFolderOf, packagesInside, readPackage } from './third-party-package.ts'

const pageName = 'licences.html'
const iconName = 'favicon.svg'
const stylesName = 'licences.css'
const styles = readFileSync(new URL(stylesName, import.meta.url))

/** Options of {@link licencesPlugin}. */
interface LicencesOptions {
  /** Files and folders that another tool copies beside the build, as absolute paths. */
  copied?: readonly string[]
}

type Hook = Extract<NonNullable<Plugin['generateBundle']>, (...args: never) => unknown>
type Bundle = Parameters<Hook>[1]

/**
 * Adds `licences.html`, with the licence of each package whose code or files are in a build. Vite's own `build.license` knows neither the bundles of
 * workers, nor fonts and style sheets, nor what other tools add.
 */
export function licencesPlugin({ copied = [] }: LicencesOptions = {}) {
  const bundled = new Set<string>()
  const add = (files: Iterable<string>): void => {
    for (const file of files) if (packageFolderOf(file) !== undefined) bundled.add(file)
  }
  const collect = (bundle: Bundle, root: string): void => {
    for (const output of Object.values(bundle))
      add(output.type === 'chunk' ? output.moduleIds : output.originalFileNames.map((file) => path.resolve(root, file)))
  }
  const page: Plugin = {
    name: 'dailies:licences',
    generateBundle: {
      // After the plugins that add files.
      order: 'post',
      handler(_, bundle) {
        collect(bundle, this.environment.config.root)
        add(copied.flatMap(filesOf))
        const icon =
          Object.values(bundle).find((output) => output.type === 'asset' && output.names.includes(iconName))
            ?.fileName ?? iconName
        const source = licencePage(licencesOf(bundled), { styles: stylesName, icon })
        this.emitFile({ type: 'asset', fileName: pageName, source })
        this.emitFile({ type: 'asset', fileName: stylesName, source: styles })
      },
    },
  }
  const workers: Plugin = {
    name: 'dailies:licences-of-workers',
    generateBundle(_, bundle) {
      collect(bundle, this.environment.config.root)
    },
  }
  return {
    /** For the plugins of the pages. */
    page,
    /** For the plugins of workers. */
    workers,
    /** Counts files, as absolute paths, that another bundler adds. */
    add,
  }
}

const filesOf = (file: string): string[] => {
  if (path.extname(file) !== '') return [file]
  return readdirSync(file, { recursive: true, encoding: 'utf8' }).map((name) => path.join(file, name))
}

function licencesOf(files: ReadonlySet<string>) {
  const folders = new Set([...files].flatMap((file) => packageFolderOf(file) ?? []))
  // One package may be installed in several folders, for several peers.
  const packages = new Map([...folders].map(readPackage).map((each) => [`${each.name}@${each.version}`, each]))
  const names = new Set([...packages.values()].map(({ name }) => name))
  const inside = new Set([...files].flatMap((file) => packagesInside(file.replace(/^\0|\?.*$/g, ''))))
  return {
    packages: [...packages.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    inside: [...inside].filter((name) => !names.has(name)).toSorted(),
  }
}
