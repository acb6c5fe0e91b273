/** Where a text stops being JSON, and what should stand there. */
export interface Mistake {
  readonly line: number
  readonly expected: string
}

const QUOTES: Readonly<Record<string, string>> = {
  "'": 'double quotes (") around a text, in place of single ones',
  '“': 'straight quotes (") in place of curly ones',
  '”': 'straight quotes (") in place of curly ones',
}

class Wrong extends Error {
  readonly at: number
  constructor(at: number, expected: string) {
    super(expected)
    this.at = at
  }
}

/** Reads JSON step by step, up to what is wrong. */
class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  readAll() {
    this.#value()
    if (this.#next() !== '') this.#fail('nothing more after the end')
  }

  #fail(expected: string, at = this.#at): never {
    throw new Wrong(at, QUOTES[this.#text[at] ?? ''] ?? expected)
  }

  /** The next character that is no space. */
  #next(): string {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1
    return this.#text[this.#at] ?? ''
  }

  #value() {
    const first = this.#next()
    if (first === '{') return this.#members('}', () => this.#member())
    if (first === '[') return this.#members(']', () => this.#value())
    if (first === '"') return this.#string()
    const rest = this.#text.slice(this.#at)
    const word = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/.exec(rest)?.[0]
    if (word === undefined) {
      const isWord = /^[a-z]/i.test(rest)
      this.#fail(isWord ? 'quotes (") around a text' : 'a value: a text in quotes, a number, true, false, null, { or [')
    }
    this.#at += word.length
  }

  #member() {
    if (this.#next() !== '"') this.#fail('a name in quotes (")')
    this.#string()
    if (this.#next() !== ':') this.#fail('a colon (:) between the name and its value')
    this.#at += 1
    this.#value()
  }

  #members(end: string, read: () => void) {
    this.#at += 1
    if (this.#next() === end) {
      this.#at += 1
      return
    }
    for (;;) {
      read()
      const next = this.#next()
      const comma = this.#at
      this.#at += 1
      if (next === end) return
      if (next !== ',') this.#fail(`a comma (,) or the closing ${end}`, comma)
      if (this.#next() === end) this.#fail('no comma after the last entry', comma)
    }
  }

  #string() {
    const match = /^"(?:[^"\\\n]|\\.)*"/.exec(this.#text.slice(this.#at))
    if (!match) this.#fail('a closing quote (") on the same line')
    try {
      JSON.parse(match[0])
    } catch {
      this.#fail('no backslash (\\) or tab inside the text, or two backslashes')
    }
    this.#at += match[0].length
  }
}

/** What is wrong with a text that should be JSON, or nothing. */
export function mistakeIn(text: string): Mistake | undefined {
  try {
    new Reader(text).readAll()
    return undefined
  } catch (error) {
    if (!(error instanceof Wrong)) throw error
    return { line: text.slice(0, error.at).split('\n').length, expected: error.message }
  }
}
