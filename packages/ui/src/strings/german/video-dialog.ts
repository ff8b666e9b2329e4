import type { CompleteLanguage } from '../language'

export const videoDialog: CompleteLanguage['strings']['videoDialog'] = {
  previous: 'Vorheriges Video',
  next: 'Nächstes Video',
  neighbors: 'Videos neben diesem',
  copyPrompt: 'Prompt kopieren',
  copied: 'Kopiert',
  reusePrompt: 'Prompt wiederverwenden',
  edit: 'Bearbeiten',
  extend: 'Verlängern',
  useLastFrame: 'Letztes Bild verwenden',
  frameUsed: 'Das letzte Bild ist im Prompt',
  saveFrame: 'Bild speichern',
  frameSaved: 'Bild gespeichert',
  copyLink: 'Link kopieren',
  linkCopied: 'Link kopiert',
  keys: 'Tastenkürzel',
  space: 'Leertaste',
  keyPlay: 'Abspielen oder anhalten',
  keySeek: 'Eine Sekunde zurück oder vor',
  keyFrame: 'Ein Bild zurück oder vor',
  keySound: 'Ton an oder aus',
}
