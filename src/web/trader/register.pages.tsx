import type { Problem } from '../api/client.ts'
import { DocumentsCard } from '../components/index.ts'
import { attempt, fragment, html, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { chooseDesk, type Trader } from './desk.ts'
import { documentsUrl } from './documents.pages.tsx'
import {
  businessOf,
  checksOf,
  checkText,
  errorsOf,
  papersOf,
  payoutOf,
  type Step,
  steps,
} from './register.forms.ts'
import { NumberJudgement, NumbersStep, stepUrl } from './register.view.tsx'
import { CheckStep } from './register-check.view.tsx'
import { type ShopValues, shopBodyOf, shopErrorsOf, shopValues, valuesOfForm } from './shop.forms.ts'
import { ShopStep } from './shop-form.view.tsx'

type NumbersStepName = Exclude<Step, 'shop' | 'check'>
const isNumbersStep = (step: Step): step is NumbersStepName => step !== 'shop' && step !== 'check'

const numbersIn = ({ legalName, tradeName, pan, gstin, enrolmentId, udyam, fssai, upiId }: Trader) => ({
  legalName,
  tradeName,
  pan,
  gstin,
  enrolmentId,
  udyam,
  fssai,
  upiId,
})

/** Registration in steps; the same pages mend a trader that was sent back, and change one that is verified. */
export const registerPages: WebRoutes = (pages) => {
  const on = pages('trader')

  const numbersPage = async (
    view: View,
    step: NumbersStepName,
    trader: Trader | undefined,
    problem?: Problem,
  ) => {
    const posted = view.request.method === 'POST'
    const papers =
      step === 'papers' && trader
        ? await view.api('listTraderDocuments', { params: { traderId: trader.traderId } })
        : undefined
    return html({
      title: view.t(`trader.step.${step}.title`),
      status: problem?.status ?? 200,
      current: '/trade/shop',
      body: (
        <NumbersStep
          trader={trader}
          step={step}
          values={posted ? view.form : trader ? numbersIn(trader) : {}}
          tiers={posted ? view.formAll('tiers') : (trader?.tiers ?? ['retailer'])}
          errors={await errorsOf(view, problem)}
          problem={problem}
        >
          {trader && papers && (
            <DocumentsCard documents={papers} at="/trade/documents" action={documentsUrl(trader)} />
          )}
        </NumbersStep>
      ),
    })
  }

  on.get('/trade/register', { access: 'signedIn' }, (view) => numbersPage(view, 'business', undefined))

  on.post('/trade/register', { access: 'signedIn' }, async (view) => {
    const made = await attempt(() => view.api('registerTrader', { body: businessOf(view) }))
    if (!made.ok) return numbersPage(view, 'business', undefined, made.problem)
    chooseDesk(view, made.value.traderId, undefined)
    return seeOther(stepUrl(made.value, 'papers'), 'trader.step.saved')
  })

  on.post('/trade/check', { access: 'signedIn' }, async (view) => {
    const check = (await checksOf(view)).find(({ field }) => field === view.query.field)
    return fragment(check ? <NumberJudgement ok={check.ok} text={checkText(view, check)} /> : null)
  })

  const traderOf = (view: View) => view.api('getTrader', { params: { traderId: view.params.traderId! } })
  const shopsOf = async (view: View) =>
    (await view.api('listShops', { params: { traderId: view.params.traderId! }, query: { limit: 100 } }))
      .items

  const shopStep = (view: View, trader: Trader, values: ShopValues, problem?: Problem) =>
    html({
      title: view.t('trader.step.shop.title'),
      status: problem?.status ?? 200,
      current: '/trade/shop',
      islands: ['place'],
      body: (
        <ShopStep trader={trader} values={values} errors={shopErrorsOf(view, problem)} problem={problem} />
      ),
    })

  const checkStep = async (view: View, trader: Trader, problem?: Problem) =>
    html({
      title: view.t('trader.step.check.title'),
      status: problem?.status ?? 200,
      current: '/trade/shop',
      body: <CheckStep trader={trader} shops={await shopsOf(view)} problem={problem} />,
    })

  for (const step of steps) {
    on.get(`/trade/business/:traderId/${step}`, { access: 'signedIn' }, async (view) => {
      const trader = await traderOf(view)
      if (step === 'check') return checkStep(view, trader)
      if (step !== 'shop') return numbersPage(view, step, trader)
      const [shop] = await shopsOf(view)
      // A shop that is there is changed on its own page.
      if (shop && view.query.further === undefined) {
        chooseDesk(view, trader.traderId, shop.shopId)
        return seeOther(trader.status === 'draft' ? '/trade/shop/edit?then=check' : '/trade/shop/edit')
      }
      return shopStep(view, trader, shopValues(undefined, trader))
    })
  }

  on.post('/trade/business/:traderId/submit', { access: 'signedIn' }, async (view) => {
    const { traderId } = view.params as { traderId: string }
    const sent = await attempt(() => view.api('submitTrader', { params: { traderId } }))
    if (!sent.ok) return checkStep(view, await traderOf(view), sent.problem)
    return seeOther('/trade', 'trader.step.check.sent')
  })

  on.post('/trade/business/:traderId/shop', { access: 'signedIn' }, async (view) => {
    const params = { traderId: view.params.traderId! }
    const added = await attempt(() => view.api('addShop', { params, body: shopBodyOf(view) }))
    if (!added.ok) return shopStep(view, await traderOf(view), valuesOfForm(view), added.problem)
    chooseDesk(view, params.traderId, added.value.shopId)
    return seeOther(stepUrl(params, 'check'), 'trader.step.saved')
  })

  for (const step of steps.filter(isNumbersStep)) {
    on.post(`/trade/business/:traderId/${step}`, { access: 'signedIn' }, async (view) => {
      const params = { traderId: view.params.traderId! }
      const body = { business: businessOf, papers: papersOf, payout: payoutOf }[step](view)
      const changed = await attempt(() => view.api('changeTrader', { params, body }))
      if (!changed.ok) return numbersPage(view, step, await traderOf(view), changed.problem)
      return seeOther(afterStep(step, changed.value), 'trader.step.saved')
    })
  }
}

/** Where it goes on: a draft to the next step, a trader that was sent back to the check, others to their papers. */
function afterStep(step: NumbersStepName, trader: Trader): string {
  if (trader.status === 'draft') return stepUrl(trader, steps[steps.indexOf(step) + 1] ?? 'check')
  return trader.status === 'sentBack' ? stepUrl(trader, 'check') : '/trade/shop/business'
}
