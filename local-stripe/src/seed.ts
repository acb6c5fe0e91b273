/** Answers a call of Stripe's API with the object that it makes. */
export type Call = (endpoint: string, params: Record<string, string>) => Promise<{ id: string; object: string }>

/**
 * A small shop: products with prices, customers, a subscription, an unpaid invoice, discounts, a checkout and a disputed
 * payment. Answers for what it made.
 */
export async function seed(call: Call): Promise<Record<string, string[]>> {
  const made: Record<string, string[]> = {}
  const create = async (endpoint: string, params: Record<string, string>) => {
    const { id, object } = await call(endpoint, params)
    made[object] = [...(made[object] ?? []), id]
    return id
  }
  const product = (name: string, description: string) => create('/v1/products', { name, description })
  const price = (of: string, amount: number, interval?: string) =>
    create('/v1/prices', {
      product: of,
      currency: 'eur',
      unit_amount: String(amount),
      ...(interval !== undefined && { 'recurring[interval]': interval }),
    })

  const [mug, shirt, membership] = [
    await product('Mug', 'A white mug for tea or coffee.'),
    await product('T-shirt', 'Organic cotton.'),
    await product('Membership', 'Access to everything in the shop.'),
  ]
  const mugPrice = await price(mug, 1_200)
  const shirtPrice = await price(shirt, 2_500)
  const monthly = await price(membership, 900, 'month')
  await price(membership, 9_000, 'year')

  const jenny = await create('/v1/customers', { name: 'Jenny Rosen', email: 'jenny.rosen@example.com' })
  const omar = await create('/v1/customers', { name: 'Omar Haddad', email: 'omar.haddad@example.com' })
  await create('/v1/customers', { name: 'Mei Tanaka', email: 'mei.tanaka@example.com' })

  await create('/v1/payment_intents', {
    amount: '2500',
    currency: 'eur',
    confirm: 'true',
    payment_method: 'pm_card_createDispute',
    'automatic_payment_methods[enabled]': 'true',
    'automatic_payment_methods[allow_redirects]': 'never',
  })

  const card = await create('/v1/payment_methods/pm_card_visa/attach', { customer: jenny })
  await call(`/v1/customers/${jenny}`, { 'invoice_settings[default_payment_method]': card })
  await create('/v1/subscriptions', { customer: jenny, 'items[0][price]': monthly })

  const invoice = await create('/v1/invoices', {
    customer: omar,
    currency: 'eur',
    collection_method: 'send_invoice',
    days_until_due: '30',
  })
  await create('/v1/invoiceitems', { customer: omar, invoice, 'pricing[price]': shirtPrice, quantity: '2' })
  await call(`/v1/invoices/${invoice}/finalize`, {})

  const coupon = await create('/v1/coupons', { name: 'Welcome', percent_off: '10', duration: 'once' })
  await create('/v1/promotion_codes', { 'promotion[type]': 'coupon', 'promotion[coupon]': coupon, code: 'WELCOME10' })
  await create('/v1/tax_rates', { display_name: 'VAT', percentage: '19', inclusive: 'true' })
  await create('/v1/shipping_rates', {
    display_name: 'Parcel',
    type: 'fixed_amount',
    'fixed_amount[amount]': '495',
    'fixed_amount[currency]': 'eur',
  })
  await create('/v1/checkout/sessions', {
    mode: 'payment',
    success_url: 'https://example.com/thanks',
    'line_items[0][price]': mugPrice,
    'line_items[0][quantity]': '1',
  })
  return made
}
