/** A rating may be changed for so long after it was first given. */
export const daysToChange = 30

/** Until when a rating may be changed. */
export const changeableUntil = (ratedAt: Date): Date =>
  new Date(ratedAt.getTime() + daysToChange * 86_400_000)

/** The mean of ratings as it is shown: one decimal. */
export const meanOf = (stars: number, count: number): number => Math.round((stars * 10) / count) / 10

// A phone number may be written with blanks and dashes; ten digits are a number in India, eight a landline.
const phone = /(?<![\p{L}\p{N}])\+?\p{Nd}(?:[\s().-]*\p{Nd}){7,14}(?![\p{L}\p{N}])/gu
const mail = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*/gu

/**
 * A text as everybody may read it: phone numbers, e-mail addresses and UPI ids are struck out, for people write
 * down their own and other people's (Digital Personal Data Protection Act 2023).
 */
export const withoutContacts = (text: string): string => text.replace(mail, '•••').replace(phone, '•••')
