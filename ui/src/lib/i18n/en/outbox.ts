import type { outbox as Source } from "../zh-CN/outbox";

export const outbox: typeof Source = {};
