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
    nobody: "这个社团里没有人",
    nobodyText: "社团名单在服务器上维护，有人加入后会列在这里。",
    noneChosen: "还没有选人",
    noneChosenText: "在部门、职位、年级或姓名里勾选。",
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
