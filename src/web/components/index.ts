export { Announcements } from './announcements.tsx'
export { Button, type ButtonTone, LinkButton } from './button.tsx'
export { BarChart, type ChartPoint } from './chart.tsx'
export { ContactCard } from './contact.tsx'
export { DocumentsCard } from './documents.tsx'
export {
  Checkbox,
  CheckboxGroup,
  type Choice,
  Field,
  FieldFrame,
  Form,
  HiddenField,
  RadioGroup,
  Select,
  TextArea,
} from './form.tsx'
export { goodsName, packOf, searchOf } from './goods.ts'
export { Icon, type IconName, icon, iconNames } from './icon.tsx'
export { LabelLinks } from './label-links.tsx'
export {
  Badge,
  Card,
  type Column,
  Facts,
  Figures,
  PageHead,
  Pager,
  Steps,
  Table,
  Tabs,
  Timeline,
  type TimelineEntry,
} from './layout.tsx'
export { Live } from './live.tsx'
export { markup } from './markup.ts'
export { Empty, Notice, ProblemNotice } from './message.tsx'
export {
  ParcelFacts,
  ParcelFields,
  ParcelForm,
  type ParcelGoods,
  packSizeOf,
  parcelErrors,
  parcelFields,
  parcelOf,
  parcelTyped,
  sizeText,
} from './parcel.tsx'
export { type MapPoint, PinMap } from './pin-map.tsx'
export { PlaceFinder } from './place-finder.tsx'
export { QrCode } from './qr.tsx'
export { returnEntries } from './returns.ts'
export { BrokenPromises, delayCosts, LaneScores } from './scores.tsx'
export {
  SettlementFiles,
  SettlementForm,
  SettlementLines,
  SettlementProblem,
  type SettlementReport,
  SettlementState,
} from './settlements.tsx'
export { placeOf, WrongSheet } from './sheet.tsx'
export { Code, Copy, Money, Price, priceOf, Stars } from './value.tsx'
