import { clubs } from "./clubs";
import { common } from "./common";
import { connections } from "./connections";
import { errors } from "./errors";
import { exporting } from "./exporting";
import { inbox } from "./inbox";
import { map } from "./map";
import { meetings } from "./meetings";
import { missions } from "./missions";
import { moments } from "./moments";
import { outbox } from "./outbox";
import { palette } from "./palette";
import { paper } from "./paper";
import { publish } from "./publish";
import { quests } from "./quests";
import { received } from "./received";
import { refusals } from "./refusals";
import { settings } from "./settings";
import { tasks } from "./tasks";

import type { Catalogue } from "../zh-CN";

export const en: Catalogue = {
  clubs,
  common,
  connections,
  errors,
  exporting,
  inbox,
  map,
  meetings,
  missions,
  moments,
  outbox,
  palette,
  paper,
  publish,
  quests,
  received,
  refusals,
  settings,
  tasks,
};
