export const ENDPOINTS = String.raw`{
"DELETE /v1/coupons/{}":{"shape":0,"answer":"coupon"},
"DELETE /v1/customers/{}":{"shape":0,"answer":"customer"},
"DELETE /v1/customers/{}/discount":{"shape":0,"answer":"discount"},
"DELETE /v1/customers/{}/tax_ids/{}":{"shape":0,"answer":"tax_id"},
"DELETE /v1/invoiceitems/{}":{"shape":0,"answer":"invoiceitem"},
"DELETE /v1/invoices/{}":{"shape":0,"answer":"invoice"},
"DELETE /v1/products/{}":{"shape":0,"answer":"product"},
"DELETE /v1/products/{}/features/{}":{"shape":0,"answer":"product_feature"},
"DELETE /v1/subscription_items/{}":{"shape":1,"answer":"subscription_item"},
"DELETE /v1/subscriptions/{}":{"shape":3,"answer":"subscription"},
"DELETE /v1/subscriptions/{}/discount":{"shape":0,"answer":"discount"},
"GET /v1/account":{"shape":4,"answer":"account"},
"GET /v1/balance":{"shape":4,"answer":"balance"},
"GET /v1/balance_transactions":{"shape":6,"answer":"[balance_transaction"},
"GET /v1/balance_transactions/{}":{"shape":4,"answer":"balance_transaction"},
"GET /v1/billing/credit_balance_summary":{"shape":10,"answer":"billing.credit_balance_summary"},
"GET /v1/billing/credit_grants":{"shape":11,"answer":"[billing.credit_grant"},
"GET /v1/billing/meters":{"shape":12,"answer":"[billing.meter"},
"GET /v1/billing/meters/{}/event_summaries":{"shape":13,"answer":"[billing.meter_event_summary"},
"GET /v1/charges":{"shape":14,"answer":"[charge"},
"GET /v1/charges/search":{"shape":15,"answer":"[charge"},
"GET /v1/charges/{}":{"shape":4,"answer":"charge"},
"GET /v1/checkout/sessions":{"shape":17,"answer":"[checkout.session"},
"GET /v1/checkout/sessions/{}":{"shape":4,"answer":"checkout.session"},
"GET /v1/checkout/sessions/{}/line_items":{"shape":18,"answer":"[item"},
"GET /v1/coupons":{"shape":19,"answer":"[coupon"},
"GET /v1/coupons/{}":{"shape":4,"answer":"coupon"},
"GET /v1/credit_notes":{"shape":20,"answer":"[credit_note"},
"GET /v1/credit_notes/preview":{"shape":26,"answer":"credit_note"},
"GET /v1/credit_notes/{}":{"shape":4,"answer":"credit_note"},
"GET /v1/customers":{"shape":27,"answer":"[customer"},
"GET /v1/customers/search":{"shape":15,"answer":"[customer"},
"GET /v1/customers/{}":{"shape":4,"answer":"customer"},
"GET /v1/customers/{}/balance_transactions":{"shape":28,"answer":"[customer_balance_transaction"},
"GET /v1/customers/{}/payment_methods":{"shape":29,"answer":"[payment_method"},
"GET /v1/customers/{}/tax_ids":{"shape":18,"answer":"[tax_id"},
"GET /v1/disputes":{"shape":30,"answer":"[dispute"},
"GET /v1/disputes/{}":{"shape":4,"answer":"dispute"},
"GET /v1/entitlements/active_entitlements":{"shape":31,"answer":"[entitlements.active_entitlement"},
"GET /v1/entitlements/features":{"shape":32,"answer":"[entitlements.feature"},
"GET /v1/events":{"shape":33,"answer":"[event"},
"GET /v1/events/{}":{"shape":4,"answer":"event"},
"GET /v1/invoiceitems":{"shape":34,"answer":"[invoiceitem"},
"GET /v1/invoiceitems/{}":{"shape":4,"answer":"invoiceitem"},
"GET /v1/invoices":{"shape":35,"answer":"[invoice"},
"GET /v1/invoices/search":{"shape":15,"answer":"[invoice"},
"GET /v1/invoices/{}":{"shape":4,"answer":"invoice"},
"GET /v1/invoices/{}/lines":{"shape":18,"answer":"[line_item"},
"GET /v1/payment_intents":{"shape":36,"answer":"[payment_intent"},
"GET /v1/payment_intents/search":{"shape":15,"answer":"[payment_intent"},
"GET /v1/payment_intents/{}":{"shape":37,"answer":"payment_intent"},
"GET /v1/payment_links":{"shape":38,"answer":"[payment_link"},
"GET /v1/payment_links/{}":{"shape":4,"answer":"payment_link"},
"GET /v1/payment_links/{}/line_items":{"shape":18,"answer":"[item"},
"GET /v1/payment_methods":{"shape":39,"answer":"[payment_method"},
"GET /v1/payment_methods/{}":{"shape":4,"answer":"payment_method"},
"GET /v1/payouts":{"shape":40,"answer":"[payout"},
"GET /v1/payouts/{}":{"shape":4,"answer":"payout"},
"GET /v1/prices":{"shape":42,"answer":"[price"},
"GET /v1/prices/search":{"shape":15,"answer":"[price"},
"GET /v1/prices/{}":{"shape":4,"answer":"price"},
"GET /v1/products":{"shape":43,"answer":"[product"},
"GET /v1/products/search":{"shape":15,"answer":"[product"},
"GET /v1/products/{}":{"shape":4,"answer":"product"},
"GET /v1/products/{}/features":{"shape":18,"answer":"[product_feature"},
"GET /v1/promotion_codes":{"shape":44,"answer":"[promotion_code"},
"GET /v1/promotion_codes/{}":{"shape":4,"answer":"promotion_code"},
"GET /v1/quotes":{"shape":45,"answer":"[quote"},
"GET /v1/quotes/{}":{"shape":4,"answer":"quote"},
"GET /v1/refunds":{"shape":30,"answer":"[refund"},
"GET /v1/refunds/{}":{"shape":4,"answer":"refund"},
"GET /v1/setup_intents":{"shape":46,"answer":"[setup_intent"},
"GET /v1/setup_intents/{}":{"shape":37,"answer":"setup_intent"},
"GET /v1/shipping_rates":{"shape":47,"answer":"[shipping_rate"},
"GET /v1/shipping_rates/{}":{"shape":4,"answer":"shipping_rate"},
"GET /v1/subscription_items":{"shape":48,"answer":"[subscription_item"},
"GET /v1/subscription_items/{}":{"shape":4,"answer":"subscription_item"},
"GET /v1/subscription_schedules":{"shape":49,"answer":"[subscription_schedule"},
"GET /v1/subscription_schedules/{}":{"shape":4,"answer":"subscription_schedule"},
"GET /v1/subscriptions":{"shape":51,"answer":"[subscription"},
"GET /v1/subscriptions/search":{"shape":15,"answer":"[subscription"},
"GET /v1/subscriptions/{}":{"shape":4,"answer":"subscription"},
"GET /v1/tax_rates":{"shape":52,"answer":"[tax_rate"},
"GET /v1/tax_rates/{}":{"shape":4,"answer":"tax_rate"},
"POST /v1/billing/credit_grants":{"shape":58,"answer":"billing.credit_grant"},
"POST /v1/billing/meter_events":{"shape":59,"answer":"billing.meter_event"},
"POST /v1/billing/meters":{"shape":63,"answer":"billing.meter"},
"POST /v1/billing_portal/sessions":{"shape":77,"answer":"billing_portal.session"},
"POST /v1/charges/{}":{"shape":81,"answer":"charge"},
"POST /v1/checkout/sessions":{"shape":173,"answer":"checkout.session"},
"POST /v1/checkout/sessions/{}":{"shape":179,"answer":"checkout.session"},
"POST /v1/checkout/sessions/{}/expire":{"shape":180,"answer":"checkout.session"},
"POST /v1/coupons":{"shape":183,"answer":"coupon"},
"POST /v1/coupons/{}":{"shape":184,"answer":"coupon"},
"POST /v1/credit_notes":{"shape":190,"answer":"credit_note"},
"POST /v1/credit_notes/{}/void":{"shape":180,"answer":"credit_note"},
"POST /v1/customer_sessions":{"shape":198,"answer":"customer_session"},
"POST /v1/customers":{"shape":205,"answer":"customer"},
"POST /v1/customers/{}":{"shape":207,"answer":"customer"},
"POST /v1/customers/{}/balance_transactions":{"shape":208,"answer":"customer_balance_transaction"},
"POST /v1/customers/{}/tax_ids":{"shape":209,"answer":"tax_id"},
"POST /v1/disputes/{}":{"shape":218,"answer":"dispute"},
"POST /v1/disputes/{}/close":{"shape":180,"answer":"dispute"},
"POST /v1/entitlements/features":{"shape":219,"answer":"entitlements.feature"},
"POST /v1/entitlements/features/{}":{"shape":220,"answer":"entitlements.feature"},
"POST /v1/invoiceitems":{"shape":225,"answer":"invoiceitem"},
"POST /v1/invoiceitems/{}":{"shape":226,"answer":"invoiceitem"},
"POST /v1/invoices":{"shape":250,"answer":"invoice"},
"POST /v1/invoices/create_preview":{"shape":286,"answer":"invoice"},
"POST /v1/invoices/{}":{"shape":287,"answer":"invoice"},
"POST /v1/invoices/{}/add_lines":{"shape":292,"answer":"invoice"},
"POST /v1/invoices/{}/finalize":{"shape":293,"answer":"invoice"},
"POST /v1/invoices/{}/mark_uncollectible":{"shape":180,"answer":"invoice"},
"POST /v1/invoices/{}/pay":{"shape":294,"answer":"invoice"},
"POST /v1/invoices/{}/remove_lines":{"shape":296,"answer":"invoice"},
"POST /v1/invoices/{}/send":{"shape":180,"answer":"invoice"},
"POST /v1/invoices/{}/void":{"shape":180,"answer":"invoice"},
"POST /v1/payment_intents":{"shape":373,"answer":"payment_intent"},
"POST /v1/payment_intents/{}":{"shape":375,"answer":"payment_intent"},
"POST /v1/payment_intents/{}/cancel":{"shape":376,"answer":"payment_intent"},
"POST /v1/payment_intents/{}/capture":{"shape":378,"answer":"payment_intent"},
"POST /v1/payment_intents/{}/confirm":{"shape":382,"answer":"payment_intent"},
"POST /v1/payment_intents/{}/increment_authorization":{"shape":383,"answer":"payment_intent"},
"POST /v1/payment_links":{"shape":396,"answer":"payment_link"},
"POST /v1/payment_links/{}":{"shape":404,"answer":"payment_link"},
"POST /v1/payment_methods":{"shape":408,"answer":"payment_method"},
"POST /v1/payment_methods/{}":{"shape":412,"answer":"payment_method"},
"POST /v1/payment_methods/{}/attach":{"shape":413,"answer":"payment_method"},
"POST /v1/payment_methods/{}/detach":{"shape":180,"answer":"payment_method"},
"POST /v1/payouts":{"shape":414,"answer":"payout"},
"POST /v1/payouts/{}/cancel":{"shape":180,"answer":"payout"},
"POST /v1/prices":{"shape":421,"answer":"price"},
"POST /v1/prices/{}":{"shape":422,"answer":"price"},
"POST /v1/products":{"shape":426,"answer":"product"},
"POST /v1/products/{}":{"shape":427,"answer":"product"},
"POST /v1/products/{}/features":{"shape":428,"answer":"product_feature"},
"POST /v1/promotion_codes":{"shape":432,"answer":"promotion_code"},
"POST /v1/promotion_codes/{}":{"shape":434,"answer":"promotion_code"},
"POST /v1/quotes":{"shape":441,"answer":"quote"},
"POST /v1/quotes/{}":{"shape":444,"answer":"quote"},
"POST /v1/quotes/{}/accept":{"shape":180,"answer":"quote"},
"POST /v1/quotes/{}/cancel":{"shape":180,"answer":"quote"},
"POST /v1/quotes/{}/finalize":{"shape":445,"answer":"quote"},
"POST /v1/refunds":{"shape":446,"answer":"refund"},
"POST /v1/refunds/{}":{"shape":447,"answer":"refund"},
"POST /v1/refunds/{}/cancel":{"shape":180,"answer":"refund"},
"POST /v1/setup_intents":{"shape":462,"answer":"setup_intent"},
"POST /v1/setup_intents/{}":{"shape":463,"answer":"setup_intent"},
"POST /v1/setup_intents/{}/cancel":{"shape":464,"answer":"setup_intent"},
"POST /v1/setup_intents/{}/confirm":{"shape":465,"answer":"setup_intent"},
"POST /v1/shipping_rates":{"shape":466,"answer":"shipping_rate"},
"POST /v1/shipping_rates/{}":{"shape":469,"answer":"shipping_rate"},
"POST /v1/subscription_items":{"shape":470,"answer":"subscription_item"},
"POST /v1/subscription_items/{}":{"shape":471,"answer":"subscription_item"},
"POST /v1/subscription_schedules":{"shape":478,"answer":"subscription_schedule"},
"POST /v1/subscription_schedules/{}":{"shape":480,"answer":"subscription_schedule"},
"POST /v1/subscription_schedules/{}/cancel":{"shape":481,"answer":"subscription_schedule"},
"POST /v1/subscription_schedules/{}/release":{"shape":482,"answer":"subscription_schedule"},
"POST /v1/subscriptions":{"shape":499,"answer":"subscription"},
"POST /v1/subscriptions/{}":{"shape":503,"answer":"subscription"},
"POST /v1/subscriptions/{}/pause":{"shape":504,"answer":"subscription"},
"POST /v1/subscriptions/{}/resume":{"shape":505,"answer":"subscription"},
"POST /v1/tax_rates":{"shape":506,"answer":"tax_rate"},
"POST /v1/tax_rates/{}":{"shape":507,"answer":"tax_rate"}
}`

export const SHAPES = String.raw`{}
{"clear_usage":"b","payment_behavior":"e","proration_behavior":"e","proration_date":"i"}
{"comment":["?","s"],"feedback":["?","e"],"feedback_option":"s"}
{"cancellation_details":["o",2],"expand":["a","s"],"invoice_now":"b","prorate":"b"}
{"expand":["a","t"]}
{"gt":"i","gte":"i","lt":"i","lte":"i"}
{"created":["u","i",["o",5]],"currency":"s","ending_before":"t","expand":["a","t"],"limit":"i","payout":"t","source":"t","starting_after":"t","type":"t"}
{"id":"t"}
{"price_type":"e","prices":["a",["o",7]]}
{"applicability_scope":["o",8],"credit_grant":"t","type":"e"}
{"customer":"t","customer_account":"t","expand":["a","t"],"filter":["o",9]}
{"customer":"t","customer_account":"t","ending_before":"t","expand":["a","t"],"limit":"i","starting_after":"t"}
{"ending_before":"t","expand":["a","t"],"limit":"i","starting_after":"t","status":"e"}
{"customer":"t","end_time":"i","ending_before":"t","expand":["a","t"],"limit":"i","start_time":"i","starting_after":"t","value_grouping_window":"e"}
{"created":["u","i",["o",5]],"customer":"t","ending_before":"t","expand":["a","t"],"limit":"i","payment_intent":"t","starting_after":"t","transfer_group":"t"}
{"expand":["a","t"],"limit":"i","page":"t","query":"t"}
{"email":"t"}
{"created":["u","i",["o",5]],"customer":"t","customer_account":"t","customer_details":["o",16],"ending_before":"t","expand":["a","t"],"limit":"i","payment_intent":"t","payment_link":"t","starting_after":"t","status":"e","subscription":"t"}
{"ending_before":"t","expand":["a","t"],"limit":"i","starting_after":"t"}
{"created":["u","i",["o",5]],"ending_before":"t","expand":["a","t"],"limit":"i","starting_after":"t"}
{"created":["u","i",["o",5]],"customer":"t","customer_account":"t","ending_before":"t","expand":["a","t"],"invoice":"t","limit":"i","starting_after":"t"}
{"amount":"i","tax_rate":"t","taxable_amount":"i"}
{"amount":"i","description":"t","invoice_line_item":"t","metadata":"m","quantity":"i","tax_amounts":["?",["a",["o",21]]],"tax_rates":["?",["a","t"]],"type":"e","unit_amount":"i","unit_amount_decimal":"d"}
{"payment_record":"t","refund_group":"t"}
{"amount_refunded":"i","payment_record_refund":["o",23],"refund":"t","type":"e"}
{"shipping_rate":"t"}
{"amount":"i","credit_amount":"i","effective_at":"i","email_type":"e","expand":["a","t"],"invoice":"t","lines":["a",["o",22]],"memo":"t","metadata":"m","out_of_band_amount":"i","reason":"e","refund_amount":"i","refunds":["a",["o",24]],"shipping_cost":["o",25]}
{"created":["u","i",["o",5]],"email":"t","ending_before":"t","expand":["a","t"],"limit":"i","starting_after":"t","test_clock":"t"}
{"created":["u","i",["o",5]],"ending_before":"t","expand":["a","t"],"invoice":"t","limit":"i","starting_after":"t"}
{"allow_redisplay":"e","ending_before":"t","expand":["a","t"],"limit":"i","starting_after":"t","type":"e"}
{"charge":"t","created":["u","i",["o",5]],"ending_before":"t","expand":["a","t"],"limit":"i","payment_intent":"t","starting_after":"t"}
{"customer":"t","ending_before":"t","expand":["a","t"],"limit":"i","starting_after":"t"}
{"archived":"b","ending_before":"t","expand":["a","t"],"limit":"i","lookup_key":"t","starting_after":"t"}
{"created":["u","i",["o",5]],"delivery_success":"b","ending_before":"t","expand":["a","t"],"limit":"i","starting_after":"t","type":"t","types":["a","t"]}
{"created":["u","i",["o",5]],"customer":"t","customer_account":"t","ending_before":"t","expand":["a","t"],"invoice":"t","limit":"i","pending":"b","starting_after":"t"}
{"collection_method":"e","created":["u","i",["o",5]],"customer":"t","customer_account":"t","due_date":["u","i",["o",5]],"ending_before":"t","expand":["a","t"],"limit":"i","starting_after":"t","status":"e","subscription":"t"}
{"created":["u","i",["o",5]],"customer":"t","customer_account":"t","ending_before":"t","expand":["a","t"],"limit":"i","starting_after":"t"}
{"client_secret":"t","expand":["a","t"]}
{"active":"b","ending_before":"t","expand":["a","t"],"limit":"i","starting_after":"t"}
{"allow_redisplay":"e","customer":"t","customer_account":"t","ending_before":"t","expand":["a","t"],"limit":"i","starting_after":"t","type":"e"}
{"arrival_date":["u","i",["o",5]],"created":["u","i",["o",5]],"destination":"t","ending_before":"t","expand":["a","t"],"limit":"i","starting_after":"t","status":"t"}
{"interval":"e","meter":"t","usage_type":"e"}
{"active":"b","created":["u","i",["o",5]],"currency":"s","ending_before":"t","expand":["a","t"],"limit":"i","lookup_keys":["a","t"],"product":"t","recurring":["o",41],"starting_after":"t","type":"e"}
{"active":"b","created":["u","i",["o",5]],"ending_before":"t","expand":["a","t"],"ids":["a","t"],"limit":"i","shippable":"b","starting_after":"t","type":"e","url":"t"}
{"active":"b","code":"t","coupon":"t","created":["u","i",["o",5]],"customer":"t","customer_account":"t","ending_before":"t","expand":["a","t"],"limit":"i","starting_after":"t"}
{"customer":"t","customer_account":"t","ending_before":"t","expand":["a","t"],"limit":"i","starting_after":"t","status":"e","test_clock":"t"}
{"attach_to_self":"b","created":["u","i",["o",5]],"customer":"t","customer_account":"t","ending_before":"t","expand":["a","t"],"limit":"i","payment_method":"t","starting_after":"t"}
{"active":"b","created":["u","i",["o",5]],"currency":"s","ending_before":"t","expand":["a","t"],"limit":"i","starting_after":"t"}
{"ending_before":"t","expand":["a","t"],"limit":"i","starting_after":"t","subscription":"t"}
{"canceled_at":["u","i",["o",5]],"completed_at":["u","i",["o",5]],"created":["u","i",["o",5]],"customer":"t","customer_account":"t","ending_before":"t","expand":["a","t"],"limit":"i","released_at":["u","i",["o",5]],"scheduled":"b","starting_after":"t"}
{"enabled":"b"}
{"automatic_tax":["o",50],"collection_method":"e","created":["u","i",["o",5]],"current_period_end":["u","i",["o",5]],"current_period_start":["u","i",["o",5]],"customer":"t","customer_account":"t","ending_before":"t","expand":["a","t"],"limit":"i","plan":"t","price":"t","starting_after":"t","status":"e","test_clock":"t"}
{"active":"b","created":["u","i",["o",5]],"ending_before":"t","expand":["a","t"],"inclusive":"b","limit":"i","starting_after":"t"}
{"currency":"s","value":"i"}
{"monetary":["o",53],"type":"e"}
{"id":"s"}
{"price_type":"e","prices":["a",["o",55]]}
{"scope":["o",56]}
{"amount":["o",54],"applicability_config":["o",57],"category":"e","customer":"s","customer_account":"s","effective_at":"i","expand":["a","s"],"expires_at":"i","metadata":"m","name":"s","priority":"i"}
{"event_name":"s","expand":["a","s"],"identifier":"s","payload":["k","s"],"timestamp":"i"}
{"event_payload_key":"s","type":"e"}
{"formula":"e"}
{"event_payload_key":"s"}
{"customer_mapping":["o",60],"default_aggregation":["o",61],"display_name":"s","event_name":"s","event_time_window":"e","expand":["a","s"],"value_settings":["o",62]}
{"expires_at":"i"}
{"customer_login":["o",64],"type":"e"}
{"custom_message":"s"}
{"return_url":"s"}
{"hosted_confirmation":["o",66],"redirect":["o",67],"type":"e"}
{"coupon":"s"}
{"coupon_offer":["o",69],"type":"e"}
{"retention":["o",70],"subscription":"s"}
{"subscription":"s"}
{"coupon":"s","promotion_code":"s"}
{"id":"s","price":"s","quantity":"i"}
{"discounts":["a",["o",73]],"items":["a",["o",74]],"subscription":"s"}
{"after_completion":["o",68],"subscription_cancel":["o",71],"subscription_pause":["o",72],"subscription_update":["o",72],"subscription_update_confirm":["o",75],"type":"e"}
{"after_expiration":["o",65],"configuration":"s","customer":"s","customer_account":"s","expand":["a","s"],"flow_data":["o",76],"locale":"e","on_behalf_of":"s","return_url":"s"}
{"user_report":["?","e"]}
{"city":"s","country":"s","line1":"s","line2":"s","postal_code":"s","state":"s"}
{"address":["o",79],"carrier":"s","name":"s","phone":"s","tracking_number":"s"}
{"customer":"s","description":"s","expand":["a","s"],"fraud_details":["o",78],"metadata":["?","m"],"receipt_email":"s","shipping":["o",80],"transfer_group":"s"}
{"enabled":"b"}
{"allow_promotion_codes":"b","enabled":"b"}
{"recovery":["o",83]}
{"account":"s","type":"e"}
{"enabled":"b","liability":["o",85]}
{"file":"s","type":"e","url":"s"}
{"background_color":["?","s"],"border_style":["?","e"],"button_color":["?","s"],"display_name":"s","font_family":["?","e"],"icon":["o",87],"logo":["o",87]}
{"position":"e"}
{"payment_method_reuse_agreement":["o",89],"promotions":"e","terms_of_service":"e"}
{"label":"s","value":"s"}
{"default_value":"s","options":["a",["o",91]]}
{"custom":"s","type":"e"}
{"default_value":"s","maximum_length":"i","minimum_length":"i"}
{"dropdown":["o",92],"key":"s","label":["o",93],"numeric":["o",94],"optional":"b","text":["o",94],"type":"e"}
{"message":"s"}
{"after_submit":["?",["o",96]],"shipping_address":["?",["o",96]],"submit":["?",["o",96]],"terms_of_service_acceptance":["?",["o",96]]}
{"address":"e","name":"e","shipping":"e"}
{"name":"s","value":"s"}
{"amount_tax_display":["?","e"],"template":"s"}
{"account_tax_ids":["?",["a","s"]],"custom_fields":["?",["a",["o",99]]],"description":"s","footer":"s","issuer":["o",85],"metadata":"m","rendering_options":["?",["o",100]]}
{"enabled":"b","invoice_data":["o",101]}
{"enabled":"b","maximum":"i","minimum":"i"}
{"performance_location":"s","tax_code":["?","s"]}
{"description":"s","images":["a","s"],"metadata":"m","name":"s","tax_code":"s","tax_details":["o",104],"unit_label":"s"}
{"interval":"e","interval_count":"i"}
{"currency":"s","product":"s","product_data":["o",105],"recurring":["o",106],"tax_behavior":"e","unit_amount":"i","unit_amount_decimal":"d"}
{"adjustable_quantity":["o",103],"metadata":"m","price":"s","price_data":["o",107],"quantity":"i","tax_rates":["a","s"]}
{"enabled":"b","optional":"b"}
{"business":["o",109],"individual":["o",109]}
{"adjustable_quantity":["o",103],"price":"s","quantity":"i"}
{"city":"s","country":"s","line1":"s","line2":"s","postal_code":"s","state":"s"}
{"address":["o",112],"carrier":"s","name":"s","phone":"s","tracking_number":"s"}
{"amount":"i","destination":"s"}
{"application_fee_amount":"i","capture_method":"e","description":"s","metadata":"m","on_behalf_of":"s","receipt_email":"s","setup_future_usage":"e","shipping":["o",113],"statement_descriptor":"s","statement_descriptor_suffix":"s","transfer_data":["o",114],"transfer_group":"s"}
{"allow_redisplay":"e"}
{"custom_mandate_url":["?","s"],"default_for":["a","e"],"interval_description":"s","payment_schedule":"e","transaction_type":"e"}
{"currency":"e","mandate_options":["o",117],"setup_future_usage":"e","target_date":"s","verification_method":"e"}
{"capture_method":"e","setup_future_usage":"e"}
{"setup_future_usage":"e"}
{"capture_method":"e"}
{"capture_method":"e","setup_future_usage":"e"}
{"setup_future_usage":"e","target_date":"s"}
{"reference_prefix":["?","s"]}
{"mandate_options":["o",124],"setup_future_usage":"e","target_date":"s"}
{"setup_future_usage":"e"}
{"mandate_options":["o",64],"setup_future_usage":["?","e"]}
{"expires_after_days":"i","setup_future_usage":"e"}
{"brands_blocked":["a","e"],"funding_types_blocked":["a","e"]}
{"capture_method":"e","installments":["o",82],"request_extended_authorization":"e","request_incremental_authorization":"e","request_multicapture":"e","request_overcapture":"e","request_three_d_secure":"e","restrictions":["o",129],"setup_future_usage":"e","statement_descriptor_suffix_kana":"s","statement_descriptor_suffix_kanji":"s"}
{"capture_method":"e","setup_future_usage":"e"}
{"country":"s"}
{"eu_bank_transfer":["o",132],"requested_address_types":["a","e"],"type":"e"}
{"bank_transfer":["o",133],"funding_type":"e","setup_future_usage":"e"}
{"amount":"i","date":"s"}
{"interval":"e","interval_count":"i","name":"s","next_billing":["o",135],"reference":"s"}
{"capture_method":"e","setup_future_usage":"e","subscriptions":["?",["a",["o",136]]]}
{"expires_after_days":"i","setup_future_usage":"e"}
{"setup_future_usage":"e","tos_shown_and_accepted":"b"}
{"capture_method":["?","e"],"preferred_locale":"e","reference":"s","risk_correlation_id":"s","setup_future_usage":["?","e"]}
{"amount":["?","i"],"amount_type":["?","e"],"end_date":["?","s"],"payment_schedule":["?","e"],"payments_per_period":["?","i"],"purpose":["?","e"],"start_date":["?","s"]}
{"mandate_options":["o",141],"setup_future_usage":"e"}
{"amount":"i","amount_includes_iof":"e","amount_type":"e","currency":"s","end_date":"s","payment_schedule":"e","reference":"s","start_date":"s"}
{"amount_includes_iof":"e","expires_after_seconds":"i","mandate_options":["o",143],"setup_future_usage":"e"}
{"reference":"s"}
{"amount":"i","amount_type":"e","description":"s","end_date":"i"}
{"mandate_options":["o",146],"setup_future_usage":["?","e"]}
{"permissions":["a","e"],"prefetch":["a","e"]}
{"financial_connections":["o",148],"setup_future_usage":"e","target_date":"s","verification_method":"e"}
{"app_id":"s","client":"e","setup_future_usage":"e"}
{"acss_debit":["o",118],"affirm":["o",119],"afterpay_clearpay":["o",119],"alipay":["o",120],"alma":["o",121],"amazon_pay":["o",122],"au_becs_debit":["o",123],"bacs_debit":["o",125],"bancontact":["o",126],"billie":["o",121],"blik":["o",127],"boleto":["o",128],"card":["o",130],"cashapp":["o",131],"crypto":["o",120],"customer_balance":["o",134],"demo_pay":["o",126],"eps":["o",120],"fpx":["o",120],"giropay":["o",120],"grabpay":["o",120],"ideal":["o",120],"kakao_pay":["o",122],"klarna":["o",137],"konbini":["o",138],"kr_card":["o",122],"link":["o",122],"mobilepay":["o",119],"multibanco":["o",120],"naver_pay":["o",122],"oxxo":["o",138],"p24":["o",139],"pay_by_bank":["o",0],"payco":["o",119],"paynow":["o",120],"paypal":["o",140],"payto":["o",142],"pix":["o",144],"revolut_pay":["o",122],"samsung_pay":["o",119],"satispay":["o",121],"scalapay":["o",121],"sepa_debit":["o",125],"sequra":["o",121],"sofort":["o",120],"sunbit":["o",119],"swish":["o",145],"twint":["o",126],"upi":["o",147],"us_bank_account":["o",149],"wechat_pay":["o",150]}
{"update_shipping_details":"e"}
{"allow_redisplay_filters":["a","e"],"payment_method_remove":"e","payment_method_save":"e"}
{"description":"s","metadata":"m","on_behalf_of":"s"}
{"allowed_countries":["a","e"]}
{"unit":"e","value":"i"}
{"maximum":["o",156],"minimum":["o",156]}
{"amount":"i","tax_behavior":"e"}
{"amount":"i","currency":"s","currency_options":["k",["o",158]]}
{"delivery_estimate":["o",157],"display_name":"s","fixed_amount":["o",159],"metadata":"m","tax_behavior":"e","tax_code":"s","type":"e"}
{"shipping_rate":"s","shipping_rate_data":["o",160]}
{"day_of_month":"i","hour":"i","minute":"i","month":"i","second":"i"}
{"proration_discounts":"e"}
{"flexible":["o",163],"type":"e"}
{"account_tax_ids":["?",["a","s"]],"custom_fields":["?",["a",["o",99]]],"description":"s","footer":"s","issuer":["o",85]}
{"amount_percent":"n","destination":"s"}
{"missing_payment_method":"e"}
{"end_behavior":["o",167]}
{"application_fee_percent":"n","billing_cycle_anchor":"i","billing_cycle_anchor_config":["o",162],"billing_mode":["o",164],"default_tax_rates":["a","s"],"description":"s","invoice_settings":["o",165],"metadata":"m","on_behalf_of":"s","pending_invoice_item_interval":["o",106],"proration_behavior":"e","transfer_data":["o",166],"trial_end":"i","trial_period_days":"i","trial_settings":["o",168]}
{"enabled":"b","required":"e"}
{"display":"e"}
{"link":["o",171]}
{"adaptive_pricing":["o",82],"after_expiration":["o",84],"allow_promotion_codes":"b","allowed_payment_method_types":["a","e"],"automatic_tax":["o",86],"billing_address_collection":"e","branding_settings":["o",88],"cancel_url":"s","client_reference_id":"s","consent_collection":["o",90],"currency":"s","custom_fields":["a",["o",95]],"custom_text":["o",97],"customer":"s","customer_account":"s","customer_creation":"e","customer_email":"s","customer_update":["o",98],"discounts":["a",["o",73]],"excluded_payment_method_types":["a","e"],"expand":["a","s"],"expires_at":"i","integration_identifier":"s","invoice_creation":["o",102],"line_items":["a",["o",108]],"locale":"e","managed_payments":["o",82],"metadata":"m","mode":"e","name_collection":["o",110],"optional_items":["a",["o",111]],"origin_context":"e","payment_intent_data":["o",115],"payment_method_collection":"e","payment_method_configuration":"s","payment_method_data":["o",116],"payment_method_options":["o",151],"permissions":["o",152],"phone_number_collection":["o",50],"redirect_on_completion":"e","return_url":"s","saved_payment_method_options":["o",153],"setup_intent_data":["o",154],"shipping_address_collection":["o",155],"shipping_options":["a",["o",161]],"submit_type":"e","subscription_data":["o",169],"success_url":"s","tax_id_collection":["o",170],"ui_mode":"e","wallet_options":["o",172]}
{"city":"s","country":"s","line1":"s","line2":"s","postal_code":"s","state":"s"}
{"address":["o",174],"name":"s"}
{"shipping_details":["o",175]}
{"adjustable_quantity":["o",103],"id":"s","metadata":["?","m"],"price":"s","price_data":["o",107],"quantity":"i","tax_rates":["?",["a","s"]]}
{"description":["?","s"],"metadata":["?","m"],"setup_future_usage":["?","e"],"statement_descriptor":["?","s"],"statement_descriptor_suffix":["?","s"]}
{"collected_information":["o",176],"expand":["a","s"],"line_items":["a",["o",177]],"metadata":["?","m"],"payment_intent_data":["o",178],"shipping_options":["?",["a",["o",161]]]}
{"expand":["a","s"]}
{"products":["a","s"]}
{"amount_off":"i"}
{"amount_off":"i","applies_to":["o",181],"currency":"s","currency_options":["k",["o",182]],"duration":"e","duration_in_months":"i","expand":["a","s"],"id":"s","max_redemptions":"i","metadata":["?","m"],"name":"s","percent_off":"n","redeem_by":"i"}
{"currency_options":["k",["o",182]],"expand":["a","s"],"metadata":["?","m"],"name":"s"}
{"amount":"i","tax_rate":"s","taxable_amount":"i"}
{"amount":"i","description":"s","invoice_line_item":"s","metadata":"m","quantity":"i","tax_amounts":["?",["a",["o",185]]],"tax_rates":["?",["a","s"]],"type":"e","unit_amount":"i","unit_amount_decimal":"d"}
{"payment_record":"s","refund_group":"s"}
{"amount_refunded":"i","payment_record_refund":["o",187],"refund":"s","type":"e"}
{"shipping_rate":"s"}
{"amount":"i","credit_amount":"i","effective_at":"i","email_type":"e","expand":["a","s"],"invoice":"s","lines":["a",["o",186]],"memo":"s","metadata":"m","out_of_band_amount":"i","reason":"e","refund_amount":"i","refunds":["a",["o",188]],"shipping_cost":["o",189]}
{"payment_method_allow_redisplay_filters":["a","e"],"payment_method_remove":"e"}
{"enabled":"b","features":["o",191]}
{"payment_method_allow_redisplay_filters":["a","e"],"payment_method_redisplay":"e","payment_method_remove":"e","payment_method_save":"e","payment_method_save_allow_redisplay_override":"e"}
{"enabled":"b","features":["o",193]}
{"payment_method_allow_redisplay_filters":["a","e"],"payment_method_redisplay":"e","payment_method_redisplay_limit":"i","payment_method_remove":"e","payment_method_save":"e","payment_method_save_usage":"e"}
{"enabled":"b","features":["o",195]}
{"active_entitlements":["o",50],"buy_button":["o",50],"customer_portal":["o",50],"customer_sheet":["o",192],"mobile_payment_element":["o",194],"payment_element":["o",196],"pricing_table":["o",50]}
{"components":["o",197],"customer":"s","customer_account":"s","expand":["a","s"]}
{"reconciliation_mode":"e"}
{"settings":["o",199]}
{"custom_fields":["?",["a",["o",99]]],"default_payment_method":"s","footer":"s","rendering_options":["?",["o",100]]}
{"address":["o",79],"name":"s","phone":"s"}
{"ip_address":["?","s"],"validate_location":"e"}
{"type":"e","value":"s"}
{"address":["?",["o",79]],"balance":"i","business_name":["?","s"],"cash_balance":["o",200],"description":["?","s"],"email":["?","s"],"expand":["a","s"],"individual_name":["?","s"],"invoice_prefix":"s","invoice_settings":["o",201],"metadata":["?","m"],"name":["?","s"],"next_invoice_sequence":"i","payment_method":"s","phone":["?","s"],"preferred_locales":["a","s"],"shipping":["?",["o",202]],"source":"s","tax":["o",203],"tax_exempt":["?","e"],"tax_id_data":["a",["o",204]],"test_clock":"s","validate":"b"}
{"ip_address":["?","s"],"validate_location":"e"}
{"address":["?",["o",79]],"balance":"i","business_name":["?","s"],"cash_balance":["o",200],"default_source":"s","description":["?","s"],"email":["?","s"],"expand":["a","s"],"individual_name":["?","s"],"invoice_prefix":"s","invoice_settings":["o",201],"metadata":["?","m"],"name":["?","s"],"next_invoice_sequence":"i","phone":["?","s"],"preferred_locales":["a","s"],"shipping":["?",["o",202]],"source":"s","tax":["o",206],"tax_exempt":["?","e"],"validate":"b"}
{"amount":"i","currency":"s","description":"s","expand":["a","s"],"metadata":["?","m"]}
{"expand":["a","s"],"type":"e","value":"s"}
{"reason_for_filing":["?","s"],"supporting_files":["?",["a","s"]]}
{"card":["?",["o",210]]}
{"fee_acknowledged":"b"}
{"customer_account_id":["?","s"],"customer_device_fingerprint":["?","s"],"customer_device_id":["?","s"],"customer_email_address":["?","s"],"customer_purchase_ip":["?","s"],"merchandise_or_services":"e","product_description":["?","s"],"shipping_address":["o",79]}
{"charge":"s","customer_account_id":["?","s"],"customer_device_fingerprint":["?","s"],"customer_device_id":["?","s"],"customer_email_address":["?","s"],"customer_purchase_ip":["?","s"],"product_description":["?","s"],"shipping_address":["o",79]}
{"disputed_transaction":["o",213],"prior_undisputed_transactions":["a",["o",214]]}
{"mastercard_compliance":["o",212],"visa_compelling_evidence_3":["o",215],"visa_compliance":["o",212]}
{"access_activity_log":"s","appeal":["?",["o",211]],"billing_address":"s","cancellation_policy":"s","cancellation_policy_disclosure":"s","cancellation_rebuttal":"s","customer_communication":"s","customer_email_address":"s","customer_name":"s","customer_purchase_ip":"s","customer_signature":"s","duplicate_charge_documentation":"s","duplicate_charge_explanation":"s","duplicate_charge_id":"s","enhanced_evidence":["?",["o",216]],"product_description":"s","receipt":"s","refund_policy":"s","refund_policy_disclosure":"s","refund_refusal_explanation":"s","service_date":"s","service_documentation":"s","shipping_address":"s","shipping_carrier":"s","shipping_date":"s","shipping_documentation":"s","shipping_tracking_number":"s","uncategorized_file":"s","uncategorized_text":"s"}
{"evidence":["o",217],"expand":["a","s"],"intended_submission_method":"e","metadata":["?","m"],"submit":"b"}
{"expand":["a","s"],"lookup_key":"s","metadata":"m","name":"s"}
{"active":"b","expand":["a","s"],"metadata":["?","m"],"name":"s"}
{"coupon":"s","discount":"s","promotion_code":"s"}
{"end":"i","start":"i"}
{"currency":"s","product":"s","tax_behavior":"e","unit_amount":"i","unit_amount_decimal":"d"}
{"price":"s"}
{"amount":"i","currency":"s","customer":"s","customer_account":"s","description":"s","discountable":"b","discounts":["?",["a",["o",221]]],"expand":["a","s"],"invoice":"s","metadata":["?","m"],"period":["o",222],"price_data":["o",223],"pricing":["o",224],"quantity":"i","quantity_decimal":"d","subscription":"s","tax_behavior":"e","tax_code":["?","s"],"tax_rates":["a","s"],"unit_amount_decimal":"d"}
{"amount":"i","description":"s","discountable":"b","discounts":["?",["a",["o",221]]],"expand":["a","s"],"invoicing_rules":["?","s"],"metadata":["?","m"],"period":["o",222],"price_data":["o",223],"pricing":["o",224],"quantity":"i","quantity_decimal":"d","tax_behavior":"e","tax_code":["?","s"],"tax_rates":["?",["a","s"]],"unit_amount_decimal":"d"}
{"action":"e","invoice":"s"}
{"transaction_type":"e"}
{"mandate_options":["o",228],"verification_method":"e"}
{"preferred_language":"e"}
{"registered_address":["?",["o",79]],"registered_name":"s","registration_number":"s","registration_type":["?","e"],"vat":"s"}
{"company_details":["?",["o",231]],"reference":"s"}
{"count":"i","interval":"e","type":"e"}
{"enabled":"b","plan":["?",["o",233]]}
{"installments":["o",234],"request_three_d_secure":"e"}
{"eu_bank_transfer":["o",132],"type":"s"}
{"bank_transfer":["o",236],"funding_type":"s"}
{"amount":"i","purpose":"e"}
{"mandate_options":["o",238]}
{"amount_includes_iof":"e","expires_after_seconds":"i"}
{"mandate_options":["o",146]}
{"account_subcategories":["a","e"]}
{"filters":["o",242],"permissions":["a","e"],"prefetch":["a","e"]}
{"financial_connections":["o",243],"verification_method":"e"}
{"acss_debit":["?",["o",229]],"bancontact":["?",["o",230]],"billie":["?",["o",232]],"blik":["?",["o",0]],"card":["?",["o",235]],"customer_balance":["?",["o",237]],"konbini":["?",["o",0]],"payto":["?",["o",239]],"pix":["?",["o",240]],"sepa_debit":["?",["o",0]],"upi":["?",["o",241]],"us_bank_account":["?",["o",244]]}
{"default_mandate":["?","s"],"payment_method_options":["o",245],"payment_method_types":["?",["a","e"]]}
{"page_size":"e"}
{"amount_tax_display":["?","e"],"pdf":["o",247],"template":"s","template_version":["?","i"]}
{"address":["o",79],"name":"s","phone":["?","s"]}
{"account_tax_ids":["?",["a","s"]],"application_fee_amount":"i","auto_advance":"b","automatic_tax":["o",86],"automatically_finalizes_at":"i","collection_method":"e","currency":"s","custom_fields":["?",["a",["o",99]]],"customer":"s","customer_account":"s","days_until_due":"i","default_payment_method":"s","default_source":"s","default_tax_rates":["a","s"],"description":"s","discounts":["?",["a",["o",221]]],"due_date":"i","effective_at":"i","expand":["a","s"],"footer":"s","from_invoice":["o",227],"issuer":["o",85],"metadata":["?","m"],"number":"s","on_behalf_of":"s","payment_settings":["o",246],"pending_invoice_items_behavior":"e","rendering":["o",248],"shipping_cost":["o",161],"shipping_details":["o",249],"statement_descriptor":"s","subscription":"s","transfer_data":["o",114]}
{"ip_address":["?","s"]}
{"address":["?",["o",79]],"shipping":["?",["o",202]],"tax":["o",251],"tax_exempt":["?","e"],"tax_ids":["a",["o",204]]}
{"amount":"i","currency":"s","description":"s","discountable":"b","discounts":["?",["a",["o",221]]],"invoiceitem":"s","metadata":["?","m"],"period":["o",222],"price":"s","price_data":["o",223],"quantity":"i","quantity_decimal":"d","tax_behavior":"e","tax_code":["?","s"],"tax_rates":["?",["a","s"]],"unit_amount":"i","unit_amount_decimal":"d"}
{"timestamp":"i","type":"e"}
{"type":"e"}
{"type":"e"}
{"outstanding_usage_through":["o",255],"unused_time_from":["o",256]}
{"bill_for":["o",257],"invoicing_behavior":"e","type":"e"}
{"pause_at":["o",254],"settings":["o",258]}
{"duration":["o",106],"timestamp":"i","type":"e"}
{"billing_cycle_anchor":"e","payment_behavior":"e","proration_behavior":"e"}
{"resume_at":["o",260],"settings":["o",261]}
{"key":"s","pause":["o",259],"resume":["?",["o",262]]}
{"timestamp":"i","type":"e"}
{"timestamp":"i","type":"e"}
{"end":["o",264],"start":["o",265]}
{"discountable":"b","discounts":["a",["o",221]],"metadata":"m","period":["o",266],"price":"s","price_data":["o",223],"quantity":"i","tax_rates":["?",["a","s"]]}
{"amount_gte":"i","reset_billing_cycle_anchor":"b"}
{"account_tax_ids":["?",["a","s"]],"days_until_due":"i","issuer":["o",85]}
{"usage_gte":"i"}
{"currency":"s","product":"s","recurring":["o",106],"tax_behavior":"e","unit_amount":"i","unit_amount_decimal":"d"}
{"billing_thresholds":["?",["o",270]],"discounts":["?",["a",["o",221]]],"metadata":"m","plan":"s","price":"s","price_data":["o",271],"quantity":"i","tax_rates":["?",["a","s"]]}
{"add_invoice_items":["a",["o",267]],"application_fee_percent":"n","automatic_tax":["o",86],"billing_cycle_anchor":"e","billing_thresholds":["?",["o",268]],"collection_method":"e","currency":"s","default_payment_method":"s","default_tax_rates":["?",["a","s"]],"description":["?","s"],"discounts":["?",["a",["o",221]]],"duration":["o",106],"end_date":["u","e","i"],"invoice_settings":["o",269],"items":["a",["o",272]],"metadata":"m","on_behalf_of":"s","proration_behavior":"e","start_date":["u","e","i"],"transfer_data":["o",166],"trial":"b","trial_end":["u","e","i"]}
{"billing_mode":["o",164],"end_behavior":"e","pause_schedules":["?",["a",["o",263]]],"phases":["a",["o",273]],"proration_behavior":"e"}
{"timestamp":"i","type":"e"}
{"price":"s","type":"e"}
{"duration":["o",106],"timestamp":"i","type":"e"}
{"applies_to":["a",["o",276]],"bill_until":["o",277],"key":"s"}
{"trial_offer":"s"}
{"billing_thresholds":["?",["o",270]],"clear_usage":"b","current_trial":["o",279],"deleted":"b","discounts":["?",["a",["o",221]]],"id":"s","metadata":["?","m"],"plan":"s","price":"s","price_data":["o",271],"quantity":"i","tax_rates":["?",["a","s"]]}
{"type":"e"}
{"type":"e"}
{"outstanding_usage_through":["o",281],"unused_time_from":["o",282]}
{"bill_for":["o",283],"invoicing_behavior":"e","type":"e"}
{"billing_cycle_anchor":["o",275],"billing_mode":["o",164],"billing_schedules":["?",["a",["o",278]]],"cancel_at":["?",["u","e","i"]],"cancel_at_period_end":"b","cancel_now":"b","default_tax_rates":["?",["a","s"]],"items":["a",["o",280]],"metadata":["?","m"],"pause":["o",284],"proration_behavior":"e","proration_date":"i","resume_at":"e","start_date":"i","trial_end":["u","e","i"]}
{"automatic_tax":["o",86],"currency":"s","customer":"s","customer_account":"s","customer_details":["o",252],"discounts":["?",["a",["o",221]]],"expand":["a","s"],"invoice_items":["a",["o",253]],"issuer":["o",85],"on_behalf_of":["?","s"],"preview_mode":"e","schedule":"s","schedule_details":["o",274],"subscription":"s","subscription_details":["o",285]}
{"account_tax_ids":["?",["a","s"]],"application_fee_amount":"i","auto_advance":"b","automatic_tax":["o",86],"automatically_finalizes_at":"i","collection_method":"e","custom_fields":["?",["a",["o",99]]],"days_until_due":"i","default_payment_method":"s","default_source":["?","s"],"default_tax_rates":["?",["a","s"]],"description":"s","discounts":["?",["a",["o",221]]],"due_date":"i","effective_at":["?","i"],"expand":["a","s"],"footer":"s","issuer":["o",85],"metadata":["?","m"],"number":["?","s"],"on_behalf_of":["?","s"],"payment_settings":["o",246],"rendering":["o",248],"shipping_cost":["?",["o",161]],"shipping_details":["?",["o",249]],"statement_descriptor":"s","transfer_data":["?",["o",114]]}
{"currency":"s","product":"s","product_data":["o",105],"tax_behavior":"e","unit_amount":"i","unit_amount_decimal":"d"}
{"country":"s","description":"s","display_name":"s","inclusive":"b","jurisdiction":"s","jurisdiction_level":"e","percentage":"n","state":"s","tax_type":"e"}
{"amount":"i","tax_rate_data":["o",289],"taxability_reason":"e","taxable_amount":"i"}
{"amount":"i","description":"s","discountable":"b","discounts":["?",["a",["o",221]]],"invoice_item":"s","metadata":["?","m"],"period":["o",222],"price_data":["o",288],"pricing":["o",224],"quantity":"i","quantity_decimal":"d","tax_amounts":["?",["a",["o",290]]],"tax_rates":["?",["a","s"]]}
{"expand":["a","s"],"invoice_metadata":["?",["k","s"]],"lines":["a",["o",291]]}
{"auto_advance":"b","expand":["a","s"]}
{"expand":["a","s"],"forgive":"b","mandate":["?","s"],"off_session":"b","paid_out_of_band":"b","payment_method":"s","source":"s"}
{"behavior":"e","id":"s"}
{"expand":["a","s"],"invoice_metadata":["?",["k","s"]],"lines":["a",["o",295]]}
{"commodity_code":"s"}
{"image_url":"s","product_url":"s","reference":"s","subscription_reference":"s"}
{"category":"e","description":"s","sold_by":"s"}
{"card":["o",297],"card_present":["o",297],"klarna":["o",298],"paypal":["o",299]}
{"total_tax_amount":"i"}
{"discount_amount":"i","payment_method_options":["o",300],"product_code":"s","product_name":"s","quantity":"i","tax":["o",301],"unit_cost":"i","unit_of_measure":"s"}
{"amount":["?","i"],"from_postal_code":["?","s"],"to_postal_code":["?","s"]}
{"discount_amount":["?","i"],"enforce_arithmetic_validation":"b","line_items":["?",["a",["o",302]]],"shipping":["?",["o",303]],"tax":["?",["o",301]]}
{"allow_redirects":"e","enabled":"b"}
{"calculation":["?","s"]}
{"tax":["o",306]}
{"inputs":["o",307]}
{"ip_address":"s","user_agent":"s"}
{"accepted_at":"i","offline":["o",0],"online":["o",309],"type":"e"}
{"customer_acceptance":["o",310]}
{"customer_reference":["?","s"],"order_reference":["?","s"]}
{"account_number":"s","institution_number":"s","transit_number":"s"}
{"account_number":"s","bsb_number":"s"}
{"account_number":"s","sort_code":"s"}
{"address":["?",["o",79]],"email":["?","s"],"name":["?","s"],"phone":["?","s"],"tax_id":"s"}
{"tax_id":"s"}
{"bank":"e"}
{"account_holder_type":"e","bank":"e"}
{"bank":"e"}
{"day":"i","month":"i","year":"i"}
{"dob":["o",321]}
{"funding":"e"}
{"account_holder_name":"s","account_number":"s","bank_code":"s","branch_code":"s","reference":"s","suffix":"s"}
{"bank":"e"}
{"account_number":"s","bsb_number":"s","pay_id":"s"}
{"session":"s"}
{"iban":"s"}
{"country":"e"}
{"account_holder_type":"e","account_number":"s","account_type":"e","financial_connections_account":"s","routing_number":"s"}
{"acss_debit":["o",313],"affirm":["o",0],"afterpay_clearpay":["o",0],"alipay":["o",0],"allow_redisplay":"e","alma":["o",0],"amazon_pay":["o",0],"au_becs_debit":["o",314],"bacs_debit":["o",315],"bancontact":["o",0],"billie":["o",0],"billing_details":["o",316],"bizum":["o",0],"blik":["o",0],"boleto":["o",317],"cashapp":["o",0],"crypto":["o",0],"customer_balance":["o",0],"eps":["o",318],"fpx":["o",319],"giropay":["o",0],"grabpay":["o",0],"ideal":["o",320],"interac_present":["o",0],"kakao_pay":["o",0],"klarna":["o",322],"konbini":["o",0],"kr_card":["o",0],"link":["o",0],"mb_way":["o",0],"metadata":"m","mobilepay":["o",0],"multibanco":["o",0],"naver_pay":["o",323],"nz_bank_account":["o",324],"oxxo":["o",0],"p24":["o",325],"pay_by_bank":["o",0],"payco":["o",0],"paynow":["o",0],"paypal":["o",0],"paypay":["o",0],"payto":["o",326],"pix":["o",0],"promptpay":["o",0],"radar_options":["o",327],"revolut_pay":["o",0],"samsung_pay":["o",0],"satispay":["o",0],"scalapay":["o",0],"sepa_debit":["o",328],"sequra":["o",0],"sofort":["o",329],"sunbit":["o",0],"swish":["o",0],"twint":["o",0],"type":"e","upi":["o",241],"us_bank_account":["o",330],"wechat_pay":["o",0],"zip":["o",0]}
{"custom_mandate_url":["?","s"],"interval_description":"s","payment_schedule":"e","transaction_type":"e"}
{"mandate_options":["o",332],"setup_future_usage":["?","e"],"target_date":"s","verification_method":"e"}
{"capture_method":["?","e"],"preferred_locale":"s","setup_future_usage":"e"}
{"capture_method":["?","e"],"reference":"s","setup_future_usage":"e"}
{"setup_future_usage":["?","e"]}
{"capture_method":["?","e"]}
{"capture_method":["?","e"],"setup_future_usage":["?","e"]}
{"setup_future_usage":["?","e"],"target_date":"s"}
{"mandate_options":["o",124],"setup_future_usage":["?","e"],"target_date":"s"}
{"preferred_language":"e","setup_future_usage":["?","e"]}
{"capture_method":["?","e"],"company_details":["?",["o",231]],"reference":"s"}
{"code":"s","mandate_options":["o",64],"setup_future_usage":["?","e"]}
{"expires_after_days":"i","setup_future_usage":["?","e"]}
{"amount":"i","amount_type":"e","description":"s","end_date":"i","interval":"e","interval_count":"i","reference":"s","start_date":"i","supported_types":["a","e"]}
{"cb_avalgo":"e","cb_exemption":"s","cb_score":"i"}
{"cartes_bancaires":["o",346]}
{"ares_trans_status":"e","cryptogram":"s","electronic_commerce_indicator":"e","exemption_indicator":"e","network_options":["o",347],"requestor_challenge_indicator":"s","transaction_id":"s","version":"e"}
{"capture_method":["?","e"],"cvc_token":"s","installments":["o",234],"mandate_options":["o",345],"moto":"b","network":"e","request_extended_authorization":"e","request_incremental_authorization":"e","request_multicapture":"e","request_overcapture":"e","request_three_d_secure":"e","require_cvc_recollection":"b","setup_credential_usage":"e","setup_future_usage":["?","e"],"statement_descriptor_suffix_kana":["?","s"],"statement_descriptor_suffix_kanji":["?","s"],"stored_credential_usage":"e","three_d_secure":["o",348]}
{"requested_priority":"e"}
{"capture_method":"e","request_extended_authorization":"b","request_incremental_authorization_support":"b","routing":["o",350]}
{"capture_method":["?","e"],"setup_future_usage":["?","e"]}
{"average_amount":"i","maximum_amount":"i","minimum_amount":"i","purchase_interval":"e","purchase_interval_count":"i"}
{"interval":"e","interval_count":"i","name":"s","next_billing":["o",135],"reference":"s"}
{"capture_method":["?","e"],"on_demand":["o",353],"preferred_locale":"e","setup_future_usage":"e","subscriptions":["?",["a",["o",354]]]}
{"confirmation_number":["?","s"],"expires_after_days":["?","i"],"expires_at":["?","i"],"product_description":["?","s"],"setup_future_usage":"e"}
{"capture_method":["?","e"],"persistent_token":"s","setup_future_usage":["?","e"]}
{"capture_method":["?","e"],"setup_future_usage":"e"}
{"amount":["?","i"],"amount_type":["?","e"],"end_date":["?","s"],"payment_schedule":["?","e"],"payments_per_period":["?","i"],"purpose":["?","e"]}
{"mandate_options":["o",359],"setup_future_usage":["?","e"]}
{"amount_includes_iof":"e","expires_after_seconds":"i","expires_at":"i","mandate_options":["o",143],"setup_future_usage":"e"}
{"preferred_language":["?","e"],"setup_future_usage":["?","e"]}
{"reference":["?","s"],"setup_future_usage":"e"}
{"filters":["o",242],"permissions":["a","e"],"prefetch":["a","e"],"return_url":"s"}
{"collection_method":["?","e"]}
{"requested":["a","e"]}
{"financial_connections":["o",364],"mandate_options":["o",365],"networks":["o",366],"setup_future_usage":["?","e"],"target_date":"s","transaction_purpose":["?","e"],"verification_method":"e"}
{"app_id":"s","client":"e","setup_future_usage":"e"}
{"acss_debit":["?",["o",333]],"affirm":["?",["o",334]],"afterpay_clearpay":["?",["o",335]],"alipay":["?",["o",336]],"alma":["?",["o",337]],"amazon_pay":["?",["o",338]],"au_becs_debit":["?",["o",339]],"bacs_debit":["?",["o",340]],"bancontact":["?",["o",341]],"billie":["?",["o",342]],"bizum":["?",["o",0]],"blik":["?",["o",343]],"boleto":["?",["o",344]],"card":["?",["o",349]],"card_present":["?",["o",351]],"cashapp":["?",["o",352]],"crypto":["?",["o",120]],"customer_balance":["?",["o",134]],"eps":["?",["o",120]],"fpx":["?",["o",120]],"giropay":["?",["o",120]],"grabpay":["?",["o",120]],"ideal":["?",["o",336]],"interac_present":["?",["o",0]],"kakao_pay":["?",["o",338]],"klarna":["?",["o",355]],"konbini":["?",["o",356]],"kr_card":["?",["o",338]],"link":["?",["o",357]],"mb_way":["?",["o",120]],"mobilepay":["?",["o",358]],"multibanco":["?",["o",120]],"naver_pay":["?",["o",338]],"nz_bank_account":["?",["o",339]],"oxxo":["?",["o",138]],"p24":["?",["o",139]],"pay_by_bank":["?",["o",0]],"payco":["?",["o",358]],"paynow":["?",["o",120]],"paypal":["?",["o",140]],"paypay":["?",["o",0]],"payto":["?",["o",360]],"pix":["?",["o",361]],"promptpay":["?",["o",120]],"revolut_pay":["?",["o",338]],"samsung_pay":["?",["o",358]],"satispay":["?",["o",352]],"scalapay":["?",["o",337]],"sepa_debit":["?",["o",340]],"sequra":["?",["o",358]],"sofort":["?",["o",362]],"sunbit":["?",["o",358]],"swish":["?",["o",363]],"twint":["?",["o",126]],"upi":["?",["o",147]],"us_bank_account":["?",["o",367]],"wechat_pay":["?",["o",368]],"zip":["?",["o",120]]}
{"referrer":["?","s"],"session":"s"}
{"description":"s","metadata":["?","m"]}
{"amount":"i","description":"s","destination":"s","metadata":["?","m"],"payment_data":["o",371]}
{"allowed_payment_method_types":["a","e"],"amount":"i","amount_details":["o",304],"application_fee_amount":"i","automatic_payment_methods":["o",305],"capture_method":"e","confirm":"b","confirmation_method":"e","confirmation_token":"s","currency":"s","customer":"s","customer_account":"s","description":"s","error_on_requires_action":"b","excluded_payment_method_types":["a","e"],"expand":["a","s"],"hooks":["o",308],"mandate":"s","mandate_data":["?",["o",311]],"metadata":"m","off_session":["u","e","b"],"on_behalf_of":"s","payment_details":["o",312],"payment_method":"s","payment_method_configuration":"s","payment_method_data":["o",331],"payment_method_options":["o",369],"radar_options":["o",370],"receipt_email":"s","return_url":"s","setup_future_usage":"e","shipping":["o",80],"statement_descriptor":"s","statement_descriptor_suffix":"s","transfer_data":["o",372],"transfer_group":"s","use_stripe_sdk":"b"}
{"amount":"i","description":"s","metadata":["?","m"],"payment_data":["o",371]}
{"allowed_payment_method_types":["a","e"],"amount":"i","amount_details":["?",["o",304]],"application_fee_amount":["?","i"],"capture_method":"e","currency":"s","customer":"s","customer_account":"s","description":"s","excluded_payment_method_types":["?",["a","e"]],"expand":["a","s"],"hooks":["o",308],"metadata":["?","m"],"payment_details":["?",["o",312]],"payment_method":"s","payment_method_configuration":"s","payment_method_data":["o",331],"payment_method_options":["o",369],"receipt_email":["?","s"],"setup_future_usage":["?","e"],"shipping":["?",["o",80]],"statement_descriptor":"s","statement_descriptor_suffix":"s","transfer_data":["o",374],"transfer_group":"s"}
{"cancellation_reason":"e","expand":["a","s"]}
{"amount":"i"}
{"amount_details":["o",304],"amount_to_capture":"i","application_fee_amount":"i","expand":["a","s"],"final_capture":"b","hooks":["o",308],"metadata":["?","m"],"payment_details":["?",["o",312]],"statement_descriptor":"s","statement_descriptor_suffix":"s","transfer_data":["o",377]}
{"ip_address":"s","user_agent":"s"}
{"accepted_at":"i","offline":["o",0],"online":["o",379],"type":"e"}
{"customer_acceptance":["o",380]}
{"allowed_payment_method_types":["a","e"],"amount_details":["?",["o",304]],"amount_to_confirm":"i","capture_method":"e","confirmation_token":"s","error_on_requires_action":"b","excluded_payment_method_types":["?",["a","e"]],"expand":["a","s"],"hooks":["o",308],"mandate":"s","mandate_data":["?",["o",381]],"off_session":["u","e","b"],"payment_details":["?",["o",312]],"payment_method":"s","payment_method_data":["o",331],"payment_method_options":["o",369],"radar_options":["o",370],"receipt_email":["?","s"],"return_url":"s","setup_future_usage":["?","e"],"shipping":["?",["o",80]],"use_stripe_sdk":"b"}
{"amount":"i","amount_details":["o",304],"application_fee_amount":"i","description":"s","expand":["a","s"],"hooks":["o",308],"metadata":"m","payment_details":["o",312],"statement_descriptor":"s","transfer_data":["o",377]}
{"url":"s"}
{"hosted_confirmation":["o",66],"redirect":["o",384],"type":"e"}
{"account_tax_ids":["?",["a","s"]],"custom_fields":["?",["a",["o",99]]],"description":"s","footer":"s","issuer":["o",85],"metadata":["?","m"],"rendering_options":["?",["o",100]]}
{"enabled":"b","invoice_data":["o",386]}
{"adjustable_quantity":["o",103],"price":"s","price_data":["o",107],"quantity":"i"}
{"capture_method":"e","description":"s","metadata":"m","setup_future_usage":"e","statement_descriptor":"s","statement_descriptor_suffix":"s","transfer_group":"s"}
{"brands_blocked":["a","e"]}
{"restrictions":["o",390]}
{"card":["o",391]}
{"limit":"i"}
{"completed_sessions":["o",393]}
{"description":"s","invoice_settings":["o",165],"metadata":"m","trial_period_days":"i","trial_settings":["o",168]}
{"after_completion":["o",385],"allow_promotion_codes":"b","application_fee_amount":"i","application_fee_percent":"n","automatic_tax":["o",86],"billing_address_collection":"e","consent_collection":["o",90],"currency":"s","custom_fields":["a",["o",95]],"custom_text":["o",97],"customer_creation":"e","expand":["a","s"],"inactive_message":"s","invoice_creation":["o",387],"line_items":["a",["o",388]],"managed_payments":["o",82],"metadata":"m","name_collection":["o",110],"on_behalf_of":"s","optional_items":["a",["o",111]],"payment_intent_data":["o",389],"payment_method_collection":"e","payment_method_options":["o",392],"payment_method_types":["a","e"],"phone_number_collection":["o",50],"restrictions":["o",394],"shipping_address_collection":["o",155],"shipping_options":["a",["o",189]],"submit_type":"e","subscription_data":["o",395],"tax_id_collection":["o",170],"transfer_data":["o",114]}
{"adjustable_quantity":["o",103],"id":"s","quantity":"i"}
{"description":["?","s"],"metadata":["?","m"],"setup_future_usage":["?","e"],"statement_descriptor":["?","s"],"statement_descriptor_suffix":["?","s"],"transfer_group":["?","s"]}
{"brands_blocked":["?",["a","e"]]}
{"restrictions":["?",["o",399]]}
{"card":["?",["o",400]]}
{"invoice_settings":["o",165],"metadata":["?","m"],"trial_period_days":["?","i"],"trial_settings":["?",["o",168]]}
{"amount":["?","i"],"destination":"s"}
{"active":"b","after_completion":["o",385],"allow_promotion_codes":"b","application_fee_amount":["?","i"],"application_fee_percent":["?","n"],"automatic_tax":["o",86],"billing_address_collection":"e","consent_collection":["o",90],"custom_fields":["?",["a",["o",95]]],"custom_text":["o",97],"customer_creation":"e","expand":["a","s"],"inactive_message":["?","s"],"invoice_creation":["o",387],"line_items":["a",["o",397]],"metadata":"m","name_collection":["?",["o",110]],"on_behalf_of":["?","s"],"optional_items":["?",["a",["o",111]]],"payment_intent_data":["o",398],"payment_method_collection":"e","payment_method_options":["?",["o",401]],"payment_method_types":["?",["a","e"]],"phone_number_collection":["o",50],"restrictions":["?",["o",394]],"shipping_address_collection":["?",["o",155]],"shipping_options":["?",["a",["o",189]]],"submit_type":"e","subscription_data":["o",402],"tax_id_collection":["o",170],"transfer_data":["?",["o",403]]}
{"preferred":"e"}
{"cvc":"s","exp_month":"i","exp_year":"i","networks":["o",405],"number":"s","token":"s"}
{"type":"s"}
{"acss_debit":["o",313],"affirm":["o",0],"afterpay_clearpay":["o",0],"alipay":["o",0],"allow_redisplay":"e","alma":["o",0],"amazon_pay":["o",0],"au_becs_debit":["o",314],"bacs_debit":["o",315],"bancontact":["o",0],"billie":["o",0],"billing_details":["o",316],"bizum":["o",0],"blik":["o",0],"boleto":["o",317],"card":["o",406],"cashapp":["o",0],"crypto":["o",0],"custom":["o",407],"customer":"s","customer_balance":["o",0],"eps":["o",318],"expand":["a","s"],"fpx":["o",319],"giropay":["o",0],"grabpay":["o",0],"ideal":["o",320],"interac_present":["o",0],"kakao_pay":["o",0],"klarna":["o",322],"konbini":["o",0],"kr_card":["o",0],"link":["o",0],"mb_way":["o",0],"metadata":"m","mobilepay":["o",0],"multibanco":["o",0],"naver_pay":["o",323],"nz_bank_account":["o",324],"oxxo":["o",0],"p24":["o",325],"pay_by_bank":["o",0],"payco":["o",0],"payment_method":"s","paynow":["o",0],"paypal":["o",0],"paypay":["o",0],"payto":["o",326],"pix":["o",0],"promptpay":["o",0],"radar_options":["o",327],"revolut_pay":["o",0],"samsung_pay":["o",0],"satispay":["o",0],"scalapay":["o",0],"sepa_debit":["o",328],"sequra":["o",0],"sofort":["o",329],"sunbit":["o",0],"swish":["o",0],"twint":["o",0],"type":"e","upi":["o",241],"us_bank_account":["o",330],"wechat_pay":["o",0],"zip":["o",0]}
{"preferred":["?","e"]}
{"exp_month":"i","exp_year":"i","networks":["o",409]}
{"account_holder_type":"e","account_type":"e"}
{"allow_redisplay":"e","billing_details":["o",316],"card":["o",410],"expand":["a","s"],"metadata":["?","m"],"us_bank_account":["o",411]}
{"customer":"s","customer_account":"s","expand":["a","s"]}
{"amount":"i","currency":"s","description":"s","destination":"s","expand":["a","s"],"metadata":"m","method":"e","payout_method":"s","source_type":"e","statement_descriptor":"s"}
{"enabled":"b","maximum":"i","minimum":"i","preset":"i"}
{"flat_amount":"i","flat_amount_decimal":"d","unit_amount":"i","unit_amount_decimal":"d","up_to":["u","e","i"]}
{"custom_unit_amount":["o",415],"tax_behavior":"e","tiers":["a",["o",416]],"unit_amount":"i","unit_amount_decimal":"d"}
{"active":"b","id":"s","metadata":"m","name":"s","statement_descriptor":"s","tax_code":"s","tax_details":["o",104],"unit_label":"s"}
{"interval":"e","interval_count":"i","meter":"s","trial_period_days":"i","usage_type":"e"}
{"divide_by":"i","round":"e"}
{"active":"b","billing_scheme":"e","currency":"s","currency_options":["k",["o",417]],"custom_unit_amount":["o",415],"expand":["a","s"],"lookup_key":"s","metadata":"m","nickname":"s","product":"s","product_data":["o",418],"recurring":["o",419],"tax_behavior":"e","tiers":["a",["o",416]],"tiers_mode":"e","transfer_lookup_key":"b","transform_quantity":["o",420],"unit_amount":"i","unit_amount_decimal":"d"}
{"active":"b","currency_options":["?",["k",["o",417]]],"expand":["a","s"],"lookup_key":"s","metadata":["?","m"],"nickname":"s","tax_behavior":"e","transfer_lookup_key":"b"}
{"currency":"s","currency_options":["k",["o",417]],"custom_unit_amount":["o",415],"metadata":"m","recurring":["o",106],"tax_behavior":"e","unit_amount":"i","unit_amount_decimal":"d"}
{"name":"s"}
{"height":"n","length":"n","weight":"n","width":"n"}
{"active":"b","default_price_data":["o",423],"description":"s","expand":["a","s"],"id":"s","images":["a","s"],"marketing_features":["a",["o",424]],"metadata":"m","name":"s","package_dimensions":["o",425],"shippable":"b","statement_descriptor":"s","tax_code":"s","tax_details":["o",104],"type":"e","unit_label":"s","url":"s"}
{"active":"b","default_price":["?","s"],"description":["?","s"],"expand":["a","s"],"images":["?",["a","s"]],"marketing_features":["?",["a",["o",424]]],"metadata":["?","m"],"name":"s","package_dimensions":["?",["o",425]],"shippable":"b","statement_descriptor":"s","tax_code":["?","s"],"tax_details":["?",["o",104]],"unit_label":["?","s"],"url":["?","s"]}
{"entitlement_feature":"s","expand":["a","s"]}
{"coupon":"s","type":"e"}
{"minimum_amount":"i"}
{"currency_options":["k",["o",430]],"first_time_transaction":"b","minimum_amount":"i","minimum_amount_currency":"s"}
{"active":"b","code":"s","customer":"s","customer_account":"s","expand":["a","s"],"expires_at":"i","max_redemptions":"i","metadata":"m","promotion":["o",429],"restrictions":["o",431]}
{"currency_options":["k",["o",430]]}
{"active":"b","expand":["a","s"],"metadata":["?","m"],"restrictions":["o",433]}
{"is_revision":"b","quote":"s"}
{"custom_fields":["?",["a",["o",99]]],"days_until_due":"i","description":["?","s"],"footer":["?","s"],"issuer":["o",85]}
{"currency":"s","product":"s","recurring":["o",106],"tax_behavior":"e","unit_amount":"i","unit_amount_decimal":"d"}
{"discounts":["?",["a",["o",221]]],"price":"s","price_data":["o",437],"quantity":"i","tax_rates":["?",["a","s"]]}
{"billing_mode":["o",164],"description":"s","effective_date":["?",["u","e","i"]],"metadata":"m","trial_period_days":["?","i"]}
{"amount":"i","amount_percent":"n","destination":"s"}
{"application_fee_amount":["?","i"],"application_fee_percent":["?","n"],"automatic_tax":["o",86],"collection_method":"e","customer":"s","customer_account":"s","default_tax_rates":["?",["a","s"]],"description":["?","s"],"discounts":["?",["a",["o",221]]],"expand":["a","s"],"expires_at":"i","footer":["?","s"],"from_quote":["o",435],"header":["?","s"],"invoice_settings":["o",436],"line_items":["a",["o",438]],"metadata":"m","on_behalf_of":["?","s"],"subscription_data":["o",439],"test_clock":"s","transfer_data":["?",["o",440]]}
{"discounts":["?",["a",["o",221]]],"id":"s","price":"s","price_data":["o",437],"quantity":"i","tax_rates":["?",["a","s"]]}
{"description":["?","s"],"effective_date":["?",["u","e","i"]],"metadata":"m","trial_period_days":["?","i"]}
{"application_fee_amount":["?","i"],"application_fee_percent":["?","n"],"automatic_tax":["o",86],"collection_method":"e","customer":"s","customer_account":"s","default_tax_rates":["?",["a","s"]],"description":["?","s"],"discounts":["?",["a",["o",221]]],"expand":["a","s"],"expires_at":"i","footer":["?","s"],"header":["?","s"],"invoice_settings":["o",436],"line_items":["a",["o",442]],"metadata":"m","on_behalf_of":["?","s"],"subscription_data":["o",443],"transfer_data":["?",["o",440]]}
{"expand":["a","s"],"expires_at":"i"}
{"amount":"i","charge":"s","currency":"s","customer":"s","expand":["a","s"],"instructions_email":"s","metadata":["?","m"],"origin":"e","payment_intent":"s","reason":"e","refund_application_fee":"b","reverse_transfer":"b"}
{"expand":["a","s"],"metadata":["?","m"]}
{"currency":"e","mandate_options":["o",117],"verification_method":"e"}
{"mandate_options":["o",124]}
{"code":"s","mandate_options":["o",64]}
{"amount":"i","amount_type":"e","currency":"s","description":"s","end_date":"i","interval":"e","interval_count":"i","reference":"s","start_date":"i","supported_types":["a","e"]}
{"ares_trans_status":"e","cryptogram":"s","electronic_commerce_indicator":"e","network_options":["o",347],"requestor_challenge_indicator":"s","transaction_id":"s","version":"e"}
{"mandate_options":["o",451],"moto":"b","network":"e","request_three_d_secure":"e","setup_credential_usage":"e","three_d_secure":["o",452]}
{"currency":"s","on_demand":["o",353],"preferred_locale":"e","subscriptions":["?",["a",["o",136]]]}
{"persistent_token":"s"}
{"billing_agreement_id":"s"}
{"mandate_options":["o",141]}
{"mandate_options":["o",143]}
{"financial_connections":["o",364],"mandate_options":["o",365],"networks":["o",366],"verification_method":"e"}
{"acss_debit":["o",448],"amazon_pay":["o",0],"bacs_debit":["o",449],"bizum":["o",0],"blik":["o",450],"card":["o",453],"card_present":["o",0],"klarna":["o",454],"link":["o",455],"paypal":["o",456],"payto":["o",457],"pix":["o",458],"sepa_debit":["o",449],"upi":["o",147],"us_bank_account":["o",459]}
{"amount":"i","currency":"s"}
{"allowed_payment_method_types":["a","e"],"attach_to_self":"b","automatic_payment_methods":["o",305],"confirm":"b","confirmation_token":"s","customer":"s","customer_account":"s","description":"s","excluded_payment_method_types":["a","e"],"expand":["a","s"],"flow_directions":["a","e"],"mandate_data":["?",["o",311]],"metadata":"m","on_behalf_of":"s","payment_method":"s","payment_method_configuration":"s","payment_method_data":["o",331],"payment_method_options":["o",460],"return_url":"s","single_use":["o",461],"usage":"e","use_stripe_sdk":"b"}
{"allowed_payment_method_types":["?",["a","e"]],"attach_to_self":"b","customer":"s","customer_account":"s","description":"s","excluded_payment_method_types":["?",["a","e"]],"expand":["a","s"],"flow_directions":["a","e"],"metadata":["?","m"],"payment_method":"s","payment_method_configuration":"s","payment_method_data":["o",331],"payment_method_options":["o",460]}
{"cancellation_reason":"e","expand":["a","s"]}
{"allowed_payment_method_types":["a","e"],"confirmation_token":"s","expand":["a","s"],"mandate_data":["?",["o",381]],"payment_method":"s","payment_method_data":["o",331],"payment_method_options":["o",460],"return_url":"s","use_stripe_sdk":"b"}
{"delivery_estimate":["o",157],"display_name":"s","expand":["a","s"],"fixed_amount":["o",159],"metadata":"m","tax_behavior":"e","tax_code":"s","type":"e"}
{"amount":"i","tax_behavior":"e"}
{"currency_options":["k",["o",467]]}
{"active":"b","expand":["a","s"],"fixed_amount":["o",468],"metadata":["?","m"],"tax_behavior":"e"}
{"billing_thresholds":["?",["o",270]],"current_trial":["o",279],"discounts":["?",["a",["o",221]]],"expand":["a","s"],"metadata":"m","payment_behavior":"e","plan":"s","price":"s","price_data":["o",271],"proration_behavior":"e","proration_date":"i","quantity":"i","subscription":"s","tax_rates":["?",["a","s"]]}
{"billing_thresholds":["?",["o",270]],"current_trial":["o",279],"discounts":["?",["a",["o",221]]],"expand":["a","s"],"metadata":["?","m"],"off_session":"b","payment_behavior":"e","plan":"s","price":"s","price_data":["o",271],"proration_behavior":"e","proration_date":"i","quantity":"i","tax_rates":["?",["a","s"]]}
{"account_tax_ids":["?",["a","s"]],"custom_fields":["?",["a",["o",99]]],"days_until_due":"i","description":["?","s"],"footer":["?","s"],"issuer":["o",85]}
{"application_fee_percent":"n","automatic_tax":["o",86],"billing_cycle_anchor":"e","billing_thresholds":["?",["o",268]],"collection_method":"e","default_payment_method":"s","description":["?","s"],"invoice_settings":["o",472],"on_behalf_of":["?","s"],"transfer_data":["?",["o",166]]}
{"pause_at":["o",254],"settings":["o",258]}
{"resume_at":["o",260],"settings":["o",261]}
{"key":"s","pause":["o",474],"resume":["o",475]}
{"add_invoice_items":["a",["o",267]],"application_fee_percent":"n","automatic_tax":["o",86],"billing_cycle_anchor":"e","billing_thresholds":["?",["o",268]],"collection_method":"e","currency":"s","default_payment_method":"s","default_tax_rates":["?",["a","s"]],"description":["?","s"],"discounts":["?",["a",["o",221]]],"duration":["o",106],"end_date":"i","invoice_settings":["o",472],"items":["a",["o",272]],"metadata":"m","on_behalf_of":"s","proration_behavior":"e","transfer_data":["o",166],"trial":"b","trial_end":"i"}
{"billing_mode":["o",164],"customer":"s","customer_account":"s","default_settings":["o",473],"end_behavior":"e","expand":["a","s"],"from_subscription":"s","metadata":["?","m"],"pause_schedules":["a",["o",476]],"phases":["a",["o",477]],"start_date":["u","e","i"]}
{"add_invoice_items":["a",["o",267]],"application_fee_percent":"n","automatic_tax":["o",86],"billing_cycle_anchor":"e","billing_thresholds":["?",["o",268]],"collection_method":"e","currency":"s","default_payment_method":"s","default_tax_rates":["?",["a","s"]],"description":["?","s"],"discounts":["?",["a",["o",221]]],"duration":["o",106],"end_date":["u","e","i"],"invoice_settings":["o",472],"items":["a",["o",272]],"metadata":"m","on_behalf_of":"s","proration_behavior":"e","start_date":["u","e","i"],"transfer_data":["o",166],"trial":"b","trial_end":["u","e","i"]}
{"default_settings":["o",473],"end_behavior":"e","expand":["a","s"],"metadata":["?","m"],"pause_schedules":["?",["a",["o",263]]],"phases":["a",["o",479]],"proration_behavior":"e"}
{"expand":["a","s"],"invoice_now":"b","prorate":"b"}
{"expand":["a","s"],"preserve_cancel_date":"b"}
{"timestamp":"i","type":"e"}
{"timestamp":"i","type":"e"}
{"end":["o",483],"start":["o",484]}
{"discountable":"b","discounts":["a",["o",221]],"metadata":"m","period":["o",485],"price":"s","price_data":["o",223],"quantity":"i","tax_rates":["?",["a","s"]]}
{"applies_to":["a",["o",276]],"bill_until":["o",277],"key":"s"}
{"billing_thresholds":["?",["o",270]],"current_trial":["o",279],"discounts":["?",["a",["o",221]]],"metadata":"m","plan":"s","price":"s","price_data":["o",271],"quantity":"i","tax_rates":["?",["a","s"]]}
{"company_details":["?",["o",231]]}
{"mandate_options":["o",64]}
{"amount":"i","amount_type":"e","description":"s"}
{"mandate_options":["o",491],"network":"e","request_three_d_secure":"e"}
{"amount":"i","amount_includes_iof":"e","end_date":"s","payment_schedule":"e"}
{"expires_after_seconds":"i","mandate_options":["o",493]}
{"acss_debit":["?",["o",229]],"bancontact":["?",["o",230]],"billie":["?",["o",489]],"blik":["?",["o",490]],"card":["?",["o",492]],"customer_balance":["?",["o",237]],"konbini":["?",["o",0]],"payto":["?",["o",239]],"pix":["?",["o",494]],"sepa_debit":["?",["o",0]],"upi":["?",["o",241]],"us_bank_account":["?",["o",244]]}
{"payment_method_options":["o",495],"payment_method_types":["?",["a","e"]],"save_default_payment_method":"e"}
{"billing_cycle_anchor":"e","missing_payment_method":"e"}
{"end_behavior":["o",497]}
{"add_invoice_items":["a",["o",486]],"application_fee_percent":["?","n"],"automatic_tax":["o",86],"backdate_start_date":"i","billing_cycle_anchor":"i","billing_cycle_anchor_config":["o",162],"billing_mode":["o",164],"billing_schedules":["a",["o",487]],"billing_thresholds":["?",["o",268]],"cancel_at":["u","e","i"],"cancel_at_period_end":"b","collection_method":"e","currency":"s","customer":"s","customer_account":"s","days_until_due":"i","default_payment_method":"s","default_source":"s","default_tax_rates":["?",["a","s"]],"description":"s","discounts":["?",["a",["o",221]]],"expand":["a","s"],"invoice_settings":["o",165],"items":["a",["o",488]],"metadata":["?","m"],"off_session":"b","on_behalf_of":["?","s"],"payment_behavior":"e","payment_settings":["o",496],"pending_invoice_item_interval":["?",["o",106]],"proration_behavior":"e","transfer_data":["o",166],"trial_end":["u","e","i"],"trial_from_plan":"b","trial_period_days":"i","trial_settings":["o",498]}
{"type":"e"}
{"account_tax_ids":["?",["a","s"]],"custom_fields":["?",["a",["o",99]]],"description":["?","s"],"footer":["?","s"],"issuer":["o",85]}
{"behavior":"e","resumes_at":"i"}
{"add_invoice_items":["a",["o",486]],"application_fee_percent":["?","n"],"automatic_tax":["o",86],"billing_cycle_anchor":["o",500],"billing_schedules":["?",["a",["o",278]]],"billing_thresholds":["?",["o",268]],"cancel_at":["?",["u","e","i"]],"cancel_at_period_end":"b","cancellation_details":["o",2],"collection_method":"e","days_until_due":"i","default_payment_method":["?","s"],"default_source":["?","s"],"default_tax_rates":["?",["a","s"]],"description":["?","s"],"discounts":["?",["a",["o",221]]],"expand":["a","s"],"invoice_settings":["o",501],"items":["a",["o",280]],"metadata":["?","m"],"off_session":"b","on_behalf_of":["?","s"],"pause_collection":["?",["o",502]],"payment_behavior":"e","payment_settings":["o",496],"pending_invoice_item_interval":["?",["o",106]],"proration_behavior":"e","proration_date":"i","transfer_data":["?",["o",166]],"trial_end":["u","e","i"],"trial_from_plan":"b","trial_settings":["o",498]}
{"bill_for":["o",283],"expand":["a","s"],"invoicing_behavior":"e","type":"e"}
{"billing_cycle_anchor":["o",500],"expand":["a","s"],"payment_behavior":"e","proration_behavior":"e","proration_date":"i"}
{"active":"b","country":"s","description":"s","display_name":"s","expand":["a","s"],"inclusive":"b","jurisdiction":"s","metadata":"m","percentage":"n","state":"s","tax_type":"e"}
{"active":"b","country":"s","description":"s","display_name":"s","expand":["a","s"],"jurisdiction":"s","metadata":["?","m"],"state":"s","tax_type":"e"}`

export const EXPAND_TREES = String.raw`{
"tax_rate":{},
"plan":{"product":"product","tiers":"+"},
"price":{"currency_options":"+","product":"product","tiers":"+"},
"subscription_item":{"discounts":"*discount","plan":"=plan","price":"=price","tax_rates":"*=tax_rate"},
"discount":{"customer":"customer","promotion_code":"promotion_code","source":{"coupon":"coupon"}},
"subscription":{"application":"application","automatic_tax":{"liability":{"account":"account"}},"billing_schedules":{"*":{"applies_to":{"*":{"price":"price"}}}},"cancellation_details":{"feedback_option":"billing.feedback_option"},"customer":"customer","default_payment_method":"payment_method","default_source":"account|bank_account|card|source","default_tax_rates":"*=tax_rate","discounts":"*discount","invoice_settings":{"account_tax_ids":"*tax_id","issuer":{"account":"account"}},"items":"[subscription_item","latest_invoice":"invoice","on_behalf_of":"account","payment_settings":{"payment_method_options":{"us_bank_account":{"financial_connections":{"filters":{"account_subcategories":"+"},"permissions":"+"}}}},"pending_setup_intent":"setup_intent","pending_update":{"discount":"=discount","discounts":"*discount","subscription_items":"*=subscription_item"},"schedule":"subscription_schedule","test_clock":"test_helpers.test_clock","transfer_data":{"destination":"account"}},
"person":{"full_name_aliases":"+","metadata":"+","verification":{"additional_document":{"back":"file","front":"file"},"document":{"back":"file","front":"file"}}},
"account":{"company":{"verification":{"document":{"back":"file","front":"file"}}},"external_accounts":"+[","individual":"=person","metadata":"+","settings":{"branding":{"icon":"file","logo":"file"},"invoices":{"default_account_tax_ids":"*tax_id"},"payouts":{"schedule":{"monthly_payout_days":"+","weekly_payout_days":"+"}},"paypay_payments":{"additional_files":"+"}}},
"balance":{"connect_reserved":"+","instant_available":{"*":{"net_available":"+"}}},
"balance_transaction":{"source":"application_fee|fee_refund|charge|customer_cash_balance_transaction|dispute|payout|refund|topup|transfer|transfer_reversal|issuing.authorization|issuing.dispute|issuing.transaction|connect_collection_transfer|reserve_transaction|tax_deducted_at_source"},
"billing.credit_balance_summary":{"customer":"customer"},
"billing.credit_grant":{"applicability_config":{"scope":{"prices":"+"}},"customer":"customer","test_clock":"test_helpers.test_clock"},
"billing.meter":{},
"billing.meter_event_summary":{},
"refund":{"balance_transaction":"balance_transaction","charge":"charge","customer":"customer","failure_balance_transaction":"balance_transaction","payment_intent":"payment_intent","payment_method":"payment_method","source_transfer_reversal":"transfer_reversal","transfer_reversal":"transfer_reversal"},
"bank_account":{"account":"account","available_payout_methods":"+","customer":"customer","metadata":"+"},
"card":{"account":"account","available_payout_methods":"+","customer":"customer"},
"source":{},
"charge":{"application":"application","application_fee":"application_fee","balance_transaction":"balance_transaction","customer":"customer","failure_balance_transaction":"balance_transaction","on_behalf_of":"account","payment_intent":"payment_intent","payment_method_details":{"bancontact":{"generated_sepa_debit":"payment_method","generated_sepa_debit_mandate":"mandate"},"card":{"mandate":"mandate"},"ideal":{"generated_sepa_debit":"payment_method","generated_sepa_debit_mandate":"mandate"},"sofort":{"generated_sepa_debit":"payment_method","generated_sepa_debit_mandate":"mandate"},"us_bank_account":{"mandate":"mandate"}},"refunds":"+[refund","review":"review","source":"=account|bank_account|card|source","source_transfer":"transfer","transfer":"transfer","transfer_data":{"destination":"account"}},
"item":{"discounts":"+","price":"=price","taxes":"+"},
"checkout.session":{"automatic_tax":{"liability":{"account":"account"}},"customer":"customer","discounts":{"*":{"coupon":"coupon","promotion_code":"promotion_code"}},"excluded_payment_method_types":"+","invoice":"invoice","invoice_creation":{"invoice_data":{"account_tax_ids":"*tax_id","issuer":{"account":"account"}}},"line_items":"+[item","optional_items":"+","payment_intent":"payment_intent","payment_link":"payment_link","payment_method_options":{"acss_debit":{"mandate_options":{"default_for":"+"}},"card":{"restrictions":{"brands_blocked":"+","funding_types_blocked":"+"}},"customer_balance":{"bank_transfer":{"requested_address_types":"+"}},"us_bank_account":{"financial_connections":{"filters":{"account_subcategories":"+"},"permissions":"+"}}},"setup_intent":"setup_intent","shipping_cost":{"shipping_rate":"shipping_rate","taxes":{"*":{"rate":"=tax_rate"}}},"shipping_options":{"*":{"shipping_rate":"shipping_rate"}},"subscription":"subscription","total_details":{"breakdown":"+"}},
"coupon":{"currency_options":"+","applies_to":"+"},
"credit_note_line_item":{"discount_amounts":{"*":{"discount":"discount"}},"pretax_credit_amounts":{"*":{"credit_balance_transaction":"billing.credit_balance_transaction","discount":"discount"}},"tax_rates":"*=tax_rate"},
"credit_note":{"customer":"customer","customer_balance_transaction":"customer_balance_transaction","discount_amounts":{"*":{"discount":"discount"}},"invoice":"invoice","lines":"[credit_note_line_item","pretax_credit_amounts":{"*":{"credit_balance_transaction":"billing.credit_balance_transaction","discount":"discount"}},"refunds":{"*":{"refund":"refund"}},"shipping_cost":{"shipping_rate":"shipping_rate","taxes":{"*":{"rate":"=tax_rate"}}}},
"cash_balance":{},
"tax_id":{"customer":"customer","owner":{"account":"account","application":"application","customer":"customer"}},
"customer":{"cash_balance":"=cash_balance","default_source":"account|bank_account|card|source","discount":"=discount","invoice_credit_balance":"+","invoice_settings":{"default_payment_method":"payment_method"},"preferred_locales":"+","sources":"+[","subscriptions":"+[subscription","tax_ids":"+[tax_id","test_clock":"test_helpers.test_clock","tax":"+"},
"customer_balance_transaction":{"checkout_session":"checkout.session","credit_note":"credit_note","customer":"customer","invoice":"invoice"},
"payment_method":{"card":{"generated_from":{"setup_attempt":"setup_attempt"}},"customer":"customer","sepa_debit":{"generated_from":{"charge":"charge","setup_attempt":"setup_attempt"}}},
"dispute":{"balance_transactions":"*=balance_transaction","charge":"charge","evidence":{"appeal":{"card":{"supporting_files":"+"}},"cancellation_policy":"file","customer_communication":"file","customer_signature":"file","duplicate_charge_documentation":"file","receipt":"file","refund_policy":"file","service_documentation":"file","shipping_documentation":"file","uncategorized_file":"file"},"payment_intent":"payment_intent"},
"entitlements.active_entitlement":{"feature":"entitlements.feature"},
"entitlements.feature":{},
"event":{},
"invoiceitem":{"customer":"customer","discounts":"*discount","frozen_fields":"+","invoice":"invoice","invoicing_rules":"+","pricing":{"price_details":{"price":"price"}},"proration_details":{"discount_amounts":{"*":{"discount":"discount"}}},"tax_rates":"*=tax_rate","test_clock":"test_helpers.test_clock"},
"payment_intent_amount_details_line_item":{},
"setup_intent":{"application":"application","customer":"customer","flow_directions":"+","last_setup_error":{"payment_intent":"=payment_intent","payment_method":"=payment_method","setup_intent":"=setup_intent","source":"=account|bank_account|card|source"},"latest_attempt":"setup_attempt","mandate":"mandate","next_action":{"use_stripe_sdk":"+"},"on_behalf_of":"account","payment_method":"payment_method","payment_method_options":{"acss_debit":{"mandate_options":{"default_for":"+"}},"us_bank_account":{"financial_connections":{"filters":{"account_subcategories":"+"},"permissions":"+"}}},"single_use_mandate":"mandate"},
"payment_intent":{"amount_details":{"line_items":"+[payment_intent_amount_details_line_item"},"application":"application","customer":"customer","last_payment_error":{"payment_intent":"=payment_intent","payment_method":"=payment_method","setup_intent":"=setup_intent","source":"=account|bank_account|card|source"},"latest_charge":"charge","next_action":{"display_bank_transfer_instructions":{"financial_addresses":{"*":{"supported_networks":"+"}}},"use_stripe_sdk":"+"},"on_behalf_of":"account","payment_method":"payment_method","payment_method_options":{"customer_balance":{"bank_transfer":{"requested_address_types":"+"}},"us_bank_account":{"financial_connections":{"filters":{"account_subcategories":"+"},"permissions":"+"}}},"payment_record":"payment_record","review":"review","source":"account|bank_account|card|source","transfer_data":{"destination":"account","metadata":"+","payment_data":{"metadata":"+"}}},
"line_item":{"discount_amounts":{"*":{"discount":"discount"}},"discounts":"*discount","pretax_credit_amounts":{"*":{"credit_balance_transaction":"billing.credit_balance_transaction","discount":"discount"}},"pricing":{"price_details":{"price":"price"}},"subscription":"subscription"},
"invoice_payment":{"invoice":"invoice","payment":{"charge":"charge","payment_intent":"payment_intent","payment_record":"payment_record"}},
"invoice":{"account_tax_ids":"*tax_id","application":"application","automatic_tax":{"liability":{"account":"account"}},"customer":"customer","customer_tax_ids":"+","default_payment_method":"payment_method","default_source":"account|bank_account|card|source","default_tax_rates":"*=tax_rate","discounts":"*discount","from_invoice":{"invoice":"invoice"},"issuer":{"account":"account"},"last_finalization_error":{"payment_intent":"=payment_intent","payment_method":"=payment_method","setup_intent":"=setup_intent","source":"=account|bank_account|card|source"},"latest_revision":"invoice","lines":"[line_item","on_behalf_of":"account","parent":{"subscription_details":{"subscription":"subscription"}},"payment_settings":{"payment_method_options":{"us_bank_account":{"financial_connections":{"filters":{"account_subcategories":"+"},"permissions":"+"}}}},"payments":"+[invoice_payment","shipping_cost":{"shipping_rate":"shipping_rate","taxes":{"*":{"rate":"=tax_rate"}}},"test_clock":"test_helpers.test_clock","total_discount_amounts":{"*":{"discount":"discount"}},"total_pretax_credit_amounts":{"*":{"credit_balance_transaction":"billing.credit_balance_transaction","discount":"discount"}},"confirmation_secret":"+"},
"payment_link":{"application":"application","automatic_tax":{"liability":{"account":"account"}},"invoice_creation":{"invoice_data":{"account_tax_ids":"*tax_id","issuer":{"account":"account"}}},"line_items":"+[item","on_behalf_of":"account","optional_items":"+","shipping_options":{"*":{"shipping_rate":"shipping_rate"}},"subscription_data":{"invoice_settings":{"account_tax_ids":"*tax_id","issuer":{"account":"account"}}},"transfer_data":{"destination":"account"}},
"payout":{"application_fee":"application_fee","balance_transaction":"balance_transaction","destination":"bank_account|card","failure_balance_transaction":"balance_transaction","original_payout":"payout","reversed_by":"payout"},
"product":{"default_price":"price","tax_code":"tax_code"},
"product_feature":{"entitlement_feature":"=entitlements.feature"},
"promotion_code":{"customer":"customer","promotion":{"coupon":"coupon"},"restrictions":{"currency_options":"+"}},
"quote":{"application":"application","automatic_tax":{"liability":{"account":"account"}},"computed":{"recurring":{"total_details":{"breakdown":{"discounts":{"*":{"discount":"=discount"}},"taxes":{"*":{"rate":"=tax_rate"}}}}},"upfront":{"line_items":"+[item","total_details":{"breakdown":{"discounts":{"*":{"discount":"=discount"}},"taxes":{"*":{"rate":"=tax_rate"}}}}}},"customer":"customer","default_tax_rates":"*tax_rate","discounts":"*discount","from_quote":{"quote":"quote"},"invoice":"invoice","invoice_settings":{"issuer":{"account":"account"}},"line_items":"+[item","on_behalf_of":"account","subscription":"subscription","subscription_schedule":"subscription_schedule","test_clock":"test_helpers.test_clock","total_details":{"breakdown":{"discounts":{"*":{"discount":"=discount"}},"taxes":{"*":{"rate":"=tax_rate"}}}},"transfer_data":{"destination":"account"}},
"shipping_rate":{"fixed_amount":{"currency_options":"+"},"tax_code":"tax_code"},
"subscription_schedule":{"application":"application","customer":"customer","default_settings":{"automatic_tax":{"liability":{"account":"account"}},"default_payment_method":"payment_method","invoice_settings":{"account_tax_ids":"*tax_id","issuer":{"account":"account"}},"on_behalf_of":"account","transfer_data":{"destination":"account"}},"phases":{"*":{"add_invoice_items":{"*":{"discounts":{"*":{"coupon":"coupon","discount":"discount","promotion_code":"promotion_code"}},"price":"price","tax_rates":"*=tax_rate"}},"automatic_tax":{"liability":{"account":"account"}},"default_payment_method":"payment_method","default_tax_rates":"*=tax_rate","discounts":{"*":{"coupon":"coupon","discount":"discount","promotion_code":"promotion_code"}},"invoice_settings":{"account_tax_ids":"*tax_id","issuer":{"account":"account"}},"items":{"*":{"discounts":{"*":{"coupon":"coupon","discount":"discount","promotion_code":"promotion_code"}},"plan":"plan","price":"price","tax_rates":"*=tax_rate"}},"on_behalf_of":"account","transfer_data":{"destination":"account"}}},"subscription":"subscription","test_clock":"test_helpers.test_clock"},
"billing.meter_event":{},
"billing_portal.session":{"configuration":"billing_portal.configuration"},
"customer_session":{"customer":"customer"}
}`
