import type { Reply } from '../api/client.ts'
import { Button, Card, PageHead, Table } from '../components/index.ts'
import { useView } from '../page/index.ts'
import { packOf, titleOf } from './goods.ts'

type Bill = Reply<'getBill'>

/** The bill of an order, made for paper. */
export function BillPage({ bill, forShop = false }: { bill: Bill; forShop?: boolean }) {
  const view = useView()
  const { t, f } = view
  const isInvoice = bill.kind === 'taxInvoice'
  const isInterState = bill.gst.igstPaise > 0
  const { seller, buyer } = bill
  const stateOf = (state: Bill['placeOfSupply']) =>
    state ? [state.name, state.gstCode && `(${state.gstCode})`].filter(Boolean).join(' ') : '–'
  return (
    <div class="bill stack">
      <PageHead
        title={t(`consumer.bill.${bill.kind}`)}
        back={{ href: `${forShop ? '/trade' : ''}/orders/${bill.orderId}`, text: t('consumer.help.back') }}
      >
        <Button type="button" icon="print" tone="plain" more={{ 'data-print': '', hidden: '' }}>
          {t('common.action.print')}
        </Button>
      </PageHead>
      <Card>
        <div class="bill-parties">
          <section>
            <h2>{seller.legalName}</h2>
            <p>
              {seller.shopName}
              <br />
              {[seller.line1, seller.line2, seller.landmark].filter(Boolean).join(', ')}
              <br />
              {`${seller.city} ${seller.pin}, ${stateOf(seller.state)}`}
            </p>
            <p>
              {seller.gstin ? `GSTIN ${seller.gstin}` : t('consumer.bill.noGstin')}
              {seller.fssai && (
                <>
                  <br />
                  {`FSSAI ${seller.fssai}`}
                </>
              )}
            </p>
          </section>
          <section>
            <h2>{t('consumer.bill.to')}</h2>
            <p>
              {buyer.name ?? '–'}
              {buyer.drop && (
                <>
                  <br />
                  {[buyer.drop.line1, buyer.drop.line2, buyer.drop.landmark].filter(Boolean).join(', ')}
                  <br />
                  {[buyer.drop.pin, buyer.drop.state].filter(Boolean).join(', ')}
                </>
              )}
            </p>
            {buyer.gstin && <p>{`GSTIN ${buyer.gstin}`}</p>}
          </section>
          <dl class="bill-facts">
            <div>
              <dt>{t('consumer.bill.number')}</dt>
              <dd>{bill.number}</dd>
            </div>
            <div>
              <dt>{t('consumer.bill.date')}</dt>
              <dd>{f.date(bill.date)}</dd>
            </div>
            <div>
              <dt>{t('consumer.bill.supply')}</dt>
              <dd>{stateOf(bill.placeOfSupply)}</dd>
            </div>
          </dl>
        </div>
        <Table
          caption={t('consumer.order.goods')}
          rows={bill.lines}
          keyOf={({ lineId }) => lineId}
          columns={[
            {
              title: t('consumer.bill.goods'),
              isName: true,
              cell: (line) => (
                <>
                  {titleOf(view, line)}
                  <br />
                  <small>{`${packOf(view, line)} · HSN ${line.hsn}`}</small>
                </>
              ),
            },
            { title: t('consumer.bill.quantity'), align: 'end', cell: (line) => f.number(line.quantity) },
            { title: t('consumer.bill.price'), align: 'end', cell: (line) => f.money(line.pricePaise) },
            ...(isInvoice
              ? [
                  {
                    title: t('consumer.bill.taxable'),
                    align: 'end' as const,
                    cell: (line: Bill['lines'][number]) => f.money(line.gst.taxablePaise),
                  },
                  {
                    title: t('consumer.bill.rate'),
                    align: 'end' as const,
                    cell: (line: Bill['lines'][number]) => f.percent(line.gstBps / 10_000),
                  },
                ]
              : []),
            ...(!isInvoice
              ? []
              : isInterState
                ? [
                    {
                      title: 'IGST',
                      align: 'end' as const,
                      cell: (line: Bill['lines'][number]) => f.money(line.gst.igstPaise),
                    },
                  ]
                : [
                    {
                      title: 'CGST',
                      align: 'end' as const,
                      cell: (line: Bill['lines'][number]) => f.money(line.gst.cgstPaise),
                    },
                    {
                      title: 'SGST',
                      align: 'end' as const,
                      cell: (line: Bill['lines'][number]) => f.money(line.gst.sgstPaise),
                    },
                  ]),
            { title: t('consumer.bill.total'), align: 'end', cell: (line) => f.money(line.totalPaise) },
          ]}
        />
        <dl class="sums bill-sums">
          {isInvoice && (
            <div>
              <dt>{t('consumer.bill.taxable')}</dt>
              <dd>{f.money(bill.gst.taxablePaise)}</dd>
            </div>
          )}
          {isInvoice &&
            (isInterState
              ? [['IGST', bill.gst.igstPaise] as const]
              : [['CGST', bill.gst.cgstPaise] as const, ['SGST', bill.gst.sgstPaise] as const]
            ).map(([name, paise]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{f.money(paise)}</dd>
              </div>
            ))}
          <div>
            <dt>{t('consumer.sum.goods')}</dt>
            <dd>{f.money(bill.goodsPaise)}</dd>
          </div>
          {bill.deliveryPaise > 0 && (
            <div>
              <dt>{t('consumer.bill.delivery')}</dt>
              <dd>{f.money(bill.deliveryPaise)}</dd>
            </div>
          )}
          <div class="grand">
            <dt>{t('consumer.sum.total')}</dt>
            <dd>{f.money(bill.totalPaise)}</dd>
          </div>
        </dl>
        <p class="quiet">
          {t('consumer.bill.foot', { order: bill.orderId, method: t(`consumer.method.${bill.method}`) })}
        </p>
      </Card>
      {bill.creditNotes.map((note) => (
        <CreditNote key={note.number} bill={bill} note={note} />
      ))}
      {bill.creditedPaise > 0 && (
        <dl class="sums bill-sums">
          <div class="grand">
            <dt>{t('consumer.bill.afterCredit')}</dt>
            <dd>{f.money(bill.totalPaise - bill.creditedPaise)}</dd>
          </div>
        </dl>
      )}
    </div>
  )
}

/** What the seller took back: number and date of its own, and the bill that it belongs to. */
function CreditNote({ bill, note }: { bill: Bill; note: Bill['creditNotes'][number] }) {
  const view = useView()
  const { t, f } = view
  const lineOf = (lineId: string) => bill.lines.find((line) => line.lineId === lineId)
  type Line = (typeof note.lines)[number]
  const taxes = [
    ['CGST', 'cgstPaise'],
    ['SGST', 'sgstPaise'],
    ['IGST', 'igstPaise'],
  ] as const
  const shown = taxes.filter(([, key]) => note.gst[key] > 0)
  return (
    <Card title={t('consumer.bill.creditNote', { number: note.number })}>
      <p>
        {t('consumer.bill.creditOf', {
          date: f.date(note.date),
          bill: bill.number,
          billDate: f.date(bill.date),
        })}
      </p>
      <Table
        caption={t('consumer.bill.creditNote', { number: note.number })}
        rows={note.lines}
        keyOf={({ lineId }) => lineId}
        columns={[
          {
            title: t('consumer.bill.goods'),
            isName: true,
            cell: ({ lineId, quantity }) => {
              const line = lineOf(lineId)
              return (
                <>
                  {line && titleOf(view, line)}
                  {quantity === 0 && (
                    <>
                      <br />
                      <small>{t('consumer.bill.kept')}</small>
                    </>
                  )}
                </>
              )
            },
          },
          { title: t('consumer.bill.quantity'), align: 'end', cell: ({ quantity }) => f.number(quantity) },
          ...(shown.length > 0
            ? [
                {
                  title: t('consumer.bill.taxable'),
                  align: 'end' as const,
                  cell: ({ gst }: Line) => f.money(gst.taxablePaise),
                },
                {
                  title: t('consumer.bill.rate'),
                  align: 'end' as const,
                  cell: ({ lineId }: Line) => f.percent((lineOf(lineId)?.gstBps ?? 0) / 10_000),
                },
              ]
            : []),
          ...shown.map(([title, key]) => ({
            title,
            align: 'end' as const,
            cell: ({ gst }: Line) => f.money(gst[key]),
          })),
          {
            title: t('consumer.bill.total'),
            align: 'end',
            cell: ({ totalPaise }) => f.money(totalPaise),
          },
        ]}
      />
      <dl class="sums bill-sums">
        <div class="grand">
          <dt>{t('consumer.bill.credited')}</dt>
          <dd>{f.money(note.totalPaise)}</dd>
        </div>
      </dl>
    </Card>
  )
}
