/** A name with all but its first character hidden: `周＊＊`. */
export function maskName(name: string): string {
  const [first, ...rest] = [...name.trim()];
  return first === undefined ? "＊" : first + "＊".repeat(Math.min(rest.length, 3));
}
