/** A step of a recipe: one call of an action. */
export interface RecipeStep {
  /** What later steps call its answer. */
  readonly name: string
  /** What it does, which its button says. */
  readonly title: string
  readonly about: string
  readonly action: string
  /** What is filled in: `$product.id` is the `id` in the answer of the step `product`. */
  readonly input: Readonly<Record<string, unknown>>
  /** The inputs that are shown at first. */
  readonly shown: readonly string[]
  /** Done once to set things up; a workflow does not repeat it. */
  readonly once?: true
  /** A page that the answer leads to, and what to do there. */
  readonly open?: { readonly label: string; readonly about: string }
  /** What the answer holds once everything went well, and what to say in either case. */
  readonly goal?: {
    readonly path: string
    /** One of these; without them, anything. */
    readonly values?: readonly unknown[]
    readonly reached: string
    readonly missed: string
  }
}

export interface Recipe {
  readonly name: string
  readonly title: string
  readonly about: string
  readonly steps: readonly RecipeStep[]
}
