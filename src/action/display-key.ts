/** The display key of an input: its name as words, `product_id` as `Product ID`. */
export function displayKey(name: string): string {
  const words: Record<string, string> = { id: 'ID', url: 'URL', at: 'at' }
  return name
    .split('_')
    .map((word) => words[word] ?? word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}
