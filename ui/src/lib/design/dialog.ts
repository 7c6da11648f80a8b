import type { Snippet } from "svelte";

/** What floats over the page and takes its place for a while: Dialog and Sheet. */
export interface DialogProps {
  open: boolean;
  title: string;
  /** One sentence: what this is about, or what will happen. */
  description?: string;
  wide?: boolean;
  /** While true it cannot be closed: something is being sent. */
  locked?: boolean;
  onclose?: () => void;
  children?: Snippet;
  /** The buttons, the one that acts last. */
  footer?: Snippet;
}
