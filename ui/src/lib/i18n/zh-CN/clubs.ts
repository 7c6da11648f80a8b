/** What missions and meetings of clubs share: choosing people, and what is in the way. */
export const clubs = {
  nameless: "（无姓名）",
  club: "社团",

  picker: {
    by: "按什么选",
    views: { department: "部门", job: "职位", year: "年级", name: "姓名", chosen: "已选" },
    tree: {
      department: "各部门成员",
      job: "各职位成员",
      year: "各年级成员",
      name: "全部成员",
      chosen: "选中的成员",
    },
    unknown: { department: "（未注明部门）", job: "（未注明职位）", year: "（未注明年级）" },
    year: (year: string) => `${year} 级`,
    search: "搜索成员",
    placeholder: "姓名、部门、职位、手机、拼音首字母",
    noMatchText: "可用姓名、部门、职位中的字，手机号，拼音或首字母。",
    noMatchChosenText: "只在选好的人里找过；别的人可能还没有选上。",
    amongAll: "在全部成员里找",
    nobody: "这个社团里没有人",
    nobodyText: "社团名单在服务器上维护，有人加入后会列在这里。",
    noneChosen: "还没有选人",
    noneChosenText: "在部门、职位、年级或姓名里勾选。",
  },

  /** In place of the words for call-outs. */
  sending: {
    about: (content: string, people: string) => `${content} · 交给 ${people} 人`,
    confirmedText: (people: string) => `服务器已经收下，这 ${people} 人会收到通知。`,
    openTask: "打开看看",
    toTasks: "回到列表",
    rejectedText: "列表完整读过，里面没有它，没有通知任何人。草稿和选好的人都在，改好后可以再发。",
    unknownText: "请求发出后没有等到应答，服务器可能已经收下。为了不重复通知，不会自动再发。",
    unknownAfter: (why: string) =>
      `${why}。服务器仍可能已经收下，草稿先留着；为了不重复通知，不会自动再发。`,
    searching: (readings: string) =>
      `正在列表里找它：要完整读两遍，已读 ${readings} 遍。找到就会显示“已发出”。`,
    searchedOne: (title: string) => `列表里找到一个相同的：“${title}”。请到发件箱确认。`,
    searchedSeveral: (n: string) => `列表里找到 ${n} 个相同的。请到发件箱选出是哪一个。`,
    takenBackText: "什么都没有发出，草稿和选好的人原样保留。",
    gaveUpText: (why: string) => `${why}。草稿和选好的人原样保留，可以稍后再发。`,
    settledText: "草稿和选好的人原样保留，可以再发。",
  },

  draft: {
    content: "内容",
    deadline: "截止时间",
    chooseClub: "选择社团",
    chooseClubFirst: "先选社团，再从它的成员里选人。",
    noClub: "没有可以发布的社团",
    noClubText: "这个账号没有管理的社团，或者社团还没有读到。",
    happens: (people: string) => `服务器会把它发给这 ${people} 人。发出后不能修改，只能撤销。`,
    happensDemo: (people: string) =>
      `这是演示：内置服务器会模拟这 ${people} 人的确认，不会真的通知任何人。`,
    soon: "距截止不到 1 小时，来得及的人可能不多。",
    oldRoster: "社团名单是一天以前读取的，成员可能有变动。",
  },

  problem: {
    missing: (field: string) => `请填写${field}`,
    chooseClub: "请选择社团",
    tooLong: (field: string, length: string, limit: string) =>
      `${field}有 ${length} 字，最多 ${limit} 字`,
    notTaken: (field: string, character: string) =>
      `${field}里的“${character}”服务器存不了，请去掉`,
    notATime: (field: string) => `看不懂这个${field}，可写成 今天 14:00 或 2026-03-18 09:00`,
    inThePast: (field: string) => `${field}已经过去`,
    nobody: (field: string) => `还没有选${field}`,
    tooMany: (field: string, count: string, limit: string) =>
      `${field}选了 ${count} 人，最多 ${limit} 人`,
    notInClub: (n: string) => `选中的人里有 ${n} 人已不在这个社团，请重新选`,
    notAnId: (n: string) => `选中的人里有 ${n} 人的编号不对，请重新选`,
  },
};
