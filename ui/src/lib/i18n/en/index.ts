import { common } from "./common";
import { connections } from "./connections";
import { errors } from "./errors";
import { outbox } from "./outbox";
import { palette } from "./palette";
import { publish } from "./publish";
import { settings } from "./settings";
import { tasks } from "./tasks";

import type { Catalogue } from "../zh-CN";

export const en: Catalogue = {
  common,
  connections,
  errors,
  outbox,
  palette,
  publish,
  settings,
  tasks,
};
