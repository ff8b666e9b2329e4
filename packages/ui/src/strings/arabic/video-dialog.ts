import type { CompleteLanguage } from '../language'

export const videoDialog: CompleteLanguage['strings']['videoDialog'] = {
  previous: 'الفيديو السابق',
  next: 'الفيديو التالي',
  neighbors: 'مقاطع الفيديو المجاورة',
  copyPrompt: 'نسخ الوصف',
  copied: 'تم النسخ',
  reusePrompt: 'إعادة استخدام الوصف',
  edit: 'تعديل',
  extend: 'تمديد',
  useLastFrame: 'استخدام الإطار الأخير',
  frameUsed: 'الإطار الأخير موجود في الوصف',
  saveFrame: 'حفظ الإطار',
  frameSaved: 'حُفظ الإطار',
  copyLink: 'نسخ الرابط',
  linkCopied: 'نُسخ الرابط',
  keys: 'اختصارات لوحة المفاتيح',
  space: 'المسافة',
  keyPlay: 'تشغيل أو إيقاف مؤقت',
  keySeek: 'ثانية إلى الخلف أو إلى الأمام',
  keyFrame: 'إطار إلى الخلف أو إلى الأمام',
  keySound: 'تشغيل الصوت أو كتمه',
}
