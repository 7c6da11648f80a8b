import type { tasks as Source } from "../zh-CN/tasks";

export const tasks: typeof Source = {};
