import { toast } from "$lib/design";
import { errorText, formatNumber, sentences, t } from "$lib/i18n";
import type { Commands, FileFormat, Listing, OneTask } from "$lib/ipc/bindings";
import { toAppError } from "$lib/ipc/error";
import { copyText } from "$lib/tasks/phone";

/** How a page calls commands; it hands that on. */
export type Call = <Name extends keyof Commands>(
  name: Name,
  args: Commands[Name]["args"],
) => Promise<Commands[Name]["result"]>;

/** Rows that are copied at once; more than that is a file's work. */
export const COPY_LIMIT = 10_000;

/** How long the name of a written file stays on screen, ms: time enough to go and see it. */
const LASTS = 12_000;

function failed(thrown: unknown, doing: string): void {
  const { what, kept, todo } = errorText(toAppError(thrown, doing));
  toast.failed(what, { text: sentences(kept, todo) });
}

/** Takes listings out of the window, and says how it went. */
export class TakeOut {
  readonly #call: Call;
  readonly #go: (href: string) => void;

  constructor(call: Call, go: (href: string) => void) {
    this.#call = call;
    this.#go = go;
  }

  /** Says that a file was written; a user who gave up hears nothing. */
  #written(written: Commands["export_table"]["result"]): void {
    if (written === null) return;
    const { export: one, name, rows } = written;
    toast.done(t.exporting.saved(name), {
      text: t.exporting.rows(formatNumber(rows)),
      lasts: LASTS,
      action: {
        label: t.exporting.reveal,
        onclick: () =>
          void this.#call("reveal_export", { export: one }).catch((thrown: unknown) =>
            failed(thrown, "reveal_export"),
          ),
      },
    });
  }

  async save(listing: Listing, columns: string[], format: FileFormat): Promise<void> {
    try {
      this.#written(await this.#call("export_table", { listing, columns, format }));
    } catch (thrown) {
      failed(thrown, "export_table");
    }
  }

  /** What a task came to, as a workbook of several sheets. */
  async savePacket(of: OneTask): Promise<void> {
    try {
      this.#written(await this.#call("export_packet", of));
    } catch (thrown) {
      failed(thrown, "export_packet");
    }
  }

  /** Copies `count` rows from `offset` on; all there are without a count. */
  async copy(listing: Listing, columns: string[], offset = 0, count?: number): Promise<void> {
    if (count !== undefined && count > COPY_LIMIT) return this.#tooMany();
    try {
      let text = "";
      let rows = 0;
      let wanted = count ?? COPY_LIMIT + 1;
      while (rows < wanted) {
        const args = { listing, columns, offset: offset + rows, limit: wanted - rows };
        const copied = await this.#call("copy_table", args);
        if (count === undefined && copied.total > COPY_LIMIT) return this.#tooMany();
        wanted = Math.min(wanted, copied.total - offset);
        text += copied.text;
        rows += copied.rows;
        if (copied.rows === 0) break;
      }
      if (await copyText(text)) toast.done(t.exporting.copied(formatNumber(rows)));
      else toast.failed(t.exporting.copyFailed);
    } catch (thrown) {
      failed(thrown, "copy_table");
    }
  }

  #tooMany(): void {
    toast.failed(t.exporting.copyTooMany(formatNumber(COPY_LIMIT)), {
      text: t.exporting.copyTooManyText,
    });
  }

  /** Goes to the page that is printed. */
  print(href: string): void {
    this.#go(href);
  }
}
