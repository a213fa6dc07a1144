export { type Assets, readAssets, serveAssets } from './assets.ts'
export { attentionText } from './attention.ts'
export { sayingOf } from './contact.ts'
export { documentFile, largestDocumentForm, takeDocument } from './documents.ts'
export { fileFrom, labelFile, labelFormats } from './files.ts'
export { EntryCount, type Navigation } from './frame.tsx'
export { noDesk } from './no-desk.ts'
export {
  createPages,
  type PageHandler,
  type Pages,
  tellProblem,
  type WebDeps,
  type WebRoutes,
} from './pages.tsx'
export { problemPage } from './problem-page.tsx'
export { fieldTexts, problemText } from './problems.ts'
export { receiptFile } from './receipts.ts'
export {
  type Attempt,
  attempt,
  fragment,
  html,
  ifThere,
  movedTo,
  type PageResult,
  raw,
  seeOther,
} from './results.ts'
export { samePath } from './same-site.ts'
export { accessTokenOf, cookieOf, dropTokens, keepTokens, sessionSeconds } from './session.ts'
export { largestSettlementForm, settlementIn } from './settlements.ts'
export { readUpload, type Upload } from './uploads.ts'
export {
  type Door,
  type Grievance,
  type Me,
  useView,
  type View,
  type ViewFacts,
  ViewProvider,
} from './view.ts'
