/** The version of Stripe's API that everything here is written for ({@link https://docs.stripe.com/api/versioning}). */
export const API_VERSION = '2026-10-28.endive'
