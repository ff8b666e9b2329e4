import type { CompleteLanguage } from '../language'

export const videoDialog: CompleteLanguage['strings']['videoDialog'] = {
  previous: 'הסרטון הקודם',
  next: 'הסרטון הבא',
  neighbors: 'סרטונים לצד זה',
  copyPrompt: 'העתקת התיאור',
  copied: 'הועתק',
  reusePrompt: 'שימוש חוזר בתיאור',
  edit: 'עריכה',
  extend: 'הארכה',
  useLastFrame: 'שימוש בפריים האחרון',
  frameUsed: 'הפריים האחרון נמצא בתיאור',
  saveFrame: 'שמירת הפריים',
  frameSaved: 'הפריים נשמר',
  copyLink: 'העתקת קישור',
  linkCopied: 'הקישור הועתק',
  keys: 'קיצורי מקלדת',
  space: 'רווח',
  keyPlay: 'ניגון או השהיה',
  keySeek: 'שנייה אחורה או קדימה',
  keyFrame: 'פריים אחורה או קדימה',
  keySound: 'הפעלה או השתקה של הצליל',
}
