/** The inbox: what happened while nobody looked. */
/** What became of a publication. */
const publication = {
  rejected: "发布被拒绝，草稿还在。",
  unknown: "发布结果不明，请到发件箱核对。",
  not_sent: "发布没有发出，草稿还在。",
  not_done: "读回核对，发布没有到达，草稿还在。",
  found: "读回核对，发布已经到达。",
};

/** What became of something else. */
const act = {
  rejected: "操作被拒绝。",
  unknown: "操作结果不明，请到发件箱核对。",
  not_sent: "操作没有发出。",
  not_done: "读回核对，操作没有生效。",
  found: "读回核对，操作已经生效。",
};

export const inbox = {
  title: "收件箱",
  empty: "还没有通知",
  emptyText: "新的应答、人数不足、没有送达的发布会记在这里。",
  allRead: "没有未读的通知",
  allReadText: "有新情况会立刻出现在这里。",
  show: "显示",
  all: "全部",
  unread: "未读",
  isUnread: "未读",
  markAll: "全部标为已读",
  kept: "保留 90 天、最多 1 000 条。",
  arrived: "查看",
  about: (title: string, kind: string) => `${title} · ${kind}`,
  more: (n: string) => `另有 ${n} 条未读。`,
  kinds: {
    responses: "新应答",
    headcount_reached: "人数已够",
    shortfall: "人数不足",
    deadline_near: "快要结束",
    session_ended: "登录失效",
  },
  answers: {
    new: (n: string, parts: string) => `${n} 人新应答：${parts}。`,
    accepted: (n: string) => `${n} 人接受`,
    refused: (n: string) => `${n} 人拒绝`,
    other: (n: string) => `${n} 人另有应答`,
    between: "，",
    standing: (accepted: string, unread: string) => `现在共 ${accepted} 人接受，${unread} 人未读。`,
  },
  reached: (accepted: string, wanted: string) => `${accepted} 人接受，需要 ${wanted} 人。`,
  short: {
    missing: (missing: string, accepted: string, wanted: string) =>
      `还差 ${missing} 人：${accepted} 人接受，需要 ${wanted} 人。`,
    gather: (time: string) => `${time} 集合。`,
    expected: (low: string, high: string) => `预计到时 ${low}–${high} 人。`,
    asOf: (time: string) => `应答数据截至 ${time}。`,
  },
  deadline: (time: string) => `${time} 结束，还没有人结束它。`,
  session: "登录已失效，显示的是已缓存的数据。重新登录后接着做。",
  writes: {
    publish_task: publication,
    finish_task: {
      rejected: "结束任务被拒绝，任务仍在进行。",
      unknown: "结束任务结果不明，请到发件箱核对。",
      not_sent: "结束任务没有发出，任务仍在进行。",
      not_done: "读回核对，任务没有结束，仍在进行。",
      found: "读回核对，任务已经结束。",
    },
    publish_mission: publication,
    publish_meeting: publication,
    remind_mission: act,
    revert_mission: act,
    edit_meeting: act,
    remind_meeting: act,
    revert_meeting: act,
    end_meeting: act,
    sign_in_to_meeting: act,
    confirm_mission: act,
    finish_mission: act,
    confirm_meeting: act,
    leave_meeting: act,
  },
};
