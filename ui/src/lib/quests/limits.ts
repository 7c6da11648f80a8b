/** What the form of a quest counts against, in characters. The core judges. */
export const NAME_LIMIT = 60;
export const DESCRIPTION_LIMIT = 500;
/** Quests of one batch. */
export const BATCH_LIMIT = 100;
