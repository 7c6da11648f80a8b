import { formatPhone } from "$lib/tasks/phone";

/** A phone number on paper; a mask for one that is to stay off it. */
export function phoneOnPaper(phone: string, masked: boolean): string {
  return masked && phone !== "" ? "•••" : formatPhone(phone);
}
