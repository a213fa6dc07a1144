import type { Problem } from '../api/client.ts'
import { Button, Card, Field, Form, HiddenField, Notice, ProblemNotice } from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'

interface SignInForm {
  /** Where the visitor wanted to go. */
  next: string
  phone: string | undefined
  problem: Problem | undefined
}

export function PhoneForm({ next, phone, problem }: SignInForm) {
  const view = useView()
  const { t } = view
  return (
    <div class="sign-in">
      <h1>{t('common.signIn.title')}</h1>
      <p class="lead">{t('common.signIn.lead')}</p>
      <ProblemNotice problem={problem} />
      <Card>
        <Form action="/sign-in">
          <HiddenField name="next" value={next} />
          <Field
            name="phone"
            label={t('common.signIn.phone')}
            hint={t('common.signIn.phoneHint')}
            error={fieldTexts(view, problem).phone}
            type="tel"
            inputMode="tel"
            autoComplete="tel-national"
            maxLength={20}
            value={phone}
          />
          <Button wide>{t('common.signIn.send')}</Button>
        </Form>
      </Card>
    </div>
  )
}

export function CodeForm({ next, phone, problem }: SignInForm) {
  const view = useView()
  const { t } = view
  return (
    <div class="sign-in">
      <h1>{t('common.signIn.title')}</h1>
      {problem ? (
        <ProblemNotice problem={problem} />
      ) : (
        <Notice>{t('common.signIn.codeSent', { phone: phone ?? '' })}</Notice>
      )}
      <Card>
        <Form action="/sign-in/code">
          <HiddenField name="next" value={next} />
          <HiddenField name="phone" value={phone ?? ''} />
          <Field
            name="code"
            label={t('common.signIn.code')}
            hint={t('common.signIn.codeHint')}
            error={fieldTexts(view, problem).code}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={8}
            size={10}
            autoFocus
          />
          <Button wide>{t('common.signIn.enter')}</Button>
        </Form>
      </Card>
      <div class="row">
        <Form action="/sign-in" class="inline">
          <HiddenField name="next" value={next} />
          <HiddenField name="phone" value={phone ?? ''} />
          <Button tone="quiet">{t('common.signIn.again')}</Button>
        </Form>
        <a class="button quiet" href={`/sign-in?next=${encodeURIComponent(next)}`}>
          {t('common.signIn.otherNumber')}
        </a>
      </div>
    </div>
  )
}
