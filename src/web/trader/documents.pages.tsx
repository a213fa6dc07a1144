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
import { stepUrl } from './register.view.tsx'

export const documentsUrl = ({ traderId }: { traderId: string }): string =>
  `/trade/business/${traderId}/documents`

/** The papers of a trader: a page of their own, and what is done on the page of the registration, too. */
export const documentsPages: WebRoutes = (pages) => {
  const on = pages('trader')

  const show = async (view: View, problem?: Problem) => {
    const params = { traderId: view.params.traderId! }
    const documents = await view.api('listTraderDocuments', { params })
    return html({
      title: view.t('common.document.title'),
      status: problem?.status ?? 200,
      current: '/trade/shop',
      body: (
        <div class="stack">
          <PageHead
            title={view.t('trader.documents.title')}
            back={{ href: stepUrl(params, 'papers'), text: view.t('trader.step.papers.title') }}
          />
          <ProblemNotice problem={problem} />
          <DocumentsCard
            documents={documents}
            at="/trade/documents"
            action={documentsUrl(params)}
            problem={problem}
          />
        </div>
      ),
    })
  }

  on.get('/trade/business/:traderId/documents', { access: 'signedIn' }, (view) => show(view))

  on.post(
    '/trade/business/:traderId/documents',
    { access: 'signedIn', bodyLimit: largestDocumentForm },
    async (view) => {
      const params = { traderId: view.params.traderId! }
      const done = await takeDocument(view, params)
      return done.ok ? seeOther(documentsUrl(params), 'common.document.added') : show(view, done.problem)
    },
  )

  on.post('/trade/business/:traderId/documents/:documentId/remove', { access: 'signedIn' }, async (view) => {
    const params = { documentId: view.params.documentId! }
    const done = await attempt(() => view.api('removeDocument', { params }))
    if (!done.ok) return show(view, done.problem)
    return seeOther(documentsUrl({ traderId: view.params.traderId! }), 'common.document.removed')
  })

  on.get('/trade/documents/:documentId', { access: 'signedIn' }, documentFile)
}
