import type { Io } from '../cli.ts'

/** What a look through an environment finds: a line each, and a verdict at the end. */
export class Findings {
  readonly #print: Io['print']
  #wrong = 0
  #unknown = 0

  constructor({ print }: Pick<Io, 'print'>) {
    this.#print = print
  }

  good(what: string): void {
    this.#print(`ok    ${what}`)
  }

  /** Something to know that is neither right nor wrong. */
  note(what: string): void {
    this.#print(`note  ${what}`)
  }

  /** Something that could not be checked, and how it could. */
  unknown(what: string, advice: string): void {
    this.#unknown += 1
    this.#print(`-     ${what} ${advice}`)
  }

  bad(what: string, advice: string): void {
    this.#wrong += 1
    this.#print(`wrong ${what} ${advice}`)
  }

  /** @param problem What is wrong, or nothing. */
  check(problem: string | undefined, what: string, advice: string): void {
    if (problem === undefined) this.good(what)
    else this.bad(problem, advice)
  }

  /**
   * Prints the verdict.
   *
   * @param well What to say when everything was checked and nothing is wrong.
   * @returns The exit status: 0 only then.
   */
  conclude(well: string): number {
    const unknown = `${times(this.#unknown, 'check')} could not be made`
    if (this.#wrong > 0) {
      const rest = this.#unknown > 0 ? `, and ${unknown}` : ''
      this.#print(`\nVerdict: ${times(this.#wrong, 'problem')}${rest}.`)
    } else if (this.#unknown > 0) this.#print(`\nVerdict: nothing wrong was found, but ${unknown}.`)
    else this.#print(`\nVerdict: ${well}`)
    return this.#wrong + this.#unknown > 0 ? 1 : 0
  }
}

function times(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
