const LINES_PER_PAGE = 48
const LINE_HEIGHT = 14
/** A4, in points. */
const PAGE = { width: 595, height: 842, margin: 60 }

/** Characters that WinAnsi has in other places than Unicode; any other one beyond Latin-1 becomes a question mark. */
const WIN_ANSI: Record<string, number> = { '€': 0x80, '’': 0x92, '“': 0x93, '”': 0x94, '•': 0x95, '–': 0x96, '—': 0x97 }

const bytesOf = (text: string) =>
  Uint8Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0
    return code < 0x100 ? code : (WIN_ANSI[character] ?? 0x3f)
  })

const escaped = (text: string) => text.replace(/[\\()]/g, '\\$&').replace(/\s/g, ' ')

function pageContent(lines: readonly string[], isFirst: boolean): string {
  const top = PAGE.height - PAGE.margin
  const shown = lines.map((line, index) => `/F1 ${isFirst && index === 0 ? 18 : 10} Tf (${escaped(line)}) Tj T*`)
  return ['BT', `${LINE_HEIGHT} TL`, `${PAGE.margin} ${top} Td`, ...shown, 'ET'].join('\n')
}

/** A PDF 1.4 document of plain lines of text, the first as its heading. */
export function pdf(lines: readonly string[]): Uint8Array<ArrayBuffer> {
  const pages = Array.from({ length: Math.max(1, Math.ceil(lines.length / LINES_PER_PAGE)) }, (_, index) =>
    pageContent(lines.slice(index * LINES_PER_PAGE, (index + 1) * LINES_PER_PAGE), index === 0),
  )
  const pageIds = pages.map((_, index) => 4 + index * 2)
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] ` +
        `/Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + index * 2} 0 R >>`,
      `<< /Length ${bytesOf(content).length} >>\nstream\n${content}\nendstream`,
    ]),
  ]
  const parts = ['%PDF-1.4\n']
  const offsets: number[] = []
  let length = bytesOf(parts[0] ?? '').length
  for (const [index, body] of objects.entries()) {
    const text = `${index + 1} 0 obj\n${body}\nendobj\n`
    offsets.push(length)
    length += bytesOf(text).length
    parts.push(text)
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
  parts.push(
    `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join('')}`,
    `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`,
  )
  return bytesOf(parts.join(''))
}
