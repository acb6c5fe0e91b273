import type { ComponentChildren } from 'preact'

/** Preformatted text that scrolls within its box. */
export function Scrolling({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="scrolling" tabIndex={0} aria-label={label}>
      <pre>{children}</pre>
    </section>
  )
}
