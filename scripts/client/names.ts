import { type Node, Node as Nodes, type TypeNode, type TypeReferenceNode } from 'ts-morph'

/** Where the SDK declares a type: `Checkout` of `resources/Checkout/Sessions.d.ts`. */
const folderOf = (path: string) => /resources\/(?:(\w+)\/)?\w+\.d\.ts$/.exec(path)?.[1]

/** The name under which the SDK exports what a file of its resources calls by another: `Stripe.Checkout.Session`. */
function publicName(node: TypeReferenceNode): string {
  const name = node.getTypeName()
  if (!Nodes.isIdentifier(name)) return `Stripe.${name.getText()}`
  const symbol = name.getSymbolOrThrow()
  const [declaration] = (symbol.getAliasedSymbol() ?? symbol).getDeclarations()
  const folder = declaration && folderOf(declaration.getSourceFile().getFilePath())
  return ['Stripe', ...(folder === undefined ? [] : [folder]), name.getText()].join('.')
}

/** A type of an answer, without what the SDK puts around it. */
function answered(node: Node): string {
  if (Nodes.isUnionTypeNode(node)) return node.getTypeNodes().map(answered).join(' | ')
  if (Nodes.isTypeReference(node)) return publicName(node)
  throw new Error(`cannot name the type ${node.getText()}`)
}

/** What a method of the SDK answers, and how: one object, a list, or what a search found. */
export interface Answer {
  readonly form: 'object' | 'list' | 'search'
  /** The type of the object, or of those that are listed. */
  readonly type: string
}

const FORMS = { Response: 'object', ApiListPromise: 'list', ApiSearchResultPromise: 'search' } as const

/** Reads what a method of the SDK answers off its declared return type. */
export function answerIn(node: TypeNode): Answer {
  const [first] = Nodes.isTypeReference(node) ? node.getTypeArguments() : []
  if (!Nodes.isTypeReference(node) || !first) throw new Error(`cannot read the return type ${node.getText()}`)
  const name = node.getTypeName().getText()
  if (name === 'Promise' && Nodes.isTypeNode(first)) return answerIn(first)
  const form = Object.entries(FORMS).find(([one]) => one === name)?.[1]
  if (!form) throw new Error(`cannot read the return type ${node.getText()}`)
  return { form, type: answered(first) }
}
