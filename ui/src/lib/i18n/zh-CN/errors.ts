/** What happened, what was kept, what to do: one row for each code of `AppError`. */
export const errors = {
  unreachable: {
    what: "连不上服务器",
    kept: "没有发出任何内容，已填写的都在。",
    todo: "检查网络和服务器地址，稍后再试。",
  },
  timedOutBefore: {
    what: "服务器没有应答",
    kept: "请求没有发出，已填写的都在。",
    todo: "稍后再试。",
  },
  timedOutAfter: {
    what: "发出后没有等到应答",
    kept: "请求可能已经到达，不会自动重发；已填写的和读到过的都在。",
    todo: "读取的内容可以刷新；发布或结束任务，先到发件箱核对。",
  },
  cutOff: {
    what: "发出后连接断了",
    kept: "请求可能已经到达，不会自动重发；已填写的和读到过的都在。",
    todo: "读取的内容可以刷新；发布或结束任务，先到发件箱核对。",
  },
  notSignedIn: {
    what: "登录已失效",
    kept: "正在做的事和已缓存的数据都保留着。",
    todo: "重新登录后接着做。",
  },
  noEnterprise: {
    what: "还没有选择企业",
    kept: "之前读到的都在。",
    todo: "选择一家企业后再读取。",
  },
  wrongPassword: {
    what: "账号或密码不对",
    kept: "服务器地址和账号已保留。",
    todo: "核对后再登录。",
  },
  rejected: {
    what: (message: string) => `服务器拒绝了：${message}`,
    whatWithoutWords: "服务器拒绝了，没有说明原因",
    kept: "已填写的都在。",
    todo: "服务器说明了原因就照它修改；没有说明就稍后再试。",
  },
  passwordNeeded: {
    what: "这一步要再输一次密码",
    kept: "什么都没有变，登录仍然有效。",
    todo: "输入密码后接着做。",
  },
  brokenAnswer: {
    what: (path: string) => `服务器的应答看不懂（${path}）`,
    kept: "已填写的和之前读到的都在。",
    todo: "再试一次；若仍如此，请把括号内的位置告诉服务器管理员。",
  },
  wrongServer: {
    what: "应答的不是任务服务器",
    kept: "已填写的和之前读到的都在。",
    todo: "核对地址和端口；也可能是上网认证页或代理挡在中间。",
  },
  notAccepted: {
    caller: {
      what: "服务器不认识这个连接的客户端名（caller）",
      kept: "已填写的和之前读到的都在。",
      todo: "向服务器管理员要正确的客户端名，填进连接设置。",
    },
    signature: {
      what: "服务器不接受这个连接的签名",
      kept: "已填写的和之前读到的都在。",
      todo: "向服务器管理员核对密钥和签名方式，改好连接设置再试。",
    },
    uniacid: {
      what: "公众号 id 不是一个数字",
      kept: "已填写的和之前读到的都在。",
      todo: "向服务器管理员要公众号 id，只填数字。",
    },
  },
  tooLarge: {
    what: (mib: string) => `应答超过 ${mib} MiB，没有读完`,
    kept: "已填写的和之前读到的都在。",
    todo: "请联系服务器管理员。",
  },
  draftTooLarge: {
    what: (kib: string) => `内容太多，草稿最多 ${kib} KB`,
    kept: "上次保存的草稿还在，没有变。",
    todo: "删短一些，会自动再存。",
  },
  badAddress: {
    what: "这不是一个服务器地址",
    kept: "已填写的都在。",
    todo: "写成 http://主机:端口 或 https://主机:端口。",
  },
  notEncrypted: {
    what: "这个连接没有加密",
    kept: "密码还没有发出。",
    todo: "确认网络可信后再继续。",
  },
  invalid: {
    what: (n: string) => `还有 ${n} 处需要修改`,
    kept: "草稿已保存。",
    todo: "按标出的位置修改。",
  },
  notFound: {
    what: "它已经不在了",
    kept: "其他内容不受影响。",
    todo: "返回列表看看最新情况。",
  },
  notPermitted: {
    what: "这个账号无权这样做",
    kept: "没有改动。",
    todo: "请用有权限的账号登录。",
  },
  readOnlyWindow: {
    what: "这个窗口只能查看",
    kept: "没有改动。",
    todo: "请在主窗口操作。",
  },
  tooLate: {
    what: "已经来不及了，它已进入下一步",
    kept: "记录保留在发件箱。",
    todo: "到发件箱查看现在的状态。",
  },
  nothingCached: {
    what: "这些数据还没有读到过",
    kept: "连上服务器后会自动读取。",
    todo: "检查网络后刷新。",
  },
  locked: {
    what: "本机数据还锁着",
    kept: "草稿和发件箱都在。",
    todo: "输入口令解锁。",
  },
  wrongPassphrase: {
    what: "口令不对",
    kept: "数据没有改动。",
    todo: "再输一次。",
  },
  tryLater: {
    what: "输错的次数太多",
    kept: "数据没有改动。",
    todo: "等一会儿再输。",
  },
  storage: {
    what: "磁盘已满或无法写入",
    kept: "服务器上的数据不受影响，最近的改动可能没有存下。",
    todo: "腾出空间后再试。",
  },
  notWritten: {
    what: "文件没有写成",
    kept: "没有写下任何内容，原有的文件也没有动。",
    todo: "换一个可以写入的文件夹再导出。",
  },
  notWrittenFull: {
    what: "磁盘已满，文件没有写成",
    kept: "没有写下任何内容，原有的文件也没有动。",
    todo: "腾出空间或换一个磁盘再导出。",
  },
  noProgram: {
    what: "这台电脑没有能做这件事的程序",
    kept: "什么都没有改动。",
    todo: "拨号：复制号码，用电话拨打。",
  },
  internal: {
    what: (id: string) => `程序出错（${id}）`,
    kept: "已保存的数据不受影响。",
    todo: "再试一次；若仍如此，请附上括号内的编号反馈。",
  },
};
