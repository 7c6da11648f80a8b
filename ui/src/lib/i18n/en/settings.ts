import type { settings as Source } from "../zh-CN/settings";

export const settings: typeof Source = {};
