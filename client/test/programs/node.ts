import { takeDelivery } from './hooks.js'
import { shop } from './shop.js'

declare const process: { argv: [string, string, string, string, string, string, string] }

/** Both programs in Node: an address, a key, and a delivery with its headers and secret. */
const [, , url, key, secret, headers, body] = process.argv
const request = new Request('https://shop.example.com/hooks', { method: 'POST', headers: JSON.parse(headers), body })
console.log(JSON.stringify({ shop: await shop({ url, key }), hooks: await takeDelivery(secret, request) }))
