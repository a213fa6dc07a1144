export { type Formats, formats } from './formats.ts'
export { isLang, type Lang, languages, offered, preferredLang } from './languages.ts'
export type { MessageKey } from './messages.ts'
export { isMessageKey, type Translate, translatorFor, type Values } from './translate.ts'
