/** Whether the system writes its chief key ⌘. */
export const isMac = (platform: string = navigator.platform): boolean => /^mac/i.test(platform);

/** The keys that open the palette, as the system writes them. */
export const PALETTE_KEYS: readonly string[] = isMac() ? ["⌘", "K"] : ["Ctrl", "K"];
