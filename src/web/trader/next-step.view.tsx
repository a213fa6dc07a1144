import type { Problem } from '../api/client.ts'
import { Button, Card, Checkbox, Field, Form, Notice, Select } from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import { OwnErrand } from './errand.view.tsx'
import { isOwnErrand, type Job } from './orders.data.ts'

export interface NextStepProps {
  job: Job
  problem?: Problem | undefined
  /** Which form was refused. */
  refused?: string | undefined
  typed?: Readonly<Record<string, string>>
}

/** What is wrong with a field, said for who stands in the shop or at a door. */
export const wordsOf = (t: ReturnType<typeof useView>['t']) => ({
  weightGrams: t('trader.order.pack.weight.wrong'),
  deliveryCode: t('trader.errand.code.wrong'),
  cashCollectedPaise: t('trader.errand.cash.wrong'),
  reason: t('trader.reason.wrong'),
})

/** What comes next, as the first thing on the page. */
export function NextStep({ job, problem, refused, typed }: NextStepProps) {
  const view = useView()
  const { t } = view
  const { order, shipment } = job
  const url = `/trade/orders/${order.orderId}`
  if (order.state === 'confirmed') {
    return (
      <Card title={t('trader.order.accept.title')}>
        <Form action={`${url}/accept`}>
          <Select
            name="minutes"
            label={t('trader.order.accept.minutes')}
            value={typed?.minutes ?? '20'}
            choices={[10, 20, 30, 45, 60, 120, 1440].map((n) => ({
              value: String(n),
              label: n < 120 ? t('common.units.minutes', { n }) : t('common.units.hours', { n: n / 60 }),
            }))}
          />
          <Button icon="check">{t('trader.order.accept')}</Button>
        </Form>
      </Card>
    )
  }
  if (order.state === 'accepted') {
    return (
      <Card title={t('trader.order.pack.title')}>
        <Form action={`${url}/pack`}>
          <Field
            name="weightGrams"
            label={t('trader.order.pack.weight')}
            hint={t('trader.order.pack.weight.hint', { weight: view.f.weight(order.weightGrams) })}
            value={typed?.weightGrams ?? ''}
            error={
              refused === 'pack' && fieldTexts(view, problem).weightGrams ? wordsOf(t).weightGrams : undefined
            }
            inputMode="numeric"
            size={8}
            maxLength={8}
            optional
          />
          {refused === 'pack' && problem?.code === 'weightDiffers' && (
            <Checkbox name="sure" label={t('trader.order.pack.sure')} />
          )}
          <Button icon="box">{t('trader.order.pack')}</Button>
        </Form>
      </Card>
    )
  }
  if (order.state === 'packed' && order.fulfilment === 'pickup') {
    return (
      <Card title={t('trader.order.collect.title')}>
        <p>{t('trader.order.collect.text')}</p>
        <Form action={`${url}/collected`}>
          <Button icon="check">
            {t(order.method === 'cod' ? 'trader.order.collectedCash' : 'trader.order.collected')}
          </Button>
        </Form>
      </Card>
    )
  }
  if (shipment && isOwnErrand(shipment)) {
    return <OwnErrand job={job} {...(refused === 'tell' ? { problem, typed } : {})} />
  }
  if (order.endReason) {
    return (
      <Notice tone="warning">
        <p>{t(`trader.ended.${order.endedBy ?? 'time'}`)}</p>
        <p>{order.endReason}</p>
      </Notice>
    )
  }
  return null
}
