import { common } from "./common";
import { connections } from "./connections";
import { errors } from "./errors";
import { outbox } from "./outbox";
import { palette } from "./palette";
import { publish } from "./publish";
import { settings } from "./settings";
import { tasks } from "./tasks";

/** The source catalogue: every other language must satisfy its type. */
export const zhCN = { common, connections, errors, outbox, palette, publish, settings, tasks };

export type Catalogue = typeof zhCN;
