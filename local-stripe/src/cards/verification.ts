import type { TestCard } from './test-card.ts'

interface Checks {
  address_line1_check: string | null
  address_postal_code_check: string | null
  cvc_check: string | null
}

interface Entered {
  cvc: boolean
  address: { line1: string | null; postal_code: string | null } | null
}

const toCheck = (isGiven: boolean) => (isGiven ? 'unchecked' : null)

/** The checks of a card that no bank has seen yet: only what was entered with it is checked. */
export const uncheckedFrom = ({ address, cvc }: Entered): Checks => ({
  address_line1_check: toCheck(!!address?.line1),
  address_postal_code_check: toCheck(!!address?.postal_code),
  cvc_check: toCheck(cvc),
})

/**
 * What the bank says of a card's checks when the card is kept or charged. The test cards whose address line fails need
 * no address for it. https://docs.stripe.com/disputes/prevention/verification
 */
export function verified(card: TestCard | undefined, before: Checks): Checks {
  const { cvc, line1, postalCode } = card?.checks ?? {}
  const answer = (check: string | null, outcome = 'pass', isAsked = check !== null) => (isAsked ? outcome : null)
  return {
    address_line1_check: answer(before.address_line1_check, line1, line1 ? true : undefined),
    address_postal_code_check: answer(before.address_postal_code_check, postalCode, line1 ? true : undefined),
    cvc_check: answer(before.cvc_check, cvc),
  }
}
