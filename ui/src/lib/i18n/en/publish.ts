import type { publish as Source } from "../zh-CN/publish";

export const publish: typeof Source = {};
