/**
 * Stands in the script for the parts of Hono that nothing here uses: forms, cookies, HTML and other frameworks. See `[alias]` in wrangler.toml.
 */
function unused(): never {
  throw new Error('unreachable: left out of the script')
}

export {
  unused as bufferToFormData,
  unused as createMountedRequest,
  unused as getCookie,
  unused as HtmlEscapedCallbackPhase,
  unused as parseBody,
  unused as resolveCallback,
}
