type AddressParam = { [part in 'city' | 'country' | 'line1' | 'line2' | 'postal_code' | 'state']?: string }

/** An address with every part, as Stripe shows it. */
export const fullAddress = (of: AddressParam) => ({
  city: of.city ?? null,
  country: of.country ?? null,
  line1: of.line1 ?? null,
  line2: of.line2 ?? null,
  postal_code: of.postal_code ?? null,
  state: of.state ?? null,
})

interface ShippingParam {
  address: AddressParam
  name: string
  phone?: string | null
}

/** Where and to whom something is shipped. */
export const shippingOf = (of: ShippingParam) => ({
  address: fullAddress(of.address),
  name: of.name,
  phone: of.phone ?? null,
})
