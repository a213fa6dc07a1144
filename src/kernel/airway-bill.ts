import { gtinCheckDigit } from './gtin.ts'

/**
 * The market's own airway-bill number: 8, the serial number in ten digits, and a check digit by which any one wrong
 * digit is seen. Twelve digits, as parcels between cities have 11 to 16.
 */
export const airwayBillOf = (serial: number | bigint): string => {
  const digits = `8${String(serial).padStart(10, '0')}`
  return `${digits}${gtinCheckDigit(digits)}`
}

/** Whether this is an airway-bill number of the market's own, rightly typed. */
export const isAirwayBill = (text: string): boolean =>
  /^8[0-9]{11}$/.test(text) && gtinCheckDigit(text.slice(0, -1)) === text.slice(-1)
