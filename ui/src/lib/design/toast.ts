import { toast as sonner } from "svelte-sonner";

interface ToastOptions {
  /** What stands under the first line. */
  text?: string;
  action?: { label: string; onclick: () => void };
  /** It takes the place of an earlier one of the same name. */
  id?: string;
  /** It came unasked: it stands in the middle, where no page has its acts. */
  unasked?: boolean;
  /** Milliseconds; a failure stays until it is closed. */
  lasts?: number;
}

function show(kind: "success" | "info" | "error", title: string, options: ToastOptions): void {
  sonner[kind](title, {
    description: options.text,
    ...(options.id !== undefined && { id: options.id }),
    ...(options.unasked && { position: "bottom-center" }),
    duration: options.lasts ?? (kind === "error" ? Infinity : 5000),
    ...(options.action && {
      action: { label: options.action.label, onClick: options.action.onclick },
    }),
  });
}

/** Short notes over the page. What must not be missed belongs on the page itself. */
export const toast = {
  done: (title: string, options: ToastOptions = {}): void => show("success", title, options),
  note: (title: string, options: ToastOptions = {}): void => show("info", title, options),
  failed: (title: string, options: ToastOptions = {}): void => show("error", title, options),
};
