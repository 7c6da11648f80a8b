/** A line of the palette that can be chosen. */
export interface Entry {
  /** One of its kind: also what its element is named after. */
  id: string;
  label: string;
  /** Beside the label: where it is, how it stands. */
  hint?: string;
  /** The keys that do the same. */
  keys?: readonly string[];
  /** What else finds it: pinyin, initials, the other language. */
  words?: string;
  run: () => void;
  /** The palette stays open after it. */
  stays?: boolean;
}

export interface Section {
  id: string;
  title: string;
  entries: readonly Entry[];
}

const bare = (text: string): string => text.toLowerCase().replace(/\s+/g, " ").trim();

/** What an entry is found by beside its label. Catalogue words are one language; these are any. */
export const WORDS = {
  tasks: "进行中的任务 jinxingzhongderenwu jxz renwu rw running tasks",
  done: "已完成的任务 yiwanchengderenwu ywc jieshu ended done tasks",
  missions: "社团任务 shetuanrenwu strw missions clubs 社团 shetuan st",
  meetings: "会议 huiyi hy meetings clubs 社团 shetuan st",
  moments: "朋友圈任务 pengyouquanrenwu pyqrw pyq moments wecom",
  quests: "任务板 renwuban rwb quests board 奖励 jiangli jl",
  audit: "审计记录 shenjijilu sjjl audit log",
  inbox: "收件箱 shoujianxiang sjx inbox notifications 通知",
  outbox: "发件箱 fajianxiang fjx outbox",
  activity: "活动记录 huodongjilu hdjl activity log",
  connections: "连接 lianjie lj connections servers",
  settings: "设置 shezhi sz settings preferences",
  publish: "发布任务 faburenwu fbrw publish new call-out",
  publishMission: "发布社团任务 fabushetuanrenwu fbstrw publish new mission 发布任务 fbrw",
  publishMeeting: "发布会议 fabuhuiyi fbhy publish new meeting 开会 kaihui kh",
  publishQuest: "新建任务 xinjianrenwu xjrw create new quest 任务板 renwuban rwb",
  new: "新建 xinjian xj new",
  filter: "筛选 shaixuan sx filter search",
  mark: "标为已读 biaoweiyidu bwyd mark read",
  refresh: "刷新 shuaxin sx refresh reload",
  export: "导出 daochu dc export xlsx csv excel",
  print: "打印 dayin dy print",
  theme: "主题 zhuti zt theme light dark",
  language: "语言 yuyan yy language chinese english",
  density: "行距 hangju hj density rows",
  privacy: "隐私 yinsi ys privacy mask",
  lock: "锁定 suoding sd lock",
  keys: "快捷键 kuaijiejian kjj 按键 anjian aj keys shortcuts help",
} as const;

/** Where in an entry a query was found: 0 where its label begins with it; null where nowhere. */
function rank(entry: Entry, query: string): number | null {
  const label = bare(entry.label);
  if (label.startsWith(query)) return 0;
  if (label.includes(query)) return 1;
  const words = bare(entry.words ?? "").split(" ");
  return words.some((word) => word.startsWith(query)) ? 2 : null;
}

/** The entries that a query finds, the best first; all of them without one. */
export function matching(entries: readonly Entry[], query: string): Entry[] {
  const typed = bare(query);
  if (typed === "") return [...entries];
  return entries
    .map((entry) => ({ entry, rank: rank(entry, typed) }))
    .filter((one): one is { entry: Entry; rank: number } => one.rank !== null)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}
