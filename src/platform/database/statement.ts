/** A statement that the server parses once a connection; the name is its key there, so it must be unique. */
export interface Statement {
  readonly name: string
  readonly text: string
}

/** Declares a prepared statement. */
export const statement = (name: string, text: string): Statement => ({ name, text })
