/** Whether this is a bank's reference of a transfer (UTR): 12 digits (IMPS, UPI), 16 (NEFT) or 22 characters (RTGS), in capitals. */
export const isUtr = (text: string): boolean => /^(?:\d{12}|[A-Z0-9]{16}|[A-Z0-9]{22})$/.test(text)
