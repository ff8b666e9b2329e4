import type { CompleteLanguage } from '../language'

export const videoDialog: CompleteLanguage['strings']['videoDialog'] = {
  previous: 'Vidéo précédente',
  next: 'Vidéo suivante',
  neighbors: 'Vidéos voisines',
  copyPrompt: 'Copier le prompt',
  copied: 'Copié',
  reusePrompt: 'Réutiliser le prompt',
  edit: 'Modifier',
  extend: 'Prolonger',
  useLastFrame: 'Utiliser la dernière image',
  frameUsed: 'La dernière image est dans le prompt',
  saveFrame: 'Enregistrer l’image',
  frameSaved: 'Image enregistrée',
  copyLink: 'Copier le lien',
  linkCopied: 'Lien copié',
  keys: 'Raccourcis clavier',
  space: 'Espace',
  keyPlay: 'Lire ou mettre en pause',
  keySeek: 'Reculer ou avancer d’une seconde',
  keyFrame: 'Reculer ou avancer d’une image',
  keySound: 'Activer ou couper le son',
}
