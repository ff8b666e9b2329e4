import type { VideoVariant } from '@dailies/core'

const extensions = new Map([
  ['video/mp4', 'mp4'],
  ['video/webm', 'webm'],
  ['video/quicktime', 'mov'],
  ['video/x-msvideo', 'avi'],
  ['video/x-matroska', 'mkv'],
  ['image/gif', 'gif'],
  ['image/webp', 'webp'],
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
])

/** Maximum length of a name without its extension, in characters. */
const maxName = 60

const shorten = (text: string) =>
  [...text]
    .slice(0, maxName)
    .join('')
    .replace(/^[-.\s]+|[-.\s]+$/g, '')

/** The prompt as a file name that every file system accepts. */
const readable = (title: string) =>
  // Control and format characters could hide an extension; the other characters are forbidden on Windows.
  shorten(title.replaceAll(/[\p{C}"*/:<>?\\|%]+/gu, ' ').replaceAll(/\s+/g, ' '))

const ascii = (title: string) =>
  shorten(
    title
      .normalize('NFKD')
      .replaceAll(/\p{M}+/gu, '')
      .replaceAll(/[^A-Za-z\d]+/g, '-'),
  )

/** RFC 8187: everything but attr-char is percent-encoded. */
const encode = (text: string) =>
  encodeURIComponent(text).replaceAll(/['()*!~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/**
 * A `Content-Disposition` header that names a download after its prompt, in ASCII and in UTF-8 (RFC 6266 section 4.3).
 */
export function attachmentHeader(title: string, variant: VideoVariant, contentType: string): string {
  const end = `${variant === 'video' ? '' : `-${variant}`}.${extensions.get(contentType) ?? 'bin'}`
  const [plain, full] = [ascii(title) || 'video', readable(title) || 'video']
  return `attachment; filename="${plain}${end}"; filename*=UTF-8''${encode(full + end)}`
}
