import type { TestCard } from './test-card.ts'

interface Use {
  /** The owner is not there. */
  offSession?: boolean | undefined
  /** The card was set up for payments without its owner. */
  isSetUp?: boolean
  /** The payment asks for 3D Secure (`request_three_d_secure`). */
  isRequested?: boolean
}

function isNeeded({ authenticate }: TestCard, { isRequested, isSetUp, offSession }: Use): boolean {
  switch (authenticate) {
    case 'always':
      return true
    case 'unless set up':
      return !isSetUp
    case 'on session':
      return !offSession
    case 'on request':
      return isRequested === true
    default:
      return false
  }
}

/**
 * What a card's bank does before a payment: nothing, it has the owner confirm it, it is sure without that, or its 3D
 * Secure fails. https://docs.stripe.com/testing#regulatory-cards
 */
export function authenticationFor(card: TestCard | undefined, use: Use): 'challenge' | 'frictionless' | 'error' | null {
  if (!card || !isNeeded(card, use)) return null
  return card.threeDSecure === 'error' || card.threeDSecure === 'frictionless' ? card.threeDSecure : 'challenge'
}
