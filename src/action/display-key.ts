/** The display key of an input: `product_id` becomes `Product ID`. */
export function displayKey(name: string): string {
  const words: Record<string, string> = { id: 'ID', url: 'URL', at: 'at' }
  return name
    .split('_')
    .map((word) => words[word] ?? word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}
