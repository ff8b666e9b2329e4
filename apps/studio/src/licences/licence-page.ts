import { readFileSync } from 'node:fs'
import type { ThirdPartyPackage } from './third-party-package.ts'

/** What the page lists. */
export interface Licences {
  packages: readonly ThirdPartyPackage[]
  /** Names of packages whose code is in files of the packages above. */
  inside: readonly string[]
}

const ownText = readFileSync(new URL('../../../../LICENSE', import.meta.url), 'utf8').trim()

/** Files that the page loads: a policy of the host may forbid a style element. */
export interface LicencePageFiles {
  styles: string
  icon: string
}

export const licencePage = (
  { packages, inside }: Licences,
  { styles, icon }: LicencePageFiles,
): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Licences · Dailies</title>
    <link rel="stylesheet" href="${styles}" />
    <link rel="icon" href="${icon}" type="image/svg+xml" />
  </head>
  <body>
    <h1>Licences</h1>
    <p>Whose code and files this site contains.</p>
    <h2>Dailies</h2>
    <p>MIT. That goes for the videos and pictures, too: its renderer drew them from shapes and letters in its source.</p>
    ${preformatted(ownText)}
${packages.map(section).join('\n')}
${inside.length === 0 ? '' : insideSection(inside)}  </body>
</html>
`

const section = ({ name, version, licence, text, source }: ThirdPartyPackage): string => `
    <h2>${escaped(name)} ${escaped(version)}</h2>
    <p>${escaped(licence)}. <a href="${escaped(source)}">Source</a></p>
    ${preformatted(text)}`

const insideSection = (names: readonly string[]): string => `
    <h2>Inside of packages</h2>
    <p>Packages above were published with code of these in their files:</p>
    <ul>
${names.map((name) => `      <li><a href="https://www.npmjs.com/package/${encodeURI(name)}">${escaped(name)}</a></li>`).join('\n')}
    </ul>
`

const preformatted = (text: string): string => `<pre>${escaped(text)}</pre>`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
