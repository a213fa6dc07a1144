import type { Test } from 'tap'

/**
 * What test files get as `tap` inside `npm test`: the test of the file that is being run, so that a process can run
 * one file after another. Its teardowns are those of the file.
 */
let fileTest: Test

export { fileTest as default }

/** From now on, files that are imported get this one. */
export const beginFile = (t: Test): void => {
  fileTest = t
}
