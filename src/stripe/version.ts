/** The pinned version of Stripe's API ({@link https://docs.stripe.com/api/versioning}). */
export const API_VERSION = '2026-10-28.endive'
