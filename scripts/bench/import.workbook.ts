import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const packaged = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const frame: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${packaged}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${packaged}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${packaged}.sharedStrings+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Goods" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
}

/** Writes rows as spreadsheet programs do: numbers in their cells, each text once beside the sheet, cells with their places. */
export async function writeWorkbook(path: string, rows: Iterable<readonly string[]>): Promise<void> {
  const places = new Map<string, number>()
  const lines: string[] = []
  for (const cells of rows) {
    const row = lines.length + 1
    const written = cells.map((text, column) => {
      if (text === '') return ''
      const place = `r="${String.fromCharCode(65 + column)}${row}"`
      if (/^[1-9][0-9]{0,13}(\.[0-9]+)?$|^0$/.test(text)) return `<c ${place}><v>${Number(text)}</v></c>`
      const nth = places.get(text) ?? places.size
      places.set(text, nth)
      return `<c ${place} t="s"><v>${nth}</v></c>`
    })
    lines.push(`<row r="${row}" spans="1:${cells.length}">${written.join('')}</row>`)
  }
  const texts = [...places.keys()].map((text) => `<si><t>${escaped(text)}</t></si>`)
  const parts = {
    ...frame,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}" uniqueCount="${texts.length}">${texts.join('')}</sst>`,
  }
  const zip = new ZipFile()
  for (const [name, body] of Object.entries(parts)) {
    zip.addBuffer(Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`), name)
  }
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
}
