const state = $state({ on: false });

/**
 * Privacy mode: phone numbers and people's whereabouts are masked until
 * somebody asks for one. Whatever shows one asks here, or is a `Masked`.
 */
export const privacy = {
  get on(): boolean {
    return state.on;
  },
};

/** Puts the setting into force; `applySettings` does this. */
export function setPrivacy(on: boolean): void {
  state.on = on;
}
