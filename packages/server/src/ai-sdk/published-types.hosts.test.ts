import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { publishedPackages } from './testing/published-packages'

const require = createRequire(import.meta.url)
const types = join(import.meta.dirname, 'video-model.ts')

const program = `
import type { Experimental_VideoModelV4 as VideoModelV4 } from '@ai-sdk/provider'
import { createAlibaba } from '@ai-sdk/alibaba'
import { createBlackForestLabs } from '@ai-sdk/black-forest-labs'
import { createFal } from '@ai-sdk/fal'
import { createGateway } from '@ai-sdk/gateway'
import { createGoogle } from '@ai-sdk/google'
import { createMiniMax } from '@ai-sdk/minimax'
import { createReplicate } from '@ai-sdk/replicate'
import { createXai } from '@ai-sdk/xai'
import type { AiSdkVideoModel } from ${JSON.stringify(types)}

declare const v4: VideoModelV4
export const models: AiSdkVideoModel[] = [
  v4,
  createAlibaba().video('a'),
  createBlackForestLabs().video('a'),
  createFal().video('a'),
  createGateway().video('a/b'),
  createGoogle().video('a'),
  createMiniMax().video('a'),
  createReplicate().video('a/b'),
  createXai().video('a'),
]
// @ts-expect-error no number is a model
export const none: AiSdkVideoModel = 1
`

it('the published types fit ours, which import nothing', () => {
  const folder = mkdtempSync(join(publishedPackages(), 'types-'))
  try {
    writeFileSync(join(folder, 'program.ts'), program)
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      skipLibCheck: true,
      module: 'esnext',
      moduleResolution: 'bundler',
      target: 'es2022',
      lib: ['es2023', 'dom', 'dom.iterable'],
      types: [],
      paths: { '@dailies/core': [join(import.meta.dirname, '../../../core/src/index.ts')] },
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }))
    const tsc = join(require.resolve('typescript/package.json'), '../bin/tsc')
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' })
    expect([status, stdout]).toEqual([0, ''])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
