// dependency-cruiser asks swc to read TypeScript, never TSX. Required before it, this tells swc by the file's name.
const swc = require('@swc/core')

const { parseFileSync } = swc
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('x') })
