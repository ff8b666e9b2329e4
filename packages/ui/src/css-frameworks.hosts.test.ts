import { build } from 'esbuild'
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { blocksOf } from '../../../.ci/documents.mjs'
import { installHostPackages } from '../../../.ci/host-packages.mjs'
import { bundleStyleSheet } from '../style-sheets.mjs'
import { openComponentPage, type ComponentPage } from './testing/component-page'

/** The first block of a section of the guide in this language. */
const recipeOf = (section: string, language: string): string => {
  const block = blocksOf('docs/css-frameworks.md').find(
    (each) => each.section === section && each.language === language,
  )
  if (!block) throw new Error(`The guide has no ${language} block in the section "${section}".`)
  return block.code ?? ''
}

/** Installs a host's packages beside our style sheets, and returns its folder. */
async function prepare(dependencies: Record<string, string>): Promise<string> {
  const folder = installHostPackages(dependencies)
  const ours = join(folder, 'node_modules/@dailies/ui')
  mkdirSync(ours, { recursive: true })
  writeFileSync(join(ours, 'package.json'), '{ "name": "@dailies/ui", "version": "0.0.0" }')
  for (const sheet of ['styles.css', 'styles.unlayered.css'])
    writeFileSync(join(ours, sheet), await bundleStyleSheet(sheet))
  return folder
}

/** Runs a script in a folder and returns what it prints. */
const print = (folder: string, script: string, input = ''): string => {
  const { status, stdout, stderr } = spawnSync('node', ['--input-type=module', '--eval', script], {
    cwd: folder,
    input,
    encoding: 'utf8',
    maxBuffer: 1e8,
  })
  if (status !== 0) throw new Error(stderr)
  return stdout
}

/** Compiles CSS by plugins of PostCSS. */
const postcss = (folder: string, css: string, plugins: string) =>
  print(
    folder,
    `import { readFileSync } from 'node:fs'
     import postcss from 'postcss'
     ${plugins}
     const { css } = await postcss(plugins).process(readFileSync(0, 'utf8'), { from: process.cwd() + '/app.css' })
     process.stdout.write(css)`,
    css,
  )

const bundleCss = async (folder: string, contents: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder, loader: 'css' },
    bundle: true,
    write: false,
    logLevel: 'error',
    external: ['*.woff2', '*.woff'],
  })
  return outputFiles[0]?.text ?? ''
}

interface Host {
  section: string
  packages: Record<string, string>
  compile(folder: string): Promise<string> | string
  /** What makes the host dark, as an attribute of the root element. */
  dark?: [name: string, value: string]
  /** A class of the host that a component takes. */
  utility?: string
}

const hosts: Host[] = [
  {
    section: 'Tailwind 4',
    packages: { tailwindcss: '4.3.5', '@tailwindcss/postcss': '4.3.5', postcss: '8.5.33' },
    compile: (folder) =>
      postcss(
        folder,
        `${recipeOf('Tailwind 4', 'css')}@source inline('p-8');`,
        `import tailwind from '@tailwindcss/postcss'
         const plugins = [tailwind()]`,
      ),
    dark: ['class', 'dark'],
    utility: 'p-8',
  },
  {
    section: 'Tailwind 3',
    packages: { tailwindcss: '3.4.17', 'postcss-import': '16.2.0', postcss: '8.5.33' },
    compile: (folder) =>
      postcss(
        folder,
        recipeOf('Tailwind 3', 'css'),
        `import inline from 'postcss-import'
         import tailwind from 'tailwindcss'
         const plugins = [inline(), tailwind({ darkMode: 'class', content: [{ raw: 'p-8' }] })]`,
      ),
    dark: ['class', 'dark'],
    utility: 'p-8',
  },
  {
    section: 'Bootstrap 5',
    packages: { bootstrap: '5.3.3' },
    compile: (folder) => bundleCss(folder, recipeOf('Bootstrap 5', 'css')),
    dark: ['data-bs-theme', 'dark'],
    utility: 'p-5',
  },
  {
    section: 'MUI',
    packages: {
      '@mui/material': '7.3.11',
      '@emotion/react': '11.14.0',
      '@emotion/styled': '11.14.1',
      react: '19.3.1',
      'react-dom': '19.3.1',
    },
    // Emotion writes its styles next to the elements of the server-rendered page.
    compile: async (folder) => {
      const { outputFiles } = await build({
        stdin: {
          contents: `${recipeOf('MUI', 'tsx').replace(/^import '@dailies.*$/m, '')}
            import { renderToStaticMarkup } from 'react-dom/server'
            process.stdout.write(renderToStaticMarkup(<App>{null}</App>))`,
          resolveDir: folder,
          loader: 'tsx',
        },
        bundle: true,
        write: false,
        platform: 'node',
        format: 'esm',
        jsx: 'automatic',
        packages: 'external',
        logLevel: 'error',
      })
      const html = print(folder, outputFiles[0]?.text ?? '')
      const styles = [...html.matchAll(/<style[^>]*>([^<]*)<\/style>/g)].map(([, css]) => css)
      if (styles.length === 0) throw new Error(`MUI rendered no styles: ${html}`)
      return [await bundleStyleSheet('styles.unlayered.css'), ...styles].join('\n')
    },
  },
  {
    section: 'Mantine',
    packages: { '@mantine/core': '8.3.18', '@mantine/hooks': '8.3.18', react: '19.3.1', 'react-dom': '19.3.1' },
    compile: (folder) => bundleCss(folder, recipeOf('Mantine', 'css')),
    dark: ['data-mantine-color-scheme', 'dark'],
  },
]

let components: ComponentPage

beforeAll(async () => {
  components = await openComponentPage()
})
afterAll(() => components?.close())

const textColor = () =>
  components.page.evaluate(() => getComputedStyle(document.querySelector('.dl') ?? document.body).color)

describe.each(hosts)('the recipe for $section', ({ section, packages, compile, dark, utility }) => {
  let sheet: string

  beforeAll(async () => {
    sheet = await compile(await prepare(packages))
  }, 120_000)

  it('keeps the look of the components', async () => {
    // MUI's example is dark.
    const light = section === 'MUI' ? sheet.replaceAll('color-scheme:dark', 'color-scheme:light') : sheet
    expect(await components.changesWith([light])).toEqual([])
  })

  it('makes them dark with the page', async () => {
    const [name, value] = dark ?? ['data-none', '']
    await components.changesWith([sheet])
    await components.page.evaluate(([name, value]) => document.documentElement.setAttribute(name, value), [
      name,
      value,
    ] as const)
    expect(await textColor()).toMatch(/^oklch\(0\.95 /)
    await components.page.screenshot({ path: join('.vitest-attachments', `css-frameworks-${section}.png`) })
    await components.page.evaluate((name) => document.documentElement.removeAttribute(name), name)
  })

  it.runIf(utility)('lets a class of the host override them', async () => {
    await components.changesWith([sheet])
    const padding = await components.page.evaluate((utility) => {
      const prompt = document.querySelector('.dl-prompt') ?? document.body
      prompt.classList.add(utility)
      const { paddingTop } = getComputedStyle(prompt)
      prompt.classList.remove(utility)
      return paddingTop
    }, utility ?? '')
    expect(padding).toBe(utility === 'p-5' ? '48px' : '32px')
  })
})

it('every section with a recipe is tested', () => {
  const sections = new Set(blocksOf('docs/css-frameworks.md').map(({ section }) => section))
  expect(hosts.map(({ section }) => section).toSorted()).toEqual([...sections].toSorted())
})
