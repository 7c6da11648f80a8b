const THIN = "\u202f";

/** `100 0000 2201`: eleven digits as they are read aloud; anything else as it is. */
export function formatPhone(phone: string): string {
  return /^\d{11}$/.test(phone)
    ? [phone.slice(0, 3), phone.slice(3, 7), phone.slice(7)].join(THIN)
    : phone;
}

/** Puts a text on the clipboard; false where the system refuses. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
