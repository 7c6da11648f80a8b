import { toast } from "$lib/design";
import { errorText, formatNumber, sentences, t } from "$lib/i18n";
import type { Commands, FileFormat, Listing, OneTask } from "$lib/ipc/bindings";
import { toAppError } from "$lib/ipc/error";
import { copyText } from "$lib/tasks/phone";

import { leaveForPaper } from "./returning";

/** How a page calls commands; it hands that on. */
export type Call = <Name extends keyof Commands>(
  name: Name,
  args: Commands[Name]["args"],
) => Promise<Commands[Name]["result"]>;

/** What is taken out of a listing. */
export interface Part {
  listing: Listing;
  columns: string[];
  /** Phone numbers and positions go along in privacy mode too: somebody said so this time. */
  reveal?: boolean;
}

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
  readonly #go: (href: string, reveal: boolean) => void;

  /** `go` opens a page that is printed. */
  constructor(call: Call, go: (href: string, reveal: boolean) => void) {
    this.#call = call;
    this.#go = go;
  }

  /** Says that a file was written; a user who gave up hears nothing. */
  #written(written: Commands["export_table"]["result"], text?: string): void {
    if (written === null) return;
    const { export: one, name, rows } = written;
    toast.done(t.exporting.saved(name), {
      text: text ?? t.exporting.rows(formatNumber(rows)),
      lasts: LASTS,
      action: {
        label: t.exporting.show,
        onclick: () =>
          void this.#call("reveal_export", { export: one }).catch((thrown: unknown) =>
            failed(thrown, "reveal_export"),
          ),
      },
    });
  }

  async save({ reveal = false, ...part }: Part, format: FileFormat): Promise<void> {
    try {
      this.#written(await this.#call("export_table", { ...part, reveal, format }));
    } catch (thrown) {
      failed(thrown, "export_table");
    }
  }

  /** What a task came to, as a workbook of several sheets. */
  async savePacket(of: OneTask, reveal = false): Promise<void> {
    try {
      this.#written(await this.#call("export_packet", { ...of, reveal }));
    } catch (thrown) {
      failed(thrown, "export_packet");
    }
  }

  /** What helps to find a fault of the program. */
  async saveDiagnostics(): Promise<void> {
    try {
      this.#written(await this.#call("save_diagnostics", {}), t.settings.diagnostics.saved);
    } catch (thrown) {
      failed(thrown, "save_diagnostics");
    }
  }

  /** Copies `count` rows from `offset` on; all there are without a count. */
  async copy(part: Part, offset = 0, count?: number): Promise<void> {
    const { reveal = false, ...rest } = part;
    if (count !== undefined && count > COPY_LIMIT) return this.#tooMany();
    try {
      let text = "";
      let rows = 0;
      let masked = false;
      let wanted = count ?? COPY_LIMIT + 1;
      while (rows < wanted) {
        const args = { ...rest, reveal, offset: offset + rows, limit: wanted - rows };
        const copied = await this.#call("copy_table", args);
        if (count === undefined && copied.total > COPY_LIMIT) return this.#tooMany();
        wanted = Math.min(wanted, copied.total - offset);
        text += copied.text;
        rows += copied.rows;
        masked = copied.masked;
        if (copied.rows === 0) break;
      }
      if (!(await copyText(text))) toast.failed(t.exporting.copyFailed);
      else if (!masked) toast.done(t.exporting.copied(formatNumber(rows)));
      else
        toast.done(t.exporting.copied(formatNumber(rows)), {
          text: t.exporting.reveal.masked,
          lasts: LASTS,
          action: {
            label: t.exporting.reveal.copy,
            onclick: () => void this.copy({ ...part, reveal: true }, offset, count),
          },
        });
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
  print(href: string, reveal = false): void {
    leaveForPaper();
    this.#go(href, reveal);
  }
}
