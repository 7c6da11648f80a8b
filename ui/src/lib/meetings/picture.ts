/** The largest file that is looked at, bytes; the core takes no larger one. */
export const LARGEST = 32 * 1024 * 1024;

/** A file's bytes as base64. */
export async function base64Of(file: Blob): Promise<string> {
  return new Promise((read, failed) => {
    const reader = new FileReader();
    reader.onload = () => {
      const url = typeof reader.result === "string" ? reader.result : "";
      read(url.slice(url.indexOf(",") + 1));
    };
    reader.onerror = () => failed(reader.error ?? new Error("read a file"));
    reader.readAsDataURL(file);
  });
}

/** The first file of a drop or a paste. */
export function fileOf(data: DataTransfer | null): File | null {
  return data?.files[0] ?? null;
}
