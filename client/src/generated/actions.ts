import type Stripe from 'stripe'
import type { CallOptions, Json, List, Metadata, Params, Search } from '../types.ts'

/**
 * One method for each action.
 */
export interface Client {
  /**
   * List products.
   *
   * Returns the products of the account, newest first, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/products/list}
   */
  listProducts(input?: ListProductsInput, options?: CallOptions): List<Stripe.Product>

  /**
   * Retrieve a product by ID.
   *
   * Returns a product.
   *
   * @see {@link https://docs.stripe.com/api/products/retrieve}
   */
  retrieveProduct(input: RetrieveProductInput, options?: CallOptions): Promise<Json<Stripe.Product>>

  /**
   * Create a product.
   *
   * Creates a product; give it a price to sell it.
   *
   * @see {@link https://docs.stripe.com/api/products/create}
   */
  createProduct(input: CreateProductInput, options?: CallOptions): Promise<Json<Stripe.Product>>

  /**
   * Update a product.
   *
   * Updates a product. Fields that you leave out keep their values.
   *
   * @see {@link https://docs.stripe.com/api/products/update}
   */
  updateProduct(input: UpdateProductInput, options?: CallOptions): Promise<Json<Stripe.Product>>

  /**
   * Delete a product.
   *
   * Permanently deletes a product. Stripe refuses it once the product has a price: make it inactive instead.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/products/delete}
   */
  deleteProduct(input: DeleteProductInput, options?: CallOptions): Promise<Json<Stripe.DeletedProduct>>

  /**
   * List prices.
   *
   * Returns the prices of the account, newest first, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/prices/list}
   */
  listPrices(input?: ListPricesInput, options?: CallOptions): List<Stripe.Price>

  /**
   * Retrieve a price by ID.
   *
   * Returns a price.
   *
   * @see {@link https://docs.stripe.com/api/prices/retrieve}
   */
  retrievePrice(input: RetrievePriceInput, options?: CallOptions): Promise<Json<Stripe.Price>>

  /**
   * Create a price.
   *
   * Creates a price for a product: one-time, or recurring for subscriptions. Its amount is final.
   *
   * @see {@link https://docs.stripe.com/api/prices/create}
   */
  createPrice(input: CreatePriceInput, options?: CallOptions): Promise<Json<Stripe.Price>>

  /**
   * Update a price.
   *
   * Updates a price. Fields that you leave out keep their values. An amount cannot change: create another price.
   *
   * @see {@link https://docs.stripe.com/api/prices/update}
   */
  updatePrice(input: UpdatePriceInput, options?: CallOptions): Promise<Json<Stripe.Price>>

  /**
   * Deactivate a price.
   *
   * Deactivates a price: it can no longer be bought. Existing subscriptions keep it. Update Price can activate it again.
   *
   * @see {@link https://docs.stripe.com/api/prices/update}
   */
  deactivatePrice(input: DeactivatePriceInput, options?: CallOptions): Promise<Json<Stripe.Price>>

  /**
   * List customers.
   *
   * Returns the customers of the account, newest first, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/customers/list}
   */
  listCustomers(input?: ListCustomersInput, options?: CallOptions): List<Stripe.Customer>

  /**
   * Retrieve a customer by ID.
   *
   * Returns a customer, or only that it was deleted.
   *
   * @see {@link https://docs.stripe.com/api/customers/retrieve}
   */
  retrieveCustomer(input: RetrieveCustomerInput, options?: CallOptions): Promise<Json<Stripe.Customer | Stripe.DeletedCustomer>>

  /**
   * Create a customer.
   *
   * Creates a customer, to bill and to find again. Stripe does not mind two with the same address.
   *
   * @see {@link https://docs.stripe.com/api/customers/create}
   */
  createCustomer(input?: CreateCustomerInput, options?: CallOptions): Promise<Json<Stripe.Customer>>

  /**
   * Update a customer.
   *
   * Updates a customer. Fields that you leave out keep their values.
   *
   * @see {@link https://docs.stripe.com/api/customers/update}
   */
  updateCustomer(input: UpdateCustomerInput, options?: CallOptions): Promise<Json<Stripe.Customer>>

  /**
   * Delete a customer.
   *
   * Permanently deletes a customer and ends its subscriptions immediately.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/customers/delete}
   */
  deleteCustomer(input: DeleteCustomerInput, options?: CallOptions): Promise<Json<Stripe.DeletedCustomer>>

  /**
   * List invoices.
   *
   * Returns the invoices of the account, newest first, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/invoices/list}
   */
  listInvoices(input?: ListInvoicesInput, options?: CallOptions): List<Stripe.Invoice>

  /**
   * Retrieve an invoice by ID.
   *
   * Returns an invoice.
   *
   * @see {@link https://docs.stripe.com/api/invoices/retrieve}
   */
  retrieveInvoice(input: RetrieveInvoiceInput, options?: CallOptions): Promise<Json<Stripe.Invoice>>

  /**
   * Create an invoice.
   *
   * Creates a draft invoice for a customer; add lines to it with Create Invoice Item.
   *
   * @see {@link https://docs.stripe.com/api/invoices/create}
   */
  createInvoice(input: CreateInvoiceInput, options?: CallOptions): Promise<Json<Stripe.Invoice>>

  /**
   * Update an invoice.
   *
   * Updates an invoice. Fields that you leave out keep their values. Most can change only on a draft.
   *
   * @see {@link https://docs.stripe.com/api/invoices/update}
   */
  updateInvoice(input: UpdateInvoiceInput, options?: CallOptions): Promise<Json<Stripe.Invoice>>

  /**
   * Delete a draft invoice.
   *
   * Permanently deletes a draft invoice. A finalized one can only be voided.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/invoices/delete}
   */
  deleteInvoice(input: DeleteInvoiceInput, options?: CallOptions): Promise<Json<Stripe.DeletedInvoice>>

  /**
   * List subscriptions.
   *
   * Returns the subscriptions of the account, newest first, a page at a time; canceled ones only on request.
   *
   * @see {@link https://docs.stripe.com/api/subscriptions/list}
   */
  listSubscriptions(input?: ListSubscriptionsInput, options?: CallOptions): List<Stripe.Subscription>

  /**
   * Retrieve a subscription by ID.
   *
   * Returns a subscription.
   *
   * @see {@link https://docs.stripe.com/api/subscriptions/retrieve}
   */
  retrieveSubscription(input: RetrieveSubscriptionInput, options?: CallOptions): Promise<Json<Stripe.Subscription>>

  /**
   * Create a subscription.
   *
   * Subscribes a customer to one or more recurring prices.
   *
   * @see {@link https://docs.stripe.com/api/subscriptions/create}
   */
  createSubscription(input: CreateSubscriptionInput, options?: CallOptions): Promise<Json<Stripe.Subscription>>

  /**
   * Update a subscription.
   *
   * Updates a subscription. Fields that you leave out keep their values.
   *
   * @see {@link https://docs.stripe.com/api/subscriptions/update}
   */
  updateSubscription(input: UpdateSubscriptionInput, options?: CallOptions): Promise<Json<Stripe.Subscription>>

  /**
   * Cancel a subscription.
   *
   * Ends a subscription immediately. To let it run to the end of the period, update it with Cancel at Period End.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/subscriptions/cancel}
   */
  cancelSubscription(input: CancelSubscriptionInput, options?: CallOptions): Promise<Json<Stripe.Subscription>>

  /**
   * List payment intents.
   *
   * Returns the payment intents of the account, newest first, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/payment_intents/list}
   */
  listPaymentIntents(input?: ListPaymentIntentsInput, options?: CallOptions): List<Stripe.PaymentIntent>

  /**
   * Retrieve a payment intent by ID.
   *
   * Returns a payment intent.
   *
   * @see {@link https://docs.stripe.com/api/payment_intents/retrieve}
   */
  retrievePaymentIntent(input: RetrievePaymentIntentInput, options?: CallOptions): Promise<Json<Stripe.PaymentIntent>>

  /**
   * Create a payment intent.
   *
   * Starts a payment, to be confirmed with its client_secret in the browser. With confirm, it is charged immediately.
   *
   * Destructive with `confirm`.
   *
   * @see {@link https://docs.stripe.com/api/payment_intents/create}
   */
  createPaymentIntent(input: CreatePaymentIntentInput, options?: CallOptions): Promise<Json<Stripe.PaymentIntent>>

  /**
   * Update a payment intent.
   *
   * Updates a payment intent that is not yet paid. Fields that you leave out keep their values.
   *
   * @see {@link https://docs.stripe.com/api/payment_intents/update}
   */
  updatePaymentIntent(input: UpdatePaymentIntentInput, options?: CallOptions): Promise<Json<Stripe.PaymentIntent>>

  /**
   * Cancel a payment intent.
   *
   * Permanently cancels a payment that has not been made; an amount held on a card is released.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/payment_intents/cancel}
   */
  cancelPaymentIntent(input: CancelPaymentIntentInput, options?: CallOptions): Promise<Json<Stripe.PaymentIntent>>

  /**
   * Refund a charge or payment intent.
   *
   * Refunds a payment, in full or in part.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/refunds/create}
   */
  refundPayment(input?: RefundPaymentInput, options?: CallOptions): Promise<Json<Stripe.Refund>>

  /**
   * Create a Stripe Checkout session (hosted payment page).
   *
   * Opens a payment page hosted by Stripe; send the customer to the url in the answer.
   *
   * @see {@link https://docs.stripe.com/api/checkout/sessions/create}
   */
  createCheckoutSession(input: CreateCheckoutSessionInput, options?: CallOptions): Promise<Json<Stripe.Checkout.Session>>

  /**
   * Update a checkout session.
   *
   * Updates an open session. Fields that you leave out keep their values.
   *
   * @see {@link https://docs.stripe.com/api/checkout/sessions/update}
   */
  updateCheckoutSession(input: UpdateCheckoutSessionInput, options?: CallOptions): Promise<Json<Stripe.Checkout.Session>>

  /**
   * Retrieve a checkout session by ID.
   *
   * Returns a session, to show the order on your success page.
   *
   * @see {@link https://docs.stripe.com/api/checkout/sessions/retrieve}
   */
  retrieveCheckoutSession(input: RetrieveCheckoutSessionInput, options?: CallOptions): Promise<Json<Stripe.Checkout.Session>>

  /**
   * List checkout sessions.
   *
   * Returns the checkout sessions of the account, newest first, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/checkout/sessions/list}
   */
  listCheckoutSessions(input?: ListCheckoutSessionsInput, options?: CallOptions): List<Stripe.Checkout.Session>

  /**
   * List line items for a checkout session.
   *
   * Returns the line items of a session, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/checkout/sessions/line_items}
   */
  listCheckoutSessionLineItems(input: ListCheckoutSessionLineItemsInput, options?: CallOptions): List<Stripe.LineItem>

  /**
   * Expire a checkout session.
   *
   * Permanently closes an open session, so that it can no longer be paid.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/checkout/sessions/expire}
   */
  expireCheckoutSession(input: ExpireCheckoutSessionInput, options?: CallOptions): Promise<Json<Stripe.Checkout.Session>>

  /**
   * Add a line item to a customer (or to a draft invoice).
   *
   * Adds a one-off charge, usage or credit to the next invoice of a customer, or to a draft invoice.
   *
   * @see {@link https://docs.stripe.com/api/invoiceitems/create}
   */
  createInvoiceItem(input?: CreateInvoiceItemInput, options?: CallOptions): Promise<Json<Stripe.InvoiceItem>>

  /**
   * Create a customer portal session.
   *
   * Returns a link to the page where a customer manages their own subscriptions, payment methods and invoices. Send the customer to the url in the answer; it works for a few minutes.
   *
   * @see {@link https://docs.stripe.com/api/customer_portal/sessions/create}
   */
  createBillingPortalSession(input: CreateBillingPortalSessionInput, options?: CallOptions): Promise<Json<Stripe.BillingPortal.Session>>

  /**
   * Create a customer session.
   *
   * Returns a client_secret with which Stripe's embedded components on your page, such as the pricing table or the saved cards, act for a customer. Pass it to that customer's browser only; it expires soon.
   *
   * @see {@link https://docs.stripe.com/api/customer_sessions/create}
   */
  createCustomerSession(input: CreateCustomerSessionInput, options?: CallOptions): Promise<Json<Stripe.CustomerSession>>

  /**
   * Search customers.
   *
   * Finds customers by e-mail address, name, phone number, metadata or time. Results may lag behind changes by a minute. Stripe allows 20 searches a second, and none to accounts in India.
   *
   * @see {@link https://docs.stripe.com/api/customers/search}
   */
  searchCustomers(input?: SearchCustomersInput, options?: CallOptions): Search<Stripe.Customer>

  /**
   * List a customer's payment methods.
   *
   * Returns the cards and other payment methods that a customer has saved, newest first, a page at a time. Use the ID of one to charge the customer.
   *
   * @see {@link https://docs.stripe.com/api/payment_methods/customer_list}
   */
  listCustomerPaymentMethods(input: ListCustomerPaymentMethodsInput, options?: CallOptions): List<Stripe.PaymentMethod>

  /**
   * Remove a customer's discount.
   *
   * Ends the discount that a customer has; later invoices no longer get it. Discounts of single subscriptions stay.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/discounts/delete}
   */
  deleteCustomerDiscount(input: DeleteCustomerDiscountInput, options?: CallOptions): Promise<Json<Stripe.DeletedDiscount>>

  /**
   * List a customer's tax IDs.
   *
   * Returns the tax IDs of a customer, such as VAT numbers, with the state of their verification, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/tax_ids/customer_list}
   */
  listCustomerTaxIds(input: ListCustomerTaxIdsInput, options?: CallOptions): List<Stripe.TaxId>

  /**
   * Add a tax ID to a customer.
   *
   * Adds a tax ID, such as a VAT number, which then appears on the customer's invoices. Stripe checks some types with the authorities later; see verification in the answer. A tax ID cannot be changed: delete it and add another.
   *
   * @see {@link https://docs.stripe.com/api/tax_ids/customer_create}
   */
  createCustomerTaxId(input: CreateCustomerTaxIdInput, options?: CallOptions): Promise<Json<Stripe.TaxId>>

  /**
   * Delete a tax ID of a customer.
   *
   * Permanently removes a tax ID from a customer. Invoices that are already finalized keep it.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/tax_ids/customer_delete}
   */
  deleteCustomerTaxId(input: DeleteCustomerTaxIdInput, options?: CallOptions): Promise<Json<Stripe.DeletedTaxId>>

  /**
   * List a customer's balance transactions.
   *
   * Returns every credit to and debit of a customer's balance, newest first, a page at a time. The ending_balance of each is the balance after it.
   *
   * @see {@link https://docs.stripe.com/api/customer_balance_transactions/list}
   */
  listCustomerBalanceTransactions(input: ListCustomerBalanceTransactionsInput, options?: CallOptions): List<Stripe.CustomerBalanceTransaction>

  /**
   * Credit or debit a customer's balance.
   *
   * Changes a customer's balance, which Stripe applies to their next invoices; no money moves now. The entry itself cannot be changed or deleted: to undo it, create one of the opposite amount.
   *
   * @see {@link https://docs.stripe.com/api/customer_balance_transactions/create}
   */
  createCustomerBalanceTransaction(input: CreateCustomerBalanceTransactionInput, options?: CallOptions): Promise<Json<Stripe.CustomerBalanceTransaction>>

  /**
   * Search products.
   *
   * Finds products by name, description, URL, state or metadata. Results may lag behind changes by a minute. Stripe allows 20 searches a second, and none to accounts in India.
   *
   * @see {@link https://docs.stripe.com/api/products/search}
   */
  searchProducts(input?: SearchProductsInput, options?: CallOptions): Search<Stripe.Product>

  /**
   * Search prices.
   *
   * Finds prices by product, lookup key, currency, type, state or metadata. Results may lag behind changes by a minute. Stripe allows 20 searches a second, and none to accounts in India.
   *
   * @see {@link https://docs.stripe.com/api/prices/search}
   */
  searchPrices(input?: SearchPricesInput, options?: CallOptions): Search<Stripe.Price>

  /**
   * List shipping rates.
   *
   * Returns the shipping rates of the account, newest first, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/shipping_rates/list}
   */
  listShippingRates(input?: ListShippingRatesInput, options?: CallOptions): List<Stripe.ShippingRate>

  /**
   * Retrieve a shipping rate by ID.
   *
   * Returns a shipping rate.
   *
   * @see {@link https://docs.stripe.com/api/shipping_rates/retrieve}
   */
  retrieveShippingRate(input: RetrieveShippingRateInput, options?: CallOptions): Promise<Json<Stripe.ShippingRate>>

  /**
   * Create a shipping rate.
   *
   * Creates a shipping option with its price, to offer in checkout sessions and payment links under shipping_options. Its amount is final, and it cannot be deleted, only deactivated.
   *
   * @see {@link https://docs.stripe.com/api/shipping_rates/create}
   */
  createShippingRate(input: CreateShippingRateInput, options?: CallOptions): Promise<Json<Stripe.ShippingRate>>

  /**
   * Update a shipping rate.
   *
   * Updates a shipping rate. Fields that you leave out keep their values. Set active to false to stop offering it.
   *
   * @see {@link https://docs.stripe.com/api/shipping_rates/update}
   */
  updateShippingRate(input: UpdateShippingRateInput, options?: CallOptions): Promise<Json<Stripe.ShippingRate>>

  /**
   * List payment links.
   *
   * Returns the payment links of the account, newest first, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/payment-link/list}
   */
  listPaymentLinks(input?: ListPaymentLinksInput, options?: CallOptions): List<Stripe.PaymentLink>

  /**
   * Retrieve a payment link by ID.
   *
   * Returns a payment link, with the url to share.
   *
   * @see {@link https://docs.stripe.com/api/payment-link/retrieve}
   */
  retrievePaymentLink(input: RetrievePaymentLinkInput, options?: CallOptions): Promise<Json<Stripe.PaymentLink>>

  /**
   * Create a payment link.
   *
   * Creates a link to a payment page hosted by Stripe that any number of customers can use; each visit opens a new checkout session. Share the url in the answer. A link cannot be deleted, only deactivated.
   *
   * @see {@link https://docs.stripe.com/api/payment-link/create}
   */
  createPaymentLink(input: CreatePaymentLinkInput, options?: CallOptions): Promise<Json<Stripe.PaymentLink>>

  /**
   * Update a payment link.
   *
   * Updates a payment link. Fields that you leave out keep their values. Only the quantities of its items can change: to sell something else, create another link.
   *
   * @see {@link https://docs.stripe.com/api/payment-link/update}
   */
  updatePaymentLink(input: UpdatePaymentLinkInput, options?: CallOptions): Promise<Json<Stripe.PaymentLink>>

  /**
   * Deactivate a payment link.
   *
   * Closes a payment link: its page says that it is inactive. Update Payment Link can activate it again.
   *
   * @see {@link https://docs.stripe.com/api/payment-link/update}
   */
  deactivatePaymentLink(input: DeactivatePaymentLinkInput, options?: CallOptions): Promise<Json<Stripe.PaymentLink>>

  /**
   * List line items of a payment link.
   *
   * Returns the line items of a payment link, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/payment-link/retrieve-line-items}
   */
  listPaymentLinkLineItems(input: ListPaymentLinkLineItemsInput, options?: CallOptions): List<Stripe.LineItem>

  /**
   * Search payment intents.
   *
   * Finds payment intents by customer, state, amount, metadata or time. Results may lag behind changes by a minute. Stripe allows 20 searches a second, and none to accounts in India.
   *
   * @see {@link https://docs.stripe.com/api/payment_intents/search}
   */
  searchPaymentIntents(input?: SearchPaymentIntentsInput, options?: CallOptions): Search<Stripe.PaymentIntent>

  /**
   * Confirm a payment intent.
   *
   * Attempts the payment now: the customer is charged, or the amount is held if capture_method is manual. If the status in the answer is requires_action, let the customer complete next_action in the browser; after a decline, confirm again with another payment method.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/payment_intents/confirm}
   */
  confirmPaymentIntent(input: ConfirmPaymentIntentInput, options?: CallOptions): Promise<Json<Stripe.PaymentIntent>>

  /**
   * Capture a payment intent.
   *
   * Captures an amount held on a card, in full or in part, while the status is requires_capture. Unless final_capture is false, what is not captured is released. A payment that is never captured is canceled, by default after 7 days.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/payment_intents/capture}
   */
  capturePaymentIntent(input: CapturePaymentIntentInput, options?: CallOptions): Promise<Json<Stripe.PaymentIntent>>

  /**
   * Increase the amount held for a payment intent.
   *
   * Raises the amount that is held on a card before it is captured, for instance when a hotel stay is extended. Only some cards and kinds of business allow it, and Stripe limits the attempts per payment. After a decline, the first amount stays held.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/payment_intents/increment_authorization}
   */
  incrementPaymentIntentAuthorization(input: IncrementPaymentIntentAuthorizationInput, options?: CallOptions): Promise<Json<Stripe.PaymentIntent>>

  /**
   * List setup intents.
   *
   * Returns the setup intents of the account, newest first, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/setup_intents/list}
   */
  listSetupIntents(input?: ListSetupIntentsInput, options?: CallOptions): List<Stripe.SetupIntent>

  /**
   * Retrieve a setup intent by ID.
   *
   * Returns a setup intent; once its status is succeeded, payment_method is saved and can be charged.
   *
   * @see {@link https://docs.stripe.com/api/setup_intents/retrieve}
   */
  retrieveSetupIntent(input: RetrieveSetupIntentInput, options?: CallOptions): Promise<Json<Stripe.SetupIntent>>

  /**
   * Create a setup intent.
   *
   * Starts saving a card or another payment method for later, without charging it. Confirm it in the browser with its client_secret; with a customer, the payment method is then attached to them.
   *
   * Destructive with `confirm`.
   *
   * @see {@link https://docs.stripe.com/api/setup_intents/create}
   */
  createSetupIntent(input?: CreateSetupIntentInput, options?: CallOptions): Promise<Json<Stripe.SetupIntent>>

  /**
   * Update a setup intent.
   *
   * Updates a setup intent. Fields that you leave out keep their values. It does not confirm it.
   *
   * @see {@link https://docs.stripe.com/api/setup_intents/update}
   */
  updateSetupIntent(input: UpdateSetupIntentInput, options?: CallOptions): Promise<Json<Stripe.SetupIntent>>

  /**
   * Confirm a setup intent.
   *
   * Saves the payment method now, without charging it. If the status in the answer is requires_action, let the customer complete next_action in the browser; if saving fails, confirm again with another payment method.
   *
   * @see {@link https://docs.stripe.com/api/setup_intents/confirm}
   */
  confirmSetupIntent(input: ConfirmSetupIntentInput, options?: CallOptions): Promise<Json<Stripe.SetupIntent>>

  /**
   * Cancel a setup intent.
   *
   * Permanently cancels a setup intent that has not been completed; it can no longer be confirmed. A checkout session that uses it must be expired instead.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/setup_intents/cancel}
   */
  cancelSetupIntent(input: CancelSetupIntentInput, options?: CallOptions): Promise<Json<Stripe.SetupIntent>>

  /**
   * List payment methods.
   *
   * Returns saved payment methods, newest first, a page at a time; set customer to list those of one customer.
   *
   * @see {@link https://docs.stripe.com/api/payment_methods/list}
   */
  listPaymentMethods(input?: ListPaymentMethodsInput, options?: CallOptions): List<Stripe.PaymentMethod>

  /**
   * Retrieve a payment method by ID.
   *
   * Returns a payment method, such as the brand, last digits and expiry of a card.
   *
   * @see {@link https://docs.stripe.com/api/payment_methods/retrieve}
   */
  retrievePaymentMethod(input: RetrievePaymentMethodInput, options?: CallOptions): Promise<Json<Stripe.PaymentMethod>>

  /**
   * Create a payment method.
   *
   * Turns the token of a card, or the details of another way to pay, into a payment method. Attach it to a customer to keep it. To save a card that customers enter themselves, use a setup intent, which also has their bank approve later charges.
   *
   * @see {@link https://docs.stripe.com/api/payment_methods/create}
   */
  createPaymentMethod(input?: CreatePaymentMethodInput, options?: CallOptions): Promise<Json<Stripe.PaymentMethod>>

  /**
   * Update a payment method.
   *
   * Updates a payment method that is attached to a customer. Fields that you leave out keep their values. A card number cannot be changed: save the new card instead.
   *
   * @see {@link https://docs.stripe.com/api/payment_methods/update}
   */
  updatePaymentMethod(input: UpdatePaymentMethodInput, options?: CallOptions): Promise<Json<Stripe.PaymentMethod>>

  /**
   * Attach a payment method to a customer.
   *
   * Saves a payment method for a customer. To charge it later without them, save it with a setup intent instead, which has their bank approve that. To make it the default for invoices, set the customer's invoice_settings.
   *
   * @see {@link https://docs.stripe.com/api/payment_methods/attach}
   */
  attachPaymentMethod(input: AttachPaymentMethodInput, options?: CallOptions): Promise<Json<Stripe.PaymentMethod>>

  /**
   * Detach a payment method from its customer.
   *
   * Permanently removes a saved payment method from its customer: it can neither be charged nor attached again. Subscriptions that pay with it need another one.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/payment_methods/detach}
   */
  detachPaymentMethod(input: DetachPaymentMethodInput, options?: CallOptions): Promise<Json<Stripe.PaymentMethod>>

  /**
   * List charges.
   *
   * Returns the charges of the account, failed ones included, newest first, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/charges/list}
   */
  listCharges(input?: ListChargesInput, options?: CallOptions): List<Stripe.Charge>

  /**
   * Retrieve a charge by ID.
   *
   * Returns a charge: what was paid, how, what was refunded, and receipt_url, a page with the receipt.
   *
   * @see {@link https://docs.stripe.com/api/charges/retrieve}
   */
  retrieveCharge(input: RetrieveChargeInput, options?: CallOptions): Promise<Json<Stripe.Charge>>

  /**
   * Update a charge.
   *
   * Updates a charge. Fields that you leave out keep their values. A new receipt_email makes Stripe send the receipt there.
   *
   * @see {@link https://docs.stripe.com/api/charges/update}
   */
  updateCharge(input: UpdateChargeInput, options?: CallOptions): Promise<Json<Stripe.Charge>>

  /**
   * Search charges.
   *
   * Finds charges by customer, card, state, amount, metadata or time. Results may lag behind changes by a minute. Stripe allows 20 searches a second, and none to accounts in India.
   *
   * @see {@link https://docs.stripe.com/api/charges/search}
   */
  searchCharges(input?: SearchChargesInput, options?: CallOptions): Search<Stripe.Charge>

  /**
   * List refunds.
   *
   * Returns the refunds of the account, or those of one payment, newest first, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/refunds/list}
   */
  listRefunds(input?: ListRefundsInput, options?: CallOptions): List<Stripe.Refund>

  /**
   * Retrieve a refund by ID.
   *
   * Returns a refund; its status says whether the money has been sent back.
   *
   * @see {@link https://docs.stripe.com/api/refunds/retrieve}
   */
  retrieveRefund(input: RetrieveRefundInput, options?: CallOptions): Promise<Json<Stripe.Refund>>

  /**
   * Update a refund.
   *
   * Changes the metadata of a refund; Stripe lets nothing else be changed.
   *
   * @see {@link https://docs.stripe.com/api/refunds/update}
   */
  updateRefund(input: UpdateRefundInput, options?: CallOptions): Promise<Json<Stripe.Refund>>

  /**
   * Cancel a refund.
   *
   * Permanently cancels a refund that waits for the customer (status requires_action). Other refunds, including those to cards, cannot be canceled.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/refunds/cancel}
   */
  cancelRefund(input: CancelRefundInput, options?: CallOptions): Promise<Json<Stripe.Refund>>

  /**
   * List disputes.
   *
   * Returns the disputes (chargebacks) of the account, newest first, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/disputes/list}
   */
  listDisputes(input?: ListDisputesInput, options?: CallOptions): List<Stripe.Dispute>

  /**
   * Retrieve a dispute by ID.
   *
   * Returns a dispute: the bank's reason, the amount, and until when evidence can be sent.
   *
   * @see {@link https://docs.stripe.com/api/disputes/retrieve}
   */
  retrieveDispute(input: RetrieveDisputeInput, options?: CallOptions): Promise<Json<Stripe.Dispute>>

  /**
   * Send evidence for a dispute.
   *
   * Adds evidence to a dispute and, unless submit is false, sends it to the bank immediately. The bank usually accepts evidence only once, so collect it with submit false first. Give files by the ID that Stripe returned for the upload.
   *
   * @see {@link https://docs.stripe.com/api/disputes/update}
   */
  updateDispute(input: UpdateDisputeInput, options?: CallOptions): Promise<Json<Stripe.Dispute>>

  /**
   * Close a dispute.
   *
   * Accepts a dispute as lost. This is final: the customer keeps the disputed amount, and no more evidence can be sent.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/disputes/close}
   */
  closeDispute(input: CloseDisputeInput, options?: CallOptions): Promise<Json<Stripe.Dispute>>

  /**
   * Search invoices.
   *
   * Finds invoices by number, customer, subscription, state, total, metadata or time. Results may lag behind changes by a minute. Stripe allows 20 searches a second, and none to accounts in India.
   *
   * @see {@link https://docs.stripe.com/api/invoices/search}
   */
  searchInvoices(input?: SearchInvoicesInput, options?: CallOptions): Search<Stripe.Invoice>

  /**
   * Preview an invoice.
   *
   * Calculates what the next renewal, a change to a subscription or a new subscription would cost, without changing anything. Show amount_due and lines of the answer before the customer confirms, and make the change with the same proration_date.
   *
   * @see {@link https://docs.stripe.com/api/invoices/create_preview}
   */
  previewInvoice(input?: PreviewInvoiceInput, options?: CallOptions): Promise<Json<Stripe.Invoice>>

  /**
   * Finalize a draft invoice.
   *
   * Gives a draft invoice its number and opens it for payment; its lines and amounts can no longer change. Send the customer to hosted_invoice_url in the answer to pay it, or use Pay Invoice or Send Invoice.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/invoices/finalize}
   */
  finalizeInvoice(input: FinalizeInvoiceInput, options?: CallOptions): Promise<Json<Stripe.Invoice>>

  /**
   * Send an invoice to the customer.
   *
   * E-mails an invoice to the customer now, with a link to pay it; a draft is finalized first. In test mode Stripe sends no e-mail. The invoice must have the collection method send_invoice.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/invoices/send}
   */
  sendInvoice(input: SendInvoiceInput, options?: CallOptions): Promise<Json<Stripe.Invoice>>

  /**
   * Pay an invoice.
   *
   * Charges the customer for an invoice now, or records that they paid it outside Stripe; a draft is finalized first. A declined payment is an error, and the invoice stays open.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/invoices/pay}
   */
  payInvoice(input: PayInvoiceInput, options?: CallOptions): Promise<Json<Stripe.Invoice>>

  /**
   * Void an invoice.
   *
   * Permanently cancels a finalized invoice: it can no longer be paid, but stays on record. Delete a draft with Delete Invoice, and reduce a paid invoice with Create Credit Note.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/invoices/void}
   */
  voidInvoice(input: VoidInvoiceInput, options?: CallOptions): Promise<Json<Stripe.Invoice>>

  /**
   * Mark an invoice as uncollectible.
   *
   * Writes an open invoice off as bad debt. It can still be paid or voided, but not opened again.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/invoices/mark_uncollectible}
   */
  markInvoiceUncollectible(input: MarkInvoiceUncollectibleInput, options?: CallOptions): Promise<Json<Stripe.Invoice>>

  /**
   * List the line items of an invoice.
   *
   * Returns what an invoice charges for, a page at a time. An invoice itself holds its first lines only.
   *
   * @see {@link https://docs.stripe.com/api/invoice-line-item/retrieve}
   */
  listInvoiceLineItems(input: ListInvoiceLineItemsInput, options?: CallOptions): List<Stripe.InvoiceLineItem>

  /**
   * Add line items to a draft invoice.
   *
   * Adds several lines to a draft invoice in one call: new lines, or pending items of the customer. Returns the invoice with its new total.
   *
   * @see {@link https://docs.stripe.com/api/invoice-line-item/bulk}
   */
  addInvoiceLineItems(input: AddInvoiceLineItemsInput, options?: CallOptions): Promise<Json<Stripe.Invoice>>

  /**
   * Remove line items from a draft invoice.
   *
   * Removes several lines from a draft invoice in one call. A deleted line is lost; an unassigned one stays as a pending invoice item.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/invoice-line-item/invoices/remove-lines/bulk}
   */
  removeInvoiceLineItems(input: RemoveInvoiceLineItemsInput, options?: CallOptions): Promise<Json<Stripe.Invoice>>

  /**
   * List invoice items.
   *
   * Returns the one-off charges and credits that were added to invoices or wait for the next one, newest first, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/invoiceitems/list}
   */
  listInvoiceItems(input?: ListInvoiceItemsInput, options?: CallOptions): List<Stripe.InvoiceItem>

  /**
   * Retrieve an invoice item by ID.
   *
   * Returns an invoice item; invoice in the answer names the invoice that it is on.
   *
   * @see {@link https://docs.stripe.com/api/invoiceitems/retrieve}
   */
  retrieveInvoiceItem(input: RetrieveInvoiceItemInput, options?: CallOptions): Promise<Json<Stripe.InvoiceItem>>

  /**
   * Update an invoice item.
   *
   * Updates an invoice item. Fields that you leave out keep their values. Only an item that is pending or on a draft invoice can change.
   *
   * @see {@link https://docs.stripe.com/api/invoiceitems/update}
   */
  updateInvoiceItem(input: UpdateInvoiceItemInput, options?: CallOptions): Promise<Json<Stripe.InvoiceItem>>

  /**
   * Delete an invoice item.
   *
   * Permanently deletes an invoice item that is pending or on a draft invoice.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/invoiceitems/delete}
   */
  deleteInvoiceItem(input: DeleteInvoiceItemInput, options?: CallOptions): Promise<Json<Stripe.DeletedInvoiceItem>>

  /**
   * List credit notes.
   *
   * Returns the credit notes of the account, newest first, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/credit_notes/list}
   */
  listCreditNotes(input?: ListCreditNotesInput, options?: CallOptions): List<Stripe.CreditNote>

  /**
   * Retrieve a credit note by ID.
   *
   * Returns a credit note; pdf in the answer is a link to its document.
   *
   * @see {@link https://docs.stripe.com/api/credit_notes/retrieve}
   */
  retrieveCreditNote(input: RetrieveCreditNoteInput, options?: CallOptions): Promise<Json<Stripe.CreditNote>>

  /**
   * Create a credit note.
   *
   * Reduces what a finalized invoice charges and e-mails the note to the customer. An open invoice then costs less; what was paid already is refunded, kept as credit, or paid back outside Stripe, as you choose. Void Credit Note undoes it on an open invoice only.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/credit_notes/create}
   */
  createCreditNote(input: CreateCreditNoteInput, options?: CallOptions): Promise<Json<Stripe.CreditNote>>

  /**
   * Preview a credit note.
   *
   * Calculates a credit note without creating it. Check amount, tax and lines in the answer, then call Create Credit Note with the same inputs.
   *
   * @see {@link https://docs.stripe.com/api/credit_notes/preview}
   */
  previewCreditNote(input: PreviewCreditNoteInput, options?: CallOptions): Promise<Json<Stripe.CreditNote>>

  /**
   * Void a credit note.
   *
   * Cancels a credit note of an open invoice permanently, so that the invoice charges the full amount again.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/credit_notes/void}
   */
  voidCreditNote(input: VoidCreditNoteInput, options?: CallOptions): Promise<Json<Stripe.CreditNote>>

  /**
   * Search subscriptions.
   *
   * Finds subscriptions by state, metadata or time. To find those of a customer or price, see List Subscriptions. Results may lag behind changes by a minute. Stripe allows 20 searches a second, and none to accounts in India.
   *
   * @see {@link https://docs.stripe.com/api/subscriptions/search}
   */
  searchSubscriptions(input?: SearchSubscriptionsInput, options?: CallOptions): Search<Stripe.Subscription>

  /**
   * Pause a subscription.
   *
   * Pauses a subscription immediately: it creates no invoices and no new periods until Resume Subscription. It requires the flexible billing mode and no subscription schedule. To keep access while no payment is collected, use pause_collection in Update Subscription instead.
   *
   * @see {@link https://docs.stripe.com/api/subscriptions/pause}
   */
  pauseSubscription(input: PauseSubscriptionInput, options?: CallOptions): Promise<Json<Stripe.Subscription>>

  /**
   * Resume a paused subscription.
   *
   * Starts a paused subscription again. Where that creates an invoice, the status in the answer may stay paused until the invoice is paid.
   *
   * @see {@link https://docs.stripe.com/api/subscriptions/resume}
   */
  resumeSubscription(input: ResumeSubscriptionInput, options?: CallOptions): Promise<Json<Stripe.Subscription>>

  /**
   * Remove the discount of a subscription.
   *
   * Removes the discount from a subscription, starting with the next invoice. The coupon stays and can be applied again, but its duration then starts over.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/discounts/subscription_delete}
   */
  deleteSubscriptionDiscount(input: DeleteSubscriptionDiscountInput, options?: CallOptions): Promise<Json<Stripe.DeletedDiscount>>

  /**
   * List the items of a subscription.
   *
   * Returns the prices and quantities that a subscription consists of, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/subscription_items/list}
   */
  listSubscriptionItems(input: ListSubscriptionItemsInput, options?: CallOptions): List<Stripe.SubscriptionItem>

  /**
   * Retrieve a subscription item by ID.
   *
   * Returns an item of a subscription, with its price, quantity and current billing period.
   *
   * @see {@link https://docs.stripe.com/api/subscription_items/retrieve}
   */
  retrieveSubscriptionItem(input: RetrieveSubscriptionItemInput, options?: CallOptions): Promise<Json<Stripe.SubscriptionItem>>

  /**
   * Add an item to a subscription.
   *
   * Adds a price to an existing subscription, such as an add-on. The rest of the current period is charged as proration_behavior says; see the cost first with Preview Invoice.
   *
   * @see {@link https://docs.stripe.com/api/subscription_items/create}
   */
  createSubscriptionItem(input: CreateSubscriptionItemInput, options?: CallOptions): Promise<Json<Stripe.SubscriptionItem>>

  /**
   * Update a subscription item.
   *
   * Changes the price, the quantity or other fields of an item; the others stay as they are. A new price without a quantity sets the quantity to 1. See the cost first with Preview Invoice.
   *
   * @see {@link https://docs.stripe.com/api/subscription_items/update}
   */
  updateSubscriptionItem(input: UpdateSubscriptionItemInput, options?: CallOptions): Promise<Json<Stripe.SubscriptionItem>>

  /**
   * Remove an item from a subscription.
   *
   * Removes an item from a subscription immediately; the subscription keeps its other items. Stripe keeps the last item: to end everything, use Cancel Subscription.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/subscription_items/delete}
   */
  deleteSubscriptionItem(input: DeleteSubscriptionItemInput, options?: CallOptions): Promise<Json<Stripe.DeletedSubscriptionItem>>

  /**
   * List subscription schedules.
   *
   * Returns the subscription schedules of the account, newest first, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/subscription_schedules/list}
   */
  listSubscriptionSchedules(input?: ListSubscriptionSchedulesInput, options?: CallOptions): List<Stripe.SubscriptionSchedule>

  /**
   * Retrieve a subscription schedule by ID.
   *
   * Returns a subscription schedule. Keep the phases in the answer that should stay when you update it.
   *
   * @see {@link https://docs.stripe.com/api/subscription_schedules/retrieve}
   */
  retrieveSubscriptionSchedule(input: RetrieveSubscriptionScheduleInput, options?: CallOptions): Promise<Json<Stripe.SubscriptionSchedule>>

  /**
   * Create a subscription schedule.
   *
   * Schedules changes to a subscription. To change one at its period's end, create a schedule from it, then add the change as a further phase with Update Subscription Schedule. With a customer and phases it starts a new subscription.
   *
   * @see {@link https://docs.stripe.com/api/subscription_schedules/create}
   */
  createSubscriptionSchedule(input?: CreateSubscriptionScheduleInput, options?: CallOptions): Promise<Json<Stripe.SubscriptionSchedule>>

  /**
   * Update a subscription schedule.
   *
   * Updates a subscription schedule. Fields that you leave out keep their values. New phases replace all former ones: repeat the current one with its start_date and end_date, then add what follows, such as another price from the period's end on.
   *
   * @see {@link https://docs.stripe.com/api/subscription_schedules/update}
   */
  updateSubscriptionSchedule(input: UpdateSubscriptionScheduleInput, options?: CallOptions): Promise<Json<Stripe.SubscriptionSchedule>>

  /**
   * Release a subscription from its schedule.
   *
   * Ends a schedule that has not started or is active, and cancels its later changes; the subscription continues as it is. Change it directly with Update Subscription afterwards.
   *
   * @see {@link https://docs.stripe.com/api/subscription_schedules/release}
   */
  releaseSubscriptionSchedule(input: ReleaseSubscriptionScheduleInput, options?: CallOptions): Promise<Json<Stripe.SubscriptionSchedule>>

  /**
   * Cancel a subscription schedule and its subscription.
   *
   * Ends a schedule that has not started or is active, and its subscription, immediately. To keep the subscription, use Release Subscription Schedule.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/subscription_schedules/cancel}
   */
  cancelSubscriptionSchedule(input: CancelSubscriptionScheduleInput, options?: CallOptions): Promise<Json<Stripe.SubscriptionSchedule>>

  /**
   * List coupons.
   *
   * Returns the coupons of the account, newest first, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/coupons/list}
   */
  listCoupons(input?: ListCouponsInput, options?: CallOptions): List<Stripe.Coupon>

  /**
   * Retrieve a coupon by ID.
   *
   * Returns a coupon; valid in the answer says whether it can still be redeemed.
   *
   * @see {@link https://docs.stripe.com/api/coupons/retrieve}
   */
  retrieveCoupon(input: RetrieveCouponInput, options?: CallOptions): Promise<Json<Stripe.Coupon>>

  /**
   * Create a coupon.
   *
   * Creates a discount of a percentage or of an amount. Apply it to a subscription, an invoice or a checkout session by its ID, or make codes that customers can type with Create Promotion Code. The discount cannot change later.
   *
   * @see {@link https://docs.stripe.com/api/coupons/create}
   */
  createCoupon(input?: CreateCouponInput, options?: CallOptions): Promise<Json<Stripe.Coupon>>

  /**
   * Update a coupon.
   *
   * Changes the name or metadata of a coupon. The discount and its duration cannot change: create another coupon instead.
   *
   * @see {@link https://docs.stripe.com/api/coupons/update}
   */
  updateCoupon(input: UpdateCouponInput, options?: CallOptions): Promise<Json<Stripe.Coupon>>

  /**
   * Delete a coupon.
   *
   * Permanently deletes a coupon: it and its promotion codes can no longer be redeemed. Customers and subscriptions that have the discount already keep it.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/coupons/delete}
   */
  deleteCoupon(input: DeleteCouponInput, options?: CallOptions): Promise<Json<Stripe.DeletedCoupon>>

  /**
   * List promotion codes.
   *
   * Returns the promotion codes of the account, newest first, a page at a time. To look up a code that a customer typed, set code and active true; no result means that the code is not valid.
   *
   * @see {@link https://docs.stripe.com/api/promotion_codes/list}
   */
  listPromotionCodes(input?: ListPromotionCodesInput, options?: CallOptions): List<Stripe.PromotionCode>

  /**
   * Retrieve a promotion code by ID.
   *
   * Returns a promotion code. To look one up by the code that customers type, use List Promotion Codes.
   *
   * @see {@link https://docs.stripe.com/api/promotion_codes/retrieve}
   */
  retrievePromotionCode(input: RetrievePromotionCodeInput, options?: CallOptions): Promise<Json<Stripe.PromotionCode>>

  /**
   * Create a promotion code.
   *
   * Creates a code that customers type at checkout to redeem a coupon. A checkout session takes it when it has allow_promotion_codes. To end it later, update it with active false.
   *
   * @see {@link https://docs.stripe.com/api/promotion_codes/create}
   */
  createPromotionCode(input: CreatePromotionCodeInput, options?: CallOptions): Promise<Json<Stripe.PromotionCode>>

  /**
   * Update a promotion code.
   *
   * Activates or deactivates a promotion code, or changes its metadata. The code itself cannot change: create another one instead.
   *
   * @see {@link https://docs.stripe.com/api/promotion_codes/update}
   */
  updatePromotionCode(input: UpdatePromotionCodeInput, options?: CallOptions): Promise<Json<Stripe.PromotionCode>>

  /**
   * List tax rates.
   *
   * Returns the tax rates of the account, newest first, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/tax_rates/list}
   */
  listTaxRates(input?: ListTaxRatesInput, options?: CallOptions): List<Stripe.TaxRate>

  /**
   * Retrieve a tax rate by ID.
   *
   * Returns a tax rate.
   *
   * @see {@link https://docs.stripe.com/api/tax_rates/retrieve}
   */
  retrieveTaxRate(input: RetrieveTaxRateInput, options?: CallOptions): Promise<Json<Stripe.TaxRate>>

  /**
   * Create a tax rate.
   *
   * Creates a tax rate for invoices, subscriptions and checkout sessions that do not use automatic tax. Its percentage, and whether prices include it, cannot change later.
   *
   * @see {@link https://docs.stripe.com/api/tax_rates/create}
   */
  createTaxRate(input: CreateTaxRateInput, options?: CallOptions): Promise<Json<Stripe.TaxRate>>

  /**
   * Update a tax rate.
   *
   * Updates a tax rate. Fields that you leave out keep their values. To change the percentage, create another tax rate and archive this one with active false; existing uses keep it.
   *
   * @see {@link https://docs.stripe.com/api/tax_rates/update}
   */
  updateTaxRate(input: UpdateTaxRateInput, options?: CallOptions): Promise<Json<Stripe.TaxRate>>

  /**
   * Report usage.
   *
   * Reports a customer's usage to a meter, for prices that bill by usage. Stripe adds it up within minutes; a repeated identifier is counted once.
   *
   * @see {@link https://docs.stripe.com/api/billing/meter-event/create}
   */
  createMeterEvent(input: CreateMeterEventInput, options?: CallOptions): Promise<Json<Stripe.Billing.MeterEvent>>

  /**
   * List meters.
   *
   * Returns the meters of the account, a page at a time. A meter adds up the usage that a metered price bills.
   *
   * @see {@link https://docs.stripe.com/api/billing/meter/list}
   */
  listMeters(input?: ListMetersInput, options?: CallOptions): List<Stripe.Billing.Meter>

  /**
   * Create a meter.
   *
   * Creates a meter that adds up the usage of each customer. Give its ID to a price as recurring.meter, and report usage with Create Meter Event.
   *
   * @see {@link https://docs.stripe.com/api/billing/meter/create}
   */
  createMeter(input: CreateMeterInput, options?: CallOptions): Promise<Json<Stripe.Billing.Meter>>

  /**
   * List the usage of a customer.
   *
   * Returns what a customer used of a meter between two times, as one sum or for each hour or day.
   *
   * @see {@link https://docs.stripe.com/api/billing/meter-event-summary/list}
   */
  listMeterEventSummaries(input: ListMeterEventSummariesInput, options?: CallOptions): List<Stripe.Billing.MeterEventSummary>

  /**
   * List what a customer has access to.
   *
   * Returns the features that a customer's subscriptions give access to. Compare lookup_key to decide what to show the customer.
   *
   * @see {@link https://docs.stripe.com/api/entitlements/active-entitlement/list}
   */
  listActiveEntitlements(input: ListActiveEntitlementsInput, options?: CallOptions): List<Stripe.Entitlements.ActiveEntitlement>

  /**
   * List features.
   *
   * Returns the features that products of the account can give access to, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/entitlements/feature/list}
   */
  listFeatures(input?: ListFeaturesInput, options?: CallOptions): List<Stripe.Entitlements.Feature>

  /**
   * Create a feature.
   *
   * Creates a feature of your app. Attach it to products, and customers who buy or subscribe to these have access to it.
   *
   * @see {@link https://docs.stripe.com/api/entitlements/feature/create}
   */
  createFeature(input: CreateFeatureInput, options?: CallOptions): Promise<Json<Stripe.Entitlements.Feature>>

  /**
   * Update a feature.
   *
   * Changes the name, metadata or state of a feature; other fields stay as they are. An inactive one is archived: it cannot be attached to further products, nor be made active again.
   *
   * @see {@link https://docs.stripe.com/api/entitlements/feature/update}
   */
  updateFeature(input: UpdateFeatureInput, options?: CallOptions): Promise<Json<Stripe.Entitlements.Feature>>

  /**
   * List the features of a product.
   *
   * Returns the features that a product gives access to, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/product-feature/list}
   */
  listProductFeatures(input: ListProductFeaturesInput, options?: CallOptions): List<Stripe.ProductFeature>

  /**
   * Attach a feature to a product.
   *
   * Lets a product give access to a feature: customers who buy or subscribe to it are entitled to the feature.
   *
   * @see {@link https://docs.stripe.com/api/product-feature/attach}
   */
  attachProductFeature(input: AttachProductFeatureInput, options?: CallOptions): Promise<Json<Stripe.ProductFeature>>

  /**
   * Remove a feature from a product.
   *
   * Removes a feature from a product, which then no longer gives access to it. The feature itself stays.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/product-feature/remove}
   */
  removeProductFeature(input: RemoveProductFeatureInput, options?: CallOptions): Promise<Json<Stripe.DeletedProductFeature>>

  /**
   * Grant billing credits.
   *
   * Grants a customer credits that pay for metered usage, prepaid or promotional.
   *
   * @see {@link https://docs.stripe.com/api/billing/credit-grant/create}
   */
  createCreditGrant(input: CreateCreditGrantInput, options?: CallOptions): Promise<Json<Stripe.Billing.CreditGrant>>

  /**
   * List credit grants.
   *
   * Returns the billing credits that customers were granted, a page at a time. See Retrieve Credit Balance for what is left.
   *
   * @see {@link https://docs.stripe.com/api/billing/credit-grant/list}
   */
  listCreditGrants(input?: ListCreditGrantsInput, options?: CallOptions): List<Stripe.Billing.CreditGrant>

  /**
   * Retrieve a customer's credit balance.
   *
   * Returns the billing credits that a customer has left, in all or of one grant.
   *
   * @see {@link https://docs.stripe.com/api/billing/credit-balance-summary/retrieve}
   */
  retrieveCreditBalance(input: RetrieveCreditBalanceInput, options?: CallOptions): Promise<Json<Stripe.Billing.CreditBalanceSummary>>

  /**
   * List quotes.
   *
   * Returns the quotes of the account, newest first, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/quotes/list}
   */
  listQuotes(input?: ListQuotesInput, options?: CallOptions): List<Stripe.Quote>

  /**
   * Retrieve a quote by ID.
   *
   * Returns a quote, with its totals.
   *
   * @see {@link https://docs.stripe.com/api/quotes/retrieve}
   */
  retrieveQuote(input: RetrieveQuoteInput, options?: CallOptions): Promise<Json<Stripe.Quote>>

  /**
   * Create a quote.
   *
   * Creates a draft quote: what a customer would buy, at which prices. Finalize it to send it, and accept it to start the subscription or invoice.
   *
   * @see {@link https://docs.stripe.com/api/quotes/create}
   */
  createQuote(input?: CreateQuoteInput, options?: CallOptions): Promise<Json<Stripe.Quote>>

  /**
   * Update a quote.
   *
   * Updates a draft quote. Fields that you leave out keep their values.
   *
   * @see {@link https://docs.stripe.com/api/quotes/update}
   */
  updateQuote(input: UpdateQuoteInput, options?: CallOptions): Promise<Json<Stripe.Quote>>

  /**
   * Finalize a quote.
   *
   * Opens a draft quote: it gets a number, and the customer can accept it. It can no longer be changed.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/quotes/finalize}
   */
  finalizeQuote(input: FinalizeQuoteInput, options?: CallOptions): Promise<Json<Stripe.Quote>>

  /**
   * Accept a quote.
   *
   * Accepts an open quote: Stripe starts the subscription, or creates the invoice, that it offers. This cannot be undone.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/quotes/accept}
   */
  acceptQuote(input: AcceptQuoteInput, options?: CallOptions): Promise<Json<Stripe.Quote>>

  /**
   * Cancel a quote.
   *
   * Permanently cancels a draft or open quote.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/quotes/cancel}
   */
  cancelQuote(input: CancelQuoteInput, options?: CallOptions): Promise<Json<Stripe.Quote>>

  /**
   * Retrieve your account.
   *
   * Returns the Stripe account that the Worker calls, with its country, currency and capabilities; with the Stripe-Account header, the connected account.
   *
   * @see {@link https://docs.stripe.com/api/accounts/retrieve}
   */
  retrieveAccount(input?: RetrieveAccountInput, options?: CallOptions): Promise<Json<Stripe.Account>>

  /**
   * Retrieve your balance.
   *
   * Returns the money in your Stripe account by currency: what can be paid out now, and what is pending.
   *
   * @see {@link https://docs.stripe.com/api/balance/balance_retrieve}
   */
  retrieveBalance(input?: RetrieveBalanceInput, options?: CallOptions): Promise<Json<Stripe.Balance>>

  /**
   * List balance transactions.
   *
   * Returns the payments, refunds, payouts and other changes of your balance, newest first, with Stripe's fees.
   *
   * @see {@link https://docs.stripe.com/api/balance_transactions/list}
   */
  listBalanceTransactions(input?: ListBalanceTransactionsInput, options?: CallOptions): List<Stripe.BalanceTransaction>

  /**
   * Retrieve a balance transaction by ID.
   *
   * Returns one change of your balance, with its amount, Stripe's fee and what is left.
   *
   * @see {@link https://docs.stripe.com/api/balance_transactions/retrieve}
   */
  retrieveBalanceTransaction(input: RetrieveBalanceTransactionInput, options?: CallOptions): Promise<Json<Stripe.BalanceTransaction>>

  /**
   * List payouts.
   *
   * Returns the transfers of your balance to your bank account, newest first, a page at a time.
   *
   * @see {@link https://docs.stripe.com/api/payouts/list}
   */
  listPayouts(input?: ListPayoutsInput, options?: CallOptions): List<Stripe.Payout>

  /**
   * Retrieve a payout by ID.
   *
   * Returns a payout, and why it failed if it did.
   *
   * @see {@link https://docs.stripe.com/api/payouts/retrieve}
   */
  retrievePayout(input: RetrievePayoutInput, options?: CallOptions): Promise<Json<Stripe.Payout>>

  /**
   * Create a payout.
   *
   * Sends money of your balance to your bank account or debit card now, beside automatic payouts. It can only be canceled while it is pending.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/payouts/create}
   */
  createPayout(input: CreatePayoutInput, options?: CallOptions): Promise<Json<Stripe.Payout>>

  /**
   * Cancel a payout.
   *
   * Cancels a payout that is still pending; the money returns to your balance.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/payouts/cancel}
   */
  cancelPayout(input: CancelPayoutInput, options?: CallOptions): Promise<Json<Stripe.Payout>>

  /**
   * List events.
   *
   * Returns what happened in the account in the last 30 days, newest first: payments, changed subscriptions, new customers.
   *
   * @see {@link https://docs.stripe.com/api/events/list}
   */
  listEvents(input?: ListEventsInput, options?: CallOptions): List<Stripe.Event>

  /**
   * Retrieve an event by ID.
   *
   * Returns an event of the last 30 days, with the object as it was then.
   *
   * @see {@link https://docs.stripe.com/api/events/retrieve}
   */
  retrieveEvent(input: RetrieveEventInput, options?: CallOptions): Promise<Json<Stripe.Event>>

  /**
   * Call any endpoint of Stripe.
   *
   * Calls an endpoint that has no action. It can change or delete anything, so it needs a key with "any_endpoint": true.
   *
   * Destructive: it cannot be undone, or moves money or mail at once.
   *
   * @see {@link https://docs.stripe.com/api/}
   */
  callStripeApi(input: CallStripeApiInput, options?: CallOptions): Promise<Record<string, unknown>>
}

/**
 * What every action takes.
 */
export interface CommonInput {
  /**
   * Fields whose objects the answer holds in place of their IDs.
   *
   * Array of at most four levels each, such as "data.customer".
   *
   * @example ["customer"]
   */
  expand?: string[]
  /**
   * Parameters that this version of the Stripe API does not know, passed on unchanged.
   *
   * Object; needs a key with "extra_params": true.
   *
   * @example {"preview_feature":true}
   */
  extra_params?: Record<string, unknown>
}

/**
 * Input of {@link Client.listProducts}.
 */
export interface ListProductsInput extends CommonInput, Omit<Params<Stripe.ProductListParams>, 'expand' | 'active' | 'limit' | 'starting_after' | 'ending_before'> {
  /**
   * Only active ones, or only inactive ones.
   *
   * true, false, or empty for all.
   *
   * @example true
   */
  active?: boolean
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "prod_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "prod_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrieveProduct}.
 */
export interface RetrieveProductInput extends CommonInput {
  /**
   * ID of the product.
   *
   * @example "prod_123"
   */
  product_id: string
}

/**
 * Input of {@link Client.createProduct}.
 */
export interface CreateProductInput extends CommonInput, Omit<Params<Stripe.ProductCreateParams>, 'expand' | 'name' | 'active' | 'description' | 'images' | 'url' | 'metadata'> {
  /**
   * What customers see.
   *
   * @example "Premium Plan"
   */
  name: string
  /**
   * Whether it can be bought.
   *
   * true or false.
   *
   * @example true
   */
  active?: boolean
  /**
   * What it is, for customers.
   *
   * @example "Premium subscription plan"
   */
  description?: string
  /**
   * Addresses of pictures of it.
   *
   * Max 8 URLs.
   *
   * @example ["https://example.com/img.jpg"]
   */
  images?: string[]
  /**
   * A public page about it.
   *
   * @example "https://example.com/product"
   */
  url?: string
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"123"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.updateProduct}.
 */
export interface UpdateProductInput extends CommonInput, Omit<Params<Stripe.ProductUpdateParams>, 'expand' | 'name' | 'active' | 'description' | 'images' | 'url' | 'default_price' | 'metadata'> {
  /**
   * ID of the product.
   *
   * @example "prod_123"
   */
  product_id: string
  /**
   * What customers see.
   *
   * @example "Premium Plan Updated"
   */
  name?: string
  /**
   * Whether it can be bought.
   *
   * true or false.
   *
   * @example false
   */
  active?: boolean
  /**
   * What it is, for customers.
   *
   * @example "Updated description"
   */
  description?: string | null
  /**
   * Addresses of pictures of it, in place of those it has.
   *
   * Max 8 URLs.
   *
   * @example ["https://example.com/new.jpg"]
   */
  images?: string[] | null
  /**
   * A public page about it.
   *
   * @example "https://example.com/new-product"
   */
  url?: string | null
  /**
   * ID of the price to use unless another is named.
   *
   * @example "price_123"
   */
  default_price?: string | null
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"456"}
   */
  metadata?: Metadata | null
}

/**
 * Input of {@link Client.deleteProduct}.
 */
export interface DeleteProductInput extends CommonInput {
  /**
   * ID of the product.
   *
   * @example "prod_123"
   */
  product_id: string
}

/**
 * Input of {@link Client.listPrices}.
 */
export interface ListPricesInput extends CommonInput, Omit<Params<Stripe.PriceListParams>, 'expand' | 'product' | 'active' | 'currency' | 'limit' | 'starting_after' | 'ending_before'> {
  /**
   * Only those of this product.
   *
   * @example "prod_123"
   */
  product?: string
  /**
   * Only active ones, or only inactive ones.
   *
   * true, false, or empty for all.
   *
   * @example true
   */
  active?: boolean
  /**
   * Only those in this currency.
   *
   * ISO code.
   *
   * @example "usd"
   */
  currency?: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "price_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "price_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrievePrice}.
 */
export interface RetrievePriceInput extends CommonInput {
  /**
   * ID of the price.
   *
   * @example "price_123"
   */
  price_id: string
}

/**
 * Input of {@link Client.createPrice}.
 */
export interface CreatePriceInput extends CommonInput, Omit<Params<Stripe.PriceCreateParams>, 'expand' | 'currency' | 'product' | 'unit_amount' | 'recurring' | 'nickname' | 'metadata' | 'product_data'> {
  /**
   * Currency of the amount.
   *
   * @example "usd"
   */
  currency: string
  /**
   * ID of the product that it is for.
   *
   * Required if Product Data is empty.
   *
   * @example "prod_123"
   */
  product?: string
  /**
   * Amount in the currency's smallest unit, 0 for free.
   *
   * @example 1000
   */
  unit_amount?: number
  /**
   * How often it is billed; without it, the price is one-time.
   *
   * Object.
   *
   * @example {"interval":"month"}
   */
  recurring?: NonNullable<Params<Stripe.PriceCreateParams>['recurring']>
  /**
   * A short name, not shown to customers.
   *
   * @example "Monthly Premium"
   */
  nickname?: string
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"123"}
   */
  metadata?: Metadata
  /**
   * A product to create along with it.
   *
   * Required if Product is empty.
   *
   * @example {"name":"New Product"}
   */
  product_data?: NonNullable<Params<Stripe.PriceCreateParams>['product_data']>
}

/**
 * Input of {@link Client.updatePrice}.
 */
export interface UpdatePriceInput extends CommonInput, Omit<Params<Stripe.PriceUpdateParams>, 'expand' | 'active' | 'nickname' | 'lookup_key' | 'tax_behavior' | 'metadata'> {
  /**
   * ID of the price.
   *
   * @example "price_123"
   */
  price_id: string
  /**
   * Whether it can be bought.
   *
   * true or false.
   *
   * @example false
   */
  active?: boolean
  /**
   * A short name, not shown to customers.
   *
   * @example "Updated Monthly"
   */
  nickname?: string
  /**
   * A key of yours to find it by.
   *
   * @example "premium_monthly_v2"
   */
  lookup_key?: string
  /**
   * Whether the amount holds the tax; once set, it is final.
   *
   * exclusive, inclusive, unspecified.
   *
   * @example "inclusive"
   */
  tax_behavior?: 'exclusive' | 'inclusive' | 'unspecified'
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"456"}
   */
  metadata?: Metadata | null
}

/**
 * Input of {@link Client.deactivatePrice}.
 */
export interface DeactivatePriceInput extends CommonInput, Omit<Params<Stripe.PriceUpdateParams>, 'expand' | 'active'> {
  /**
   * ID of the price.
   *
   * @example "price_123"
   */
  price_id: string
}

/**
 * Input of {@link Client.listCustomers}.
 */
export interface ListCustomersInput extends CommonInput, Omit<Params<Stripe.CustomerListParams>, 'expand' | 'email' | 'limit' | 'starting_after' | 'ending_before'> {
  /**
   * Only those with exactly this address, in the same case.
   *
   * @example "customer@example.com"
   */
  email?: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "cus_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "cus_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrieveCustomer}.
 */
export interface RetrieveCustomerInput extends CommonInput {
  /**
   * ID of the customer.
   *
   * @example "cus_123"
   */
  customer_id: string
}

/**
 * Input of {@link Client.createCustomer}.
 */
export interface CreateCustomerInput extends CommonInput, Omit<Params<Stripe.CustomerCreateParams>, 'expand' | 'email' | 'name' | 'phone' | 'description' | 'address' | 'metadata'> {
  /**
   * E-mail address.
   *
   * @example "customer@example.com"
   */
  email?: string
  /**
   * Full name, or that of the company.
   *
   * @example "John Doe"
   */
  name?: string
  /**
   * Phone number.
   *
   * @example "+1234567890"
   */
  phone?: string
  /**
   * A note, not shown to the customer.
   *
   * @example "Premium customer"
   */
  description?: string
  /**
   * Postal address.
   *
   * Object.
   *
   * @example {"line1":"123 Main St","city":"NYC","country":"US"}
   */
  address?: NonNullable<Params<Stripe.CustomerCreateParams>['address']>
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"123"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.updateCustomer}.
 */
export interface UpdateCustomerInput extends CommonInput, Omit<Params<Stripe.CustomerUpdateParams>, 'expand' | 'email' | 'name' | 'phone' | 'address' | 'metadata' | 'description'> {
  /**
   * ID of the customer.
   *
   * @example "cus_123"
   */
  customer_id: string
  /**
   * E-mail address.
   *
   * @example "newemail@example.com"
   */
  email?: string | null
  /**
   * Full name, or that of the company.
   *
   * @example "Jane Doe"
   */
  name?: string | null
  /**
   * Phone number.
   *
   * @example "+1987654321"
   */
  phone?: string | null
  /**
   * Postal address.
   *
   * Object.
   *
   * @example {"line1":"456 Oak St","city":"LA","country":"US"}
   */
  address?: NonNullable<Params<Stripe.CustomerUpdateParams>['address']> | null
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"456"}
   */
  metadata?: Metadata | null
  description?: Params<Stripe.CustomerUpdateParams>['description'] | null
}

/**
 * Input of {@link Client.deleteCustomer}.
 */
export interface DeleteCustomerInput extends CommonInput {
  /**
   * ID of the customer.
   *
   * @example "cus_123"
   */
  customer_id: string
}

/**
 * Input of {@link Client.listInvoices}.
 */
export interface ListInvoicesInput extends CommonInput, Omit<Params<Stripe.InvoiceListParams>, 'expand' | 'customer' | 'status' | 'subscription' | 'limit' | 'starting_after' | 'ending_before'> {
  /**
   * Only those of this customer.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * Only those in this state.
   *
   * draft, open, paid, uncollectible, void.
   *
   * @example "open"
   */
  status?: 'draft' | 'open' | 'paid' | 'uncollectible' | 'void'
  /**
   * Only those of this subscription.
   *
   * @example "sub_123"
   */
  subscription?: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "in_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "in_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrieveInvoice}.
 */
export interface RetrieveInvoiceInput extends CommonInput {
  /**
   * ID of the invoice.
   *
   * @example "in_123"
   */
  invoice_id: string
}

/**
 * Input of {@link Client.createInvoice}.
 */
export interface CreateInvoiceInput extends CommonInput, Omit<Params<Stripe.InvoiceCreateParams>, 'expand' | 'customer' | 'auto_advance' | 'collection_method' | 'description' | 'days_until_due' | 'due_date' | 'metadata'> {
  /**
   * ID of the customer to bill.
   *
   * @example "cus_123"
   */
  customer: string
  /**
   * Whether Stripe finalizes and collects it by itself.
   *
   * true or false.
   *
   * @example true
   */
  auto_advance?: boolean
  /**
   * Whether the customer is charged, or is sent the invoice to pay.
   *
   * charge_automatically or send_invoice.
   *
   * @example "charge_automatically"
   */
  collection_method?: 'charge_automatically' | 'send_invoice'
  /**
   * A note shown on the invoice.
   *
   * @example "Monthly invoice"
   */
  description?: string
  /**
   * Days that the customer has to pay an invoice that is sent.
   *
   * Positive integer.
   *
   * @example 30
   */
  days_until_due?: number
  /**
   * When an invoice that is sent is due.
   *
   * Unix timestamp.
   *
   * @example 1672531200
   */
  due_date?: number
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"123"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.updateInvoice}.
 */
export interface UpdateInvoiceInput extends CommonInput, Omit<Params<Stripe.InvoiceUpdateParams>, 'expand' | 'auto_advance' | 'collection_method' | 'days_until_due' | 'description' | 'metadata'> {
  /**
   * ID of the invoice.
   *
   * @example "in_123"
   */
  invoice_id: string
  /**
   * Whether Stripe finalizes and collects it by itself.
   *
   * true or false.
   *
   * @example false
   */
  auto_advance?: boolean
  /**
   * Whether the customer is charged, or is sent the invoice to pay.
   *
   * charge_automatically or send_invoice.
   *
   * @example "send_invoice"
   */
  collection_method?: 'charge_automatically' | 'send_invoice'
  /**
   * Days that the customer has to pay an invoice that is sent.
   *
   * Positive integer; needed to change to send_invoice.
   *
   * @example 30
   */
  days_until_due?: number
  /**
   * A note shown on the invoice.
   *
   * @example "Updated invoice"
   */
  description?: string
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"456"}
   */
  metadata?: Metadata | null
}

/**
 * Input of {@link Client.deleteInvoice}.
 */
export interface DeleteInvoiceInput extends CommonInput {
  /**
   * ID of the invoice.
   *
   * @example "in_123"
   */
  invoice_id: string
}

/**
 * Input of {@link Client.listSubscriptions}.
 */
export interface ListSubscriptionsInput extends CommonInput, Omit<Params<Stripe.SubscriptionListParams>, 'expand' | 'customer' | 'price' | 'status' | 'limit' | 'starting_after' | 'ending_before'> {
  /**
   * Only those of this customer.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * Only those with this price.
   *
   * @example "price_123"
   */
  price?: string
  /**
   * Only those in this state; without it, all that are not canceled.
   *
   * active, all, canceled, ended, incomplete, incomplete_expired, past_due, paused, trialing, unpaid.
   *
   * @example "active"
   */
  status?: 'active' | 'all' | 'canceled' | 'ended' | 'incomplete' | 'incomplete_expired' | 'past_due' | 'paused' | 'trialing' | 'unpaid'
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "sub_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "sub_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrieveSubscription}.
 */
export interface RetrieveSubscriptionInput extends CommonInput {
  /**
   * ID of the subscription.
   *
   * @example "sub_123"
   */
  subscription_id: string
}

/**
 * Input of {@link Client.createSubscription}.
 */
export interface CreateSubscriptionInput extends CommonInput, Omit<Params<Stripe.SubscriptionCreateParams>, 'expand' | 'customer' | 'items' | 'cancel_at_period_end' | 'default_payment_method' | 'description' | 'collection_method' | 'days_until_due' | 'metadata'> {
  /**
   * ID of the customer to bill.
   *
   * @example "cus_123"
   */
  customer: string
  /**
   * What is subscribed to.
   *
   * Required; Price ID required in each item.
   *
   * @example [{"price":"price_123","quantity":1}]
   */
  items: NonNullable<Params<Stripe.SubscriptionCreateParams>['items']>
  /**
   * Whether it ends with the first period.
   *
   * true or false.
   *
   * @example false
   */
  cancel_at_period_end?: boolean
  /**
   * ID of the payment method to charge.
   *
   * @example "pm_123"
   */
  default_payment_method?: string
  /**
   * A note shown to the customer.
   *
   * @example "Premium subscription"
   */
  description?: string
  /**
   * Whether the customer is charged, or is sent invoices to pay.
   *
   * charge_automatically or send_invoice.
   *
   * @example "charge_automatically"
   */
  collection_method?: 'charge_automatically' | 'send_invoice'
  /**
   * Days that the customer has to pay an invoice that is sent.
   *
   * Positive integer; required for send_invoice.
   *
   * @example 30
   */
  days_until_due?: number
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"123"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.updateSubscription}.
 */
export interface UpdateSubscriptionInput extends CommonInput, Omit<Params<Stripe.SubscriptionUpdateParams>, 'expand' | 'cancel_at_period_end' | 'default_payment_method' | 'description' | 'items' | 'metadata' | 'proration_behavior'> {
  /**
   * ID of the subscription.
   *
   * @example "sub_123"
   */
  subscription_id: string
  /**
   * Whether it ends with the current period.
   *
   * true or false.
   *
   * @example true
   */
  cancel_at_period_end?: boolean
  /**
   * ID of the payment method to charge.
   *
   * @example "pm_456"
   */
  default_payment_method?: string | null
  /**
   * A note shown to the customer.
   *
   * @example "Updated subscription"
   */
  description?: string | null
  /**
   * Items to change, by ID, or to add, by price.
   *
   * Item ID or Price ID.
   *
   * @example [{"id":"si_123","price":"price_456"}]
   */
  items?: NonNullable<Params<Stripe.SubscriptionUpdateParams>['items']>
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"456"}
   */
  metadata?: Metadata | null
  /**
   * How a change within a period is billed.
   *
   * create_prorations, none, always_invoice.
   *
   * @example "create_prorations"
   */
  proration_behavior?: 'create_prorations' | 'none' | 'always_invoice'
}

/**
 * Input of {@link Client.cancelSubscription}.
 */
export interface CancelSubscriptionInput extends CommonInput, Omit<Params<Stripe.SubscriptionCancelParams>, 'expand'> {
  /**
   * ID of the subscription.
   *
   * @example "sub_123"
   */
  subscription_id: string
}

/**
 * Input of {@link Client.listPaymentIntents}.
 */
export interface ListPaymentIntentsInput extends CommonInput, Omit<Params<Stripe.PaymentIntentListParams>, 'expand' | 'customer' | 'limit' | 'starting_after' | 'ending_before'> {
  /**
   * Only those of this customer.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "pi_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "pi_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrievePaymentIntent}.
 */
export interface RetrievePaymentIntentInput extends CommonInput, Omit<Params<Stripe.PaymentIntentRetrieveParams>, 'expand'> {
  /**
   * ID of the payment intent.
   *
   * @example "pi_123"
   */
  payment_intent_id: string
}

/**
 * Input of {@link Client.createPaymentIntent}.
 */
export interface CreatePaymentIntentInput extends CommonInput, Omit<Params<Stripe.PaymentIntentCreateParams>, 'expand' | 'amount' | 'currency' | 'customer' | 'payment_method' | 'description' | 'receipt_email' | 'automatic_payment_methods' | 'metadata'> {
  /**
   * Amount in the currency's smallest unit.
   *
   * @example 1000
   */
  amount: number
  /**
   * Currency of the amount.
   *
   * @example "usd"
   */
  currency: string
  /**
   * ID of the customer who pays.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * ID of the payment method to pay with.
   *
   * @example "pm_123"
   */
  payment_method?: string
  /**
   * A note shown on the receipt.
   *
   * @example "Payment for order #123"
   */
  description?: string
  /**
   * Where the receipt goes.
   *
   * @example "customer@example.com"
   */
  receipt_email?: string
  /**
   * Lets Stripe offer the payment methods that fit.
   *
   * Object.
   *
   * @example {"enabled":true}
   */
  automatic_payment_methods?: NonNullable<Params<Stripe.PaymentIntentCreateParams>['automatic_payment_methods']>
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"order_id":"123"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.updatePaymentIntent}.
 */
export interface UpdatePaymentIntentInput extends CommonInput, Omit<Params<Stripe.PaymentIntentUpdateParams>, 'expand' | 'amount' | 'description' | 'payment_method' | 'receipt_email' | 'metadata'> {
  /**
   * ID of the payment intent.
   *
   * @example "pi_123"
   */
  payment_intent_id: string
  /**
   * Amount in the currency's smallest unit.
   *
   * @example 1200
   */
  amount?: number
  /**
   * A note shown on the receipt.
   *
   * @example "Updated order"
   */
  description?: string
  /**
   * ID of the payment method to pay with.
   *
   * @example "pm_456"
   */
  payment_method?: string
  /**
   * Where the receipt goes.
   *
   * @example "customer@example.com"
   */
  receipt_email?: string | null
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"order_id":"456"}
   */
  metadata?: Metadata | null
}

/**
 * Input of {@link Client.cancelPaymentIntent}.
 */
export interface CancelPaymentIntentInput extends CommonInput {
  /**
   * ID of the payment intent.
   *
   * @example "pi_123"
   */
  payment_intent_id: string
  /**
   * Why it is canceled.
   *
   * duplicate, fraudulent, requested_by_customer, abandoned.
   *
   * @example "requested_by_customer"
   */
  cancellation_reason?: 'duplicate' | 'fraudulent' | 'requested_by_customer' | 'abandoned'
}

/**
 * Input of {@link Client.refundPayment}.
 */
export interface RefundPaymentInput extends CommonInput, Omit<Params<Stripe.RefundCreateParams>, 'expand' | 'amount' | 'reason' | 'metadata' | 'charge' | 'payment_intent'> {
  /**
   * ID of the charge to refund.
   *
   * Required when refund type is Charge.
   *
   * @example "ch_123"
   */
  charge_id?: string
  /**
   * ID of the payment intent to refund.
   *
   * Required when refund type is Payment Intent.
   *
   * @example "pi_123"
   */
  payment_intent_id?: string
  /**
   * Which of the two is given.
   *
   * charge or payment_intent.
   *
   * @example "charge"
   */
  refund_type?: 'charge' | 'payment_intent'
  /**
   * Amount to refund, in the currency's smallest unit.
   *
   * Empty refunds the full amount.
   *
   * @example 1000
   */
  amount?: number
  /**
   * Why it is refunded.
   *
   * duplicate, fraudulent, requested_by_customer.
   *
   * @example "requested_by_customer"
   */
  reason?: 'duplicate' | 'fraudulent' | 'requested_by_customer'
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"order_id":"12345"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.createCheckoutSession}.
 */
export interface CreateCheckoutSessionInput extends CommonInput, Omit<Params<Stripe.Checkout.SessionCreateParams>, 'expand' | 'mode' | 'line_items' | 'success_url' | 'cancel_url' | 'customer' | 'customer_email' | 'allow_promotion_codes' | 'metadata' | 'subscription_data' | 'allowed_payment_method_types'> {
  /**
   * Whether the customer pays once, subscribes, or leaves a payment method for later.
   *
   * Required: payment, subscription, or setup.
   *
   * @example "payment"
   */
  mode: 'payment' | 'subscription' | 'setup'
  /**
   * What the customer buys.
   *
   * Required for payment and subscription.
   *
   * @example [{"price":"price_123","quantity":1}]
   */
  line_items?: NonNullable<Params<Stripe.Checkout.SessionCreateParams>['line_items']>
  /**
   * Where the customer goes after paying.
   *
   * Required; may include {CHECKOUT_SESSION_ID}.
   *
   * @example "https://yoursite.com/success?session_id={CHECKOUT_SESSION_ID}"
   */
  success_url: string
  /**
   * Where the customer goes if they cancel.
   *
   * @example "https://yoursite.com/cancel"
   */
  cancel_url: string
  /**
   * ID of the customer who buys.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * E-mail address to fill in, if there is no customer yet.
   *
   * @example "user@example.com"
   */
  customer_email?: string
  /**
   * Whether the page takes promotion codes.
   *
   * Boolean.
   *
   * @example true
   */
  allow_promotion_codes?: boolean
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"order_id":"123"}
   */
  metadata?: Metadata
  /**
   * What the subscription gets, in subscription mode.
   *
   * Object.
   *
   * @example {"trial_period_days":14}
   */
  subscription_data?: NonNullable<Params<Stripe.Checkout.SessionCreateParams>['subscription_data']>
  /**
   * The only payment methods to offer.
   *
   * @example ["card"]
   */
  payment_method_types?: string[]
}

/**
 * Input of {@link Client.updateCheckoutSession}.
 */
export interface UpdateCheckoutSessionInput extends CommonInput, Omit<Params<Stripe.Checkout.SessionUpdateParams>, 'expand' | 'metadata' | 'line_items' | 'shipping_options'> {
  /**
   * ID of the checkout session.
   *
   * @example "cs_123"
   */
  id: string
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"order_id":"456"}
   */
  metadata?: Metadata | null
  /**
   * All line items, those to keep by their ID.
   *
   * @example [{"id":"li_123","quantity":2}]
   */
  line_items?: NonNullable<Params<Stripe.Checkout.SessionUpdateParams>['line_items']>
  /**
   * The ways of shipping to choose from.
   *
   * @example [{"shipping_rate":"shr_123"}]
   */
  shipping_options?: NonNullable<Params<Stripe.Checkout.SessionUpdateParams>['shipping_options']> | null
}

/**
 * Input of {@link Client.retrieveCheckoutSession}.
 */
export interface RetrieveCheckoutSessionInput extends CommonInput {
  /**
   * Fields whose objects the answer holds in place of their IDs, line_items among them.
   *
   * Array.
   *
   * @example ["line_items"]
   */
  expand?: string[]
  /**
   * ID of the checkout session.
   *
   * @example "cs_123"
   */
  id: string
}

/**
 * Input of {@link Client.listCheckoutSessions}.
 */
export interface ListCheckoutSessionsInput extends CommonInput, Omit<Params<Stripe.Checkout.SessionListParams>, 'expand' | 'customer' | 'status' | 'limit' | 'starting_after' | 'ending_before'> {
  /**
   * Only those of this customer.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * Only those in this state.
   *
   * open, complete, expired.
   *
   * @example "complete"
   */
  status?: 'open' | 'complete' | 'expired'
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "cs_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "cs_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.listCheckoutSessionLineItems}.
 */
export interface ListCheckoutSessionLineItemsInput extends CommonInput {
  /**
   * ID of the checkout session.
   *
   * @example "cs_123"
   */
  id: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "li_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "li_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.expireCheckoutSession}.
 */
export interface ExpireCheckoutSessionInput extends CommonInput {
  /**
   * ID of the checkout session.
   *
   * @example "cs_123"
   */
  id: string
}

/**
 * Input of {@link Client.createInvoiceItem}.
 */
export interface CreateInvoiceItemInput extends CommonInput, Omit<Params<Stripe.InvoiceItemCreateParams>, 'expand' | 'customer' | 'invoice' | 'amount' | 'currency' | 'quantity' | 'description' | 'metadata' | 'pricing'> {
  /**
   * ID of the customer to bill; by default the invoice's.
   *
   * Required (unless attaching to an invoice).
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * ID of the draft invoice to add it to.
   *
   * @example "in_123"
   */
  invoice?: string
  /**
   * Amount in the currency's smallest unit, negative for a credit.
   *
   * @example 1000
   */
  amount?: number
  /**
   * Currency of the amount.
   *
   * Required if using Amount.
   *
   * @example "usd"
   */
  currency?: string
  /**
   * How many units.
   *
   * Default 1.
   *
   * @example 1
   */
  quantity?: number
  /**
   * What the invoice says of it.
   *
   * @example "One-time setup fee"
   */
  description?: string
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"ref":"123"}
   */
  metadata?: Metadata
  /**
   * ID of a one-time price.
   *
   * Use Price or Amount + Currency.
   *
   * @example "price_123"
   */
  price?: string
}

/**
 * Input of {@link Client.createBillingPortalSession}.
 */
export interface CreateBillingPortalSessionInput extends CommonInput, Omit<Params<Stripe.BillingPortal.SessionCreateParams>, 'expand' | 'customer' | 'return_url' | 'configuration' | 'flow_data' | 'locale'> {
  /**
   * ID of the customer who manages their billing.
   *
   * @example "cus_123"
   */
  customer: string
  /**
   * Where the link back to your site leads.
   *
   * @example "https://yoursite.com/account"
   */
  return_url?: string
  /**
   * ID of the portal configuration; without it, the default one of your account.
   *
   * @example "bpc_123"
   */
  configuration?: string
  /**
   * The one thing that the customer comes to do, instead of the whole portal.
   *
   * Object.
   *
   * @example {"type":"payment_method_update"}
   */
  flow_data?: NonNullable<Params<Stripe.BillingPortal.SessionCreateParams>['flow_data']>
  /**
   * Language of the page; auto follows the browser.
   *
   * @example "auto"
   */
  locale?: NonNullable<Params<Stripe.BillingPortal.SessionCreateParams>['locale']>
}

/**
 * Input of {@link Client.createCustomerSession}.
 */
export interface CreateCustomerSessionInput extends CommonInput, Omit<Params<Stripe.CustomerSessionCreateParams>, 'expand' | 'customer' | 'components'> {
  /**
   * ID of the customer that the embedded components act for.
   *
   * @example "cus_123"
   */
  customer: string
  /**
   * The embedded parts to open, each with enabled, and what the payment element may do with saved cards.
   *
   * Required; at least one part must be enabled.
   *
   * @example {"pricing_table":{"enabled":true}}
   */
  components: NonNullable<Params<Stripe.CustomerSessionCreateParams>['components']>
}

/**
 * Input of {@link Client.searchCustomers}.
 */
export interface SearchCustomersInput extends CommonInput {
  /**
   * E-mail address.
   *
   * @example "customer@example.com"
   */
  email?: string
  /**
   * Name, or whole words of it in their order.
   *
   * @example "Jane Doe"
   */
  name?: string
  /**
   * Phone number.
   *
   * @example "+1234567890"
   */
  phone?: string
  /**
   * When it was created: a time, or an object of gt, gte, lt and lte.
   *
   * Unix timestamp, or an object of such.
   *
   * @example {"gte":1767225600}
   */
  created?: number | { gt?: number; gte?: number; lt?: number; lte?: number; [field: string]: unknown }
  /**
   * Values that its metadata has.
   *
   * Object.
   *
   * @example {"internal_id":"123"}
   */
  metadata?: Record<string, unknown>
  /**
   * A query in Stripe's search language, in place of the inputs for single fields.
   *
   * See docs.stripe.com/search; not together with the other fields to search by.
   *
   * @example "created>1767225600 AND metadata[\"order_id\"]:\"6735\""
   */
  query?: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * The page to return: next_page of the page before.
   *
   * Use next_page from the previous result.
   *
   * @example "WzEuMF0="
   */
  page?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or Page.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.listCustomerPaymentMethods}.
 */
export interface ListCustomerPaymentMethodsInput extends CommonInput {
  /**
   * ID of the customer.
   *
   * @example "cus_123"
   */
  customer_id: string
  /**
   * Only those of this type.
   *
   * @example "card"
   */
  type?: NonNullable<Params<Stripe.CustomerListPaymentMethodsParams>['type']>
  /**
   * Only those that may be shown to the customer again this freely.
   *
   * always, limited, unspecified.
   *
   * @example "always"
   */
  allow_redisplay?: 'always' | 'limited' | 'unspecified'
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "pm_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "pm_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.deleteCustomerDiscount}.
 */
export interface DeleteCustomerDiscountInput extends CommonInput {
  /**
   * ID of the customer.
   *
   * @example "cus_123"
   */
  customer_id: string
}

/**
 * Input of {@link Client.listCustomerTaxIds}.
 */
export interface ListCustomerTaxIdsInput extends CommonInput {
  /**
   * ID of the customer.
   *
   * @example "cus_123"
   */
  customer_id: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "txi_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "txi_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.createCustomerTaxId}.
 */
export interface CreateCustomerTaxIdInput extends CommonInput {
  /**
   * ID of the customer.
   *
   * @example "cus_123"
   */
  customer_id: string
  /**
   * Type of the tax ID, named by country and kind.
   *
   * Required; such as eu_vat, gb_vat, us_ein or au_abn.
   *
   * @example "eu_vat"
   */
  type: NonNullable<Params<Stripe.CustomerCreateTaxIdParams>['type']>
  /**
   * The tax ID itself.
   *
   * @example "DE123456789"
   */
  value: string
}

/**
 * Input of {@link Client.deleteCustomerTaxId}.
 */
export interface DeleteCustomerTaxIdInput extends CommonInput {
  /**
   * ID of the customer.
   *
   * @example "cus_123"
   */
  customer_id: string
  /**
   * ID of the tax ID, as the list of the customer's tax IDs has it.
   *
   * @example "txi_123"
   */
  tax_id: string
}

/**
 * Input of {@link Client.listCustomerBalanceTransactions}.
 */
export interface ListCustomerBalanceTransactionsInput extends CommonInput, Omit<Params<Stripe.CustomerListBalanceTransactionsParams>, 'expand' | 'invoice' | 'limit' | 'starting_after' | 'ending_before'> {
  /**
   * ID of the customer.
   *
   * @example "cus_123"
   */
  customer_id: string
  /**
   * Only those that belong to this invoice.
   *
   * @example "in_123"
   */
  invoice?: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "cbtxn_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "cbtxn_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.createCustomerBalanceTransaction}.
 */
export interface CreateCustomerBalanceTransactionInput extends CommonInput {
  /**
   * ID of the customer.
   *
   * @example "cus_123"
   */
  customer_id: string
  /**
   * Amount in the currency's smallest unit: negative to credit the customer, positive to have them owe it.
   *
   * Required; negative for a credit.
   *
   * @example -500
   */
  amount: number
  /**
   * Currency of the amount; it becomes that of a customer who has none yet.
   *
   * @example "usd"
   */
  currency: string
  /**
   * Why the balance changes.
   *
   * @example "Credit for last week"
   */
  description?: string
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"ticket_id":"123"}
   */
  metadata?: Metadata | null
}

/**
 * Input of {@link Client.searchProducts}.
 */
export interface SearchProductsInput extends CommonInput {
  /**
   * Name, or whole words of it in their order.
   *
   * @example "Premium Plan"
   */
  name?: string
  /**
   * Whole words of the description, in their order.
   *
   * @example "Premium subscription"
   */
  description?: string
  /**
   * Whether it can be bought.
   *
   * true or false.
   *
   * @example true
   */
  active?: boolean
  /**
   * Whether it is shipped.
   *
   * true or false.
   *
   * @example true
   */
  shippable?: boolean
  /**
   * Address of its page.
   *
   * @example "https://example.com/product"
   */
  url?: string
  /**
   * Values that its metadata has.
   *
   * Object.
   *
   * @example {"internal_id":"123"}
   */
  metadata?: Record<string, unknown>
  /**
   * A query in Stripe's search language, in place of the inputs for single fields.
   *
   * See docs.stripe.com/search; not together with the other fields to search by.
   *
   * @example "created>1767225600 AND metadata[\"order_id\"]:\"6735\""
   */
  query?: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * The page to return: next_page of the page before.
   *
   * Use next_page from the previous result.
   *
   * @example "WzEuMF0="
   */
  page?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or Page.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.searchPrices}.
 */
export interface SearchPricesInput extends CommonInput {
  /**
   * ID of the product.
   *
   * @example "prod_123"
   */
  product?: string
  /**
   * Your own key for it.
   *
   * @example "premium_monthly"
   */
  lookup_key?: string
  /**
   * Whether it can be bought.
   *
   * true or false.
   *
   * @example true
   */
  active?: boolean
  /**
   * Currency.
   *
   * ISO code.
   *
   * @example "usd"
   */
  currency?: string
  /**
   * Whether it is paid once, or again and again.
   *
   * one_time, recurring.
   *
   * @example "recurring"
   */
  type?: 'one_time' | 'recurring'
  /**
   * Values that its metadata has.
   *
   * Object.
   *
   * @example {"internal_id":"123"}
   */
  metadata?: Record<string, unknown>
  /**
   * A query in Stripe's search language, in place of the inputs for single fields.
   *
   * See docs.stripe.com/search; not together with the other fields to search by.
   *
   * @example "created>1767225600 AND metadata[\"order_id\"]:\"6735\""
   */
  query?: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * The page to return: next_page of the page before.
   *
   * Use next_page from the previous result.
   *
   * @example "WzEuMF0="
   */
  page?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or Page.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.listShippingRates}.
 */
export interface ListShippingRatesInput extends CommonInput, Omit<Params<Stripe.ShippingRateListParams>, 'expand' | 'active' | 'currency' | 'limit' | 'starting_after' | 'ending_before'> {
  /**
   * Only active ones, or only inactive ones.
   *
   * true, false, or empty for all.
   *
   * @example true
   */
  active?: boolean
  /**
   * Only those in this currency.
   *
   * ISO code.
   *
   * @example "usd"
   */
  currency?: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "shr_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "shr_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrieveShippingRate}.
 */
export interface RetrieveShippingRateInput extends CommonInput {
  /**
   * ID of the shipping rate.
   *
   * @example "shr_123"
   */
  shipping_rate_id: string
}

/**
 * Input of {@link Client.createShippingRate}.
 */
export interface CreateShippingRateInput extends CommonInput, Omit<Params<Stripe.ShippingRateCreateParams>, 'expand' | 'display_name' | 'fixed_amount' | 'delivery_estimate' | 'tax_behavior' | 'tax_code' | 'metadata'> {
  /**
   * Name that customers see at checkout.
   *
   * @example "Ground shipping"
   */
  display_name: string
  /**
   * What shipping costs: an amount in the currency's smallest unit, 0 for free, and its currency.
   *
   * @example {"amount":500,"currency":"usd"}
   */
  fixed_amount: NonNullable<Params<Stripe.ShippingRateCreateParams>['fixed_amount']>
  /**
   * How long shipping takes, as customers see it.
   *
   * Object.
   *
   * @example {"minimum":{"unit":"business_day","value":5},"maximum":{"unit":"business_day","value":7}}
   */
  delivery_estimate?: NonNullable<Params<Stripe.ShippingRateCreateParams>['delivery_estimate']>
  /**
   * Whether the amount includes tax.
   *
   * inclusive, exclusive, unspecified.
   *
   * @example "exclusive"
   */
  tax_behavior?: 'inclusive' | 'exclusive' | 'unspecified'
  /**
   * Tax code of shipping.
   *
   * @example "txcd_92010001"
   */
  tax_code?: string
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"carrier":"ups"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.updateShippingRate}.
 */
export interface UpdateShippingRateInput extends CommonInput, Omit<Params<Stripe.ShippingRateUpdateParams>, 'expand' | 'active' | 'tax_behavior' | 'metadata'> {
  /**
   * ID of the shipping rate.
   *
   * @example "shr_123"
   */
  shipping_rate_id: string
  /**
   * Whether new purchases can use it.
   *
   * true or false.
   *
   * @example false
   */
  active?: boolean
  /**
   * Whether the amount includes tax.
   *
   * inclusive, exclusive, unspecified.
   *
   * @example "exclusive"
   */
  tax_behavior?: 'inclusive' | 'exclusive' | 'unspecified'
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"carrier":"dhl"}
   */
  metadata?: Metadata | null
}

/**
 * Input of {@link Client.listPaymentLinks}.
 */
export interface ListPaymentLinksInput extends CommonInput {
  /**
   * Only active ones, or only inactive ones.
   *
   * true, false, or empty for all.
   *
   * @example true
   */
  active?: boolean
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "plink_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "plink_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrievePaymentLink}.
 */
export interface RetrievePaymentLinkInput extends CommonInput {
  /**
   * ID of the payment link.
   *
   * @example "plink_123"
   */
  payment_link_id: string
}

/**
 * Input of {@link Client.createPaymentLink}.
 */
export interface CreatePaymentLinkInput extends CommonInput, Omit<Params<Stripe.PaymentLinkCreateParams>, 'expand' | 'line_items' | 'after_completion' | 'allow_promotion_codes' | 'automatic_tax' | 'phone_number_collection' | 'shipping_address_collection' | 'shipping_options' | 'subscription_data' | 'restrictions' | 'metadata'> {
  /**
   * What the link sells: per item a price, or price_data for a new one, and the quantity.
   *
   * Required; at most 20 entries, each with price or price_data.
   *
   * @example [{"price":"price_123","quantity":1}]
   */
  line_items: NonNullable<Params<Stripe.PaymentLinkCreateParams>['line_items']>
  /**
   * What customers see after paying: your page, or a message of yours.
   *
   * Object.
   *
   * @example {"type":"redirect","redirect":{"url":"https://yoursite.com/thanks"}}
   */
  after_completion?: NonNullable<Params<Stripe.PaymentLinkCreateParams>['after_completion']>
  /**
   * Whether the page takes promotion codes.
   *
   * true or false.
   *
   * @example true
   */
  allow_promotion_codes?: boolean
  /**
   * Whether Stripe Tax adds the tax.
   *
   * Object.
   *
   * @example {"enabled":true}
   */
  automatic_tax?: NonNullable<Params<Stripe.PaymentLinkCreateParams>['automatic_tax']>
  /**
   * Whether the page asks for the customer's phone number.
   *
   * Object.
   *
   * @example {"enabled":true}
   */
  phone_number_collection?: NonNullable<Params<Stripe.PaymentLinkCreateParams>['phone_number_collection']>
  /**
   * Asks for a shipping address in one of these countries.
   *
   * Object.
   *
   * @example {"allowed_countries":["US","CA"]}
   */
  shipping_address_collection?: NonNullable<Params<Stripe.PaymentLinkCreateParams>['shipping_address_collection']>
  /**
   * The ways of shipping to choose from.
   *
   * @example [{"shipping_rate":"shr_123"}]
   */
  shipping_options?: NonNullable<Params<Stripe.PaymentLinkCreateParams>['shipping_options']>
  /**
   * What the subscription gets.
   *
   * Only with a recurring price.
   *
   * @example {"trial_period_days":14}
   */
  subscription_data?: NonNullable<Params<Stripe.PaymentLinkCreateParams>['subscription_data']>
  /**
   * How many payments the link takes before it closes.
   *
   * Object.
   *
   * @example {"completed_sessions":{"limit":100}}
   */
  restrictions?: NonNullable<Params<Stripe.PaymentLinkCreateParams>['restrictions']>
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"campaign":"spring"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.updatePaymentLink}.
 */
export interface UpdatePaymentLinkInput extends CommonInput, Omit<Params<Stripe.PaymentLinkUpdateParams>, 'expand' | 'active' | 'line_items' | 'after_completion' | 'allow_promotion_codes' | 'inactive_message' | 'restrictions' | 'metadata'> {
  /**
   * ID of the payment link.
   *
   * @example "plink_123"
   */
  payment_link_id: string
  /**
   * Whether customers can pay through it.
   *
   * true or false.
   *
   * @example true
   */
  active?: boolean
  /**
   * Quantities of its line items, each by its ID from the list of line items.
   *
   * At most 20 entries.
   *
   * @example [{"id":"li_123","quantity":2}]
   */
  line_items?: NonNullable<Params<Stripe.PaymentLinkUpdateParams>['line_items']>
  /**
   * What customers see after paying: your page, or a message of yours.
   *
   * Object.
   *
   * @example {"type":"hosted_confirmation","hosted_confirmation":{"custom_message":"Thank you!"}}
   */
  after_completion?: NonNullable<Params<Stripe.PaymentLinkUpdateParams>['after_completion']>
  /**
   * Whether the page takes promotion codes.
   *
   * true or false.
   *
   * @example true
   */
  allow_promotion_codes?: boolean
  /**
   * What customers read when the link is inactive.
   *
   * @example "This offer has ended."
   */
  inactive_message?: string | null
  /**
   * How many payments the link takes before it closes.
   *
   * Object.
   *
   * @example {"completed_sessions":{"limit":200}}
   */
  restrictions?: NonNullable<Params<Stripe.PaymentLinkUpdateParams>['restrictions']> | null
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"campaign":"summer"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.deactivatePaymentLink}.
 */
export interface DeactivatePaymentLinkInput extends CommonInput, Omit<Params<Stripe.PaymentLinkUpdateParams>, 'expand' | 'inactive_message' | 'active'> {
  /**
   * ID of the payment link.
   *
   * @example "plink_123"
   */
  payment_link_id: string
  /**
   * What customers read from now on.
   *
   * @example "This offer has ended."
   */
  inactive_message?: string | null
}

/**
 * Input of {@link Client.listPaymentLinkLineItems}.
 */
export interface ListPaymentLinkLineItemsInput extends CommonInput {
  /**
   * ID of the payment link.
   *
   * @example "plink_123"
   */
  payment_link_id: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "li_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "li_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.searchPaymentIntents}.
 */
export interface SearchPaymentIntentsInput extends CommonInput {
  /**
   * ID of the customer.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * State.
   *
   * canceled, processing, requires_action, requires_capture, requires_confirmation, requires_payment_method, succeeded.
   *
   * @example "succeeded"
   */
  status?: 'canceled' | 'processing' | 'requires_action' | 'requires_capture' | 'requires_confirmation' | 'requires_payment_method' | 'succeeded'
  /**
   * Amount in the currency's smallest unit, or an object of gt, gte, lt and lte.
   *
   * Integer, or an object of bounds.
   *
   * @example {"gte":1000}
   */
  amount?: number | { gt?: number; gte?: number; lt?: number; lte?: number; [field: string]: unknown }
  /**
   * Currency.
   *
   * ISO code.
   *
   * @example "usd"
   */
  currency?: string
  /**
   * When it was created: a time, or an object of gt, gte, lt and lte.
   *
   * Unix timestamp, or an object of such.
   *
   * @example {"gte":1767225600}
   */
  created?: number | { gt?: number; gte?: number; lt?: number; lte?: number; [field: string]: unknown }
  /**
   * Values that its metadata has.
   *
   * Object.
   *
   * @example {"order_id":"123"}
   */
  metadata?: Record<string, unknown>
  /**
   * A query in Stripe's search language, in place of the inputs for single fields.
   *
   * See docs.stripe.com/search; not together with the other fields to search by.
   *
   * @example "created>1767225600 AND metadata[\"order_id\"]:\"6735\""
   */
  query?: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * The page to return: next_page of the page before.
   *
   * Use next_page from the previous result.
   *
   * @example "WzEuMF0="
   */
  page?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or Page.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.confirmPaymentIntent}.
 */
export interface ConfirmPaymentIntentInput extends CommonInput, Omit<Params<Stripe.PaymentIntentConfirmParams>, 'expand' | 'payment_method' | 'return_url' | 'capture_method' | 'setup_future_usage' | 'receipt_email' | 'shipping'> {
  /**
   * ID of the payment intent.
   *
   * @example "pi_123"
   */
  payment_intent_id: string
  /**
   * ID of the payment method to pay with, unless the payment intent has one.
   *
   * @example "pm_123"
   */
  payment_method?: string
  /**
   * Where the customer returns to after a redirect, such as to their bank.
   *
   * Needed if a payment method may redirect.
   *
   * @example "https://yoursite.com/success"
   */
  return_url?: string
  /**
   * Whether the amount is captured by itself or held until you capture it.
   *
   * automatic, automatic_async, manual.
   *
   * @example "manual"
   */
  capture_method?: 'automatic' | 'automatic_async' | 'manual'
  /**
   * Saves the payment method for later payments, with the customer absent or present.
   *
   * off_session, on_session.
   *
   * @example "off_session"
   */
  setup_future_usage?: 'off_session' | 'on_session' | null
  /**
   * Where the receipt goes.
   *
   * @example "customer@example.com"
   */
  receipt_email?: string | null
  /**
   * Where the goods go.
   *
   * Object.
   *
   * @example {"name":"John Doe","address":{"line1":"123 Main St","city":"NYC","country":"US"}}
   */
  shipping?: NonNullable<Params<Stripe.PaymentIntentConfirmParams>['shipping']> | null
}

/**
 * Input of {@link Client.capturePaymentIntent}.
 */
export interface CapturePaymentIntentInput extends CommonInput, Omit<Params<Stripe.PaymentIntentCaptureParams>, 'expand' | 'amount_to_capture' | 'final_capture' | 'statement_descriptor_suffix' | 'metadata'> {
  /**
   * ID of the payment intent.
   *
   * @example "pi_123"
   */
  payment_intent_id: string
  /**
   * Amount to capture, in the currency's smallest unit.
   *
   * Empty captures the full amount.
   *
   * @example 1000
   */
  amount_to_capture?: number
  /**
   * Whether to release the rest; false keeps it for further captures.
   *
   * true or false; false needs multicapture.
   *
   * @example true
   */
  final_capture?: boolean
  /**
   * What follows your prefix on the customer's card statement.
   *
   * @example "ORDER 123"
   */
  statement_descriptor_suffix?: string
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"order_id":"123"}
   */
  metadata?: Metadata | null
}

/**
 * Input of {@link Client.incrementPaymentIntentAuthorization}.
 */
export interface IncrementPaymentIntentAuthorizationInput extends CommonInput, Omit<Params<Stripe.PaymentIntentIncrementAuthorizationParams>, 'expand' | 'amount' | 'description' | 'statement_descriptor' | 'metadata'> {
  /**
   * ID of the payment intent.
   *
   * @example "pi_123"
   */
  payment_intent_id: string
  /**
   * The new total amount, in the currency's smallest unit.
   *
   * Required; more than is held now.
   *
   * @example 1500
   */
  amount: number
  /**
   * A note, which receipts may show.
   *
   * @example "Two more nights"
   */
  description?: string
  /**
   * Text on the customer's statement.
   *
   * @example "HOTEL EXAMPLE"
   */
  statement_descriptor?: string
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"order_id":"123"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.listSetupIntents}.
 */
export interface ListSetupIntentsInput extends CommonInput, Omit<Params<Stripe.SetupIntentListParams>, 'expand' | 'customer' | 'payment_method' | 'limit' | 'starting_after' | 'ending_before'> {
  /**
   * Only those of this customer.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * Only those that set up this payment method.
   *
   * @example "pm_123"
   */
  payment_method?: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "seti_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "seti_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrieveSetupIntent}.
 */
export interface RetrieveSetupIntentInput extends CommonInput, Omit<Params<Stripe.SetupIntentRetrieveParams>, 'expand'> {
  /**
   * ID of the setup intent.
   *
   * @example "seti_123"
   */
  setup_intent_id: string
}

/**
 * Input of {@link Client.createSetupIntent}.
 */
export interface CreateSetupIntentInput extends CommonInput, Omit<Params<Stripe.SetupIntentCreateParams>, 'expand' | 'customer' | 'usage' | 'automatic_payment_methods' | 'allowed_payment_method_types' | 'payment_method' | 'confirm' | 'return_url' | 'description' | 'metadata'> {
  /**
   * ID of the customer to save the payment method for.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * Whether you will charge with the customer absent or present.
   *
   * off_session or on_session; Stripe assumes off_session.
   *
   * @example "off_session"
   */
  usage?: 'off_session' | 'on_session'
  /**
   * Lets Stripe offer the payment methods that fit.
   *
   * Object.
   *
   * @example {"enabled":true}
   */
  automatic_payment_methods?: NonNullable<Params<Stripe.SetupIntentCreateParams>['automatic_payment_methods']>
  /**
   * The only payment methods to offer.
   *
   * @example ["card"]
   */
  allowed_payment_method_types?: NonNullable<Params<Stripe.SetupIntentCreateParams>['allowed_payment_method_types']>
  /**
   * ID of the payment method to save, if there is one already.
   *
   * @example "pm_123"
   */
  payment_method?: string
  /**
   * Whether to confirm it immediately.
   *
   * true or false.
   *
   * @example true
   */
  confirm?: boolean
  /**
   * Where the customer returns to after a redirect, such as to their bank.
   *
   * Only with Confirm.
   *
   * @example "https://yoursite.com/account"
   */
  return_url?: string
  /**
   * A note, not shown to the customer.
   *
   * @example "Card for the subscription"
   */
  description?: string
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"order_id":"123"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.updateSetupIntent}.
 */
export interface UpdateSetupIntentInput extends CommonInput, Omit<Params<Stripe.SetupIntentUpdateParams>, 'expand' | 'customer' | 'payment_method' | 'description' | 'metadata'> {
  /**
   * ID of the setup intent.
   *
   * @example "seti_123"
   */
  setup_intent_id: string
  /**
   * ID of the customer to save the payment method for.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * ID of the payment method to save.
   *
   * @example "pm_123"
   */
  payment_method?: string
  /**
   * A note, not shown to the customer.
   *
   * @example "Card for renewals"
   */
  description?: string
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"order_id":"456"}
   */
  metadata?: Metadata | null
}

/**
 * Input of {@link Client.confirmSetupIntent}.
 */
export interface ConfirmSetupIntentInput extends CommonInput, Omit<Params<Stripe.SetupIntentConfirmParams>, 'expand' | 'payment_method' | 'return_url'> {
  /**
   * ID of the setup intent.
   *
   * @example "seti_123"
   */
  setup_intent_id: string
  /**
   * ID of the payment method to save, unless the setup intent has one.
   *
   * @example "pm_123"
   */
  payment_method?: string
  /**
   * Where the customer returns to after a redirect, such as to their bank.
   *
   * Needed if a payment method may redirect.
   *
   * @example "https://yoursite.com/account"
   */
  return_url?: string
}

/**
 * Input of {@link Client.cancelSetupIntent}.
 */
export interface CancelSetupIntentInput extends CommonInput {
  /**
   * ID of the setup intent.
   *
   * @example "seti_123"
   */
  setup_intent_id: string
  /**
   * Why it is canceled.
   *
   * abandoned, requested_by_customer, duplicate.
   *
   * @example "requested_by_customer"
   */
  cancellation_reason?: 'abandoned' | 'requested_by_customer' | 'duplicate'
}

/**
 * Input of {@link Client.listPaymentMethods}.
 */
export interface ListPaymentMethodsInput extends CommonInput, Omit<Params<Stripe.PaymentMethodListParams>, 'expand' | 'customer' | 'type' | 'allow_redisplay' | 'limit' | 'starting_after' | 'ending_before'> {
  /**
   * Only those of this customer.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * Only those of this type.
   *
   * @example "card"
   */
  type?: NonNullable<Params<Stripe.PaymentMethodListParams>['type']>
  /**
   * Only those that may be shown to the customer again this freely.
   *
   * always, limited, unspecified.
   *
   * @example "always"
   */
  allow_redisplay?: 'always' | 'limited' | 'unspecified'
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "pm_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "pm_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrievePaymentMethod}.
 */
export interface RetrievePaymentMethodInput extends CommonInput {
  /**
   * ID of the payment method.
   *
   * @example "pm_123"
   */
  payment_method_id: string
}

/**
 * Input of {@link Client.createPaymentMethod}.
 */
export interface CreatePaymentMethodInput extends CommonInput, Omit<Params<Stripe.PaymentMethodCreateParams>, 'expand' | 'type' | 'card' | 'billing_details' | 'payment_method' | 'customer' | 'metadata'> {
  /**
   * Type of the payment method; its details go into the parameter of that name.
   *
   * Required if Payment Method is empty.
   *
   * @example "card"
   */
  type?: NonNullable<Params<Stripe.PaymentMethodCreateParams>['type']>
  /**
   * The card, as a token that Stripe.js or a wallet made of it.
   *
   * Required when type is card; card numbers in test mode only.
   *
   * @example {"token":"tok_visa"}
   */
  card?: NonNullable<Params<Stripe.PaymentMethodCreateParams>['card']>
  /**
   * Name and address that belong to the payment method.
   *
   * Object.
   *
   * @example {"name":"John Doe","email":"customer@example.com"}
   */
  billing_details?: NonNullable<Params<Stripe.PaymentMethodCreateParams>['billing_details']>
  /**
   * ID of a payment method of your platform to copy to the connected account.
   *
   * @example "pm_456"
   */
  payment_method?: string
  /**
   * ID of the customer of your platform who has the payment method to copy.
   *
   * Only with Payment Method.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"order_id":"123"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.updatePaymentMethod}.
 */
export interface UpdatePaymentMethodInput extends CommonInput, Omit<Params<Stripe.PaymentMethodUpdateParams>, 'expand' | 'billing_details' | 'card' | 'allow_redisplay' | 'metadata'> {
  /**
   * ID of the payment method.
   *
   * @example "pm_123"
   */
  payment_method_id: string
  /**
   * Name and address that belong to the payment method.
   *
   * Object.
   *
   * @example {"name":"Jane Doe","address":{"postal_code":"10001","country":"US"}}
   */
  billing_details?: NonNullable<Params<Stripe.PaymentMethodUpdateParams>['billing_details']>
  /**
   * New expiry date of a card.
   *
   * Object.
   *
   * @example {"exp_month":12,"exp_year":2030}
   */
  card?: NonNullable<Params<Stripe.PaymentMethodUpdateParams>['card']>
  /**
   * How freely it may be shown to its customer again at checkout.
   *
   * always, limited, unspecified.
   *
   * @example "always"
   */
  allow_redisplay?: 'always' | 'limited' | 'unspecified'
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"456"}
   */
  metadata?: Metadata | null
}

/**
 * Input of {@link Client.attachPaymentMethod}.
 */
export interface AttachPaymentMethodInput extends CommonInput, Omit<Params<Stripe.PaymentMethodAttachParams>, 'expand' | 'customer'> {
  /**
   * ID of the payment method.
   *
   * @example "pm_123"
   */
  payment_method_id: string
  /**
   * ID of the customer to save it for.
   *
   * @example "cus_123"
   */
  customer: string
}

/**
 * Input of {@link Client.detachPaymentMethod}.
 */
export interface DetachPaymentMethodInput extends CommonInput {
  /**
   * ID of the payment method.
   *
   * @example "pm_123"
   */
  payment_method_id: string
}

/**
 * Input of {@link Client.listCharges}.
 */
export interface ListChargesInput extends CommonInput, Omit<Params<Stripe.ChargeListParams>, 'expand' | 'customer' | 'payment_intent' | 'limit' | 'starting_after' | 'ending_before'> {
  /**
   * Only those of this customer.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * Only those of this payment intent, one per attempt.
   *
   * @example "pi_123"
   */
  payment_intent?: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "ch_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "ch_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrieveCharge}.
 */
export interface RetrieveChargeInput extends CommonInput {
  /**
   * ID of the charge.
   *
   * @example "ch_123"
   */
  charge_id: string
}

/**
 * Input of {@link Client.updateCharge}.
 */
export interface UpdateChargeInput extends CommonInput, Omit<Params<Stripe.ChargeUpdateParams>, 'expand' | 'description' | 'receipt_email' | 'fraud_details' | 'shipping' | 'metadata'> {
  /**
   * ID of the charge.
   *
   * @example "ch_123"
   */
  charge_id: string
  /**
   * A note, shown on e-mailed receipts.
   *
   * @example "Order #123"
   */
  description?: string
  /**
   * Where to send the receipt.
   *
   * A change sends a receipt.
   *
   * @example "customer@example.com"
   */
  receipt_email?: string
  /**
   * Your own judgment of whether the charge is fraud, from which Stripe learns.
   *
   * Object.
   *
   * @example {"user_report":"safe"}
   */
  fraud_details?: NonNullable<Params<Stripe.ChargeUpdateParams>['fraud_details']>
  /**
   * Where the goods go.
   *
   * Object.
   *
   * @example {"name":"John Doe","address":{"line1":"123 Main St","city":"NYC","country":"US"}}
   */
  shipping?: NonNullable<Params<Stripe.ChargeUpdateParams>['shipping']>
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"order_id":"123"}
   */
  metadata?: Metadata | null
}

/**
 * Input of {@link Client.searchCharges}.
 */
export interface SearchChargesInput extends CommonInput {
  /**
   * ID of the customer.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * State.
   *
   * succeeded, pending, failed.
   *
   * @example "succeeded"
   */
  status?: 'succeeded' | 'pending' | 'failed'
  /**
   * Amount in the currency's smallest unit, or an object of gt, gte, lt and lte.
   *
   * Integer, or an object of bounds.
   *
   * @example {"gte":1000}
   */
  amount?: number | { gt?: number; gte?: number; lt?: number; lte?: number; [field: string]: unknown }
  /**
   * Currency.
   *
   * ISO code.
   *
   * @example "usd"
   */
  currency?: string
  /**
   * Last four digits of the card.
   *
   * @example "4242"
   */
  last4?: string
  /**
   * Brand of the card.
   *
   * @example "visa"
   */
  brand?: string
  /**
   * Month in which the card expires.
   *
   * 1–12.
   *
   * @example 12
   */
  exp_month?: number
  /**
   * Year in which the card expires.
   *
   * Four digits.
   *
   * @example 2030
   */
  exp_year?: number
  /**
   * Identifies the number of the card, the same for every customer.
   *
   * @example "Xt5ABCDEF7GHjR1c"
   */
  fingerprint?: string
  /**
   * How the card was read: online, by a reader, or by a reader through Interac.
   *
   * card without it; together with last4 or brand or exp_month or exp_year or fingerprint.
   *
   * @example "card"
   */
  source?: 'card' | 'card_present' | 'interac_present'
  /**
   * Postal code of the billing address.
   *
   * @example "12345"
   */
  postal_code?: string
  /**
   * How much of it was refunded.
   *
   * full, partial or none.
   *
   * @example "full"
   */
  refunded?: 'full' | 'partial' | 'none'
  /**
   * Whether it was disputed.
   *
   * true or false.
   *
   * @example true
   */
  disputed?: boolean
  /**
   * When it was created: a time, or an object of gt, gte, lt and lte.
   *
   * Unix timestamp, or an object of such.
   *
   * @example {"gte":1767225600}
   */
  created?: number | { gt?: number; gte?: number; lt?: number; lte?: number; [field: string]: unknown }
  /**
   * Values that its metadata has.
   *
   * Object.
   *
   * @example {"order_id":"123"}
   */
  metadata?: Record<string, unknown>
  /**
   * A query in Stripe's search language, in place of the inputs for single fields.
   *
   * See docs.stripe.com/search; not together with the other fields to search by.
   *
   * @example "created>1767225600 AND metadata[\"order_id\"]:\"6735\""
   */
  query?: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * The page to return: next_page of the page before.
   *
   * Use next_page from the previous result.
   *
   * @example "WzEuMF0="
   */
  page?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or Page.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.listRefunds}.
 */
export interface ListRefundsInput extends CommonInput, Omit<Params<Stripe.RefundListParams>, 'expand' | 'charge' | 'payment_intent' | 'limit' | 'starting_after' | 'ending_before'> {
  /**
   * Only those of this charge.
   *
   * @example "ch_123"
   */
  charge?: string
  /**
   * Only those of this payment intent.
   *
   * @example "pi_123"
   */
  payment_intent?: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "re_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "re_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrieveRefund}.
 */
export interface RetrieveRefundInput extends CommonInput {
  /**
   * ID of the refund.
   *
   * @example "re_123"
   */
  refund_id: string
}

/**
 * Input of {@link Client.updateRefund}.
 */
export interface UpdateRefundInput extends CommonInput {
  /**
   * ID of the refund.
   *
   * @example "re_123"
   */
  refund_id: string
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"order_id":"123"}
   */
  metadata?: Metadata | null
}

/**
 * Input of {@link Client.cancelRefund}.
 */
export interface CancelRefundInput extends CommonInput {
  /**
   * ID of the refund.
   *
   * @example "re_123"
   */
  refund_id: string
}

/**
 * Input of {@link Client.listDisputes}.
 */
export interface ListDisputesInput extends CommonInput, Omit<Params<Stripe.DisputeListParams>, 'expand' | 'charge' | 'payment_intent' | 'limit' | 'starting_after' | 'ending_before'> {
  /**
   * Only those of this charge.
   *
   * @example "ch_123"
   */
  charge?: string
  /**
   * Only those of this payment intent.
   *
   * @example "pi_123"
   */
  payment_intent?: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "du_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "du_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrieveDispute}.
 */
export interface RetrieveDisputeInput extends CommonInput {
  /**
   * ID of the dispute.
   *
   * @example "du_123"
   */
  dispute_id: string
}

/**
 * Input of {@link Client.updateDispute}.
 */
export interface UpdateDisputeInput extends CommonInput, Omit<Params<Stripe.DisputeUpdateParams>, 'expand' | 'evidence' | 'submit' | 'metadata'> {
  /**
   * ID of the dispute.
   *
   * @example "du_123"
   */
  dispute_id: string
  /**
   * What shows that the payment was right, as texts and IDs of uploaded files.
   *
   * At most 150,000 characters in all.
   *
   * @example {"product_description":"Premium Plan, one month","customer_name":"John Doe"}
   */
  evidence?: NonNullable<Params<Stripe.DisputeUpdateParams>['evidence']>
  /**
   * Whether to send the evidence to the bank now.
   *
   * true or false; empty sends it now.
   *
   * @example false
   */
  submit?: boolean
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"order_id":"123"}
   */
  metadata?: Metadata | null
}

/**
 * Input of {@link Client.closeDispute}.
 */
export interface CloseDisputeInput extends CommonInput {
  /**
   * ID of the dispute.
   *
   * @example "du_123"
   */
  dispute_id: string
}

/**
 * Input of {@link Client.searchInvoices}.
 */
export interface SearchInvoicesInput extends CommonInput {
  /**
   * ID of the customer.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * State.
   *
   * draft, open, paid, uncollectible, void.
   *
   * @example "open"
   */
  status?: 'draft' | 'open' | 'paid' | 'uncollectible' | 'void'
  /**
   * Number that is printed on it.
   *
   * @example "ABC-0001"
   */
  number?: string
  /**
   * Number of its receipt.
   *
   * @example "1234-5678"
   */
  receipt_number?: string
  /**
   * ID of the subscription.
   *
   * @example "sub_123"
   */
  subscription?: string
  /**
   * Amount in the currency's smallest unit, or an object of gt, gte, lt and lte.
   *
   * Integer, or an object of bounds.
   *
   * @example {"gte":1000}
   */
  total?: number | { gt?: number; gte?: number; lt?: number; lte?: number; [field: string]: unknown }
  /**
   * Currency.
   *
   * ISO code.
   *
   * @example "usd"
   */
  currency?: string
  /**
   * When it was created: a time, or an object of gt, gte, lt and lte.
   *
   * Unix timestamp, or an object of such.
   *
   * @example {"gte":1767225600}
   */
  created?: number | { gt?: number; gte?: number; lt?: number; lte?: number; [field: string]: unknown }
  /**
   * Values that its metadata has.
   *
   * Object.
   *
   * @example {"order_id":"123"}
   */
  metadata?: Record<string, unknown>
  /**
   * A query in Stripe's search language, in place of the inputs for single fields.
   *
   * See docs.stripe.com/search; not together with the other fields to search by.
   *
   * @example "created>1767225600 AND metadata[\"order_id\"]:\"6735\""
   */
  query?: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * The page to return: next_page of the page before.
   *
   * Use next_page from the previous result.
   *
   * @example "WzEuMF0="
   */
  page?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or Page.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.previewInvoice}.
 */
export interface PreviewInvoiceInput extends CommonInput, Omit<Params<Stripe.InvoiceCreatePreviewParams>, 'expand' | 'customer' | 'subscription' | 'subscription_details' | 'schedule' | 'invoice_items' | 'discounts' | 'currency' | 'preview_mode'> {
  /**
   * ID of the customer to bill.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * ID of the subscription that renews or changes.
   *
   * @example "sub_123"
   */
  subscription?: string
  /**
   * The change to the subscription, or the items of a new one.
   *
   * Object; not together with Schedule or Schedule Details.
   *
   * @example {"items":[{"id":"si_123","price":"price_456"}],"proration_behavior":"create_prorations"}
   */
  subscription_details?: NonNullable<Params<Stripe.InvoiceCreatePreviewParams>['subscription_details']>
  /**
   * ID of the subscription schedule that continues.
   *
   * Not together with Subscription or Subscription Details.
   *
   * @example "sub_sched_123"
   */
  schedule?: string
  /**
   * One-off charges to add, or pending ones to change.
   *
   * At most 250 entries.
   *
   * @example [{"price":"price_123","quantity":1}]
   */
  invoice_items?: NonNullable<Params<Stripe.InvoiceCreatePreviewParams>['invoice_items']>
  /**
   * Discounts to apply in place of the customer's or subscription's own.
   *
   * @example [{"coupon":"SUMMER25"}]
   */
  discounts?: NonNullable<Params<Stripe.InvoiceCreatePreviewParams>['discounts']>
  /**
   * Currency, unless it is the customer's.
   *
   * ISO code.
   *
   * @example "usd"
   */
  currency?: string
  /**
   * Whether to preview the next invoice, or what every full period costs without prorations.
   *
   * next or recurring; default next.
   *
   * @example "next"
   */
  preview_mode?: 'next' | 'recurring'
}

/**
 * Input of {@link Client.finalizeInvoice}.
 */
export interface FinalizeInvoiceInput extends CommonInput {
  /**
   * ID of the invoice.
   *
   * @example "in_123"
   */
  invoice_id: string
  /**
   * Whether Stripe collects the payment and sends reminders by itself.
   *
   * true or false.
   *
   * @example true
   */
  auto_advance?: boolean
}

/**
 * Input of {@link Client.sendInvoice}.
 */
export interface SendInvoiceInput extends CommonInput {
  /**
   * ID of the invoice.
   *
   * @example "in_123"
   */
  invoice_id: string
}

/**
 * Input of {@link Client.payInvoice}.
 */
export interface PayInvoiceInput extends CommonInput, Omit<Params<Stripe.InvoicePayParams>, 'expand' | 'payment_method' | 'paid_out_of_band' | 'off_session' | 'forgive'> {
  /**
   * ID of the invoice.
   *
   * @example "in_123"
   */
  invoice_id: string
  /**
   * ID of the customer's payment method to charge, in place of the default one.
   *
   * @example "pm_123"
   */
  payment_method?: string
  /**
   * Whether the customer paid outside Stripe, so that nothing is charged.
   *
   * true or false.
   *
   * @example true
   */
  paid_out_of_band?: boolean
  /**
   * Whether the customer is absent and cannot authenticate the payment.
   *
   * true or false; default true.
   *
   * @example true
   */
  off_session?: boolean
  /**
   * Whether an amount that is too small settles the whole invoice.
   *
   * true or false; default false.
   *
   * @example false
   */
  forgive?: boolean
}

/**
 * Input of {@link Client.voidInvoice}.
 */
export interface VoidInvoiceInput extends CommonInput {
  /**
   * ID of the invoice.
   *
   * @example "in_123"
   */
  invoice_id: string
}

/**
 * Input of {@link Client.markInvoiceUncollectible}.
 */
export interface MarkInvoiceUncollectibleInput extends CommonInput {
  /**
   * ID of the invoice.
   *
   * @example "in_123"
   */
  invoice_id: string
}

/**
 * Input of {@link Client.listInvoiceLineItems}.
 */
export interface ListInvoiceLineItemsInput extends CommonInput {
  /**
   * ID of the invoice.
   *
   * @example "in_123"
   */
  invoice_id: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "il_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "il_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.addInvoiceLineItems}.
 */
export interface AddInvoiceLineItemsInput extends CommonInput {
  /**
   * ID of the invoice.
   *
   * @example "in_123"
   */
  invoice_id: string
  /**
   * Lines to add, each with an amount in the currency's smallest unit, a price or a pending invoice item.
   *
   * @example [{"description":"One-time setup fee","amount":7500}]
   */
  lines: NonNullable<Params<Stripe.InvoiceAddLinesParams>['lines']>
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"123"}
   */
  invoice_metadata?: Metadata | null
}

/**
 * Input of {@link Client.removeInvoiceLineItems}.
 */
export interface RemoveInvoiceLineItemsInput extends CommonInput {
  /**
   * ID of the invoice.
   *
   * @example "in_123"
   */
  invoice_id: string
  /**
   * Lines to remove, and whether to delete each or to keep it for another invoice.
   *
   * Required; ID and Behavior (delete or unassign) required in each line.
   *
   * @example [{"id":"il_123","behavior":"delete"}]
   */
  lines: NonNullable<Params<Stripe.InvoiceRemoveLinesParams>['lines']>
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"123"}
   */
  invoice_metadata?: Metadata | null
}

/**
 * Input of {@link Client.listInvoiceItems}.
 */
export interface ListInvoiceItemsInput extends CommonInput, Omit<Params<Stripe.InvoiceItemListParams>, 'expand' | 'customer' | 'invoice' | 'pending' | 'limit' | 'starting_after' | 'ending_before'> {
  /**
   * Only those of this customer.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * Only those of this invoice.
   *
   * @example "in_123"
   */
  invoice?: string
  /**
   * Only those that wait for an invoice, or only those on one.
   *
   * true or false.
   *
   * @example true
   */
  pending?: boolean
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "ii_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "ii_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrieveInvoiceItem}.
 */
export interface RetrieveInvoiceItemInput extends CommonInput {
  /**
   * ID of the invoice item.
   *
   * @example "ii_123"
   */
  invoice_item_id: string
}

/**
 * Input of {@link Client.updateInvoiceItem}.
 */
export interface UpdateInvoiceItemInput extends CommonInput, Omit<Params<Stripe.InvoiceItemUpdateParams>, 'expand' | 'amount' | 'quantity' | 'pricing' | 'description' | 'discountable' | 'period' | 'tax_rates' | 'metadata' | 'invoicing_rules'> {
  /**
   * ID of the invoice item.
   *
   * @example "ii_123"
   */
  invoice_item_id: string
  /**
   * Amount in the currency's smallest unit, below 0 for a credit.
   *
   * @example 1500
   */
  amount?: number
  /**
   * How many units.
   *
   * @example 2
   */
  quantity?: number
  /**
   * The one-time price to charge in place of an amount.
   *
   * Object.
   *
   * @example {"price":"price_123"}
   */
  pricing?: NonNullable<Params<Stripe.InvoiceItemUpdateParams>['pricing']>
  /**
   * What the invoice says of it.
   *
   * @example "One-time setup fee"
   */
  description?: string
  /**
   * Whether discounts apply to it.
   *
   * true or false.
   *
   * @example false
   */
  discountable?: boolean
  /**
   * The time of service that it is for, shown on the invoice.
   *
   * Object.
   *
   * @example {"start":1767225600,"end":1769904000}
   */
  period?: NonNullable<Params<Stripe.InvoiceItemUpdateParams>['period']>
  /**
   * IDs of tax rates that apply in place of the invoice's.
   *
   * @example ["txr_123"]
   */
  tax_rates?: string[] | null
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"ref":"456"}
   */
  metadata?: Metadata | null
  invoicing_rules?: Params<Stripe.InvoiceItemUpdateParams>['invoicing_rules'] | null
}

/**
 * Input of {@link Client.deleteInvoiceItem}.
 */
export interface DeleteInvoiceItemInput extends CommonInput {
  /**
   * ID of the invoice item.
   *
   * @example "ii_123"
   */
  invoice_item_id: string
}

/**
 * Input of {@link Client.listCreditNotes}.
 */
export interface ListCreditNotesInput extends CommonInput, Omit<Params<Stripe.CreditNoteListParams>, 'expand' | 'customer' | 'invoice' | 'limit' | 'starting_after' | 'ending_before'> {
  /**
   * Only those of this customer.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * Only those of this invoice.
   *
   * @example "in_123"
   */
  invoice?: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "cn_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "cn_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrieveCreditNote}.
 */
export interface RetrieveCreditNoteInput extends CommonInput {
  /**
   * ID of the credit note.
   *
   * @example "cn_123"
   */
  credit_note_id: string
}

/**
 * Input of {@link Client.createCreditNote}.
 */
export interface CreateCreditNoteInput extends CommonInput, Omit<Params<Stripe.CreditNoteCreateParams>, 'expand' | 'invoice' | 'amount' | 'lines' | 'refund_amount' | 'credit_amount' | 'out_of_band_amount' | 'reason' | 'memo' | 'email_type' | 'metadata'> {
  /**
   * ID of the finalized invoice to reduce.
   *
   * @example "in_123"
   */
  invoice: string
  /**
   * Total to credit, tax included, in the currency's smallest unit.
   *
   * Required if Lines and Shipping Cost are empty.
   *
   * @example 1000
   */
  amount?: number
  /**
   * Invoice lines to credit, or lines of your own.
   *
   * Required if Amount and Shipping Cost are empty.
   *
   * @example [{"type":"invoice_line_item","invoice_line_item":"il_123","quantity":1}]
   */
  lines?: NonNullable<Params<Stripe.CreditNoteCreateParams>['lines']>
  /**
   * Part to refund to the payment method of a paid invoice, in the currency's smallest unit.
   *
   * What a paid invoice is credited must be refunded, kept as credit or settled outside Stripe.
   *
   * @example 1000
   */
  refund_amount?: number
  /**
   * Part to keep as credit for the customer's next invoices, in the currency's smallest unit.
   *
   * @example 1000
   */
  credit_amount?: number
  /**
   * Part that you refund outside Stripe, in the currency's smallest unit.
   *
   * @example 1000
   */
  out_of_band_amount?: number
  /**
   * Why the invoice is reduced.
   *
   * duplicate, fraudulent, order_change, product_unsatisfactory.
   *
   * @example "order_change"
   */
  reason?: 'duplicate' | 'fraudulent' | 'order_change' | 'product_unsatisfactory'
  /**
   * A note shown on the credit note.
   *
   * @example "Returned one of two"
   */
  memo?: string
  /**
   * Whether the customer is sent the credit note by e-mail.
   *
   * credit_note or none; default credit_note.
   *
   * @example "none"
   */
  email_type?: 'credit_note' | 'none'
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"123"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.previewCreditNote}.
 */
export interface PreviewCreditNoteInput extends CommonInput, Omit<Params<Stripe.CreditNotePreviewParams>, 'expand' | 'invoice' | 'amount' | 'lines' | 'refund_amount' | 'credit_amount' | 'out_of_band_amount' | 'reason' | 'memo'> {
  /**
   * ID of the finalized invoice to reduce.
   *
   * @example "in_123"
   */
  invoice: string
  /**
   * Total to credit, tax included, in the currency's smallest unit.
   *
   * Required if Lines and Shipping Cost are empty.
   *
   * @example 1000
   */
  amount?: number
  /**
   * Invoice lines to credit, or lines of your own.
   *
   * Required if Amount and Shipping Cost are empty.
   *
   * @example [{"type":"invoice_line_item","invoice_line_item":"il_123","quantity":1}]
   */
  lines?: NonNullable<Params<Stripe.CreditNotePreviewParams>['lines']>
  /**
   * Part to refund to the payment method of a paid invoice, in the currency's smallest unit.
   *
   * What a paid invoice is credited must be refunded, kept as credit or settled outside Stripe.
   *
   * @example 1000
   */
  refund_amount?: number
  /**
   * Part to keep as credit for the customer's next invoices, in the currency's smallest unit.
   *
   * @example 1000
   */
  credit_amount?: number
  /**
   * Part that you refund outside Stripe, in the currency's smallest unit.
   *
   * @example 1000
   */
  out_of_band_amount?: number
  /**
   * Why the invoice is reduced.
   *
   * duplicate, fraudulent, order_change, product_unsatisfactory.
   *
   * @example "order_change"
   */
  reason?: 'duplicate' | 'fraudulent' | 'order_change' | 'product_unsatisfactory'
  /**
   * A note shown on the credit note.
   *
   * @example "Returned one of two"
   */
  memo?: string
}

/**
 * Input of {@link Client.voidCreditNote}.
 */
export interface VoidCreditNoteInput extends CommonInput {
  /**
   * ID of the credit note.
   *
   * @example "cn_123"
   */
  credit_note_id: string
}

/**
 * Input of {@link Client.searchSubscriptions}.
 */
export interface SearchSubscriptionsInput extends CommonInput {
  /**
   * State.
   *
   * active, canceled, incomplete, incomplete_expired, past_due, paused, trialing, unpaid.
   *
   * @example "active"
   */
  status?: 'active' | 'canceled' | 'incomplete' | 'incomplete_expired' | 'past_due' | 'paused' | 'trialing' | 'unpaid'
  /**
   * When it was created: a time, or an object of gt, gte, lt and lte.
   *
   * Unix timestamp, or an object of such.
   *
   * @example {"gte":1767225600}
   */
  created?: number | { gt?: number; gte?: number; lt?: number; lte?: number; [field: string]: unknown }
  /**
   * Values that its metadata has.
   *
   * Object.
   *
   * @example {"internal_id":"123"}
   */
  metadata?: Record<string, unknown>
  /**
   * A query in Stripe's search language, in place of the inputs for single fields.
   *
   * See docs.stripe.com/search; not together with the other fields to search by.
   *
   * @example "created>1767225600 AND metadata[\"order_id\"]:\"6735\""
   */
  query?: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * The page to return: next_page of the page before.
   *
   * Use next_page from the previous result.
   *
   * @example "WzEuMF0="
   */
  page?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or Page.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.pauseSubscription}.
 */
export interface PauseSubscriptionInput extends CommonInput, Omit<Params<Stripe.SubscriptionPauseParams>, 'expand' | 'invoicing_behavior' | 'bill_for'> {
  /**
   * ID of the subscription.
   *
   * @example "sub_123"
   */
  subscription_id: string
  /**
   * Whether charges and credits of the pause are invoiced now, or wait for the next invoice.
   *
   * invoice or pending_invoice_item; default pending_invoice_item.
   *
   * @example "invoice"
   */
  invoicing_behavior?: 'invoice' | 'pending_invoice_item'
  /**
   * Until when usage is billed, and from when unused time is credited.
   *
   * Object; default now for both.
   *
   * @example {"unused_time_from":{"type":"none"}}
   */
  bill_for?: NonNullable<Params<Stripe.SubscriptionPauseParams>['bill_for']>
}

/**
 * Input of {@link Client.resumeSubscription}.
 */
export interface ResumeSubscriptionInput extends CommonInput {
  /**
   * ID of the subscription.
   *
   * @example "sub_123"
   */
  subscription_id: string
  /**
   * Whether a new period starts now, or the former periods continue.
   *
   * Object; default now.
   *
   * @example {"type":"unchanged"}
   */
  billing_cycle_anchor?: NonNullable<Params<Stripe.SubscriptionResumeParams>['billing_cycle_anchor']>
  /**
   * Whether it resumes with the first attempt to pay its invoice, or only once that is paid.
   *
   * resume_on_payment_attempt or resume_on_payment_success; default resume_on_payment_attempt.
   *
   * @example "resume_on_payment_success"
   */
  payment_behavior?: 'resume_on_payment_attempt' | 'resume_on_payment_success'
  /**
   * How the rest of a former period that continues is billed.
   *
   * create_prorations, none, always_invoice.
   *
   * @example "create_prorations"
   */
  proration_behavior?: 'create_prorations' | 'none' | 'always_invoice'
  /**
   * The time that prorations are calculated at, as in Preview Invoice.
   *
   * Unix timestamp.
   *
   * @example 1767225600
   */
  proration_date?: number
}

/**
 * Input of {@link Client.deleteSubscriptionDiscount}.
 */
export interface DeleteSubscriptionDiscountInput extends CommonInput {
  /**
   * ID of the subscription.
   *
   * @example "sub_123"
   */
  subscription_id: string
}

/**
 * Input of {@link Client.listSubscriptionItems}.
 */
export interface ListSubscriptionItemsInput extends CommonInput {
  /**
   * ID of the subscription whose items to list.
   *
   * @example "sub_123"
   */
  subscription: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "si_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "si_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrieveSubscriptionItem}.
 */
export interface RetrieveSubscriptionItemInput extends CommonInput {
  /**
   * ID of the subscription item.
   *
   * @example "si_123"
   */
  subscription_item_id: string
}

/**
 * Input of {@link Client.createSubscriptionItem}.
 */
export interface CreateSubscriptionItemInput extends CommonInput, Omit<Params<Stripe.SubscriptionItemCreateParams>, 'expand' | 'subscription' | 'price' | 'quantity' | 'proration_behavior' | 'proration_date' | 'payment_behavior' | 'tax_rates' | 'discounts' | 'metadata'> {
  /**
   * ID of the subscription to add it to.
   *
   * @example "sub_123"
   */
  subscription: string
  /**
   * ID of the recurring price to add.
   *
   * Required unless Price Data is given.
   *
   * @example "price_123"
   */
  price?: string
  /**
   * How many units.
   *
   * Default 1.
   *
   * @example 1
   */
  quantity?: number
  /**
   * How the rest of the current period is billed.
   *
   * create_prorations, none, always_invoice.
   *
   * @example "create_prorations"
   */
  proration_behavior?: 'create_prorations' | 'none' | 'always_invoice'
  /**
   * The time that prorations are calculated at, as in Preview Invoice.
   *
   * Unix timestamp.
   *
   * @example 1767225600
   */
  proration_date?: number
  /**
   * What happens when the payment for the change fails.
   *
   * allow_incomplete, default_incomplete, error_if_incomplete, pending_if_incomplete.
   *
   * @example "pending_if_incomplete"
   */
  payment_behavior?: 'allow_incomplete' | 'default_incomplete' | 'error_if_incomplete' | 'pending_if_incomplete'
  /**
   * IDs of tax rates that apply in place of the subscription's.
   *
   * @example ["txr_123"]
   */
  tax_rates?: string[]
  /**
   * Coupons or promotion codes that apply to this item.
   *
   * @example [{"coupon":"SUMMER25"}]
   */
  discounts?: NonNullable<Params<Stripe.SubscriptionItemCreateParams>['discounts']>
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"123"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.updateSubscriptionItem}.
 */
export interface UpdateSubscriptionItemInput extends CommonInput, Omit<Params<Stripe.SubscriptionItemUpdateParams>, 'expand' | 'price' | 'quantity' | 'proration_behavior' | 'proration_date' | 'payment_behavior' | 'tax_rates' | 'discounts' | 'metadata'> {
  /**
   * ID of the subscription item.
   *
   * @example "si_123"
   */
  subscription_item_id: string
  /**
   * ID of the recurring price to change to.
   *
   * @example "price_456"
   */
  price?: string
  /**
   * How many units, such as seats.
   *
   * @example 5
   */
  quantity?: number
  /**
   * How a change within a period is billed.
   *
   * create_prorations, none, always_invoice.
   *
   * @example "create_prorations"
   */
  proration_behavior?: 'create_prorations' | 'none' | 'always_invoice'
  /**
   * The time that prorations are calculated at, as in Preview Invoice.
   *
   * Unix timestamp.
   *
   * @example 1767225600
   */
  proration_date?: number
  /**
   * What happens when the payment for the change fails.
   *
   * allow_incomplete, default_incomplete, error_if_incomplete, pending_if_incomplete.
   *
   * @example "pending_if_incomplete"
   */
  payment_behavior?: 'allow_incomplete' | 'default_incomplete' | 'error_if_incomplete' | 'pending_if_incomplete'
  /**
   * IDs of tax rates that apply in place of the subscription's.
   *
   * @example ["txr_123"]
   */
  tax_rates?: string[] | null
  /**
   * Coupons or promotion codes that apply to this item, in place of those it has.
   *
   * @example [{"coupon":"SUMMER25"}]
   */
  discounts?: NonNullable<Params<Stripe.SubscriptionItemUpdateParams>['discounts']> | null
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"456"}
   */
  metadata?: Metadata | null
}

/**
 * Input of {@link Client.deleteSubscriptionItem}.
 */
export interface DeleteSubscriptionItemInput extends CommonInput {
  /**
   * ID of the subscription item.
   *
   * @example "si_123"
   */
  subscription_item_id: string
  /**
   * How the unused rest of the current period is credited.
   *
   * create_prorations, none, always_invoice.
   *
   * @example "create_prorations"
   */
  proration_behavior?: 'create_prorations' | 'none' | 'always_invoice'
  /**
   * The time that prorations are calculated at, as in Preview Invoice.
   *
   * Unix timestamp.
   *
   * @example 1767225600
   */
  proration_date?: number
  /**
   * What happens when a payment for the change fails.
   *
   * allow_incomplete, default_incomplete, error_if_incomplete, pending_if_incomplete.
   *
   * @example "allow_incomplete"
   */
  payment_behavior?: 'allow_incomplete' | 'default_incomplete' | 'error_if_incomplete' | 'pending_if_incomplete'
  /**
   * Whether to delete the recorded usage of the item as well.
   *
   * true or false; for metered prices only.
   *
   * @example true
   */
  clear_usage?: boolean
}

/**
 * Input of {@link Client.listSubscriptionSchedules}.
 */
export interface ListSubscriptionSchedulesInput extends CommonInput, Omit<Params<Stripe.SubscriptionScheduleListParams>, 'expand' | 'customer' | 'scheduled' | 'limit' | 'starting_after' | 'ending_before'> {
  /**
   * Only those of this customer.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * Only those that have not started yet.
   *
   * true or false.
   *
   * @example true
   */
  scheduled?: boolean
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "sub_sched_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "sub_sched_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrieveSubscriptionSchedule}.
 */
export interface RetrieveSubscriptionScheduleInput extends CommonInput {
  /**
   * ID of the subscription schedule.
   *
   * @example "sub_sched_123"
   */
  subscription_schedule_id: string
}

/**
 * Input of {@link Client.createSubscriptionSchedule}.
 */
export interface CreateSubscriptionScheduleInput extends CommonInput, Omit<Params<Stripe.SubscriptionScheduleCreateParams>, 'expand' | 'from_subscription' | 'customer' | 'start_date' | 'phases' | 'end_behavior' | 'metadata'> {
  /**
   * ID of the subscription that the schedule takes over as it is.
   *
   * Required if Phases is empty; give nothing else with it.
   *
   * @example "sub_123"
   */
  from_subscription?: string
  /**
   * ID of the customer of a new subscription.
   *
   * Required with Phases.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * When a new subscription starts.
   *
   * Unix timestamp or now.
   *
   * @example "now"
   */
  start_date?: NonNullable<Params<Stripe.SubscriptionScheduleCreateParams>['start_date']>
  /**
   * What a new subscription consists of, in one phase after the other.
   *
   * Required if From Subscription is empty; Items required in each phase.
   *
   * @example [{"items":[{"price":"price_123","quantity":1}],"duration":{"interval":"month","interval_count":3}},{"items":[{"price":"price_456","quantity":1}],"duration":{"interval":"month"}}]
   */
  phases?: NonNullable<Params<Stripe.SubscriptionScheduleCreateParams>['phases']>
  /**
   * Whether the subscription continues or ends after the last phase.
   *
   * release or cancel; default release.
   *
   * @example "release"
   */
  end_behavior?: 'release' | 'cancel'
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"123"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.updateSubscriptionSchedule}.
 */
export interface UpdateSubscriptionScheduleInput extends CommonInput, Omit<Params<Stripe.SubscriptionScheduleUpdateParams>, 'expand' | 'phases' | 'end_behavior' | 'proration_behavior' | 'metadata'> {
  /**
   * ID of the subscription schedule.
   *
   * @example "sub_sched_123"
   */
  subscription_schedule_id: string
  /**
   * The current phase and those that follow it.
   *
   * Start Date required in the first phase, Items in each.
   *
   * @example [{"items":[{"price":"price_123","quantity":1}],"start_date":1767225600,"end_date":1769904000},{"items":[{"price":"price_456","quantity":1}],"duration":{"interval":"month"}}]
   */
  phases?: NonNullable<Params<Stripe.SubscriptionScheduleUpdateParams>['phases']>
  /**
   * Whether the subscription continues or ends after the last phase.
   *
   * release or cancel.
   *
   * @example "release"
   */
  end_behavior?: 'release' | 'cancel'
  /**
   * How a change to the current phase is billed.
   *
   * create_prorations, none, always_invoice.
   *
   * @example "create_prorations"
   */
  proration_behavior?: 'create_prorations' | 'none' | 'always_invoice'
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"456"}
   */
  metadata?: Metadata | null
}

/**
 * Input of {@link Client.releaseSubscriptionSchedule}.
 */
export interface ReleaseSubscriptionScheduleInput extends CommonInput {
  /**
   * ID of the subscription schedule.
   *
   * @example "sub_sched_123"
   */
  subscription_schedule_id: string
  /**
   * Whether the subscription still ends when the schedule would have ended it.
   *
   * true or false.
   *
   * @example true
   */
  preserve_cancel_date?: boolean
}

/**
 * Input of {@link Client.cancelSubscriptionSchedule}.
 */
export interface CancelSubscriptionScheduleInput extends CommonInput {
  /**
   * ID of the subscription schedule.
   *
   * @example "sub_sched_123"
   */
  subscription_schedule_id: string
  /**
   * Whether usage and prorations that are not billed yet are invoiced now.
   *
   * true or false; default true.
   *
   * @example true
   */
  invoice_now?: boolean
  /**
   * Whether the unused rest of the period is credited.
   *
   * true or false; default true.
   *
   * @example true
   */
  prorate?: boolean
}

/**
 * Input of {@link Client.listCoupons}.
 */
export interface ListCouponsInput extends CommonInput, Omit<Params<Stripe.CouponListParams>, 'expand' | 'limit' | 'starting_after' | 'ending_before'> {
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrieveCoupon}.
 */
export interface RetrieveCouponInput extends CommonInput {
  /**
   * ID of the coupon.
   *
   * @example "SUMMER25"
   */
  coupon_id: string
}

/**
 * Input of {@link Client.createCoupon}.
 */
export interface CreateCouponInput extends CommonInput, Omit<Params<Stripe.CouponCreateParams>, 'expand' | 'percent_off' | 'amount_off' | 'currency' | 'duration' | 'duration_in_months' | 'name' | 'id' | 'max_redemptions' | 'redeem_by' | 'metadata'> {
  /**
   * Share of the price to take off.
   *
   * Above 0, at most 100; use Percent Off or Amount Off + Currency.
   *
   * @example 25
   */
  percent_off?: number
  /**
   * Amount to take off, in the currency's smallest unit.
   *
   * Use Percent Off or Amount Off + Currency.
   *
   * @example 500
   */
  amount_off?: number
  /**
   * Currency of the amount.
   *
   * Required if using Amount Off.
   *
   * @example "usd"
   */
  currency?: string
  /**
   * How long it applies to a subscription.
   *
   * once, repeating or forever; default once.
   *
   * @example "once"
   */
  duration?: 'once' | 'repeating' | 'forever'
  /**
   * For how many months it applies to a subscription.
   *
   * Required if Duration is repeating.
   *
   * @example 3
   */
  duration_in_months?: number
  /**
   * Name that customers see, on invoices for example.
   *
   * @example "Summer sale"
   */
  name?: string
  /**
   * ID of your choice; without it, Stripe makes one.
   *
   * @example "SUMMER25"
   */
  id?: string
  /**
   * How many times it can be redeemed in all.
   *
   * @example 100
   */
  max_redemptions?: number
  /**
   * Until when it can be redeemed.
   *
   * Unix timestamp, at most five years from now.
   *
   * @example 1798761600
   */
  redeem_by?: number
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"campaign":"summer"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.updateCoupon}.
 */
export interface UpdateCouponInput extends CommonInput, Omit<Params<Stripe.CouponUpdateParams>, 'expand' | 'name' | 'metadata'> {
  /**
   * ID of the coupon.
   *
   * @example "SUMMER25"
   */
  coupon_id: string
  /**
   * Name that customers see, on invoices for example.
   *
   * @example "Summer sale"
   */
  name?: string
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"campaign":"summer"}
   */
  metadata?: Metadata | null
}

/**
 * Input of {@link Client.deleteCoupon}.
 */
export interface DeleteCouponInput extends CommonInput {
  /**
   * ID of the coupon.
   *
   * @example "SUMMER25"
   */
  coupon_id: string
}

/**
 * Input of {@link Client.listPromotionCodes}.
 */
export interface ListPromotionCodesInput extends CommonInput, Omit<Params<Stripe.PromotionCodeListParams>, 'expand' | 'code' | 'active' | 'coupon' | 'customer' | 'limit' | 'starting_after' | 'ending_before'> {
  /**
   * Only the one with this code, in upper or lower case.
   *
   * @example "SAVE25"
   */
  code?: string
  /**
   * Only those that are active, or only those that are not.
   *
   * true or false.
   *
   * @example true
   */
  active?: boolean
  /**
   * Only those of this coupon.
   *
   * @example "SUMMER25"
   */
  coupon?: string
  /**
   * Only those that are for this customer only.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "promo_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "promo_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrievePromotionCode}.
 */
export interface RetrievePromotionCodeInput extends CommonInput {
  /**
   * ID of the promotion code.
   *
   * @example "promo_123"
   */
  promotion_code_id: string
}

/**
 * Input of {@link Client.createPromotionCode}.
 */
export interface CreatePromotionCodeInput extends CommonInput, Omit<Params<Stripe.PromotionCodeCreateParams>, 'expand' | 'promotion' | 'code' | 'customer' | 'max_redemptions' | 'expires_at' | 'restrictions' | 'active' | 'metadata'> {
  /**
   * The coupon that the code redeems.
   *
   * Required; Type is coupon.
   *
   * @example {"type":"coupon","coupon":"SUMMER25"}
   */
  promotion: NonNullable<Params<Stripe.PromotionCodeCreateParams>['promotion']>
  /**
   * What customers type; without it, Stripe makes one.
   *
   * Letters, digits and dashes; upper and lower case are the same.
   *
   * @example "SAVE25"
   */
  code?: string
  /**
   * ID of the only customer who can redeem it.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * How many times it can be redeemed in all.
   *
   * Positive integer, at most the coupon's.
   *
   * @example 100
   */
  max_redemptions?: number
  /**
   * When it expires.
   *
   * Unix timestamp, not after the coupon's redeem_by.
   *
   * @example 1798761600
   */
  expires_at?: number
  /**
   * Who can redeem it: only new customers, or from an amount in the currency's smallest unit.
   *
   * Object; Minimum Amount needs Minimum Amount Currency.
   *
   * @example {"first_time_transaction":true,"minimum_amount":5000,"minimum_amount_currency":"usd"}
   */
  restrictions?: NonNullable<Params<Stripe.PromotionCodeCreateParams>['restrictions']>
  /**
   * Whether it can be redeemed.
   *
   * true or false; default true.
   *
   * @example true
   */
  active?: boolean
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"campaign":"summer"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.updatePromotionCode}.
 */
export interface UpdatePromotionCodeInput extends CommonInput, Omit<Params<Stripe.PromotionCodeUpdateParams>, 'expand' | 'active' | 'metadata'> {
  /**
   * ID of the promotion code.
   *
   * @example "promo_123"
   */
  promotion_code_id: string
  /**
   * Whether it can be redeemed.
   *
   * true or false; true only while its coupon is valid.
   *
   * @example false
   */
  active?: boolean
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"campaign":"summer"}
   */
  metadata?: Metadata | null
}

/**
 * Input of {@link Client.listTaxRates}.
 */
export interface ListTaxRatesInput extends CommonInput, Omit<Params<Stripe.TaxRateListParams>, 'expand' | 'active' | 'inclusive' | 'limit' | 'starting_after' | 'ending_before'> {
  /**
   * Only those that are active, or only the archived ones.
   *
   * true or false.
   *
   * @example true
   */
  active?: boolean
  /**
   * Only those that prices include, or only those that come on top.
   *
   * true or false.
   *
   * @example false
   */
  inclusive?: boolean
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "txr_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "txr_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrieveTaxRate}.
 */
export interface RetrieveTaxRateInput extends CommonInput {
  /**
   * ID of the tax rate.
   *
   * @example "txr_123"
   */
  tax_rate_id: string
}

/**
 * Input of {@link Client.createTaxRate}.
 */
export interface CreateTaxRateInput extends CommonInput {
  /**
   * Name that customers see.
   *
   * @example "VAT"
   */
  display_name: string
  /**
   * Rate in percent.
   *
   * Required; 0–100.
   *
   * @example 19
   */
  percentage: number
  /**
   * Whether prices include the tax; otherwise it comes on top.
   *
   * Required; true or false.
   *
   * @example false
   */
  inclusive: boolean
  /**
   * Country that levies the tax.
   *
   * Two-letter ISO code.
   *
   * @example "DE"
   */
  country?: string
  /**
   * State or province that levies the tax.
   *
   * ISO code without the country.
   *
   * @example "NY"
   */
  state?: string
  /**
   * Region that levies the tax, as invoices show it.
   *
   * @example "Germany"
   */
  jurisdiction?: string
  /**
   * Kind of tax, such as vat, gst or sales_tax.
   *
   * @example "vat"
   */
  tax_type?: NonNullable<Params<Stripe.TaxRateCreateParams>['tax_type']>
  /**
   * A note for yourself, not shown to customers.
   *
   * @example "VAT Germany"
   */
  description?: string
  /**
   * Whether it can be used for new subscriptions, invoices and checkout sessions.
   *
   * true or false; default true.
   *
   * @example true
   */
  active?: boolean
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"123"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.updateTaxRate}.
 */
export interface UpdateTaxRateInput extends CommonInput {
  /**
   * ID of the tax rate.
   *
   * @example "txr_123"
   */
  tax_rate_id: string
  /**
   * Name that customers see.
   *
   * @example "VAT"
   */
  display_name?: string
  /**
   * Whether it can be used for new subscriptions, invoices and checkout sessions.
   *
   * true or false.
   *
   * @example false
   */
  active?: boolean
  /**
   * Country that levies the tax.
   *
   * Two-letter ISO code.
   *
   * @example "DE"
   */
  country?: string
  /**
   * State or province that levies the tax.
   *
   * ISO code without the country.
   *
   * @example "NY"
   */
  state?: string
  /**
   * Region that levies the tax, as invoices show it.
   *
   * @example "Germany"
   */
  jurisdiction?: string
  /**
   * Kind of tax, such as vat, gst or sales_tax.
   *
   * @example "vat"
   */
  tax_type?: NonNullable<Params<Stripe.TaxRateUpdateParams>['tax_type']>
  /**
   * A note for yourself, not shown to customers.
   *
   * @example "VAT Germany"
   */
  description?: string
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"456"}
   */
  metadata?: Metadata | null
}

/**
 * Input of {@link Client.createMeterEvent}.
 */
export interface CreateMeterEventInput extends CommonInput {
  /**
   * Name of the event, as the meter has it.
   *
   * @example "api_requests"
   */
  event_name: string
  /**
   * Who used how much, under the keys that the meter names.
   *
   * Required; stripe_customer_id and value, unless the meter names other keys.
   *
   * @example {"stripe_customer_id":"cus_123","value":"25"}
   */
  payload: NonNullable<Params<Stripe.Billing.MeterEventCreateParams>['payload']>
  /**
   * When it was used; without it, now.
   *
   * Unix timestamp; at most 35 days ago, or 5 minutes ahead.
   *
   * @example 1767225600
   */
  timestamp?: number
  /**
   * An ID of your own: Stripe counts an event of the same ID once within 24 hours.
   *
   * @example "usage-6735"
   */
  identifier?: string
}

/**
 * Input of {@link Client.listMeters}.
 */
export interface ListMetersInput extends CommonInput {
  /**
   * Only those in this state.
   *
   * active, inactive.
   *
   * @example "active"
   */
  status?: 'active' | 'inactive'
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "mtr_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "mtr_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.createMeter}.
 */
export interface CreateMeterInput extends CommonInput {
  /**
   * Name that your team sees.
   *
   * @example "API requests"
   */
  display_name: string
  /**
   * Name of the events that it adds up.
   *
   * Required; no other active meter has it.
   *
   * @example "api_requests"
   */
  event_name: string
  /**
   * Whether it adds up values, counts events, or takes the last value of a period.
   *
   * Required; formula is sum, count or last.
   *
   * @example {"formula":"sum"}
   */
  default_aggregation: NonNullable<Params<Stripe.Billing.MeterCreateParams>['default_aggregation']>
  /**
   * The key of the payload that holds the ID of the customer; stripe_customer_id without it.
   *
   * Object.
   *
   * @example {"event_payload_key":"stripe_customer_id","type":"by_id"}
   */
  customer_mapping?: NonNullable<Params<Stripe.Billing.MeterCreateParams>['customer_mapping']>
  /**
   * The key of the payload that holds the value; value without it.
   *
   * Object.
   *
   * @example {"event_payload_key":"value"}
   */
  value_settings?: NonNullable<Params<Stripe.Billing.MeterCreateParams>['value_settings']>
  /**
   * The time for which you add up usage yourself before you report it.
   *
   * day, hour.
   *
   * @example "hour"
   */
  event_time_window?: 'day' | 'hour'
}

/**
 * Input of {@link Client.listMeterEventSummaries}.
 */
export interface ListMeterEventSummariesInput extends CommonInput {
  /**
   * ID of the billing meter.
   *
   * @example "mtr_123"
   */
  meter_id: string
  /**
   * ID of the customer whose usage to return.
   *
   * @example "cus_123"
   */
  customer: string
  /**
   * When to start, this time included.
   *
   * Required; a Unix timestamp at a full minute, or at a full hour or UTC day to group by these.
   *
   * @example 1767225600
   */
  start_time: number
  /**
   * When to stop, this time left out.
   *
   * Required; a Unix timestamp at a full minute, or at a full hour or UTC day to group by these.
   *
   * @example 1767312000
   */
  end_time: number
  /**
   * Whether to return a sum for each hour or day instead of one.
   *
   * day, hour.
   *
   * @example "day"
   */
  value_grouping_window?: 'day' | 'hour'
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "mtrusg_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "mtrusg_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.listActiveEntitlements}.
 */
export interface ListActiveEntitlementsInput extends CommonInput {
  /**
   * ID of the customer.
   *
   * @example "cus_123"
   */
  customer: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "ent_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "ent_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.listFeatures}.
 */
export interface ListFeaturesInput extends CommonInput {
  /**
   * Only the one with this key of yours.
   *
   * @example "premium"
   */
  lookup_key?: string
  /**
   * Only archived ones, or only those that are not.
   *
   * true or false.
   *
   * @example false
   */
  archived?: boolean
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "feat_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "feat_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.createFeature}.
 */
export interface CreateFeatureInput extends CommonInput {
  /**
   * Name that your team sees.
   *
   * @example "Premium content"
   */
  name: string
  /**
   * Your own key for it, which your app compares.
   *
   * Required; at most 80 characters, and unique.
   *
   * @example "premium"
   */
  lookup_key: string
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"123"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.updateFeature}.
 */
export interface UpdateFeatureInput extends CommonInput {
  /**
   * ID of the entitlements feature.
   *
   * @example "feat_123"
   */
  feature_id: string
  /**
   * Name that your team sees.
   *
   * @example "Premium content"
   */
  name?: string
  /**
   * Whether it can be attached to products.
   *
   * true or false.
   *
   * @example false
   */
  active?: boolean
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"456"}
   */
  metadata?: Metadata | null
}

/**
 * Input of {@link Client.listProductFeatures}.
 */
export interface ListProductFeaturesInput extends CommonInput {
  /**
   * ID of the product.
   *
   * @example "prod_123"
   */
  product_id: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "prodft_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "prodft_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.attachProductFeature}.
 */
export interface AttachProductFeatureInput extends CommonInput {
  /**
   * ID of the product.
   *
   * @example "prod_123"
   */
  product_id: string
  /**
   * ID of the feature.
   *
   * @example "feat_123"
   */
  entitlement_feature: string
}

/**
 * Input of {@link Client.removeProductFeature}.
 */
export interface RemoveProductFeatureInput extends CommonInput {
  /**
   * ID of the product.
   *
   * @example "prod_123"
   */
  product_id: string
  /**
   * ID of the product feature.
   *
   * @example "prodft_123"
   */
  product_feature_id: string
}

/**
 * Input of {@link Client.createCreditGrant}.
 */
export interface CreateCreditGrantInput extends CommonInput, Omit<Params<Stripe.Billing.CreditGrantCreateParams>, 'expand' | 'customer' | 'amount' | 'applicability_config' | 'category' | 'name' | 'effective_at' | 'expires_at' | 'priority' | 'metadata'> {
  /**
   * ID of the customer who gets the credits.
   *
   * Required, unless customer_account is given.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * How much, in the currency's smallest unit.
   *
   * @example {"type":"monetary","monetary":{"value":1000,"currency":"usd"}}
   */
  amount: NonNullable<Params<Stripe.Billing.CreditGrantCreateParams>['amount']>
  /**
   * What the credits pay for: every metered price, or those with these IDs.
   *
   * Required; price_type or prices (at most 20).
   *
   * @example {"scope":{"price_type":"metered"}}
   */
  applicability_config: NonNullable<Params<Stripe.Billing.CreditGrantCreateParams>['applicability_config']>
  /**
   * Whether the customer has paid for them.
   *
   * paid or promotional; paid without it.
   *
   * @example "promotional"
   */
  category?: 'paid' | 'promotional'
  /**
   * Name that your team sees.
   *
   * @example "Welcome credits"
   */
  name?: string
  /**
   * When they can first be used; without it, now.
   *
   * Unix timestamp.
   *
   * @example 1767225600
   */
  effective_at?: number
  /**
   * When they expire; without it, never.
   *
   * Unix timestamp.
   *
   * @example 1798761600
   */
  expires_at?: number
  /**
   * Which credits are used first: those with the lowest number.
   *
   * 0–100; 50 without it.
   *
   * @example 50
   */
  priority?: number
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"123"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.listCreditGrants}.
 */
export interface ListCreditGrantsInput extends CommonInput, Omit<Params<Stripe.Billing.CreditGrantListParams>, 'expand' | 'customer' | 'limit' | 'starting_after' | 'ending_before'> {
  /**
   * Only those of this customer.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "credgr_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "credgr_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrieveCreditBalance}.
 */
export interface RetrieveCreditBalanceInput extends CommonInput, Omit<Params<Stripe.Billing.CreditBalanceSummaryRetrieveParams>, 'expand' | 'customer' | 'filter'> {
  /**
   * ID of the customer whose credits to return.
   *
   * Required, unless customer_account is given.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * Which credits count: those for some prices, or those of one grant.
   *
   * Required; type, and the field that it names.
   *
   * @example {"type":"applicability_scope","applicability_scope":{"price_type":"metered"}}
   */
  filter: NonNullable<Params<Stripe.Billing.CreditBalanceSummaryRetrieveParams>['filter']>
}

/**
 * Input of {@link Client.listQuotes}.
 */
export interface ListQuotesInput extends CommonInput, Omit<Params<Stripe.QuoteListParams>, 'expand' | 'customer' | 'status' | 'limit' | 'starting_after' | 'ending_before'> {
  /**
   * Only those for this customer.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * Only those in this state.
   *
   * draft, open, accepted, canceled.
   *
   * @example "open"
   */
  status?: 'draft' | 'open' | 'accepted' | 'canceled'
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "qt_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "qt_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrieveQuote}.
 */
export interface RetrieveQuoteInput extends CommonInput {
  /**
   * ID of the quote.
   *
   * @example "qt_123"
   */
  quote_id: string
}

/**
 * Input of {@link Client.createQuote}.
 */
export interface CreateQuoteInput extends CommonInput, Omit<Params<Stripe.QuoteCreateParams>, 'expand' | 'customer' | 'line_items' | 'description' | 'header' | 'footer' | 'expires_at' | 'collection_method' | 'invoice_settings' | 'discounts' | 'from_quote' | 'metadata'> {
  /**
   * ID of the customer that the quote is for.
   *
   * Required before it is finalized; cannot be changed.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * What is offered.
   *
   * Price ID, or price_data, in each item.
   *
   * @example [{"price":"price_123","quantity":1}]
   */
  line_items?: NonNullable<Params<Stripe.QuoteCreateParams>['line_items']>
  /**
   * A note on the quote.
   *
   * @example "Premium Plan for one year"
   */
  description?: string
  /**
   * A line at the top of the PDF.
   *
   * @example "Thank you for your interest"
   */
  header?: string
  /**
   * A line at the bottom of the PDF.
   *
   * @example "Prices include support"
   */
  footer?: string
  /**
   * When Stripe cancels the quote unless it was accepted.
   *
   * Unix timestamp in the future.
   *
   * @example 1798761600
   */
  expires_at?: number
  /**
   * Whether the customer is charged, or is sent invoices to pay.
   *
   * charge_automatically or send_invoice.
   *
   * @example "send_invoice"
   */
  collection_method?: 'charge_automatically' | 'send_invoice'
  /**
   * Days until an invoice is due, and other settings of invoices.
   *
   * Object.
   *
   * @example {"days_until_due":30}
   */
  invoice_settings?: NonNullable<Params<Stripe.QuoteCreateParams>['invoice_settings']>
  /**
   * Coupons or promotion codes that lower the price.
   *
   * @example [{"coupon":"SPRING25"}]
   */
  discounts?: NonNullable<Params<Stripe.QuoteCreateParams>['discounts']>
  /**
   * The quote to copy, in place of all other fields.
   *
   * Together with expires_at only.
   *
   * @example {"quote":"qt_123","is_revision":true}
   */
  from_quote?: NonNullable<Params<Stripe.QuoteCreateParams>['from_quote']>
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"123"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.updateQuote}.
 */
export interface UpdateQuoteInput extends CommonInput, Omit<Params<Stripe.QuoteUpdateParams>, 'expand' | 'customer' | 'line_items' | 'description' | 'header' | 'footer' | 'expires_at' | 'collection_method' | 'invoice_settings' | 'metadata'> {
  /**
   * ID of the quote.
   *
   * @example "qt_123"
   */
  quote_id: string
  /**
   * ID of the customer that the quote is for.
   *
   * Only if it has none yet.
   *
   * @example "cus_123"
   */
  customer?: string
  /**
   * What is offered, in place of what it has: items to keep or change by their IDs, further ones by price.
   *
   * Item ID or Price ID in each.
   *
   * @example [{"price":"price_123","quantity":2}]
   */
  line_items?: NonNullable<Params<Stripe.QuoteUpdateParams>['line_items']>
  /**
   * A note on the quote.
   *
   * @example "Premium Plan for one year"
   */
  description?: string | null
  /**
   * A line at the top of the PDF.
   *
   * @example "Thank you for your interest"
   */
  header?: string | null
  /**
   * A line at the bottom of the PDF.
   *
   * @example "Prices include support"
   */
  footer?: string | null
  /**
   * When Stripe cancels the quote unless it was accepted.
   *
   * Unix timestamp in the future.
   *
   * @example 1798761600
   */
  expires_at?: number
  /**
   * Whether the customer is charged, or is sent invoices to pay.
   *
   * charge_automatically or send_invoice.
   *
   * @example "send_invoice"
   */
  collection_method?: 'charge_automatically' | 'send_invoice'
  /**
   * Days until an invoice is due, and other settings of invoices.
   *
   * Object.
   *
   * @example {"days_until_due":30}
   */
  invoice_settings?: NonNullable<Params<Stripe.QuoteUpdateParams>['invoice_settings']>
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"456"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.finalizeQuote}.
 */
export interface FinalizeQuoteInput extends CommonInput {
  /**
   * ID of the quote.
   *
   * @example "qt_123"
   */
  quote_id: string
  /**
   * When Stripe cancels it, unless it was accepted before.
   *
   * Unix timestamp in the future.
   *
   * @example 1798761600
   */
  expires_at?: number
}

/**
 * Input of {@link Client.acceptQuote}.
 */
export interface AcceptQuoteInput extends CommonInput {
  /**
   * ID of the quote.
   *
   * @example "qt_123"
   */
  quote_id: string
}

/**
 * Input of {@link Client.cancelQuote}.
 */
export interface CancelQuoteInput extends CommonInput {
  /**
   * ID of the quote.
   *
   * @example "qt_123"
   */
  quote_id: string
}

/**
 * Input of {@link Client.retrieveAccount}.
 */
export interface RetrieveAccountInput extends CommonInput {}

/**
 * Input of {@link Client.retrieveBalance}.
 */
export interface RetrieveBalanceInput extends CommonInput {}

/**
 * Input of {@link Client.listBalanceTransactions}.
 */
export interface ListBalanceTransactionsInput extends CommonInput {
  /**
   * Only those of this type.
   *
   * @example "charge"
   */
  type?: string
  /**
   * Only those created then: a timestamp, or an object with gt, gte, lt or lte.
   *
   * Unix timestamp, or an object of bounds.
   *
   * @example {"gte":1767225600}
   */
  created?: NonNullable<Params<Stripe.BalanceTransactionListParams>['created']>
  /**
   * Only those in this currency.
   *
   * ISO code.
   *
   * @example "usd"
   */
  currency?: string
  /**
   * Only those that this automatic payout paid out.
   *
   * @example "po_123"
   */
  payout?: string
  /**
   * Only those of this charge, refund or other object.
   *
   * @example "ch_123"
   */
  source?: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "txn_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "txn_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrieveBalanceTransaction}.
 */
export interface RetrieveBalanceTransactionInput extends CommonInput {
  /**
   * ID of the balance transaction.
   *
   * @example "txn_123"
   */
  balance_transaction_id: string
}

/**
 * Input of {@link Client.listPayouts}.
 */
export interface ListPayoutsInput extends CommonInput {
  /**
   * Only those in this state.
   *
   * pending, paid, failed, canceled.
   *
   * @example "paid"
   */
  status?: 'pending' | 'paid' | 'failed' | 'canceled'
  /**
   * Only those that arrive then: a timestamp, or an object with gt, gte, lt or lte.
   *
   * Unix timestamp, or an object of bounds.
   *
   * @example {"gte":1767225600}
   */
  arrival_date?: NonNullable<Params<Stripe.PayoutListParams>['arrival_date']>
  /**
   * Only those created then: a timestamp, or an object with gt, gte, lt or lte.
   *
   * Unix timestamp, or an object of bounds.
   *
   * @example {"gte":1767225600}
   */
  created?: NonNullable<Params<Stripe.PayoutListParams>['created']>
  /**
   * Only those to this bank account or card.
   *
   * @example "ba_123"
   */
  destination?: string
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "po_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "po_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrievePayout}.
 */
export interface RetrievePayoutInput extends CommonInput {
  /**
   * ID of the payout.
   *
   * @example "po_123"
   */
  payout_id: string
}

/**
 * Input of {@link Client.createPayout}.
 */
export interface CreatePayoutInput extends CommonInput, Omit<Params<Stripe.PayoutCreateParams>, 'expand' | 'amount' | 'currency' | 'destination' | 'method' | 'source_type' | 'description' | 'statement_descriptor' | 'metadata'> {
  /**
   * How much to pay out, in the currency's smallest unit.
   *
   * @example 1000
   */
  amount: number
  /**
   * Currency of the amount.
   *
   * @example "usd"
   */
  currency: string
  /**
   * ID of the bank account or card; without it, the default one for the currency.
   *
   * @example "ba_123"
   */
  destination?: string
  /**
   * Whether it arrives within days, or within minutes for a fee.
   *
   * standard or instant.
   *
   * @example "standard"
   */
  method?: 'standard' | 'instant'
  /**
   * The part of your balance that it is taken from.
   *
   * bank_account, card, fpx.
   *
   * @example "card"
   */
  source_type?: 'bank_account' | 'card' | 'fpx'
  /**
   * A note for your team.
   *
   * @example "Weekly payout"
   */
  description?: string
  /**
   * What your bank statement says.
   *
   * At most 22 characters.
   *
   * @example "EXAMPLE SHOP"
   */
  statement_descriptor?: string
  /**
   * Custom key-value pairs; in an update an empty value removes its key, and null removes all keys.
   *
   * Object.
   *
   * @example {"internal_id":"123"}
   */
  metadata?: Metadata
}

/**
 * Input of {@link Client.cancelPayout}.
 */
export interface CancelPayoutInput extends CommonInput {
  /**
   * ID of the payout.
   *
   * @example "po_123"
   */
  payout_id: string
}

/**
 * Input of {@link Client.listEvents}.
 */
export interface ListEventsInput extends CommonInput {
  /**
   * Only those of this type, or of a group of types.
   *
   * May contain *, such as invoice.*; not together with types.
   *
   * @example "invoice.paid"
   */
  type?: string
  /**
   * Only those of these types.
   *
   * At most 20; not together with type.
   *
   * @example ["invoice.paid","invoice.payment_failed"]
   */
  types?: string[]
  /**
   * Only those that happened then: a timestamp, or an object with gt, gte, lt or lte.
   *
   * Unix timestamp, or an object of bounds.
   *
   * @example {"gte":1767225600}
   */
  created?: NonNullable<Params<Stripe.EventListParams>['created']>
  /**
   * Only those that every webhook endpoint took, or only those that one did not.
   *
   * true or false.
   *
   * @example false
   */
  delivery_success?: boolean
  /**
   * Number of results per page.
   *
   * 1–100.
   *
   * @example 10
   */
  limit?: number
  /**
   * Return the results after this ID, the last one of the page before.
   *
   * Use an ID from the previous result.
   *
   * @example "evt_123"
   */
  starting_after?: string
  /**
   * Return the results before this ID, the first one of the page after.
   *
   * Use an ID from the previous result.
   *
   * @example "evt_456"
   */
  ending_before?: string
  /**
   * Read page after page and return one list of up to 1,000 results or 4 MiB.
   *
   * true or false; not together with Limit or a cursor.
   *
   * @example true
   */
  all?: boolean
}

/**
 * Input of {@link Client.retrieveEvent}.
 */
export interface RetrieveEventInput extends CommonInput {
  /**
   * ID of the event.
   *
   * @example "evt_123"
   */
  event_id: string
}

/**
 * Input of {@link Client.callStripeApi}.
 */
export interface CallStripeApiInput extends Omit<CommonInput, 'extra_params'> {
  /**
   * Method of the endpoint.
   *
   * Required: GET, POST or DELETE.
   *
   * @example "GET"
   */
  method: 'GET' | 'POST' | 'DELETE'
  /**
   * Path of the endpoint, as Stripe's reference writes it, with IDs filled in.
   *
   * Required; begins with /v1/, has no query string, and is not encoded.
   *
   * @example "/v1/tax/settings"
   */
  path: string
  /**
   * Parameters, passed on unchanged.
   *
   * Object.
   *
   * @example {"status":"active"}
   */
  params?: Record<string, unknown>
}
