export {
  type Confidence,
  createPinDirectory,
  type NearPin,
  type PinDirectory,
  type PinRecord,
  type PinSearch,
} from './places.directory.ts'
export {
  createPlaces,
  farFromPinMetres,
  type Place,
  type PlaceInput,
  type Places,
  type PlaceWarning,
} from './places.service.ts'
export { loadPinDirectory } from './places.store.ts'
export { pinCodes, pinDirectoryEdition } from './places.tables.ts'
