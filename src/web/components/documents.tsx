import { documentKinds } from '../../trust/documents/index.ts'
import type { Problem, Reply } from '../api/client.ts'
import { fieldTexts } from '../page/problems.ts'
import { useView } from '../page/view.ts'
import { Button } from './button.tsx'
import { FieldFrame, Form, Select } from './form.tsx'
import { Icon } from './icon.tsx'
import { Card } from './layout.tsx'

type Documents = Reply<'listTraderDocuments'>

/**
 * The papers of a trader or startup: to open, and for their owners to add and remove. `at` is the address below
 * which the files lie, `action` the one to which they are sent; without it they are only looked at.
 */
export function DocumentsCard({
  documents,
  at,
  action,
  problem,
}: {
  documents: Documents
  at: string
  action?: string
  problem?: Problem | undefined
}) {
  const { t } = useView()
  const { items, mayAdd, mayRemove } = documents
  return (
    <Card title={t('common.document.title')} id="documents">
      {action && <p class="quiet">{t('common.document.lead')}</p>}
      {items.length === 0 && <p>{t('common.document.none')}</p>}
      <ul class="plain-list stack-tight">
        {items.map((one) => (
          <DocumentItem
            key={one.documentId}
            one={one}
            at={at}
            {...(action && mayRemove ? { removeAt: `${action}/${one.documentId}/remove` } : {})}
          />
        ))}
      </ul>
      {action && items.length > 0 && !mayRemove && <p class="quiet">{t('common.document.stay')}</p>}
      {action && mayAdd && <AddForm action={action} problem={problem} />}
    </Card>
  )
}

function DocumentItem({
  one,
  at,
  removeAt,
}: {
  one: Documents['items'][number]
  at: string
  removeAt?: string
}) {
  const { t, f } = useView()
  return (
    <li>
      <a class="button plain" href={`${at}/${one.documentId}`} download>
        <Icon name="download" />
        <span>{t(`common.document.kind.${one.kind}`)}</span>
      </a>
      <p class="quiet">
        {one.name} · {t('common.document.size', { kb: f.number(Math.ceil(one.bytes / 1024)) })} ·{' '}
        {f.date(one.addedAt)}
      </p>
      {removeAt && (
        <details>
          <summary>
            {t('common.action.remove')}
            <span class="unseen"> {one.name}</span>
          </summary>
          <Form action={removeAt}>
            <p>{t('common.document.removeText')}</p>
            <Button tone="danger" icon="trash">
              {t('common.document.removeNow')}
            </Button>
          </Form>
        </details>
      )}
    </li>
  )
}

function AddForm({ action, problem }: { action: string; problem: Problem | undefined }) {
  const view = useView()
  const { t } = view
  const errors = fieldTexts(view, problem)
  return (
    <Form action={action} files>
      <Select
        name="kind"
        label={t('common.document.kind')}
        error={errors.kind}
        choices={documentKinds.map((kind) => ({ value: kind, label: t(`common.document.kind.${kind}`) }))}
      />
      <FieldFrame
        id="f-file"
        name="file"
        label={t('common.document.file')}
        hint={t('common.document.hint')}
        error={errors.file}
      >
        <input
          id="f-file"
          type="file"
          name="file"
          accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
          aria-describedby={errors.file ? 'f-file-hint f-file-error' : 'f-file-hint'}
          aria-invalid={errors.file ? 'true' : undefined}
        />
      </FieldFrame>
      <Button tone="plain" icon="upload">
        {t('common.document.add')}
      </Button>
    </Form>
  )
}
