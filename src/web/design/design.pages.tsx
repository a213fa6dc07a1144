import {
  Badge,
  BarChart,
  Button,
  Card,
  CheckboxGroup,
  Code,
  Copy,
  DocumentsCard,
  Empty,
  Facts,
  Field,
  Figures,
  Icon,
  iconNames,
  LinkButton,
  Notice,
  PageHead,
  PinMap,
  Price,
  QrCode,
  RadioGroup,
  Select,
  Stars,
  Steps,
  Table,
  Tabs,
  TextArea,
  Timeline,
} from '../components/index.ts'
import { html, type WebRoutes } from '../page/index.ts'

/**
 * Every component once, as it looks and as it answers, for who makes pages. Its words are specimens and stay as
 * they are in every language.
 */
export const designPages: WebRoutes = (pages) => {
  pages('consumer').get('/design', { access: 'anyone' }, (view) =>
    html({ title: view.t('common.design.title'), body: <Specimens title={view.t('common.design.title')} /> }),
  )
}

const choices = [
  { value: 'one', label: 'आटा · Atta', hint: 'Chakki fresh, 5 kg' },
  { value: 'two', label: 'चावल · Rice', hint: 'Sona masoori, 10 kg' },
]

const papers = {
  items: [
    {
      documentId: 'doc_01jd3h5w6nfz8t6m3m3m3m3m3m',
      kind: 'gstCertificate' as const,
      name: 'gst.pdf',
      contentType: 'application/pdf' as const,
      bytes: 184_320,
      addedAt: '2026-11-20T06:30:00.000Z',
    },
  ],
  mayAdd: true,
  mayRemove: true,
}

const Specimens = ({ title }: { title: string }) => (
  <>
    <PageHead
      title={title}
      lead="Calm grounds, one colour to press, one to mark."
      back={{ href: '/', text: 'Back' }}
    >
      <Button tone="plain" type="button" icon="print">
        Print
      </Button>
    </PageHead>
    <Card title="Buttons">
      <div class="row">
        <Button type="button">Main</Button>
        <Button type="button" tone="plain" icon="plus">
          Plain
        </Button>
        <Button type="button" tone="quiet">
          Quiet
        </Button>
        <Button type="button" tone="danger" icon="trash">
          Danger
        </Button>
        <Button type="button" disabled>
          Disabled
        </Button>
        <LinkButton href="#fields" tone="plain" icon="arrow">
          A link
        </LinkButton>
      </div>
    </Card>
    <Card title="Messages">
      <Notice>Something to know.</Notice>
      <Notice tone="good">Something went well.</Notice>
      <Notice tone="warning">Something to watch.</Notice>
      <Notice tone="bad">Something was refused.</Notice>
      <Empty icon="basket" title="Your basket is empty.">
        <LinkButton href="/">Look around</LinkButton>
      </Empty>
    </Card>
    <Card title="Fields" id="fields">
      <div class="form">
        <Field name="name" label="Name of the shop" hint="As it is on the board" value="Annapurna Stores" />
        <Field name="price" label="Price" before="₹" inputMode="decimal" size={8} value="245.00" />
        <Field
          name="gstin"
          label="GSTIN"
          error="The last character does not fit the others."
          value="29ABCDE1234F1Z0"
          upperCase
        />
        <Select name="pack" label="Pack" choices={choices} value="one" />
        <RadioGroup name="radio" label="Only one" choices={choices} value="one" />
        <CheckboxGroup name="many" label="As many as you like" choices={choices} values={['two']} />
        <TextArea name="words" label="In your words" optional />
      </div>
    </Card>
    <DocumentsCard documents={papers} at="#documents" action="#documents" />
    <Card title="States, values, facts">
      <div class="row">
        <Badge>neutral</Badge>
        <Badge tone="good">delivered</Badge>
        <Badge tone="warning">waiting</Badge>
        <Badge tone="bad">refused</Badge>
        <Badge tone="info">on its way</Badge>
        <Price paise={24_500} mrpPaise={26_000} />
        <Stars mean={4.3} label="4.3 of 5 stars" />
      </div>
      <Figures
        figures={[
          { label: 'Orders', value: '1,24,530', note: 'today' },
          { label: 'Stuck', value: '3', tone: 'bad' },
          { label: 'On time', value: '97.2%', tone: 'good' },
        ]}
      />
      <Facts
        facts={[
          ['Net quantity', '5 kg'],
          ['Country of origin', 'India'],
        ]}
      />
      <div class="row">
        <Code code="482913" label="Delivery code" />
        <Copy text="ord_01jd3x7f8z" label="order number" />
        <QrCode text="ord_01jd3x7f8z" label="The order number as a QR code" />
      </div>
    </Card>
    <Card title="Where one is">
      <Steps steps={['Basket', 'Address', 'Payment']} current={1} />
      <Tabs
        label="Views"
        tabs={[
          { href: '#a', text: 'To accept', count: 4, current: true },
          { href: '#b', text: 'Packed', count: 12, current: false },
        ]}
      />
      <Timeline
        entries={[
          { title: 'Accepted by the shop', at: '2026-11-22T05:00:00Z', state: 'done' },
          { title: 'On its way', note: 'Rider is 2 km away', at: '2026-11-22T05:30:00Z', state: 'now' },
          { title: 'Delivered', state: 'coming' },
        ]}
      />
    </Card>
    <Card title="Rows">
      <Table
        caption="Goods"
        columns={[
          { title: 'Goods', cell: (row) => row.name, isName: true },
          { title: 'Stock', cell: (row) => row.stock, align: 'end' },
        ]}
        rows={[
          { name: 'Toor dal 1 kg', stock: 24 },
          { name: 'Jeera 100 g', stock: 0 },
        ]}
        keyOf={(row) => row.name}
      />
    </Card>
    <Card title="Pictures">
      <BarChart
        title="Orders by day"
        points={['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map((label, at) => ({
          label,
          value: [12, 18, 9, 22, 31, 44, 38][at]!,
        }))}
        show={String}
      />
      <PinMap
        label="Two shops around a place"
        circleMetres={1500}
        points={[
          { lat: 12.97, lng: 77.59, tone: 'here', label: 'Here' },
          { lat: 12.975, lng: 77.6, tone: 'main', label: 'Annapurna Stores' },
          { lat: 12.964, lng: 77.585, tone: 'main', label: 'Sri Krishna Provision' },
        ]}
      />
      <ul class="row plain-list">
        {iconNames.map((name) => (
          <li key={name}>
            <Icon name={name} /> <small>{name}</small>
          </li>
        ))}
      </ul>
    </Card>
  </>
)
