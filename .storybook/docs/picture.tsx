const drawings: Record<string, string> = import.meta.glob('../../docs/pictures/*.svg', {
  query: '?raw',
  import: 'default',
  eager: true,
})

interface PictureProps {
  src?: string
  alt?: string
}

/** An image of a guide. A drawing is inlined, so that it follows the theme of the page. */
export const Picture = ({ src = '', alt = '' }: PictureProps) => {
  const drawing = drawings[`../../docs/${src}`]
  if (drawing === undefined) return <img src={src} alt={alt} />
  // oxlint-disable-next-line react/no-danger -- A file of this repository.
  return <span className="docs-drawing" dangerouslySetInnerHTML={{ __html: drawing }} />
}
