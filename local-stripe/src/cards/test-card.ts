import type { Decline } from './declines.ts'

type Check = 'fail' | 'unavailable'

/** What becomes of a charge after it has succeeded. */
export type Dispute = 'fraudulent' | 'inquiry' | 'multiple' | 'noncompliant' | 'product_not_received' | 'warning'

export interface TestCard {
  /** What a payment method keeps to find its card again. */
  key: string
  number: string
  brand: string
  /** The networks that it can be charged through, where there is more than its brand's. */
  networks: readonly string[]
  country: string
  funding: 'credit' | 'debit' | 'prepaid'
  /** The ids under which Stripe's API knows a payment method with this card. */
  names: readonly string[]
  decline?: Decline
  /** It is declined when it is charged, but can be kept for later. */
  isKeepable?: boolean
  checks?: { cvc?: Check; line1?: Check; postalCode?: Check }
  risk?: 'elevated' | 'highest'
  /**
   * When its bank asks the owner to confirm a payment: always, only until it was set up for later, with the owner
   * present, or when the payment asks for it (`request_three_d_secure`).
   */
  authenticate?: 'always' | 'unless set up' | 'on session' | 'on request'
  /** The bank's answer to 3D Secure, where it is not that the owner confirms. */
  threeDSecure?: 'error' | 'frictionless' | 'unsupported'
  dispute?: Dispute
  /** A refund of it begins as pending and succeeds later, or begins as succeeded and fails later. */
  refund?: 'succeeds later' | 'fails later'
  /** Its charges are in the available balance at once. */
  bypassesPending?: boolean
}
