import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Empty,
  FieldFrame,
  Form,
  LinkButton,
  Notice,
  PageHead,
  ProblemNotice,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import { goodsName, type Listing, packOf } from './goods.data.ts'

type Upload = Reply<'listPictureUploads'>['items'][number]

export const picturesUrl = ({ listingId }: { listingId: string }): string =>
  `/trade/goods/${listingId}/pictures`

/** The pictures of one of the goods: the shop's own, and those that come with the product. */
export function PicturesPage({
  listing,
  pictures,
  problem,
}: {
  listing: Listing
  pictures: Reply<'listPictures'>
  problem: Problem | undefined
}) {
  const { t, lang } = useView()
  const action = `/trade/shops/${listing.shopId}/goods/${listing.listingId}/pictures`
  const name = goodsName(listing, lang)
  return (
    <div class="stack">
      <PageHead
        title={t('trader.pictures.title')}
        lead={`${name} · ${packOf(listing)}`}
        back={{ href: `/trade/goods/${listing.listingId}`, text: t('trader.listing.title') }}
      />
      <ProblemNotice problem={problem} />
      {pictures.waiting > 0 && (
        <Notice tone="info">{t('trader.pictures.waiting', { n: pictures.waiting })}</Notice>
      )}
      {pictures.items.length === 0 ? (
        <Empty icon="box" title={t('trader.pictures.none')}>
          <p>{t('trader.pictures.none.text')}</p>
        </Empty>
      ) : (
        <ul class="picture-list">
          {pictures.items.map(({ pictureId, small, shopId }, nth) => (
            <li key={pictureId}>
              <img src={small} alt={t('trader.pictures.nth', { n: nth + 1 })} width="160" height="160" />
              {shopId ? (
                <Form action={`${action}/${pictureId}/remove`}>
                  <Button tone="quiet" icon="trash">
                    {t('common.action.remove')}
                  </Button>
                </Form>
              ) : (
                <p class="quiet">{t('trader.pictures.ofProduct')}</p>
              )}
            </li>
          ))}
        </ul>
      )}
      {pictures.failed.length > 0 && (
        <Card title={t('trader.pictures.failed')}>
          <ul class="plain-list">
            {pictures.failed.map(({ source, fault }) => (
              <li key={source}>
                <span class="plain-word">{source}</span>: {t(`trader.pictures.fault.${fault}`)}
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t('trader.pictures.add')}>
        <Form action={action} files>
          <FieldFrame
            id="f-file"
            name="file"
            label={t('trader.pictures.file')}
            hint={t('trader.pictures.file.hint')}
            error={undefined}
          >
            <input
              id="f-file"
              type="file"
              name="file"
              accept="image/jpeg,image/png,image/webp"
              aria-describedby="f-file-hint"
              required
            />
          </FieldFrame>
          <Button icon="upload">{t('trader.pictures.send')}</Button>
        </Form>
        <p>
          <LinkButton href="/trade/goods/pictures" tone="quiet">
            {t('trader.pictures.many')}
          </LinkButton>
        </p>
      </Card>
    </div>
  )
}

/** Handing in the pictures of many goods, and what became of those handed in before. */
export function PackagePage({
  shopId,
  uploads,
  problem,
}: {
  shopId: string
  uploads: readonly Upload[]
  problem: Problem | undefined
}) {
  const { t } = useView()
  return (
    <div class="stack">
      <PageHead
        title={t('trader.pictures.many')}
        lead={t('trader.pictures.many.lead')}
        back={{ href: '/trade/goods', text: t('trader.nav.goods') }}
      />
      <ProblemNotice problem={problem} />
      <Card>
        <Form action={`/trade/shops/${shopId}/pictures`} files>
          <FieldFrame
            id="f-file"
            name="file"
            label={t('trader.pictures.zip')}
            hint={t('trader.pictures.zip.hint')}
            error={undefined}
          >
            <input
              id="f-file"
              type="file"
              name="file"
              accept=".zip,application/zip"
              aria-describedby="f-file-hint"
              required
            />
          </FieldFrame>
          <Button icon="upload">{t('trader.pictures.sendMany')}</Button>
        </Form>
      </Card>
      {uploads.map((upload) => (
        <UploadCard key={upload.uploadId} upload={upload} />
      ))}
    </div>
  )
}

const toneOf = { waiting: 'neutral', done: 'good', failed: 'bad' } as const

function UploadCard({ upload }: { upload: Upload }) {
  const { t, f } = useView()
  const { kept, unchanged, refused, entries, problems } = upload
  return (
    <Card title={f.dateTime(upload.createdAt)}>
      <p class="row">
        <Badge tone={toneOf[upload.state]}>{t(`trader.pictures.state.${upload.state}`)}</Badge>
        <span>{t('trader.pictures.counts', { entries, kept, unchanged, refused })}</span>
      </p>
      {upload.fault && <Notice tone="bad">{t(`trader.pictures.packageFault.${upload.fault}`)}</Notice>}
      {problems.length > 0 && (
        <details>
          <summary>{t('trader.pictures.refused', { n: refused })}</summary>
          <ul class="plain-list">
            {problems.map(({ file, code }) => (
              <li key={file}>
                <span class="plain-word">{file}</span>: {t(`trader.pictures.fault.${code}`)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  )
}
