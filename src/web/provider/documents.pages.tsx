import type { Problem } from '../api/client.ts'
import { DocumentsCard, PageHead, ProblemNotice } from '../components/index.ts'
import {
  attempt,
  documentFile,
  html,
  largestDocumentForm,
  seeOther,
  takeDocument,
  type View,
  type WebRoutes,
} from '../page/index.ts'
import { type Desk, withDesk } from './desk.ts'
import { DeskPage, OwnersOnly } from './desk.view.tsx'

const url = '/deliver/documents'

/** The papers of a startup: a page of their own, and what is done on the company's page, too. */
export const documentsPages: WebRoutes = (pages) => {
  const on = pages('provider')

  const show = async (view: View, desk: Desk, problem?: Problem) => {
    const documents = await view.api('listProviderDocuments', { params: desk.params })
    return html({
      title: view.t('common.document.title'),
      status: problem?.status ?? 200,
      current: '/deliver/coverage',
      body: (
        <DeskPage desk={desk}>
          <PageHead
            title={view.t('provider.documents.title')}
            back={{ href: '/deliver/company', text: view.t('provider.offer.tab.company') }}
          />
          <ProblemNotice problem={problem} />
          <DocumentsCard documents={documents} at={url} action={url} problem={problem} />
          <OwnersOnly desk={desk} />
        </DeskPage>
      ),
    })
  }

  on.get(
    url,
    { access: 'signedIn' },
    withDesk((view, desk) => show(view, desk)),
  )

  on.post(
    url,
    { access: 'signedIn', bodyLimit: largestDocumentForm },
    withDesk(async (view, desk) => {
      const done = await takeDocument(view, desk.params)
      return done.ok ? seeOther(url, 'common.document.added') : show(view, desk, done.problem)
    }),
  )

  on.post(
    `${url}/:documentId/remove`,
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const params = { documentId: view.params.documentId! }
      const done = await attempt(() => view.api('removeDocument', { params }))
      return done.ok ? seeOther(url, 'common.document.removed') : show(view, desk, done.problem)
    }),
  )

  on.get(`${url}/:documentId`, { access: 'signedIn' }, documentFile)
}
