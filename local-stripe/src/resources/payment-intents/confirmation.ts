export interface Confirmation {
  returnUrl?: string | undefined
  offSession?: boolean
  errorOnRequiresAction?: boolean | undefined
  /** A customer who is absent can act later, as one can on an invoice. */
  actionCanWait?: boolean
  /** The customer has shown that the card is theirs. */
  authenticated?: boolean
}

export const confirmationOf = (params: {
  return_url?: string | undefined
  off_session?: boolean | string | null
  error_on_requires_action?: boolean
}): Confirmation => ({
  returnUrl: params.return_url,
  offSession: Boolean(params.off_session),
  errorOnRequiresAction: params.error_on_requires_action,
})
