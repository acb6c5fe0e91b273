import { useLayoutEffect, useRef } from 'preact/hooks'

/** Moves the focus into what was added last, once it is there. */
export function useFocusOnNew<T extends HTMLElement>() {
  const box = useRef<T>(null)
  const isNew = useRef(false)
  useLayoutEffect(() => {
    if (!isNew.current) return
    isNew.current = false
    const rows = box.current?.querySelectorAll<HTMLElement>(':scope > .part, :scope > .pair')
    rows
      ?.item(rows.length - 1)
      ?.querySelector<HTMLElement>('input, select, textarea, button.add')
      ?.focus()
  })
  return { box, focusNew: () => (isNew.current = true) }
}

/** What keeps the state of rows with them while others come and go. */
export function useRowKeys(length: number) {
  const keys = useRef<number[]>([])
  const next = useRef(0)
  while (keys.current.length < length) keys.current.push(next.current++)
  keys.current.length = length
  return { keys: keys.current, forget: (index: number) => keys.current.splice(index, 1) }
}
