import { useState } from 'preact/hooks'

/** Milliseconds for which the button says that it has copied. */
const SAID = 1500

/** Copies a text to the clipboard. */
export function Copy({ text, what }: { text: string; what: string }) {
  const [said, say] = useState<string>()

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      say('Copied')
    } catch {
      say('Copying is not allowed here')
    }
    setTimeout(() => say(undefined), SAID)
  }

  return (
    <button type="button" class="small" onClick={copy}>
      <span aria-live="polite">{said ?? 'Copy'}</span>
      <span class="spoken"> {what}</span>
    </button>
  )
}
