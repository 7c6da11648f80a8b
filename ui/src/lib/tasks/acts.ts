import type { PageAct } from "$lib/frame";
import { t } from "$lib/i18n";

import { TABS, type Tab } from "./paths";

const TAB_WORDS: Record<Tab, string> = {
  overview: "概况 gaikuang gk overview",
  map: "地图 ditu dt map",
  responses: "响应 xiangying xy responses board",
  "check-ins": "集合 jihe jh 签到 qiandao check-ins arrivals",
  people: "人员 renyuan ry people",
};
const TAB_NAMES = {
  overview: "overview",
  map: "map",
  responses: "responses",
  "check-ins": "checkIns",
  people: "people",
} as const;

/** What a tab is called. */
export const tabName = (tab: Tab): string => t.tasks.tabs[TAB_NAMES[tab]];

/** What the palette can do with an open task; what is not possible is left out. */
export interface TaskActs {
  title: string;
  tab: Tab;
  ontab: (tab: Tab) => void;
  onagain: () => void;
  onwall: () => void;
  onfinish: (() => void) | undefined;
  /** Whom it can be followed up for. */
  followUps: readonly { id: string; label: string; onselect: () => void }[];
}

export function taskActs(of: TaskActs): PageAct[] {
  const act = (id: string, label: string, words: string, run: () => void): PageAct => ({
    id,
    label,
    hint: of.title,
    words,
    run,
  });
  return [
    ...TABS.filter((tab) => tab !== of.tab).map((tab) =>
      act(`tab-${tab}`, tabName(tab), TAB_WORDS[tab], () => of.ontab(tab)),
    ),
    act(
      "again",
      t.publish.again.act,
      "再发一次 zaifayici zfyc 再来 publish again repeat",
      of.onagain,
    ),
    ...of.followUps.map(({ id, label, onselect }) =>
      act(
        `follow-up-${id}`,
        label,
        "追加征集 zhuijiazhengji zjzj 补发 bufa follow up again",
        onselect,
      ),
    ),
    act("wall", t.tasks.wall.open, "大屏 daping dp 投屏 wall screen", of.onwall),
    ...(of.onfinish
      ? [
          act(
            "finish",
            t.tasks.finish.act,
            "结束任务 jieshurenwu jsrw end finish stop",
            of.onfinish,
          ),
        ]
      : []),
  ];
}
