import type { Problem, Reply } from '../api/client.ts'
import {
  Button,
  Checkbox,
  Form,
  HiddenField,
  PageHead,
  ProblemNotice,
  RadioGroup,
  Select,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { ShopDesk } from './desk.ts'
import { DeskBar } from './desk.view.tsx'
import { ShopTabs } from './shop.view.tsx'

export const strategies = ['balanced', 'cheapest', 'fastest'] as const

export function DeliveryPage({
  desk,
  choice,
  problem,
}: {
  desk: ShopDesk
  choice: Reply<'getDeliveryChoice'>
  problem?: Problem | undefined
}) {
  const { t } = useView()
  return (
    <div class="stack">
      <DeskBar desk={desk} />
      <PageHead title={t('trader.delivery.title')} lead={t('trader.delivery.lead')} />
      <ShopTabs current="delivery" />
      <ProblemNotice problem={problem} rename={{}} />
      <Form action="/trade/shop/delivery">
        <HiddenField name="version" value={choice.version} />
        <RadioGroup
          name="strategy"
          label={t('trader.delivery.strategy')}
          value={choice.strategy}
          choices={strategies.map((value) => ({ value, label: t(`trader.delivery.strategy.${value}`) }))}
        />
        <Select
          name="preferred"
          label={t('trader.delivery.preferred')}
          value={choice.preferred ?? ''}
          choices={[
            { value: '', label: t('trader.delivery.nobody') },
            ...choice.providers.map(({ providerId, name }) => ({ value: providerId, label: name })),
          ]}
        />
        <fieldset class="group">
          <legend>{t('trader.delivery.blocked')}</legend>
          {choice.providers.length === 0 && <p class="quiet">{t('trader.delivery.noneHere')}</p>}
          {choice.providers.map(({ providerId, name }) => (
            <Checkbox
              key={providerId}
              name={`block.${providerId}`}
              label={name}
              checked={choice.blocked.includes(providerId)}
            />
          ))}
        </fieldset>
        <Checkbox name="alwaysItself" label={t('trader.delivery.itself')} checked={choice.alwaysItself} />
        <Button icon="check">{t('common.action.save')}</Button>
        <p class="quiet">
          {t('trader.delivery.how')} <a href="/v1/dispatch/weights">{t('trader.delivery.weights')}</a>.
        </p>
      </Form>
    </div>
  )
}
