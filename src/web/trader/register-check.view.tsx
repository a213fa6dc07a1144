import type { ComponentChildren } from 'preact'
import type { Problem } from '../api/client.ts'
import { Button, Card, Facts, Form, Icon, Notice } from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Shop, Trader } from './desk.ts'
import type { Step } from './register.forms.ts'
import { StepPage, stepUrl } from './register.view.tsx'
import { ReasonsList } from './status.view.tsx'

/** Everything once more, before an operator is asked to look. */
export function CheckStep({
  trader,
  shops,
  problem,
}: {
  trader: Trader
  shops: readonly Shop[]
  problem: Problem | undefined
}) {
  const { t } = useView()
  const missing = missingIn(trader, shops)
  const maySend = trader.status === 'draft' || trader.status === 'sentBack'
  return (
    <StepPage trader={trader} step="check" problem={problem}>
      {trader.status === 'sentBack' && <ReasonsList trader={trader} />}
      {missing.length > 0 && (
        <Notice tone="warning">
          <p>{t('trader.step.check.missing')}</p>
          <ul>
            {missing.map(({ step, text }) => (
              <li key={text}>
                <a href={stepUrl(trader, step)}>{t(text)}</a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <div class="halves">
        <Part trader={trader} step="business">
          <BusinessFacts trader={trader} />
        </Part>
        <Part trader={trader} step="papers">
          <Facts
            facts={[
              [t('trader.field.fssai'), trader.fssai ?? '–'],
              [t('trader.field.udyam'), trader.udyam ?? '–'],
            ]}
          />
        </Part>
        <Part trader={trader} step="payout">
          <Facts
            facts={[
              [t('trader.field.upiId'), trader.upiId ?? '–'],
              [
                t('trader.field.bank'),
                trader.bank ? `${trader.bank.bankCode} ••••${trader.bank.accountEnding}` : '–',
              ],
            ]}
          />
        </Part>
        <Part trader={trader} step="shop">
          {shops.length === 0 ? (
            <p>–</p>
          ) : (
            shops.map((shop) => (
              <p key={shop.shopId}>
                <strong>{shop.name}</strong>
                <br />
                {[shop.line1, shop.city, shop.pin].join(', ')}
              </p>
            ))
          )}
        </Part>
      </div>
      {maySend && missing.length === 0 && (
        <Form action={`/trade/business/${trader.traderId}/submit`} class="form">
          <p class="quiet">{t('trader.step.check.promise')}</p>
          <Button icon="check">{t('trader.step.check.send')}</Button>
        </Form>
      )}
    </StepPage>
  )
}

export function BusinessFacts({ trader }: { trader: Trader }) {
  const { t } = useView()
  return (
    <Facts
      facts={[
        [t('trader.field.legalName'), trader.legalName],
        [t('trader.field.tradeName'), trader.tradeName],
        [t('trader.field.tiers'), trader.tiers.map((tier) => t(`trader.tier.${tier}`)).join(', ')],
        [t('trader.field.pan'), trader.pan],
        trader.gstin === null
          ? [t('trader.field.enrolmentId'), trader.enrolmentId ?? '–']
          : [t('trader.field.gstin'), trader.gstin],
      ]}
    />
  )
}

function Part({ trader, step, children }: { trader: Trader; step: Step; children: ComponentChildren }) {
  const { t } = useView()
  return (
    <Card title={t(`trader.step.${step}.name`)}>
      {children}
      <p>
        <a class="button quiet small" href={stepUrl(trader, step)}>
          <Icon name="edit" />
          <span>
            {t('common.action.change')}
            <span class="unseen"> {t(`trader.step.${step}.name`)}</span>
          </span>
        </a>
      </p>
    </Card>
  )
}

/** What keeps a trader from being sent, as the API will say it. */
const missingIn = (trader: Trader, shops: readonly Shop[]) =>
  [
    trader.gstin === null &&
      trader.enrolmentId === null && { step: 'business' as const, text: 'trader.missing.gstin' as const },
    trader.upiId === null &&
      trader.bank === null && { step: 'payout' as const, text: 'trader.missing.payout' as const },
    shops.length === 0 && { step: 'shop' as const, text: 'trader.missing.shop' as const },
  ].filter((one) => one !== false)
