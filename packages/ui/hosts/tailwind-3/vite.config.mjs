import tailwindcss from 'tailwindcss'
import { fileURLToPath } from 'node:url'

const content = [fileURLToPath(new URL('../*.jsx', import.meta.url)), fileURLToPath(new URL('*.jsx', import.meta.url))]

export default { css: { postcss: { plugins: [tailwindcss({ content, darkMode: 'class' })] } } }
