import type { CompleteLanguage } from '../language'

export const videoDialog: CompleteLanguage['strings']['videoDialog'] = {
  previous: 'Vídeo anterior',
  next: 'Vídeo siguiente',
  neighbors: 'Vídeos junto a este',
  copyPrompt: 'Copiar el prompt',
  copied: 'Copiado',
  reusePrompt: 'Reutilizar el prompt',
  edit: 'Editar',
  extend: 'Alargar',
  useLastFrame: 'Usar el último fotograma',
  frameUsed: 'El último fotograma está en el prompt',
  saveFrame: 'Guardar fotograma',
  frameSaved: 'Fotograma guardado',
  copyLink: 'Copiar enlace',
  linkCopied: 'Enlace copiado',
  keys: 'Atajos de teclado',
  space: 'Espacio',
  keyPlay: 'Reproducir o pausar',
  keySeek: 'Un segundo atrás o adelante',
  keyFrame: 'Un fotograma atrás o adelante',
  keySound: 'Activar o quitar el sonido',
}
