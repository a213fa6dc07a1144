export {
  type PaymentState,
  paymentStates,
  paymentTransitions,
  type RefundState,
  refundStates,
  refundTransitions,
} from './payments.states.ts'
