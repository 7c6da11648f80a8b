/** After a reminder that is younger than this one asks twice. */
export const JUST_NOW = 5 * 60_000;
