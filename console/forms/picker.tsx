import { useEffect, useRef, useState } from 'preact/hooks'
import { attributesOf, type Control, idOf, useForm } from './form.ts'
import { aKind, type Found } from './objects.ts'

function isMatch({ id, title, more }: Found, typed: string): boolean {
  const text = `${id} ${title} ${more}`.toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/**
 * An ID, by hand or by name among the objects that exist: a combobox with a list
 * ({@link https://www.w3.org/WAI/ARIA/apg/patterns/combobox/}).
 */
export function IdControl(control: Control) {
  const { path, label, schema, value, required, onValue } = control
  const form = useForm()
  const { objects, given, missing, create } = form
  const kind = schema['x-refers-to'] ?? ''
  const text = typeof value === 'string' ? value : ''
  const [found, setFound] = useState<readonly Found[]>()
  const [isOpen, setOpen] = useState(false)
  const [isTyped, setTyped] = useState(false)
  const [active, setActive] = useState(-1)
  const input = useRef<HTMLInputElement>(null)
  const id = idOf(form, path)
  // A new object's own ID names none that exists.
  const isOwn = path === 'id' && !required
  const canPick = !isOwn && objects.can(kind)
  const shown = (found ?? []).filter((one) => !isTyped || isMatch(one, text))
  const known = found?.find((one) => one.id === text)
  const isNone = (missing[path] !== undefined && text === '') || found?.length === 0
  const creator = isNone ? objects.creator(kind) : undefined

  useEffect(() => {
    if (!isOpen) return
    let isWanted = true
    objects.find(kind, { ...given, [kind]: '' }, isTyped ? text : '').then((all) => isWanted && setFound(all))
    return () => {
      isWanted = false
    }
  }, [isOpen, isTyped && text, objects])

  useEffect(() => {
    if (active >= 0) document.getElementById(`${id}-option-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [active])

  function open() {
    if (canPick) setOpen(true)
  }

  function close() {
    setOpen(false)
    setActive(-1)
    setTyped(false)
  }

  function pick(one: Found | undefined) {
    if (one) onValue(one.id)
    close()
  }

  function press(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && canPick) {
      event.preventDefault()
      open()
      if (shown.length > 0)
        setActive(active < 0 && step < 0 ? shown.length - 1 : (active + step + shown.length) % shown.length)
    } else if (event.key === 'Enter' && isOpen && active >= 0) {
      event.preventDefault()
      pick(shown[active])
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault()
      close()
    }
  }

  return (
    <>
      <div class="picker">
        <input
          {...attributesOf(form, control)}
          ref={input}
          type="text"
          spellcheck={false}
          autocomplete="off"
          placeholder={canPick ? `ID, or choose ${aKind(kind)}` : undefined}
          {...(canPick && {
            role: 'combobox',
            'aria-autocomplete': 'list',
            'aria-expanded': isOpen,
            'aria-controls': `${id}-list`,
            'aria-activedescendant': isOpen && active >= 0 ? `${id}-option-${active}` : undefined,
          })}
          value={text}
          onClick={open}
          onKeyDown={press}
          onBlur={close}
          onInput={(event) => {
            onValue(event.currentTarget.value === '' ? undefined : event.currentTarget.value)
            setTyped(true)
            setActive(-1)
            open()
          }}
        />
        {canPick && (
          <div
            class="choices"
            id={`${id}-list`}
            role="listbox"
            aria-label={`Choices for ${label}`}
            hidden={!isOpen || shown.length === 0}
          >
            {shown.map((one, index) => (
              // biome-ignore lint/a11y: the focus stays in the combobox, whose keys they are
              <div
                key={one.id}
                id={`${id}-option-${index}`}
                role="option"
                aria-selected={index === active}
                // The focus stays in the text.
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => pick(one)}
              >
                <strong>{one.title}</strong> {one.more}
                {one.title !== one.id && <code>{one.id}</code>}
              </div>
            ))}
          </div>
        )}
      </div>
      {known && known.title !== known.id && (
        <p class="hint">
          {known.title} {known.more && `(${known.more})`}
        </p>
      )}
      {isNone && !isOwn && (
        <p class="note row">
          There is no {aKind(kind).replace(/^an? /, '')} {schema['x-where'] && 'that fits '}yet.{' '}
          {creator && (
            <button type="button" class="small" onClick={() => create(creator.name, path)}>
              Create {aKind(kind)}
            </button>
          )}
        </p>
      )}
    </>
  )
}
