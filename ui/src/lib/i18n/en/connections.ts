import type { connections as Source } from "../zh-CN/connections";

export const connections: typeof Source = {};
